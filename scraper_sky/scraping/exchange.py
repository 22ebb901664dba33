"""What went over the wire for one request of a scan; enough to read the site again without asking it."""

from __future__ import annotations

from dataclasses import dataclass

from scraper_sky.model.report import Try
from scraper_sky.scraping.answer import Response


@dataclass(frozen=True, slots=True)
class Exchange:
    made: Try
    response: Response | None  # None: the request failed, as `made` says
    failed_at: str | None = None  # the hop at which it failed; None when that hop may not be named
