"""The beginnings and the ends of attempts: what the threads of one process ask for is written together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Engine

from scraper_sky.db import findings, leases, site_pages
from scraper_sky.db.findings import Ending
from scraper_sky.db.leases import Claim, Lease
from scraper_sky.db.together import Together
from scraper_sky.db.unit_of_work import unit_of_work, with_patience

DATABASE_PATIENCE_SECONDS = 20.0
PATIENCE_EACH_SECONDS = 0.0015  # that the first waits for others, for each job at work in this process
LONGEST_PATIENCE_SECONDS = 0.1
FEW = 4  # jobs at work, with which nobody waits for others


class Records:
    """Any number of threads may use it. Raises SQLAlchemyError when the database stays away."""

    def __init__(self, engine: Engine, lease_seconds: float) -> None:
        self._engine = engine
        self._lease_seconds = lease_seconds
        self._lock = threading.Lock()
        self._at_work = 0
        self._starts = Together(self._start, self._patience)
        self._ends = Together(self._end, self._patience)

    def start(self, job_id: int, token: UUID, worker: str) -> Lease | None:
        """The lease of the job, as leases.start gives it."""
        with self._lock:
            self._at_work += 1
        lease = None
        try:
            lease = self._starts.ask(Claim(job_id, token, worker))
        finally:
            if lease is None:
                self.left()
        return lease

    def end(self, ending: Ending) -> bool:
        """Writes how an attempt ended. False: the lease was lost meanwhile and nothing was written."""
        return self._ends.ask(ending)

    def left(self) -> None:
        """One job that was begun is at work no more."""
        with self._lock:
            self._at_work -= 1

    def _patience(self) -> float:
        at_work = self._at_work
        return 0.0 if at_work <= FEW else min(PATIENCE_EACH_SECONDS * at_work, LONGEST_PATIENCE_SECONDS)

    def _start(self, claims: Sequence[Claim]) -> list[Lease | None]:
        def start() -> list[Lease | None]:
            with unit_of_work(self._engine) as connection:
                return leases.start(connection, claims, self._lease_seconds)

        return with_patience(start, seconds=DATABASE_PATIENCE_SECONDS)

    def _end(self, endings: Sequence[Ending]) -> list[bool]:
        def end() -> list[bool]:
            with unit_of_work(self._engine) as connection:
                written = findings.record(connection, endings)
                for ending, is_ours in zip(endings, written, strict=True):
                    if is_ours and ending.report.site_pages:
                        lease = ending.lease
                        site_pages.insert(connection, lease.job_id, lease.attempt, ending.report.site_pages)
                return written

        return with_patience(end, seconds=DATABASE_PATIENCE_SECONDS)
