"""The cookies of one visit. They live as long as it does, so when they would run out is of no interest."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from typing import Any

MOST_AT_ONCE = 30  # Set-Cookie lines of one answer
LONGEST = 4_096  # characters of one line
MOST_OF_VISIT = 150  # cookies; RFC 6265 section 6.1 asks for 50 of each host
MOST_CHARACTERS = 32_768  # of all of them; servers refuse requests with a quarter of that

_KEPT = frozenset({"domain", "path", "secure"})


class VisitCookies(CookieJar):
    """A jar that reads of each cookie only its value and for whom it is.

    The library's reading of dates and ages trips over what some servers send, and then warns with a stack trace that
    repeats it.
    """

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Takes the cookies that `response` sets, if the host of `request` may set them."""
        lines = response.info().get_all("Set-Cookie", [])[:MOST_AT_ONCE]
        super().extract_cookies(_Plain(map(_plain, lines)), request)  # type: ignore[arg-type]

    def set_cookie(self, cookie: Cookie) -> None:
        """Keeps the cookie if there is room. If there is none, an older value goes too: it no longer holds."""
        super().set_cookie(cookie)
        if len(self) > MOST_OF_VISIT or sum(map(_size, self)) > MOST_CHARACTERS:
            self.clear(cookie.domain, cookie.path, cookie.name)


def _size(cookie: Cookie) -> int:
    return len(cookie.domain) + len(cookie.path) + len(cookie.name) + len(cookie.value or "")


class _Plain:
    """As much of a response as a jar looks at."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._headers = Message()
        for line in lines:
            if line:
                self._headers["Set-Cookie"] = line

    def info(self) -> Message:
        return self._headers


def _plain(line: str) -> str:
    """`line` without the attributes that do not matter here; empty if it sets no cookie that could be sent back."""
    pair, *attributes = str(line)[:LONGEST].split(";")
    if "=" not in pair or not pair.isascii() or not pair.isprintable():
        return ""
    kept = [attribute for attribute in attributes if attribute.partition("=")[0].strip().lower() in _KEPT]
    kept = [attribute for attribute in kept if attribute.isascii() and attribute.isprintable()]
    return ";".join([pair, *kept])
