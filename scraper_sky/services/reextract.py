"""New facts from kept responses: the sites of an old batch read again by the rules of today, without one fetch."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row

from scraper_sky.archive.stores import StoreFailed
from scraper_sky.db import batches, findings, jobs, rereading, site_pages
from scraper_sky.db.cleaning import storable
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import NotFound
from scraper_sky.model.difference import Change, Reading, compare
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.model.status import BatchKind
from scraper_sky.resources import Resources
from scraper_sky.scraping.crawl import scan_site
from scraper_sky.scraping.exchange import Exchange
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.listing import list_site
from scraper_sky.scraping.memory import Memory
from scraper_sky.scraping.warc import BadArchive
from scraper_sky.services.scans import summarize

log = logging.getLogger(__name__)

PORTION = 100  # jobs looked up at a time

_NO_FACTS = frozenset({"job_id", "attempt", "position", "bytes_read", "milliseconds"})
_OF_LISTING = frozenset({"source", "repeated", "beyond_limit", "unreadable", "elsewhere"})


class Reread(StrEnum):
    """What became of one job."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_KEPT = "not_kept"
    UNREADABLE = "unreadable"
    MOVED = "moved"  # it was tried again meanwhile, and keeps what that found


@dataclass(frozen=True, slots=True)
class Result:
    """`says` is why a job was not read again; `attempt` is the new one, None when there is none."""

    job_id: int
    domain: str
    became: Reread
    changes: tuple[Change, ...] = ()
    attempt: int | None = None
    says: str = ""


def reextract(res: Resources, batch_id: UUID, *, worker: str, dry_run: bool) -> Iterator[Result]:
    """Reads every ended job of a batch again from the responses of the attempt that it shows; one Result each.

    A job of which something differs gets a new attempt with what was found now, and shows that; how it ended stays as
    it is. Where nothing differs nothing is written, so this may be run again at any time, also after it was broken
    off. `dry_run` writes nothing at all. Raises NotFound.
    """
    with unit_of_work(res.engine) as connection:
        batch = batches.find_of_any_tenant(connection, batch_id)
    if batch is None:
        raise NotFound(f"There is no batch {batch_id}.")
    # A fetcher of its own: nothing is fetched, so nothing has to be agreed upon with the workers.
    fetcher = Fetcher(res.settings)
    try:
        for job in _ended_jobs(res, batch_id):
            yield _reread(res, fetcher, BatchKind(batch.kind), job, worker, dry_run=dry_run)
    finally:
        fetcher.close()


def note(res: Resources, batch_id: UUID, *, actor: str, changed: int) -> None:
    """Adds a line to the audit trail of the batch: so many jobs show new facts."""
    with unit_of_work(res.engine) as connection:
        batch = batches.find_of_any_tenant(connection, batch_id)
        if batch is not None:
            batches.note(connection, batch.tenant_id, batch_id, actor, "reextract", {"jobs": changed})


def count_ended(res: Resources, batch_id: UUID) -> int:
    """How many jobs of the batch have ended."""
    with unit_of_work(res.engine) as connection:
        counts = jobs.count_by_status(connection, batch_id)
    return counts.total - counts.open


def _ended_jobs(res: Resources, batch_id: UUID) -> Iterator[Row[Any]]:
    after = 0
    while True:
        with unit_of_work(res.engine) as connection:
            portion = rereading.list_ended(connection, batch_id, after, PORTION)
        yield from portion
        if len(portion) < PORTION:
            return
        after = portion[-1].id


