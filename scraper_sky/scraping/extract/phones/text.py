"""The phone and fax numbers of a visible text: which runs of digits are some, and which rule refuses the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phonenumbers import PhoneNumber

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import SEAM
from scraper_sky.scraping.extract.phones import Number, judged
from scraper_sky.scraping.extract.phones.columns import Columns
from scraper_sky.scraping.extract.phones.numbers import (
    in_ascii_digits,
    is_whole,
    is_written_as_usual,
    lacks_trunk_prefix,
    may_lack_trunk_prefix,
    read_number,
    without_extension,
)
from scraper_sky.scraping.extract.phones.rules import (
    REACH_ALONG,
    REACH_BACK,
    REACH_ON,
    REACH_UP,
    Surroundings,
    context_refusal,
    is_date,
    shape_refusal,
)
from scraper_sky.scraping.extract.phones.runs import Run, count_digits, digits_of, plain
from scraper_sky.scraping.extract.text import around

MAX_LONE = 5  # numbers on lines of their own; more of them are a table of other things
_FEWEST_DIGITS, _MOST_DIGITS = 6, 15  # ITU-T E.164 allows 15
_FEWEST_UNANNOUNCED = 8  # in the middle of a sentence and without a word for a telephone
_SHORTEST_WHOLE = 9  # digits of a number with its area code

_INCOMPLETE = ("invalid_number", "no_area_code", "no_phone_context")

_PARTS = re.compile(rf"\s{{0,3}}/\s{{1,3}}|\s{{2,4}}|\s[-–·•]\s(?=[+0(])|{SEAM}{{2,4}}|\s/(?=\s?[+0(])")
_DIGIT = re.compile(r"\d")
_BREAK = re.compile(r"\d\D+(?=\d)")
_OPENED = re.compile(r"(?<=\d)\s?[(（][^()（）]{0,8}\Z")
_JOINT = re.compile(r"\s{0,3}(?:[,;/&+]|or|and|und|et|y|e|u|i)\s{1,3}\Z")
_ENDING = re.compile(
    rf"[\s,;|·/{SEAM}]{{0,8}}(?:(?P<fax>(?:tele)?fax)|durchwahl(?:\s[^\W\d]{{2,20}})?|dw)[\s.:{SEAM}]{{0,6}}[-–]\s?(?P<own>\d{{1,4}})(?!\d)",
    re.I,
)
_MOST_ENDINGS = 4  # behind one number
_LINE_START = re.compile(r"(?:\A|\n)[^\w\n]*\Z")
_LINE_END = re.compile(r"[^\w\n]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    run: Run
    plain: str
    words: Surroundings
    lone: bool  # nothing else stands on its line, and few such lines are on the page


def visible(text: str, found: Sequence[Run], regions: Sequence[str], columns: Columns) -> Iterator[Number]:
    """The numbers among the runs of a visible text, with the refused candidates."""
    readable = [(run, shown, is_date(shown)) for run, shown in ((run, plain(run.written)) for run in found)]
    lone = {run.start for run, _, dated in readable if not dated and _is_lone(text, run)}
    if len(lone) > MAX_LONE:
        lone.clear()
    last: tuple[str, int] = ("", 0)  # the last number as written, and where it ends
    refused: set[tuple[str, str]] = set()
    for run, shown, dated in readable:
        rule = "date"
        good: list[tuple[str, PhoneNumber]] = []
        if not dated:
            before = _words(text[max(last[1], run.start - REACH_BACK) : run.start])
            after = text[run.end : run.end + REACH_ON].replace(SEAM, "")
            above, _, line = text[max(0, run.start - REACH_UP) : run.start].replace(SEAM, "").rpartition("\n")
            column = columns.get(digits_of(without_extension(shown)[0])) if columns else None
            surroundings = Surroundings(before, after, line[-REACH_ALONG:], above, column)
            candidate = _Candidate(run, shown, surroundings, run.start in lone)
            rule, good = _read(candidate, regions)
            if rule in _INCOMPLETE and _JOINT.match(text[last[1] : run.start][:12]):
                good = _in_the_same_area(shown, last[0], regions)
        if good:
            snippet, fax = around(text, run.start, run.end), candidate.words.is_fax()
            for written, number in good:
                extension = without_extension(written)[1]
                yield judged(number, written, fax, Method.TEXT, snippet, extension)
                if candidate.words.is_both():
                    yield judged(number, written, not fax, Method.TEXT, snippet, extension)
            last = (shown, run.end)
            yield from _endings(shown, text, run.end, regions)
        elif (shown, rule) not in refused:
            refused.add((shown, rule))
            yield Number("", "", False, Method.TEXT, shown[:120], around(text, run.start, run.end), rule)


def _in_the_same_area(shown: str, last: str, regions: Sequence[str]) -> list[tuple[str, PhoneNumber]]:
    """The second of `0141 2314182, 2314183`, which leaves out the area code; nothing when it is no such number."""
    digits, whole = digits_of(shown), digits_of(without_extension(last)[0])
    # It is grouped like the end of the first: `(477) 713 48 22 y 714 90 15`.
    if len(digits) + 2 > len(whole) or not _DIGIT.sub("9", last).endswith(_DIGIT.sub("9", shown)):
        return []
    sign = "+" if last.startswith("+") else ""
    number = read_number(sign + whole[: -len(digits)] + digits, regions)
    return [] if number is None else [(shown, number)]


def _endings(shown: str, text: str, end: int, regions: Sequence[str]) -> Iterator[Number]:
    """The fax of `06068/759831, Fax: -832`, of which only the end is written, and the line of `456-0, DW -12`."""
    main = without_extension(shown)[0]
    stem, hyphen, own = main.rpartition("-") if "-" in main else main.rpartition("–")
    # `456-0, Fax -199`: what stands behind the last hyphen is exchanged, however long it is.
    exchanged = bool(hyphen) and len(own.strip()) <= 4 and own.strip().isdecimal()
    start = end
    for _ in range(_MOST_ENDINGS):
        found = _ENDING.match(text, end, end + 60)
        if found is None or not main:
            return
        end = found.end()
        if not found["fax"] and not exchanged:
            continue  # Those digits are dialled behind the whole number.
        whole = (f"{stem}-" if exchanged else main[: -len(found["own"])]) + found["own"]
        number = read_number(whole, regions)
        if number is not None:
            yield judged(number, whole, bool(found["fax"]), Method.TEXT, around(text, start - len(shown), end))


def _words(before: str) -> str:
    """The text in front of a run with single spaces, and one where an element ends: `Model:` is no part of `Lei`."""
    return " ".join(before.split()) + (" " if before[-1:].isspace() else "")


def _is_lone(text: str, run: Run) -> bool:
    return (
        _LINE_END.match(text, run.end, run.end + 12) is not None
        and _LINE_START.search(text[max(0, run.start - 12) : run.start]) is not None
        and not text[max(0, run.start - 20) : run.start].rstrip().endswith(":")
    )


def _read(candidate: _Candidate, regions: Sequence[str]) -> tuple[str, list[tuple[str, PhoneNumber]]]:
    """The numbers in a run, each as written; when there are none, the rule that refuses it."""
    rule = shape_refusal(candidate.plain)
    if rule is not None and not candidate.words.announced():
        return rule, []
    rule = context_refusal(candidate.words, candidate.plain)
    if rule is not None:
        return rule, []
    if (bracket := _OPENED.search(candidate.plain)) is not None:
        # `0120-772-418 (9:00-19:00)`: the hours behind it are no part of the number.
        shorter = candidate.plain[: bracket.start()].rstrip()
        reading = _accepted(shorter, candidate, regions)
        if isinstance(reading, PhoneNumber):
            return "", [(shorter, reading)]
    whole = _accepted(candidate.plain, candidate, regions)
    parts = [plain(part) for part in _PARTS.split(candidate.run.written) if count_digits(part) >= _FEWEST_DIGITS]
    if len(parts) > 1:
        # `030 1234567 / 030 7654321` is two numbers, although a country with long ones would take it for one.
        split = [
            (part, number) for part in parts if isinstance(number := _accepted(part, candidate, regions), PhoneNumber)
        ]
        if split and (isinstance(whole, str) or len(split) == len(parts)):
            return "", split
    return (whole, []) if isinstance(whole, str) else ("", [(candidate.plain, whole)])


def _accepted(written: str, candidate: _Candidate, regions: Sequence[str]) -> PhoneNumber | str:
    """The number, or the rule that refuses it."""
    written = in_ascii_digits(written)
    digits = count_digits(without_extension(written)[0])
    if digits > _MOST_DIGITS:
        return "too_long"
    number = read_number(written, regions)
    if number is None:
        return "invalid_number"
    if written.startswith(("+", "＋", "00", "(+")):
        return number
    if candidate.words.announced():
        if lacks_trunk_prefix(written, number):
            unsure = digits < _SHORTEST_WHOLE or not may_lack_trunk_prefix(written, number)
            return "no_area_code" if unsure else number
        return number
    enough = digits >= _FEWEST_UNANNOUNCED + written.startswith(("0", "(0"))
    usual = (enough or candidate.lone or _has_three_groups(written)) and is_written_as_usual(written, number)
    return number if usual or (candidate.lone and is_whole(written, number)) else "no_phone_context"


def _has_three_groups(written: str) -> bool:
    return len(_BREAK.findall(written)) >= 2
