"""Visible text: without the marks of the pass over the tree, white space folded, and windows of it as snippets."""

from __future__ import annotations

from scraper_sky.scraping.extract.document import SEAM

SNIPPET_MARGIN = 50  # characters to each side of what was found

# The white space that the pass over the tree leaves as it is.
_ODD_SPACES = (
    "\x0b\x1c\x1d\x1e\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000\t\x0c\r"
)


def folded(text: str) -> str:
    """On one line, with single spaces. A seam between inline elements is no space: `<b>H</b>ello` is one word."""
    return " ".join(text.replace(SEAM, "").split())


def visible(text: str) -> str:
    """The text of a page with one line for each block that says something."""
    text = text.replace(SEAM, "")
    for sign in _ODD_SPACES:
        text = text.replace(sign, " ")
    return "\n".join([stripped for line in single_spaced(text).split("\n") if (stripped := line.strip())])


def single_spaced(text: str) -> str:
    """The text with one space for every run of spaces: each turn halves the runs, so the time stays linear."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def around(text: str, start: int, end: int) -> str:
    """What stands at text[start:end] with some words on both sides, on one line."""
    return folded(text[max(0, start - SNIPPET_MARGIN) : end + SNIPPET_MARGIN])
