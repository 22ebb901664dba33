"""The sitemaps of a site, read within bounds: named by robots.txt or by a <link>, or at /sitemap.xml."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Sitemap
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.promise import may_promise
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap_file import MAX_BYTES, SitemapFile, read_sitemap
from scraper_sky.scraping.suffixes import same_site
from scraper_sky.scraping.urls import BadUrl, read_url

MOST_FETCHES = 10
MOST_BYTES = 16 * 1024 * 1024  # unpacked, of all files together
DEEPEST = 3  # files from the first index to a urlset
PLAIN_URLS = 50  # that are kept beside those that are wanted; later ones only if their name promises something
MOST_URLS = 5_000


@dataclass(slots=True)
class SiteMap:
    """What the sitemaps told: the files, and pages of the site in their order, each once."""

    files: list[Sitemap] = field(default_factory=list)
    urls: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    url: str
    found_by: str
    depth: int = 1


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
    the pages. A file that cannot be had is named with its error.
    """
    found = SiteMap()
    places = deque(_places(book, home_url, linked))
    seen = {place.url for place in places}
    bytes_before = journal.bytes_read
    for _ in range(MOST_FETCHES):
        if not places or journal.visit.seconds_left < reserve_seconds:
            break
        place = places.popleft()
        file = _fetch(journal, book, place, min(MAX_BYTES, MOST_BYTES - (journal.bytes_read - bytes_before)))
        if file is None:
            break
        if place.found_by == "well_known" and not file.kind:
            continue  # It was a guess of ours, and nobody said that there would be one.
        found.files.append(Sitemap(place.url, file.kind or "text", file.url_count, place.found_by, file.error))
        if file.kind == "index":
            places.extend(_children(place, file, seen))
        else:
            _keep(found.urls, host, place.url, file, wanted + PLAIN_URLS)
    return found


def _places(book: RobotsBook, home_url: str, linked: Iterable[str]) -> list[_Place]:
    places = {url: _Place(url, "robots") for url in book.of(home_url).sitemaps}
    for url in linked:
        places.setdefault(url, _Place(url, "link"))
    if not places:
        guess = read_url(home_url).origin + "/sitemap.xml"
        places[guess] = _Place(guess, "well_known")
    return list(places.values())


def _fetch(journal: Journal, book: RobotsBook, place: _Place, max_bytes: int) -> SitemapFile | None:
    """The file at `place`; None when there is no room or no time for one."""
    if max_bytes <= 0:
        return None
    try:
        if place.found_by not in ("robots", "index") and not book.allows(place.url):
            return SitemapFile(error="robots.txt does not let us read it.")
        response = journal.get("sitemap", place.url, max_bytes=max_bytes, may_cut=True)
    except FetchFailed as failure:
        return None if failure.outcome is Outcome.TIME_BUDGET else SitemapFile(error=failure.detail)
    except BadUrl as error:
        return SitemapFile(error=str(error))
    if response.status != 200:
        return SitemapFile(error=f"It answers with status {response.status}.")
    return read_sitemap(response.body, response.content_type, is_complete=response.is_complete)


def _children(place: _Place, file: SitemapFile, seen: set[str]) -> list[_Place]:
    if place.depth >= DEEPEST:
        return []
    children = []
    for text in file.urls:
        try:
            url = read_url(text, place.url).href
        except BadUrl:
            continue
        if url not in seen:
            seen.add(url)
            children.append(_Place(url, "index", place.depth + 1))
    return children


def _keep(urls: dict[str, None], host: str, base: str, file: SitemapFile, plain: int) -> None:
    """Adds the pages of the site. Thousands of articles are not worth the work of looking at each."""
    for text in file.urls:
        if len(urls) >= MOST_URLS:
            return
        if len(urls) >= plain and not may_promise(text):
            continue
        try:
            url = read_url(text, base)
        except BadUrl:
            continue
        if same_site(host, url.host):
            urls.setdefault(url.href)
