"""What elements hold as JSON for a script: `data-popup='{"tel": "02 40 73 18 46"}'` of the markers on a map."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.state import StateString, strings_in

MAX_ATTRIBUTES = 200
LONGEST_VALUE = 20_000  # characters
MAX_STRINGS = 1_000

_SIGNS = ('="{', "='{", '="[', "='[")
_VALUES = etree.XPath(
    "(descendant-or-self::*/@*[starts-with(name(), 'data-')][starts-with(., '{') or starts-with(., '[')])"
    f"[position() <= {MAX_ATTRIBUTES}]",
    smart_strings=False,
)


def attribute_strings(document: Document) -> Iterator[StateString]:
    """The strings of such data, unescaped, in their order."""
    if document.root is None or not any(sign in document.html for sign in _SIGNS):
        return
    values = _VALUES(document.root)
    texts = (str(value)[:LONGEST_VALUE] for value in values) if isinstance(values, list) else iter(())
    yield from islice((each for text in texts for each in strings_in(text)), MAX_STRINGS)
