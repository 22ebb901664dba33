"""The statements that read kept responses again: which jobs have some, and recording what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.db import findings
from scraper_sky.db.engine import as_json
from scraper_sky.model.status import TERMINAL_JOB

_TERMINAL = [status.value for status in TERMINAL_JOB]


def list_ended(connection: Connection, batch_id: UUID, after: int, limit: int) -> Sequence[Row[Any]]:
    """Ended jobs in the order of their ids, from the one behind `after` on, each with the attempt that is shown: its
    `shown_outcome`, `findings` and `archive`, the name of its responses. None of these where nothing was found."""
    statement = text(
        """
        SELECT jobs.id, jobs.domain, jobs.outcome, jobs.liveness, jobs.summary, jobs.attempt, jobs.facts_attempt,
               batches.max_pages, shown.outcome AS shown_outcome, shown.findings, shown.archive
        FROM jobs JOIN batches ON batches.id = jobs.batch_id
        LEFT JOIN attempts AS shown ON shown.job_id = jobs.id AND shown.number = jobs.facts_attempt
        WHERE jobs.batch_id = :batch_id AND jobs.id > :after AND jobs.status = ANY(:terminal)
        ORDER BY jobs.id LIMIT :limit
        """
    )
    values = {"batch_id": batch_id, "after": after, "limit": limit, "terminal": _TERMINAL}
    return connection.execute(statement, values).all()


def record(connection: Connection, job: Row[Any], values: Mapping[str, object], worker: str) -> int | None:
    """Adds an attempt with what was read (`values` as findings.values_of gives them) from the responses of the attempt
    that `job` (of list_ended) shows, and shows it instead. How the job ended stays as it is.

    Gives the number of the attempt; None: the job has changed meanwhile and nothing was written.
    """
    row = connection.execute(
        _RECORD,
        {
            "given": as_json([values]),
            "job_id": job.id,
            "attempt": job.attempt,
            "shown": job.facts_attempt,
            "archive": job.archive,
            "worker": worker,
            "terminal": _TERMINAL,
        },
    ).one_or_none()
    return None if row is None else int(row.attempt)


def list_days(connection: Connection, batch_id: UUID) -> list[str]:
    """The days on which responses of the batch were kept."""
    statement = text(
        """
        SELECT DISTINCT split_part(archive, '/', 1) FROM attempts JOIN jobs ON jobs.id = job_id
        WHERE batch_id = :batch_id AND archive IS NOT NULL
        """
    )
    return list(connection.execute(statement, {"batch_id": batch_id}).scalars())


# The limit grows with the number, so that reading again takes no attempt away from the job.
_ADD = """
    ended AS (
        UPDATE jobs SET attempt = attempt + 1, attempt_limit = attempt_limit + 1, facts_attempt = attempt + 1,
                        liveness = given.liveness, answered_url = given.answered_url, summary = given.summary
        FROM given
        WHERE id = :job_id AND attempt = :attempt AND facts_attempt = :shown AND jobs.status = ANY(:terminal)
        RETURNING id, attempt, given.*
    ), added AS (
        INSERT INTO attempts (job_id, number, token, worker, started_at, finished_at, outcome, detail, bytes_read,
                              milliseconds, tries, findings, source, archive)
        SELECT id, attempt, gen_random_uuid(), :worker, now(), now(), outcome, detail, bytes_read, milliseconds,
               tries, findings, 'archive', :archive
        FROM ended
    ),
"""
_RECORD = text(findings.GIVEN + _ADD + findings.STORE)
