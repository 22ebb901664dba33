"""Extensions that stand alone, as in a list of people: `Lukas Zauner, DW 14` beside the one number of the firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import phonenumbers
from phonenumbers import PhoneNumberType

from scraper_sky.scraping.extract.phones import Number
from scraper_sky.scraping.extract.phones.runs import Run
from scraper_sky.scraping.extract.text import around

MAX_EXTENSIONS = 40  # on one page
_ALONE = re.compile(
    r"(?<![\w.])(?:ext(?:ension|\.)?|dw|durchwahl|klappe|nebenstelle|wew\.?|ramal|poste(?=\s\d{3,4}))[\s.:]{0,3}(?:[-–]\s?)?(\d{2,4})"
    r"(?=[ \xa0\x1f]{0,4}(?:[\n,;|·•()]|[–—-]\s|\.\s|\Z))(?!,\d)",
    re.I,
)
_SIGNS = ("ext", "dw", "durchwahl", "klappe", "nebenstelle", "wew", "ramal", "poste ")


def extensions_alone(text: str, found: Sequence[Number], runs: Sequence[Run]) -> Iterator[Number]:
    """Each with the main number, where the page has one: the only one, or the one that the others begin with."""
    lower = text.lower()
    main = _main(found) if any(sign in lower for sign in _SIGNS) else None
    if main is None:
        return
    ends = sorted((run.start, run.end) for run in runs)
    for each in islice(_ALONE.finditer(text), MAX_EXTENSIONS):
        if not any(start < each.end() and each.start() <= end + 2 for start, end in ends):
            snippet = around(text, each.start(), each.end())
            yield replace(main, extension=each[1], as_written=each[0], snippet=snippet)


def _main(found: Iterable[Number]) -> Number | None:
    lines = {each.value: each for each in found if each.value and not (each.fax or each.extension or each.rejected_by)}
    fixed = {value: each for value, each in lines.items() if not _has_no_lines(value)}
    shortest = min(fixed, key=len, default="")
    return fixed[shortest] if shortest and all(value.startswith(shortest) for value in fixed) else None


def _has_no_lines(value: str) -> bool:
    """True for a mobile phone, and for a free number, which leads to the main one."""
    kind = phonenumbers.number_type(phonenumbers.parse(value))
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE)
