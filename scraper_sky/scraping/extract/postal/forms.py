"""Addresses whose city stands behind the postal code, as in most of Europe and in Latin America.

`Hauptstr. 5, 12345 Berlin`; in Hungary, Russia and Ukraine the street comes last: `9023 Győr, Szép utca 3.`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from scraper_sky.scraping.extract.digits import Span
from scraper_sky.scraping.extract.postal.parts import (
    Street,
    read_city,
    read_street,
    street_of,
)
from scraper_sky.scraping.extract.postal.words import (
    BOX,
    EXTRA,
)

MAX_CODES = 500  # of one form on a page
BEFORE, AFTER = 160, 120  # characters around a code that may belong to its address
_TOO_MANY_LINES = 3  # above the code


@dataclass(frozen=True, slots=True)
class Postal:
    """An address as it stands in the text."""

    street: str
    code: str
    city: str
    region: str
    start: int  # where its postal code stands in the text
    end: int
    points: int  # of its street, see postal_parts.Street, and one more where the code can be nothing else


_GAP_BEGINS = frozenset(" \xa0,\t\n")
_GAP = re.compile(
    r"(?:[A-Z]{3}|[ \xa0]?[A-Z]{2})?(?P<gap>\s[-–]\s|,?[ \xa0]{1,2})(?=[A-ZÀ-ɏΆ-ΏΑ-ΫЀ-ЯҐԱ-Ֆא-תა-ჰ'’]|[гмс]\.)"
)
_CODE = re.compile(
    r"(?<!\d)(?:\d{4}-\d{3}|\d{2}-\d{3}|\d{3}[ \xa0]\d{2}|[A-Z]?\d{4}[A-Z]{3}|\d{4}[ \xa0]?[A-Z]{2}|\d{4,6})\Z"
)
_SHORT_CODE = re.compile(r"(?<!\d)\d{3}\Z")
_LONGEST_CODE = 8
_PROVINCE = re.compile(r"(?<=[a-zà-ÿ'])\s([A-Z]{2})\Z")
# `D-` names the country for the post and `C.P.` the code; they are no part of it.
_PREFIX = re.compile(
    r"(?:\b(?:[A-Z]{1,2}|FIN|SLO)[-–]|\b(?:C\.?\s?P\.?|CEP|PLZ):?|(?:(?<=, )|(?<=\n))[DAFIL](?=[ ]\Z))\s?\Z"
)
_BOX_BEFORE = re.compile(r"\b(?:B\.?\s?P\.?|P\.?\s?O\.?\s?Box)\s{0,2}\Z", re.IGNORECASE)  # `BP 4182 Dakar`
_WITHIN_NUMBER = frozenset(".,/+#€$-")
_NEVER_CODE_FIRST = frozenset(
    {"nz", "za", "bd", "pk", "in", "sg", "il", "lv", "uk", "us", "ca", "au", "ie", "br", "jp", "kr", "cn"}
)
_REGION_BEFORE = re.compile(
    r"(?:Республика|Респ\.)\s[^,\n\d]{2,30},\s?|[^\W\d_][^,\n\d]{2,40}(?:\sобл(?:\.|асть)|\sкрай|\sр-н|\sрайон|\sобласті?),\s?"
)
_REGION_BEHIND = re.compile(r"[^\n]{0,40}?\(([^()\d\n]{2,30})\)")


def addresses_behind_code(text: str, ending: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """Those whose city stands behind the code, in the order of the text; `ending` is as in postal_all."""
    if ending not in _NEVER_CODE_FIRST:
        yield from map(_OF_COUNTRY.get(ending, _as_it_is), _code_then_city(text, numbers, ending))


def some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first matches of a pattern."""
    return islice(pattern.finditer(text), MAX_CODES)


def _as_it_is(address: Postal) -> Postal:
    return address


def _without_province(address: Postal) -> Postal:
    """`Pienza SI` is Pienza in the province of Siena."""
    province = _PROVINCE.search(address.city)
    return replace(address, city=address.city[: province.start()], region=province[1]) if province else address


