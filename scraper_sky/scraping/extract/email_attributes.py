"""E-mail addresses in attributes: for a script to put together, or in words that are read to people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.email_candidates import Candidate, in_readings
from scraper_sky.scraping.extract.email_hidden import caesar, rot13, worded
from scraper_sky.scraping.extract.email_text import openly_written
from scraper_sky.scraping.extract.script_strings import from_base64

MAX_ELEMENTS = 5_000
MAX_SIGNS = 300  # '@' looked at in the attributes of one page
LONGEST_ATTRIBUTE = 400

_HAS_DATA = re.compile(r"data-[a-z_-]{0,30}(?:mail|user|domain|local|rot|enc|crypt|addr)")
_DATA_ELEMENTS = etree.XPath("//*[@*[starts-with(name(), 'data-')]]", smart_strings=False)
_JOOMLA = etree.XPath("//joomla-hidden-mail", smart_strings=False)
_SHOWN = re.compile(r"""\s(aria-label|title|alt|value|data-[\w-]{1,40})\s?=\s?("|')([^"'<>]{0,160})\Z""", re.IGNORECASE)
_DRAWN = re.compile(r"""alt\s?=\s?["']?[(\[]?(?:@|at\b|AT\b|arrob|arob|&#64;)""")
_PICTURE = re.compile(
    r"""<img\s[^<>]{0,300}?\balt\s?=\s?["']?[(\[]?(?:@|at|arroba|arobase|&#64;)[)\]]?["'\s/>][^<>]{0,200}>?""", re.I
)
_NAME_BEFORE = re.compile(r"([\w.+-]{1,64})\s{0,2}\Z")
_HOST_AFTER = re.compile(r"\s{0,2}([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,400}={0,2}\Z")


def data_attributes(document: Document) -> Iterator[dict[str, str]]:
    """The data attributes of each element that has any, names in lower case and without their `data-`."""
    found = _DATA_ELEMENTS(document.root) if document.root is not None else []
    for element in found[:MAX_ELEMENTS] if isinstance(found, list) else ():
        if isinstance(element, etree._Element):
            pairs = [(str(name), str(value)) for name, value in element.items()]
            yield {name[5:].lower(): value for name, value in pairs if name.startswith("data-")}


def in_attributes(document: Document) -> Iterator[Candidate]:
    """`data-email` in the clear, turned round, in base64 or ROT13; `data-user` with `data-domain`; what TYPO3 and
    Joomla write; then the addresses in labels and titles."""
    yield from _in_data(document)
    if "joomla-hidden-mail" in document.html:
        yield from _in_joomla(document)
    yield from _in_labels(document)
    if _DRAWN.search(document.html):
        yield from _in_pictures(document)


def _in_data(document: Document) -> Iterator[Candidate]:
    if not _HAS_DATA.search(document.html):
        return
    for values in data_attributes(document):
        for name, value in values.items():
            if len(value) <= LONGEST_ATTRIBUTE:
                yield from in_readings(_texts(name, value, values), as_written=f'data-{name}="{value}"')


def _in_joomla(document: Document) -> Iterator[Candidate]:
    """Joomla's own element: the parts of the address in base64, in `first` and `last`."""
    found = _JOOMLA(document.root) if document.root is not None else []
    for element in found[:MAX_SIGNS] if isinstance(found, list) else ():
        if isinstance(element, etree._Element):
            first, last = (from_base64(element.get(name) or "") for name in ("first", "last"))
            yield from in_readings([f"{first}@{last}"], as_written="joomla-hidden-mail")


def _in_pictures(document: Document) -> Iterator[Candidate]:
    """`info<img src="at.gif" alt="@">example.com`, where a picture shows the sign."""
    for count, picture in enumerate(_PICTURE.finditer(document.html)):
        if count >= MAX_SIGNS:
            return
        before = _NAME_BEFORE.search(document.html, max(0, picture.start() - 70), picture.start())
        after = _HOST_AFTER.match(document.html, picture.end(), picture.end() + 200)
        if before and after:
            yield from in_readings([f"{before[1]}@{after[1]}"], before[0] + picture[0][:80] + after[0])


def _in_labels(document: Document) -> Iterator[Candidate]:
    """`aria-label="Write to info@acme.de"`, titles, descriptions of pictures, values of fields, data attributes."""
    source = document.html
    position = -1
    for _ in range(MAX_SIGNS):
        position = source.find("@", position + 1)
        if position < 0:
            return
        before = _SHOWN.search(source, max(0, position - 220), position)
        if before is None:
            continue
        text = before[3] + source[position : position + 200].partition(before[2])[0]
        for hit in openly_written(html.unescape(text)):
            yield Candidate(hit.address, Method.HTML, text[:200], f'{before[1]}="{text}"'[:160])


def _texts(name: str, value: str, values: dict[str, str]) -> list[str]:
    """What the attribute may stand for, the plainest first."""
    if "mailto-token" in name:
        return [caesar(value) or ""]
    if name.startswith("rot") or "rot13" in name:
        return [rot13(value)]
    if any(word in name for word in ("mail", "enc", "crypt", "addr")) and "cfemail" not in name:
        return _readings(value)
    if name in ("user", "name", "local", "localpart", "u", "address"):
        return _with_domain(value, values)
    return []


def _readings(value: str) -> list[str]:
    readings = [value, value[::-1]] if "@" in value else []
    for text in (value, rot13(value)):
        readings += [hit.address for hit in worded(text, "")]
    plain = value.replace("[at]", "@")
    readings += [rot13(plain)] if "@" in plain else []
    if _BASE64.match(value):
        readings.append(from_base64(value))
    return readings


def _with_domain(local: str, values: dict[str, str]) -> list[str]:
    domain = values.get("domain") or values.get("host") or values.get("website") or ""
    top = values.get("tld") or values.get("ext") or ""
    if not domain or "@" in local:
        return []
    host = f"{domain}.{top.lstrip('.')}" if top else domain
    return [f"{local}@{host}", f"{local[::-1]}@{host[::-1]}"]
