"""Streets and cities: what looks like one, and how much of the text before a postal code belongs to the address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper_sky.scraping.extract.postal.words import AFTER_CITY, EXTRA, SMALL_IN_CITY, STREET, WITHOUT_NUMBER

LONGEST_STREET = 80
LONGEST_CITY = 40
LONGEST_PART = 40
MOST_PARTS = 5  # of a street: floor, building, street, number

_HARD = re.compile(
    r"\s?[|·•;▪●►→]\s?|\s[–—-]\s|\s/\s|(?<![Nn]o)(?<![Nn]r)(?<!N[°ºO])(?<![Kk]at)(?<!Daire)(?<!\bD):\s|\s{2,}|\s[–-]\Z"
)
_COMMA = re.compile(r",(?!\d{3})")
_NO_STREET = re.compile(
    r"@|://|www\.|[%€$£₹©=<>*?!]|\d[.:]\d\d\s?(?:uhr|h\b|am\b|pm\b)|\b\d{1,2}:\d\d\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,5}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NAME_AND_NUMBER = re.compile(
    r"[^\W\d_][^\d,:]{1,45}?,?\s?(?:[Nn][º°ro][.:]?\s?|č\.\s?p\.\s?)?(?<![\w.])\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+&]\s?\d{0,4}\s?[a-zA-Z]{0,3})?\.?\Z"
)
_NUMBER_ONLY = re.compile(r"\d{1,5}\s?(?:bis|ter|quater|[a-zA-Z])?(?:\s?[-–/]\s?\d{1,5}\s?[a-zA-Z]?)?\Z", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"\A\d{1,6}")
_MOST_DIGITS = 7  # of a floor or a number; more are those of a telephone
_FIRST_WORD = 4  # characters before a street's word that may be in lower case, as in `ul. Lipowa`
OFFICIAL = re.compile(r"\A(?:(?:г|гр|м|с|пос|д)\.\s?|(?:місто|город|град)\s)", re.IGNORECASE)  # before a city's name
_DISTRICT = re.compile(r",\s(?:col\.|colonia|fracc\.|barrio|bairro|kat\s)[^,]{2,40}\Z", re.IGNORECASE)
_LABELLED = re.compile(r"\A[^\d:]{2,30}(?<![Nn]o)(?<![Nn]r)(?<!N[°ºO])(?<![Kk]at)(?<!Daire)(?<!\bD):\s?")
_LED_TO = re.compile(r"\A[^\d,]{2,40}\s(?:at|to|au|sise?|située?)\s(?=\d)")  # `find us at`
_UNIT_AND_NUMBER = re.compile(r"[^\W\d_]{2,12}\.?\s\d{1,5}[A-Za-z]?\s?/\s?\d")
_EDGES = " \t\xa0,;–—-·•|/"


@dataclass(frozen=True, slots=True)
class Street:
    text: str
    points: int  # how surely it is one: 1 for a name with a number, 2 for a word for a street, 3 for both


def read_street(text: str) -> Street | None:
    """The street at the end of `text`, which is a line or what stands on it before the postal code."""
    if " / " in text:  # the same street in the country's other language
        first, second = (read_street(name) for name in text.rsplit(" / ", 1))
        if first is not None and second is not None and first.points == second.points == 3:
            return first
    for piece in reversed(_HARD.split(text.strip(_EDGES))[-3:]):
        parts = [part.strip() for part in _COMMA.split(piece.strip(_EDGES)) if part.strip()]
        found = street_of(parts)
        if found is not None:
            return Street(_DISTRICT.sub("", found.text), found.points)
        if not (parts and EXTRA.match(parts[0])):
            return None  # Only a box number or a floor may stand between the street and the city.
    return None


def street_of(parts: list[str]) -> Street | None:
    """The street that the last ones of these parts make up, with floor and building."""
    taken: list[str] = []
    parts = [_LED_TO.sub("", _LABELLED.sub("", part)) for part in parts]
    for index in range(len(parts) - 1, max(-1, len(parts) - 1 - MOST_PARTS), -1):
        taken.insert(0, parts[index])
        found = judged(", ".join(taken)) or _judged_without_extras(taken)
        if found is not None:
            return _with_what_precedes(found, parts[:index])
        if len(taken) == 1 and _NO_STREET.search(taken[0]):
            return None
    return None


def _with_what_precedes(found: Street, before: list[str]) -> Street:
    """The number that stands before its street (`12 bis, rue …`), the floor and the building."""
    numbered = judged(before[-1]) if before and found.points == 2 and not _NUMBER.search(found.text) else None
    if numbered is not None and numbered.points == 3 and numbered.text[0].isdigit():
        return _with_what_precedes(numbered, before[:-1])  # `318 Napier Road, Kelvin Grove`: that is a suburb
    kept, pending = found.text, ""
    for part in reversed(before[-3:]):
        if _NO_STREET.search(part) or len(part) > LONGEST_PART or sum(map(str.isdigit, part)) > _MOST_DIGITS:
            break
        pending = f"{part}, {pending}" if pending else part
        if EXTRA.match(part) or (_is_its_number(part, found.text) and pending == part and kept == found.text):
            kept, pending = f"{pending}, {kept}", ""
    if kept == found.text or len(kept) > LONGEST_STREET:
        return found
    return Street(kept, 3 if found.points == 2 and _NUMBER.search(kept) else found.points)


def _is_its_number(part: str, street: str) -> bool:
    return _NUMBER_ONLY.match(part) is not None and not street[0].isdigit()


def may_follow_street(part: str) -> bool:
    """True for its number, and for the floor, door or block behind it."""
    return _NUMBER_ONLY.match(part) is not None or EXTRA.match(part) is not None


def _judged_without_extras(parts: list[str]) -> Street | None:
    """The street in front of its floor and door: `Åboulevarden 37, 2. th.`."""
    if len(parts) < 2 or not EXTRA.match(parts[-1]) or EXTRA.match(parts[0]):
        return None
    found = judged(parts[0])
    return Street(", ".join(parts), found.points) if found and all(map(EXTRA.match, parts[1:])) else None


def judged(text: str) -> Street | None:
    """`text` as a street, with how surely it is one; None for what is something else."""
    if not 4 <= len(text) <= LONGEST_STREET or len(text.split()) > 12 or _NO_STREET.search(text):
        return None
    if sum(map(str.isdigit, text)) > 12:
        return None
    word = STREET.search(text.lower())
    number = _NUMBER.search(text) or WITHOUT_NUMBER.search(text)
    if word and len(word[0]) >= len(text) - 1:
        return None  # nothing but the word
    first, _, rest = text.partition(",")
    extra = EXTRA.match(first)
    if extra and not (word and _NUMBER_FIRST.match(first)):
        if word and _UNIT_AND_NUMBER.match(first):
            return Street(text, 3)  # `Shop 3/120 Pacific Highway`
        # `Unit 4, Linden Mill` is a place by itself, `Suite 500` is not.
        named = rest.strip()[:1].isupper() and not EXTRA.match(rest.strip())
        return Street(text, 3 if word and number else 2) if named else None
    if word and (not text[0].islower() or word.start() <= _FIRST_WORD):
        return Street(text, 3 if number else 2)
    if _NAME_AND_NUMBER.match(text) and text[0].isupper():
        last = _NUMBER.findall(text)[-1:]
        return None if last and _YEAR.match(last[0]) else Street(text, 1)
    return None


def read_city(text: str) -> str:
    """The name of a city at the start of `text`, which goes on to the end of the line; empty when there is none."""
    text = OFFICIAL.sub("", text[:120])
    name = re.split(r"[,|·•;:()\t]|\s[–—-]\s|\s/\s|\s{2,}|\.\s|\d{3}", AFTER_CITY.sub("", text), maxsplit=1)[0]
    name = name.strip(_EDGES + ".")
    return name if is_city(name) else ""


def is_city(name: str) -> bool:
    """True for `Bad Neustadt an der Saale`, `Paris Cedex 08` and `Praha 1`, not for a sentence or a thing."""
    parts = name.split()
    if not 2 <= len(name) <= LONGEST_CITY or not 1 <= len(parts) <= 7 or _NO_STREET.search(name):
        return False
    if len(name) == 2 and name.isupper():
        return False
    for index, part in enumerate(parts):
        if part[0].isdigit():
            if index == 0 or len(part) > 2 or not part.isdigit():
                return False
        elif part[0].islower() and part.lower() not in SMALL_IN_CITY and "'" not in part and "’" not in part:
            return False
    first = parts[0][0]
    return first.isupper() or (first.isalpha() and not first.islower()) or first in "'’"
