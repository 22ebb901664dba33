"""The statements that move jobs. Each is one statement with its conditions in it, so it may run twice or at once.

Times come from the database's clock. A job is written to by its holder only: the token is compared in the same
statement that writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from scraper_sky.db.cleaning import storable_text
from scraper_sky.db.superseded import close_superseded
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import BatchKind


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A job to be sent: the token makes its message the only one that counts."""

    job_id: int
    token: UUID
    domain: str
    queued_at: datetime  # by the database's clock


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that a worker took: it wants to work on the job."""

    job_id: int
    token: UUID
    worker: str


@dataclass(frozen=True, slots=True)
class Lease:
    """The sole right to work on a job, and what is needed for it."""

    job_id: int
    token: UUID
    batch_id: UUID
    domain: str
    attempt: int
    attempt_limit: int
    max_pages: int
    kind: str = BatchKind.SCAN
    unfinished: bytes | None = None  # what this attempt had read when it had to wait


def take_due(connection: Connection, batch_id: UUID, limit: int, lease_seconds: float) -> list[Dispatch]:
    """Turns up to `limit` due jobs from pending into queued, each with a fresh token.

    One half goes to those that were begun before, so that a retry need not wait for the end of a large batch; the
    other to those that have been due for the longest, so that jobs which wait for one slow site hold up no others.
    """
    rows = connection.execute(
        text(
            """
            WITH again AS (
                SELECT id FROM jobs
                WHERE batch_id = :batch_id AND status = 'pending' AND attempt > 0 AND not_before <= now()
                ORDER BY not_before, id LIMIT (CAST(:limit AS bigint) + 1) / 2 FOR UPDATE SKIP LOCKED
            ), next AS (
                SELECT id FROM jobs
                WHERE batch_id = :batch_id AND status = 'pending' AND not_before <= now()
                  AND id NOT IN (SELECT id FROM again)
                ORDER BY not_before, id LIMIT :limit FOR UPDATE SKIP LOCKED
            ), due AS (
                SELECT id FROM again UNION ALL SELECT id FROM next LIMIT :limit
            )
            UPDATE jobs SET status = 'queued', token = gen_random_uuid(), queued_at = now(), wait_reason = NULL,
                            lease_until = now() + make_interval(secs => :lease_seconds)
            FROM due WHERE jobs.id = due.id
            RETURNING jobs.id, jobs.token, jobs.domain, jobs.queued_at
            """
        ),
        {"batch_id": batch_id, "limit": limit, "lease_seconds": lease_seconds},
    )
    return sorted((Dispatch(*row) for row in rows), key=lambda dispatch: dispatch.job_id)


def give_back(connection: Connection, tokens: Sequence[UUID], delay_seconds: float, reason: str) -> int:
    """Queued jobs whose message could not be sent become pending again; those already begun are left alone."""
    changed = connection.execute(
        text(
            """
            UPDATE jobs SET status = 'pending', token = NULL, lease_until = NULL, wait_reason = :reason,
                            not_before = now() + make_interval(secs => :delay)
            WHERE token = ANY(:tokens) AND status = 'queued'
            """
        ),
        {"tokens": list(tokens), "delay": delay_seconds, "reason": reason},
    )
    return changed.rowcount


def start(connection: Connection, claims: Sequence[Claim], lease_seconds: float) -> list[Lease | None]:
    """Takes each lease and opens the attempt, or goes on with the one that had to wait, if that is still the last and
    open. None in its place: cancelled, paused, finished, or somebody else's by now."""
    rows = connection.execute(
        text(
            """
            WITH mine AS (
                SELECT jobs.id, claim.worker FROM jobs
                JOIN unnest(CAST(:ids AS bigint[]), CAST(:tokens AS uuid[]), CAST(:workers AS text[]))
                  AS claim(id, token, worker) ON jobs.id = claim.id AND jobs.token = claim.token
                WHERE jobs.status = 'queued' ORDER BY jobs.id FOR UPDATE OF jobs
            ), leased AS (
                UPDATE jobs SET status = 'running', started_at = now(),
                                attempt = jobs.attempt + CASE WHEN begun.number = jobs.attempt THEN 0 ELSE 1 END,
                                lease_until = now() + make_interval(secs => :lease_seconds)
                FROM batches, mine LEFT JOIN (
                    unfinished JOIN attempts AS begun ON begun.job_id = unfinished.job_id AND begun.finished_at IS NULL
                                                         AND begun.number = unfinished.attempt
                ) ON unfinished.job_id = mine.id
                WHERE jobs.id = mine.id AND batches.id = jobs.batch_id
                RETURNING jobs.id, jobs.token, jobs.batch_id, jobs.domain, jobs.attempt, jobs.attempt_limit,
                          batches.max_pages, batches.kind,
                          CASE WHEN begun.number = jobs.attempt THEN unfinished.responses END AS responses,
                          begun.number < jobs.attempt AS is_behind, mine.worker
            ), opened AS (
                INSERT INTO attempts (job_id, number, token, worker)
                SELECT id, attempt, token, worker FROM leased
                ON CONFLICT (job_id, number) DO UPDATE SET token = excluded.token, worker = excluded.worker
            )
            SELECT is_behind, id, token, batch_id, domain, attempt, attempt_limit, max_pages, kind, responses
            FROM leased
            """
        ),
        {
            "ids": [claim.job_id for claim in claims],
            "tokens": [claim.token for claim in claims],
            "workers": [claim.worker for claim in claims],
            "lease_seconds": lease_seconds,
        },
    ).all()
    begun = {}
    for is_behind, *values in rows:
        lease = Lease(*values)
        begun[lease.token] = lease
        if is_behind:
            close_superseded(connection, lease.job_id)
    return [begun.get(claim.token) for claim in claims]


