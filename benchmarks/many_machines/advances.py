"""What it costs the database to move one large batch on, by how many of its jobs are out: each move counts them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import event, text

from scraper_sky.db import fleet, migrate, tenants
from scraper_sky.db.fleet import Heartbeat
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.servers import temporary_servers
from scraper_sky.embedded.usage import usage_of
from scraper_sky.resources import Resources
from scraper_sky.services import dispatch, submission
from scraper_sky.services.dispatch import Chord
from scraper_sky.services.submission import Submission
from scraper_sky.settings import Settings

MOVES = 200
CHORD = 8
THREADS = 64
BEGIN_AND_COMMIT = 2

_END = text(
    """
    UPDATE jobs SET status = 'succeeded', outcome = 'ok', finished_at = now(), token = NULL, lease_until = NULL
    WHERE id IN (SELECT id FROM jobs WHERE batch_id = :id AND status = 'queued' ORDER BY id LIMIT :most)
    """
)
_ALIVE = text("UPDATE processes SET seen_at = now() + interval '1 h'")


@dataclass(frozen=True, slots=True)
class MoveCost:
    workers: int
    out: int  # jobs of the batch that are out
    round_trips: float  # while the batch is locked, those of BEGIN and COMMIT included
    database_ms: float  # CPU of the backend


def measure_all(sizes: tuple[int, ...]) -> list[MoveCost]:
    """One for each number of workers, on servers that nobody else uses."""
    with temporary_servers() as addresses, tempfile.TemporaryDirectory() as folder:
        migrate.upgrade(addresses.database_url)
        usual = Settings.from_env({"DATABASE_URL": addresses.database_url, "SCRAPERSKY_STATE_DIR": folder})
        res = Resources.open(replace(usual, db_pool=1, queued_lease_seconds=3_600.0, max_domains=1_000_000))
        try:
            return [_measure(res, workers) for workers in sizes]
        finally:
            res.close()


def _measure(res: Resources, workers: int) -> MoveCost:
    with unit_of_work(res.engine) as connection:
        tenant_id = tenants.ensure(connection, "default")
        for number in range(workers):
            queues = ("interactive", "scan")
            fleet.beat(connection, Heartbeat(f"scan@{number}", "worker", 1, queues, THREADS, THREADS, taken=True))
        connection.execute(_ALIVE)
        pid = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
    domains = [f"w{workers}-{number}.com" for number in range(workers * THREADS + CHORD * MOVES)]
    batch_id = submission.submit(res, tenant_id, Submission(domains), lambda _: None, actor="benchmark").batch_id
    out = dispatch.advance(res, batch_id, _sent_nowhere).sent
    counted = _Counted(res)
    spent = sum(_move(res, batch_id, pid, counted) for _ in range(MOVES))
    with unit_of_work(res.engine) as connection:
        connection.execute(text("DELETE FROM batches"))
    return MoveCost(workers, out, counted.statements / MOVES + BEGIN_AND_COMMIT, 1_000 * spent / MOVES)


def _move(res: Resources, batch_id: UUID, pid: int, counted: _Counted) -> float:
    """CPU seconds of the backend for one move, after a chord's worth of jobs has ended."""
    with unit_of_work(res.engine) as connection:
        connection.execute(_END, {"id": batch_id, "most": CHORD})
    before = usage_of([pid])[0].cpu_seconds
    with counted.counting():
        move = dispatch.advance(res, batch_id, _sent_nowhere)
    assert move.sent == CHORD, move
    return usage_of([pid])[0].cpu_seconds - before


def _sent_nowhere(_: Chord) -> None:
    """The messages of this batch reach nobody."""


class _Counted:
    """How many statements went to the database in the blocks that it was asked to count."""

    def __init__(self, res: Resources) -> None:
        self._engine = res.engine
        self.statements = 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        event.listen(self._engine, "before_cursor_execute", self._note)
        try:
            yield
        finally:
            event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, *_: object) -> None:
        self.statements += 1
