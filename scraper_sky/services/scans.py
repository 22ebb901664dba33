"""One attempt at one job: take the lease, read the site with no transaction open, record."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import leases
from scraper_sky.db.findings import Ending
from scraper_sky.db.leases import Lease
from scraper_sky.db.records import DATABASE_PATIENCE_SECONDS
from scraper_sky.db.unit_of_work import unit_of_work, with_patience
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import ContactKind, Report
from scraper_sky.model.status import BatchKind
from scraper_sky.resources import Resources
from scraper_sky.scraping import warc
from scraper_sky.scraping.crawl import scan_site
from scraper_sky.scraping.faults import shortage
from scraper_sky.scraping.listing import list_site
from scraper_sky.scraping.memory import Memory
from scraper_sky.scraping.politeness import MustWait
from scraper_sky.services.dispatch import decide_again

log = logging.getLogger(__name__)


class HeldLeases:
    """The leases that this process holds; its heartbeat renews them as long as the process lives."""

    def __init__(self) -> None:
        self._tokens: dict[int, UUID] = {}
        self._lock = threading.Lock()
        self._taken = False

    @contextmanager
    def holding(self, lease: Lease) -> Iterator[None]:
        with self._lock:
            self._tokens[lease.job_id] = lease.token
            self._taken = True
        try:
            yield
        finally:
            with self._lock:
                if self._tokens.get(lease.job_id) == lease.token:
                    del self._tokens[lease.job_id]

    def snapshot(self) -> dict[int, UUID]:
        with self._lock:
            return dict(self._tokens)

    def taken_since_last_asked(self) -> bool:
        with self._lock:
            taken, self._taken = self._taken, bool(self._tokens)
            return taken


def scan(res: Resources, held: HeldLeases, job_id: int, token: UUID, worker: str) -> Outcome | None:
    """Works on a job. None: the message was late, doubled or withdrawn, and nothing was done; or the job has to wait.

    Never raises for a bad site; a fault of our own is recorded as `internal_error` and logged with its traceback.
    """
    try:
        lease = res.records.start(job_id, token, worker)
    except SQLAlchemyError as error:
        log.warning("job %s: not begun, the database does not answer; it is sent again: %s", job_id, _first_line(error))
        return None
    if lease is None:
        log.info("job %s: this message counts no longer", job_id)
        return None
    try:
        with held.holding(lease):
            return _work(res, lease)
    finally:
        res.records.left()


def _work(res: Resources, lease: Lease) -> Outcome | None:
    memory = _remembered(lease)
    try:
        report = _read(res, lease, memory)
    except MustWait as wish:
        _wait(res, lease, wish, memory)
        return None
    again = decide_again(lease, report, res.settings)
    kept = res.archive.keep(lease.batch_id, lease.job_id, lease.attempt, memory.exchanges)
    try:
        if not res.records.end(Ending(lease, report, again, summarize(report), kept)):
            log.warning("job %s (%s): the lease was lost; the result is void", lease.job_id, lease.domain)
    except SQLAlchemyError as error:
        # The lease runs out by itself, and the job is tried again.
        log.warning("job %s (%s): the result could not be recorded: %s", lease.job_id, lease.domain, _first_line(error))
    log.info("job %s %s: %s in %s ms", lease.job_id, lease.domain, report.outcome, report.milliseconds)
    return report.outcome


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]


def _remembered(lease: Lease) -> Memory:
    """What this attempt had read before it had to wait."""
    try:
        return Memory(warc.read(lease.unfinished) if lease.unfinished else ())
    except warc.BadArchive:
        log.exception("job %s (%s): what it had read cannot be used; it begins again", lease.job_id, lease.domain)
        return Memory()


def _wait(res: Resources, lease: Lease, wish: MustWait, memory: Memory) -> None:
    """Gives the worker back until the site may be asked again; what it has answered so far is kept for then."""
    responses = warc.write(memory.exchanges)
    again_in = max(wish.seconds, 0.1)

    def put_back() -> bool:
        with unit_of_work(res.engine) as connection:
            return leases.wait(connection, lease, again_in, wish.reason, responses)

    try:
        if with_patience(put_back, seconds=DATABASE_PATIENCE_SECONDS):
            log.info("job %s %s waits for %.1f s: %s", lease.job_id, lease.domain, again_in, wish.reason)
        else:
            log.warning("job %s (%s): the lease was lost while it had to wait", lease.job_id, lease.domain)
    except SQLAlchemyError as error:
        log.warning("job %s (%s): could not be put back to wait: %s", lease.job_id, lease.domain, _first_line(error))


def _read(res: Resources, lease: Lease, memory: Memory) -> Report:
    began = monotonic_seconds()
    try:
        read = list_site if lease.kind == BatchKind.SITEMAP else scan_site
        return read(lease.domain, res.fetcher, max_pages=lease.max_pages, memory=memory)
    except MustWait:
        raise
    except Exception as error:
        log.exception("job %s (%s): a fault of ours", lease.job_id, lease.domain)
        spent, lacking = round(1000 * (monotonic_seconds() - began)), shortage(error)
        if lacking is not None:
            # Another worker may have what this one lacks, so this is as if this one had died.
            detail = f"The worker ran out of {lacking}."
            return Report(lease.domain, Outcome.WORKER_LOST, detail, milliseconds=spent)
        return Report(lease.domain, Outcome.INTERNAL_ERROR, Outcome.INTERNAL_ERROR.sentence, milliseconds=spent)


def summarize(report: Report) -> Mapping[str, Any]:
    """What a list of jobs shows of a report: a few values, with the number of contacts of each kind."""
    accepted = [contact for contact in report.contacts if contact.rejected_by is None]
    first_fact: dict[str, str] = {}
    for fact in report.facts:
        first_fact.setdefault(fact.name, fact.value[:300])
    summary: dict[str, Any] = {
        name: first_fact[name]
        for name in ("title", "language", "company_name", "contact_page", "redirects_to")
        if name in first_fact
    }
    for kind in (ContactKind.EMAIL, ContactKind.PHONE):
        of_kind = [contact for contact in accepted if contact.kind is kind]
        best = next((contact for contact in of_kind if contact.best), of_kind[0] if of_kind else None)
        if best is not None:
            summary[kind.value] = best.value[:300]
    summary["contacts"] = len(accepted)
    cms = next((tech for tech in report.technologies if tech.category in {"cms", "shop"}), None)
    if cms is not None:
        summary["cms"] = f"{cms.name} {cms.version}" if cms.version else cms.name
    summary["pages"] = len(report.pages)
    if report.listing is not None:
        summary["site_pages"] = report.listing.pages
        summary["sitemaps"] = len(report.sitemaps)
    return summary


def keep_leases(res: Resources, held: HeldLeases, stop: threading.Event) -> None:
    """Renews the held leases and the stays at servers until `stop`; runs in a thread of its own in each worker."""
    while not stop.wait(res.settings.lease_seconds / 3):
        res.fetcher.politeness.renew()
        tokens = held.snapshot()
        if not tokens:
            continue
        try:
            with unit_of_work(res.engine) as connection:
                leases.renew(connection, tokens, res.settings.lease_seconds)
        except Exception as error:
            log.warning("leases could not be renewed: %s", error)
