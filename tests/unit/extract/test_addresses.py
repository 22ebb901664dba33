"""References are made absolute as the parser of the standard does it, also where a shorter way is taken."""

from __future__ import annotations

import random

import ada_url
import pytest

from scraper_sky.scraping.extract.addresses import LONGEST_URL, absolute

BASE = "https://www.acme.de/shop/index.html?a=b#c"
PIECES = (
    "a", "b", "Z", "9", "0", "-", "_", "~", ".", "..", "/", "//", "?", "#", "%", "%2e", "%2F", "&", "=", ":", ";", ",",
    "+", "xn--", "http://", "https://", "acme.de", "www.", "com", "1", "0x1", "\\", " ", "ü", "@", "'", '"', "<", "[",
    "|", "^", "`", "{", "*", "$", "\t", "\n", "é.de", "https://acme.de/", "https://a.b-c.org/x.php", "/path/to", "\x00",
)  # fmt: skip


def by_the_standard(href: str, base: str) -> str | None:
    href = href.strip()
    try:
        joined = ada_url.join_url(base, href) if href else ""
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


@pytest.mark.parametrize(
    "base", [BASE, "http://acme.de:8080/x", "https://ACME.de:443/", "https://user:word@acme.de/", "http://127.0.0.1/"]
)
def test_any_mixture_of_pieces_gives_what_the_standard_gives(base: str) -> None:
    dice = random.Random(base)
    for _ in range(20_000):
        href = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 8)))
        assert absolute(href, base) == by_the_standard(href, base), href


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/kontakt/", "https://www.acme.de/kontakt/"),
        ("/a/../b", "https://www.acme.de/b"),
        ("/a/%2E%2e/b", "https://www.acme.de/b"),
        ("//cdn.acme.de/x.js", "https://cdn.acme.de/x.js"),
        ("https://acme.de/x?y=1&z=2", "https://acme.de/x?y=1&z=2"),
        ("https://ACME.de/X", "https://acme.de/X"),
        ("https://acme.0x7f/", None),
        ("https://1.2.3/", "https://1.2.0.3/"),
        ("https://müller.de/", "https://xn--mller-kva.de/"),
        ("mailto:a@acme.de", None),
        ("/" + "a" * LONGEST_URL, None),
    ],
)
def test_references_are_read_as_browsers_read_them(href: str, url: str | None) -> None:
    assert absolute(href, BASE) == url
