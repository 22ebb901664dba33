"""Which names and addresses may be reached: the public internet, and what a setting adds to it.

`ipaddress.is_private` and its kin are not the rule: they let a good part of the ranges below through. The lists are
the IANA special-purpose registries (RFC 6890 and https://www.iana.org/assignments/iana-ipv4-special-registry, the
same for IPv6), multicast, and every IPv6 form that carries an IPv4 address inside.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from scraper_sky.scraping.urls import LONGEST_HOST, IpAddress, ip_address
from scraper_sky.settings import Network

FORBIDDEN_V4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers; also a metadata service
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the virtual public address of a cloud's own services
        "169.254.0.0/16",  # link-local; metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)

# Outside 2000::/3 nothing is assigned to the public internet: that refuses loopback, unique local, link-local,
# multicast, IPv4-mapped, IPv4-compatible and both NAT64 prefixes (64:ff9b::/96 and 64:ff9b:1::/48) at once.
PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
FORBIDDEN_V6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments, with Teredo, benchmarks and ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the former 6bone
        "3fff::/20",  # documentation
    )
)
ISATAP_IDS = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214 section 6.1: the upper half of the interface id

INTERNAL_ENDINGS = frozenset({
    "alt", "arpa", "cluster", "consul", "corp", "docker", "home", "internal", "intranet", "invalid", "lan", "local",
    "localdomain", "localhost", "onion", "private", "svc",
})  # fmt: skip

_LABEL = re.compile(r"[a-z0-9_-]{1,63}\Z")


class Guard:
    """Judges addresses; `allowed` are the networks let through beside the public internet."""

    def __init__(self, allowed: Sequence[Network] = ()) -> None:
        self._allowed = tuple(allowed)

    def allows(self, address: str) -> bool:
        """True if a connection to `address` (an IP address as text) may be made."""
        parsed = ip_address(address)
        if parsed is None or "%" in address:
            return False  # A zone id names an interface of this machine.
        return any(parsed in network for network in self._allowed) or is_public(parsed)

    def allows_all(self, addresses: Sequence[str]) -> bool:
        """True if every answer for a name may be reached. One that may not condemns the name: the rest is bait."""
        return bool(addresses) and all(self.allows(address) for address in addresses)


def is_public(address: IpAddress) -> bool:
    """True if `address` lies in the public internet and in no range with a special purpose."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in FORBIDDEN_V4)
    if address.scope_id is not None or address not in PUBLIC_V6:
        return False
    isatap = (int(address) >> 32) & 0xFFFFFFFF in ISATAP_IDS
    return not isatap and not any(address in network for network in FORBIDDEN_V6)


def is_internal_name(host: str) -> bool:
    """True for a name that can only mean something inside a network, whatever the public name servers say of it.

    That includes what no public name server can know at all (RFC 1035 section 2.3.4, RFC 1123 section 2.1): the WHATWG
    parser takes any length, empty labels and some punctuation, but nothing is to be asked or contacted for them.
    """
    labels = host.removesuffix(".").split(".")
    if len(labels) == 1 or labels[-1] in INTERNAL_ENDINGS or len(host) > LONGEST_HOST:
        return True
    return not all(_LABEL.match(label) for label in labels)
