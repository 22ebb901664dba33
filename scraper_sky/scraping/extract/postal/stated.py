"""Addresses that a page states outside of an organisation: on their own, by the names of classes, in a script's data.

Names of classes are those of hCard and h-adr (https://microformats.org/wiki/h-adr) and of Drupal's and
Joomla's addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from lxml import etree

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.digits import numbers_in
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.items import Item
from scraper_sky.scraping.extract.postal.every import every_address
from scraper_sky.scraping.extract.postal.places import address_facts, address_parts
from scraper_sky.scraping.extract.state import has_state
from scraper_sky.scraping.extract.wordlists import words

MOST_PLACES = 12  # different ones on a page that is not a list of dealers
MAX_ELEMENTS = 200
MAX_TEXTS = 400  # of elements with the name of a part, on one page
MAX_CODES = 40  # looked at in the data of one script
LONGEST_PART = 120  # characters
_REACH = 500  # characters of data around a postal code in which the other parts stand

_PARTS = ("street", "extra", "code", "city", "region", "country")
_Parts = dict[str, str]

_CLASSES = {
    "street-address": "street", "p-street-address": "street", "address-line1": "street", "thoroughfare": "street",
    "extended-address": "extra", "p-extended-address": "extra", "address-line2": "extra", "premise": "extra",
    "postal-code": "code", "p-postal-code": "code", "locality": "city", "p-locality": "city", "region": "region",
    "p-region": "region", "administrative-area": "region", "country-name": "country", "p-country-name": "country",
    "country": "country", "contact-street": "street", "contact-postcode": "code", "contact-suburb": "city",
    "contact-state": "region", "contact-country": "country",
}  # fmt: skip
_SIGNS = ("street-address", "address-line1", "postal-code", "p-locality", "contact-suburb")
_CONTAINERS = words("adr h-adr p-adr vcard h-card address contact-address")
_NOT_THE_OWNER = words("vevent h-event hreview h-review h-entry hentry")
_NAMED = etree.XPath(
    "descendant-or-self::*[contains(@class,'street-address') or contains(@class,'address-line1')"
    " or contains(@class,'postal-code') or contains(@class,'locality') or contains(@class,'contact-suburb')]"
    f"[position() <= {MAX_ELEMENTS}]",
    smart_strings=False,
)
_TEXT = etree.XPath("string()", smart_strings=False)

_CODE_KEYS = ("postalCode", "postal_code", "postcode", "postCode", "zipCode", "zip_code", '"zip"')
_KEYS = {
    "street": "street", "streetAddress": "street", "street_address": "street", "addressLine1": "street",
    "address_line_1": "street", "address_line1": "street", "address1": "street", "line1": "street",
    "addressLine2": "extra", "address2": "extra", "line2": "extra",
    "postalCode": "code", "postal_code": "code", "postcode": "code", "postCode": "code", "zipCode": "code",
    "zip_code": "code", "zip": "code", "city": "city", "addressLocality": "city", "locality": "city", "town": "city",
    "country": "country", "addressCountry": "country",
}  # fmt: skip
_QUOTES, _TEXT_ENDS = ('":', "&quot;:"), ("ddress", "dresse", "nschrift", "irizzo")
_TEXT_PAIR = re.compile(
    r'(?:[Aa]ddress|[Aa]dresse|[Aa]nschrift|[Ii]ndirizzo)(?:"|&quot;):\s?(?:"|&quot;)([^"<>{}&\n]{12,160})(?:"|&quot;)'
)
_PAIR = re.compile(rf'(?<![\w-])"?({"|".join(_KEYS)})"?\s{{0,3}}:\s{{0,3}}"((?>(?:[^"\\\n]|\\.){{1,{LONGEST_PART}}}))"')


def places_elsewhere(document: Document, items: Iterable[Item], ending: str) -> Iterator[Fact]:
    """The facts of one address, the first of the most trusted kind that there is."""
    url = document.url
    for item in _unowned(items):
        found = [*address_facts(item, ending)]
        if found:
            yield from (Fact(name, value, url, Method.MICRODATA, "PostalAddress") for name, value in found)
            return
    for places, method, snippet in (
        (_by_classes(document), Method.MICRODATA, "class"),
        (chain(_in_data(document), _in_one_text(document, ending)), Method.SCRIPT, "data of a script"),
    ):
        distinct = {tuple(place.values()): place for place in islice(places, MAX_ELEMENTS)}
        first = next(iter(distinct.values()), None)
        if first is None or len(distinct) > MOST_PLACES:
            continue
        street = ", ".join(filter(None, (first["street"], first["extra"])))
        found = [*address_parts(street, first["code"], first["city"], first["region"], first["country"])]
        yield from (Fact(name, value, url, method, f"{snippet}: {value}"[:160]) for name, value in found)
        return


def _unowned(items: Iterable[Item]) -> Iterator[Item]:
    """Addresses that are no part of something else."""
    items = [*items]
    parts = {id(value) for item in items for value in chain(*item.properties.values()) if isinstance(value, Item)}
    return (item for item in items if "PostalAddress" in item.types and id(item) not in parts)


def _by_classes(document: Document) -> Iterator[_Parts]:
    if document.root is None or not document.has_class_with(_SIGNS):
        return
    found = _NAMED(document.root)
    seen: set[etree._Element] = set()
    texts = 0
    for element in found if isinstance(found, list) else ():
        container = _container(element)
        if container is None or container in seen:
            continue
        seen.add(container)
        parts = dict.fromkeys(_PARTS, "")
        for each in islice(container.iter(), MAX_ELEMENTS):
            for name in _names(each):
                part = _CLASSES.get(name)
                if part and not parts[part]:
                    texts += 1
                    if texts > MAX_TEXTS:
                        return
                    parts[part] = " ".join(str(_TEXT(each))[: LONGEST_PART * 2].split()).strip(" ,")[:LONGEST_PART]
        if parts["city"] and (parts["street"] or parts["code"]):
            yield parts


def _container(element: object) -> etree._Element | None:
    """The element that holds all parts; None for the place of an event and the like."""
    if not isinstance(element, etree._Element):
        return None
    container = element.getparent()
    nearest = True
    for ancestor in islice(element.iterancestors(), 12):
        names = _names(ancestor)
        if not _NOT_THE_OWNER.isdisjoint(names):
            return None
        if nearest and not _CONTAINERS.isdisjoint(names):
            container, nearest = ancestor, False
    return container


def _names(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _in_data(document: Document) -> Iterator[_Parts]:
    for script in document.scripts:
        if not any(key in script.text for key in _CODE_KEYS) or not has_state(script):
            continue
        text = script.text.replace('\\"', '"') if "__next_f" in script.text[:2_000] else script.text
        for position in islice(_positions(text), MAX_CODES):
            start = max(text.rfind("{", max(0, position - _REACH), position), 0)
            end = text.find("}", position, position + _REACH)
            parts = dict.fromkeys(_PARTS, "")
            for key, value in _PAIR.findall(text, start, end if end > 0 else position + _REACH):
                parts[_KEYS[key]] = parts[_KEYS[key]] or _unescaped(value)
            # Forms have the names of the fields in the place of an address.
            if parts["city"] and parts["street"] and any(map(str.isdigit, parts["code"])):
                yield parts


def _in_one_text(document: Document, ending: str) -> Iterator[_Parts]:
    """`"address": "12 rue du Port, 44100 Nantes"` in the data of a map."""
    quotes = [quote for quote in _QUOTES if quote in document.html]
    if not any(f"{end}{quote}" in document.html for quote in quotes for end in _TEXT_ENDS):
        return
    for found in islice(_TEXT_PAIR.finditer(document.html), MAX_CODES):
        text = _unescaped(found[1])
        for each in islice(every_address(text, ending, numbers_in(text)), 1):
            yield dict(zip(_PARTS, (each.street, "", each.code, each.city, each.region, ""), strict=True))


def _positions(text: str) -> Iterator[int]:
    for key in _CODE_KEYS:
        position = text.find(key)
        while position >= 0:
            yield position
            position = text.find(key, position + 1)


def _unescaped(text: str) -> str:
    try:
        return " ".join(str(json.loads(f'"{text}"')).split())
    except ValueError:
        return text
