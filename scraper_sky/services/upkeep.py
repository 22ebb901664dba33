"""What keeps the system honest by itself: the sweep, heartbeats, health, canaries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import batches, fleet, idempotency
from scraper_sky.db.fleet import Heartbeat
from scraper_sky.db.superseded import close_superseded
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import ScraperSkyError
from scraper_sky.resources import Resources
from scraper_sky.services.dispatch import SendChord, advance

log = logging.getLogger(__name__)

STAGES = ("sent", "received", "started", "written", "finished")
STALLED_MINUTES = 5.0

OldestMessage = Callable[[str], datetime | None]
"""When the oldest message in a queue was sent; None when the queue is empty. Raises when the broker is away."""


def sweep(res: Resources, send: SendChord, oldest_message: OldestMessage, *, beat_pid: int | None) -> int:
    """Moves every batch that could move and that nobody moves; gives back how many were looked at. Before that, tidies
    up after workers of another release.

    A fault of one batch is logged and does not keep the others waiting. A sweep that beat asked for shows that beat
    lives; `beat_pid` is then the process that took the message, else None.
    """
    with unit_of_work(res.engine) as connection:
        if beat_pid is not None:
            fleet.beat(connection, Heartbeat("beat", "beat", beat_pid, (), 0, 0, taken=True))
        waiting = batches.list_needing_attention(connection)
        alive = fleet.live_queues(connection, 3 * res.settings.heartbeat_seconds + 1)
        now = fleet.now(connection)
        passed_over = close_superseded(connection)
    if passed_over:
        log.warning("%s attempts that waited were passed over by a worker of another release", passed_over)
    lost_before = {queue: _lost_before(queue, now, oldest_message) for queue in alive}
    for batch_id in waiting:
        try:
            with unit_of_work(res.engine) as connection:
                row = batches.find_of_any_tenant(connection, batch_id)
            if row is not None:
                advance(res, batch_id, send, lost_before=lost_before.get(row.queue))
        except Exception:
            log.exception("batch %s could not be advanced", batch_id)
    return len(waiting)


def _lost_before(queue: str, now: datetime, oldest_message: OldestMessage) -> datetime | None:
    """Messages of `queue` sent before this moment are not waiting there any more.

    A queue is taken from in the order of sending, so nothing in it is older than its oldest message.
    """
    try:
        return oldest_message(queue) or now
    except Exception as error:
        log.warning("the queue %s could not be looked at: %s", queue, error)
        return None


def is_beat_silent(res: Resources, watched_seconds: float) -> bool:
    """Whether no sweep came from beat for several times its interval. Who asks has watched for so many seconds, and
    before that is long enough nobody can say."""
    if watched_seconds <= _beat_patience(res):
        return False
    with unit_of_work(res.engine) as connection:
        rows = fleet.list_processes(connection)
    silent = min((row.silent_seconds for row in rows if row.kind == "beat"), default=watched_seconds)
    return bool(silent > _beat_patience(res))


def _beat_patience(res: Resources) -> float:
    return 3 * res.settings.sweep_seconds + 5


def tidy(res: Resources) -> None:
    """Forgets what nobody needs: old idempotency keys, canaries, processes that went silent long ago, old responses."""
    with unit_of_work(res.engine) as connection:
        idempotency.forget_old(connection, hours=48)
        fleet.forget_canaries(connection, hours=24)
        fleet.forget_silent(connection, hours=1)
    res.archive.forget_old()


def show_life(res: Resources, heartbeat: Heartbeat) -> None:
    with unit_of_work(res.engine) as connection:
        fleet.beat(connection, heartbeat)


def leave(res: Resources, name: str) -> None:
    with unit_of_work(res.engine) as connection:
        fleet.leave(connection, name)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the system: whether it works, and a sentence with the figures behind that."""

    name: str
    ok: bool
    says: str


@dataclass(frozen=True, slots=True)
class Health:
    parts: tuple[Part, ...]

    @property
    def ok(self) -> bool:
        return all(part.ok for part in self.parts)


