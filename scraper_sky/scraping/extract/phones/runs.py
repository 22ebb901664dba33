"""Runs of digits in a text that have the separators of phone numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper_sky.scraping.extract.document import SEAM
from scraper_sky.scraping.extract.phones.numbers import EXTENSION_WORDS, in_ascii_digits
from scraper_sky.scraping.extract.text import folded

MAX_CANDIDATES = 300  # runs of digits parsed on one page

_SEPARATORS = rf"[ \xa0\u2000-\u200b\u202f\u2060\u00ad.\-‐‑‒–—−/()\[\]·•~\t－（）．／・　{SEAM}]"
_RUN = re.compile(
    rf"\d(?:{_SEPARATORS}{{0,4}}\d){{5,40}}"
    rf"(?>(?:(?:\s?\([^\W\d]{{2,10}}\))?[\s,;(•·|{SEAM}–—-]{{0,8}}(?:{EXTENSION_WORDS})[\s.:{SEAM}-]{{0,4}}\d{{1,7}}(?!\d))?)(?![\w@])",
    re.I,
)
_LEAD = re.compile(rf"(?:[+＋]{_SEPARATORS}{{0,2}}|\({_SEPARATORS}?[+＋]?{_SEPARATORS}?)\Z")
_TIED = re.compile(r"[\w@#=&?%]\Z")
_APART = re.compile(r"[1-9]\d{0,4}\s[·•]\s(?=[+(]?0|\+)")  # the extension in `DW 11 · 0664 4127780`
_GROUP = re.compile(r"\d\d*")  # three times as fast to find as `\d+`
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that may be a number, and where they stand in the text."""

    written: str
    start: int
    end: int


def runs(text: str) -> list[Run]:
    """Every run of 6 to 41 digits with the separators of phone numbers, that no letter is tied to."""
    found: list[Run] = []
    position = 0
    for group in _GROUP.finditer(text):
        start = group.start()
        match = _RUN.match(text, start) if start >= position else None
        if match is None or _APART.match(text, start):
            continue
        lead = _LEAD.search(text, max(0, start - 5), start)
        before = lead.start() if lead else start
        if _TIED.search(text, max(0, before - 1), before):
            continue
        position = match.end()
        found.append(Run(text[before:position], before, position))
        if len(found) >= MAX_CANDIDATES:
            break
    return found


def plain(written: str) -> str:
    """A run as it is shown, without the separators at its end."""
    return folded(written.replace("\xa0", " ")).strip(" .-/–—)]·•~－）．／・")


def count_digits(text: str) -> int:
    return len(_DIGITS.findall(text))


def digits_of(text: str) -> str:
    """The digits alone, as 0 to 9."""
    return "".join(_DIGITS.findall(in_ascii_digits(text)))
