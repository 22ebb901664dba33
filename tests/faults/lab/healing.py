"""When is the system well again? Asked again and again once the cause of a fault is gone.

It is well at the first moment, after the end of the cause, at which all of this is true:

1. every part runs, every worker and the sweep have shown life since, and the web process says that it is ready;
2. no job that was out (queued or running) when the cause ended is still held under the token that it had then: it has
   ended, or was freed and given out anew;
3. no lease has run out without being noticed, and no batch without an open job is older than a sweep and still open;
4. no batch that may run has nothing out while a job of it has been due for longer than two sweeps;
5. if anything was due, some attempt has begun since.

So the figure includes the leases that had to run out, the sweep that noticed, and the longest job that was at work in
a healthy worker. The fault called `nothing` injects none and shows what of the figure is only the measuring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db.unit_of_work import unit_of_work
from tests.faults.lab import state
from tests.faults.lab.laboratory import Laboratory

BOUND_SECONDS = 60.0
LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Healing:
    """`seconds` is None when it did not happen within the bound; `missing` then says what was not well."""

    seconds: float | None
    missing: str = ""


def await_healing(lab: Laboratory) -> Healing:
    """Call it at the moment at which the cause is gone. The time that the database needs to answer counts as well."""
    began = monotonic_seconds()
    wound = lab.ask(_Wound.look, seconds=BOUND_SECONDS)
    missing = "not looked yet"
    while monotonic_seconds() - began < BOUND_SECONDS:
        missing = _what_is_missing(lab, wound)
        if not missing:
            return Healing(monotonic_seconds() - began)
        lab.rest(LOOK_SECONDS)
    return Healing(None, missing)


@dataclass(frozen=True, slots=True)
class _Wound:
    """What may have been hurt: the jobs that were out, at which moment, and whether anything was left to do."""

    at: datetime
    out: list[UUID]
    has_work: bool

    @classmethod
    def look(cls, connection: Connection) -> _Wound:
        return cls(state.now(connection), state.list_out(connection), state.count_open_jobs(connection) > 0)


def _what_is_missing(lab: Laboratory, wound: _Wound) -> str:
    down = [name for name in lab.parts if lab.keeper.pid(name) is None]
    if down:
        return f"{', '.join(down)} not running"
    try:
        with unit_of_work(lab.res.engine) as connection:
            missing = _what_rows_say(lab, wound, connection)
    except SQLAlchemyError as error:
        return f"the database does not answer: {str(error).splitlines()[0]}"
    if not missing and lab.conditions.with_web and not lab.is_web_ready():
        return "the web process is not ready"
    return missing


def _what_rows_say(lab: Laboratory, wound: _Wound, connection: Connection) -> str:
    sweep = lab.conditions.sweep
    workers = state.count_seen_since(connection, wound.at, "worker")
    if workers < len(lab.workers) + 1:
        return f"{workers} of {len(lab.workers) + 1} workers have shown life"
    if lab.conditions.with_sweep and not state.count_seen_since(connection, wound.at, "beat"):
        return "no sweep has run"
    if still := state.count_still_out(connection, wound.out):
        return f"{still} of the {len(wound.out)} jobs that were out are still held as they were"
    if expired := state.count_expired(connection):
        return f"{expired} leases have run out"
    if unended := state.list_unended(connection, sweep + 1):
        return f"batches without an open job have not ended: {unended}"
    if neglected := state.list_neglected(connection, 2 * sweep):
        return f"batches with due jobs have nothing out: {neglected}"
    if wound.has_work and state.count_open_jobs(connection) and not state.count_begun_since(connection, wound.at):
        return "no attempt has begun"
    return ""
