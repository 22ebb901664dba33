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
    found = SiteMap()

    def take(base: str, entry: Entry) -> bool:
        _keep(found.urls, host, base, entry.url, wanted + PLAIN_URLS)
        return True

    bounds = Bounds(MOST_FETCHES, MOST_BYTES, reserve_seconds, GUESSES)
    found.files = walk_sitemaps(journal, book, home_url, linked, take, bounds).files
    return found


def _keep(urls: dict[str, None], host: str, base: str, text: str, plain: int) -> None:
    """Adds a page of the site. Thousands of articles are not worth the work of looking at each."""
    if len(urls) >= MOST_URLS or (len(urls) >= plain and not may_promise(text)):
        return
    try:
        url = read_url(text, base)
    except BadUrl:
        return
    if same_site(host, url.host):
        urls.setdefault(url.href)
