"""Web addresses on a page: made absolute as browsers do, and which registrable domain a host belongs to."""

from __future__ import annotations

from functools import cache, lru_cache

import ada_url
from publicsuffixlist import PublicSuffixList

LONGEST_URL = 2_000


def absolute(href: str, base: str) -> str | None:
    """`href` as an absolute http or https URL (https://url.spec.whatwg.org), or None for any other scheme or nonsense."""
    href = href.strip()
    if not href or len(href) > LONGEST_URL:
        return None
    try:
        joined = ada_url.join_url(base, href)
    except (ValueError, UnicodeError):
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def without_fragment(url: str) -> str:
    return url.partition("#")[0]


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an absolute URL as an A-label, lower case; empty for what is no URL."""
    try:
        return str(ada_url.URL(url).hostname)
    except (ValueError, UnicodeError):
        return ""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The domain one can buy that `host` belongs to (`shop.example.co.uk` -> `example.co.uk`); the host when there is none."""
    try:
        return _suffixes().privatesuffix(host.lower().strip(".")) or host
    except (ValueError, UnicodeError):
        return host


@lru_cache(maxsize=4096)
def is_top_level(label: str) -> bool:
    """True when `label`, in lower case, is a top-level domain of the public suffix list."""
    try:
        return label.isascii() and _suffixes().publicsuffix(label) == label
    except (ValueError, UnicodeError):
        return False


@lru_cache(maxsize=4096)
def to_ascii(host: str) -> str | None:
    """The A-label form of a host (UTS 46), or None when it has none."""
    if host.isascii():
        return host.lower()
    try:
        return str(ada_url.idna_to_ascii(host), "ascii") or None
    except (ValueError, UnicodeError):
        return None
