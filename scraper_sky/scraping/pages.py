"""The pages of one site that have been read, and what they add up to."""

from __future__ import annotations

import logging

from scraper_sky.model.outcome import Liveness
from scraper_sky.model.report import PageVisit
from scraper_sky.scraping.answer import Response
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts, SiteFacts
from scraper_sky.scraping.faults import shortage
from scraper_sky.scraping.frontier import Candidate
from scraper_sky.scraping.reading import read

log = logging.getLogger(__name__)


class Pages:
    """Grows while a site is being read."""

    def __init__(self) -> None:
        self.visits: list[PageVisit] = []
        self._facts: list[PageFacts] = []

    def keep(self, page: PageFacts, response: Response, candidate: Candidate, milliseconds: int) -> None:
        """Adds `page`, which was asked for as `candidate` and came with `response`."""
        self._facts.append(page)
        self.visits.append(
            PageVisit(
                url=candidate.url,
                final_url=response.url,
                status=response.status,
                content_type=response.content_type,
                bytes_read=response.bytes_read,
                milliseconds=milliseconds,
                title=page.title,
                chosen_for=candidate.chosen_for,
            )
        )

    def merged(self, domain: str) -> SiteFacts | None:
        """What the pages say of `domain` together; None if that cannot be told because of a fault of ours."""
        try:
            return merge_pages(domain, self._facts) if self._facts else SiteFacts()
        except Exception as error:
            if shortage(error):
                raise
            log.exception("the pages of %s cannot be put together", domain)
            return None


def facts_of(response: Response) -> PageFacts | None:
    """The page in `response`, read; None if it cannot be because of a fault of ours, which is logged.

    Reading never fails for a bad page. Should it fail for a bug, that must not cost the other pages of the site. That
    this process lacks memory is raised: another one may read the page.
    """
    try:
        return read(response.url, response.headers, response.body)
    except Exception as error:
        if shortage(error):
            raise
        log.exception("the page at %s cannot be read", response.url)
        return None


def is_challenge(response: Response) -> bool:
    """True if `response`, an error page for example, is a check for humans in the place of a page."""
    page = facts_of(response) if response.body else None
    return page is not None and page.liveness is Liveness.CHALLENGE