def wait(connection: Connection, lease: Lease, delay_seconds: float, reason: str, responses: bytes) -> bool:
    """Gives the worker back: the attempt stays open, and goes on from `responses` after the delay. False: the lease was
    lost meanwhile and nothing was written."""
    row = connection.execute(
        text(
            """
            WITH waiting AS (
                UPDATE jobs SET status = 'pending', token = NULL, lease_until = NULL, wait_reason = :reason,
                                not_before = now() + make_interval(secs => :delay)
                WHERE id = :job_id AND token = :token AND status = 'running'
                RETURNING id, attempt
            ), kept AS (
                INSERT INTO unfinished (job_id, attempt, responses) SELECT id, attempt, :responses FROM waiting
                ON CONFLICT (job_id) DO UPDATE SET attempt = excluded.attempt, responses = excluded.responses
            )
            SELECT id FROM waiting
            """
        ),
        {
            "job_id": lease.job_id,
            "token": lease.token,
            "delay": delay_seconds,
            "reason": storable_text(reason, 500),
            "responses": responses,
        },
    ).one_or_none()
    return row is not None


def renew(connection: Connection, held: Mapping[int, UUID], lease_seconds: float) -> set[int]:
    """Lengthens the leases of running jobs; gives back the ids that are still ours."""
    rows = connection.execute(
        text(
            """
            WITH ours AS (
                SELECT jobs.id FROM jobs
                JOIN unnest(CAST(:ids AS bigint[]), CAST(:tokens AS uuid[])) AS held(id, token)
                  ON jobs.id = held.id AND jobs.token = held.token AND jobs.status = 'running'
                ORDER BY jobs.id FOR UPDATE OF jobs SKIP LOCKED
            )
            UPDATE jobs SET lease_until = now() + make_interval(secs => :lease_seconds)
            FROM ours WHERE jobs.id = ours.id RETURNING jobs.id
            """
        ),
        {"ids": list(held), "tokens": list(held.values()), "lease_seconds": lease_seconds},
    )
    return {row.id for row in rows}


def list_expired_running(connection: Connection, batch_id: UUID) -> list[Lease]:
    """The jobs of a batch whose holder has not been heard of, locked for this transaction."""
    rows = connection.execute(
        text(
            """
            SELECT jobs.id, token, batch_id, domain, attempt, attempt_limit, max_pages
            FROM jobs JOIN batches ON batches.id = jobs.batch_id
            WHERE batch_id = :batch_id AND jobs.status = 'running' AND lease_until < now()
            ORDER BY jobs.id FOR UPDATE OF jobs SKIP LOCKED
            """
        ),
        {"batch_id": batch_id},
    )
    return [Lease(*row) for row in rows]


