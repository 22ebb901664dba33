"""E-mail addresses in data attributes, for a script to put together: in the clear, turned round, encoded, in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.email_candidates import Candidate, in_readings
from scraper_sky.scraping.extract.email_hidden import caesar, rot13, worded
from scraper_sky.scraping.extract.script_strings import from_base64

MAX_ELEMENTS = 5_000
LONGEST_ATTRIBUTE = 400

_HAS_DATA = re.compile(r"data-[a-z_-]{0,30}(?:mail|user|domain|local)")
_DATA_ELEMENTS = etree.XPath("//*[@*[starts-with(name(), 'data-')]]", smart_strings=False)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,400}={0,2}\Z")


def data_attributes(document: Document) -> Iterator[dict[str, str]]:
    """The data attributes of each element that has any, names in lower case and without their `data-`."""
    found = _DATA_ELEMENTS(document.root) if document.root is not None else []
    for element in found[:MAX_ELEMENTS] if isinstance(found, list) else ():
        if isinstance(element, etree._Element):
            pairs = [(str(name), str(value)) for name, value in element.items()]
            yield {name[5:].lower(): value for name, value in pairs if name.startswith("data-")}


def in_attributes(document: Document) -> Iterator[Candidate]:
    """`data-email` in the clear, turned round, in base64 or ROT13; `data-user` with `data-domain`; TYPO3's token."""
    if not _HAS_DATA.search(document.html):
        return
    for values in data_attributes(document):
        for name, value in values.items():
            if len(value) <= LONGEST_ATTRIBUTE:
                yield from in_readings(_texts(name, value, values), as_written=f'data-{name}="{value}"')


def _texts(name: str, value: str, values: dict[str, str]) -> list[str]:
    """What the attribute may stand for, the plainest first."""
    if "mailto-token" in name:
        return [caesar(value) or ""]
    if "mail" in name and "cfemail" not in name:
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
