"""Deadlines that hold: a thread outside the fetch shuts the socket when the time is up.

A read timeout only bounds the silence between two bytes; a server that sends one byte a second never trips it, least
of all inside a header, where no code of ours runs. Shutting the socket makes the blocked read return, often as if the
answer had just ended, so the alarm's flag and not the error decides what is reported.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import socket
import threading

from scraper_sky.clock import monotonic_seconds


class Alarm:
    """One deadline, `at` seconds of the monotonic clock, and the connection it cuts.

    It holds a duplicate of the socket: the descriptor stays ours, so a late alarm cannot hit a connection that was
    opened under the number of a closed one, and a TLS layer put on top does not matter.
    """

    def __init__(self, at: float) -> None:
        self.at = at
        self.has_rung = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._done = False

    def hold(self, connection: socket.socket) -> None:
        """From now on it is `connection` that is cut; at once if the time is up already."""
        with self._lock:
            self._let_go()
            if not self._done:
                twin = socket.dup(connection.fileno())
                self._socket = socket.socket(connection.family, connection.type, connection.proto, fileno=twin)
                self._cut_if_rung()

    def ring(self) -> None:
        with self._lock:
            self.has_rung = self.has_rung or not self._done
            self._cut_if_rung()

    def cancel(self) -> None:
        """The work is done: nothing will be cut any more."""
        with self._lock:
            self._done = True
            self._let_go()

    @property
    def is_done(self) -> bool:
        return self._done or self.has_rung

    def _cut_if_rung(self) -> None:
        if self.has_rung and self._socket is not None:
            with contextlib.suppress(OSError):  # the server may have hung up already
                self._socket.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Watchdog:
    """The thread that rings alarms, one per Fetcher, started with the first alarm. `close` ends it."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._heap: list[tuple[float, int, Alarm]] = []
        self._order = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def set_alarm(self, at: float) -> Alarm:
        """An alarm that rings at `at` on the monotonic clock unless it is cancelled before."""
        alarm = Alarm(at)
        with self._news:
            first = not self._heap or at < self._heap[0][0]
            heapq.heappush(self._heap, (at, next(self._order), alarm))
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="fetch-watchdog", daemon=True)
                self._thread.start()
            elif first:
                self._news.notify()
        return alarm

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while (alarm := self._next_due()) is not None:
            alarm.ring()

    def _next_due(self) -> Alarm | None:
        """Waits for the next alarm that is due; None once the watchdog is closed."""
        with self._news:
            while not self._closed:
                while self._heap and self._heap[0][2].is_done:
                    heapq.heappop(self._heap)
                wait = self._heap[0][0] - monotonic_seconds() if self._heap else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._heap)[2]
                self._news.wait(wait)
        return None
