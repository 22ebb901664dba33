"""Forgetting batches that ended long ago (docs/decisions/0012-retention.md)."""

from __future__ import annotations

import logging

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import batches, rereading, retention
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.status import BatchKind
from scraper_sky.resources import Resources

log = logging.getLogger(__name__)

WORK_SECONDS = 8.0  # a worker that is told to end waits for it
BATCHES_AT_ONCE = 20  # of each tenant
JOBS_AT_ONCE = {BatchKind.SCAN: 500, BatchKind.SITEMAP: 5}
"""One transaction each. A job of a sitemap batch may hold 50,000 pages, and as many for each of its attempts."""


def forget_old(res: Resources, seconds: float = WORK_SECONDS) -> int:
    """Deletes batches that ended more than settings.keep_days ago, for about so many seconds; gives back how many jobs.

    A batch is taken from its tenant whole, in one moment; its rows go in small portions after that. Any number of
    processes may do this at a time. What was begun is finished also when the setting has become 0, which is never.
    """
    give_up_at = monotonic_seconds() + seconds
    jobs = 0
    while monotonic_seconds() < give_up_at:
        deleted = _delete_portion(res)
        jobs += deleted or 0
        if deleted is None and not _set_apart(res):
            break
    return jobs


def _delete_portion(res: Resources) -> int | None:
    """None when there is nothing to delete."""
    with unit_of_work(res.engine) as connection:
        batch = retention.lock_next(connection)
        return None if batch is None else retention.delete_portion(connection, batch, JOBS_AT_ONCE[batch.kind])


def _set_apart(res: Resources) -> bool:
    """Whether there was any batch old enough."""
    days = res.settings.keep_days
    if days == 0:
        return False
    with unit_of_work(res.engine) as connection:
        old = retention.set_apart(connection, days, BATCHES_AT_ONCE)
        kept = {batch.id: rereading.list_days(connection, batch.id) for batch in old}
        for batch in old:
            details = {"jobs": batch.total, "days": days}
            batches.note(connection, batch.tenant_id, batch.id, "retention", "delete", details)
    for batch_id, archive_days in kept.items():
        res.archive.forget_batch(batch_id, archive_days)
        log.info("batch %s ended more than %s days ago and is deleted", batch_id, days)
    return bool(old)
