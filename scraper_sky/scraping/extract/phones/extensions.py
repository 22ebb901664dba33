"""Extensions that stand alone, as in a list of people: `Lukas Zauner, DW 14` beside the one number of the firm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import phonenumbers
from phonenumbers import PhoneNumberType

from scraper_sky.scraping.extract.phones import Number
from scraper_sky.scraping.extract.phones.runs import Run
from scraper_sky.scraping.extract.text import around

MAX_EXTENSIONS = 40  # on one page
_ALONE = re.compile(
    r"(?<![\w.])(?:ext(?:ension(?:e?s)?|s)?\.?|dw|durchwahl|klappe|nebenstelle|wew\.?|ramal|poste(?=\s\d{3,4}))"
    r"[\s.:]{0,3}(?:[-–]\s?)?"
    r"(\d{2,4}(?:(?:,\s|\s?/\s?|\s(?:y|e|o|ou|and|or|und|oder|et)\s)\d{2,4}(?!\d)){0,6})"
    r"(?=[ \xa0\x1f]{0,4}(?:[\n,;|/·•()]|[–—-]\s|\.\s|\Z))(?!,\d)",
    re.I,
)
_NUMBER = re.compile(r"\d\d*")
_SIGNS = ("ext", "dw", "durchwahl", "klappe", "nebenstelle", "wew", "ramal", "poste ")


def extensions_alone(text: str, found: Sequence[Number], runs: Sequence[Run]) -> Iterator[Number]:
    """Each with the main number, where the page has one: the only one, or the one that the others begin with."""
    lower = text.lower()
    if not found or not any(sign in lower for sign in _SIGNS):
        return
    main = _main(found)
    ends = sorted((run.start, run.end) for run in runs)
    for each in islice(_ALONE.finditer(text), MAX_EXTENSIONS):
        gap = 2 if each[1].isdigit() else -1  # one right behind a number was read with it, several were not
        if not any(start < each.end() and each.start() <= end + gap for start, end in ends):
            number = _on_its_line(text, each.start(), found, runs) or main
            if number is None:
                continue
            snippet = around(text, each.start(), each.end())
            for own in _NUMBER.findall(each[1]):
                yield replace(number, extension=own, as_written=each[0], snippet=snippet)


def _on_its_line(text: str, position: int, found: Sequence[Number], runs: Sequence[Run]) -> Number | None:
    """The last number in front of it on its line."""
    line = text.rfind("\n", 0, position) + 1
    last = next((run.written for run in reversed(runs) if line <= run.start < position), "")
    return next((each for each in found if last and each.value and each.as_written in last and _is_line(each)), None)


def _is_line(number: Number) -> bool:
    return not (number.fax or number.rejected_by)


def _main(found: Sequence[Number]) -> Number | None:
    lines = {each.value: each for each in found if each.value and _is_line(each)}
    fixed = {value: each for value, each in lines.items() if not _has_no_lines(value)}
    fixed = {value: each for value, each in fixed.items() if not each.extension} or fixed
    shortest = min(fixed, key=len, default="")
    return fixed[shortest] if shortest and all(value.startswith(shortest) for value in fixed) else None


def _has_no_lines(value: str) -> bool:
    """True for a mobile phone, and for a free number, which leads to the main one."""
    kind = phonenumbers.number_type(phonenumbers.parse(value))
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE)
