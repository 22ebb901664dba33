"""Why a fetch failed: every error that the libraries below can raise, named by one Outcome and one plain sentence."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator

import urllib3.exceptions

from scraper_sky.model.outcome import Outcome

_SHORT_OF = {errno.ENOMEM: "memory", errno.EMFILE: "files", errno.ENFILE: "files"}


class FetchFailed(Exception):
    """A fetch that gave no answer. `detail` never holds an address that was refused."""

    def __init__(self, outcome: Outcome, detail: str, *, address: str | None = None) -> None:
        super().__init__(f"{outcome.value}: {detail}")
        self.outcome = outcome
        self.detail = detail
        self.address = address  # the IP address that was contacted, if one was
        self.at_url: str | None = None  # the hop at which it failed; None when that hop may not be named
        self.redirects: tuple[str, ...] = ()  # the URLs it was sent on to before
        self.bytes_read = 0


def name_fault(error: BaseException) -> FetchFailed:
    """The fault behind `error`, whatever requests and urllib3 have wrapped around it."""
    chain = list(_unwrapped(error))
    for link in chain:
        found = _name_one(link)
        if found is not None:
            return found
    return FetchFailed(Outcome.PROTOCOL_ERROR, "The answer could not be understood.")


def shortage(error: BaseException) -> str | None:
    """What this process ran out of, where `error` says so: `memory`, `threads` or `files`. That is no fault of the
    site, nor of the code, and another process may well have it."""
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, RuntimeError) and error.args == ("can't start new thread",):
        return "threads"
    return _SHORT_OF.get(error.errno or 0) if isinstance(error, OSError) else None


def status_outcome(status: int) -> Outcome:
    """What an HTTP status alone says; OK below 400."""
    if status < 400:
        return Outcome.OK
    if status == 403:
        return Outcome.HTTP_403_BLOCKED
    if status == 429:
        return Outcome.HTTP_429_RATE_LIMITED
    return Outcome.HTTP_4XX if status < 500 else Outcome.HTTP_5XX


def _unwrapped(error: BaseException) -> Iterator[BaseException]:
    """`error` and all it wraps, the innermost first: the first to break is the cause."""
    seen: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue:
        link = queue.pop(0)
        if link is None or any(link is known for known in seen):
            continue
        seen.append(link)
        queue += [link.__cause__, link.__context__, getattr(link, "reason", None)]
        queue += [argument for argument in link.args if isinstance(argument, BaseException)]
        queue = [item for item in queue if isinstance(item, BaseException)]
    return reversed(seen)


def _name_one(error: BaseException) -> FetchFailed | None:
    if isinstance(error, FetchFailed):
        return error
    if isinstance(error, socket.timeout | urllib3.exceptions.TimeoutError):
        return FetchFailed(Outcome.READ_TIMEOUT, "The server fell silent before its answer was complete.")
    if isinstance(error, ssl.SSLError) and "ALERT" in str(error.reason):
        return FetchFailed(
            Outcome.TLS_FAILURE, "The server ended the secure connection; it may want a certificate of us."
        )
    if isinstance(error, ssl.SSLError):
        return FetchFailed(Outcome.CONNECTION_RESET, "The secure connection broke off before the answer was complete.")
    if isinstance(error, http.client.RemoteDisconnected):
        return FetchFailed(Outcome.CONNECTION_RESET, "The server closed the connection without an answer.")
    return _name_protocol_fault(error) or _name_socket_fault(error)


def _name_protocol_fault(error: BaseException) -> FetchFailed | None:
    if isinstance(error, http.client.BadStatusLine):
        return FetchFailed(Outcome.PROTOCOL_ERROR, "What answers there does not speak HTTP.")
    if isinstance(error, http.client.LineTooLong):
        return FetchFailed(Outcome.PROTOCOL_ERROR, "A header line of the answer is far too long.")
    if isinstance(error, ValueError) and "invalid literal for int() with base 16" in str(error):
        if str(error).endswith("b''"):
            return FetchFailed(Outcome.CONNECTION_RESET, "The connection ended in the middle of the answer.")
        return FetchFailed(Outcome.PROTOCOL_ERROR, "The length of a piece of the answer is not a number.")
    if isinstance(error, http.client.IncompleteRead | urllib3.exceptions.IncompleteRead):
        return FetchFailed(Outcome.CONNECTION_RESET, "The connection ended in the middle of the answer.")
    if isinstance(error, http.client.HTTPException):
        return FetchFailed(Outcome.PROTOCOL_ERROR, "The headers of the answer are too many or malformed.")
    if isinstance(error, urllib3.exceptions.InvalidHeader):
        return FetchFailed(Outcome.PROTOCOL_ERROR, "The headers of the answer contradict each other.")
    return None


def _name_socket_fault(error: BaseException) -> FetchFailed | None:
    if not isinstance(error, OSError):
        return None
    if isinstance(error, ConnectionRefusedError):
        return FetchFailed(Outcome.CONNECT_REFUSED, "The server refused the connection.")
    if isinstance(error, ConnectionError):
        return FetchFailed(Outcome.CONNECTION_RESET, "The server broke off the connection.")
    if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN):
        return FetchFailed(Outcome.CONNECT_TIMEOUT, "There is no way to the server's network from here.")
    if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
        return FetchFailed(Outcome.CONNECT_TIMEOUT, "No further connection could be opened on our side just then.")
    if error.errno is not None:
        return FetchFailed(Outcome.CONNECTION_RESET, "The connection failed.")
    return None