def allow_one_more(connection: Connection, job_id: int) -> bool:
    """Raises the limit of a job by one attempt, unless it lost its worker in the attempt before this one as well."""
    changed = connection.execute(
        text(
            """
            UPDATE jobs SET attempt_limit = attempt_limit + 1
            WHERE id = :job_id AND NOT EXISTS (SELECT FROM attempts WHERE job_id = jobs.id
                                               AND number = jobs.attempt - 1 AND outcome = 'worker_lost')
            """
        ),
        {"job_id": job_id},
    )
    return changed.rowcount == 1


def free_lost_messages(connection: Connection, batch_id: UUID, sent_before: datetime) -> int:
    """Queued jobs whose lease ran out and whose message, sent before that moment, is in no queue any more."""
    changed = connection.execute(
        text(
            """
            UPDATE jobs SET status = 'pending', token = NULL, lease_until = NULL, not_before = now(),
                            wait_reason = 'its message did not reach a worker; sent again'
            WHERE id IN (SELECT id FROM jobs WHERE batch_id = :batch_id AND status = 'queued'
                         AND lease_until < now() AND queued_at < :sent_before
                         ORDER BY id FOR UPDATE SKIP LOCKED)
            """
        ),
        {"batch_id": batch_id, "sent_before": sent_before},
    )
    return changed.rowcount


def withdraw_queued(connection: Connection, batch_id: UUID) -> int:
    """Queued jobs become pending again: their messages, wherever they are, count no longer."""
    changed = connection.execute(
        text(
            """
            UPDATE jobs SET status = 'pending', token = NULL, lease_until = NULL
            WHERE id IN (SELECT id FROM jobs WHERE batch_id = :batch_id AND status = 'queued' ORDER BY id FOR UPDATE)
              AND status = 'queued'
            """
        ),
        {"batch_id": batch_id},
    )
    return changed.rowcount


def cancel_open(connection: Connection, batch_id: UUID) -> int:
    """Ends every open job as cancelled; the attempt of a running one is closed and its holder can write no more."""
    changed = connection.execute(
        text(
            """
            WITH stopped AS (
                UPDATE jobs SET status = 'cancelled', outcome = 'cancelled', finished_at = now(), token = NULL,
                                lease_until = NULL, wait_reason = NULL
                WHERE id IN (SELECT id FROM jobs WHERE batch_id = :batch_id
                             AND status IN ('pending', 'queued', 'running') ORDER BY id FOR UPDATE)
                RETURNING id, attempt
            ), forgotten AS (
                DELETE FROM unfinished USING stopped
                WHERE unfinished.job_id = stopped.id AND unfinished.attempt = stopped.attempt
            ), closed AS (
                UPDATE attempts SET finished_at = now(), outcome = 'cancelled'
                FROM stopped WHERE attempts.job_id = stopped.id AND attempts.number = stopped.attempt
                     AND attempts.finished_at IS NULL
            )
            SELECT count(*) FROM stopped
            """
        ),
        {"batch_id": batch_id},
    )
    return int(changed.scalar_one())


def reopen(
    connection: Connection,
    batch_id: UUID,
    more_attempts: int,
    *,
    job_ids: Sequence[int] | None,
    outcomes: Sequence[Outcome] | None,
) -> int:
    """Terminal jobs become pending for `more_attempts` more attempts: those named, else all that failed or were
    cancelled. Attempts and findings are kept."""
    changed = connection.execute(
        text(
            """
            UPDATE jobs SET status = 'pending', outcome = NULL, finished_at = NULL, not_before = now(),
                            wait_reason = 'asked to be tried again', attempt_limit = attempt + :more_attempts
            WHERE batch_id = :batch_id AND status IN ('succeeded', 'failed', 'skipped', 'cancelled')
              AND (CAST(:job_ids AS bigint[]) IS NULL OR id = ANY(:job_ids))
              AND (CAST(:outcomes AS text[]) IS NULL OR outcome = ANY(:outcomes))
              AND (CAST(:job_ids AS bigint[]) IS NOT NULL OR CAST(:outcomes AS text[]) IS NOT NULL
                   OR status IN ('failed', 'cancelled'))
            """
        ),
        {
            "batch_id": batch_id,
            "more_attempts": more_attempts,
            "job_ids": None if job_ids is None else list(job_ids),
            "outcomes": None if outcomes is None else [outcome.value for outcome in outcomes],
        },
    )
    return changed.rowcount
