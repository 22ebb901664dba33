"""What the benchmark asks the database itself: to end jobs without workers, and how the questions are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event, text

from scraper_sky.db import jobs, tallies
from scraper_sky.db.jobs import JobsWanted
from scraper_sky.db.unit_of_work import unit_of_work

PORTION = 5_000


def end_a_portion(engine: Engine, batch_id: UUID) -> int:
    """Ends the next pending jobs as a worker would have, with an attempt and what it found; beside the workers."""
    with unit_of_work(engine) as connection:
        return connection.execute(_END, {"batch_id": batch_id, "portion": PORTION}).scalar_one()


_END = text(
    """
    WITH due AS (
        SELECT id FROM jobs WHERE batch_id = :batch_id AND status = 'pending' AND not_before <= now()
        ORDER BY not_before, id LIMIT :portion FOR UPDATE SKIP LOCKED
    ), ended AS (
        UPDATE jobs SET status = CASE WHEN jobs.id % 100 = 0 THEN 'failed' ELSE 'succeeded' END,
                        outcome = CASE WHEN jobs.id % 100 = 0 THEN 'nxdomain' ELSE 'ok' END,
                        attempt = 1, facts_attempt = 1, queued_at = now(), started_at = now(), finished_at = now(),
                        answered_url = 'https://' || domain || '/', liveness = 'live',
                        summary = jsonb_build_object('title', 'Welcome to ' || domain, 'email', 'info@' || domain)
        FROM due WHERE jobs.id = due.id RETURNING jobs.id, domain, outcome
    ), tried AS (
        INSERT INTO attempts (job_id, number, token, worker, finished_at, outcome, bytes_read, milliseconds, findings)
        SELECT id, 1, gen_random_uuid(), 'by hand', now(), outcome, 4321, 25,
               jsonb_build_object('facts', jsonb_build_array(jsonb_build_object(
                   'name', 'title', 'value', 'Welcome to ' || domain, 'page_url', 'https://' || domain || '/',
                   'method', 'html', 'snippet', '<title>')))
        FROM ended
    )
    SELECT count(*) FROM ended
    """
)


def figures_of(engine: Engine, batch_id: UUID) -> dict[str, Any]:
    """How the batch ended, and how large the database is then."""
    with unit_of_work(engine) as connection:
        row = connection.execute(
            text(
                """
                SELECT status, pg_database_size(current_database()) AS database_bytes FROM batches WHERE id = :id
                """
            ),
            {"id": batch_id},
        ).one()
    return dict(row._mapping)


def explain(engine: Engine, batch_id: UUID, total: int) -> list[str]:
    """How PostgreSQL answers the two questions that are asked of a batch again and again, and what that took."""
    with unit_of_work(engine) as connection:
        first, last = connection.execute(
            text("SELECT min(id), max(id) FROM jobs WHERE batch_id = :id"), {"id": batch_id}
        ).one()
    wanted = JobsWanted(after=(first + last) // 2, limit=101)
    counts = _plan(engine, lambda connection: tallies.count(connection, {batch_id: total}))
    page = _plan(engine, lambda connection: jobs.list_rows(connection, batch_id, (first, last), wanted))
    return ["", "counts", *counts, "", "a page of jobs from the middle", *page]


def _plan(engine: Engine, ask: Callable[[Connection], object]) -> list[str]:
    """The plan of the statement that `ask` sends, as it is: only EXPLAIN is put before it, and the plan is taken out of
    the answer, which is then empty."""
    plan: list[str] = []

    def explained(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> Any:
        return "EXPLAIN (ANALYZE, BUFFERS) " + statement, values

    def taken(connection: Any, cursor: Any, *rest: Any) -> None:
        plan.extend(str(row[0]) for row in cursor.fetchall())

    with unit_of_work(engine) as connection:
        event.listen(connection, "before_cursor_execute", explained, retval=True)
        event.listen(connection, "after_cursor_execute", taken)
        ask(connection)
    return plan
