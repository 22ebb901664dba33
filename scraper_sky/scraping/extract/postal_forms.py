"""The forms that postal addresses have in the world, each anchored on the postal code: one pass over the text for each.

| form | where | example |
|---|---|---|
| code, then city, street before | most of Europe, Latin America | `Hauptstr. 5, 12345 Berlin` |
| code, then city, street behind | Hungary, Russia, Ukraine | `9023 Győr, Szép utca 3.` |
| city, then state and code | United States, Canada, Australia, Brazil | `1 Main St, Salem, OR 97301` |
| city, then code | United Kingdom, Ireland, India, New Zealand, Singapore, South Africa | `9 Park Row, Leeds LS1 5HD` |
| code, then prefecture | Japan | `〒100-0001 東京都千代田区千代田1-1` |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from scraper_sky.scraping.extract.postal_parts import Street, is_city, read_city, read_street, street_of
from scraper_sky.scraping.extract.postal_words import (
    AU_STATES,
    BR_STATES,
    CA_PROVINCES,
    COUNTY,
    SHAPES,
    UK_AREAS,
    US_STATE_NAMES,
    US_STATES,
)

MAX_CODES = 500  # of one form on a page, most of them years and prices
_LOWEST_ZIP, _HIGHEST_ZIP = "00500", "99951"
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


# All of these begin with what is rare in a text, a digit or a capital: what stands before is looked at later.
_BEFORE_CITY = re.compile(r"\d{2}(?:[A-Z]{3}|[ \xa0]?[A-Z]{2})?(?P<gap>\s[-–]\s|,?[ \xa0]{1,2})(?=[^\W\d_a-z]|['’])")
_CODE = re.compile(
    r"(?<!\d)(?:\d{4}-\d{3}|\d{2}-\d{3}|\d{3}[ \xa0]\d{2}|[A-Z]?\d{4}[A-Z]{3}|\d{4}[ \xa0]?[A-Z]{2}|\d{4,6})\Z"
)
_LONGEST_CODE = 8
# `D-` names the country for the post and `C.P.` the code; they are no part of it.
_PREFIX = re.compile(r"(?:\b(?:[A-Z]{1,2}|FIN|SLO)[-–]|\b(?:C\.?\s?P\.?|CEP|PLZ):?)\s?\Z")
_WITHIN_NUMBER = frozenset(".,/+#€$-")
_DIGITS = re.compile(r"\d{4,5}(?:-\d{4})?(?![\w-])")
_US = re.compile(rf"(?<!\w)({'|'.join(sorted(US_STATES))}|{US_STATE_NAMES})\.?,?[ \xa0\n]{{1,2}}\Z")
_AUSTRALIA = re.compile(rf"(?<!\w)({AU_STATES})\.?,?[ \xa0\n]{{1,2}}\Z")
_LETTERS_AND_DIGITS = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?[ \xa0]?[A-Z\d]{3,4}(?!\w)")
_CANADIAN_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[A-Z][ \xa0]?\d[A-Z]\d\Z")
_CANADA = re.compile(rf"(?<!\w)\(?({CA_PROVINCES})\)?,?[ \xa0\n]{{1,2}}\Z")
_BRITAIN = re.compile(r"([A-Z]{1,2})\d[A-Z\d]?[ \xa0]?\d[ABD-HJLNP-UW-Z]{2}\Z")
_STATE = 26  # characters before a code in which its state stands
_IRELAND = re.compile(r"(?<!\w)([AC-FHKNPRTV-Y]\d[\dW][ \xa0]?[AC-FHKNPRTV-Y\d]{4})(?!\w)")
_BRAZIL = re.compile(r"(?<![\w.-])(\d{5}-\d{3})(?![\w-])")
_BRAZIL_CITY = re.compile(rf"([A-ZÀ-Ý][\w'’]+(?:[ ][\w'’]+){{0,4}})[ ]?[-–/,(][ ]?({BR_STATES})(?!\w)", re.UNICODE)
_JAPAN = re.compile(
    r"(?:〒\s?)?(?<![\d-])(\d{3}[-－‐]\d{4})(?!\d)[\s　]{0,3}((?:東京都|北海道|(?:大阪|京都)府|\w{2,3}県))"
    r"((?:\w{1,5}?郡)?\w{1,6}?[市区町村](?:\w{1,4}?区)?)([^\n,、。|()（）]{1,60})"
)
# Where the city stands before a code of nothing but digits, only the ending of the domain tells that it is one.
_CITY_FIRST = {
    ending: re.compile(rf"(?<![\w.,/+-]){code}(?![\w./%-])")
    for ending, code in {
        "nz": r"(\d{4})", "za": r"(\d{4})", "in": r"(\d{3}[ ]?\d{3})", "sg": r"(\d{6})", "il": r"(\d{7}|\d{5})",
        "lv": r"(LV-\d{4})", "ee": r"(\d{5})", "ua": r"(\d{5})", "ro": r"(\d{6})", "lt": r"(LT-\d{5})",
        "gr": r"(\d{3} ?\d{2})", "hr": r"(\d{5})", "th": r"(\d{5})",
    }.items()
}  # fmt: skip
_NEVER_CODE_FIRST = frozenset({"nz", "za", "in", "sg", "il", "lv", "uk", "us", "ca", "au", "ie"})
_CODE_LABEL = re.compile(r"[\s,]*(?:zip(?:\scode)?|postal\scode|postcode|pin(?:\scode)?|מיקוד)[\s.:]*\Z", re.IGNORECASE)
_SOFT = re.compile(r"\s*[\n|·•;]\s*|,(?!\d{3})\s*|\s[–—-]\s|\s?[–—-]\Z|\.\s(?=[A-Z\d][^.]{5})(?<!St\.\s)(?<!Co\.\s)")
_LAST_SUFFIX = re.compile(
    r"\A(\d{1,6}\s.{2,40}?\b(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|boulevard|dr(?:ive)?|lane|ln|way|hwy|highway|pkwy|ct|pl)\.?)"
    r"\s+([A-Z][A-Za-z .'-]{2,28})\Z",
    re.IGNORECASE,
)
_BULGARIA = re.compile(
    r"(?<!\w)(?:гр\.\s?)?([А-Я][а-я]+(?:[ -][А-Я][а-я]+)?),?\s(\d{4})(?!\d)\s?[,\n]\s?([^\n,|]{5,60})"
)
_REGION_BEHIND = re.compile(r"[^\n]{0,40}?\(([^()\d\n]{2,30})\)")


def addresses_in(text: str, ending: str) -> Iterator[Postal]:
    """Every address in the text, in no order; `ending` is the site's top-level domain, for codes of bare digits."""
    if not any(map(str.isdigit, text)):
        return
    if ending not in _NEVER_CODE_FIRST:
        yield from _code_then_city(text)
    if ending == "bg":
        yield from _bulgarian(text)
    if ending not in SHAPES:  # Where codes are digits the site's own address has no other form.
        yield from _after_state(text)
        yield from _canadian_or_british(text)
    if ending == "ie" or "Ireland" in text or "Dublin" in text:
        for found in _some(_IRELAND, text):
            yield from _after_city(text, found.start(), found.end(), found[1], "")
    bare = _CITY_FIRST.get(ending)
    for found in _some(bare, text) if bare else ():
        yield from _after_city(text, found.start(), found.end(), found[1], "")
    if ending == "br" or "CEP" in text:
        yield from _brazilian(text)
    if "〒" in text or "県" in text or "都" in text:
        yield from _japanese(text)


