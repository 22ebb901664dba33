"""The pages that a site lists, each once, as many as are kept; what is left out is counted."""

from __future__ import annotations

from collections import Counter

from scraper_sky.model.report import Listing, SitePage
from scraper_sky.scraping.sitemap_markup import Entry
from scraper_sky.scraping.suffixes import is_within, without_www
from scraper_sky.scraping.urls import PORTS, BadUrl, WebUrl, read_url

HOSTS_NAMED = 20  # of other sites
MOST_HOSTS = 1_000  # that are counted one by one


class PageList:
    """Grows while sitemaps are read. `host` is the domain, `home_url` where it answered, `most` how many are kept."""

    def __init__(self, host: str, home_url: str, most: int) -> None:
        self._hosts = (host, read_url(home_url).host)
        self._most = most
        self._pages: dict[str, SitePage] = {}
        self._repeated, self._beyond, self._unreadable = 0, 0, 0
        self._elsewhere: Counter[str] = Counter()

    @property
    def is_full(self) -> bool:
        return len(self._pages) >= self._most

    def __len__(self) -> int:
        return len(self._pages)

    def add(self, listed_in: str, entry: Entry) -> None:
        """Adds the page of `entry`, read as a URL relative to `listed_in`, if it belongs to the site."""
        try:
            url = read_url(entry.url, listed_in)
        except BadUrl:
            self._unreadable += 1
            return
        if not any(is_within(own, url.host) for own in self._hosts):
            named = url.host in self._elsewhere or len(self._elsewhere) < MOST_HOSTS
            self._elsewhere[url.host if named else ""] += 1
            return
        key = _key(url)
        if key in self._pages:
            self._repeated += 1
        elif self.is_full:
            self._beyond += 1
        else:
            self._pages[key] = SitePage(
                url.href,
                listed_in,
                entry.last_modified,
                entry.change_frequency,
                entry.priority,
                entry.images,
                entry.videos,
                entry.is_news,
            )

    def drop(self, url: str) -> None:
        """Takes a page out again that turned out not to be there."""
        self._pages.pop(_key(read_url(url)), None)

    @property
    def pages(self) -> tuple[SitePage, ...]:
        return tuple(self._pages.values())

    def told(self, source: str) -> Listing:
        named = {host: count for host, count in self._elsewhere.most_common(HOSTS_NAMED) if host}
        return Listing(
            source,
            len(self._pages),
            self._repeated,
            self._beyond,
            self._unreadable,
            self._elsewhere.total(),
            named,
        )


def _key(url: WebUrl) -> str:
    """Equal for addresses of one page: with http or https, with www or without. A path is what the site says it is."""
    port = "" if url.port in PORTS.values() else f":{url.port}"
    return f"{without_www(url.host)}{port}{url.path}"
