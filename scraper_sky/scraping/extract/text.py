"""Visible text: without the marks of the pass over the tree, white space folded, and windows of it as snippets."""

from __future__ import annotations

import re

from scraper_sky.scraping.extract.document import SEAM

SNIPPET_MARGIN = 50  # characters to each side of what was found

_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """On one line, with single spaces. A seam between inline elements is no space: `<b>H</b>ello` is one word."""
    return _SPACE.sub(" ", text.replace(SEAM, "")).strip()


def visible(text: str) -> str:
    """The text of a page with one line for each block that says something."""
    lines = [" ".join(line.split()) for line in text.replace(SEAM, "").split("\n") if line]
    return "\n".join([line for line in lines if line])


def around(text: str, start: int, end: int) -> str:
    """What stands at text[start:end] with some words on both sides, on one line."""
    return folded(text[max(0, start - SNIPPET_MARGIN) : end + SNIPPET_MARGIN])
