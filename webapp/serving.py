"""Gunicorn's threaded worker with patience: a client that stalls within a request gives its thread back.

Gunicorn bounds only the wait for the first byte. Behind that, a client that sends half a request and falls silent
would keep one of the few threads for as long as it likes.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import select
import socket
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

STALL_SECONDS = 10.0


class PatientSocket(socket.socket):
    """A blocking socket on which no single read or write waits longer than STALL_SECONDS."""

    def setblocking(self, flag: bool) -> None:
        self.settimeout(STALL_SECONDS if flag else 0.0)

    def recv(self, size: int, flags: int = 0) -> bytes:
        if flags & socket.MSG_DONTWAIT and not self._has_something():
            raise BlockingIOError
        try:
            return super().recv(size, flags)
        except TimeoutError:
            raise self._hang_up() from None

    def sendall(self, data: Any, flags: int = 0) -> None:
        try:
            super().sendall(data, flags)
        except TimeoutError:
            raise self._hang_up() from None

    def _hang_up(self) -> ConnectionResetError:
        """Cuts the connection, so that gunicorn does not wait for a polite end of it, and gives the error to raise.

        For gunicorn a client that stalls is then one that left; it says nothing of it in the log.
        """
        with contextlib.suppress(OSError):
            self.shutdown(socket.SHUT_RDWR)
        return ConnectionResetError(errno.ECONNRESET, "the client stalled")

    def _has_something(self) -> bool:
        poll = select.poll()
        poll.register(self, select.POLLIN)
        return bool(poll.poll(0))


class PatientThreads(ThreadWorker):
    def load_wsgi(self) -> None:
        """What is there once the application is loaded stays: looking through it for garbage would only make somebody
        wait, for 50 to 70 ms each time."""
        super().load_wsgi()
        gc.collect()
        gc.freeze()

    def enqueue_req(self, conn: Any) -> None:
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket(fileno=conn.sock.detach())
        super().enqueue_req(conn)
