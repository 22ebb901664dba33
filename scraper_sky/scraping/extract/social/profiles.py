"""The address of a profile on a social network, in one normalised form, told apart from what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from scraper_sky.scraping.extract.addresses import registrable
from scraper_sky.scraping.extract.social.networks import COMMON_PAGES, Network
from scraper_sky.scraping.extract.social.networks_all import MASTODON_HOSTS, NETWORKS, SITE_BUILDERS, UNFILLED
from scraper_sky.scraping.extract.social.profile_forms import quoted, special_form
from scraper_sky.scraping.extract.social.wrappers import inner_address

_BY_DOMAIN = {
    domain: network for network in NETWORKS for domain in network.domains.split() if not domain.endswith(".*")
}
_BY_BRAND = {
    domain[:-2]: network for network in NETWORKS for domain in network.domains.split() if domain.endswith(".*")
}
_QUICK_DOMAINS = frozenset(_BY_DOMAIN) | {"wa.me", "whatsapp.com"}
_QUICK_BRANDS = frozenset(_BY_BRAND) | {"tripadvisor"}
_REGION_SUBDOMAIN = re.compile(r"[a-z]{2}(?:-[a-z]{2})?\Z")
_HANDLES = {network.name: re.compile(rf"(?:{network.handle})\Z", re.I) for network in NETWORKS if network.handle}
_NOBODYS_SUBDOMAINS = COMMON_PAGES | {
    "cdn",
    "media",
    "embed",
    "player",
    "mail",
    "news",
    "cards",
    "get",
    "on",
    "platform",
}
_TRIP = re.compile(r"(?:Restaurant|Hotel|Attraction|VacationRental)[A-Za-z_]*-[\w-]{4,200}", re.I)
_SCHEMES = re.compile(r"\A(?>(?:h?t{1,3}p{1,2}s?(?=[:;/])|[/:;\s])+)", re.I)

HOST_WORDS = (*sorted(_BY_DOMAIN), *(f"{brand}." for brand in _BY_BRAND), "wa.me", "whatsapp.com")
"""The hosts of all networks; one that ends with a dot stands for every top-level domain."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile, or a link to a network that a rule refused (then `url` is the link as written)."""

    network: str
    url: str
    rejected_by: str | None = None


@lru_cache(maxsize=1024)
def read_profile(url: str, rel_me: bool = False) -> Profile | None:
    """The profile that an absolute URL leads to; None when it leads to no network we know."""
    url = inner_address(url) or url
    if not _may_be_profile(url):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host == "google.com":
        return read_profile(f"https://plus.google.com{parts.path}") if parts.path.startswith("/+") else None
    if host.endswith(("whatsapp.com", "wa.me")) or parts.scheme == "whatsapp":
        return _whatsapp(parts.path, parts.query, host, url)
    domain = host if host in _BY_DOMAIN else registrable(host)
    network = _BY_DOMAIN.get(domain) or _BY_BRAND.get(domain.partition(".")[0])
    segments = [segment for segment in unquote(parts.path, errors="replace").split("/") if segment]
    if network is not None:
        return _on_network(network, host, domain, segments, parts.query, parts.fragment, url)
    if domain.partition(".")[0] == "tripadvisor":
        return _tripadvisor(segments, url)
    return _mastodon(host, segments, rel_me)


def with_scheme(href: str) -> str | None:
    """`https://` before an address that was written without it (`www.facebook.com/acme`), twice or misspelt.

    None for a sound address, and for one that leads to no network.
    """
    if href.startswith(("https://", "http://")) and "." in href.partition("://")[2].partition("/")[0]:
        return None
    if href[:1] in ("/", "#", "?", ":", ""):
        return None
    mended = "https://" + _SCHEMES.sub("", href)
    return mended if _may_be_profile(mended) else None


def is_named_like(url: str, host: str) -> bool:
    """True for the profile whose handle has the registered name of `host` in it, or is a part of that."""
    name = registrable(host).partition(".")[0].replace("-", "")
    handle = re.sub(r"[-_.@]", "", url.rpartition("/")[2].lower())
    return bool(handle) and (name in handle or (len(handle) > 3 and handle in name))


def _may_be_profile(url: str) -> bool:
    """False for most links of a page, at a tenth of the cost of reading them."""
    host, _, path = url.partition("://")[2].partition("/")
    labels = host.lower().partition(":")[0].split(".")
    return (
        path.startswith("@")
        or (path.startswith("+") and host.endswith("google.com"))
        or ".".join(labels[-2:]) in _QUICK_DOMAINS
        or (len(labels) > 2 and ".".join(labels[-3:]) in _QUICK_DOMAINS)
        or any(label in _QUICK_BRANDS for label in labels[-3:-1])
        or url.startswith("whatsapp:")
    )


