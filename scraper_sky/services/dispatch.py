"""`advance`: the one function that moves a batch. Anyone may call it, at any time, any number of times at once."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from scraper_sky.db import batches, findings, jobs, leases
from scraper_sky.db.findings import Ending
from scraper_sky.db.leases import Dispatch, Lease
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.model.retry import RetryPolicy, TryAgain, next_try
from scraper_sky.model.rollup import final_status
from scraper_sky.model.status import TERMINAL_BATCH, BatchStatus
from scraper_sky.model.window import chord_sizes, window_size
from scraper_sky.resources import Resources
from scraper_sky.settings import Settings

log = logging.getLogger(__name__)

BROKER_AWAY = "the message broker could not be reached; sent again soon"


@dataclass(frozen=True, slots=True)
class Chord:
    """Jobs that are sent together; when all have returned, the batch is advanced again."""

    batch_id: UUID
    queue: str
    dispatches: tuple[Dispatch, ...]


SendChord = Callable[[Chord], None]
"""Hands one chord to the broker; raises when that does not work."""


@dataclass(frozen=True, slots=True)
class Move:
    """What one call of advance did."""

    sent: int = 0
    reaped: int = 0
    next_due_seconds: float | None = None  # until the next job may be sent, where that is in the future
    ended_as: BatchStatus | None = None


def advance(
    res: Resources, batch_id: UUID, send: SendChord, *, lost_before: datetime | None = None, own_slots: int = 0
) -> Move:
    """Frees what is lost, sends what is due within the batch's window, or ends the batch.

    `lost_before`: messages sent before this moment are in no queue any more (the sweep knows); queued jobs whose
    lease ran out and which were sent before it are sent again. `own_slots`: threads of the caller itself, which works
    without a broker and counts beside the fleet (services/inline.py).
    """
    with unit_of_work(res.engine) as connection:
        batch = batches.lock(connection, batch_id)
        if batch is None or batch.status in TERMINAL_BATCH:
            return Move()
        reaped = _reap(connection, batch_id, res.settings)
        if lost_before is not None:
            reaped += leases.free_lost_messages(connection, batch_id, lost_before)
        chords = [] if batch.status == BatchStatus.PAUSED else _take_chords(connection, batch, res.settings, own_slots)
        ended_as = None if chords else _finalize(connection, batch)
        next_due = None if batch.status == BatchStatus.PAUSED else jobs.next_due_seconds(connection, batch_id)
        batches.mark_advanced(connection, batch_id, running=bool(chords))
    sent = _send(res, chords, send)
    if ended_as is not None:
        log.info("batch %s ended as %s", batch_id, ended_as)
    return Move(sent, reaped, next_due, ended_as)


def _reap(connection: Connection, batch_id: UUID, settings: Settings) -> int:
    """Jobs whose holder fell silent: the attempt ends as worker_lost, and the job is tried again or given up.

    That a worker died is our fault and not the site's: where it cost the last attempt, one more is allowed. Only a job
    that loses its worker twice in a row at its limit ends as worker_lost.
    """
    expired = leases.list_expired_running(connection, batch_id)
    for lease in expired:
        report = Report(lease.domain, Outcome.WORKER_LOST, detail="The lease ran out; nothing was heard of the worker.")
        again = decide_again(lease, report, settings)
        if again is None and leases.allow_one_more(connection, lease.job_id):
            again = TryAgain(settings.retry_base_seconds, "the worker ended in the last attempt; one more is allowed")
        findings.record(connection, [Ending(lease, report, again, {})])
        log.warning("job %s (%s): worker lost in attempt %s", lease.job_id, lease.domain, lease.attempt)
    return len(expired)


def decide_again(lease: Lease, report: Report, settings: Settings) -> TryAgain | None:
    """The retry decision for an attempt that ended; attempts count from the last time a person asked for a retry."""
    policy = RetryPolicy(settings.max_attempts, settings.retry_base_seconds, settings.retry_cap_seconds)
    made = max(1, policy.max_attempts - (lease.attempt_limit - lease.attempt))
    return next_try(report.outcome, made, report.retry_after_seconds, policy, random.uniform)


def _take_chords(connection: Connection, batch: Row[Any], settings: Settings, own_slots: int) -> list[Chord]:
    alive_seconds = 3 * settings.heartbeat_seconds + 1
    capacity = batches.capacity(connection, batch.id, batch.tenant_id, batch.queue, alive_seconds)
    capacity = replace(capacity, slots=capacity.slots + own_slots)
    if capacity.slots == 0:
        return []  # Nobody would take the messages; the sweep comes again.
    window = window_size(batch.max_concurrent, capacity)
    free = window - jobs.count_out(connection, batch.id)
    if free <= 0:
        return []
    due = leases.take_due(connection, batch.id, free, settings.queued_lease_seconds)
    if not due:
        return []
    sizes = [len(due)] if len(due) == batch.total else chord_sizes(len(due), window)
    return list(_cut(batch, due, sizes))


def _cut(batch: Row[Any], due: Sequence[Dispatch], sizes: Sequence[int]) -> list[Chord]:
    chords, start = [], 0
    for size in sizes:
        chords.append(Chord(batch.id, batch.queue, tuple(due[start : start + size])))
        start += size
    return chords


def _finalize(connection: Connection, batch: Row[Any]) -> BatchStatus | None:
    if jobs.has_open(connection, batch.id):
        return None
    counts = jobs.count_by_status(connection, batch.id)
    status = final_status(counts, cancel_requested=batch.cancel_requested)
    if status is None or not batches.finalize(connection, batch.id, status):
        return None
    return status


def _send(res: Resources, chords: Sequence[Chord], send: SendChord) -> int:
    """Sends the chords one after another; at the first failure the unsent jobs are given back at once."""
    sent = 0
    for position, chord in enumerate(chords):
        try:
            send(chord)
        except Exception as error:
            unsent = [dispatch.token for left in chords[position:] for dispatch in left.dispatches]
            with unit_of_work(res.engine) as connection:
                leases.give_back(connection, unsent, res.settings.sweep_seconds / 2, BROKER_AWAY)
            log.warning("batch %s: %s jobs could not be sent: %s", chord.batch_id, len(unsent), error)
            break
        sent += len(chord.dispatches)
    return sent
