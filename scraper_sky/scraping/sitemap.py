"""What a scan wants of a site's sitemaps: that they are there, and the pages in them that promise something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scraper_sky.model.report import Sitemap
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.promise import may_promise
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap_markup import Entry
from scraper_sky.scraping.sitemap_walk import Bounds, walk_sitemaps
from scraper_sky.scraping.suffixes import same_site
from scraper_sky.scraping.urls import BadUrl, read_url

MOST_FETCHES = 10
MOST_BYTES = 16 * 1024 * 1024  # of all files together
MOST_TAGS = 400_000  # of all files together, or lines: some 100,000 pages
MOST_KNOWN = 1_000  # files, and with them addresses of an index that are read
MOST_READ = 10_000  # addresses of pages that are looked at closely
GUESSES = ("/sitemap.xml",)
PLAIN_URLS = 50  # that are kept beside those that are wanted; later ones only if their name promises something
MOST_URLS = 5_000


@dataclass(slots=True)
class SiteMap:
    """What the sitemaps told: the files, and pages of the site in their order, each once."""

    files: list[Sitemap] = field(default_factory=list)
    urls: dict[str, None] = field(default_factory=dict)


def read_sitemaps(
    journal: Journal,
    book: RobotsBook,
    host: str,
    home_url: str,
    linked: Iterable[str],
    *,
    wanted: int,
    reserve_seconds: float,
) -> SiteMap:
    """Fetches and reads the sitemaps of the site of `host` that answered at `home_url`.

    `linked` are those that its home page links to, `wanted` is how many pages will be read at the most.
    It stops at MOST_FETCHES files or MOST_BYTES bytes, or when fewer than `reserve_seconds` are left, which belong to
    the pages.
    """
    urls = _Urls(host, wanted + PLAIN_URLS)

    def take(base: str, entry: Entry) -> bool:
        urls.offer(base, entry.url)
        return True

    bounds = Bounds(MOST_FETCHES, MOST_BYTES, reserve_seconds, GUESSES, MOST_TAGS, MOST_KNOWN)
    return SiteMap(walk_sitemaps(journal, book, home_url, linked, take, bounds).files, urls.kept)


class _Urls:
    """The pages of the site of `host`: the first `plain` ones, and later ones whose name promises something."""

    def __init__(self, host: str, plain: int) -> None:
        self.kept: dict[str, None] = {}
        self._host = host
        self._plain = plain
        self._read = 0

    def offer(self, base: str, text: str) -> None:
        """Keeps a page of the site. Thousands of articles are not worth the work of looking at each."""
        if len(self.kept) >= MOST_URLS or self._read >= MOST_READ:
            return
        if len(self.kept) >= self._plain and not may_promise(text):
            return
        self._read += 1
        try:
            url = read_url(text, base)
        except BadUrl:
            return
        if same_site(self._host, url.host):
            self.kept.setdefault(url.href)
