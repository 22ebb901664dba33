"""The pages of a site beside its home page: the promising ones, as many as may be read."""

from __future__ import annotations

from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.scraping.answer import Head, Response
from scraper_sky.scraping.content import is_page
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.frontier import Candidate, Frontier
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.pages import Pages, facts_of
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.urls import read_url

FAILURES_IN_A_ROW = 6  # after which the other pages of a site are left alone
MOST_FORBIDDEN = 20  # pages that robots.txt keeps us from, after which no further ones are looked at
LAST_SECOND = 0.5  # with less time left no further page is begun


class OtherPages:
    """Reads pages into `pages` until there are `max_pages`. What fails is a try in `journal` and no more."""

    def __init__(self, journal: Journal, book: RobotsBook, frontier: Frontier, pages: Pages, max_bytes: int) -> None:
        self._journal = journal
        self._book = book
        self._frontier = frontier
        self._pages = pages
        self._max_bytes = max_bytes
        self._failures = 0
        self._forbidden = 0

    def offer_links(self, page: PageFacts) -> None:
        """Puts the links of `page` on the list, unless it asks that they not be followed."""
        if "nofollow" in page.noindex_nofollow or "none" in page.noindex_nofollow:
            return
        for link in page.links:
            if "nofollow" not in link.rel:
                self._frontier.add(link.url, link.text)

    def read(self, max_pages: int) -> str:
        """Reads until there are `max_pages` in all; the sentence says why it stopped early, if there is a reason.

        Raises FetchFailed only when the time for the site is used up.
        """
        while len(self._pages.visits) < max_pages and self._journal.visit.seconds_left > LAST_SECOND:
            candidate = self._frontier.take()
            if candidate is None:
                return ""
            if not self._journal.can_get("page", candidate.url):
                continue
            self._read_one(candidate)
            if self._journal.last.outcome is Outcome.HTTP_429_RATE_LIMITED:
                return "The server asked us to slow down, so its other pages were left alone."
            if self._failures >= FAILURES_IN_A_ROW:
                return f"{self._failures} pages in a row failed, so the others were left alone."
            if self._forbidden >= MOST_FORBIDDEN:
                return "robots.txt keeps us from most pages, so no more were looked for."
        return ""

    def _read_one(self, candidate: Candidate) -> None:
        if not self._book.allows(candidate.url):
            self._forbidden += 1
            self._journal.leave_out("page", candidate.url, Outcome.ROBOTS_DISALLOWED, "robots.txt asks not to read it.")
            return
        try:
            response = self._journal.get("page", candidate.url, max_bytes=self._max_bytes, wants=self._wants)
        except FetchFailed as failure:
            if failure.outcome is Outcome.TIME_BUDGET:
                raise
            self._failures += 1
            return
        self._failures = self._failures + 1 if response.status >= 400 else 0
        if response.status < 400:
            self._sort_in(candidate, response)

    def _sort_in(self, candidate: Candidate, response: Response) -> None:
        if not self._frontier.covers(read_url(response.url).host):
            self._journal.amend(Outcome.REDIRECTED_OFFSITE, "It leads to another site, which is not read.")
        elif not response.is_complete:
            self._journal.amend(Outcome.NOT_HTML, f"It is of the type {response.content_type or 'unknown'}.")
        elif self._frontier.mark_read(candidate.url, response.url):
            self._take_in(candidate, response)

    def _take_in(self, candidate: Candidate, response: Response) -> None:
        page = facts_of(response)
        if page is None:
            self._journal.amend(Outcome.INTERNAL_ERROR, "The page could not be read.")
        elif page.liveness is Liveness.CHALLENGE:
            self._journal.amend(Outcome.CHALLENGE, page.liveness_evidence)
        else:
            self._pages.keep(page, response, candidate, self._journal.last.milliseconds)
            self.offer_links(page)

    def _wants(self, head: Head, first: bytes) -> bool:
        return head.status < 400 and self._frontier.covers(head.url.host) and is_page(head, first)
