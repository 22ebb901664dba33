"""A batch's status and progress, derived from the counts of its jobs by status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scraper_sky.model.status import OPEN_JOB, TERMINAL_JOB, BatchStatus, JobStatus


@dataclass(frozen=True, slots=True)
class Counts:
    """Jobs of a batch by status; every status is present."""

    pending: int = 0
    queued: int = 0
    running: int = 0
    succeeded: int = 0
    failed: int = 0
    skipped: int = 0
    cancelled: int = 0

    @classmethod
    def of(cls, by_status: Mapping[str, int]) -> Counts:
        return cls(**{status.value: by_status.get(status.value, 0) for status in JobStatus})

    def __getitem__(self, status: JobStatus) -> int:
        return int(getattr(self, status.value))

    @property
    def total(self) -> int:
        return sum(self[status] for status in JobStatus)

    @property
    def open(self) -> int:
        return sum(self[status] for status in OPEN_JOB)

    @property
    def done(self) -> int:
        return sum(self[status] for status in TERMINAL_JOB)

    @property
    def progress(self) -> float:
        """0..100; 100 only when every job is terminal."""
        if self.total == 0:
            return 100.0
        if self.open == 0:
            return 100.0
        return min(99.9, round(100.0 * self.done / self.total, 1))


def final_status(counts: Counts, *, cancel_requested: bool) -> BatchStatus | None:
    """What a batch ends as, or None while a job is open.

    A skipped job was left out on purpose and stands beside success. A cancelled batch keeps what it found but is called
    cancelled as long as it left any job undone.
    """
    if counts.open:
        return None
    if counts.cancelled and cancel_requested:
        return BatchStatus.CANCELLED
    good = counts.succeeded + counts.skipped
    bad = counts.failed + counts.cancelled
    if bad == 0:
        return BatchStatus.COMPLETED
    return BatchStatus.PARTIAL if good else BatchStatus.FAILED
