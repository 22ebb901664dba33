"""Reading and moving batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.db import tallies
from scraper_sky.db.cleaning import storable, storable_text
from scraper_sky.db.engine import as_json
from scraper_sky.model.status import BatchStatus
from scraper_sky.model.window import Capacity


@dataclass(frozen=True, slots=True)
class NewBatch:
    id: UUID
    tenant_id: int
    kind: str
    source: str
    total: int
    max_pages: int
    max_concurrent: int | None
    queue: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of a submission that became no job: `reason` says why, or `of_row` which row it repeats."""

    row: int
    input: str
    reason: str | None = None
    of_row: int | None = None


def insert(connection: Connection, batch: NewBatch) -> datetime | None:
    """Stores the batch; gives back when, by the database's clock, or None when its id is taken."""
    row = connection.execute(
        text(
            """
            INSERT INTO batches (id, tenant_id, kind, source, total, max_pages, max_concurrent, queue)
            VALUES (:id, :tenant_id, :kind, :source, :total, :max_pages, :max_concurrent, :queue)
            ON CONFLICT (id) DO NOTHING RETURNING created_at
            """
        ),
        {name: getattr(batch, name) for name in NewBatch.__slots__},
    ).one_or_none()
    if row is None:
        return None
    tallies.empty(connection, batch.id)
    created_at: datetime = row.created_at
    return created_at


def set_total(connection: Connection, batch_id: UUID, total: int, queue: str) -> None:
    """How many jobs a batch has whose jobs were stored one portion after another; before anybody sees it."""
    statement = text("UPDATE batches SET total = :total, queue = :queue WHERE id = :id")
    connection.execute(statement, {"id": batch_id, "total": total, "queue": queue})


def insert_left_out(connection: Connection, batch_id: UUID, rows: Sequence[LeftOut]) -> None:
    statement = text(
        """
        INSERT INTO left_out_rows (batch_id, row, input, reason, of_row)
        SELECT :batch_id, part.* FROM unnest(CAST(:rows AS int[]), CAST(:inputs AS text[]), CAST(:reasons AS text[]),
                                             CAST(:of_rows AS int[])) AS part
        """
    )
    for start in range(0, len(rows), 10_000):
        portion = rows[start : start + 10_000]
        connection.execute(
            statement,
            {
                "batch_id": batch_id,
                "rows": [left.row for left in portion],
                "inputs": [storable_text(left.input, 500) for left in portion],
                "reasons": [left.reason for left in portion],
                "of_rows": [left.of_row for left in portion],
            },
        )


def list_left_out(connection: Connection, batch_id: UUID, limit: int = 1_000) -> list[LeftOut]:
    rows = connection.execute(
        text(
            "SELECT row, input, reason, of_row FROM left_out_rows WHERE batch_id = :batch_id ORDER BY row LIMIT :limit"
        ),
        {"batch_id": batch_id, "limit": limit},
    )
    return [LeftOut(*row) for row in rows]


def find(connection: Connection, tenant_id: int | None, batch_id: UUID) -> Row[Any] | None:
    """The batch with the ids of its first and last job; `tenant_id` None means of any tenant.

    The pairs of ids are compared so that only the index over both can answer. Left to itself the planner walks through
    the jobs of all batches by their id until it meets one of this batch.
    """
    statement = text(
        """
        SELECT batches.*,
               (SELECT jobs.id FROM jobs WHERE (jobs.batch_id, jobs.id) >= (batches.id, 0)
                ORDER BY jobs.batch_id, jobs.id LIMIT 1) AS first_job_id,
               (SELECT jobs.id FROM jobs WHERE (jobs.batch_id, jobs.id) <= (batches.id, 9223372036854775807)
                ORDER BY jobs.batch_id DESC, jobs.id DESC LIMIT 1) AS last_job_id
        FROM batches WHERE id = :id AND (CAST(:tenant_id AS bigint) IS NULL OR tenant_id = :tenant_id)
        """
    )
    return connection.execute(statement, {"id": batch_id, "tenant_id": tenant_id}).one_or_none()


def find_of_any_tenant(connection: Connection, batch_id: UUID) -> Row[Any] | None:
    """For operators on the command line, who see every tenant's batches."""
    return connection.execute(text("SELECT * FROM batches WHERE id = :id"), {"id": batch_id}).one_or_none()


def lock(connection: Connection, batch_id: UUID) -> Row[Any] | None:
    """The batch, with nobody else moving it until this transaction ends."""
    statement = text("SELECT * FROM batches WHERE id = :id FOR NO KEY UPDATE")
    return connection.execute(statement, {"id": batch_id}).one_or_none()