def _in_province(address: Postal) -> Postal:
    """`Ataşehir/İstanbul` is a district of Istanbul."""
    city, _, region = address.city.partition("/")
    return replace(address, city=city, region=region) if region else address


_OF_COUNTRY: dict[str, Callable[[Postal], Postal]] = {"it": _without_province, "tr": _in_province}


def _code_then_city(text: str, numbers: Sequence[Span], ending: str) -> Iterator[Postal]:
    form = _SHORT_CODE if ending == "is" else _CODE
    likely = (
        _GAP.match(text, end)
        for start, end in numbers
        if end - start >= 2 and (text[end : end + 1] in _GAP_BEGINS or text[end : end + 1].isupper())
    )
    for found in islice(filter(None, likely), MAX_CODES):
        gap = found.start("gap")
        written = form.search(text, max(0, gap - _LONGEST_CODE), gap)
        if written is None:
            continue
        start, code = written.start(), written[0]
        prefix = _PREFIX.search(text, max(0, start - 8), start)
        start = prefix.start() if prefix else start
        if not prefix and not _may_begin(text, start):
            continue
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", found.end())
        rest = text[found.end() : line_end if 0 <= line_end < found.end() + AFTER else found.end() + AFTER]
        rest = _REGION_BEFORE.sub("", rest, count=1) if _REGION_BEFORE.match(rest) else rest
        city = read_city(rest)
        if not city:
            continue
        street = _street_before(text, line_start, start) or _street_behind(rest, city)
        if street is not None:
            region = _REGION_BEHIND.match(rest)
            code = "" if _BOX_BEFORE.search(text, max(0, start - 12), start) else code
            end = found.end() + rest.find(city) + len(city)
            yield Postal(street.text, code, city, region[1] if region else "", start, end, street.points + bool(prefix))


def _may_begin(text: str, position: int) -> bool:
    """False within a number and behind a plain word, where prose goes on: `since 1968 Smith has …`."""
    before = text[position - 1 : position]
    if before.isalnum() or before in _WITHIN_NUMBER:
        return False
    last = text[max(0, position - 12) : position].rstrip(" \xa0")[-8:]
    return not (last[-1:].islower() and before in " \xa0" and not any(map(str.isdigit, last.rpartition(" ")[2])))


def _street_before(text: str, line_start: int, position: int) -> Street | None:
    """On the same line, else on the line above, else on the one above that, where a district stands between."""
    head = text[max(line_start, position - BEFORE) : position].strip(" ,;–-·•|/(")
    if re.search(r"\w{3}", head):
        found = read_street(head)
        box = head.rpartition(",")[2].strip()
        if found is None and BOX.match(box):
            return Street(box, 3)
        if found is not None or not head.endswith(":"):
            return found
    for line in _lines_above(text, line_start)[:2]:
        found = read_street(line) or (Street(line.strip(), 3) if BOX.match(line.strip()) else None)
        if found is not None:
            return found
    return None


def _lines_above(text: str, line_start: int) -> list[str]:
    """The lines above, the nearest first."""
    before = text[max(0, line_start - 1 - BEFORE) : max(0, line_start - 1)]
    return [line for line in before.split("\n")[::-1][:_TOO_MANY_LINES] if line.strip()]


def _street_behind(rest: str, city: str) -> Street | None:
    behind = rest[rest.find(city) + len(city) :]
    if not behind.startswith(","):
        return None
    line = re.split(r"[|·•;(]|\s[–—-]\s|(?<=\w{4})\.\s|(?<=\d)\.\s(?=[^\W\d_]{2,10}[.:])", behind[1:], maxsplit=1)[0]
    parts = [part.strip() for part in line.split(",")]
    for count in (2, 1):  # `ул. Ленина, д. 3` before `ул. Ленина`
        found = street_of(parts[:count]) if len(parts) >= count else None
        if found is not None and found.points >= 2 and found.text.startswith(parts[0]):
            further = [part for part in parts[count:] if EXTRA.match(part)]
            behind_it = further if parts[count : count + len(further)] == further else []
            return Street(", ".join([found.text, *behind_it]), found.points)
    return None
