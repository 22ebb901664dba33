"""What a server answered, as the rest of the scan sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from scraper_sky.clock import utc_now
from scraper_sky.scraping.urls import WebUrl

Wants: TypeAlias = "Callable[[Head, bytes], bool]"
"""Decides by the head and the first bytes of an answer, up to two thousand, whether the rest is read."""

LONGEST_WAIT = 30 * 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer that is no redirect."""

    url: WebUrl
    status: int
    headers: Mapping[str, str]  # of any case

    @property
    def content_type(self) -> str:
        """`text/html` and the like, lower case, without parameters; empty when not given."""
        return _media_type(self.headers)


@dataclass(frozen=True, slots=True)
class Response:
    """The answer at the end of the redirects."""

    url: str
    status: int
    headers: Mapping[str, str]  # of any case
    body: bytes  # unpacked; empty when it was not wanted
    is_complete: bool  # False when the body was not wanted or was cut
    address: str  # the IP address it came from
    redirects: tuple[str, ...] = ()  # the URLs it was sent on to, in order; the last one is `url`
    bytes_read: int = 0  # unpacked bytes, those that were thrown away included
    retry_after_seconds: float | None = None

    @property
    def content_type(self) -> str:
        return _media_type(self.headers)


def retry_after_seconds(value: str, date: str = "") -> float | None:
    """The seconds that a Retry-After header asks for, from a number or a date (RFC 9110 section 10.2.3). A date counts
    from `date`, the Date header of the same answer: the clock of the server may be wrong, the difference is not."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), LONGEST_WAIT)
    until = _moment(value)
    if until is None:
        return None
    return min(max((until - (_moment(date) or utc_now())).total_seconds(), 0.0), LONGEST_WAIT)


def _moment(text: str) -> datetime | None:
    """An HTTP date; it is in universal time whatever it says (RFC 9110 section 5.6.7). None if it is no date."""
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()
