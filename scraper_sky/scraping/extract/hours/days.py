"""Days of the week beside a range of hours, in the language of the page: `Mo-Fr`, `sauf le lundi`, `水曜定休`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from scraper_sky.scraping.extract.hours.clock import TO, TO_WITHOUT_A
from scraper_sky.scraping.extract.hours.words import (
    BESIDE,
    CLOSED,
    DAYS,
    EXCEPT,
    FULL,
    HOLIDAYS,
    SAME_AS,
    SEVERAL,
    SHORT,
)
from scraper_sky.scraping.extract.word_patterns import either

WEEK = range(7)
_Days = tuple[int, ...]
_CJK = "一-鿿ぁ-ヿ가-힣"  # written without spaces, so that a letter may stand beside a day
_THAI = "ก-๛"  # so is Thai, but its short names of days are letters of other words
_ALONE_BEFORE, _ALONE_BEHIND = r"(?<![^\W\d_])", r"(?![^\W\d_祝])"  # of one sign that other words hold too
_ARTICLE = r"(?:on|le|les|il|la|el|los|am|the|na|o|os|aos?|às|in|op)\s"
_AND = re.compile(
    r"\s{0,2}(?:,|/|&|\+|und|and|et|e|y|i|a|en|og|och|ja|și|и|та|ve|u|ir|un|και|و|ו|और|,\s?und|·|、|・|،|，|及|和)\s{0,2}|\s"
)
_EXCEPT = re.compile(rf",?\s{{0,2}}\(?(?:{EXCEPT})\s(?:{_ARTICLE})?")
_GLUE = re.compile(
    rf"(?:\s?(?:[,/&+]|und|and|et|e|y|en|i|a|og|och)?\s?(?:{HOLIDAYS}))?[\s:：.,،|()–—-]{{0,5}}(?:\([^()\n]{{3,40}}\)[\s:]{{0,3}})?(?:(?:{BESIDE})[\s:：.]{{0,3}}){{0,3}}"
)
_BEFORE = re.compile(
    r"[ \xa0:,،|(（–—-]{0,4}"
    r"(?:(?:du|de|von|vom|des|le|les|los|on|from|am|op|od|em|aos?|às|all|w|v|na|по|с|в|من|از|วัน)\s){0,2}"
)
_CLOSED = re.compile(rf"(?:[・、,]?(?:祝日?|祭日)){{0,2}}\s?(?:は|が)?\s?(?:{CLOSED})")
_CLOSED_ON = re.compile(rf"(?:{CLOSED})[\s:：]{{0,3}}(?:{_ARTICLE})?\Z")
_TO = re.compile(TO)
_TO_WITHOUT_A = re.compile(TO_WITHOUT_A)
_WITHOUT_A = frozenset({"cs", "sk", "sl", "hu", "pl", "hr"})  # `a` is `and` there, in Spanish and Italian `to`
_JOINED = {"ja": "月火水木金土日", "ko": "월화수목금토일"}  # `月火木金`
_ABBREVIATED = re.compile(r"(?<=[至到~～、，及-])[一二三四五六日天]")  # `周一至五`
_OF_CHINESE = {sign: (min(index, 6),) for index, sign in enumerate("一二三四五六日天")}


@dataclass(frozen=True, slots=True)
class _Run:
    """Days that belong together, as they stand at text[start:end]."""

    days: _Days
    start: int
    end: int


class Reader:
    """Understands the days of the week of one language, and their full names in all the others."""

    def __init__(self, language: str) -> None:
        language = SAME_AS.get(language, language)
        self._to = _TO_WITHOUT_A if language in _WITHOUT_A else _TO
        self._names = _full_names() | _names([SHORT.get(language, "")])
        self._joined = _JOINED.get(language, "")
        self._patterns = [_full_pattern()]
        if language == "zh":
            self._patterns.append(_ABBREVIATED)
            self._names |= _OF_CHINESE
        elif self._joined:
            self._patterns.append(re.compile(rf"{_ALONE_BEFORE}[{self._joined}]{{1,7}}{_ALONE_BEHIND}"))
        elif language in SHORT:
            self._patterns.append(_pattern(_names([SHORT[language]])))

    def before(self, text: str) -> tuple[_Days, int]:
        """The days at the end of `text`, and where they begin; none for the head of a table with a column for a day."""
        runs = self._runs(text)
        if not runs or not _GLUE.fullmatch(text, runs[-1].end):
            return (), len(text)
        last = runs[-1]
        if len(runs) > 1 and "\n" in text[last.end :] and text[runs[-2].end : last.start] == "\n":
            return (), len(text)
        return last.days, last.start

    def behind(self, text: str) -> tuple[_Days, int]:
        """The days at the start of `text`, and where they end; none for those on which it is closed."""
        first = next(iter(self._runs(text)), None)
        if first is None or not _BEFORE.fullmatch(text, 0, first.start) or _CLOSED.match(text, first.end):
            return (), 0
        return first.days, first.end

    def not_closed(self, text: str) -> _Days:
        """The days that are left where `text` names the one on which it is closed; none where it does not."""
        for run in self._runs(text):
            if _CLOSED.match(text, run.end) or _CLOSED_ON.search(text, 0, run.start):
                return tuple(day for day in WEEK if day not in run.days)
        return ()

    def _runs(self, text: str) -> list[_Run]:
        """The days that `text`, in lower case, names, those that are joined by a word or a sign together."""
        runs: list[_Run] = []
        for start, end, days in self._found(text):
            between = text[runs[-1].end : start] if runs else "\n"
            last = runs[-1] if runs else None
            if last is not None and last.days and _EXCEPT.fullmatch(between):
                runs[-1] = _Run(tuple(day for day in last.days if day not in days), last.start, end)
            elif last is not None and len(days) == 1 and self._to.fullmatch(between):
                runs[-1] = _Run((*last.days, *_from_to(last.days[-1], days[0])), last.start, end)
            elif last is not None and _AND.fullmatch(between) and between != "\n":
                runs[-1] = _Run((*last.days, *days), last.start, end)
            else:
                runs.append(_Run(days, start, end))
        return [_Run(tuple(sorted(set(run.days))), run.start, run.end) for run in runs if run.days]

    def _found(self, text: str) -> list[tuple[int, int, _Days]]:
        """Each name with where it stands; of names that overlap the first, and of those the longest."""
        matches = [match for pattern in self._patterns for match in pattern.finditer(text)]
        matches.sort(key=lambda match: (match.start(), -match.end()))
        found: list[tuple[int, int, _Days]] = []
        for match in matches:
            if not found or match.start() >= found[-1][1]:
                found.append((match.start(), match.end(), self._days(match[0].rstrip("."))))
        return found

    def _days(self, name: str) -> _Days:
        return self._names.get(name) or tuple(self._joined.index(sign) for sign in name)


reader_of = lru_cache(maxsize=40)(Reader)


def _from_to(low: int, high: int) -> _Days:
    return tuple(range(low, high + 1)) if low <= high else (*range(low, 7), *range(high + 1))


def _names(week_days: Iterable[str]) -> dict[str, _Days]:
    """The days by name, of texts as in hours_words."""
    return {
        name.replace("_", " "): (index,)
        for forms in week_days
        for index, day in enumerate(forms.split())
        for name in day.split("/")
    }


@cache
def _full_names() -> dict[str, _Days]:
    several = {phrase: days.split("-") for days, phrases in SEVERAL.items() for phrase in phrases}
    ranges = {phrase: _from_to(DAYS.index(first), DAYS.index(last)) for phrase, (first, last) in several.items()}
    return _names(FULL.values()) | ranges


@cache
def _full_pattern() -> re.Pattern[str]:
    return _pattern(_full_names(), _THAI)


def _pattern(names: Mapping[str, _Days], unspaced: str = "") -> re.Pattern[str]:
    listed = either("|".join(re.escape(name).replace("\\ ", r"\s") for name in names))
    no_letter = rf"[^\W\d_{_CJK}{unspaced}]"
    return re.compile(rf"(?<!{no_letter})(?:{listed})(?!{no_letter})\.?")
