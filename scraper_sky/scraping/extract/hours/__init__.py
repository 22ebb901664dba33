"""Opening hours in the visible text: days of the week with times beside them, in the language of the page.

It would rather say nothing than mix the hours of two shops, of a shop and its hotline, or a timetable of courses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from scraper_sky.scraping.extract.digits import Span, numbers_in
from scraper_sky.scraping.extract.hours.clock import Hours, clock, ranges_in, times_of
from scraper_sky.scraping.extract.hours.days import WEEK, Reader, reader_of
from scraper_sky.scraping.extract.hours.marks import marked_rows
from scraper_sky.scraping.extract.hours.stated import day_ranges
from scraper_sky.scraping.extract.hours.words import ON_REQUEST, OPENING, OTHER
from scraper_sky.scraping.extract.word_patterns import either

MOST_TIMES = 40  # ranges of hours on a page; more are a timetable
BEFORE = 75  # characters before the hours in which their days stand
BEHIND = 45  # characters behind the hours in which they stand in some countries, and those on which it is closed
ANNOUNCED = 160  # characters before the first of them in which they may be announced
ANNOUNCED_CLOSELY = 30  # before hours that no day stands beside
OPEN_BEFORE = 25  # characters before `24/7` in which it must say that a place is open
GAP = 90  # characters between two entries of one table
CLOSE = 100  # characters before the first of them in which a word for something else refuses them
MOST_BETWEEN = 12  # characters between `8-12` and `13-17` of the same day
DAYS_UNANNOUNCED = 4  # that a table must cover to speak for itself
DAYS_BESIDE_ADDRESS = 3  # that are enough beside an address or a telephone number
NEIGHBOUR = 60  # characters to both sides in which such a number counts

_BETWEEN_RANGES = re.compile(
    r"\s{0,2}(?:,|/|&|\+|und|u\.|and|et|e|y|i|a|en|og|och|ja|și|и|та|ve|u|oraz|και|و|ו|、|،|·|\||;)?\s{0,2}(?:de|von|from|dalle|od|من|از)?\s{0,2}\Z",
)
_ANNOUNCED = re.compile(either(OPENING))
_OTHER = re.compile(either(OTHER))
_ON_REQUEST = re.compile(rf"\s?(?:uhr|h|kl)?\.?[\s(]{{0,2}}(?:only\s|nur\s|uniquement\s)?(?:{ON_REQUEST})")
_NUMBER = re.compile(r"\d{4,6}(?!\d)|\d[\d ()./-]{6,}\d")  # of a telephone or a postal code
_NUMBER_AND_BRACKET = re.compile(
    r"\d[\d\s/.-]{5,}\s?\([^()\n]{0,20}\Z"
)  # `0800 466 448 (Mo-Fr 9-15)`: when they answer
_CALL_BEHIND = re.compile(r"[\s,]{0,2}(?:au|unter|at|on|al|op|pod|по)\s(?:tel\S{0,6}\s)?[+(]?\d[\d\s./()-]{6,}")
_NOON = re.compile(r"(?<!\w)(?:(?:12\s)?noon|midnight)(?!\w)")
_NEVER_CLOSES = re.compile(
    r"24\s?(?:/\s?7(?!\w)|(?:hours|h|heures|horas|ore|st[ou]nd\w*)(?:\sa\sday)?,?\s?(?:/|7/7|7j/7|7\sdays|an\s7)|時間営業|시간\s?영업|小时营业)"
    r"|rund\sum\sdie\suhr|круглосуточно"
)
_OPEN = re.compile(
    r"(?<!\w)(?:open|geöffnet|ouvert|abiert[oa]|apert[oa]|abert[oa]|otwarte|otevřeno|nyitva|öppet|åpent|åbent|auki|открыт\w?|работаем|açık)"
    r"[^\n.!?]{0,12}\Z|(?:営業|年中無休|영업|营业)[^\n]{0,12}\Z"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    days: tuple[int, ...]
    times: tuple[tuple[int, int], ...]  # from and to, in minutes from midnight
    start: int
    end: int


_Table = list[_Entry]
_Week = dict[int, tuple[tuple[int, int], ...]]


def hours_in(text: str, language: str, numbers: Sequence[Span]) -> tuple[str, str]:
    """`Mo-Fr 09:00-17:00; Sa 10:00-14:00` and the text it was read from; two empty texts where that is not sure.

    `numbers` are where those in `text` begin and end.
    """
    lower = _lower(text)
    plain = _with_noon_in_figures(lower)
    ranges = ranges_in(plain, numbers if plain is lower else numbers_in(plain))
    tables = _tables(_entries(plain, ranges, language), plain) + _marked(plain)
    weeks = [(week, table) for table in tables if (week := _week(table)) and _speaks_of_opening(table, plain)]
    announced = [pair for pair in weeks if _is_announced(pair[1], plain)]
    chosen = _fullest(announced or weeks)
    if chosen is not None:
        week, table = chosen
        return _line(week), " ".join(text[table[0].start : table[-1].end].split())[:160]
    return ("", "") if tables else _always(plain)


def _lower(text: str) -> str:
    """In lower case, in as many characters."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.replace("İ", "i").lower()  # `İ` becomes two.


def _with_noon_in_figures(lower: str) -> str:
    """Midnight too, in as many characters."""
    return _NOON.sub(_in_figures, lower) if "noon" in lower or "midnight" in lower else lower


def _in_figures(found: re.Match[str]) -> str:
    return ("12pm" if found[0].endswith("noon") else "12am").ljust(len(found[0]))


