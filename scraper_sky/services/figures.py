"""Figures about the whole system, for Prometheus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scraper_sky.db import figures, fleet
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.status import OPEN_BATCH, JobStatus
from scraper_sky.resources import Resources
from scraper_sky.services.submission import BULK, INTERACTIVE

MOST_COUNTED = 100_000  # waiting jobs of one batch; far more than would call for every worker there is


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """Jobs that more workers could begin now."""

    waiting_jobs: int = 0
    latency_seconds: float = 0.0  # for how long the oldest of them has been waiting


@dataclass(frozen=True, slots=True)
class Figures:
    """All tenants together; nothing in it tells one from another."""

    open_batches: Mapping[str, int]  # by status; every open status is present
    jobs: Mapping[str, int]  # of the open batches, by status; every status is present
    oldest_due_seconds: float
    queues: Mapping[str, QueueFigures]  # every queue of jobs is present
    workers: int
    slots: int
    busy: int


def measure(res: Resources) -> Figures:
    """The figures as of now, from the rows."""
    with unit_of_work(res.engine) as connection:
        batches = figures.count_open_batches(connection)
        jobs = figures.count_jobs_of_open_batches(connection)
        oldest = fleet.oldest_due_seconds(connection)
        waiting = figures.queues(connection, MOST_COUNTED)
        alive = figures.fleet(connection, 3 * res.settings.heartbeat_seconds + 1)
    return Figures(
        open_batches={status.value: batches.get(status.value, 0) for status in sorted(OPEN_BATCH)},
        jobs={status.value: jobs.get(status.value, 0) for status in JobStatus},
        oldest_due_seconds=oldest or 0.0,
        queues={queue: QueueFigures() for queue in (INTERACTIVE, BULK)}
        | {row.queue: QueueFigures(int(row.waiting_jobs), float(row.seconds)) for row in waiting},
        workers=int(alive.workers),
        slots=int(alive.slots),
        busy=int(alive.busy),
    )
