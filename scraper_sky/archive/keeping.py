"""Keeping the responses of each attempt for a while, so that what they say can be read again by better rules.

    2026-11-23/BATCH/SHARD/JOB-ATTEMPT.warc.gz        the name of one attempt's responses; the day is the day of keeping

Keeping serves the scan and never hinders it: what cannot be kept is logged, and the attempt goes on without.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

from scraper_sky.archive.folder import FolderStore
from scraper_sky.archive.stores import Store, StoreFailed
from scraper_sky.clock import monotonic_seconds, utc_now
from scraper_sky.scraping import warc
from scraper_sky.scraping.exchange import Exchange
from scraper_sky.settings import Settings

log = logging.getLogger(__name__)

SHARDS = 256  # folders of one batch; a file system does not like a hundred thousand files in one
PAUSE_SECONDS = 30.0  # without keeping anything, after it failed: a store that hangs holds up few jobs

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Archive:
    """The kept responses of this installation. Any number of threads may use it at a time."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic_seconds) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._paused_until: float | None = None

    @cached_property
    def _store(self) -> Store | None:
        """None when nothing is to be kept."""
        where = self._settings.archive
        if where == "off":
            return None
        if where.startswith("s3://"):
            from scraper_sky.archive.s3 import BucketStore  # noqa: PLC0415  # the extra `s3` need not be there

            return BucketStore(self._settings)
        return FolderStore(Path(where) if where else self._settings.state_dir / "archive")

    def keep(self, batch_id: UUID, job_id: int, attempt: int, exchanges: Sequence[Exchange]) -> str | None:
        """Keeps what an attempt was answered, and gives the name for `read`. None, and never an error, when there is
        no answer in it, when nothing is to be kept, or when it cannot be; the last is logged once an outage."""
        if not any(exchange.response for exchange in exchanges) or not self._may_try():
            return None
        name = f"{utc_now().date()}/{batch_id}/{job_id % SHARDS:02x}/{job_id}-{attempt}.warc.gz"
        try:
            if self._store is None:
                return None
            self._store.put(name, warc.write(exchanges))
        except Exception as error:
            self._pause(error)
            return None
        self._go_on()
        return name

    def read(self, name: str) -> list[Exchange] | None:
        """What was kept under `name`; None when it is kept no longer. Raises StoreFailed, warc.BadArchive."""
        kept = None if self._store is None else self._store.get(name)
        return None if kept is None else warc.read(kept)

    def forget_batch(self, batch_id: UUID, days: Sequence[str]) -> None:
        """Removes what was kept of a batch on these days. What cannot be removed is logged; its time ends by itself."""
        for day in days:
            self._drop(f"{day}/{batch_id}")

    def forget_old(self) -> None:
        """Removes what was kept for longer than the settings say. What cannot be removed is logged and tried again."""
        if self._store is None:
            return
        oldest = utc_now().date() - timedelta(days=self._settings.archive_days)
        try:
            folders = self._store.list_folders()
        except StoreFailed as error:
            log.warning("old responses could not be looked for: %s", error)
            return
        for folder in folders:
            if _DAY.fullmatch(folder) and folder < oldest.isoformat():
                self._drop(folder)

    def _drop(self, folder: str) -> None:
        try:
            if self._store is not None:
                self._store.drop(folder)
        except StoreFailed as error:
            log.warning("kept responses could not be removed: %s", error)

    def _may_try(self) -> bool:
        """After a pause one thread tries; the others wait for what comes of it."""
        with self._lock:
            if self._paused_until is None:
                return True
            if self._clock() < self._paused_until:
                return False
            self._paused_until = self._clock() + PAUSE_SECONDS
            return True

    def _pause(self, error: Exception) -> None:
        with self._lock:
            is_new = self._paused_until is None
            self._paused_until = self._clock() + PAUSE_SECONDS
        if is_new:
            log.warning("responses are not kept for now, scans go on: %s", error)

    def _go_on(self) -> None:
        with self._lock:
            was_paused, self._paused_until = self._paused_until is not None, None
        if was_paused:
            log.info("responses are kept again")
