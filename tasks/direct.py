"""Direct processing: small batches are worked on by the process that accepted them, where a setting says so.

An installation for small lists needs no broker then, and no worker. Larger batches take the usual way.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.resources import Resources
from scraper_sky.services import batches, inline
from scraper_sky.services.submission import Wake
from tasks import broker

log = logging.getLogger(__name__)

THREADS = 8


class Direct:
    """The batches that this process works on itself, each in a thread of its own."""

    def __init__(self, res: Resources) -> None:
        self._res = res
        self._worker = f"direct@{socket.gethostname()}.{os.getpid()}"
        self._lock = threading.Lock()
        self._at_work: set[UUID] = set()
        self._asked_again: set[UUID] = set()

    def wake(self, batch_id: UUID) -> None:
        """Like broker.wake, but begins a small batch here and now."""
        if self._is_small(batch_id):
            self._begin(batch_id)
        else:
            broker.wake(batch_id)

    def resume(self) -> None:
        """Takes up the small batches that a process before this one left open."""
        try:
            lines = batches.list_batches(self._res, None, limit=200)
        except SQLAlchemyError as error:
            log.warning("no batch could be taken up again: %s", error)
            return
        for line in lines:
            if line.counts.open and line.status != "paused" and line.total <= self._res.settings.inline_domains:
                self._begin(line.id)

    def _is_small(self, batch_id: UUID) -> bool:
        limit = self._res.settings.inline_domains
        return limit > 0 and batches.get_batch(self._res, None, batch_id).total <= limit

    def _begin(self, batch_id: UUID) -> None:
        with self._lock:
            if batch_id in self._at_work:
                self._asked_again.add(batch_id)  # It may just have ended, and be open again by now.
                return
            self._at_work.add(batch_id)
        threading.Thread(target=self._work, args=(batch_id,), name=f"direct-{batch_id}", daemon=True).start()

    def _work(self, batch_id: UUID) -> None:
        try:
            status = inline.run_inline(self._res, batch_id, worker=self._worker, threads=THREADS)
            log.info("batch %s was worked on directly and is %s", batch_id, status)
        except Exception:
            log.exception("batch %s could not be worked on directly", batch_id)
        finally:
            with self._lock:
                self._at_work.discard(batch_id)
                again = batch_id in self._asked_again
                self._asked_again.discard(batch_id)
        if again:
            self._begin(batch_id)


def waker(res: Resources) -> Wake:
    """How this process wakes a batch: by the broker, or, where the setting allows it, by its own hands."""
    if res.settings.inline_domains == 0:
        return broker.wake
    direct = Direct(res)
    direct.resume()
    return direct.wake