def _some(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [match for match, _ in zip(pattern.finditer(text), range(MAX_CODES), strict=False)]


def _after_state(text: str) -> Iterator[Postal]:
    """`Salem, OR 97301` and `Sydney NSW 2000`."""
    for found in _some(_DIGITS, text):
        start, code = found.start(), found[0]
        if text[start - 1 : start] not in (" ", "\xa0", "\n"):
            continue
        pattern = _AUSTRALIA if len(code) == 4 else _US
        state = pattern.search(text, max(0, start - _STATE), start)
        if state and (len(code) == 4 or _LOWEST_ZIP < code[:5] < _HIGHEST_ZIP):
            yield from _after_city(text, state.start(), found.end(), code, state[1], sure=True)


def _canadian_or_british(text: str) -> Iterator[Postal]:
    """`Toronto, ON M5V 2T6` and `Leeds LS1 5HD`."""
    for found in _some(_LETTERS_AND_DIGITS, text):
        start, code = found.start(), found[0]
        if text[start - 1 : start].isalnum():
            continue
        province = _CANADA.search(text, max(0, start - _STATE), start) if _CANADIAN_CODE.match(code) else None
        area = _BRITAIN.match(code)
        if province:
            yield from _after_city(text, province.start(), found.end(), code, province[1], sure=True)
        elif area and area[1] in UK_AREAS:
            yield from _after_city(text, start, found.end(), code, "", sure=True)


def _code_then_city(text: str) -> Iterator[Postal]:
    for found in _some(_BEFORE_CITY, text):
        written = _CODE.search(text, max(0, found.start("gap") - _LONGEST_CODE), found.start("gap"))
        if written is None:
            continue
        start, code = written.start(), written[0]
        prefix = _PREFIX.search(text, max(0, start - 8), start)
        start = prefix.start() if prefix else start
        if not _may_begin(text, start):
            continue
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", found.end())
        rest = text[found.end() : line_end if 0 <= line_end < found.end() + AFTER else found.end() + AFTER]
        city = read_city(rest)
        if not city:
            continue
        street = _street_before(text, line_start, start) or _street_behind(rest, city)
        if street is not None:
            region = _REGION_BEHIND.match(rest)
            end = found.end() + rest.find(city) + len(city)
            yield Postal(street.text, code, city, region[1] if region else "", start, end, street.points)


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
        if found is not None or not head.endswith(":"):
            return found
    for line in _lines_above(text, line_start)[:2]:
        found = read_street(line)
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
    line = re.split(r"[|·•;(]|\s[–—-]\s|(?<=\w{4})\.\s", behind[1:], maxsplit=1)[0]
    parts = [part.strip() for part in line.split(",")]
    for count in (2, 1):  # `ул. Ленина, д. 3` before `ул. Ленина`
        found = street_of(parts[:count]) if len(parts) >= count else None
        if found is not None and found.points >= 2 and found.text.startswith(parts[0]):
            return found
    return None


def _after_city(text: str, start: int, end: int, code: str, state: str, *, sure: bool = False) -> Iterator[Postal]:
    """Street, city and county stand before the code, apart by commas or on lines of their own."""
    before = _CODE_LABEL.sub("", text[max(0, start - BEFORE) : start]).rstrip(" \xa0\n,(–—-")
    parts = [part.strip(" .") if len(part) < 40 else part.strip() for part in _SOFT.split(before)]
    parts = [part for part in parts if part][-8:]
    region = state
    if len(parts) > 1 and COUNTY.match(parts[-1]):
        region = parts.pop()
    if not parts:
        return
    joined = _LAST_SUFFIX.match(parts[-1])
    if joined:
        parts[-1:] = [joined[1], joined[2]]
    city = parts.pop()
    street = street_of(parts)
    if street is None or (street.points < 2 and not street.text[0].isupper()) or not is_city(city):
        return
    yield Postal(street.text, code.replace("\xa0", " "), city, region, start, end, street.points + sure)


def _brazilian(text: str) -> Iterator[Postal]:
    """The street, then number, district, city and state; the code stands before the city or at the end."""
    for found in _some(_BRAZIL, text):
        first = max(0, found.start() - BEFORE)
        around = text[first : found.end() + 50]
        cities = list(_BRAZIL_CITY.finditer(around))
        if not cities:
            continue
        city = min(cities, key=lambda city: abs(first + city.start() - found.start()))
        before = around[: min(city.start(), found.start() - first)]
        parts = [part.strip(" .") for part in _SOFT.split(before) if part.strip(" .")]
        parts = [part for part in parts if not re.match(r"CEP\b", part)]
        for count in range(len(parts), max(0, len(parts) - 3), -1):
            if not any(map(str.isdigit, parts[count - 1])):
                continue  # a district
            street = street_of(parts[:count])
            if street is not None and street.points == 3:
                end = max(found.end(), first + city.end())
                yield Postal(street.text, found[1], city[1], city[2], found.start(), end, street.points)
                break


def _bulgarian(text: str) -> Iterator[Postal]:
    """`Пловдив 4004, бул. Марица 17`: city, code, street."""
    for found in _some(_BULGARIA, text):
        street = read_street(found[3])
        if street is not None and is_city(found[1]):
            yield Postal(street.text, found[2], found[1], "", found.start(), found.end(), street.points)


def _japanese(text: str) -> Iterator[Postal]:
    for found in _some(_JAPAN, text):
        street = re.split(r"\s(?:TEL|Tel|電話|FAX|※)", found[4], maxsplit=1)[0].strip(" 　")
        if street and re.search(r"\d|[０-９]|丁目|番", street):
            street, code = (unicodedata.normalize("NFKC", part) for part in (street, found[1]))
            yield Postal(street, code.replace("‐", "-"), found[3], found[2], found.start(), found.end(), 4)
