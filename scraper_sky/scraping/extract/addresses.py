"""Web addresses on a page: made absolute as browsers do, and whom a host belongs to."""

from __future__ import annotations

import re
from functools import lru_cache

import ada_url

from scraper_sky.scraping.suffixes import is_listed_ending, listed_registrable

LONGEST_URL = 2_000

# References in which the parser of the standard has nothing to change, as most are: no segment begins with a dot or an
# escape, no label of the host is in Punycode, its last one is no number.
_PATH = r"(?:/[\w~-][\w~.-]*)*/?(?:\?[\w~=&.,;:%+/-]*)?\Z"
_PLAIN_PATH = re.compile(rf"(?=/){_PATH}", re.ASCII)
_PLAIN_URL = re.compile(rf"https?://(?:(?!xn--)[a-z0-9][a-z0-9-]*\.)+(?!xn--)[a-z][a-z-]*(?=/){_PATH}", re.ASCII)


def absolute(href: str, base: str) -> str | None:
    """`href` as an absolute http or https URL (https://url.spec.whatwg.org), or None for another scheme or nonsense."""
    href = href.strip()
    if not href or len(href) > LONGEST_URL:
        return None
    if href[0] != "/":
        if _PLAIN_URL.match(href):
            return href
    elif _PLAIN_PATH.match(href):
        origin = _origin(base)
        return origin + href if origin else None
    try:
        joined = ada_url.join_url(base, href)
    except (ValueError, UnicodeError):
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def ending_of(host: str) -> str:
    """The last label of a host, its top-level domain."""
    return host.rpartition(".")[2]


@lru_cache(maxsize=256)
def _origin(base: str) -> str:
    """What stands before the path of an absolute http or https URL, in its one spelling; empty for what is none."""
    try:
        root = ada_url.join_url(base, "/")
    except (ValueError, UnicodeError):
        return ""
    return root.removesuffix("/") if root.startswith(("http://", "https://")) else ""


def without_fragment(url: str) -> str:
    return url.partition("#")[0]


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The host of an absolute URL as an A-label, lower case; empty for what is no URL."""
    try:
        return str(ada_url.URL(url).hostname)
    except (ValueError, UnicodeError):
        return ""


@lru_cache(maxsize=1024)
def registrable(host: str) -> str:
    """The domain one can register, `example.co.uk` of `shop.example.co.uk`; else the last two labels."""
    name = host.lower().strip(".")
    try:
        return listed_registrable(name) or ".".join(name.split(".")[-2:])
    except (ValueError, UnicodeError):
        return name


@lru_cache(maxsize=1024)
def same_site(host: str, other: str) -> bool:
    """True when both belong to one registered domain and one is the other or lies below it; sisters are strangers."""
    host, other = host.removeprefix("www."), other.removeprefix("www.")
    if registrable(host) != registrable(other):
        return False
    return host == other or host.endswith("." + other) or other.endswith("." + host)


@lru_cache(maxsize=1024)
def is_top_level(label: str) -> bool:
    """True when `label`, in lower case, is a top-level domain of the public suffix list or reserved for tests."""
    try:
        return label.isascii() and is_listed_ending(label)
    except (ValueError, UnicodeError):
        return False


@lru_cache(maxsize=1024)
def to_ascii(host: str) -> str | None:
    """The A-label form of a host (UTS 46), or None when it has none."""
    if host.isascii():
        return host.lower()
    try:
        return str(ada_url.idna_to_ascii(host), "ascii") or None
    except (ValueError, UnicodeError):
        return None
