"""All e-mail addresses of one page, each candidate with the way it was found; rules decide later which are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import unquote

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.addresses import registrable, same_site
from scraper_sky.scraping.extract.document import SEAM, Document
from scraper_sky.scraping.extract.emails.attributes import data_attributes, in_attributes
from scraper_sky.scraping.extract.emails.candidates import Candidate, in_readings
from scraper_sky.scraping.extract.emails.hidden import backwards, caesar, cloudflare, marked, spoken, torn, worded
from scraper_sky.scraping.extract.emails.mailboxes import FREE_MAIL
from scraper_sky.scraping.extract.emails.text import Found, clean, openly_written
from scraper_sky.scraping.extract.script_strings import LONGEST_SCRIPT, joined_strings
from scraper_sky.scraping.extract.text import around, folded

MAX_HIDING_SCRIPTS = 60
MAX_LINKS = 1_000  # of one page that write a mail, and as many that run a script
LONGEST_MAILTO, LONGEST_WORDED = 1_000, 200  # characters of a link, and of one whose sign is in words
MAX_SOUGHT = 100  # addresses looked for in the markup of one page
MAX_MARKED = 200  # addresses with another sign for the '@' on one page
LONGEST_CALL = 4_000  # characters of a script that calls a function with the parts of an address
REACH_UP = 240  # characters in front of an address that tell whose it is
_PATHS = ("/", "http")  # as most links begin
_META_NAMES = ("email", "contact", "reply-to", "contact:email", "og:email", "business:contact_data:email", "dc.contact")

# What a script needs to write an address: the sign apart from a word, or a way to write it otherwise.
_HIDING = (
    "mailto",
    "fromCharCode",
    "'@",
    "@'",
    '"@',
    '@"',
    "&#64;",
    "&#x40;",
    "\\x40",
    "\\u0040",
    "%40",
    "[at]",
    ".reverse(",
    "}@",
    "@${",
    "atob(",
)
_UNCRYPT = re.compile(r"UnCryptMailto\(\s*(?:'|%27|\")([^'\"%]{8,300})", re.I)
_CALL = re.compile(
    r"""\(\s?("|')([\w.+-]{1,64})\1\s?,\s?("|')([\w.-]{2,80})\3(?:\s?,\s?("|')([a-z]{2,10}(?:\.[a-z]{2})?)\5)?\s?[,)]""",
    re.I,
)
_SCRIPT_KEY = re.compile(r"""mail[\w-]{0,12}["']?\s{0,2}:\s{0,2}["']([^"'@\\\s]{1,64}@[^"'@\\\s]{3,190})["']""", re.I)


def emails(document: Document) -> Iterator[Candidate]:
    """Every candidate, the most trustworthy ways first; one address may come several times."""
    yield from _links(document)
    yield from _protected(document)
    yield from _metas(document)
    yield from _made(document)
    yield from _visible(document)
    yield from in_attributes(document)
    yield from _scripts(document)


def recipients(mailto: str) -> list[str]:
    """The addresses of a mailto URL (RFC 6068): several, percent-encoded, also in `to=`, `cc=` and `bcc=`."""
    body = mailto[:LONGEST_MAILTO].partition(":")[2].lstrip("/ ")
    path, _, query = body.partition("?")
    named = [field.partition("=") for field in query.replace("&amp;", "&").split("&")]
    fields = [path, *(value for name, _, value in named if name.lower() in ("to", "cc", "bcc"))]
    found: list[str] = []
    for text in fields:
        plain = clean(unquote(text, errors="replace"))
        found += [hit.address for hit in openly_written(plain)] or [
            hit.address for hit in worded(plain[:LONGEST_WORDED], "")
        ]
    return list(dict.fromkeys(found))


def _links(document: Document) -> Iterator[Candidate]:
    mails = calls = 0
    for anchor in document.anchors:
        head = "" if anchor.href.startswith(_PATHS) else anchor.href[:16].lower().replace(" ", "")
        if head.startswith(("mailto", "malito", "mail:", "e-mail:", "email:")):
            mails += 1
            if mails > MAX_LINKS:
                continue
            text = folded(anchor.text)
            for address in recipients(anchor.href):
                yield Candidate(address, Method.MAILTO, anchor.href, folded(f"{anchor.before} {text}")[-160:])
        elif calls < MAX_LINKS and (
            head.startswith("javascript:") or (anchor.element.get("onclick") and "mail" in document.html)
        ):
            calls += 1
            yield from _called(
                anchor.href + ";" + (anchor.element.get("onclick") or ""), document.host, folded(anchor.text)
            )


def _made(document: Document) -> Iterator[Candidate]:
    """`<link rev="made" href="mailto:…">`: who made the page, in the words of the first standards."""
    for element in document.links:
        href = (element.get("href") or "").strip()
        if href[:7].lower() == "mailto:":
            for address in recipients(href):
                yield Candidate(address, Method.META, href[:200], f"link: {href}"[:160])


def _passed(script: str, host: str, snippet: str) -> Iterator[Candidate]:
    """`mail('info', 'example.com')` and `mail('info', 'example', 'com')`: the parts are passed to a function.

    Believed of the site's own domain and of providers of mailboxes; two words in brackets are much else.
    """
    for call in islice(_CALL.finditer(script[:LONGEST_CALL]), MAX_MARKED):
        local, domain, top = call.group(2, 4, 6)
        for hit in openly_written(f"{local}@{domain}.{top}" if top else f"{local}@{domain}"):
            owner = hit.address.rpartition("@")[2]
            if same_site(host, owner) or owner in FREE_MAIL:
                yield Candidate(hit.address, Method.DECODED, call[0][:200], snippet or call[0][:160])


def _may_hide(script: str) -> bool:
    return any(sign in script for sign in _HIDING) or ("atob" in script and "mail" in script)


def _called(script: str, host: str, snippet: str) -> Iterator[Candidate]:
    """Addresses in the script of a link, TYPO3's shifted ones among them."""
    script = unquote(script, errors="replace")
    shifted = _UNCRYPT.search(script)
    opened = caesar(shifted[1].replace("\\/", "/")) if shifted else None
    if opened:
        for address in recipients(opened):
            yield Candidate(address, Method.DECODED, script[:200], snippet or script[:160])
        return
    if _may_hide(script):
        yield from in_readings([script, *joined_strings(script)])
    yield from _passed(script, host, snippet)


def _protected(document: Document) -> Iterator[Candidate]:
    if "cfemail" not in document.html and "email-protection#" not in document.html:
        return
    encoded = [values["cfemail"] for values in data_attributes(document) if values.get("cfemail")]
    encoded += [
        part for anchor in document.anchors if (part := anchor.href.partition("/cdn-cgi/l/email-protection#")[2])
    ]
    for text in encoded:
        for hit in openly_written(cloudflare(text) or text):
            yield Candidate(hit.address, Method.DECODED, text[:200], "Cloudflare e-mail protection")


def _metas(document: Document) -> Iterator[Candidate]:
    for name, content in document.metas:
        if name in _META_NAMES and "@" in content:
            for hit in openly_written(clean(content)):
                yield Candidate(hit.address, Method.META, content[:200], f"{name}: {content}"[:160])


def _visible(document: Document) -> Iterator[Candidate]:
    text = clean(document.text)
    source = _Source(document.html)
    for hit in openly_written(text):
        # An address that is not in the source as such was written in character references or split by elements.
        method = Method.TEXT if not hit.mended and source.has(hit) else Method.DECODED
        yield _candidate(hit, method, text)
    plain = text.replace(SEAM, "")
    for hit in worded(plain, document.host):
        yield _candidate(hit, Method.DECODED, plain)
    owner = registrable(document.host)
    for hit in islice(chain(marked(plain, owner), spoken(plain, owner), torn(plain, owner)), MAX_MARKED):
        yield _candidate(hit, Method.DECODED, plain)
    if "@" in plain:
        for hit in backwards(plain, document.html):
            yield _candidate(hit, Method.DECODED, plain)


class _Source:
    """Markup in which addresses are looked for: each but once, and the first MAX_SOUGHT alone."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._lower = ""
        self._known: dict[str, bool] = {}

    def has(self, hit: Found) -> bool:
        """True when the address stands there as such, in capitals too, and for those that are not looked for."""
        if hit.address not in self._known:
            self._known[hit.address] = len(self._known) >= MAX_SOUGHT or self._has(hit)
        return self._known[hit.address]

    def _has(self, hit: Found) -> bool:
        if hit.as_written.lower() == hit.address and hit.as_written in self._html:
            return True
        self._lower = self._lower or self._html.lower()
        return hit.address in self._lower


def _candidate(hit: Found, method: Method, text: str) -> Candidate:
    above = text[max(0, hit.start - REACH_UP) : hit.start]
    return Candidate(hit.address, method, hit.as_written, around(text, hit.start, hit.end), above)


def _scripts(document: Document) -> Iterator[Candidate]:
    examined = 0
    for script in document.scripts:
        if "ld+json" in script.type or examined >= MAX_HIDING_SCRIPTS:
            continue
        if "@" in script.text:
            for match in _SCRIPT_KEY.finditer(script.text):
                for hit in openly_written(match[1]):
                    yield Candidate(hit.address, Method.SCRIPT, match[1], match[0][:160])
        if len(script.text) <= LONGEST_CALL:
            yield from _passed(script.text, document.host, "")
        plain = script.type in ("", "text/javascript", "application/javascript", "module")
        if plain and len(script.text) <= LONGEST_SCRIPT and _may_hide(script.text):
            examined += 1
            for text in joined_strings(script.text):
                for hit in openly_written(text):
                    yield Candidate(hit.address, Method.DECODED, text[:200], folded(text)[:160])
