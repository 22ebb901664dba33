"""Under which name a domain is registered, by the Public Suffix List that comes with the program."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList

# Set aside for tests and for documents (RFC 2606 section 2); they can be scanned where a setting leads them somewhere.
RESERVED_ENDINGS = frozenset({"test", "example"})


@cache
def _listed() -> PublicSuffixList:
    return PublicSuffixList()


def has_known_ending(host: str) -> bool:
    """True if names can be registered under the ending of `host` (A-labels, lower case)."""
    return host.rpartition(".")[2] in RESERVED_ENDINGS or bool(_listed().publicsuffix(host, accept_unknown=False))


def is_listed_ending(name: str) -> bool:
    """True if `name` itself is a listed public suffix, such as `com` and `co.uk`, or reserved for tests."""
    return name in RESERVED_ENDINGS or _listed().publicsuffix(name, accept_unknown=False) == name


def registrable(host: str) -> str | None:
    """The registered name that `host` belongs to, such as `example.co.uk`; None for a bare public suffix."""
    return _text(_listed().privatesuffix(host))


def listed_registrable(host: str) -> str | None:
    """The same, and None as well where nothing on the list ends `host`."""
    return _text(_listed().privatesuffix(host, accept_unknown=False))


def _text(found: object) -> str | None:
    return found if isinstance(found, str) else None


def without_www(host: str) -> str:
    """`host` without a leading `www.`, unless that is the very name that is registered (`www.com`)."""
    rest = host.removeprefix("www.")
    return rest if rest != host and registrable(rest) else host


def same_site(scanned: str, other: str) -> bool:
    """True if a page on `other` may speak for the domain `scanned`.

    A name below or above counts, a sister does not: where many tenants share one registered name, which the Public
    Suffix List need not know of, `a.farm.test` and `b.farm.test` are different people.
    """
    scanned, other = without_www(scanned), without_www(other)
    if scanned == other:
        return True
    owner = registrable(scanned)
    return (
        owner is not None and owner == registrable(other) and (is_within(scanned, other) or is_within(other, scanned))
    )


def is_within(site: str, host: str) -> bool:
    """True if `host` is `site`, with or without `www.`, or a name below it."""
    site, host = without_www(site), without_www(host)
    return host == site or host.endswith("." + site)
