"""PostgreSQL and Valkey together: what the user configured is used, what is missing is started."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.ports import HOST, free_port
from scraper_sky.embedded.postgres import Postgres
from scraper_sky.embedded.process import Process
from scraper_sky.embedded.state import StateFolder
from scraper_sky.embedded.valkey import Valkey
from scraper_sky.errors import Unavailable
from scraper_sky.settings import Settings

READY_SECONDS = 20.0
PORT_TRIES = 5


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the two servers are, whoever runs them."""

    database_url: str
    redis_url: str


class EmbeddedServers:
    """Starts and stops the servers of one state folder.

    A server whose address stands in the settings is left to the user. The thread that calls `start` must live as long
    as the servers: the kernel ends them with it.
    """

    def __init__(
        self,
        state: StateFolder | Path,
        settings: Settings,
        *,
        durable: bool = True,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._state = state if isinstance(state, StateFolder) else StateFolder(state)
        self._settings = settings
        self._durable = durable
        self._say = say
        self._running: list[tuple[Postgres | Valkey, Process]] = []

    def start(self) -> Addresses:
        """Returns when both answer. Raises Conflict when the folder is in use, Unavailable saying what is wrong."""
        self._state.acquire()
        try:
            password = self._state.secrets(self._settings).server_password
            postgres = Postgres(self._state, password, durable=self._durable)
            valkey = Valkey(self._state, password, durable=self._durable)
            if not self._settings.database_url:
                self._start(postgres)
            if not self._settings.redis_url:
                self._start(valkey)
        except BaseException:
            self.stop()
            raise
        return Addresses(self._settings.database_url or postgres.url, self._settings.redis_url or valkey.url)

    def stop(self) -> None:
        """Ends what `start` started, orderly, and frees the state folder. Harmless when nothing runs."""
        while self._running:
            server, process = self._running[-1]
            process.stop(server.stop_signal, server.grace_seconds)
            self._running.pop()
        self._state.release()

    def hand_over(self) -> list[tuple[Postgres | Valkey, Process]]:
        """What runs, for a supervisor that keeps and ends it from now on; `stop` then only frees the folder."""
        handed, self._running = self._running, []
        return handed

    def __enter__(self) -> Addresses:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self, server: Postgres | Valkey) -> None:
        engine = server.prepare()
        server.port = server.first_port
        for _ in range(PORT_TRIES):
            server.port = free_port(server.port)
            try:
                process = server.spawn()
            except OSError as error:
                raise Unavailable(f"{engine.product} cannot be started ({error}).") from None
            self._running.append((server, process))
            if self._becomes_ready(server, process):
                server.finish()
                self._announce(server, str(engine))
                return
            self._running.pop()
            # Another program may take the port between our look at it and the server's: then the next one serves.
            if not server.is_port_taken():
                break
            server.port += 1
        raise Unavailable(f"{engine.product} does not start: {server.last_words()}")

    def _becomes_ready(self, server: Postgres | Valkey, process: Process) -> bool:
        """True once it answers, False when it ended instead. Raises Unavailable when it does neither in time."""
        deadline = monotonic_seconds() + READY_SECONDS
        while not server.is_ready():
            if process.wait(0.02):
                return False
            if monotonic_seconds() > deadline:
                raise Unavailable(
                    f"{server.name} did not answer within {READY_SECONDS:.0f} s; its last words: {server.last_words()}"
                )
        return not process.has_ended()

    def _announce(self, server: Postgres | Valkey, engine: str) -> None:
        stepped = f", because {server.first_port} is in use" if server.port != server.first_port else ""
        self._say(f"{engine} answers on {HOST}:{server.port}{stepped}.{server.note()}")


@contextmanager
def temporary_servers(settings: Settings | None = None, *, durable: bool = False) -> Iterator[Addresses]:
    """Servers for tests: an own folder that goes away again, nothing forced to disk unless `durable`."""
    folder = Path(tempfile.mkdtemp(prefix="scrapersky-"))
    # As root PostgreSQL runs as somebody else, who must get through; the folder is ours and has no secrets of its own.
    folder.chmod(0o711)
    state = StateFolder(folder / "var")
    try:
        with EmbeddedServers(state, settings or Settings(), durable=durable) as addresses:
            yield addresses
    finally:
        remove_cluster(state)
        shutil.rmtree(folder, ignore_errors=True)


def remove_cluster(state: StateFolder) -> None:
    """Removes the cluster of a state folder, also one that lies elsewhere (see accounts.py)."""
    with suppress(FileNotFoundError):
        shutil.rmtree(Path((state.path / "pg.path").read_text().strip()).parent, ignore_errors=True)
    shutil.rmtree(state.path / "pg", ignore_errors=True)