def _always(text: str) -> tuple[str, str]:
    """For a place that never closes."""
    for sign in islice(_NEVER_CLOSES.finditer(text), MOST_TIMES):
        found = _OPEN.search(text, max(0, sign.start() - OPEN_BEFORE), sign.start())
        line = text.rfind("\n", 0, sign.start()) + 1
        if found is not None and found.start() >= line and not _OTHER.search(text, line, sign.end() + BEHIND):
            return "Mo-Su 00:00-24:00", text[found.start() : sign.end()]
    return "", ""


def _entries(text: str, ranges: Iterator[Hours], language: str) -> Iterator[_Entry]:
    found = [*islice(ranges, MOST_TIMES + 1)]
    if not found or len(found) > MOST_TIMES:
        return
    reader = reader_of(language)
    last: _Entry | None = None
    for hours in found:
        times = times_of(hours, english=language in ("en", ""))
        if times is None:
            continue
        between = text[last.end : hours.start] if last is not None else ""
        if last is not None and len(between) < MOST_BETWEEN and _BETWEEN_RANGES.match(between):
            last = replace(last, times=(*last.times, times), end=hours.end)
            continue
        if last is not None:
            yield last
        last = _entry(text, hours, times, reader, last.end if last is not None else 0)
    if last is not None:
        yield last


def _entry(text: str, hours: Hours, times: tuple[int, int], reader: Reader, done: int) -> _Entry | None:
    """The range with the days before it, else those behind it, else with all but those on which it is closed."""
    start = max(0, hours.start - BEFORE, done)
    days, first = reader.before(text[start : hours.start])
    behind = text[hours.end : hours.end + BEHIND]
    if len(days) == len(WEEK):
        days = reader.not_closed(behind) or days
    if days:
        return _Entry(days, (times,), start + first, hours.end)
    days, end = reader.behind(behind)
    if days and not hours.is_bare:  # `10-15 working days`
        return _Entry(days, (times,), hours.start, hours.end + end)
    announced = _ANNOUNCED.search(text, max(0, hours.start - ANNOUNCED_CLOSELY), hours.start)
    days = reader.not_closed(behind) if announced else ()
    return _Entry(days, (times,), hours.start, hours.end) if days else None


def _marked(text: str) -> list[_Table]:
    entries = [
        _Entry(days, (times,), start, end)
        for days, start, end in marked_rows(text)
        for hours in ranges_in(text[start:end], numbers_in(text[start:end]))
        if (times := times_of(hours, english=False))
    ]
    return [entries] if entries else []


def _tables(entries: Iterator[_Entry], text: str) -> list[_Table]:
    """Entries that follow each other closely are one table, without those that are about something else."""
    tables: list[_Table] = []
    end = 0
    for entry in entries:
        follows = bool(tables) and entry.start - end <= GAP
        end = entry.end
        if not follows:
            tables.append([entry])
        elif not _OTHER.search(text, tables[-1][-1].end, entry.start):
            tables[-1].append(entry)
    return [[entry for entry in table if not _ON_REQUEST.match(text, entry.end)] or table for table in tables]


def _speaks_of_opening(table: _Table, text: str) -> bool:
    start, end = table[0].start, table[-1].end
    before = text[max(0, start - CLOSE) : start]
    words = list(_ANNOUNCED.finditer(before))
    own_line = before.rfind("\n", 0, words[-1].start()) + 1 if words else 0
    if _OTHER.search(before, own_line) or _NUMBER_AND_BRACKET.search(before) or _CALL_BEHIND.match(text, end):
        return False
    if _is_announced(table, text):
        return True
    days = len({day for entry in table for day in entry.days})
    beside = text[max(0, start - NEIGHBOUR) : start], text[end : end + NEIGHBOUR]
    return days >= DAYS_UNANNOUNCED or (days >= DAYS_BESIDE_ADDRESS and any(map(_NUMBER.search, beside)))


def _is_announced(table: _Table, text: str) -> bool:
    start = table[0].start
    return _ANNOUNCED.search(text, max(0, start - ANNOUNCED), start) is not None


def _fullest(weeks: list[tuple[_Week, _Table]]) -> tuple[_Week, _Table] | None:
    """The one that says all that the others say; None where they differ, as those of two branches do."""
    best = max(weeks, key=lambda pair: sum(map(len, pair[0].values())), default=None)
    if best is None or any(set(times) - set(best[0].get(day, ())) for week, _ in weeks for day, times in week.items()):
        return None
    return best


def _week(table: _Table) -> _Week:
    """The hours of each day; none if two entries contradict each other. What is said of a day goes before `daily`."""
    hours: dict[int, list[tuple[int, int]]] = {}
    own = {day: entry for entry in table if len(entry.days) < len(WEEK) for day in entry.days}
    single = {entry.days[0]: entry for entry in table if len(entry.days) == 1}
    for entry in table:
        for day in entry.days:
            if len(entry.days) == len(WEEK) and day in own:
                continue
            if len(entry.days) > 2 and day in single and _overlap(entry, single[day]):
                continue  # `Mo-Fr 10-18, Th 10-20`
            known = hours.setdefault(day, [])
            known += [times for times in entry.times if times not in known]
    for known in hours.values():
        known.sort()
        if any(late[0] < early[1] for early, late in pairwise(known)):
            return {}
    return {day: tuple(hours[day]) for day in sorted(hours)}


def _overlap(one: _Entry, other: _Entry) -> bool:
    return any(low < end and start < high for low, high in one.times for start, end in other.times)


def _line(week: _Week) -> str:
    days: dict[str, list[int]] = {}
    for day, hours in week.items():
        days.setdefault(",".join(f"{clock(low)}-{clock(high)}" for low, high in hours), []).append(day)
    return "; ".join(f"{day_ranges(indexes)} {times}" for times, indexes in days.items())
