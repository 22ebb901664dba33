"""What an operator asks on the command line: which batch is meant, is it sound, and who did what to each job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from scraper_sky.db import audit, batches, fleet, jobs
from scraper_sky.db.unit_of_work import snapshot, unit_of_work
from scraper_sky.errors import BadInput, NotFound
from scraper_sky.model.rollup import final_status
from scraper_sky.model.status import TERMINAL_BATCH
from scraper_sky.resources import Resources

SHORTEST_PREFIX = 6
NAMED_OFFENDERS = 20
ROLL_UP_SECONDS = 60.0

ROLL_UP_RULE = "The status of the batch is what its jobs add up to."


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of checking one rule: the places where it is broken, in words; `more` when they are not all named."""

    rule: str
    broken: tuple[str, ...]
    more: bool = False

    @property
    def ok(self) -> bool:
        return not self.broken


def find_batch_id(res: Resources, written: str) -> UUID:
    """The id of the one batch, of any tenant, whose id begins with `written` (6 characters or more).

    Raises BadInput for what cannot be the beginning of an id or fits several, NotFound when none begins so.
    """
    digits = written.strip().lower().replace("-", "")
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_PREFIX},32}}", digits):
        raise BadInput(
            f"{written!r} is not the id of a batch, nor its beginning ({SHORTEST_PREFIX} characters or more)."
        )
    low, high = UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))
    with unit_of_work(res.engine) as connection:
        found = audit.list_ids_between(connection, low, high, limit=4)
    if not found:
        raise NotFound(f"There is no batch {written}.")
    if len(found) > 1:
        raise BadInput(f"{written} is the beginning of several ids ({', '.join(map(str, found))}); write more of it.")
    return found[0]


def check_batch(res: Resources, batch_id: UUID) -> list[Finding]:
    """Checks every rule that a batch keeps at every moment, all as of one moment. Raises NotFound."""
    with snapshot(res.engine) as connection:
        batch = _get(connection, batch_id)
        findings = [_check(connection, batch_id, rule, query) for rule, query in audit.RULES.items()]
        return [*findings, Finding(ROLL_UP_RULE, tuple(_roll_up_faults(connection, batch)))]


def stream_ledger(res: Resources, batch_id: UUID) -> Iterator[Row[Any]]:
    """One row for each attempt at each job, as of one moment, a thousand in memory at a time. Raises NotFound.

    Columns: job_id, domain, status, number, worker, started_at, finished_at, outcome, bytes_read, milliseconds;
    those from `number` on are None for a job that nobody has tried yet.
    """
    with snapshot(res.engine) as connection:
        _get(connection, batch_id)
        yield from audit.stream_ledger(connection, batch_id)


def list_live_queues(res: Resources) -> set[str]:
    """The queues that a worker which shows signs of life takes from."""
    with unit_of_work(res.engine) as connection:
        return fleet.live_queues(connection, 3 * res.settings.heartbeat_seconds + 1)


def _check(connection: Connection, batch_id: UUID, rule: str, query: str) -> Finding:
    broken = audit.list_broken(connection, batch_id, query, NAMED_OFFENDERS)
    return Finding(rule, tuple(broken[:NAMED_OFFENDERS]), more=len(broken) > NAMED_OFFENDERS)


def _roll_up_faults(connection: Connection, batch: Row[Any]) -> Iterator[str]:
    counts = jobs.count_by_status(connection, batch.id)
    expected = final_status(counts, cancel_requested=batch.cancel_requested)
    if batch.status in TERMINAL_BATCH:
        if batch.status != expected:
            yield f"it is {batch.status}, and its jobs make it {expected or 'open'}"
        return
    if expected is None:
        return
    # Between the end of the last job and the end of the batch lies a moment, never a minute.
    seconds = audit.seconds_since_last_end(connection, batch.id)
    if seconds is None or seconds > ROLL_UP_SECONDS:
        yield f"it is {batch.status}, though all its jobs have ended and make it {expected}"


def _get(connection: Connection, batch_id: UUID) -> Row[Any]:
    row = batches.find_of_any_tenant(connection, batch_id)
    if row is None:
        raise NotFound(f"There is no batch {batch_id}.")
    return row
