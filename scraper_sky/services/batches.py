"""What people see of batches and jobs. Everything is derived from the rows at the moment of asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from scraper_sky.clock import utc_now
from scraper_sky.db import batches, jobs, same_site, site_pages, tallies
from scraper_sky.db.batches import LeftOut
from scraper_sky.db.jobs import JobsWanted
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import NotFound
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.rollup import Counts
from scraper_sky.model.status import TERMINAL_BATCH, BatchKind, BatchStatus, JobStatus
from scraper_sky.resources import Resources

PACE_SECONDS, PACE_JOBS = 30.0, 1_000  # the pace is that of the last seconds, or of the last jobs
LISTED_DOMAINS = 1_000


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch as a list shows it."""

    id: UUID
    tenant: str
    status: str
    kind: str
    source: str
    total: int
    counts: Counts
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    processing_seconds: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a batch stands. `rate` is in domains a second; `eta_seconds` is None where nobody can say."""

    status: str
    counts: Counts
    outcomes: Mapping[str, int]
    rate: float
    eta_seconds: float | None
    waiting: int  # pending jobs whose time has not come
    next_at: datetime | None  # when the first of them is due

    @property
    def ended(self) -> bool:
        return self.status in TERMINAL_BATCH


@dataclass(frozen=True, slots=True)
class BatchView:
    id: UUID
    tenant_id: int
    kind: str
    source: str
    total: int
    max_pages: int
    max_concurrent: int | None
    queue: str
    error: str | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    processing_seconds: float | None
    progress: Progress
    site_pages: int | None = None  # listed by all sites together; of the kind `sitemap`


@dataclass(frozen=True, slots=True)
class BatchState:
    """A batch with how its first jobs stand (id, domain, status, outcome), and how many rows became no job."""

    batch: BatchView
    jobs: Sequence[Row[Any]]
    rejected: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class JobPage:
    """Some jobs of a batch, and for each of them the others (`id`, `domain`) that ended on the same site, the first
    twenty."""

    jobs: Sequence[Row[Any]]
    same_site: Mapping[int, Sequence[Row[Any]]]


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with all its attempts, and the findings of the attempt that is shown (`facts_attempt`)."""

    job: Row[Any]  # with `created_at` of its batch
    batch_status: str
    attempts: Sequence[Row[Any]]
    findings: Mapping[str, Any]
    pages: Sequence[Row[Any]]  # that were read
    contacts: Sequence[Row[Any]]  # the refused ones too, marked by `rejected_by`
    same_site: Sequence[Row[Any]] = ()  # other jobs of the batch that ended on its site; `id` and `domain`

    def state_of(self, attempt: Row[Any]) -> str:
        """`ended`, `running`, or `waiting`: given back until the site may be asked again, when it goes on."""
        if attempt.outcome is not None:
            return "ended"
        return "running" if self.job.status == JobStatus.RUNNING else "waiting"


def get_batch(res: Resources, tenant_id: int | None, batch_id: UUID) -> BatchView:
    """One batch with its progress. Raises NotFound for an unknown id and for another tenant's."""
    with unit_of_work(res.engine) as connection:
        return _view(connection, _get(connection, tenant_id, batch_id))


def get_state(res: Resources, tenant_id: int, batch_id: UUID) -> BatchState:
    """A batch as programs ask for it again and again. Raises NotFound as get_batch does."""
    with unit_of_work(res.engine) as connection:
        row = _get(connection, tenant_id, batch_id)
        left_out = batches.count_left_out(connection, batch_id)
        return BatchState(
            batch=_view(connection, row),
            jobs=jobs.list_states(connection, batch_id, _ids(row), LISTED_DOMAINS),
            rejected=left_out.rejected,
            duplicates=left_out.duplicates,
        )


def get_progress(res: Resources, tenant_id: int, batch_id: UUID) -> Progress:
    """The numbers that change while a batch runs, for the event stream."""
    with unit_of_work(res.engine) as connection:
        return _progress(connection, _get(connection, tenant_id, batch_id))


def list_batches(
    res: Resources,
    tenant_id: int | None,
    *,
    status: str | None = None,
    before: tuple[datetime, UUID] | None = None,
    limit: int = 50,
) -> list[BatchLine]:
    """Batches, newest first, those older than `before` (created_at, id) only."""
    with unit_of_work(res.engine) as connection:
        rows = batches.list_rows(connection, tenant_id=tenant_id, status=status, before=before, limit=limit)
        counted = tallies.count(connection, {row.id: row.total for row in rows})
        return [
            BatchLine(
                id=row.id,
                tenant=row.tenant,
                status=row.status,
                kind=row.kind,
                source=row.source,
                total=row.total,
                counts=counted[row.id].counts,
                created_at=row.created_at,
                started_at=row.started_at,
                finished_at=row.finished_at,
                processing_seconds=_seconds_at_work(row),
            )
            for row in rows
        ]


def list_jobs(
    res: Resources,
    tenant_id: int | None,
    batch_id: UUID,
    *,
    status: str | None = None,
    outcome: str | None = None,
    q: str | None = None,
    after: int = 0,
    limit: int = 100,
) -> Sequence[Row[Any]]:
    """Jobs of a batch by id, those behind `after` only; `q` searches domain, input and title."""
    wanted = JobsWanted(status, outcome, q, after, limit)
    with unit_of_work(res.engine) as connection:
        return jobs.list_rows(connection, batch_id, _ids(_get(connection, tenant_id, batch_id)), wanted)


