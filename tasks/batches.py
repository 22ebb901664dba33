"""The task that moves a batch; also the callback of every chord."""

from __future__ import annotations

from uuid import UUID

from scraper_sky.services import dispatch
from tasks import broker, process
from tasks.alarms import Alarms
from tasks.app import app
from tasks.base import ScraperTask

_alarms = Alarms(broker.wake)


@app.task(name="batch.advance", base=ScraperTask)
def advance_batch(batch_id: str) -> None:
    move = dispatch.advance(process.resources(), UUID(batch_id), broker.send_chord)
    if move.next_due_seconds is not None:
        _alarms.set(UUID(batch_id), move.next_due_seconds)
