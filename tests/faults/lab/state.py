"""Questions about the whole system that the laboratory asks the database. Reads only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from scraper_sky.db import fleet


def count_open_jobs(connection: Connection) -> int:
    return _number(connection, "SELECT count(*) FROM jobs WHERE status IN ('pending', 'queued', 'running')")


def count_ended_attempts(connection: Connection) -> int:
    return _number(connection, "SELECT count(*) FROM attempts WHERE finished_at IS NOT NULL")


def count_open_batches(connection: Connection) -> int:
    return _number(connection, "SELECT count(*) FROM batches WHERE finished_at IS NULL")


def list_out(connection: Connection) -> list[UUID]:
    """The tokens of the jobs that are out now; a paused batch's running ones among them."""
    rows = connection.execute(text("SELECT token FROM jobs WHERE status IN ('queued', 'running') ORDER BY id"))
    return [row.token for row in rows]


def count_still_out(connection: Connection, tokens: list[UUID]) -> int:
    statement = text("SELECT count(*) FROM jobs WHERE token = ANY(:tokens) AND status IN ('queued', 'running')")
    return int(connection.execute(statement, {"tokens": tokens}).scalar_one())


def count_expired(connection: Connection) -> int:
    """Jobs whose lease ran out and that nobody has freed."""
    return _number(
        connection, "SELECT count(*) FROM jobs WHERE status IN ('queued', 'running') AND lease_until < now()"
    )


def list_unended(connection: Connection, older_than_seconds: float) -> list[UUID]:
    """Batches that have no open job, and yet have not ended."""
    rows = connection.execute(
        text(
            """
            SELECT id FROM batches WHERE finished_at IS NULL AND NOT EXISTS (
                SELECT FROM jobs WHERE batch_id = batches.id
                AND (finished_at IS NULL OR finished_at > now() - make_interval(secs => :seconds)))
            """
        ),
        {"seconds": older_than_seconds},
    )
    return [row.id for row in rows]


def list_neglected(connection: Connection, older_than_seconds: float) -> list[UUID]:
    """Batches that may run and have nothing out, though a job of them has been due for longer than that."""
    rows = connection.execute(
        text(
            """
            SELECT id FROM batches WHERE status IN ('pending', 'running')
              AND EXISTS (SELECT FROM jobs WHERE batch_id = batches.id AND jobs.status = 'pending'
                          AND greatest(not_before, batches.created_at) < now() - make_interval(secs => :seconds))
              AND NOT EXISTS (SELECT FROM jobs WHERE batch_id = batches.id AND jobs.status IN ('queued', 'running'))
            """
        ),
        {"seconds": older_than_seconds},
    )
    return [row.id for row in rows]


def count_begun_since(connection: Connection, moment: datetime) -> int:
    statement = text("SELECT count(*) FROM attempts WHERE started_at > :moment")
    return int(connection.execute(statement, {"moment": moment}).scalar_one())


def count_seen_since(connection: Connection, moment: datetime, kind: str) -> int:
    """Workers, or beats, that have shown life since then."""
    statement = text("SELECT count(*) FROM processes WHERE kind = :kind AND seen_at > :moment")
    return int(connection.execute(statement, {"kind": kind, "moment": moment}).scalar_one())


def now(connection: Connection) -> datetime:
    return fleet.now(connection)


def _number(connection: Connection, statement: str) -> int:
    return int(connection.execute(text(statement)).scalar_one())
