"""What kind of page an address or a link leads to: how pages are called stands in scraping/promise.py."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from scraper_sky.scraping.extract.addresses import host_of, same_site
from scraper_sky.scraping.extract.values import Link
from scraper_sky.scraping.promise import is_name, promise_of

_TOO_DEEP = 3  # segments of a path; contact pages are seldom further down
_TELLING_SEGMENTS = 2  # of a path, the last ones: `/kontakt/berlin`
_NO_PAGE = re.compile(
    r"contact-?lens|kontaktlinse|lentilles|lenti-|\.(?:pdf|jpe?g|png|zip|vcf)\Z|/(?:tag|category|blog|news|product)/|@",
    re.I,
)
_INDEX = re.compile(r"/(?:index|default|home)(?:\.\w{1,5})?\Z", re.I)
_LONGEST_HOME = 5  # characters of the path of a home page in one of several languages: `en`, `pt-br`


@lru_cache(maxsize=1024)  # Each fact of a page asks.
def kind_of_page(url: str) -> str:
    """`contact`, `imprint`, `about`, `home` or `other`, by the address alone."""
    path = _path(url)
    kind = _kind_of_path(path)
    if not kind and len(path.strip("/")) <= _LONGEST_HOME and "." not in path:
        return "home"
    return {"team": "about", "legal": "other", "": "other"}.get(kind, kind)


@lru_cache(maxsize=1024)  # Sites are alike in how they call their pages.
def _kind_of_path(path: str) -> str:
    if _NO_PAGE.search(path):
        return ""
    segments = [segment for segment in _INDEX.sub("", path).split("/") if segment]
    kinds = (promise_of(segment, "") for segment in reversed(segments[-_TELLING_SEGMENTS:]))
    return next(filter(None, kinds), "")


def _path(url: str) -> str:
    rest = url.partition("://")[2].partition("/")[2]
    return "/" + unquote(rest.partition("?")[0].partition("#")[0], errors="replace").lower()


def contact_link_points(link: Link, domain: str, page_url: str) -> int:
    """How surely a link leads to the site's contact page: 0 for no, more for yes.

    The page it stands on counts as the site too, for a domain may send its visitors to another one.
    """
    by_path, by_text = _kind_of_path(_path(link.url)), promise_of("", link.text)
    if "contact" in (by_path, by_text):
        points = 4 * (by_path == "contact") + 4 * (by_text == "contact") + 3 * is_name(link.text, "contact")
    elif "imprint" in (by_path, by_text):
        points = 1
    else:
        return 0
    path, host = _path(link.url), host_of(link.url)
    if not (same_site(host, domain) or same_site(host, host_of(page_url))) or _NO_PAGE.search(path):
        return 0
    if points > 1:
        points += link.in_footer_or_nav - max(0, path.strip("/").count("/") - _TOO_DEEP + 1)
    return max(points, 0)
