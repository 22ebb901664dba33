"""Storing jobs, counting them and reading them; what moves them is in `leases`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.db.cleaning import storable_text
from scraper_sky.model.rollup import Counts


@dataclass(frozen=True, slots=True)
class JobsWanted:
    """Which jobs of a batch: those behind the id `after`; `q` searches domain, input and title."""

    status: str | None = None
    outcome: str | None = None
    q: str | None = None
    after: int = 0
    limit: int = 100


def insert(connection: Connection, batch_id: UUID, rows: Sequence[tuple[int, str, str]], attempt_limit: int) -> int:
    """Stores each (row, input, domain) as a pending job, 10,000 a round trip; gives back the first one's id."""
    statement = text(
        """
        INSERT INTO jobs (batch_id, row, input, domain, attempt_limit)
        SELECT :batch_id, part.row, part.input, part.domain, :attempt_limit
        FROM unnest(CAST(:rows AS int[]), CAST(:inputs AS text[]), CAST(:domains AS text[])) AS part(row, input, domain)
        """
    )
    for start in range(0, len(rows), 10_000):
        portion = rows[start : start + 10_000]
        connection.execute(
            statement,
            {
                "batch_id": batch_id,
                "attempt_limit": attempt_limit,
                "rows": [row for row, _, _ in portion],
                "inputs": [storable_text(typed, 2_048) for _, typed, _ in portion],
                "domains": [domain for _, _, domain in portion],
            },
        )
    return first_id(connection, batch_id)


def insert_new(
    connection: Connection, batch_id: UUID, rows: Sequence[tuple[int, str, str]], attempt_limit: int
) -> set[int]:
    """Stores each (row, input, domain) whose domain the batch does not have yet; gives back the rows that were stored.

    Of rows with the same domain the first is stored.
    """
    stored = connection.execute(
        text(
            """
            INSERT INTO jobs (batch_id, row, input, domain, attempt_limit)
            SELECT :batch_id, part.row, part.input, part.domain, :attempt_limit
            FROM unnest(CAST(:rows AS int[]), CAST(:inputs AS text[]), CAST(:domains AS text[]))
              AS part(row, input, domain)
            ORDER BY part.row
            ON CONFLICT (batch_id, domain) DO NOTHING RETURNING row
            """
        ),
        {
            "batch_id": batch_id,
            "attempt_limit": attempt_limit,
            "rows": [row for row, _, _ in rows],
            "inputs": [storable_text(typed, 2_048) for _, typed, _ in rows],
            "domains": [domain for _, _, domain in rows],
        },
    )
    return set(stored.scalars())


def rows_of(connection: Connection, batch_id: UUID, domains: Sequence[str]) -> dict[str, int]:
    """Domain -> row of its job in the batch."""
    statement = text("SELECT domain, row FROM jobs WHERE batch_id = :batch_id AND domain = ANY(:domains)")
    found = connection.execute(statement, {"batch_id": batch_id, "domains": list(domains)})
    return {row.domain: row.row for row in found}


def first_id(connection: Connection, batch_id: UUID) -> int:
    """Of a batch that has jobs; found as in batches.find."""
    statement = text("SELECT id FROM jobs WHERE (batch_id, id) >= (:batch_id, 0) ORDER BY batch_id, id LIMIT 1")
    return int(connection.execute(statement, {"batch_id": batch_id}).scalar_one())


def refresh_statistics(connection: Connection) -> None:
    """Tells the planner of the jobs that have just come.

    It would learn it by itself within minutes, and until then it takes a large batch for a small one, which it sorts
    whole to find a page of it.
    """
    connection.execute(text("ANALYZE jobs"))


def next_due_seconds(connection: Connection, batch_id: UUID) -> float | None:
    """In how many seconds the first waiting job of the batch is due. None: none waits, or one is due already."""
    seconds = connection.execute(
        text(
            """
            SELECT CAST(extract(epoch FROM min(not_before) - now()) AS float8) FROM jobs
            WHERE batch_id = :batch_id AND status = 'pending'
            """
        ),
        {"batch_id": batch_id},
    ).scalar_one()
    return float(seconds) if seconds is not None and seconds > 0 else None


