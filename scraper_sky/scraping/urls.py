"""The one reader of URLs: the WHATWG parser decides what the host is, and nothing else ever parses it a second time.

Two parsers that disagree about a host are how a check is passed for one machine and a connection made to another.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TypeAlias

import ada_url

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2_048
LONGEST_HOST = 253

IpAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadUrl(ValueError):
    """This text is no URL that could be fetched; the message is a plain sentence and never holds the text."""


@dataclass(frozen=True, slots=True)
class WebUrl:
    """An absolute http or https URL without user name, password and fragment."""

    href: str
    scheme: str  # http | https
    host: str  # lower case and A-labels as browsers have it, without a final dot, or an IP address (IPv6 in brackets)
    port: int
    path: str  # with the query; starts with a slash

    @property
    def origin(self) -> str:
        suffix = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{suffix}"

    @property
    def address(self) -> IpAddress | None:
        """The address, where the host is written as one."""
        return ip_address(self.host.strip("[]"))


def read_url(text: str, base: str | None = None) -> WebUrl:
    """Reads `text`, relative to `base` if given (https://url.spec.whatwg.org). Raises BadUrl."""
    if len(text) > LONGEST_URL:
        raise BadUrl(f"The address is longer than {LONGEST_URL:,} characters.")
    url = _parse(text, base)
    scheme = url.protocol[:-1]
    if scheme not in PORTS:
        raise BadUrl("The address is not one of a web page: only http and https are.")
    host = url.hostname if url.hostname.endswith("..") else url.hostname.removesuffix(".")
    if not host:
        raise BadUrl("There is no name in the address.")
    _strip(url, host)
    return WebUrl(url.href, scheme, host, int(url.port or PORTS[scheme]), url.pathname + url.search)


def ip_address(text: str) -> IpAddress | None:
    """`text` as an address in its usual spelling; None for anything else. Zone ids are kept for the guard to see."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _parse(text: str, base: str | None) -> ada_url.URL:
    try:
        return ada_url.URL(text, base)
    except ValueError:  # UnicodeEncodeError, for lone surrogates, is one too
        raise BadUrl("The address cannot be read.") from None


def _strip(url: ada_url.URL, host: str) -> None:
    """Drops what is never sent: credentials, the fragment, and the dot that may end a full name."""
    if url.username:
        url.username = ""
    if url.password:
        url.password = ""
    if url.hash:
        del url.hash
    if url.hostname != host:
        url.hostname = host
