"""schema.org's `openingHours`, which plug-ins write in many forms: `Monday,Tuesday 09:00-17:00`, `Mo 9 am-1:00 pm`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = r"(mo|tu|we|th|fr|sa|su)(?:n|e|es|d|u|ur|urs|i|t|nday|esday|dnesday|ursday|iday|turday)?s?(?![^\W\d_])"
_TIME = r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap]m)?"
_TOKEN = re.compile(
    rf"(?:{_DAY}(?:\s?[-–]\s?{_DAY})?|{_TIME}\s?[-–]\s?{_TIME}|(?P<closed>closed|off))[\s,;|:]{{0,5}}", re.I
)
_LONGEST = 600  # characters
_Week = dict[int, list[str]]


def plain_hours(texts: Iterable[str]) -> str:
    """`Mo-Fr 09:00-17:00; Sa 10:00-14:00`; what is written otherwise stays as it is."""
    distinct = list(dict.fromkeys(texts))
    week: _Week = {}
    for text in distinct:
        if not _read(text.strip()[:_LONGEST], week):
            return "; ".join(distinct)
    return _line(week) or "; ".join(distinct)


def _read(text: str, week: _Week) -> bool:
    """Adds the hours of one text; False for one of another form."""
    days: list[int] = []
    timed = True  # the days that were read have their hours
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            return False
        position = found.end()
        if found[1]:
            first, last = (_NAMES.index(name.capitalize()) for name in (found[1], found[2] or found[1]))
            days = ([] if timed else days) + [(first + step) % 7 for step in range((last - first) % 7 + 1)]
            timed = False
        elif found["closed"]:
            timed = True
        else:
            span = f"{_clock(*found.group(3, 4, 5))}-{_clock(*found.group(6, 7, 8))}"
            for day in days:
                known = week.setdefault(day, [])
                known += [span] if span not in known else []
            timed = True
            if not days:
                return False
    return True


def _clock(hour: str, minutes: str | None, half: str | None) -> str:
    """`13:30` of `1:30 pm`."""
    hours = int(hour)
    if half:
        hours = hours % 12 + 12 * (half.lower() == "pm")
    return f"{hours:02}:{minutes or '00'}"


def _line(week: _Week) -> str:
    days: dict[str, list[int]] = {}
    for day in sorted(week):
        days.setdefault(",".join(sorted(week[day])), []).append(day)
    return "; ".join(f"{day_ranges(indexes)} {spans}" for spans, indexes in days.items())


def day_ranges(indexes: list[int]) -> str:
    """`Mo-Fr,Su` of the numbers of days in their order, Monday being 0."""
    ranges: list[list[int]] = []
    for index in indexes:
        if ranges and index == ranges[-1][1] + 1:
            ranges[-1][1] = index
        else:
            ranges.append([index, index])
    return ",".join(_NAMES[low] if low == high else f"{_NAMES[low]}-{_NAMES[high]}" for low, high in ranges)
