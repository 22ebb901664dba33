"""Opening hours in the visible text: days of the week with times behind them, in the language of the page.

It would rather say nothing than mix the hours of two shops, of a shop and its hotline, or a timetable of courses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scraper_sky.scraping.extract.hours_words import CLOSED_OR_OTHER, DAYS, FULL, OPENING, SEVERAL, SHORT
from scraper_sky.scraping.extract.places import day_ranges

MOST_TIMES = 40  # ranges of hours on a page; more are a timetable
BEFORE = 75  # characters before the hours in which their days stand
ANNOUNCED = 160  # characters before the first of them in which they may be announced
GAP = 90  # characters between two entries of one table
CLOSE = 45  # characters before the first of them in which a word for something else refuses them
MOST_BETWEEN = 12  # characters between `8-12` and `13-17` of the same day
DAYS_UNANNOUNCED = 4  # that a table must cover to speak for itself
LATEST_NIGHT = 6 * 60  # minutes from midnight up to which a bar that closes after it may be open

_TIME = r"(\d{1,2})(?!\d)(?:\s?[:.h]\s?([0-5]\d))?(?:\s?(am|pm|a\.m\.|p\.m\.|uhr|hs?|hrs|godz|год|ч)\b\.?)?"
_TO = (
    r"\s{0,2}(?:[-–—−~〜～]|to|till|until|thru|through|bis|à|au|a|al|alle|às|ate|até|do|tot|t/m|til|till|и?\s?до|по|ile|kuni"
    r"|līdz|iki|đến|s/d)\s{0,2}"
)
_RANGE = re.compile(rf"(?<![\d.,:/+-]){_TIME}{_TO}{_TIME}(?![\d:%€$]|[.,/-]\d)", re.IGNORECASE)
_BETWEEN_RANGES = re.compile(
    r"\s{0,2}(?:,|/|&|\+|und|and|et|e|y|i|a|en|og|och|ja|și|и|та|ve|u|oraz|\||;)?\s{0,2}(?:de|von|from|dalle|od)?\s{0,2}\Z",
    re.I,
)
_GLUE = (
    r"[\s:.,–—|(-]{0,5}(?:(?:from|von|vom|de|das|dalle(?:\sore)?|ore|od|klo|kl\.?|van|с|з|от|between|at|um|h|hours?|open|geöffnet"
    r"|ouvert|abierto|aperto|orario|godz\.?|g\.|uur)[\s:.]{1,3}){0,2}\Z"
)
_AND = r"\s{0,2}(?:,|/|&|\+|und|and|et|e|y|i|a|en|og|och|ja|și|и|та|ve|·|、|・)\s{0,2}"
_ANNOUNCED = re.compile(OPENING, re.IGNORECASE)
_OTHER = re.compile(CLOSED_OR_OTHER, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    days: tuple[int, ...]
    times: tuple[tuple[int, int], ...]  # from and to, in minutes from midnight
    start: int
    end: int


def hours_in(text: str, language: str) -> tuple[str, str]:
    """`Mo-Fr 09:00-17:00; Sa 10:00-14:00` and the text it was read from; two empty texts where that is not sure."""
    tables = [table for table in _tables(_entries(text, language)) if _speaks_of_opening(table, text)]
    lines = {line: table for table in tables if (line := _line(table))}
    if len(lines) != 1:
        return "", ""
    line, table = next(iter(lines.items()))
    return line, " ".join(text[table[0].start : table[-1].end].split())[:160]


def _entries(text: str, language: str) -> Iterator[_Entry]:
    found = [match for match, _ in zip(_RANGE.finditer(text), range(MOST_TIMES + 1), strict=False)]
    if not found or len(found) > MOST_TIMES:
        return
    reader = _reader(language)
    last: _Entry | None = None
    for match in found:
        times = _times(match, english=language in ("en", ""))
        if times is None:
            continue
        between = text[last.end : match.start()] if last is not None else ""
        if last is not None and len(between) < MOST_BETWEEN and _BETWEEN_RANGES.match(between):
            last = _Entry(last.days, (*last.times, times), last.start, match.end())
            continue
        if last is not None:
            yield last
        start = max(0, match.start() - BEFORE)
        named = reader.at_end.search(text[start : match.start()].lower())
        days = reader.days(named["days"]) if named else ()
        last = _Entry(days, (times,), start + named.start(), match.end()) if named and days else None
    if last is not None:
        yield last


def _times(found: re.Match[str], *, english: bool) -> tuple[int, int] | None:
    """Minutes from midnight of both ends; None for what is no time of day."""
    from_hour, to_hour = int(found[1]), int(found[4])
    if from_hour > 24 or to_hour > 24:
        return None
    bare = not (found[2] or found[3] or found[5] or found[6])
    starts, ends = (found[3] or "").lower()[:1], (found[6] or "").lower()[:1]
    if ends in ("a", "p"):
        starts = starts or (ends if from_hour % 12 < to_hour % 12 else "a")
        from_hour, to_hour = from_hour % 12 + 12 * (starts == "p"), to_hour % 12 + 12 * (ends == "p")
    elif bare and english and to_hour <= from_hour <= 12:
        to_hour += 12  # `9-5`
    low, high = 60 * from_hour + int(found[2] or 0), 60 * to_hour + int(found[5] or 0)
    return (low, high) if low < high or high <= LATEST_NIGHT else None


class _Reader:
    """Understands the days of the week of one language, and their full names in all the others."""

    def __init__(self, language: str) -> None:
        self._names: dict[str, int] = {}
        for forms in (*FULL.values(), FULL.get(language, ""), SHORT.get(language, "")):
            for index, day in enumerate(forms.split()):
                self._names.update(dict.fromkeys(day.split("/"), index))
        self._several = {word: days for days, group in SEVERAL.items() for word in group}
        ordered = sorted((*self._names, *self._several), key=len, reverse=True)
        day = rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)\.?"
        # In Czech and Slovak `a` is `and`, in Spanish and Italian `to`.
        self._to = re.compile(_TO.replace("|a|", "|") if language in ("cs", "sk", "sl", "hu", "pl", "hr") else _TO)
        self._day = re.compile(rf"(?<!\w){day}")
        self.at_end = re.compile(rf"(?<!\w)(?P<days>{day}(?:(?:{_TO}|{_AND}){day}){{0,7}}){_GLUE}")

    def days(self, text: str) -> tuple[int, ...]:
        """The days of `mo-fr`, of `sat & sun`, of `daily`; in the order of the week."""
        found: list[int] = []
        end = 0
        for match in self._day.finditer(text):
            name = match[0].rstrip(".")
            if name in self._several:
                first, last = self._several[name].split("-")
                found += range(DAYS.index(first), DAYS.index(last) + 1)
                continue
            day = self._names[name]
            if found and self._to.fullmatch(text[end : match.start()]):
                low = found[-1]
                found += range(low, day + 1) if low <= day else (*range(low, 7), *range(day + 1))
            found.append(day)
            end = match.end()
        return tuple(sorted(set(found)))


_reader = lru_cache(maxsize=40)(_Reader)


def _tables(entries: Iterator[_Entry]) -> list[list[_Entry]]:
    """Entries that follow each other closely are one table."""
    tables: list[list[_Entry]] = []
    for entry in entries:
        if tables and entry.start - tables[-1][-1].end <= GAP:
            tables[-1].append(entry)
        else:
            tables.append([entry])
    return tables


def _speaks_of_opening(table: list[_Entry], text: str) -> bool:
    start = table[0].start
    before = text[max(0, start - ANNOUNCED) : start]
    if _OTHER.search(before[-CLOSE:]):
        return False
    return bool(_ANNOUNCED.search(before)) or len({day for entry in table for day in entry.days}) >= DAYS_UNANNOUNCED


def _line(table: list[_Entry]) -> str:
    """The table on one line; empty if two entries contradict each other."""
    hours: dict[int, list[tuple[int, int]]] = {}
    for entry in table:
        for day in entry.days:
            known = hours.setdefault(day, [])
            known += [times for times in entry.times if times not in known]
    for known in hours.values():
        known.sort()
        if any(late[0] < early[1] for early, late in pairwise(known)):
            return ""
    days: dict[str, list[int]] = {}
    for day in sorted(hours):
        days.setdefault(",".join(f"{_clock(low)}-{_clock(high)}" for low, high in hours[day]), []).append(day)
    return "; ".join(f"{day_ranges(indexes)} {times}" for times, indexes in days.items())


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