def list_rows(
    connection: Connection,
    *,
    tenant_id: int | None,
    status: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Batches, newest first, older than `before`; `tenant_id` None means of all tenants."""
    return connection.execute(
        text(
            """
            SELECT batches.*, tenants.name AS tenant FROM batches JOIN tenants ON tenants.id = batches.tenant_id
            WHERE (CAST(:tenant_id AS bigint) IS NULL OR tenant_id = :tenant_id)
              AND (CAST(:status AS text) IS NULL OR status = :status)
              AND (CAST(:before_at AS timestamptz) IS NULL
                   OR (batches.created_at, batches.id) < (:before_at, CAST(:before_id AS uuid)))
            ORDER BY batches.created_at DESC, batches.id DESC LIMIT :limit
            """
        ),
        {
            "tenant_id": tenant_id,
            "status": status,
            "before_at": before[0] if before else None,
            "before_id": before[1] if before else None,
            "limit": limit,
        },
    ).all()


def list_needing_attention(connection: Connection, limit: int = 500) -> list[UUID]:
    """Open batches that may be moved now: a due job, a lease that ran out, or no open job left.

    The one that has waited longest for a move comes first.
    """
    rows = connection.execute(
        text(
            """
            SELECT id FROM batches
            WHERE status IN ('pending', 'running', 'paused') AND (
                (status <> 'paused' AND EXISTS (
                    SELECT FROM jobs WHERE batch_id = batches.id AND jobs.status = 'pending' AND not_before <= now()))
                OR EXISTS (SELECT FROM jobs WHERE batch_id = batches.id AND jobs.status IN ('queued', 'running')
                           AND lease_until < now())
                OR NOT EXISTS (SELECT FROM jobs WHERE batch_id = batches.id
                               AND jobs.status IN ('pending', 'queued', 'running')))
            ORDER BY advanced_at LIMIT :limit
            """
        ),
        {"limit": limit},
    )
    return [row.id for row in rows]


def mark_advanced(connection: Connection, batch_id: UUID, *, running: bool) -> None:
    """Notes the move; a batch whose first job goes out is running from then on."""
    connection.execute(
        text(
            """
            UPDATE batches SET advanced_at = now(),
                               updated_at = CASE WHEN :running THEN now() ELSE updated_at END,
                               started_at = CASE WHEN :running THEN coalesce(started_at, now()) ELSE started_at END,
                               running_since = CASE WHEN :running THEN coalesce(running_since, now())
                                               ELSE running_since END,
                               worked_seconds = CASE WHEN :running AND started_at IS NULL THEN 0
                                                ELSE worked_seconds END,
                               status = CASE WHEN :running AND status = 'pending' THEN 'running' ELSE status END
            WHERE id = :id
            """
        ),
        {"id": batch_id, "running": running},
    )


def finalize(connection: Connection, batch_id: UUID, status: BatchStatus) -> bool:
    """Ends an open batch; false when it has ended already."""
    changed = connection.execute(
        text(
            """
            UPDATE batches SET status = :status, finished_at = now(), updated_at = now(),
                               started_at = coalesce(started_at, now()), running_since = NULL,
                               worked_seconds = coalesce(worked_seconds, CASE WHEN started_at IS NULL THEN 0 END)
                                                + coalesce(extract(epoch FROM now() - running_since), 0)
            WHERE id = :id AND finished_at IS NULL
            """
        ),
        {"id": batch_id, "status": status.value},
    )
    if changed.rowcount == 0:
        return False
    tallies.count_anew(connection, batch_id)
    return True


def set_status(connection: Connection, batch_id: UUID, status: BatchStatus, *, cancel_requested: bool = False) -> None:
    """Puts a batch into an open state (pause, resume, retry, cancel on its way).

    Its jobs may have been opened again, so they are all counted anew. While it is paused it is not at work.
    """
    connection.execute(
        text(
            """
            UPDATE batches SET status = :status, finished_at = NULL, updated_at = now(),
                               cancel_requested = :cancel_requested,
                               running_since = CASE WHEN :paused OR started_at IS NULL THEN NULL
                                               ELSE coalesce(running_since, now()) END,
                               worked_seconds = worked_seconds + CASE WHEN :paused
                                                THEN coalesce(extract(epoch FROM now() - running_since), 0) ELSE 0 END
            WHERE id = :id
            """
        ),
        {
            "id": batch_id,
            "status": status.value,
            "cancel_requested": cancel_requested,
            "paused": status is BatchStatus.PAUSED,
        },
    )
    tallies.empty(connection, batch_id)


def delete(connection: Connection, batch_id: UUID) -> None:
    """The batch with everything that hangs on it, and the replies that would still name it."""
    connection.execute(text("DELETE FROM batches WHERE id = :id"), {"id": batch_id})
    forget = text("DELETE FROM idempotency_keys WHERE reply->>'batch_id' = :id")
    connection.execute(forget, {"id": str(batch_id)})


def capacity(connection: Connection, batch_id: UUID, tenant_id: int, queue: str, alive_seconds: float) -> Capacity:
    """The fleet as this batch sees it: slots of the live workers that take its queue, and who competes for them."""
    row = connection.execute(
        text(
            """
            SELECT
              (SELECT coalesce(sum(slots), 0) FROM processes WHERE kind = 'worker' AND :queue = ANY(queues)
                 AND seen_at > now() - make_interval(secs => :alive)) AS slots,
              count(*) AS active_batches,
              count(DISTINCT tenant_id) AS active_tenants,
              count(*) FILTER (WHERE tenant_id = :tenant_id) AS tenant_batches,
              (SELECT count(*) FROM jobs WHERE status IN ('queued', 'running') AND batch_id <> :id) AS out_elsewhere
            FROM batches WHERE status IN ('pending', 'running')
            """
        ),
        {"id": batch_id, "tenant_id": tenant_id, "queue": queue, "alive": alive_seconds},
    ).one()
    return Capacity(*(int(value) for value in row))


def movement(connection: Connection, batch_id: UUID, longest_seconds: float, most: int) -> Row[Any]:
    """How fast an open batch moves: `ended` jobs in the last `seconds` (since it runs, at least 1, at the most
    `longest_seconds`), the `waiting` ones whose time has not come, when the first of these is due (`next_at`), and in
    how many seconds the last one (`last_in`).

    Where more than `most` jobs have ended in that time, only the last of them count, and `seconds` is the time that
    these took: a fast batch would otherwise be the one that takes long to look at.
    """
    statement = text(
        """
        WITH recent AS (
            SELECT least(:longest, greatest(1, coalesce(CAST(extract(epoch FROM now() - running_since) AS float8),
                                                        :longest))) AS seconds
            FROM batches WHERE id = :id
        ), latest AS (
            SELECT count(*) AS ended, CAST(extract(epoch FROM now() - min(finished_at)) AS float8) AS seconds
            FROM (SELECT finished_at FROM jobs
                  WHERE batch_id = :id AND finished_at > now() - (SELECT make_interval(secs => seconds) FROM recent)
                  ORDER BY finished_at DESC LIMIT :most) AS jobs
        )
        SELECT latest.ended, CASE WHEN latest.ended < :most THEN recent.seconds ELSE greatest(1, latest.seconds) END
                             AS seconds,
               waits.*
        FROM recent, latest,
             (SELECT count(*) AS waiting, min(not_before) AS next_at,
                     CAST(extract(epoch FROM max(not_before) - now()) AS float8) AS last_in FROM jobs
              WHERE batch_id = :id AND status = 'pending' AND not_before > now()) AS waits
        """
    )
    values = {"id": batch_id, "longest": longest_seconds, "most": most}
    return connection.execute(statement, values).one()


def count_left_out(connection: Connection, batch_id: UUID) -> Row[Any]:
    """How many rows of a submission became no job: `rejected` and `duplicates`."""
    statement = text(
        """
        SELECT count(reason) AS rejected, count(of_row) AS duplicates FROM left_out_rows WHERE batch_id = :batch_id
        """
    )
    return connection.execute(statement, {"batch_id": batch_id}).one()


def note(
    connection: Connection, tenant_id: int, batch_id: UUID, actor: str, action: str, details: Mapping[str, object]
) -> None:
    """Adds a line to the audit trail: who did what to which batch."""
    connection.execute(
        text(
            """
            INSERT INTO audit_events (tenant_id, batch_id, actor, action, details)
            VALUES (:tenant_id, :batch_id, :actor, :action, CAST(:details AS jsonb))
            """
        ),
        {
            "tenant_id": tenant_id,
            "batch_id": batch_id,
            "actor": storable_text(actor, 200),
            "action": action,
            "details": as_json(storable(details)),
        },
    )


def list_audit_events(connection: Connection, batch_id: UUID) -> Sequence[Row[Any]]:
    statement = text("SELECT * FROM audit_events WHERE batch_id = :id ORDER BY id DESC LIMIT 200")
    return connection.execute(statement, {"id": batch_id}).all()
