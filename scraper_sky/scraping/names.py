"""What a person typed, turned into the domain it means, or into a plain sentence why it is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import ada_url

from scraper_sky.errors import BadInput
from scraper_sky.scraping.guard import INTERNAL_ENDINGS
from scraper_sky.scraping.suffixes import has_known_ending, listed_registrable, registrable, without_www
from scraper_sky.scraping.urls import LONGEST_HOST, LONGEST_URL, PORTS

LONGEST_LABEL = 63
ECHOED = 60  # characters of what was typed that a reason may repeat

_AROUND = " \t\r\n\v\f\xa0\u200b\u200e\u200f\u2060\ufeff\"'`<>“”„‘’«»,;"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_EMAIL = re.compile(r"[^/?#\\:]*@([^@\s/?#:\\]+)\Z")
_PORT_FOLLOWS = re.compile(r"\d*(?:[/?#\\]|\Z)")
_USER_FOLLOWS = re.compile(r"[^/?#\\\s@]*@")
_NOT_WEB = frozenset({
    "about", "blob", "data", "file", "ftp", "ftps", "gopher", "jar", "javascript", "ldap", "news", "sftp", "ssh", "tel",
    "unix", "urn", "ws", "wss",
})  # fmt: skip
_NUMBER = re.compile(r"(?:\d+|0[xX][0-9A-Fa-f]*)\Z")
_PLAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_LABEL = re.compile(r"[a-z0-9_-]+\Z")
_REGISTERED_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\Z")


class NotADomain(BadInput):
    """What was typed is not a domain; `reason` is for the person who typed it."""

    code = "not_a_domain"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Domain:
    host: str  # lower-case A-labels, without `www.` and without a final dot
    display: str  # the same in Unicode, for people
    registrable: str  # the name that was registered


def read_domain(typed: str) -> Domain:
    """The domain that `typed` means: a name or a URL, in any case, script and width (UTS 46). Raises NotADomain."""
    host = without_www(typed if _is_plain(typed) else _host(typed))
    _check_public(host)
    owner = listed_registrable(host) or _registered_elsewhere(host)
    if not _REGISTERED_LABEL.match(owner.partition(".")[0]):
        raise NotADomain("A domain has only letters, digits and hyphens, and no hyphen at either end.")
    return Domain(host, _display(host), owner)


def _is_plain(typed: str) -> bool:
    """True for a name that a URL parser would give back as it is. Most of a long list is, and to parse it takes longer
    than all the rest. Labels in Punycode are for the parser to judge, and so is a last one that may be a number."""
    return len(typed) <= LONGEST_HOST and _PLAIN.match(typed) is not None and "xn--" not in typed


def _clean(typed: str) -> str:
    text = typed.strip(_AROUND)
    if not text:
        raise NotADomain("There is nothing here.")
    if len(text) > LONGEST_URL:
        raise NotADomain(f"This is longer than {LONGEST_URL:,} characters.")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text):
        raise NotADomain("There are characters in it that cannot be seen.")
    return text


def _as_url(text: str) -> str:
    """`text` with a scheme: most people leave it out, and then a port or a user name may look like one."""
    email = _EMAIL.match(text.removeprefix("mailto:"))
    if email:
        raise NotADomain(f"This is an e-mail address. The domain would be “{_echo(email[1])}”.")
    scheme = _SCHEME.match(text)
    if not scheme:
        return "https:" + text if text.startswith(("//", "\\\\")) else "https://" + text
    name, rest = scheme[1].lower(), scheme[2]
    if name in PORTS:
        return text
    if name not in _NOT_WEB and not rest.startswith("//"):
        if _PORT_FOLLOWS.match(rest) or _USER_FOLLOWS.match(rest):
            return "https://" + text
        if "." in name:
            raise NotADomain("What follows the colon is not a port number.")
    raise NotADomain(f"“{_echo(name)}:” does not begin the address of a web site; only http and https do.")


def _parse(text: str) -> ada_url.URL:
    try:
        return ada_url.URL(text)
    except ValueError:
        authority = re.split(r"[/\\?#]", text.split(":", 1)[1].lstrip("/\\"), maxsplit=1)[0].rpartition("@")[2]
        raise NotADomain(_why_unreadable(authority)) from None


def _why_unreadable(authority: str) -> str:
    host, colon, port = authority.rpartition(":")
    if colon and "]" not in port and not port.isdecimal():
        return "What follows the colon is not a port number."
    if colon and port.isdecimal() and int(port) > 65_535:
        return "The port number is too large."
    name = unicodedata.normalize("NFKC", host if colon else authority).rstrip(".")
    if name.startswith("[") or _NUMBER.match(name.rpartition(".")[2]):
        return "This is an IP address, or looks like one; an IP address is not a domain."
    if not name:
        return "There is no name in this address."
    if any(char.isspace() for char in name):
        return "There is a space in the name; a domain has none."
    return "There are characters in it that a domain cannot have."


def _check_port(url: ada_url.URL) -> None:
    if url.port and int(url.port) not in PORTS.values():
        raise NotADomain(f"Port {url.port} is not read; web sites for everybody are on port 80 or 443.")


def _host(typed: str) -> str:
    url = _parse(_as_url(_clean(typed)))
    _check_port(url)
    if url.host_type != ada_url.HostType.DEFAULT:
        raise NotADomain("This is an IP address; an IP address is not a domain.")
    host = url.hostname.removesuffix(".")
    if not host:
        raise NotADomain("There is no name in this address.")
    if len(host) > LONGEST_HOST:
        raise NotADomain(f"The name is longer than the {LONGEST_HOST} characters that a domain can have.")
    for label in host.split("."):
        if not label:
            raise NotADomain("There is an empty part between the dots of the name.")
        if len(label) > LONGEST_LABEL:
            raise NotADomain(f"A part of the name is longer than {LONGEST_LABEL} characters.")
        if not _LABEL.match(label):
            raise NotADomain("There are characters in it that a domain cannot have.")
    return host


def _check_public(host: str) -> None:
    if host == "localhost" or host.rpartition(".")[2] in INTERNAL_ENDINGS:
        raise NotADomain(f"“{_echo(_display(host))}” is a name inside a private network, not a domain of the internet.")


def _registered_elsewhere(host: str) -> str:
    """The registered name where the public suffix list has none: under the endings set aside for tests."""
    if "." not in host:
        if has_known_ending(host):
            raise NotADomain(f"“{_echo(_display(host))}” is an ending of domains, not a domain itself.")
        raise NotADomain(f"“{_echo(_display(host))}” has no ending such as “.com”.")
    if not has_known_ending(host):
        raise NotADomain(f"“.{_echo(_display(host.rpartition('.')[2]))}” is not an ending that domains have.")
    owner = registrable(host)
    if owner is None:
        raise NotADomain(f"Names are registered under “{host}”, but it is not a domain itself.")
    return owner


def _display(host: str) -> str:
    if "xn--" not in host:
        return host
    shown: str = ada_url.idna_to_unicode(host)
    return shown if shown and shown.isprintable() else host


def _echo(text: str) -> str:
    """A part of what was typed, safe to show: printable and short."""
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return shown if len(shown) <= ECHOED else shown[:ECHOED] + "…"