def count_by_status(connection: Connection, batch_id: UUID) -> Counts:
    rows = connection.execute(
        text("SELECT status, count(*) AS jobs FROM jobs WHERE batch_id = :batch_id GROUP BY status"),
        {"batch_id": batch_id},
    )
    return Counts.of({row.status: row.jobs for row in rows})


def has_open(connection: Connection, batch_id: UUID) -> bool:
    found = connection.execute(
        text(
            """
            SELECT EXISTS (SELECT FROM jobs WHERE batch_id = :batch_id AND status = 'pending')
                OR EXISTS (SELECT FROM jobs WHERE batch_id = :batch_id AND status IN ('queued', 'running'))
            """
        ),
        {"batch_id": batch_id},
    )
    return bool(found.scalar_one())


def count_out(connection: Connection, batch_id: UUID) -> int:
    statement = text("SELECT count(*) FROM jobs WHERE batch_id = :batch_id AND status IN ('queued', 'running')")
    return int(connection.execute(statement, {"batch_id": batch_id}).scalar_one())


def list_rows(
    connection: Connection, batch_id: UUID, within: tuple[int, int], wanted: JobsWanted
) -> Sequence[Row[Any]]:
    """Jobs in the order of their ids.

    `within`: the ids of the first and the last job of the batch. Whichever index is taken then, the jobs of other
    batches are not read.
    """
    q = wanted.q
    pattern = None if not q else "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return connection.execute(
        text(
            """
            SELECT * FROM jobs
            WHERE batch_id = :batch_id AND id BETWEEN :first AND :last
              AND (CAST(:status AS text) IS NULL OR status = :status)
              AND (CAST(:outcome AS text) IS NULL OR outcome = :outcome)
              AND (CAST(:pattern AS text) IS NULL OR domain ILIKE :pattern OR input ILIKE :pattern
                   OR summary->>'title' ILIKE :pattern)
            ORDER BY id LIMIT :limit
            """
        ),
        {
            "batch_id": batch_id,
            "first": max(within[0], wanted.after + 1),
            "last": within[1],
            "status": wanted.status,
            "outcome": wanted.outcome,
            "pattern": pattern,
            "limit": wanted.limit,
        },
    ).all()


def list_states(connection: Connection, batch_id: UUID, within: tuple[int, int], limit: int) -> Sequence[Row[Any]]:
    """The first jobs of a batch: id, domain, status and outcome only; `within` as for list_rows."""
    statement = text(
        """
        SELECT id, domain, status, outcome FROM jobs
        WHERE batch_id = :batch_id AND id BETWEEN :first AND :last ORDER BY id LIMIT :limit
        """
    )
    values = {"batch_id": batch_id, "first": within[0], "last": within[1], "limit": limit}
    return connection.execute(statement, values).all()


def find(connection: Connection, tenant_id: int, job_id: int) -> Row[Any] | None:
    statement = text(
        """
        SELECT jobs.*, batches.created_at, batches.status AS batch_status, batches.kind AS batch_kind
        FROM jobs JOIN batches ON batches.id = jobs.batch_id
        WHERE jobs.id = :job_id AND batches.tenant_id = :tenant_id
        """
    )
    return connection.execute(statement, {"job_id": job_id, "tenant_id": tenant_id}).one_or_none()


def list_attempts(connection: Connection, job_id: int) -> Sequence[Row[Any]]:
    statement = text("SELECT * FROM attempts WHERE job_id = :job_id ORDER BY number")
    return connection.execute(statement, {"job_id": job_id}).all()


def list_pages(connection: Connection, job_id: int, attempt: int) -> Sequence[Row[Any]]:
    statement = text("SELECT * FROM pages WHERE job_id = :job_id AND attempt = :attempt ORDER BY position")
    return connection.execute(statement, {"job_id": job_id, "attempt": attempt}).all()


def list_contacts(connection: Connection, job_id: int, attempt: int) -> Sequence[Row[Any]]:
    statement = text("SELECT * FROM contacts WHERE job_id = :job_id AND attempt = :attempt ORDER BY position")
    return connection.execute(statement, {"job_id": job_id, "attempt": attempt}).all()