def page_jobs(
    res: Resources,
    tenant_id: int,
    batch_id: UUID,
    *,
    status: str | None,
    outcome: str | None,
    q: str | None,
    after: int,
    limit: int,
) -> JobPage:
    """The same with the other jobs that ended on the same site."""
    wanted = JobsWanted(status, outcome, q, after, limit)
    with unit_of_work(res.engine) as connection:
        rows = jobs.list_rows(connection, batch_id, _ids(_get(connection, tenant_id, batch_id)), wanted)
        return JobPage(rows, same_site.list_others(connection, batch_id, [row.id for row in rows]))


def get_job(res: Resources, tenant_id: int, job_id: int, batch_id: UUID | None = None) -> JobView:
    """All that is known of a job. Raises NotFound, also when it is not of `batch_id`."""
    with unit_of_work(res.engine) as connection:
        row = jobs.find(connection, tenant_id, job_id)
        if row is None or (batch_id is not None and row.batch_id != batch_id):
            raise NotFound(f"There is no job {job_id}.")
        attempts = jobs.list_attempts(connection, job_id)
        shown = next((attempt for attempt in attempts if attempt.number == row.facts_attempt), None)
        return JobView(
            job=row,
            batch_status=row.batch_status,
            attempts=attempts,
            findings={} if shown is None else shown.findings,
            pages=[] if shown is None else jobs.list_pages(connection, job_id, shown.number),
            contacts=[] if shown is None else jobs.list_contacts(connection, job_id, shown.number),
            same_site=same_site.list_others(connection, row.batch_id, [job_id]).get(job_id, ()),
        )


def list_site_pages(
    res: Resources,
    tenant_id: int,
    job_id: int,
    batch_id: UUID,
    *,
    q: str | None = None,
    after: int = -1,
    limit: int = 100,
) -> Sequence[Row[Any]]:
    """The pages that the site of a job lists, by position, those behind `after` only; `q` is a part of the URL.

    None for a job of another kind of batch. Raises NotFound as get_job does.
    """
    with unit_of_work(res.engine) as connection:
        row = jobs.find(connection, tenant_id, job_id)
        if row is None or row.batch_id != batch_id:
            raise NotFound(f"There is no job {job_id}.")
        if row.facts_attempt is None:
            return []
        return site_pages.list_rows(connection, job_id, row.facts_attempt, q=q, after=after, limit=limit)


def list_left_out(res: Resources, tenant_id: int, batch_id: UUID) -> list[LeftOut]:
    """The rows of the submission that became no job (the first 1,000)."""
    with unit_of_work(res.engine) as connection:
        _get(connection, tenant_id, batch_id)
        return batches.list_left_out(connection, batch_id)


def list_audit_events(res: Resources, tenant_id: int | None, batch_id: UUID) -> Sequence[Row[Any]]:
    """Who did what to this batch, newest first."""
    with unit_of_work(res.engine) as connection:
        _get(connection, tenant_id, batch_id)
        return batches.list_audit_events(connection, batch_id)


def _get(connection: Connection, tenant_id: int | None, batch_id: UUID) -> Row[Any]:
    row = batches.find(connection, tenant_id, batch_id)
    if row is None:
        raise NotFound(f"There is no batch {batch_id}.")
    return row


def _ids(row: Row[Any]) -> tuple[int, int]:
    """Of the first and the last job of a batch; zeros where there is no job at all."""
    return row.first_job_id or 0, row.last_job_id or 0


def _view(connection: Connection, row: Row[Any]) -> BatchView:
    return BatchView(
        id=row.id,
        tenant_id=row.tenant_id,
        kind=row.kind,
        source=row.source,
        total=row.total,
        max_pages=row.max_pages,
        max_concurrent=row.max_concurrent,
        queue=row.queue,
        error=row.error,
        created_at=row.created_at,
        updated_at=row.updated_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        processing_seconds=_seconds_at_work(row),
        progress=_progress(connection, row),
        site_pages=site_pages.count_of_batch(connection, row.id) if row.kind == BatchKind.SITEMAP else None,
    )


def _seconds_at_work(row: Row[Any]) -> float | None:
    """How long it was at work: neither while it was paused nor between its end and a retry. None before it began."""
    if row.started_at is None:
        return None
    # A batch that began under a release that did not count this has no `worked_seconds`.
    since = row.started_at if row.worked_seconds is None else row.running_since
    running = (row.finished_at or utc_now()) - since if since else timedelta()
    return round((row.worked_seconds or 0.0) + running.total_seconds(), 3)


def _progress(connection: Connection, row: Row[Any]) -> Progress:
    counted = tallies.count(connection, {row.id: row.total})[row.id]
    counts, outcomes = counted.counts, counted.outcomes
    if row.status in TERMINAL_BATCH:
        return Progress(row.status, counts, outcomes, 0.0, None, 0, None)
    moves = batches.movement(connection, row.id, PACE_SECONDS, PACE_JOBS)
    rate = moves.ended / moves.seconds
    return Progress(
        status=row.status,
        counts=counts,
        outcomes=outcomes,
        rate=round(rate, 2),
        eta_seconds=_seconds_left(counts, moves, rate) if row.status == BatchStatus.RUNNING else None,
        waiting=moves.waiting,
        next_at=moves.next_at,
    )


def _seconds_left(counts: Counts, moves: Row[Any], rate: float) -> float | None:
    """By the pace, and no less than until the last wait is over. None where the pace says nothing: when no job is left
    to be begun now, the end depends on the slowest of those that run or wait.
    """
    to_begin = counts.pending - moves.waiting + counts.queued
    return round(max(counts.open / rate, moves.last_in or 0.0), 1) if rate and to_begin > 0 else None


def sentence_of(outcome: str | None) -> str:
    """The plain sentence of an outcome code, empty for none."""
    return "" if outcome is None else Outcome(outcome).sentence
