"""How the tests read a piece of HTML: as the home page of www.acme.de unless they say otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Contact
from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]


@pytest.fixture
def read() -> Read:
    """`read(html, url=…, **headers)`; underscores in header names stand for hyphens."""

    def _read(html: str | bytes, url: str = "https://www.acme.de/", **headers: str) -> PageFacts:
        body = html.encode() if isinstance(html, str) else html
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return read_page(url, {"content-type": "text/html; charset=utf-8", **named}, body)

    return _read


@pytest.fixture
def found(read: Read) -> Callable[..., list[str]]:
    """`found(kind, html)`: the values of the accepted contacts of a kind, in order, each once."""

    def _found(kind: str, html: str, url: str = "https://www.acme.de/") -> list[str]:
        accepted = [each for each in read(html, url).contacts if each.kind == kind and each.rejected_by is None]
        return list(dict.fromkeys(each.value for each in accepted))

    return _found


@pytest.fixture
def refused(read: Read) -> Callable[..., dict[str, str | None]]:
    """`refused(kind, html)`: the refused candidates of a kind with the rule of each."""

    def _refused(kind: str, html: str, url: str = "https://www.acme.de/") -> dict[str, str | None]:
        return {
            each.value: each.rejected_by for each in read(html, url).contacts if each.kind == kind and each.rejected_by
        }

    return _refused


@pytest.fixture
def contact(read: Read) -> Callable[..., Contact]:
    """`contact(kind, html)`: the first accepted contact of a kind."""

    def _contact(kind: str, html: str, url: str = "https://www.acme.de/") -> Contact:
        return next(each for each in read(html, url).contacts if each.kind == kind and each.rejected_by is None)

    return _contact
