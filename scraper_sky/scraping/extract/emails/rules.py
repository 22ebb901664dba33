"""What makes a string an e-mail address worth keeping, and which rule refuses one that is not."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper_sky.scraping.extract.addresses import registrable, to_ascii
from scraper_sky.scraping.extract.emails.words import (
    ASSET_ENDINGS,
    PLACEHOLDER_ADDRESSES,
    PLACEHOLDER_DOMAINS,
    PLACEHOLDER_LOCALS,
    ROLE_WORDS,
    TRACKER_DOMAINS,
)
from scraper_sky.scraping.suffixes import has_known_ending

LONGEST_LOCAL = 64  # RFC 5321 section 4.5.3.1.1
LONGEST_ADDRESS = 254  # RFC 5321 section 4.5.3.1.3, less the angle brackets

_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?\Z")
_HASH = re.compile(r"(?=[0-9a-f-]{20,64}\Z)(?=.*\d)[0-9a-f]+(?:-[0-9a-f]+)*\Z")
_DENSITY = re.compile(r"[1-9](?:\.\d)?x(?:\.|\Z)")
_VERSION = re.compile(r"[\^~v=<>]{0,2}\d{1,4}(?:\.\d|\.x|\Z|-)")
_ROLE_SPLIT = re.compile(r"[.\-_+\d]+")
_LOCAL_TRIM = ".'-+&%=/"


def normalised(local: str, domain: str) -> str | None:
    """The address in lower case, its domain as A-labels; None when the parts cannot be an address at all."""
    local = local.strip(_LOCAL_TRIM).lower()
    domain = domain.strip(".-").lower()
    if not local or ".." in local or len(local) > LONGEST_LOCAL or "." not in domain:
        return None
    if not all(_LABEL.match(label) for label in domain.split(".")):
        return None
    host = to_ascii(domain)
    if host is None or len(local) + len(host) >= LONGEST_ADDRESS:
        return None
    return f"{local}@{host}"


@lru_cache(maxsize=512)
def ends_well(host: str) -> bool:
    """True when names are registered under the ending of `host`: `.com`, also `.co.za` although not `.za` alone."""
    try:
        name = to_ascii(host)
        return name is not None and has_known_ending(name)
    except (ValueError, UnicodeError):
        return False


@lru_cache(maxsize=512)
def refusal(address: str) -> str | None:
    """The rule that refuses a normalised address, or None for one that may belong to somebody."""
    local, _, domain = address.partition("@")
    top = domain.rpartition(".")[2]
    if top in ASSET_ENDINGS or _DENSITY.match(domain):
        return "asset_name"
    if _VERSION.match(domain) or domain.replace(".", "").isdigit():
        return "package_version"
    if not ends_well(domain):
        return "unknown_tld"
    if local == "git":
        return "in_url"
    if any(domain == tracker or domain.endswith("." + tracker) for tracker in TRACKER_DOMAINS):
        return "tracker_key"
    if _HASH.match(local):
        return "hash"
    if _is_placeholder(local, domain, address):
        return "placeholder"
    return None


def _is_placeholder(local: str, domain: str, address: str) -> bool:
    if local in PLACEHOLDER_LOCALS or address in PLACEHOLDER_ADDRESSES or domain in PLACEHOLDER_DOMAINS:
        return True
    owner = registrable(domain)
    return owner in PLACEHOLDER_DOMAINS or owner.partition(".")[0] in ("example", "yourdomain", "yoursite", "beispiel")


@lru_cache(maxsize=512)
def role_or_personal(address: str) -> str:
    """`role` for a shared mailbox (info@, kontakt.berlin@, or named as its own domain), else `personal`."""
    local, _, domain = address.partition("@")
    words = [word for word in _ROLE_SPLIT.split(local) if word]
    if local in ROLE_WORDS or (words and (words[0] in ROLE_WORDS or words[-1] in ROLE_WORDS)):
        return "role"
    return "role" if local == registrable(domain).partition(".")[0] else "personal"
