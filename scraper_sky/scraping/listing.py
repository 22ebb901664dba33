"""The pages of a site, as its sitemaps list them; without sitemaps, as its pages link to them.

docs/decisions/0009-sitemap-batches.md says why.
"""

from __future__ import annotations

from dataclasses import replace

from scraper_sky.model.report import Report
from scraper_sky.scraping.crawl import Scan, read_site
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.frontier import Frontier, is_trap
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.memory import Memory
from scraper_sky.scraping.others import LAST_SECOND, OtherPages
from scraper_sky.scraping.page_list import PageList
from scraper_sky.scraping.pages import Pages
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap_markup import Entry
from scraper_sky.scraping.sitemap_walk import Bounds, walk_sitemaps
from scraper_sky.scraping.urls import BadUrl, read_url
from scraper_sky.settings import Settings

MOST_FILES = 200  # sitemaps of one site
MOST_BYTES = 1024 * 1024 * 1024  # of all of them; the time for a site ends before that
LATEST_SECONDS = 2.0  # with less time left no further sitemap is begun
GUESSES = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/sitemap-index.xml",
    "/wp-sitemap.xml",
    "/sitemap.xml.gz",
    "/sitemap/sitemap.xml",
    "/sitemap.txt",
)


def list_site(domain: str, fetcher: Fetcher, *, max_pages: int, memory: Memory | None = None) -> Report:
    """The pages of the site of `domain`, in Report.site_pages: at most settings.max_site_pages.

    As scan_site in all else: the home page is found and read in the same way and ends with the same outcomes. A site
    without sitemaps is read up to `max_pages` pages, and the pages that these link to are the list.
    """
    return read_site(_PageLister, domain, fetcher, max_pages=max_pages, memory=memory)


class _PageLister(Scan):
    """A scan that lists the other pages instead of reading them."""

    def __init__(self, domain: str, settings: Settings, journal: Journal) -> None:
        super().__init__(domain, settings, journal)
        self._listed: PageList | None = None
        self._source = "sitemaps"

    def report(self, milliseconds: int) -> Report:
        report, listed = super().report(milliseconds), self._listed
        return report if listed is None else replace(report, site_pages=listed.pages, listing=listed.told(self._source))

    def _go_on(self, home: PageFacts, home_url: str, max_pages: int) -> None:
        listed = self._listed = PageList(self._domain, home_url, self._settings.max_site_pages)

        def take(sitemap_url: str, entry: Entry) -> bool:
            listed.add(sitemap_url, entry)
            return not listed.is_full

        bounds = Bounds(MOST_FILES, MOST_BYTES, LATEST_SECONDS, GUESSES)
        walked = walk_sitemaps(self._journal, self._book, home_url, home.sitemap_links, take, bounds)
        self._map.files = walked.files
        if len(listed):
            self.detail = self._left_out(listed, walked.unread)
        else:
            self._follow_links(home, home_url, max_pages, listed)

    def _left_out(self, listed: PageList, unread: int) -> str:
        """Why the list may not be all, in words; empty when it is."""
        parts = []
        if listed.is_full:
            parts.append(f"A list holds {len(listed):,} pages at the most, and the sitemaps have more.")
        if unread:
            files = "sitemap was" if unread == 1 else "sitemaps were"
            why = "" if listed.is_full else self._why_unread()
            parts.append(f"{unread:,} {files} not read{why}.")
        return " ".join(parts)

    def _why_unread(self) -> str:
        late = self._journal.visit.seconds_left < LATEST_SECONDS
        return ": the time for this site was used up" if late else f": no more than {MOST_FILES} are"

    def _follow_links(self, home: PageFacts, home_url: str, max_pages: int, listed: PageList) -> None:
        self._source = "links"
        frontier = Frontier(self._domain, home_url)
        others = _Linked(self._journal, self._book, frontier, self._pages, self._settings.max_body_bytes, listed)
        listed.add(home_url, Entry(home_url))
        others.offer_links(home)
        reason = ""
        try:
            reason = others.read(max_pages)
        except FetchFailed as failure:
            reason = failure.detail
        if self._journal.visit.seconds_left <= LAST_SECOND:
            reason = "The time for this site was used up."
        for made in self._journal.tries:
            if made.purpose == "page" and made.status is not None and made.status >= 400:
                listed.drop(made.url)
        read = len(self._pages.visits)
        pages = "its home page links" if read == 1 else f"{read:,} of its pages link"
        self.detail = f"The site has no sitemap: listed are the pages that {pages} to. {reason}".rstrip()


class _Linked(OtherPages):
    """Reads pages for the sake of their links."""

    def __init__(
        self,
        journal: Journal,
        book: RobotsBook,
        frontier: Frontier,
        pages: Pages,
        max_bytes: int,
        listed: PageList,
    ) -> None:
        super().__init__(journal, book, frontier, pages, max_bytes)
        self._listed = listed

    def offer_links(self, page: PageFacts) -> None:
        super().offer_links(page)
        for link in page.links:
            if self._is_page(link.url):
                self._listed.add(page.url, Entry(link.url))

    def _is_page(self, text: str) -> bool:
        try:
            url = read_url(text)
        except BadUrl:
            return False
        return self._frontier.covers(url.host) and not is_trap(url)
