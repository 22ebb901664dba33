"""How a job of a batch that lists pages looks in an export. Pure: rows in, plain values out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from scraper_sky.clock import iso_z
from scraper_sky.services.batches import sentence_of
from scraper_sky.services.export_shapes import BETWEEN, ExportedJob, whole_job

SITE_COLUMNS = (
    "row",
    "input",
    "domain",
    "status",
    "outcome",
    "outcome_sentence",
    "detail",
    "answered_url",
    "title",
    "site_pages",
    "source",
    "sitemaps",
    "sitemap_errors",
    "repeated",
    "beyond_limit",
    "unreadable",
    "elsewhere",
    "elsewhere_hosts",
    "attempts",
    "job_id",
    "finished_at",
    "same_site_as",
)
SITE_PAGE_COLUMNS = (
    "row",
    "domain",
    "job_id",
    "url",
    "last_modified",
    "change_frequency",
    "priority",
    "images",
    "videos",
    "is_news",
    "listed_in",
)
_OF_LISTING = ("source", "repeated", "beyond_limit", "unreadable", "elsewhere")


def site_row(exported: ExportedJob) -> dict[str, object]:
    """One row a domain, under SITE_COLUMNS."""
    job, listing = exported.job, exported.findings.get("listing") or {}
    sitemaps = exported.findings.get("sitemaps", [])
    titles = [fact["value"] for fact in exported.findings.get("facts", []) if fact["name"] == "title"]
    return {
        "row": job.row,
        "input": job.input,
        "domain": job.domain,
        "status": job.status,
        "outcome": job.outcome,
        "outcome_sentence": sentence_of(job.outcome),
        "detail": job.detail,
        "answered_url": job.answered_url,
        "title": titles[0] if titles else None,
        "site_pages": listing.get("pages"),
        "sitemaps": len(sitemaps),
        "sitemap_errors": BETWEEN.join(f"{found['url']}: {found['error']}" for found in sitemaps if found["error"]),
        "elsewhere_hosts": BETWEEN.join(listing.get("elsewhere_hosts", {})),
        "attempts": job.attempt,
        "job_id": job.id,
        "finished_at": iso_z(job.finished_at),
        "same_site_as": BETWEEN.join(exported.same_site_as),
        **{name: listing.get(name) for name in _OF_LISTING},
    }


def site_page_row(job: Row[Any], page: Row[Any]) -> dict[str, object]:
    """One row a page, under SITE_PAGE_COLUMNS."""
    return {
        "row": job.row,
        "domain": job.domain,
        "job_id": job.id,
        **{name: getattr(page, name) for name in SITE_PAGE_COLUMNS[3:]},
    }


def whole_site(exported: ExportedJob) -> dict[str, object]:
    """Everything that is known of a job but its pages, which the long shape has."""
    whole = whole_job(exported)
    for name in ("contacts", "technologies", "pages"):
        del whole[name]
    return {**whole, "listing": exported.findings.get("listing")}
