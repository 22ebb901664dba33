"""Wakes a batch when its next waiting job is due, sooner than the sweep would find it.

An alarm lives in the process that advanced the batch last and is gone with it; the sweep comes all the same.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from uuid import UUID

from scraper_sky.clock import monotonic_seconds

SOONEST_SECONDS = 0.05  # between two alarms of one batch


class Alarms:
    """One thread, and for each batch the earliest moment somebody asked for."""

    def __init__(self, ring: Callable[[UUID], None], now: Callable[[], float] = monotonic_seconds) -> None:
        self._ring = ring
        self._now = now
        self._changed = threading.Condition()
        self._queue: list[tuple[float, UUID]] = []
        self._earliest: dict[UUID, float] = {}
        self._thread: threading.Thread | None = None

    def set(self, batch_id: UUID, seconds: float) -> None:
        at = self._now() + max(seconds, SOONEST_SECONDS)
        with self._changed:
            if self._earliest.get(batch_id, at + 1) <= at:
                return
            self._earliest[batch_id] = at
            heapq.heappush(self._queue, (at, batch_id))
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True, name="alarms")
                self._thread.start()
            self._changed.notify()

    def _watch(self) -> None:
        while True:
            self._ring(self._next())

    def _next(self) -> UUID:
        """The next batch whose moment has come; waits for it."""
        with self._changed:
            while True:
                wait = self._queue[0][0] - self._now() if self._queue else None
                if wait is None or wait > 0:
                    self._changed.wait(wait)
                    continue
                at, batch_id = heapq.heappop(self._queue)
                if self._earliest.get(batch_id) == at:  # else an earlier alarm took its place
                    del self._earliest[batch_id]
                    return batch_id
