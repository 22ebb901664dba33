"""The task that works on one job."""

from __future__ import annotations

from uuid import UUID

from scraper_sky.services import scans
from tasks import process
from tasks.app import app
from tasks.base import ScraperTask


@app.task(name="scan.domain", base=ScraperTask, bind=True)
def scan_domain(self: ScraperTask, job_id: int, token: str) -> None:
    worker = str(self.request.hostname or "?")
    scans.scan(process.resources(), process.held_leases(), job_id, UUID(token), worker)
