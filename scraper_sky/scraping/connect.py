"""Connections to pinned addresses: the name stays in Host, SNI and the certificate check, the pin decides where to."""

from __future__ import annotations

import contextlib
import socket
import ssl
from typing import Any, ClassVar

import urllib3.connection
import urllib3.connectionpool
from urllib3.util.retry import Retry

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed, name_fault
from scraper_sky.scraping.politeness import Stay
from scraper_sky.scraping.resolve import Pin, Resolver
from scraper_sky.scraping.tls import name_tls_fault
from scraper_sky.scraping.urls import PORTS, WebUrl, ip_address
from scraper_sky.scraping.watchdog import Alarm
from scraper_sky.scraping.wire_lines import bounded_answer


class Wire:
    """All connections of one visit. Every host is looked up and judged once; its pins serve the whole visit."""

    def __init__(
        self, context: ssl.SSLContext, resolver: Resolver, stay: Stay, connect_seconds: float, deadline: float
    ) -> None:
        self.alarm: Alarm | None = None  # of the request at work
        self.address: str | None = None  # that this request went to
        self.is_reused = False  # whether this request runs over a connection that served one before
        self.is_connecting = False
        self._context = context
        self._resolver = resolver
        self._stay = stay
        self._connect_seconds = connect_seconds
        self._deadline = deadline
        self._pools: dict[str, _PlainPool | _TlsPool] = {}
        self._pins: dict[tuple[str, int], tuple[Pin, ...] | FetchFailed] = {}
        self._dead: dict[Pin, FetchFailed] = {}  # what took no connection in this visit is not asked for one again

    def pool(self, url: WebUrl) -> _PlainPool | _TlsPool:
        """The connection kept for the origin of `url`, made when it is first used."""
        if url.origin not in self._pools:
            kind = _TlsPool if url.scheme == "https" else _PlainPool
            self._pools[url.origin] = kind(self, url)
        return self._pools[url.origin]

    def begin(self, alarm: Alarm) -> None:
        self.alarm, self.address, self.is_reused, self.is_connecting = alarm, None, False, False

    def reuse(self, connection: socket.socket) -> None:
        """Tells the wire that the request at work goes over `connection`, which is open already."""
        self.is_reused = True
        self.address = str(connection.getpeername()[0])
        self._hold(connection)

    def open(self, url: WebUrl) -> socket.socket:
        """A new connection for `url`, with TLS where the scheme asks for it. Raises FetchFailed."""
        self.is_connecting = True
        connection = self._dial(url.host, self._pinned(url))
        if url.scheme == "https":
            connection = self._secure(connection, url)
        self.is_connecting = False
        return connection

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()

    def _pinned(self, url: WebUrl) -> tuple[Pin, ...]:
        key = url.host, url.port
        if key not in self._pins:
            try:
                self._pins[key] = self._resolver.pins(url, self._seconds())
            except FetchFailed as failure:
                self._pins[key] = failure
        found = self._pins[key]
        if isinstance(found, FetchFailed):
            raise FetchFailed(found.outcome, found.detail)
        return found

    def _dial(self, host: str, pins: tuple[Pin, ...]) -> socket.socket:
        """A connection to the first pin that takes it; all of them share the time for connecting. Raises MustWait."""
        until = monotonic_seconds() + self._seconds()
        first: FetchFailed | None = None
        for index, pin in enumerate(pins):
            self._stay.enter(host, pin.address)
            share = max(0.05, (until - monotonic_seconds()) / (len(pins) - index))
            try:
                return self._dial_one(pin, share)
            except FetchFailed as failure:
                first = first or failure
        raise first or FetchFailed(Outcome.DNS_FAILURE, "The name has no address.")

    def _dial_one(self, pin: Pin, seconds: float) -> socket.socket:
        self.address = pin.address
        if pin in self._dead:
            raise FetchFailed(self._dead[pin].outcome, self._dead[pin].detail)
        connection: socket.socket | None = None
        try:
            connection = socket.socket(pin.family, socket.SOCK_STREAM)
            connection.settimeout(seconds)
            connection.connect((pin.address, pin.port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _check_peer(connection, pin)
            self._hold(connection)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if not isinstance(error, OSError):
                raise
            raise self._name_dial_fault(error, pin) from None
        return connection

    def _name_dial_fault(self, error: OSError, pin: Pin) -> FetchFailed:
        if isinstance(error, TimeoutError):
            again = "The server did not answer before, so it was not asked again."
            self._dead[pin] = FetchFailed(Outcome.CONNECT_TIMEOUT, again)
            return FetchFailed(Outcome.CONNECT_TIMEOUT, "The server could not be reached in time.")
        if isinstance(error, ConnectionRefusedError):
            again = "The server refused a connection before, so it was not asked again."
            self._dead[pin] = FetchFailed(Outcome.CONNECT_REFUSED, again)
        failure = name_fault(error)
        if failure.outcome is Outcome.CONNECTION_RESET:
            return FetchFailed(Outcome.CONNECT_REFUSED, "The server refused the connection.")
        return failure

    def _secure(self, connection: socket.socket, url: WebUrl) -> ssl.SSLSocket:
        connection.settimeout(self._seconds())
        secured: ssl.SSLSocket | None = None
        try:
            # The handshake is a step of its own because the wrapping takes the descriptor over: until here it is ours
            # to close, from here on it is the TLS socket's.
            secured = self._context.wrap_socket(
                connection, server_hostname=url.host.strip("[]"), do_handshake_on_connect=False
            )
            secured.do_handshake()
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError):
                (secured or connection).close()
            fault = error if isinstance(error, OSError) else OSError()
            raise name_tls_fault(fault, url.host) from None
        return secured

    def _hold(self, connection: socket.socket) -> None:
        if self.alarm is not None:
            self.alarm.hold(connection)

    def _seconds(self) -> float:
        """The time for one step of connecting, cut by the end of the visit."""
        return max(0.01, min(self._connect_seconds, self._deadline - monotonic_seconds()))


def _check_peer(connection: socket.socket, pin: Pin) -> None:
    """The other end must be the address that was judged; anything in between that turned us elsewhere is refused."""
    if ip_address(str(connection.getpeername()[0])) != ip_address(pin.address):
        raise FetchFailed(Outcome.BLOCKED_ADDRESS, "The connection did not lead to the address that was checked.")


class _PlainConnection(urllib3.connection.HTTPConnection):
    response_class = staticmethod(bounded_answer)  # type: ignore[assignment]  # http.client only ever calls it

    def __init__(self, wire: Wire, url: WebUrl, **options: Any) -> None:
        super().__init__(url.host.strip("[]"), url.port, **options)
        self._wire = wire
        self._url = url
        self._has_served = False

    def connect(self) -> None:
        self._has_served = False
        self.sock = self._wire.open(self._url)

    def request(self, method: str, url: str, *args: Any, **options: Any) -> None:
        if self.sock is not None and self._has_served:
            self._wire.reuse(self.sock)
        super().request(method, url, *args, **options)
        self._has_served = True


class _TlsConnection(_PlainConnection):
    default_port: ClassVar[int] = PORTS["https"]  # type: ignore[misc]


class _PlainPool(urllib3.connectionpool.HTTPConnectionPool):
    """The one connection of an origin, for one thread."""

    def __init__(self, wire: Wire, url: WebUrl) -> None:
        super().__init__(url.host.strip("[]"), url.port, maxsize=1, block=False, retries=Retry(0, read=False))
        self._wire = wire
        self._url = url

    def _new_conn(self) -> Any:
        return _PlainConnection(self._wire, self._url)


class _TlsPool(_PlainPool):
    scheme = "https"

    def _new_conn(self) -> Any:
        return _TlsConnection(self._wire, self._url)

    def _validate_conn(self, conn: Any) -> None:
        """Connects at once, as urllib3 does for https, so that a fault of TLS is not taken for one of the request."""
        super()._validate_conn(conn)
        if conn.is_closed:
            conn.connect()
