"""Addresses whose city stands before the postal code.

| form | where | example |
|---|---|---|
| city, then state and code | United States, Canada, Australia | `1 Main St, Salem, OR 97301` |
| city, then code | Britain, Ireland, India, New Zealand, Singapore, … | `9 Park Row, Leeds LS1 5HD` |
| street, then city and state, code anywhere | Brazil | `Rua do Sol, 3, Olinda - PE, CEP 53110-000` |
| city, code, street | Bulgaria | `Пловдив 4004, бул. Марица 17` |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from scraper_sky.scraping.extract.digits import Span
from scraper_sky.scraping.extract.postal.forms import BEFORE, MAX_CODES, Postal, some
from scraper_sky.scraping.extract.postal.parts import (
    LONGEST_PART,
    OFFICIAL,
    Street,
    is_city,
    judged,
    read_street,
    street_of,
)
from scraper_sky.scraping.extract.postal.words import (
    AU_STATES,
    BOX,
    BR_STATES,
    CA_PROVINCES,
    CITY_FIRST_COUNTRIES,
    COUNTY,
    DISTRICT,
    EXTRA,
    IN_PREMISES,
    IN_STATES,
    REGION,
    SHAPES,
    STREET,
    UK_AREAS,
    US_STATE_NAMES,
    US_STATES,
)

_LOWEST_ZIP, _HIGHEST_ZIP = "00500", "99951"
_ZIP_END = re.compile(r"(?:-\d{4})?(?![\w-])")
_US = re.compile(rf"(?<!\w)({'|'.join(sorted(US_STATES))}|{US_STATE_NAMES})\.?,?[ \xa0\n]{{1,2}}\Z")
_AUSTRALIA = re.compile(rf"(?<!\w)({AU_STATES})\.?,?[ \xa0\n]{{1,2}}\Z")
_LETTERS_AND_DIGITS = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?[ \xa0]?[A-Z\d]{3,4}(?!\w)")
_CANADIAN_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[A-Z][ \xa0]?\d[A-Z]\d\Z")
_CANADA = re.compile(rf"(?<!\w)\(?({CA_PROVINCES})\)?,?[ \xa0\n]{{1,2}}\Z")
_BRITAIN = re.compile(r"([A-Z]{1,2})\d[A-Z\d]?[ \xa0]?\d[ABD-HJLNP-UW-Z]{2}\Z")
_MOST_PREMISES = 3
_SPACE = frozenset(" \xa0\n")
_BEHIND_CODE = frozenset(" ,\n")
_COUNTRY = re.compile(
    rf"[\s,]{{1,3}}(?:[A-Z][a-z]{{2,15}}(?:\s[A-Z][a-z]{{2,15}})?,\s)?(?i:{CITY_FIRST_COUNTRIES})(?!\w)"
)
_STATE = 26  # characters before a code in which its state stands
_IRELAND = re.compile(r"(?<!\w)([AC-FHKNPRTV-Y]\d[\dW][ \xa0]?[AC-FHKNPRTV-Y\d]{4})(?!\w)")
_BRAZIL = re.compile(r"(?<![\w.-])(\d{5}-\d{3})(?![\w-])")
_BRAZIL_CITY = re.compile(rf"([A-ZÀ-Ý][\w'’]+(?:[ ][\w'’]+){{0,4}})[ ]?[-–/,(][ ]?({BR_STATES})(?!\w)", re.UNICODE)
# Where the city stands before a code of nothing but digits, only the ending of the domain tells that it is one.
_CITY_FIRST = {
    ending: re.compile(rf"(?<![\w.,/+-]){code}(?![\da-z/%-]|\.\d)")
    for ending, code in {
        "nz": r"(\d{4})", "za": r"(\d{4})", "in": r"(\d{3}[ ]?\d{3})", "sg": r"(\d{6})", "il": r"(\d{7}|\d{5})",
        "lv": r"(LV-\d{4})", "ee": r"(\d{5})", "ua": r"(\d{5})", "ro": r"(\d{6})", "lt": r"(LT-\d{5})",
        "gr": r"(\d{3} ?\d{2})", "hr": r"(\d{5})", "bd": r"(\d{4})", "pk": r"(\d{5})", "th": r"(\d{5})",
    }.items()
}  # fmt: skip
_CODE_LABEL = re.compile(
    r"[\s,]*(?:zip(?:\scode)?|postal\scode|postcode|pin(?:\s?code)?|पिन(?:\sकोड)?|מיקוד|τ\.?\s?κ\.?)[\s.:]*\Z",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\s*[\n|·•;]\s*|,(?!\d{3})\s*|\s[–—-]\s|\s?[–—-]\Z|\.\s(?=[A-Z\d][^.]{5})(?<!St\.\s)(?<!Co\.\s)(?<!Str\.\s)(?<!\b[Nn]r\.\s)(?<!\b[Nn]o\.\s)(?<!\bAv\.\s)(?<!\bR\.\s)(?<!\bRod\.\s)"
)
_LAST_SUFFIX = re.compile(
    r"\A(\d{1,6}\s.{2,40}?\b(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|boulevard|dr(?:ive)?|lane|ln|way|hwy|highway|pkwy|ct|pl)\.?)"
    r"\s+([A-Z][A-Za-z .'-]{2,28})\Z",
    re.IGNORECASE,
)
_BULGARIA = re.compile(
    r"(?<!\w)(?:гр\.\s?)?([А-Я][а-я]+(?:[ -][А-Я][а-я]+)?),?\s(\d{4})(?!\d)\s?[,\n]\s?([^\n,|]{5,60})"
)
_INDIAN = re.compile(r"\d{3} ?\d{3}\Z")
_INDIA = re.compile(rf"(?<!\w)({IN_STATES})\Z", re.IGNORECASE)


def addresses_after_city(text: str, ending: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """Those in the text, in no order; `numbers` are where its numbers begin and end, `ending` is as in postal_all."""
    if ending == "bg":
        yield from _bulgarian(text)
    if ending not in SHAPES:  # Where codes are digits the site's own address has no other form.
        yield from _after_state(text, numbers)
        yield from _canadian_or_british(text, numbers)
    if ending == "ie" or "Ireland" in text or "Dublin" in text:
        for found in some(_IRELAND, text):
            yield from _after_city(text, found.start(), found.end(), found[1], "")
    bare = _CITY_FIRST.get(ending)
    for found in some(bare, text) if bare else ():
        yield from _after_city(text, found.start(), found.end(), found[1], "")
    if ending not in SHAPES:
        yield from _before_country(text, numbers)
    if ending == "br" or "CEP" in text:
        yield from _brazilian(text)


def _after_state(text: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """`Salem, OR 97301` and `Sydney NSW 2000`."""
    likely = ((start, end) for start, end in numbers if 4 <= end - start <= 5 and text[start - 1 : start] in _SPACE)
    for start, digits_end in islice(likely, MAX_CODES):
        code_end = _ZIP_END.match(text, digits_end)
        if code_end is None:
            continue
        end = code_end.end()
        code = text[start:end]
        pattern = _AUSTRALIA if len(code) == 4 else _US
        state = pattern.search(text, max(0, start - _STATE), start)
        if state and (len(code) == 4 or _LOWEST_ZIP < code[:5] < _HIGHEST_ZIP):
            yield from _after_city(text, state.start(), end, code, state[1], sure=True)


def _canadian_or_british(text: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """`Toronto, ON M5V 2T6` and `Leeds LS1 5HD`."""
    likely = (start for start, _ in numbers if text[start - 1 : start].isupper())
    for number in islice(likely, MAX_CODES):
        start = number - 1 - text[number - 2 : number - 1].isupper()
        found = _LETTERS_AND_DIGITS.match(text, start)
        if found is None or text[start - 1 : start].isalnum():
            continue
        code = found[0]
        province = _CANADA.search(text, max(0, start - _STATE), start) if _CANADIAN_CODE.match(code) else None
        area = _BRITAIN.match(code)
        if province:
            yield from _after_city(text, province.start(), found.end(), code, province[1], sure=True)
        elif area and area[1] in UK_AREAS:
            yield from _after_city(text, start, found.end(), code, "", sure=True)


def _before_country(text: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """`Ningbo 315803, Zhejiang, China`, on a site whose domain says nothing of a country."""
    likely = ((start, end) for start, end in numbers if 4 <= end - start <= 6 and text[start - 1 : start] in _SPACE)
    for start, end in islice(likely, MAX_CODES):
        if text[end : end + 1] in _BEHIND_CODE and _COUNTRY.match(text, end):
            yield from _after_city(text, start, end, text[start:end], "", sure=True)


def _after_city(text: str, start: int, end: int, code: str, state: str, *, sure: bool = False) -> Iterator[Postal]:
    """Street, city and county stand before the code, apart by commas or on lines of their own."""
    before = text[max(0, start - BEFORE) : start]
    named = _CODE_LABEL.search(before)
    before = (before[: named.start()] if named else before).rstrip(" \xa0\n,(–—-")
    parts = [part.strip(" .") if len(part) < 40 else part.strip() for part in _SOFT.split(before)]
    parts = [part for part in parts if part][-8:]
    region = state
    if len(parts) > 1 and (COUNTY.match(parts[-1]) or REGION.match(parts[-1]) or _INDIA.match(parts[-1])):
        region = parts.pop()
    if not parts:
        return
    joined = _LAST_SUFFIX.match(parts[-1])
    if joined:
        parts[-1:] = [joined[1], joined[2]]
    city = OFFICIAL.sub("", parts.pop())
    if not is_city(city):
        return
    if len(parts) > 1 and DISTRICT.search(parts[-1]):
        parts.pop()
    street = _street_or_box(parts)
    if street is not None and street.points >= 2 and not code[-1].isdigit():
        street = _without_village(street)
    if street is not None and _INDIAN.match(code):
        street = _with_premises(street, parts)
    if street is None and named:
        street = Street("", 2)  # a village whose houses have no streets
    elif street is None or (street.points < 2 and not street.text[0].isupper()):
        return
    yield Postal(street.text, code.replace("\xa0", " "), city, region, start, end, street.points + sure)


def _without_village(street: Street) -> Street:
    """`Mill Road` of `Mill Road, Haddon`: in Britain a village may stand between the street and its post town."""
    name, _, village = street.text.rpartition(",")
    bare = judged(name)
    plain = (
        not STREET.search(village.lower()) and not any(map(str.isdigit, village)) and not EXTRA.match(village.strip())
    )
    return bare if plain and bare is not None and bare.points == street.points else street


def _street_or_box(parts: list[str]) -> Street | None:
    if not parts or not BOX.match(parts[-1]):
        return street_of(parts)
    street = street_of(parts[:-1])
    return street if street is not None and street.points == 3 else Street(parts[-1], 3)


def _with_premises(street: Street, parts: list[str]) -> Street:
    """With the plot, the building or the quarter that Indian addresses name before the street."""
    first = street.text.partition(",")[0]
    place = next((index for index in range(len(parts) - 1, 0, -1) if parts[index].endswith(first)), 0)
    text = street.text
    for part in parts[max(0, place - _MOST_PREMISES) : place][::-1]:
        bare = part.rpartition(": ")[2]
        if not IN_PREMISES.search(bare) or len(bare) > LONGEST_PART:
            break
        text = f"{bare}, {text}"
    return Street(text, 3 if any(map(str.isdigit, text)) else street.points)


def _brazilian(text: str) -> Iterator[Postal]:
    """The street, then number, district, city and state; the code stands before the city or at the end."""
    for found in some(_BRAZIL, text):
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
    for found in some(_BULGARIA, text):
        street = read_street(found[3])
        if street is not None and is_city(found[1]):
            yield Postal(street.text, found[2], found[1], "", found.start(), found.end(), street.points)
