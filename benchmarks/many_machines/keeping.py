"""How much room jobs take that have ended, how fast they are forgotten, and what becomes of their room."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, Table, TextClause, text

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import migrate
from scraper_sky.db.tables.findings import attempts, contacts, pages
from scraper_sky.db.tables.jobs import jobs
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.servers import temporary_servers
from scraper_sky.resources import Resources
from scraper_sky.services import retention
from scraper_sky.settings import Settings
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs

SAMPLE = 50  # jobs that are ended one by one; the rest are copies of them
KEEP_DAYS = 30
COPIED = (jobs, attempts, pages, contacts)
STRIDE = 100_000  # between the ids of a job and of its copies
PATIENCE_SECONDS = 300.0
AUTOVACUUM_PATIENCE_SECONDS = 120.0

_SIZES = text(
    """
    SELECT relname AS name, pg_table_size(oid) AS rows, pg_indexes_size(oid) AS indexes FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname = ANY(:names)
    """
)
_WAL = text("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")
_NOW = text("SELECT extract(epoch FROM now())")
_VACUUMED = text(
    "SELECT count(*) FROM pg_stat_user_tables WHERE relname = ANY(:names) AND extract(epoch FROM last_autovacuum) > :at"
)


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of one table."""

    rows: float
    indexes: float


@dataclass(frozen=True, slots=True)
class Kept:
    jobs: int  # that were deleted; half as many stayed
    bytes_a_job: Mapping[str, Room]
    seconds: float  # of deleting
    wal_bytes: float  # of deleting
    full: float  # bytes before
    deleted: float  # bytes after
    vacuumed: float  # bytes after autovacuum was there, or did not come in time
    autovacuum_seconds: float | None  # after the end of the deletion; None: it did not come
    refilled: float  # bytes after as many jobs came again


def measure(many: int) -> Kept:
    """`many` jobs that are old enough and half as many that are not, on servers that nobody else uses."""
    with temporary_servers(durable=True) as addresses, tempfile.TemporaryDirectory() as folder:
        migrate.upgrade(addresses.database_url)
        usual = Settings.from_env({"DATABASE_URL": addresses.database_url, "SCRAPERSKY_STATE_DIR": folder})
        patient = replace(usual, lease_seconds=3_600.0, queued_lease_seconds=3_600.0)
        res = Resources.open(replace(patient, keep_days=KEEP_DAYS))
        try:
            return _measure(res, many)
        finally:
            res.close()


def _measure(res: Resources, many: int) -> Kept:
    fleet = HandFleet(res, slots=SAMPLE)
    empty = _sizes(res)
    _end_batch(fleet, "young", many // 2)
    old = _end_batch(fleet, "old", many)
    full = _sizes(res)
    kept = many + many // 2
    a_job = {
        name: Room((room.rows - empty[name].rows) / kept, (room.indexes - empty[name].indexes) / kept)
        for name, room in full.items()
    }
    _make_old(res, old)
    wal, began = _number(res, _WAL), monotonic_seconds()
    deleted = 0
    while deleted < many and monotonic_seconds() - began < PATIENCE_SECONDS:
        deleted += retention.forget_old(res)
    seconds, wal = monotonic_seconds() - began, _number(res, _WAL) - wal
    assert deleted == many, deleted
    after = _total(_sizes(res))
    waited = _await_autovacuum(res, _number(res, _NOW))
    vacuumed = _total(_sizes(res))
    _end_batch(fleet, "new", many)
    return Kept(many, a_job, seconds, wal, _total(full), after, vacuumed, waited, _total(_sizes(res)))


def _end_batch(fleet: HandFleet, name: str, many: int) -> UUID:
    """A batch whose jobs have all ended, each with a page, seven contacts, facts and technologies."""
    batch_id = fleet.submit(*(f"{name}-{number}.com" for number in range(SAMPLE))).batch_id
    end_jobs(fleet, batch_id)
    with unit_of_work(fleet.res.engine) as connection:
        for table in COPIED:
            _copy(connection, table, batch_id, many // SAMPLE - 1)
        connection.execute(text("UPDATE batches SET total = :many WHERE id = :id"), {"many": many, "id": batch_id})
    return batch_id


def _copy(connection: Connection, table: Table, batch_id: UUID, times: int) -> None:
    """Copies what the sample has in `table`, so many times; each copy of a job has an id and a domain of its own."""
    changed = {"id": f"id + {STRIDE} * copy", "job_id": f"job_id + {STRIDE} * copy"}
    if table is jobs:
        changed |= {"domain": "copy || '-' || domain", "row": f'"row" + {SAMPLE} * copy'}
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(changed.get(column.name, f'"{column.name}"') for column in table.columns)
    of_sample = "SELECT id FROM jobs WHERE batch_id = :id AND id < :stride"
    key = "id" if table is jobs else "job_id"
    statement = text(
        f"""
        INSERT INTO {table.name} ({columns}) OVERRIDING SYSTEM VALUE
        SELECT {values} FROM {table.name}, generate_series(1, :times) AS copy WHERE {key} IN ({of_sample})
        """  # noqa: S608 - names of our own columns
    )
    connection.execute(statement, {"id": batch_id, "times": times, "stride": STRIDE})


def _make_old(res: Resources, batch_id: UUID) -> None:
    statement = text(
        "UPDATE batches SET created_at = created_at - make_interval(days => :days),"
        " finished_at = finished_at - make_interval(days => :days) WHERE id = :id"
    )
    with unit_of_work(res.engine) as connection:
        connection.execute(statement, {"days": KEEP_DAYS + 1, "id": batch_id})


def _await_autovacuum(res: Resources, since: float) -> float | None:
    """Seconds until it has been at every table since that moment; None when it does not come."""
    began = monotonic_seconds()
    while (waited := monotonic_seconds() - began) < AUTOVACUUM_PATIENCE_SECONDS:
        if _number(res, _VACUUMED, at=since) == len(COPIED):
            return waited
        with unit_of_work(res.engine) as connection:
            connection.execute(text("SELECT pg_sleep(1)"))
    return None


def _sizes(res: Resources) -> dict[str, Room]:
    with unit_of_work(res.engine) as connection:
        rows = connection.execute(_SIZES, {"names": _names()}).all()
    return {row.name: Room(float(row.rows), float(row.indexes)) for row in rows}


def _names() -> list[str]:
    return [table.name for table in COPIED]


def _total(sizes: Mapping[str, Room]) -> float:
    return sum(room.rows + room.indexes for room in sizes.values())


def _number(res: Resources, statement: TextClause, **values: object) -> float:
    with unit_of_work(res.engine) as connection:
        return float(connection.execute(statement, {"names": _names()} | values).scalar_one())
