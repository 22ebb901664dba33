"""What a page says that its visible text does not show: the words for readers without scripts, and the data from which
a script would draw the page (Next.js, Nuxt and their like)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from scraper_sky.scraping.extract.document import Document, Script

MAX_STRINGS = 5_000  # looked at in the data of one page
MAX_NOSCRIPTS = 50
LONGEST_NOSCRIPT = 4_000  # characters

_NOSCRIPTS = etree.XPath(f"descendant::noscript[position() <= {MAX_NOSCRIPTS}]", smart_strings=False)
_STATE_SIGNS = (
    "__NUXT", "__NEXT_DATA__", "__INITIAL_STATE__", "__PRELOADED_STATE__", "__APOLLO_STATE__", "__remix",
    "__next_f",
)  # fmt: skip
_STRING = re.compile(r'"((?>(?:[^"\\\n]|\\.){5,200}))"')


@dataclass(frozen=True, slots=True)
class StateString:
    """A string in the data of a page, and what stands right before it, its name mostly."""

    text: str
    before: str


def with_noscript(document: Document) -> Document:
    """The document, its text followed by what it says to readers without scripts."""
    if "<noscript" not in document.html or document.root is None:
        return document
    found = _NOSCRIPTS(document.root)
    elements = [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []
    outer = set(elements)
    texts = [_text(element) for element in elements if outer.isdisjoint(element.iterancestors())]
    said = "\n".join(text for text in texts if text)
    return replace(document, text=f"{document.text}\n{said}") if said else document


def _text(element: etree._Element) -> str:
    text = " ".join(str(part) for part in element.itertext())[:LONGEST_NOSCRIPT]
    return "" if "<" in text else text.strip()  # In the head, markup is text to the parser.


def has_state(script: Script) -> bool:
    """True for data that a script draws the page from."""
    return script.type == "application/json" or any(sign in script.text[:2_000] for sign in _STATE_SIGNS)


def state_strings(document: Document) -> Iterator[StateString]:
    """The strings of the data that a script draws the page from, unescaped, in their order."""
    count = 0
    for script in document.scripts:
        if not has_state(script):
            continue
        # React streams its data as JSON within a string.
        text = script.text.replace('\\"', '"') if "__next_f" in script.text[:2_000] else script.text
        for each in strings_in(text):
            count += 1
            if count > MAX_STRINGS:
                return
            yield each


def strings_in(text: str) -> Iterator[StateString]:
    """The strings of JSON."""
    for match in _STRING.finditer(text):
        yield StateString(_unescaped(match[1]), text[max(0, match.start() - 24) : match.start()])


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text
