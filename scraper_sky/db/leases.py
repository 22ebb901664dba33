"""The statements that move jobs. Each is one statement with its conditions in it, so it may run twice or at once.

Times come from the database's clock. A job is written to by its holder only: the token is compared in the same
statement that writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from scraper_sky.db.cleaning import storable, storable_text
from scraper_sky.db.engine import as_json
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.model.retry import TryAgain


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A job to be sent: the token makes its message the only one that counts."""

    job_id: int
    token: UUID
    domain: str
    queued_at: datetime  # by the database's clock


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


def take_due(connection: Connection, batch_id: UUID, limit: int, lease_seconds: float) -> list[Dispatch]:
    """Turns up to `limit` due jobs from pending into queued, each with a fresh token."""
    rows = connection.execute(
        text(
            """
            WITH due AS (
                SELECT id FROM jobs
                WHERE batch_id = :batch_id AND status = 'pending' AND not_before <= now()
                ORDER BY not_before, id LIMIT :limit FOR UPDATE SKIP LOCKED
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


def start(connection: Connection, job_id: int, token: UUID, worker: str, lease_seconds: float) -> Lease | None:
    """Takes the lease and opens the attempt. None: cancelled, paused, finished, or somebody else's by now."""
    row = connection.execute(
        text(
            """
            WITH leased AS (
                UPDATE jobs SET status = 'running', attempt = jobs.attempt + 1, started_at = now(),
                                lease_until = now() + make_interval(secs => :lease_seconds)
                FROM batches
                WHERE jobs.id = :job_id AND jobs.token = :token AND jobs.status = 'queued'
                      AND batches.id = jobs.batch_id
                RETURNING jobs.id, jobs.token, jobs.batch_id, jobs.domain, jobs.attempt, jobs.attempt_limit,
                          batches.max_pages
            ), opened AS (
                INSERT INTO attempts (job_id, number, token, worker)
                SELECT id, attempt, token, :worker FROM leased
            )
            SELECT * FROM leased
            """
        ),
        {"job_id": job_id, "token": token, "worker": worker, "lease_seconds": lease_seconds},
    ).one_or_none()
    return None if row is None else Lease(*row)


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


def record(
    connection: Connection, lease: Lease, report: Report, again: TryAgain | None, summary: Mapping[str, Any]
) -> bool:
    """Writes what an attempt found and ends the job, or puts it back to wait for `again`.

    False: the lease was lost meanwhile and nothing was written.
    """
    row = connection.execute(
        _RECORD,
        {
            "job_id": lease.job_id,
            "token": lease.token,
            "outcome": report.outcome.value,
            "detail": storable_text(report.detail, 1_000),
            "status": report.outcome.job_status.value if again is None else "pending",
            "final": again is None,
            "delay": 0.0 if again is None else again.delay_seconds,
            "wait_reason": None if again is None else storable_text(again.reason, 500),
            "liveness": report.liveness,
            "answered_url": None if report.answered_url is None else storable_text(report.answered_url, 2_048),
            "summary": as_json(storable(summary)),
            "bytes_read": report.bytes_read,
            "milliseconds": report.milliseconds,
            "tries": as_json(storable(report.tries)),
            "findings": as_json(storable(_findings(report))),
            "pages": as_json(storable(_numbered(report.pages))),
            "contacts": as_json(storable(_numbered(report.contacts))),
        },
    ).one_or_none()
    return row is not None


def _findings(report: Report) -> dict[str, object]:
    return {
        "answered_rung": report.answered_rung,
        "redirects": report.redirects,
        "liveness_evidence": report.liveness_evidence,
        "facts": report.facts,
        "technologies": report.technologies,
        "sitemaps": report.sitemaps,
    }


def _numbered(values: Sequence[object]) -> list[dict[str, object]]:
    numbered = []
    for position, value in enumerate(values[:1_000]):
        plain = storable(value)
        assert isinstance(plain, dict)
        numbered.append({**plain, "position": position})
    return numbered


_RECORD = text(
    """
    WITH ended AS (
        UPDATE jobs SET status = :status, token = NULL, lease_until = NULL, detail = :detail,
                        outcome = CASE WHEN :final THEN :outcome END,
                        finished_at = CASE WHEN :final THEN now() END,
                        not_before = now() + make_interval(secs => :delay), wait_reason = :wait_reason,
                        liveness = :liveness, answered_url = :answered_url, summary = CAST(:summary AS jsonb),
                        facts_attempt = attempt
        WHERE id = :job_id AND token = :token AND status = 'running'
        RETURNING id, attempt
    ), closed AS (
        UPDATE attempts SET finished_at = now(), outcome = :outcome, detail = :detail, bytes_read = :bytes_read,
                            milliseconds = :milliseconds, tries = CAST(:tries AS jsonb),
                            findings = CAST(:findings AS jsonb)
        FROM ended WHERE attempts.job_id = ended.id AND attempts.number = ended.attempt
    ), visited AS (
        INSERT INTO pages (job_id, attempt, position, url, final_url, status, content_type, bytes_read, milliseconds,
                           title, chosen_for)
        SELECT ended.id, ended.attempt, page.*
        FROM ended, jsonb_to_recordset(CAST(:pages AS jsonb)) AS page(
            position smallint, url text, final_url text, status smallint, content_type text, bytes_read int,
            milliseconds int, title text, chosen_for text)
    ), found AS (
        INSERT INTO contacts (job_id, attempt, position, kind, value, as_written, label, on_domain, best, why,
                              page_url, method, snippet, rejected_by)
        SELECT ended.id, ended.attempt, contact.*
        FROM ended, jsonb_to_recordset(CAST(:contacts AS jsonb)) AS contact(
            position smallint, kind text, value text, as_written text, label text, on_domain boolean, best boolean,
            why text, page_url text, method text, snippet text, rejected_by text)
    )
    SELECT id FROM ended
    """
)


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
            WHERE batch_id = :batch_id AND status = 'queued'
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
                WHERE batch_id = :batch_id AND status IN ('pending', 'queued', 'running')
                RETURNING id, attempt
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
