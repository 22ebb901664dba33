"""Heartbeats of the processes, and canaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One sign of life. `taken` says that the process took a message since its last one."""

    name: str
    kind: str
    pid: int
    queues: tuple[str, ...]
    slots: int
    busy: int
    taken: bool


def beat(connection: Connection, heartbeat: Heartbeat) -> None:
    connection.execute(
        text(
            """
            INSERT INTO processes (name, kind, pid, queues, slots, busy, taken_at)
            VALUES (:name, :kind, :pid, :queues, :slots, :busy, CASE WHEN :taken THEN now() END)
            ON CONFLICT (name) DO UPDATE SET
                kind = excluded.kind, queues = excluded.queues, slots = excluded.slots, busy = excluded.busy,
                seen_at = now(), taken_at = coalesce(excluded.taken_at, processes.taken_at),
                started_at = CASE WHEN processes.pid = excluded.pid THEN processes.started_at ELSE now() END,
                pid = excluded.pid
            """
        ),
        {
            "name": heartbeat.name,
            "kind": heartbeat.kind,
            "pid": heartbeat.pid,
            "queues": list(heartbeat.queues),
            "slots": heartbeat.slots,
            "busy": heartbeat.busy,
            "taken": heartbeat.taken,
        },
    )


def leave(connection: Connection, name: str) -> None:
    """The process has ended in order."""
    connection.execute(text("DELETE FROM processes WHERE name = :name"), {"name": name})


def list_processes(connection: Connection) -> Sequence[Row[Any]]:
    """All processes with `silent_seconds` since their last sign of life."""
    statement = text(
        "SELECT *, CAST(extract(epoch FROM now() - seen_at) AS float8) AS silent_seconds FROM processes ORDER BY name"
    )
    return connection.execute(statement).all()


def forget_silent(connection: Connection, hours: int) -> int:
    statement = text("DELETE FROM processes WHERE seen_at < now() - make_interval(hours => :hours)")
    return connection.execute(statement, {"hours": hours}).rowcount


def live_queues(connection: Connection, alive_seconds: float) -> set[str]:
    """The queues that some live worker consumes."""
    rows = connection.execute(
        text(
            """
            SELECT DISTINCT unnest(queues) AS queue FROM processes
            WHERE kind = 'worker' AND seen_at > now() - make_interval(secs => :alive)
            """
        ),
        {"alive": alive_seconds},
    )
    return {row.queue for row in rows}


def now(connection: Connection) -> datetime:
    """The database's clock, which decides on leases."""
    moment: datetime = connection.execute(text("SELECT now()")).scalar_one()
    return moment


def oldest_due_seconds(connection: Connection) -> float | None:
    """For how long the oldest job that may be sent has been waiting; None when none is."""
    statement = text(
        """
        SELECT CAST(extract(epoch FROM now() - min(greatest(not_before, batches.created_at))) AS float8)
        FROM jobs JOIN batches ON batches.id = jobs.batch_id
        WHERE jobs.status = 'pending' AND not_before <= now() AND batches.status IN ('pending', 'running')
        """
    )
    seconds: float | None = connection.execute(statement).scalar_one()
    return seconds


def list_stalled(connection: Connection, minutes: float) -> list[UUID]:
    """Running batches of which no job has begun or ended for `minutes`, though one is due."""
    rows = connection.execute(
        text(
            """
            SELECT id FROM batches WHERE status IN ('pending', 'running')
              AND created_at < now() - make_interval(secs => :seconds)
              AND EXISTS (SELECT FROM jobs WHERE batch_id = batches.id
                          AND jobs.status IN ('pending', 'queued', 'running')
                          AND not_before < now() - make_interval(secs => :seconds))
              AND NOT EXISTS (SELECT FROM jobs WHERE batch_id = batches.id
                              AND greatest(finished_at, started_at) > now() - make_interval(secs => :seconds))
            ORDER BY created_at LIMIT 20
            """
        ),
        {"seconds": minutes * 60},
    )
    return [row.id for row in rows]


def add_canary(connection: Connection, canary_id: UUID, queue: str) -> None:
    connection.execute(text("INSERT INTO canaries (id, queue) VALUES (:id, :queue)"), {"id": canary_id, "queue": queue})


def canary_received(connection: Connection, canary_id: UUID, worker: str) -> None:
    connection.execute(
        text("UPDATE canaries SET received_at = clock_timestamp(), worker = :worker WHERE id = :id"),
        {"id": canary_id, "worker": worker},
    )


def canary_started(connection: Connection, canary_id: UUID, started_at: datetime) -> None:
    """`started_at` was read from the database when the task began; that this row is written is the next stage."""
    connection.execute(
        text("UPDATE canaries SET started_at = :started_at, written_at = clock_timestamp() WHERE id = :id"),
        {"id": canary_id, "started_at": started_at},
    )


def canary_finished(connection: Connection, canary_id: UUID) -> None:
    connection.execute(text("UPDATE canaries SET finished_at = clock_timestamp() WHERE id = :id"), {"id": canary_id})


def find_canary(connection: Connection, canary_id: UUID) -> Row[Any] | None:
    return connection.execute(text("SELECT * FROM canaries WHERE id = :id"), {"id": canary_id}).one_or_none()


def forget_canaries(connection: Connection, hours: int) -> int:
    statement = text("DELETE FROM canaries WHERE sent_at < now() - make_interval(hours => :hours)")
    return connection.execute(statement, {"hours": hours}).rowcount
