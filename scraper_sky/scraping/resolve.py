"""Where a host is: looked up once, within a deadline, judged by the guard, and pinned for the connection.

Judging one answer and letting the connection look the name up again would hand the choice back to whoever runs the
name server, so what leaves here are addresses, and the connection is made to these.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import TypeAlias

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.guard import Guard, is_internal_name
from scraper_sky.scraping.urls import WebUrl, ip_address
from scraper_sky.settings import ConnectTo

LookUp: TypeAlias = Callable[[str], list[str]]
"""A host name to its IP addresses as text; raises socket.gaierror."""

MOST_PINS = 4  # addresses that are tried for one connection

_BLOCKED = "The address is not part of the public internet and is never contacted."


@dataclass(frozen=True, slots=True)
class Pin:
    """An address that was judged, and the port to connect to."""

    address: str
    port: int

    @property
    def family(self) -> socket.AddressFamily:
        return socket.AF_INET6 if ":" in self.address else socket.AF_INET


def system_look_up(host: str) -> list[str]:
    """What the system's resolver says, both IPv4 and IPv6.

    The final dot makes the name a full one: the search domains of this machine's network must not be tried on it.
    """
    answers = socket.getaddrinfo(host + ".", None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class Resolver:
    """Turns hosts into pins. `threads` bounds the look-ups at one time; the rest wait within their own deadline."""

    def __init__(self, guard: Guard, detours: Sequence[ConnectTo], look_up: LookUp, threads: int) -> None:
        self._guard = guard
        self._detours = sorted(detours, key=_by_precision)
        self._look_up = look_up
        self._pool = _Pool(threads)

    def pins(self, url: WebUrl, seconds: float) -> tuple[Pin, ...]:
        """Where to connect for `url`, IPv4 first. Raises FetchFailed: blocked_address, nxdomain or dns_failure.

        `seconds` bounds the look-up. Names that are written as addresses are judged before any detour is taken.
        """
        literal = ip_address(url.host.strip("[]"))
        if (literal is None and is_internal_name(url.host)) or (literal and not self._guard.allows(str(literal))):
            raise FetchFailed(Outcome.BLOCKED_ADDRESS, _BLOCKED)
        detour = self._detour(url)
        if detour is not None:
            addresses, port = [detour.address], detour.to_port
        else:
            addresses, port = [str(literal)] if literal else self._ask(url.host, seconds), url.port
        if not self._guard.allows_all(addresses):
            raise FetchFailed(Outcome.BLOCKED_ADDRESS, _BLOCKED)
        addresses.sort(key=lambda address: ":" in address)
        return tuple(Pin(address, port) for address in addresses[:MOST_PINS])

    def close(self) -> None:
        self._pool.close()

    def _detour(self, url: WebUrl) -> ConnectTo | None:
        for detour in self._detours:
            if detour.port == url.port and _covers(detour.host, url.host):
                return detour
        return None

    def _ask(self, host: str, seconds: float) -> list[str]:
        answer = self._pool.submit(self._look_up, host)
        try:
            addresses = answer.result(timeout=seconds)
        except (TimeoutError, CancelledError):
            answer.cancel()
            raise FetchFailed(Outcome.DNS_FAILURE, "The name servers did not answer in time.") from None
        except (OSError, UnicodeError) as error:
            raise _name_fault(error) from None
        if not addresses:
            raise FetchFailed(Outcome.DNS_FAILURE, "The name exists, but has no address.")
        return addresses


def _covers(pattern: str, host: str) -> bool:
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _by_precision(detour: ConnectTo) -> tuple[bool, int]:
    """Exact hosts before suffixes, long suffixes before short ones, `*` last."""
    return "*" in detour.host, -len(detour.host)


def _name_fault(error: OSError | UnicodeError) -> FetchFailed:
    code = error.errno if isinstance(error, socket.gaierror) else None
    if code == socket.EAI_NONAME:
        return FetchFailed(Outcome.NXDOMAIN, "There is no such name in the domain name system.")
    if code == getattr(socket, "EAI_NODATA", socket.EAI_NONAME):
        return FetchFailed(Outcome.DNS_FAILURE, "The name exists, but has no address.")
    return FetchFailed(Outcome.DNS_FAILURE, "The name servers gave no usable answer.")


class _Pool:
    """Daemon threads that look names up. A look-up cannot be broken off, and must not keep the process from ending."""

    def __init__(self, threads: int) -> None:
        self._most = threads
        self._work: queue.SimpleQueue[tuple[Future[list[str]], LookUp, str] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._started = 0
        self._idle = 0

    def submit(self, look_up: LookUp, host: str) -> Future[list[str]]:
        future: Future[list[str]] = Future()
        with self._lock:
            if self._idle > 0:
                self._idle -= 1
            elif self._started < self._most:
                threading.Thread(target=self._run, name="look-up", daemon=True).start()
                self._started += 1  # only now: a thread that could not be started is none
        self._work.put((future, look_up, host))
        return future

    def close(self) -> None:
        for _ in range(self._started):
            self._work.put(None)

    def _run(self) -> None:
        while (item := self._work.get()) is not None:
            future, look_up, host = item
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(look_up(host))
                except BaseException as error:
                    future.set_exception(error)
            with self._lock:
                self._idle += 1
