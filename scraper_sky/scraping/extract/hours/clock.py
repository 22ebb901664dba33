"""Ranges of times of day, as they are written in many countries: `9h30–12h`, `8u00 - 18u00`, `오전 9시 ~ 오후 6시`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scraper_sky.scraping.extract.digits import Span
from scraper_sky.scraping.extract.word_patterns import either

LATEST_NIGHT = 6 * 60  # minutes from midnight up to which a bar that closes after it may be open

_WORDS_TO = (
    r"to|til|till|until|thru|through|bis|à|au|a|al|alle|às|ás|ate|até|do|tot|t\s?/\s?m|и\s?до|до|по|ile|kuni|līdz|iki|đến|tới"
    r"|s/d|sampai|hingga|έως|ως|μέχρι|إلى|الى|الي|حتى|עד|تا|الی|ถึง|से|から|부터|至|到"
)


def _to(words: str) -> str:
    return rf"\s{{0,4}}(?:[-–—−‐－~〜～]|{either(words)})\s{{0,2}}"


TO = _to(_WORDS_TO)
TO_WITHOUT_A = _to(_WORDS_TO.replace("|a|", "|"))
_MORNING = r"午前|上午|早上|오전"
_AFTERNOON = r"午後|下午|晚上|오후"
# The Latin ones are told by their first letter.
_SUFFIX = (
    r"(?:[ap]\.?\s?m\.?(?!\w)|[πμ]\.?\s?μ\.?(?!\w)|صباح[اً]{0,2}|مساء[اً]{0,2}|ظهر[اً]{0,2}|عصر[اً]{0,2}|ليل[اً]{0,2}|[صم](?!\w)"
    r"|(?:uhr|hs?|hrs|hours|heures|horas|godz|год|ч|часов|uur|น|hod|hodin|बजे|giờ)(?!\w)\.?|[時时시点點])"
)


def _time(part: str) -> str:
    return (
        rf"(?P<hour{part}>\d\d?)(?!\d)"
        rf"(?:(?:\s?[:.：]\s?|,(?=[0134][05](?!\d)))(?P<dotted{part}>\d\d)(?!\d)|\s?(?:[hu時时시点點]|uhr\s)\s?(?P<worded{part}>\d\d)(?!\d)\s?[分분]?)?"
        rf"(?:\s?(?P<suffix{part}>{_SUFFIX}))?"
    )


# For text in lower case, from where a number stands.
_RANGE = re.compile(
    rf"{_time('1')}{TO}(?:(?:ore|las|kl\.?|klo|uur)\s)?(?:(?P<half2>{_MORNING}|{_AFTERNOON})\s?)?{_time('2')}(?![\d:%€$]|[.,/-]\d)"
)
_HALF = re.compile(rf"({_MORNING}|{_AFTERNOON})\s?\Z")
_WITHIN = frozenset("0123456789.,:/+-")
_EARLY = frozenset("aπص")
_LATE = frozenset("pμمظع")
_ALL_AFTERNOON = frozenset(_AFTERNOON.split("|"))


_SAYS_MORE = ("dotted1", "dotted2", "worded1", "worded2", "suffix1", "suffix2", "half2")


@dataclass(frozen=True, slots=True)
class Hours:
    """A range as it stands in the text, at text[start:end]."""

    found: re.Match[str]
    half: str  # what stands before it for the half of the day, as `午前`
    start: int
    end: int

    @property
    def is_bare(self) -> bool:
        """True for nothing but two numbers, as of `10-15`."""
        return not self.half and not any(self.found[name] for name in _SAYS_MORE)


def ranges_in(text: str, numbers: Iterable[Span]) -> Iterator[Hours]:
    """Whatever looks like a range of times in `text`, which is in lower case and has these numbers; in its order."""
    done = 0
    for first, last in numbers:
        start = max(first, last - 2)  # What begins within a longer number takes its place, and is refused.
        found = _RANGE.match(text, start) if start >= done else None
        if found is None:
            continue
        done = found.end()
        if text[start - 1 : start] in _WITHIN:
            continue
        half = _HALF.search(text, max(0, start - 3), start)
        yield Hours(found, half[1] if half else "", half.start() if half else start, found.end())


def times_of(hours: Hours, *, english: bool) -> tuple[int, int] | None:
    """Minutes from midnight of both ends; None for what is no time of day.

    `english` tells that 9-5 is a day's work.
    """
    found = hours.found
    from_hour, to_hour = int(found["hour1"]), int(found["hour2"])
    from_minutes, to_minutes = _minutes(found, "1"), _minutes(found, "2")
    if from_hour > 24 or to_hour > 24 or from_minutes > 59 or to_minutes > 59:
        return None
    starts, ends = _half(hours.half, found["suffix1"]), _half(found["half2"], found["suffix2"])
    if starts or ends:
        starts = starts or (ends if from_hour % 12 < to_hour % 12 else "a")
        ends = ends or (starts if from_hour < to_hour else "p")
        from_hour = from_hour if from_hour > 12 else from_hour % 12 + 12 * (starts == "p")
        to_hour = to_hour if to_hour > 12 else to_hour % 12 + 12 * (ends == "p")
    elif english and (hours.is_bare or to_hour < from_hour) and to_hour <= from_hour <= 12:
        to_hour += 12  # `9-5`
    low, high = 60 * from_hour + from_minutes, 60 * to_hour + to_minutes
    return (low, high) if low < high or high <= LATEST_NIGHT else None


def _minutes(found: re.Match[str], part: str) -> int:
    return int(found[f"dotted{part}"] or found[f"worded{part}"] or 0)


def _half(prefix: str | None, suffix: str | None) -> str:
    """`a` before noon, `p` after it, empty where that is not said."""
    if prefix:
        return "p" if prefix in _ALL_AFTERNOON else "a"
    suffix = (suffix or "").lower()
    if not suffix or suffix.startswith(("часов", "ч", "hs", "h", "uhr")):
        return ""
    return "a" if suffix[0] in _EARLY else "p" if suffix[0] in _LATE else ""


def clock(minutes: int) -> str:
    """`09:30` of 570."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
