"""Which page of a site to read next: the ones that tell who the people are, and never a trap."""

from __future__ import annotations

import heapq
import itertools
import re
from collections import Counter
from dataclasses import dataclass

from scraper_sky.scraping.promise import WORDS, promise_of
from scraper_sky.scraping.suffixes import is_within, without_www
from scraper_sky.scraping.urls import BadUrl, WebUrl, read_url

MOST_WAITING = 10_000
MOST_OF_A_KIND = 4  # contact pages of a chain's branches must not use up all pages
DEEPEST_PATH = 7
MOST_PARAMETERS = 3
LONGEST_PATH = 300

_RANKS = {kind: rank for rank, kind in enumerate((*WORDS, "sitemap", "link"))}

_NOT_PAGES = re.compile(
    r"\.(?:7z|aac|apk|avi|avif|bin|bmp|bz2|css|csv|dmg|docx?|dwg|eot|eps|epub|exe|flv|gif|gz|ico|ics|iso|jar|jpe?g|js|"
    r"json|key|kml|m4[av]|mid|mjs|mkv|mobi|mov|mp[34]|mpe?g|msi|od[pst]|og[agv]|otf|pdf|png|pp[st]x?|ps|psd|rar|rdf|rss|"
    r"rtf|svg|swf|tar|tgz|tiff?|ts|ttf|txt|vcf|wav|webm|webmanifest|webp|wm[av]|woff2?|xls[xm]?|xml|xz|zip)\Z",
    re.IGNORECASE,
)
_TRAPS = re.compile(
    r"/(?:calendar|kalender|calendrier|calendario|events?/(?:month|day|week|list|\d{4}))(?:/|\Z)"
    r"|/(?:page|seite|pagina)/\d+|/\d{4}/\d{1,2}(?:/\d{1,2})?/?\Z|/(?:feed|trackback|amp|print)/?\Z"
    r"|/(?:wp-(?:admin|json|login|content|includes)|cdn-cgi|xmlrpc|cgi-bin|_next|_nuxt)(?:[/.]|\Z)"
    r"|/(?:log[io]n|sign-?in|sign-?up|log-?out|sign-?out|register|cart|basket|warenkorb|checkout|wishlist|compare"
    r"|add-to-cart|account|my-account|password)(?:[/.]|\Z)"
    r"|;jsessionid=|/\(S\([a-z0-9]+\)\)/",
    re.IGNORECASE,
)
_TRAP_PARAMETERS = re.compile(
    r"(?:\A|&)(?:page|paged|pg|start|offset|from|date|day|month|year|week|cal\w*|tribe\w*|eventdisplay|sort\w*|order\w*|"
    r"dir|filter\w*|view|print|share|replytocom|add-to-cart|redirect\w*|return\w*|ref|q|s|search|query|sid|phpsessid|sessionid|"
    r"session_id|cfid|cftoken|jsessionid|zenid|oscsid)=",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"(?:\A|&)(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|pk_\w+|_hs\w+|igshid)=[^&]*", re.IGNORECASE
)
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    url: str
    chosen_for: str  # contact | imprint | about | team | legal | sitemap | link


class Frontier:
    """The pages of the site of `host` that are known and not read yet; `home_url` is where it answered."""

    def __init__(self, host: str, home_url: str) -> None:
        self._host = host
        self._home = read_url(home_url)
        self._heap: list[tuple[int, int, int, Candidate]] = []
        self._order = itertools.count()
        self._ranks: dict[str, int] = {}  # of the pages that wait, by key
        self._read = {_key(self._home)}
        self._taken: Counter[str] = Counter()

    def add(self, url: str, text: str = "", *, from_sitemap: bool = False) -> None:
        """Offers a page; what is foreign, read, a trap or no page is dropped. Of two names the better one counts."""
        if len(self._heap) >= MOST_WAITING:
            return
        try:
            found = self._on_home_origin(read_url(url))
        except BadUrl:
            return
        key = _key(found)
        if key in self._read or not self.covers(found.host) or is_trap(found):
            return
        kind = promise_of(found.path, text) or ("sitemap" if from_sitemap else "link")
        if _RANKS[kind] >= self._ranks.get(key, len(_RANKS)):
            return
        self._ranks[key] = _RANKS[kind]
        depth = found.path.count("/") if kind in WORDS else 0
        heapq.heappush(self._heap, (_RANKS[kind], depth, next(self._order), Candidate(found.href, kind)))

    def covers(self, host: str) -> bool:
        """True if pages of `host` may speak for the site: its own name, where it answered, and what lies below them.

        A name above is not followed to: there sits, as often as not, the landlord of many such sites.
        """
        return is_within(self._host, host) or is_within(self._home.host, host)

    def mark_read(self, asked: str, found: str) -> bool:
        """`found` is where the page asked for under `asked` was in the end. False if that one was read before."""
        key = _key(read_url(found))
        is_new = key not in self._read or key == _key(read_url(asked))
        self._read.add(key)
        return is_new

    def take(self) -> Candidate | None:
        """The most promising page, or None when there is none left. Too many of a kind wait for all others."""
        while self._heap:
            rank, depth, order, candidate = heapq.heappop(self._heap)
            key = _key(read_url(candidate.url))
            if key in self._read:
                continue
            if rank < _RANKS["sitemap"] and self._taken[candidate.chosen_for] >= MOST_OF_A_KIND:
                heapq.heappush(self._heap, (_RANKS["link"], depth, order, candidate))
                continue
            self._taken[candidate.chosen_for] += 1
            self._read.add(key)
            return candidate
        return None

    def _on_home_origin(self, url: WebUrl) -> WebUrl:
        """A link to the home host by http, or with `www.` where it has none, is one to the origin that answered."""
        if url.origin != self._home.origin and without_www(url.host) == without_www(self._home.host):
            return read_url(self._home.origin + url.path)
        return url


def is_trap(url: WebUrl) -> bool:
    """True for what is no page, never ends, changes something or is only for those who are logged in."""
    path, _, query = url.path.partition("?")
    query = _TRACKING.sub("", query)
    segments = [segment for segment in path.split("/") if segment]
    return bool(
        len(url.path) > LONGEST_PATH
        or len(segments) > DEEPEST_PATH
        or max(Counter(segments).values(), default=0) > 2
        or _NOT_PAGES.search(path)
        or _TRAPS.search(path)
        or query.count("&") >= MOST_PARAMETERS
        or _TRAP_PARAMETERS.search(query)
    )


def _key(url: WebUrl) -> str:
    """Equal for URLs that lead to the same page in all likelihood."""
    path, _, query = url.path.partition("?")
    path = _INDEX.sub("/", path).rstrip("/") or "/"
    return f"{without_www(url.host)}{path}?{_TRACKING.sub('', query).strip('&')}"
