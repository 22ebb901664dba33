"""The Celery application of a worker that reads only the farm's sites; every other domain gets one report at once.

The stub stands where the site is read and nowhere else: the lease, the attempt, what is recorded and the chords are
those of any scan.
"""

from __future__ import annotations

from benchmarks.million.reports import REAL, report
from scraper_sky.model.report import Report
from scraper_sky.scraping.crawl import scan_site
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.memory import Memory
from scraper_sky.services import scans
from tasks.app import app

__all__ = ["app"]


def scan_or_report(domain: str, fetcher: Fetcher, *, max_pages: int, memory: Memory | None = None) -> Report:
    return scan_site(domain, fetcher, max_pages=max_pages, memory=memory) if domain.endswith(REAL) else report(domain)


scans.scan_site = scan_or_report
