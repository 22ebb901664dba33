"""The task that moves a batch; also the callback of every chord."""

from __future__ import annotations

from uuid import UUID

from scraper_sky.services import dispatch
from tasks import broker, process
from tasks.app import app
from tasks.base import ScraperTask


@app.task(name="batch.advance", base=ScraperTask)
def advance_batch(batch_id: str) -> None:
    dispatch.advance(process.resources(), UUID(batch_id), broker.send_chord)
