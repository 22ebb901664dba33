"""Where a fetch may go next: the first URL, and what a Location header says."""

from __future__ import annotations

import contextlib

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.urls import PORTS, BadUrl, WebUrl, read_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def first_hop(url: str) -> WebUrl:
    try:
        found = read_url(url)
    except BadUrl as error:
        raise FetchFailed(Outcome.PROTOCOL_ERROR, str(error)) from None
    return _with_open_port(found)


def next_hop(location: str, base: WebUrl) -> WebUrl:
    """The target of a redirect. Header values arrive as Latin-1, whatever the server meant; mostly it is UTF-8."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        found = read_url(location, base.href)
    except BadUrl as error:
        scheme = location.partition(":")[0].strip().lower()
        if ":" in location and scheme.isalpha() and scheme not in ("http", "https"):
            raise FetchFailed(
                Outcome.BLOCKED_ADDRESS, "The site sends its visitors to something that is no web page."
            ) from None
        raise FetchFailed(Outcome.PROTOCOL_ERROR, f"The site sends its visitors nowhere. {error}") from None
    return _with_open_port(found)


def _with_open_port(url: WebUrl) -> WebUrl:
    if url.port not in PORTS.values():
        raise FetchFailed(Outcome.BLOCKED_ADDRESS, "Only the ports 80 and 443 are ever contacted.")
    return url
