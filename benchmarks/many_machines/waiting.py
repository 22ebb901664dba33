"""The Celery application of a worker whose sites all take one second to answer and cost it nothing.

So many jobs can be out at a time on few cores, and what is measured is what the servers in the middle have to do for a
job. The stub stands where the site is read and nowhere else: the lease, the attempt, the stay at the site, what is
recorded and the chords are those of any scan.
"""

from __future__ import annotations

import time
from contextlib import closing
from zlib import crc32

from benchmarks.million.stubbed import report
from scraper_sky.model.report import Report
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.memory import Memory
from scraper_sky.scraping.politeness import Stay
from scraper_sky.services import scans
from tasks.app import app

__all__ = ["app"]

SECONDS = 1.0


def wait_and_report(domain: str, fetcher: Fetcher, *, max_pages: int, memory: Memory | None = None) -> Report:
    with closing(Stay(fetcher.politeness)) as stay:
        stay.enter(domain, _address(domain))
        time.sleep(SECONDS)
    return report(domain)


def _address(domain: str) -> str:
    """One of 65,536 that are meant for examples and tests of networks."""
    return f"198.18.{crc32(domain.encode()) % 256}.{crc32(domain.encode()) // 256 % 256}"


scans.scan_site = wait_and_report
