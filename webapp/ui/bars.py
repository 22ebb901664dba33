"""The stacked bar: one part for each job status, in the order in which jobs move through them."""

from __future__ import annotations

from dataclasses import dataclass

from scraper_sky.model.rollup import Counts
from scraper_sky.model.status import JobStatus

ORDER = (
    JobStatus.SUCCEEDED,
    JobStatus.SKIPPED,
    JobStatus.FAILED,
    JobStatus.CANCELLED,
    JobStatus.RUNNING,
    JobStatus.QUEUED,
    JobStatus.PENDING,
)
NARROWEST = 0.6  # percent; a single failure among thousands can still be seen


@dataclass(frozen=True, slots=True)
class Segment:
    status: str
    count: int
    start: float  # percent of the whole bar
    width: float


def segments(counts: Counts) -> list[Segment]:
    """All seven statuses, the empty ones with a width of 0; together they fill the bar."""
    total = counts.total or 1
    raw = [max(100.0 * counts[status] / total, NARROWEST) if counts[status] else 0.0 for status in ORDER]
    scale = 100.0 / sum(raw) if any(raw) else 0.0
    found, start = [], 0.0
    for status, width in zip(ORDER, raw, strict=True):
        found.append(Segment(status.value, counts[status], round(start, 3), round(width * scale, 3)))
        start += width * scale
    return found
