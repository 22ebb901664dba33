"""What one move of a batch costs the database while many jobs of other batches are out: both are counted at each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import event, text

from scraper_sky.db import batches, jobs
from scraper_sky.db.batches import NewBatch
from scraper_sky.db.fleet import Heartbeat, beat
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.usage import usage_of
from scraper_sky.resources import Resources
from scraper_sky.services import dispatch
from scraper_sky.services.dispatch import Chord

MOVES = 150
CHORD = 8


@dataclass(frozen=True, slots=True)
class MoveCost:
    out: int  # jobs at work in the whole fleet
    workers: int
    statements: float  # round trips of one move, BEGIN and COMMIT included
    database_ms: float  # CPU of the backend


def measure(res: Resources, tenant_id: int, out: int) -> MoveCost:
    """`out` jobs of another batch are at work, on workers of 64 threads; then a batch moves on by 8 jobs at a time.

    `res` has a pool of one connection, so one backend does it all. What was stored stays in the database.
    """
    workers = 2 * out // 64 + 2
    with unit_of_work(res.engine, long=True) as connection:
        for number in range(workers):
            beat(connection, Heartbeat(f"m{out}-{number}", "worker", 1, ("scan", "interactive"), 64, 64, taken=True))
        connection.execute(text("UPDATE processes SET seen_at = now() + interval '1 h' WHERE name LIKE 'm%'"))
        busy = _store(connection, tenant_id, f"busy{out}", out) if out else None
        moving = _store(connection, tenant_id, f"moving{out}", CHORD * (MOVES + 1))
        if busy is not None:
            connection.execute(_TAKE, {"id": busy, "most": out})
        connection.execute(text("UPDATE batches SET max_concurrent = :most"), {"most": CHORD})
        connection.execute(text("ANALYZE jobs"))
    with unit_of_work(res.engine) as connection:
        pid = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
    statements = 0
    spent = 0.0

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1

    event.listen(res.engine, "before_cursor_execute", count)
    sent: list[Chord] = []
    for _ in range(MOVES):
        before = usage_of([pid])[0].cpu_seconds
        dispatch.advance(res, moving, sent.append)
        spent += usage_of([pid])[0].cpu_seconds - before
        counted = statements
        _end(res, sent)
        statements = counted
    event.remove(res.engine, "before_cursor_execute", count)
    _clear(res, [each for each in (busy, moving) if each is not None])
    return MoveCost(out, workers, statements / MOVES + 2, 1000 * spent / MOVES)


def _store(connection: object, tenant_id: int, name: str, total: int) -> UUID:
    raise NotImplementedError