def check_health(res: Resources, ping_broker: Callable[[], None]) -> Health:
    """Looks at every part by itself, so that one that is away does not hide the others."""
    parts = [Part("web", True, "this answer")]
    try:
        began = monotonic_seconds()
        with unit_of_work(res.engine) as connection:
            rows = fleet.list_processes(connection)
            oldest = fleet.oldest_due_seconds(connection)
            stalled = fleet.list_stalled(connection, STALLED_MINUTES)
        parts.append(Part("database", True, f"answered in {1000 * (monotonic_seconds() - began):.0f} ms"))
    except Exception as error:
        log.warning("health: the database does not answer: %s", error)
        parts.append(Part("database", False, "does not answer"))
        parts.append(_broker_part(ping_broker))
        return Health(tuple(parts))
    parts.append(_broker_part(ping_broker))
    silent_after = 3 * res.settings.heartbeat_seconds + 1
    workers = [row for row in rows if row.kind == "worker"]
    live = [row for row in workers if row.silent_seconds < silent_after]
    last = min((row.silent_seconds for row in workers), default=None)
    heard = "never" if last is None else f"{last:.0f} s ago"
    parts.append(Part("workers", bool(live), f"{len(live)} live, last heartbeat {heard}"))
    sweeps = [row for row in rows if row.kind == "beat"]
    beat_silent = min((row.silent_seconds for row in sweeps), default=None)
    beat_ok = beat_silent is not None and beat_silent < _beat_patience(res)
    parts.append(
        Part("beat", beat_ok, "no sweep yet" if beat_silent is None else f"last sweep {beat_silent:.0f} s ago")
    )
    parts.append(Part("oldest_due_job", True, "none is waiting" if oldest is None else f"due for {oldest:.0f} s"))
    names = ", ".join(str(batch_id) for batch_id in stalled)
    parts.append(Part("progress", not stalled, f"no progress in: {names}" if stalled else "no batch stands still"))
    return Health(tuple(parts))


def _broker_part(ping_broker: Callable[[], None]) -> Part:
    try:
        began = monotonic_seconds()
        ping_broker()
        return Part("broker", True, f"answered in {1000 * (monotonic_seconds() - began):.0f} ms")
    except Exception as error:
        log.warning("health: the broker does not answer: %s", error)
        return Part("broker", False, "does not answer")


def is_ready(res: Resources) -> bool:
    """True when this process can serve requests: the database answers."""
    try:
        with unit_of_work(res.engine) as connection:
            fleet.now(connection)
    except Exception as error:
        log.warning("not ready: %s", error)
        return False
    return True


@dataclass(frozen=True, slots=True)
class Flight:
    """What became of a canary: the moment of each stage it reached, and the first stage that did not come."""

    id: UUID
    queue: str
    worker: str | None
    stages: tuple[tuple[str, datetime | None], ...]
    missing: str | None
    error: str | None = None

    @property
    def ok(self) -> bool:
        return self.missing is None


def fly_canary(res: Resources, queue: str, send: Callable[[UUID, str], None]) -> Flight:
    """Sends a canary through broker, worker and database and waits for it, settings.canary_seconds at the most."""
    canary_id = uuid4()
    with unit_of_work(res.engine) as connection:
        fleet.add_canary(connection, canary_id, queue)
    error = None
    try:
        send(canary_id, queue)
    except Exception as fault:
        log.warning("the canary could not be sent: %s", fault)
        error = "the broker does not take messages"
    give_up_at = monotonic_seconds() + (res.settings.canary_seconds if error is None else 0)
    while True:
        flight = _flight(res, canary_id, error)
        if flight.ok or monotonic_seconds() >= give_up_at:
            return flight
        time.sleep(0.05)


def _flight(res: Resources, canary_id: UUID, error: str | None) -> Flight:
    with unit_of_work(res.engine) as connection:
        row = fleet.find_canary(connection, canary_id)
    if row is None:
        raise ScraperSkyError("The canary's row is gone.")
    stages = tuple((stage, getattr(row, f"{stage}_at")) for stage in STAGES)
    if error is not None:
        return Flight(canary_id, row.queue, row.worker, (("sent", None), *stages[1:]), "sent", error)
    missing = next((stage for stage, moment in stages if moment is None), None)
    return Flight(canary_id, row.queue, row.worker, stages, missing)


def canary_received(res: Resources, canary_id: UUID, worker: str) -> None:
    with unit_of_work(res.engine) as connection:
        fleet.canary_received(connection, canary_id, worker)


def canary_run(res: Resources, canary_id: UUID) -> None:
    """The canary's task: begins, writes, and says that it has finished, each in a transaction of its own."""
    with unit_of_work(res.engine) as connection:
        started_at = fleet.now(connection)
    with unit_of_work(res.engine) as connection:
        fleet.canary_started(connection, canary_id, started_at)
    with unit_of_work(res.engine) as connection:
        fleet.canary_finished(connection, canary_id)
