"""E-mail addresses in attributes: for a script to put together, or in words that are read to people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml import etree

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.emails.candidates import Candidate, in_readings
from scraper_sky.scraping.extract.emails.hidden import caesar, rot13, worded
from scraper_sky.scraping.extract.emails.text import openly_written
from scraper_sky.scraping.extract.script_strings import from_base64

MAX_ELEMENTS = 5_000
MAX_READ = 500  # data attributes for an address on one page
MAX_SIGNS = 300  # '@' looked at in the attributes of one page
LONGEST_ATTRIBUTE = 400

_HAS_DATA = re.compile(
    r"data-(?:[a-z_-]{0,30}(?:mail|user|domain|local|rot|enc|crypt|addr)"
    r"""|[\w-]{1,40}\s?=\s?["'][A-Za-z0-9+/]{12,200}={0,2}["'])"""
)
# The bound is in the query: what lxml gives out of it costs, for each element, as many steps as that one is deep.
_DATA_ELEMENTS = etree.XPath(
    f"descendant-or-self::*[@*[starts-with(name(), 'data-')]][position() <= {MAX_ELEMENTS}]", smart_strings=False
)
_JOOMLA = etree.XPath(f"descendant::joomla-hidden-mail[position() <= {MAX_SIGNS}]", smart_strings=False)
_SHOWN = re.compile(r"""\s(aria-label|title|alt|value|data-[\w-]{1,40})\s?=\s?("|')([^"'<>]{0,160})\Z""", re.IGNORECASE)
# Each of the two begins with one text: a search for either in one costs ten times as much.
_DRAWN = re.compile(r"""alt\s?=\s?["']?[(\[]?(?:@|at\b|AT\b|arrob|arob|&#64;)""")
_ICON = re.compile(r"-at\b(?:(?<=fa-at)|(?<=bi-at)|(?<=ico-at)|(?<=icon-at)|(?<=ti-at))")
_PICTURE = re.compile(
    r"""<img\s[^<>]{0,300}?\balt\s?=\s?["']?[(\[]?(?:@|at|arroba|arobase|&#64;)[)\]]?["'\s/>][^<>]{0,200}>?"""
    r"""|<(i|span|em)\s[^<>]{0,80}?["'\s](?:fa|bi|icon|ico|ti)-at(?:-sign)?["'\s][^<>]{0,80}>\s{0,2}</\1>""",
    re.I,
)
_NAME_BEFORE = re.compile(r"([\w.+-]{1,64})\s{0,2}\Z")
_HOST_AFTER = re.compile(r"\s{0,2}([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,400}={0,2}\Z")
_WORDY = re.compile(r"[\[({ ](?:at|a|arroba|arobase|chiocciola|ät|@)[\])} ]", re.I)
_WHOLE = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w.-]{3,190}(?:\?[^\n]{0,200})?\Z")


def data_attributes(document: Document) -> Iterator[dict[str, str]]:
    """The data attributes of each element that has any, names in lower case and without their `data-`."""
    found = _DATA_ELEMENTS(document.root) if document.root is not None else []
    for element in found if isinstance(found, list) else ():
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
    yield from _in_words(document)
    if _DRAWN.search(document.html) or _ICON.search(document.html):
        yield from _in_pictures(document)


def _in_data(document: Document) -> Iterator[Candidate]:
    if not _HAS_DATA.search(document.html):
        return
    read = 0
    for values in data_attributes(document):
        for name, value in values.items():
            if len(value) > LONGEST_ATTRIBUTE or read > MAX_READ:
                continue
            texts = _texts(name, value, values)
            read += bool(texts) or _is_for_mail(name)
            yield from in_readings(texts, as_written=f'data-{name}="{value}"')


def _in_joomla(document: Document) -> Iterator[Candidate]:
    """Joomla's own element: the parts of the address in base64, in `first` and `last`."""
    found = _JOOMLA(document.root) if document.root is not None else []
    for element in found if isinstance(found, list) else ():
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


def _in_words(document: Document) -> Iterator[Candidate]:
    """`title="info (at) acme.de"` of links, and the descriptions of pictures."""
    titles = ((anchor.element.get(name), name) for anchor in document.anchors for name in ("title", "aria-label"))
    labels = chain(titles, ((image.element.get("alt"), "alt") for image in document.images))
    worth = ((text[:LONGEST_ATTRIBUTE], name) for text, name in labels if text and _WORDY.search(text))
    for text, name in islice(worth, MAX_SIGNS):
        for hit in worded(text, document.host):
            yield Candidate(hit.address, Method.HTML, text[:200], f'{name}="{text}"'[:160])


def _texts(name: str, value: str, values: dict[str, str]) -> list[str]:
    """What the attribute may stand for, the plainest first."""
    if "mailto-token" in name:
        return [caesar(value) or ""]
    if name.startswith("rot") or "rot13" in name:
        return [rot13(value)]
    if _is_for_mail(name):
        return _readings(value)
    if name in ("user", "name", "local", "localpart", "u", "address"):
        return _with_domain(value, values)
    return _in_base64(value)


def _is_for_mail(name: str) -> bool:
    return any(word in name for word in ("mail", "enc", "crypt", "addr")) and "cfemail" not in name


def _readings(value: str) -> list[str]:
    readings = [value, value[::-1]] if "@" in value else []
    for text in (value, rot13(value)):
        readings += [hit.address for hit in worded(text, "")]
    plain = value.replace("[at]", "@")
    readings += [rot13(plain)] if "@" in plain else []
    if _BASE64.match(value):
        readings.append(from_base64(value))
    return readings


def _in_base64(value: str) -> list[str]:
    """Of an attribute whose name tells nothing, what is an address and nothing else."""
    text = from_base64(value) if _BASE64.match(value) else ""
    return [text] if _WHOLE.match(text) else []


def _with_domain(local: str, values: dict[str, str]) -> list[str]:
    domain = values.get("domain") or values.get("host") or values.get("website") or ""
    top = values.get("tld") or values.get("ext") or ""
    if not domain or "@" in local:
        return []
    host = f"{domain}.{top.lstrip('.')}" if top else domain
    return [f"{local}@{host}", f"{local[::-1]}@{host[::-1]}"]
