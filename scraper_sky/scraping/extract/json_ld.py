"""JSON-LD blocks as pages really have them: wrapped in comments, several in a row, with commas too many.

Only schema.org's names are read; contexts are not resolved, no document is ever loaded. https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from scraper_sky.scraping.extract.items import Item, Value, short_name

LONGEST_BLOCK = 1_000_000  # characters
MAX_ITEMS = 1_500
MAX_DEPTH = 14
MAX_BLOCKS = 60

_WRAPPING = re.compile(
    r"\A[\s;]*(?:(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|<!--)?\s*|\s*(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|-->)?[\s;]*\Z"
)
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_DECODER = json.JSONDecoder(strict=False)


def json_ld_items(blocks: list[str]) -> list[Item]:
    """The items of all blocks, the outermost first; what cannot be read is left out."""
    items: list[Item] = []
    for block in blocks[:MAX_BLOCKS]:
        for value in _values(block[:LONGEST_BLOCK]):
            _gather(value, "", 0, items)
    return items


def _values(block: str) -> Iterator[Any]:
    """The JSON values that stand one after the other in a block."""
    text = block.strip()
    if text[:1] not in ("{", "["):
        text = _WRAPPING.sub("", block)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        found = list(_consecutive(attempt))
        if found:
            yield from found
            return


def _consecutive(text: str) -> Iterator[Any]:
    position = 0
    for _ in range(20):
        while position < len(text) and text[position] in " \t\r\n;,":
            position += 1
        if position >= len(text) or text[position] not in "{[":
            return
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value


def _gather(value: Any, role: str, depth: int, items: list[Item]) -> Value | None:
    """Turns a JSON value into items; `role` is the property that led to it. Returns what the parent holds of it."""
    if depth > MAX_DEPTH or len(items) >= MAX_ITEMS:
        return None
    if isinstance(value, list):
        for element in value[:500]:
            _gather(element, role, depth + 1, items)
        return None
    if not isinstance(value, dict):
        return None
    item = Item(types=_types(value), role=role, identifier=str(value.get("@id") or ""))
    if role != "@graph" or item.types:
        items.append(item)
    for key, content in list(value.items())[:200]:
        name = short_name(str(key))
        if name.startswith("@") and name != "@graph":
            continue
        for element in content if isinstance(content, list) else [content]:
            if isinstance(element, dict):
                child = _gather(element, name, depth + 1, items)
                if child is not None:
                    item.properties.setdefault(name, []).append(child)
            elif (
                isinstance(element, str | int | float)
                and not isinstance(element, bool)
                and len(item.properties.get(name, ())) < 200
            ):
                item.properties.setdefault(name, []).append(html.unescape(str(element)).strip())
    return item


def _types(value: dict[str, Any]) -> tuple[str, ...]:
    declared = value.get("@type") or value.get("type") or ()
    names = declared if isinstance(declared, list) else [declared]
    return tuple(short_name(str(name)) for name in names if name)[:8]
