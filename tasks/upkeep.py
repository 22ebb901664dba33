"""What beat asks for, and the canary."""

from __future__ import annotations

import os
from uuid import UUID

from scraper_sky.services import retention, upkeep
from tasks import broker, process
from tasks.app import app
from tasks.base import ScraperTask


@app.task(name="upkeep.sweep", base=ScraperTask)
def sweep(by_beat: bool = True) -> None:
    """`by_beat` is false when a worker asked for it because beat is silent; then it is no sign of beat's life."""
    pid = os.getpid() if by_beat else None
    upkeep.sweep(process.resources(), broker.send_chord, broker.oldest_message, beat_pid=pid)


@app.task(name="upkeep.tidy", base=ScraperTask)
def tidy() -> None:
    upkeep.tidy(process.resources())


@app.task(name="upkeep.forget", base=ScraperTask)
def forget() -> None:
    retention.forget_old(process.resources())


@app.task(name="upkeep.canary", base=ScraperTask, bind=True)
def canary(self: ScraperTask) -> None:
    upkeep.canary_run(process.resources(), UUID(self.request.id))
