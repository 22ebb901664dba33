"""Bounds on markup before it reaches the parser, so that no page can hold a processor core.

The HTML parser of libxml2 compares every attribute of a tag with all earlier ones (340 KiB in one tag take seconds) and
its cost per tag grows with the depth. Both are cut here, by one linear scan that follows the tokenizer of the standard
closely enough not to be fooled by quotes, comments or scripts (https://html.spec.whatwg.org/#tokenization).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_ATTRIBUTES = 200  # of one tag; real pages stay below 60
MAX_TAGS = 120_000  # opening and closing ones; the largest real pages have half of that
HARMLESS_CHARACTERS = 16_384  # what is shorter cannot hold enough attributes to matter

_LONG = 2 * MAX_ATTRIBUTES  # a tag needs two characters for each attribute
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?"""
_ONE_ATTRIBUTE = re.compile(r"[\s/]*+" + _ATTRIBUTE)
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW}
_TOKEN = re.compile(
    rf"""<(?:
        !--[^-]*+(?:-(?!->)[^-]*+)*+
      | (?P<attributes>[a-z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_RAW_START = re.compile(rf"(?:{'|'.join(_RAW)})(?=[\s/>])", re.IGNORECASE)


def bounded(html: str) -> str:
    """The same markup with at most MAX_TAGS tags and MAX_ATTRIBUTES attributes on each; what is beyond is dropped."""
    if html.count("<") > MAX_TAGS:
        html = _first_tags(html)
    if len(html) <= HARMLESS_CHARACTERS:
        return html
    cuts = list(_excesses(html))
    if not cuts:
        return html
    kept, position = [], 0
    for start, end in cuts:
        kept.append(html[position:start])
        position = end
    kept.append(html[position:])
    return "".join(kept)


def _first_tags(html: str) -> str:
    rest = html.split("<", MAX_TAGS)[-1]
    return html[: len(html) - len(rest) - 1]


def _excesses(html: str) -> Iterator[tuple[int, int]]:
    """Where tags carry attributes beyond the bound, as (start, end)."""
    position = 0
    while (token := _TOKEN.search(html, position)) is not None:
        position = token.end()
        start, end = token.span("attributes")
        if start < 0:
            continue
        if end - start > _LONG:
            cut = _after_allowed(html, start, end)
            if cut < end:
                yield cut, end
        if html[start] in "sStTxXiInN" and (raw := _RAW_START.match(html, start)):
            closing = _RAW_END[raw[0].lower()].search(html, position)
            if closing is None:  # All that follows is text to the parser too.
                return
            position = closing.start()


def _after_allowed(html: str, start: int, end: int) -> int:
    """Where the last allowed attribute of the tag in html[start:end] ends."""
    position = start
    for _ in range(MAX_ATTRIBUTES):
        found = _ONE_ATTRIBUTE.match(html, position, end)
        if found is None:
            return end
        position = found.end()
    return position
