"""Four ways to a site: https at the bare name, https at www, then http at each, until one gives a usable answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.answer import Head, Response
from scraper_sky.scraping.content import is_page
from scraper_sky.scraping.faults import FetchFailed, status_outcome
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.suffixes import same_site
from scraper_sky.scraping.urls import LONGEST_HOST, BadUrl, read_url

RUNGS = (
    ("https_apex", "https://{}/"),
    ("https_www", "https://www.{}/"),
    ("http_apex", "http://{}/"),
    ("http_www", "http://www.{}/"),
)
FULL_ANSWERS = frozenset({401, 403, 429, 451})  # The site is there and says no: the other rungs would hear the same.
ERROR_PAGE_BYTES = 256 * 1024

_STOP = frozenset({Outcome.BLOCKED_ADDRESS, Outcome.TIME_BUDGET})
_HTTP = frozenset({Outcome.HTTP_4XX, Outcome.HTTP_5XX, Outcome.REDIRECT_LOOP})
_TLS = frozenset({Outcome.TLS_EXPIRED, Outcome.TLS_NAME_MISMATCH, Outcome.TLS_SELF_SIGNED, Outcome.TLS_FAILURE})
_CONNECT = frozenset({Outcome.CONNECT_REFUSED, Outcome.CONNECT_TIMEOUT})
_NOT_THE_TARGETS_FAULT = frozenset({Outcome.BLOCKED_ADDRESS, Outcome.REDIRECT_LOOP, Outcome.TIME_BUDGET})


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the ladder led. `outcome` is OK when `response` is a usable answer of the site, whatever its status."""

    outcome: Outcome
    detail: str = ""
    rung: str | None = None
    response: Response | None = None
    forwards_to: str | None = None  # for redirected_offsite
    redirects: tuple[str, ...] = ()


def climb(journal: Journal, host: str, max_bytes: int, is_challenge: Callable[[Response], bool]) -> Landing:
    """Tries the rungs in order. `is_challenge` tells an error page that is a check for humans; that is an answer."""
    worse: list[Landing] = []
    for rung, pattern in RUNGS:
        url = pattern.format(host)
        if len(host) + 4 > LONGEST_HOST and "www." in pattern:
            continue
        landing = _step(journal, host, rung, url, max_bytes)
        if landing.outcome is Outcome.OK or landing.outcome is Outcome.REDIRECTED_OFFSITE:
            return landing
        if landing.response is not None and is_challenge(landing.response):
            return Landing(Outcome.OK, "", rung, landing.response, redirects=landing.redirects)
        worse.append(landing)
        if landing.outcome in _STOP:
            break
    return max(worse, key=lambda landing: _telling(landing.outcome))  # max takes the first of equals


def _step(journal: Journal, host: str, rung: str, url: str, max_bytes: int) -> Landing:
    try:
        response = journal.get(
            "ladder", url, rung=rung, max_bytes=max_bytes, wants=lambda head, first: _wants(host, head, first)
        )
    except FetchFailed as failure:
        return _failed(journal, host, rung, failure)
    if _is_foreign(host, response.url):
        return _forwarded(journal, rung, response.url, response.redirects, "")
    outcome = status_outcome(response.status)
    usable = response.status < 400 or response.status in FULL_ANSWERS
    detail = "" if usable else f"The server answered with status {response.status}."
    return Landing(Outcome.OK if usable else outcome, detail, rung, response, redirects=response.redirects)


def _wants(host: str, head: Head, first: bytes) -> bool:
    """Foreign pages are not read. Nor is what is no page; error pages are, for they may be a check for humans."""
    return same_site(host, head.url.host) and is_page(head, first)


def _failed(journal: Journal, host: str, rung: str, failure: FetchFailed) -> Landing:
    at_foreign = failure.at_url is not None and _is_foreign(host, failure.at_url)
    if at_foreign and failure.outcome not in _NOT_THE_TARGETS_FAULT:
        target = failure.at_url or ""
        return _forwarded(journal, rung, target, failure.redirects, f"It could not be reached: {failure.detail}")
    return Landing(failure.outcome, failure.detail, rung, redirects=failure.redirects)


def _forwarded(journal: Journal, rung: str, target: str, redirects: tuple[str, ...], detail: str) -> Landing:
    """The domain's own answer is that it sends its visitors to another site; whether that one answers is its affair."""
    journal.amend(Outcome.REDIRECTED_OFFSITE, detail)
    return Landing(Outcome.REDIRECTED_OFFSITE, detail, rung, forwards_to=target, redirects=redirects)


def _is_foreign(host: str, url: str) -> bool:
    try:
        return not same_site(host, read_url(url).host)
    except BadUrl:
        return True


def _telling(outcome: Outcome) -> int:
    """How much a failure says about the site; of four the one that says most is reported."""
    if outcome is Outcome.BLOCKED_ADDRESS:
        return 7
    if outcome in _HTTP:
        return 6
    if outcome is Outcome.TIME_BUDGET:
        return 5
    if outcome in _TLS:
        return 3
    if outcome in _CONNECT:
        return 2
    if outcome is Outcome.DNS_FAILURE:
        return 1
    return 0 if outcome is Outcome.NXDOMAIN else 4
