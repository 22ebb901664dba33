"""Figures that are counted when somebody asks for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text


def count_left_out(connection: Connection, tenant_id: int, batch_id: UUID) -> Row[Any]:
    """How many rows of a submission became no job: `rejected` and `duplicates`."""
    statement = text(
        """
        SELECT count(reason) AS rejected, count(of_row) AS duplicates
        FROM left_out_rows JOIN batches ON batches.id = batch_id
        WHERE batch_id = :batch_id AND tenant_id = :tenant_id
        """
    )
    return connection.execute(statement, {"batch_id": batch_id, "tenant_id": tenant_id}).one()


def count_open_batches(connection: Connection) -> dict[str, int]:
    """Open batches of all tenants by status."""
    rows = connection.execute(
        text(
            """
            SELECT status, count(*) AS batches FROM batches
            WHERE status IN ('pending', 'running', 'paused') GROUP BY status
            """
        )
    )
    return {row.status: row.batches for row in rows}


def count_jobs_of_open_batches(connection: Connection) -> dict[str, int]:
    """Jobs of the open batches of all tenants by status, the ended ones too."""
    rows = connection.execute(
        text(
            """
            SELECT jobs.status, count(*) AS jobs FROM jobs JOIN batches ON batches.id = jobs.batch_id
            WHERE batches.status IN ('pending', 'running', 'paused') GROUP BY jobs.status
            """
        )
    )
    return {row.status: row.jobs for row in rows}


def fleet(connection: Connection, alive_seconds: float) -> Row[Any]:
    """The live workers: `workers`, their `slots`, how many of those are `busy`."""
    statement = text(
        """
        SELECT count(*) AS workers, coalesce(sum(slots), 0) AS slots, coalesce(sum(busy), 0) AS busy
        FROM processes WHERE kind = 'worker' AND seen_at > now() - make_interval(secs => :alive)
        """
    )
    return connection.execute(statement, {"alive": alive_seconds}).one()
