"""Phone and fax numbers of one page, read for the countries the page is likely to mean.

A bounded pattern finds runs of digits; only these are handed to libphonenumber, whose own matcher costs many times more
over a whole page. The value is E.164 (ITU-T E.164); an extension stays in what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from phonenumbers import PhoneNumber

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import SEAM, Document
from scraper_sky.scraping.extract.phone_numbers import (
    EXTENSION,
    e164,
    is_made_up,
    is_written_as_usual,
    lacks_trunk_prefix,
    read_number,
    region_of,
)
from scraper_sky.scraping.extract.phone_rules import announced, context_refusal, is_fax, shape_refusal
from scraper_sky.scraping.extract.text import around, folded

MAX_LINKED = 300  # links with a scheme of their own that are looked at on one page
MAX_CANDIDATES = 300  # runs of digits parsed on one page
_FEWEST_DIGITS, _MOST_DIGITS = 6, 15  # ITU-T E.164 allows 15

_SEPARATORS = rf"[ \xa0\u2000-\u200b\u202f\u2060\u00ad.\-‐‑‒–—−/()\[\]·•~\t{SEAM}]"
_RUN = re.compile(
    rf"(?<!\d)\d(?:{_SEPARATORS}{{0,4}}\d){{5,40}}"
    r"(?P<ext>[\s,;]{0,4}(?:ext(?:ension)?|extn|x|dw|durchwahl|poste|доб)[\s.:]{0,3}\d{1,7}(?!\d))?+(?![\w@])",
    re.I,
)
_LEAD = re.compile(rf"(?:[+＋]{_SEPARATORS}{{0,2}}|\({_SEPARATORS}?[+＋]?{_SEPARATORS}?)\Z")
_TIED = re.compile(r"[\w@#=&?%]\Z")
_GROUP = re.compile(r"\d+")
_DIGITS = re.compile(r"\d")
_PARTS = re.compile(rf"\s{{0,3}}/\s{{1,3}}|\s{{2,4}}|\s[-–]\s(?=[+0(])|{SEAM}{{2,4}}|\s/(?=\s?[+0(])")
_HEADS = ("tel:", "callto:", "phone:", "telephone:", "sms:", "fax:", "tell:", "te:")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read, or digits that a rule refused (then `value` is empty)."""

    value: str
    region: str
    fax: bool
    method: Method
    as_written: str
    snippet: str
    rejected_by: str | None = None


def linked(document: Document, regions: Sequence[str]) -> Iterator[Number]:
    """The numbers of `tel:` links."""
    for anchor in [each for each in document.anchors if ":" in each.href[:12]][:MAX_LINKED]:
        head = anchor.href[:12].lower().replace(" ", "")
        if not head.startswith(_HEADS):
            continue
        written = unquote(anchor.href.partition(":")[2], errors="replace").lstrip("/").partition("?")[0]
        if not _DIGITS.search(written):
            continue
        number = read_number(written, regions) or read_number(folded(anchor.text), regions)
        before = folded(anchor.before)
        snippet = f"{before} {folded(anchor.text)}"[-160:].strip()
        fax = head.startswith("fax:") or is_fax(before[-30:], "") or is_fax(folded(anchor.text)[:24], "")
        yield _judged(number, written, fax, Method.TEL, snippet)


def _judged(number: PhoneNumber | None, written: str, fax: bool, method: Method, snippet: str) -> Number:
    if number is None:
        return Number("", "", fax, method, written[:120], snippet, "invalid_number")
    refused = "placeholder" if is_made_up(number) else None
    return Number(e164(number), region_of(number), fax, method, written[:120], snippet, refused)


