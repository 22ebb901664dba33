"""A web server of our own on 127.0.0.1, and settings that lead every name to it."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import trustme

from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.fetch import Fetcher, Visit
from scraper_sky.settings import Settings


@dataclass(frozen=True)
class Asked:
    host: str
    path: str
    headers: dict[str, str]


Answer = bytes | Callable[["Site", socket.socket], None]


def answer(
    body: bytes | str = b"", status: int = 200, content_type: str | None = "text/html; charset=utf-8", **headers: str
) -> bytes:
    """A whole HTTP answer. Underscores in the names of `headers` stand for hyphens."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Whatever"]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines += [f"{name}: {value}" for name, value in ({"Content-Length": str(len(data))} | named).items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data


def moved(location: str, status: int = 301, **headers: str) -> bytes:
    return answer("", status, Location=location, **headers)


def zipped(body: bytes) -> bytes:
    return answer(gzip.compress(body), content_type="text/html", Content_Encoding="gzip")


@dataclass
class Site:
    """Answers by `host/path`, else by path alone, else 404. A function as an answer may do what it likes."""

    context: ssl.SSLContext | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(10)

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._open.add(connection)
        secured = connection
        try:
            if self.context is not None:
                secured = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
                with self._lock:
                    self._open.add(secured)
                secured.do_handshake()
            while self._serve_one(secured):
                pass
        except (OSError, ValueError):
            pass
        finally:
            with self._lock:
                self._open -= {connection, secured}
            secured.close()
            connection.close()

    def _serve_one(self, connection: socket.socket) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return False
            head += piece
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
        asked = Asked(headers.get("host", ""), first.split(" ")[1], headers)
        self.asked.append(asked)
        found = self.answers.get(asked.host + asked.path, self.answers.get(asked.path, answer("nothing", 404)))
        if callable(found):
            found(self, connection)
            return False
        connection.sendall(found)
        return b"Connection: close" not in found


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def server_context(authority: trustme.CA, *names: str, **options: object) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)  # type: ignore[arg-type]
    return context


@pytest.fixture(scope="session")
def good_context(authority: trustme.CA) -> ssl.SSLContext:
    return server_context(authority, "farm.test", "*.farm.test", "*.example", "other.test", "www.other.test")


@pytest.fixture
def site() -> Iterator[Site]:
    """The server of port 80."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def secure_site(good_context: ssl.SSLContext) -> Iterator[Site]:
    """The server of port 443, with a certificate that is trusted."""
    made = Site(good_context)
    yield made
    made.close()


@pytest.fixture
def dead_port() -> Iterator[int]:
    """A port on which nobody listens: it is bound, so that nobody else can take it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def make_settings(site: Site, dead_port: int, ca_file: str) -> Callable[..., Settings]:
    """Settings under which port 80 of every name is `site`, and port 443 is `https_port`, by default a closed one."""

    def make(https_port: int | None = None, **environ: str) -> Settings:
        detours = f"*:80=127.0.0.1:{site.port},*:443=127.0.0.1:{https_port or dead_port}"
        return Settings.from_env(
            {
                "SCRAPERSKY_CONNECT_TO": detours,
                "SCRAPERSKY_ALLOW_NETWORKS": "127.0.0.0/8",
                "SCRAPERSKY_CA_FILE": ca_file,
                "SCRAPERSKY_PER_HOST": "0",
                "SCRAPERSKY_PER_ADDRESS": "0",
                "SCRAPERSKY_DOMAIN_SECONDS": "20",
                "SCRAPERSKY_CONNECT_SECONDS": "3",
                "SCRAPERSKY_READ_SECONDS": "3",
            }
            | {f"SCRAPERSKY_{name.upper()}": value for name, value in environ.items()}
        )

    return make


@pytest.fixture
def make_fetcher(make_settings: Callable[..., Settings]) -> Iterator[Callable[..., Fetcher]]:
    made: list[Fetcher] = []

    def make(https_port: int | None = None, **environ: str) -> Fetcher:
        made.append(Fetcher(make_settings(https_port, **environ)))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def visit(make_fetcher: Callable[..., Fetcher]) -> Iterator[Visit]:
    """A visit of ten seconds, port 80 only."""
    with make_fetcher().visit(monotonic_seconds() + 10) as made:
        yield made
