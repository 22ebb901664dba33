"""Microdata (https://html.spec.whatwg.org/#microdata) and RDFa Lite as items of schema.org types."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.items import Item, Value, short_name

MAX_ELEMENTS = 3_000
MAX_ANCESTORS = 60
MOST_NESTED = 4  # properties around one whose text is read; each of them repeats that text
LONGEST_TEXT = 500

_FIRST = f"[position() <= {MAX_ELEMENTS}]"
_MICRODATA = etree.XPath(f"descendant-or-self::*[@itemprop or @itemscope]{_FIRST}", smart_strings=False)
_RDFA = etree.XPath(f"descendant-or-self::*[@typeof or (@property and not(self::meta))]{_FIRST}", smart_strings=False)
_TEXT = etree.XPath("string()", smart_strings=False)


def markup_items(document: Document) -> list[Item]:
    """The items of both syntaxes, in the order of the page."""
    if document.root is None:
        return []
    items: list[Item] = []
    if "itemprop" in document.html:
        items += _items(document.root, _MICRODATA, "itemscope", "itemtype", "itemprop")
    if "typeof=" in document.html and "schema.org" in document.html:
        items += _items(document.root, _RDFA, "typeof", "typeof", "property")
    return items


def _items(root: etree._Element, query: etree.XPath, scope: str, kind: str, prop: str) -> list[Item]:
    items: dict[etree._Element, Item] = {}
    read: set[etree._Element] = set()  # whose text is a value
    found = query(root)
    for element in found if isinstance(found, list) else ():
        if not isinstance(element, etree._Element):
            continue
        names = (element.get(prop) or "").split()
        value: Value
        if element.get(scope) is not None:
            types = tuple(
                short_name(name.rstrip("/").replace("schema:", "")) for name in (element.get(kind) or "").split()
            )
            value = items[element] = Item(types=types[:4], role=short_name(names[0]) if names else "")
        elif names:
            value = _value(element, read)
        else:
            continue
        owner = _owner(element, items)
        if owner is not None and value:
            for name in names[:4]:
                owner.properties.setdefault(short_name(name), []).append(value)
    return list(items.values())


def _owner(element: etree._Element, items: dict[etree._Element, Item]) -> Item | None:
    for count, ancestor in enumerate(element.iterancestors()):
        if ancestor in items:
            return items[ancestor]
        if count > MAX_ANCESTORS:
            return None
    return None


def _value(element: etree._Element, read: set[etree._Element]) -> str:
    """The value of a property; one whose value is its text joins `read`."""
    stated = _stated(element)
    if stated is not None:
        return stated
    around = islice(element.iterancestors(), MAX_ANCESTORS) if read else ()
    if sum(ancestor in read for ancestor in around) > MOST_NESTED:
        return ""
    read.add(element)
    return " ".join(str(_TEXT(element))[: LONGEST_TEXT * 4].split())[:LONGEST_TEXT]


def _stated(element: etree._Element) -> str | None:
    """What an attribute says; None where the text is the value."""
    tag = element.tag
    for attribute in ("content", "datetime") if tag in ("meta", "time", "data", "span", "div", "p") else ():
        stated = element.get(attribute)
        if stated:
            return stated
    if tag in ("a", "link", "area"):
        return element.get("href") or ""
    if tag in ("img", "embed", "iframe", "source", "audio", "video"):
        return element.get("src") or element.get("data-src") or ""
    stated = element.get("content")
    return " ".join(stated.split())[:LONGEST_TEXT] if stated else None
