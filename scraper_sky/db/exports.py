"""Reading a batch whole, a portion at a time, so that memory does not grow with its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

_STALLED_READER = text("SET LOCAL idle_in_transaction_session_timeout = '120s'")


def limit_stalling(connection: Connection) -> None:
    """A reader that takes nothing for two minutes loses its transaction, so that it cannot hold it for ever."""
    connection.execute(_STALLED_READER)


def list_jobs(connection: Connection, batch_id: UUID, after: int, limit: int) -> Sequence[Row[Any]]:
    """The next jobs behind the id `after`, which is the order of the submitted rows; the pairs as in batches.find."""
    statement = text(
        """
        SELECT id, row, input, domain, status, outcome, detail, attempt, facts_attempt, wait_reason, started_at,
               finished_at, liveness, answered_url
        FROM jobs WHERE (batch_id, id) > (:batch_id, :after) AND (batch_id, id) <= (:batch_id, 9223372036854775807)
        ORDER BY batch_id, id LIMIT :limit
        """
    )
    return connection.execute(statement, {"batch_id": batch_id, "after": after, "limit": limit}).all()


def list_attempts(connection: Connection, job_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """All attempts at these jobs, without what they found."""
    statement = text(
        """
        SELECT job_id, number, worker, started_at, finished_at, outcome, detail, bytes_read, milliseconds, tries
        FROM attempts WHERE job_id = ANY(:job_ids) ORDER BY job_id, number
        """
    )
    return connection.execute(statement, {"job_ids": list(job_ids)}).all()


def list_findings(connection: Connection, shown: Mapping[int, int]) -> Sequence[Row[Any]]:
    """What these attempts found; `shown` says for each job which attempt counts."""
    statement = text(
        """
        SELECT attempts.job_id, findings
        FROM unnest(CAST(:job_ids AS bigint[]), CAST(:attempts AS smallint[])) AS shown(job_id, attempt)
        JOIN attempts ON attempts.job_id = shown.job_id AND attempts.number = shown.attempt
        """
    )
    return connection.execute(statement, _pairs(shown)).all()


def list_contacts(connection: Connection, shown: Mapping[int, int]) -> Sequence[Row[Any]]:
    """The contacts of these attempts, the refused ones too."""
    statement = text(
        """
        SELECT contacts.*
        FROM unnest(CAST(:job_ids AS bigint[]), CAST(:attempts AS smallint[])) AS shown(job_id, attempt)
        JOIN contacts ON contacts.job_id = shown.job_id AND contacts.attempt = shown.attempt
        ORDER BY contacts.job_id, contacts.position
        """
    )
    return connection.execute(statement, _pairs(shown)).all()


def list_pages(connection: Connection, shown: Mapping[int, int]) -> Sequence[Row[Any]]:
    """The pages of these attempts."""
    statement = text(
        """
        SELECT pages.*
        FROM unnest(CAST(:job_ids AS bigint[]), CAST(:attempts AS smallint[])) AS shown(job_id, attempt)
        JOIN pages ON pages.job_id = shown.job_id AND pages.attempt = shown.attempt
        ORDER BY pages.job_id, pages.position
        """
    )
    return connection.execute(statement, _pairs(shown)).all()


def _pairs(shown: Mapping[int, int]) -> dict[str, list[int]]:
    return {"job_ids": list(shown), "attempts": list(shown.values())}
