"""What keeps an open batch from moving, in words for the person who waits for it."""

from __future__ import annotations

from datetime import timedelta

from scraper_sky.clock import utc_now
from scraper_sky.resources import Resources
from scraper_sky.services import upkeep
from scraper_sky.services.batches import BatchView
from tasks import broker

PATIENCE = timedelta(seconds=8)

SENTENCES = {
    "workers": "No worker is running, so no domain can be read. The batch is kept and goes on by itself with the first "
    "worker that starts.",
    "broker": "The message broker does not answer. Nothing is lost; the batch goes on by itself when it is back.",
    "beat": "The timer that looks after the batches is not running. Retries and repairs wait until it is started.",
}


def of_batch(res: Resources, batch: BatchView) -> list[str]:
    """Sentences for the parts that are missing; empty while something is being read or the batch has just come."""
    progress = batch.progress
    waits = not progress.ended and progress.status != "paused" and not progress.counts.running
    if not waits or utc_now() - batch.updated_at < PATIENCE:
        return []
    missing = {part.name for part in upkeep.check_health(res, broker.ping).parts if not part.ok}
    return [sentence for name, sentence in SENTENCES.items() if name in missing]
