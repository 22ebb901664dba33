"""Questions about one batch that must all come back empty, and the ledger of its attempts. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import OPEN_JOB, OUT_JOB, TERMINAL_JOB, JobStatus

RULES: Mapping[str, str] = {
    "The jobs of all states together are as many as the batch has.": """
        SELECT counted || ' jobs, and ' || total || ' were accepted'
        FROM (SELECT batches.total, count(jobs.id) FILTER (WHERE jobs.status = ANY(:all_states)) AS counted
              FROM batches LEFT JOIN jobs ON jobs.batch_id = batches.id
              WHERE batches.id = :batch_id GROUP BY batches.total) AS sums
        WHERE counted <> total
    """,
    "Every row that was handed in is one job, or was left out with its reason.": """
        WITH handed_in AS (SELECT row FROM jobs WHERE batch_id = :batch_id
                           UNION ALL SELECT row FROM left_out_rows WHERE batch_id = :batch_id)
        SELECT 'row ' || row || ' is there ' || count(*) || ' times' FROM handed_in GROUP BY row HAVING count(*) > 1
        UNION ALL
        SELECT 'row ' || row || ' is missing'
        FROM (SELECT generate_series(1, (SELECT max(row) FROM handed_in)) AS row
              EXCEPT SELECT row FROM handed_in) AS missing
    """,
    "No domain is in the batch twice.": """
        SELECT domain FROM jobs WHERE batch_id = :batch_id GROUP BY domain HAVING count(*) > 1
    """,
    "A job that has ended has exactly one outcome and no holder; one that has not has none.": """
        SELECT 'job ' || id FROM jobs
        WHERE batch_id = :batch_id
          AND CASE WHEN status = ANY(:ended) THEN outcome IS NULL OR finished_at IS NULL OR token IS NOT NULL
                   ELSE outcome IS NOT NULL OR finished_at IS NOT NULL END
    """,
    "A job that is out (queued or running) has a holder and a lease; no other has.": """
        SELECT 'job ' || id FROM jobs
        WHERE batch_id = :batch_id
          AND CASE WHEN status = ANY(:out) THEN token IS NULL OR lease_until IS NULL
                   ELSE token IS NOT NULL OR lease_until IS NOT NULL END
    """,
    "How a job ended follows from its outcome.": """
        SELECT 'job ' || id || ' ' || jobs.status || ' by ' || jobs.outcome
        FROM jobs LEFT JOIN unnest(CAST(:outcomes AS text[]), CAST(:outcome_states AS text[])) AS known(outcome, status)
          ON known.outcome = jobs.outcome
        WHERE batch_id = :batch_id AND jobs.status = ANY(:ended) AND jobs.status IS DISTINCT FROM known.status
    """,
    "Every attempt that ended has an outcome, and no other has.": """
        SELECT 'job ' || job_id || ' attempt ' || number FROM attempts JOIN jobs ON jobs.id = job_id
        WHERE batch_id = :batch_id AND (attempts.finished_at IS NULL) <> (attempts.outcome IS NULL)
    """,
    "A running job has one open attempt, its last, by its holder; else only one that had to wait is open.": """
        SELECT 'job ' || id || ' is running without one' FROM jobs
        WHERE batch_id = :batch_id AND status = 'running' AND NOT EXISTS (
            SELECT FROM attempts WHERE job_id = jobs.id AND number = jobs.attempt AND attempts.token = jobs.token
                                   AND attempts.finished_at IS NULL)
        UNION ALL
        SELECT 'job ' || id || ' attempt ' || number || ' is open' FROM jobs JOIN attempts ON job_id = jobs.id
        WHERE batch_id = :batch_id AND attempts.finished_at IS NULL
          AND (jobs.status <> 'running' OR number <> jobs.attempt)
          AND NOT (jobs.status IN ('pending', 'queued') AND number = jobs.attempt
                   AND EXISTS (SELECT FROM unfinished WHERE job_id = jobs.id AND unfinished.attempt = number))
    """,
    "The attempts of a job are numbered from 1 without a gap, as many as the job counts.": """
        SELECT 'job ' || jobs.id || ' counts ' || jobs.attempt || ', ' || count(number) || ' are there'
        FROM jobs LEFT JOIN attempts ON job_id = jobs.id
        WHERE batch_id = :batch_id GROUP BY jobs.id
        HAVING count(number) <> jobs.attempt OR coalesce(max(number), 0) <> jobs.attempt
    """,
    "No two attempts at a job overlap.": """
        SELECT 'job ' || job_id || ' attempt ' || number
        FROM (SELECT job_id, number, attempts.started_at,
                     lag(attempts.finished_at, 1, '-infinity') OVER (PARTITION BY job_id ORDER BY number) AS freed_at
              FROM attempts JOIN jobs ON jobs.id = job_id WHERE batch_id = :batch_id) AS sequence
        WHERE freed_at IS NULL OR started_at < freed_at
    """,
    "The outcome of a job is that of its last attempt on the web, unless it was cancelled.": """
        SELECT 'job ' || id FROM jobs LEFT JOIN LATERAL (
            SELECT attempts.outcome FROM attempts WHERE job_id = jobs.id AND source = 'web' ORDER BY number DESC LIMIT 1
        ) AS last ON true
        WHERE batch_id = :batch_id AND jobs.status = ANY(:ended) AND jobs.status <> 'cancelled'
          AND last.outcome IS DISTINCT FROM jobs.outcome
    """,
    "A batch that has ended has no open job.": """
        SELECT 'job ' || jobs.id FROM jobs JOIN batches ON batches.id = batch_id
        WHERE batch_id = :batch_id AND batches.finished_at IS NOT NULL AND jobs.status = ANY(:open)
    """,
}
"""Each rule and the query for what breaks it: one column, saying where. Each also holds while the batch is at work."""


def list_broken(connection: Connection, batch_id: UUID, query: str, limit: int) -> list[str]:
    """What breaks the rule behind `query`, in words; one more than `limit` when there is more than that."""
    values = _WORDS | {"batch_id": batch_id, "limit": limit + 1}
    rows = connection.execute(text(f"{query} ORDER BY 1 LIMIT :limit"), values)
    return [row[0] for row in rows]


_WORDS: dict[str, object] = {
    "all_states": [status.value for status in JobStatus],
    "ended": [status.value for status in TERMINAL_JOB],
    "open": [status.value for status in OPEN_JOB],
    "out": [status.value for status in OUT_JOB],
    "outcomes": [outcome.value for outcome in Outcome],
    "outcome_states": [outcome.job_status.value for outcome in Outcome],
}


def stream_ledger(connection: Connection, batch_id: UUID) -> Iterator[Row[Any]]:
    """Every attempt at every job, in the order of the jobs; a job without attempts is one row with `number` NULL."""
    statement = text(
        """
        SELECT jobs.id AS job_id, domain, jobs.status, number, worker, attempts.started_at, attempts.finished_at,
               attempts.outcome, bytes_read, milliseconds
        FROM jobs LEFT JOIN attempts ON job_id = jobs.id
        WHERE batch_id = :batch_id ORDER BY jobs.id, number
        """
    )
    rows = connection.execution_options(yield_per=1_000).execute(statement, {"batch_id": batch_id})
    with rows:
        yield from rows


def seconds_since_last_end(connection: Connection, batch_id: UUID) -> float | None:
    """How long ago the last of the batch's jobs ended; None when none has."""
    statement = text(
        "SELECT CAST(extract(epoch FROM now() - max(finished_at)) AS float8) FROM jobs WHERE batch_id = :batch_id"
    )
    seconds: float | None = connection.execute(statement, {"batch_id": batch_id}).scalar_one()
    return seconds


def list_ids_between(connection: Connection, low: UUID, high: UUID, limit: int) -> list[UUID]:
    """The ids of batches from `low` to `high`, both included."""
    statement = text("SELECT id FROM batches WHERE id BETWEEN :low AND :high ORDER BY id LIMIT :limit")
    return list(connection.execute(statement, {"low": low, "high": high, "limit": limit}).scalars())