def _reread(res: Resources, fetcher: Fetcher, kind: BatchKind, job: Row[Any], worker: str, *, dry_run: bool) -> Result:
    if job.archive is None:
        return Result(job.id, job.domain, Reread.NOT_KEPT, says=f"nothing was kept; it ended in {job.outcome}")
    try:
        exchanges = res.archive.read(job.archive)
        if exchanges is None:
            return Result(job.id, job.domain, Reread.NOT_KEPT, says="its responses are kept no longer")
        if any(_was_too_large(exchange) for exchange in exchanges):
            return Result(job.id, job.domain, Reread.NOT_KEPT, says="one of its sitemaps was too large to be kept")
        report = _read(fetcher, kind, job, exchanges)
    except (StoreFailed, BadArchive) as error:
        return Result(job.id, job.domain, Reread.UNREADABLE, says=str(error))
    if report is None:
        return Result(job.id, job.domain, Reread.UNREADABLE, says="a fault of ours; it is in the log")
    # In the form in which it would be stored, so that nothing differs by being cut or cleaned.
    found: dict[str, Any] = findings.values_of(report, summarize(report))
    changes = compare(_shown(res, job), _found(found, report)) or compare(
        _of_summary(job.summary), _of_summary(found["summary"])
    )
    if not changes:
        return Result(job.id, job.domain, Reread.SAME)
    if dry_run:
        return Result(job.id, job.domain, Reread.DIFFERENT, changes)
    with unit_of_work(res.engine) as connection:
        attempt = rereading.record(connection, job, found, worker)
        if attempt is not None:
            site_pages.insert(connection, job.id, attempt, report.site_pages)
    if attempt is None:
        return Result(job.id, job.domain, Reread.MOVED, says="it was tried again meanwhile, and is left alone")
    return Result(job.id, job.domain, Reread.DIFFERENT, changes, attempt)


def _was_too_large(exchange: Exchange) -> bool:
    """True for a sitemap that was read as it came and of which nothing is kept: its pages cannot be listed again."""
    answer = exchange.response
    return (
        exchange.made.purpose == "sitemap"
        and answer is not None
        and answer.status == 200
        and answer.bytes_read > 0
        and not answer.body
    )


def _read(fetcher: Fetcher, kind: BatchKind, job: Row[Any], exchanges: list[Exchange]) -> Report | None:
    """None, with a line in the log, for a fault of ours; that must not take away what is shown now."""
    try:
        memory = Memory(exchanges, only=True)
        read = list_site if kind is BatchKind.SITEMAP else scan_site
        report = read(job.domain, fetcher, max_pages=job.max_pages, memory=memory)
    except Exception:
        log.exception("job %s (%s): a fault of ours", job.id, job.domain)
        return None
    return None if report.outcome is Outcome.INTERNAL_ERROR else report


def _shown(res: Resources, job: Row[Any]) -> Reading:
    with unit_of_work(res.engine) as connection:
        contacts = [row._asdict() for row in jobs.list_contacts(connection, job.id, job.facts_attempt)]
        pages = [row._asdict() for row in jobs.list_pages(connection, job.id, job.facts_attempt)]
        listed = [row._asdict() for row in site_pages.list_rows(connection, job.id, job.facts_attempt, limit=None)]
    return _reading(job.shown_outcome, job.liveness, job.findings, contacts, pages, listed)


def _found(values: Mapping[str, Any], report: Report) -> Reading:
    listed = (cast("dict[str, Any]", storable(page)) for page in report.site_pages)
    return _reading(
        values["outcome"], values["liveness"], values["findings"], values["contacts"], values["pages"], listed
    )


def _reading(
    outcome: str,
    liveness: str | None,
    findings: Mapping[str, Any],
    contacts: Iterable[Mapping[str, Any]],
    pages: Iterable[Mapping[str, Any]],
    listed: Iterable[Mapping[str, Any]],
) -> Reading:
    """`listed` are the pages of a list, which nobody read."""
    reading: dict[str, dict[str, dict[str, str]]] = {"outcome": {outcome: {}}}
    if liveness is not None:
        reading["liveness"] = {liveness: {"evidence": findings.get("liveness_evidence", "")}}
    _add(reading, findings.get("facts", ()), "name", "value")
    _add(reading, contacts, "kind", "value")
    _add(reading, findings.get("technologies", ()), "technology", "name")
    _add(reading, findings.get("sitemaps", ()), "sitemap", "url")
    _add(reading, pages, "page", "url")
    _add(reading, listed, "listed", "url")
    listing = findings.get("listing") or {}
    for name in _OF_LISTING & listing.keys():
        reading[f"listing {name}"] = {_text(listing[name]): {}}
    return reading


def _add(
    reading: dict[str, dict[str, dict[str, str]]], rows: Iterable[Mapping[str, Any]], kind: str, value: str
) -> None:
    """`kind` names the column that says of what kind a row is; where there is no such column, it is the kind."""
    beside = _NO_FACTS | {kind, value}
    for row in rows:
        values = reading.setdefault(str(row.get(kind, kind)), {})
        values.setdefault(str(row[value]), {name: _text(row[name]) for name in row if name not in beside})


def _of_summary(summary: Mapping[str, Any]) -> Reading:
    return {name: {_text(value): {}} for name, value in summary.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
