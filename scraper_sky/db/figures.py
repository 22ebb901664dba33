"""Figures that are counted when somebody asks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, text

from scraper_sky.db import tallies


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
    """Jobs of the open batches of all tenants by status, the ended ones too; every status is present."""
    rows = connection.execute(text("SELECT id, total FROM batches WHERE status IN ('pending', 'running', 'paused')"))
    jobs: Counter[str] = Counter()
    for counted in tallies.count(connection, {row.id: row.total for row in rows}).values():
        jobs.update(asdict(counted.counts))
    return dict(jobs)


def queues(connection: Connection, most: int) -> Sequence[Row[Any]]:
    """What each queue has for more workers to do: `queue`, `waiting_jobs`, and `seconds` since the oldest of them came.

    Waiting is what is due and has not begun. A batch whose caller allows no more at a time than are out already is left
    out, for no worker could help it; one that has such a limit waits since it was moved last, for its own jobs were in
    the way before. At the most `most` jobs of a batch are counted.
    """
    statement = text(
        """
        SELECT queue, CAST(sum(ready.jobs) AS bigint) AS waiting_jobs,
               CAST(extract(epoch FROM now() - min(greatest(
                   ready.since, CASE WHEN max_concurrent IS NULL THEN created_at ELSE advanced_at END))) AS float8)
                   AS seconds
        FROM batches, LATERAL (
            SELECT count(*) AS jobs, min(at) AS since FROM (
                SELECT queued_at AS at FROM jobs WHERE batch_id = batches.id AND status = 'queued'
                UNION ALL
                (SELECT not_before FROM jobs
                 WHERE batch_id = batches.id AND status = 'pending' AND not_before <= now()
                   AND (max_concurrent IS NULL OR max_concurrent > (
                        SELECT count(*) FROM jobs WHERE batch_id = batches.id AND status IN ('queued', 'running')))
                 ORDER BY not_before LIMIT least(:most, max_concurrent))) AS each) AS ready
        WHERE status IN ('pending', 'running') AND ready.jobs > 0 GROUP BY queue
        """
    )
    return connection.execute(statement, {"most": most}).all()


def fleet(connection: Connection, alive_seconds: float) -> Row[Any]:
    """The live workers: `workers`, their `slots`, how many of those are `busy`."""
    statement = text(
        """
        SELECT count(*) AS workers, coalesce(sum(slots), 0) AS slots, coalesce(sum(busy), 0) AS busy
        FROM processes WHERE kind = 'worker' AND seen_at > now() - make_interval(secs => :alive)
        """
    )
    return connection.execute(statement, {"alive": alive_seconds}).one()