def _on_network(
    network: Network, host: str, domain: str, segments: list[str], query: str, fragment: str, url: str
) -> Profile:
    if network.closed:
        return _refused(network, url, "closed_network")
    subdomain = host.removesuffix(domain).rstrip(".")
    allowed = network.subdomains.split()
    if subdomain and subdomain not in allowed and "*" not in allowed and not _REGION_SUBDOMAIN.match(subdomain):
        return _on_own_subdomain(network, subdomain, domain, segments, url)
    if fragment.startswith("!/") and not segments:
        segments = [segment for segment in fragment[2:].split("/") if segment]
    if not segments:
        return _refused(network, url, "not_a_profile")
    first = segments[0].lower()
    if first in network.shares or ("share" in first and "." in first):
        return _refused(network, url, "share_link")
    special = special_form(network.name, domain, first, segments, query)
    if special is not None:
        return Profile(network.name, special)
    deeper = [] if network.name == "linkedin" else segments[1:3]
    if first in network.posts or any(segment.lower() in network.posts for segment in deeper):
        bare = len(segments) == 2 and segments[1].lower() in ("photos", "videos", "events", "reels", "notes")
        if not (bare and first not in network.posts and network.name in ("facebook", "vimeo")):
            return _refused(network, url, "post_link")
    if domain == "youtu.be":
        return _refused(network, url, "post_link")
    return _plain(network, first, segments, url)


def _on_own_subdomain(network: Network, subdomain: str, domain: str, segments: list[str], url: str) -> Profile:
    """`acme.tumblr.com`; the other subdomains of a network are its own."""
    if not network.owner_subdomains or subdomain in _NOBODYS_SUBDOMAINS or "." in subdomain:
        return _refused(network, url, "not_a_profile")
    if segments and (network.name == "medium" or segments[0].lower() in network.posts):
        return _refused(network, url, "post_link")
    return Profile(network.name, f"https://{subdomain}.{domain}")


def _plain(network: Network, first: str, segments: list[str], url: str) -> Profile:
    prefixes = network.prefixes.split()
    if first in prefixes and len(segments) >= 2 and segments[1].strip(".-_"):
        name = segments[1].lower() if network.lower else segments[1]
        return Profile(network.name, network.canonical.format(f"{first}/{quoted(name)}"))
    handle = _HANDLES.get(network.name)
    if handle is None or first in network.reserved or not handle.match(segments[0]):
        return _refused(network, url, "not_a_profile")
    if network.name in ("github", "gitlab", "medium", "telegram") and len(segments) > 1:
        return _refused(network, url, "post_link")
    name = segments[0].lower() if network.lower else segments[0]
    rule = _belongs_to_nobody(segments[0].lower().lstrip("@"))
    if rule:
        return _refused(network, url, rule)
    if network.name == "x":
        name = name.lstrip("@")
    return Profile(network.name, network.canonical.format(quoted(name)))


def _belongs_to_nobody(handle: str) -> str | None:
    """The rule for handles that templates come with: those of site builders, and those to be filled in."""
    if handle in SITE_BUILDERS:
        return "site_builder"
    return "placeholder" if handle in UNFILLED else None


def _refused(network: Network, url: str, rule: str) -> Profile:
    return Profile(network.name, url, rule)


def _whatsapp(path: str, query: str, host: str, url: str) -> Profile:
    segments = [segment for segment in path.split("/") if segment]
    digits = re.sub(r"\D", "", parse_qs(query).get("phone", [""])[0])
    if not digits and host == "wa.me" and segments:
        digits = re.sub(r"[\s+()-]", "", unquote(segments[0]))
    if digits.isdigit() and 7 <= len(digits) <= 15:
        return Profile("whatsapp", f"https://wa.me/{digits.lstrip('0')}")
    if host == "wa.me" and len(segments) == 2 and segments[0] in ("message", "c", "channel", "qr"):
        return Profile("whatsapp", f"https://wa.me/{segments[0]}/{segments[1]}")
    if host == "chat.whatsapp.com" and segments:
        return Profile("whatsapp", f"https://chat.whatsapp.com/{segments[-1]}")
    if segments[:1] == ["message"] and len(segments) == 2:
        return Profile("whatsapp", f"https://wa.me/message/{segments[1]}")
    if segments[:1] == ["channel"] and len(segments) == 2:
        return Profile("whatsapp", f"https://whatsapp.com/channel/{segments[1]}")
    return Profile("whatsapp", url, "share_link" if "text=" in query else "not_a_profile")


def _tripadvisor(segments: list[str], url: str) -> Profile:
    if len(segments) == 1 and _TRIP.match(segments[0]):
        return Profile("tripadvisor", f"https://www.tripadvisor.com/{segments[0]}")
    return Profile("tripadvisor", url, "not_a_profile")


def _mastodon(host: str, segments: list[str], rel_me: bool) -> Profile | None:
    if not segments or not re.match(r"@[\w.]{1,60}(?:@[\w.-]{3,80})?\Z", segments[0]):
        return None
    known = host in MASTODON_HOSTS or "mastodon" in host or host.startswith(("mstdn.", "social.", "toot."))
    if not known and not rel_me:
        return None
    url = f"https://{host}/{segments[0].lower()}"
    return Profile("mastodon", url, "post_link" if len(segments) > 1 else None)