def stated(text: str, regions: Sequence[str], method: Method, snippet: str, fax: bool = False) -> Iterator[Number]:
    """What markup declares to be a number (schema.org telephone, a meta element), or several in one text."""
    whole = read_number(text, regions)
    numbers = [whole] if whole is not None else [read_number(run.written, regions) for run in runs(text)]
    good = [number for number in numbers if number is not None]
    yield from (_judged(number, text, fax, method, snippet) for number in good)
    if not good:
        yield _judged(None, text, fax, method, snippet)


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
    while len(found) < MAX_CANDIDATES and (match := _RUN.search(text, position)) is not None:
        start, end = match.span()
        lead = _LEAD.search(text, max(0, start - 5), start)
        before = lead.start() if lead else start
        if _TIED.search(text, max(0, before - 1), before):
            group = _GROUP.match(text, start)
            position = group.end() if group else end
            continue
        found.append(Run(text[before:end], before, end))
        position = end
    return found


def international_regions(found: Iterable[Run]) -> list[str]:
    """Regions of the runs that begin with '+', the most frequent first."""
    counts: dict[str, int] = {}
    for run in found:
        if (
            run.written[:3].lstrip("( ").startswith(("+", "＋"))
            and (number := read_number(run.written, ())) is not None
        ):
            region = region_of(number)
            counts[region] = counts.get(region, 0) + 1
    return sorted(counts, key=lambda region: -counts[region])


def need_region(document: Document, found: Iterable[Run]) -> bool:
    """True when there may be a number on the page that does not name its country; mostly the digits are dates."""
    return (
        any(anchor.href[:8].lower().startswith(_HEADS) for anchor in document.anchors)
        or any("hone" in name for name, _ in document.metas)
        or "elephone" in document.html
        or any(shape_refusal(_plain(run.written), "") is None for run in found)
    )


def visible(text: str, found: Iterable[Run], regions: Sequence[str]) -> Iterator[Number]:
    """The numbers among the runs of a visible text, with the refused candidates."""
    previous_end = 0
    for run in found:
        before = text[max(previous_end, run.start - 60) : run.start].replace(SEAM, "")
        after = text[run.end : run.end + 16].replace(SEAM, "")
        numbers = list(_read(run.written, before, after, regions, around(text, run.start, run.end)))
        yield from numbers
        if any(number.value for number in numbers):
            previous_end = run.end


def _read(written: str, before: str, after: str, regions: Sequence[str], snippet: str) -> Iterator[Number]:
    plain = _plain(written)
    refused = shape_refusal(plain, before) or context_refusal(before, plain, after)
    if refused is None:
        parts = [part for part in _PARTS.split(written) if len(_DIGITS.findall(part)) >= _FEWEST_DIGITS]
        split = [(_plain(part), _accepted(_plain(part), before, regions)) for part in parts] if len(parts) > 1 else []
        whole = _accepted(plain, before, regions)
        # `030 1234567 / 030 7654321` is two numbers, although a country with long ones would take it for one.
        if len(split) < 2 or any(isinstance(number, str) for _, number in split):
            split = [(plain, whole)] if isinstance(whole, PhoneNumber) else split
        good = [(text, number) for text, number in split if isinstance(number, PhoneNumber)]
        for text, number in good:
            yield _judged(number, text, is_fax(before[-40:], after), Method.TEXT, snippet)
        if good:
            return
        refused = whole if isinstance(whole, str) else "invalid_number"
    yield Number("", "", False, Method.TEXT, plain[:120], snippet, refused)


def _plain(written: str) -> str:
    return folded(written.replace("\xa0", " ")).strip(" .-/–—)]·•~")


def _accepted(written: str, before: str, regions: Sequence[str]) -> PhoneNumber | str:
    """The number, or the rule that refuses it."""
    digits = len(_DIGITS.findall(EXTENSION.split(written)[0]))
    if digits > _MOST_DIGITS:
        return "too_long"
    number = read_number(written, regions)
    if number is None:
        return "invalid_number"
    if written.startswith(("+", "＋", "00", "(+")):
        return number
    if announced(before):
        return "no_area_code" if digits < 9 and lacks_trunk_prefix(written, number) else number
    return number if is_written_as_usual(written, number) else "no_phone_context"
