"""Addresses without a postal code: a street with its number, and the city beside it on a line that says nothing else.

`Av. Providencia 1234, Of. 56, Santiago` and `г. Москва, ул. Ленина, 3`. Only the lines beside a word for an address, a
telephone number or an e-mail address are looked at: everywhere else such a line is a meeting point or a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from scraper_sky.scraping.extract.digits import Span
from scraper_sky.scraping.extract.phones.regions import region_of_country
from scraper_sky.scraping.extract.postal.forms import Postal
from scraper_sky.scraping.extract.postal.parts import OFFICIAL, Street, is_city, judged, may_follow_street
from scraper_sky.scraping.extract.postal.words import CONTACT, EXTRA, LABEL, PROVINCES, REGION, STREET

MAX_LINES = 120  # looked at on a page
_SHORTEST, _LONGEST = 8, 120  # characters of a line
_REACH = 90  # characters to both sides in which something shows that it is an address
_LABELLED = re.compile(r"\A[^\d:,]{2,30}(?<!No)(?<!Nr)(?<!Kat):\s?")
_OTHER_SCRIPT = re.compile(r"[^\x00-ɏ]")
_PARTS = re.compile(r"\s*,(?!\d{3})\s*|\s[|·•–—-]\s")
_PARTED = re.compile(r"[,|·•–—-]")
_BELOW = 80  # characters of the line below
_NAME_BEFORE = re.compile(r"[^\d,|·•–—]{3,60}\s[|·•–—-]\s")  # `Ferretería El Roble — Av. Colón 1420, Talcahuano`
_SENTENCE = re.compile(r"[!?]|(?<=[a-zà-ÿ]{4})\.\s[A-ZÀ-Ý][^\W\d_]+\s[^\W\d_]{2,}\s")
_MOST_PARTS = 8
_MOST_WORDS = 4  # of a city


def addresses_without_code(text: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """Those that fill their line, in the order of the text."""
    for start, end in islice(_lines_with_numbers(text, numbers), MAX_LINES):
        if not _PARTED.search(text, start, end + _BELOW):
            continue  # as most lines: neither it nor the one below has several parts
        line = text[start:end]
        label = _LABELLED.match(line)
        if label and not LABEL.search(label[0].lower()):
            continue
        own = line[label.end() :] if label else line
        read = None if _SENTENCE.search(own) else _on_one_line(own) or _on_two_lines(own, text, end)
        if read is None:
            continue
        around = f"{text[max(0, start - _REACH) : start]}{text[end : end + _REACH]}".lower()
        if CONTACT.search(around) or LABEL.search(around) or LABEL.match(line.lower()):
            street, city, region, further = read
            first = start + label.end() if label else start
            yield Postal(street.text, "", city, region, first, end + further, street.points + 1)


def _lines_with_numbers(text: str, numbers: Sequence[Span]) -> Iterator[tuple[int, int]]:
    end = -1
    for number, _ in numbers:
        if number > end:
            start = text.rfind("\n", 0, number) + 1
            end = text.find("\n", number)
            end = len(text) if end < 0 else end
            if _SHORTEST <= end - start <= _LONGEST:
                yield start, end


def _on_one_line(line: str) -> tuple[Street, str, str, int] | None:
    name = _NAME_BEFORE.match(line)
    if name and not STREET.search(name[0].lower()) and not EXTRA.match(name[0]) and "," in line[name.end() :]:
        line = line[name.end() :]
    parts = [part.strip() for part in _PARTS.split(line.rstrip(" .")) if part.strip()]
    region = ""
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    while len(parts) > 1 and (region_of_country(parts[-1]) or REGION.match(parts[-1])):
        last = parts.pop()
        region = region or (last if REGION.match(last) else "")
    if len(parts) > 2 and _is_province(parts[-1]) and _is_city(parts[-2]) and not may_follow_street(parts[-2]):
        region = region or parts.pop()
    if len(parts) < 2 or not (_is_city(parts[-1]) or _is_city(parts[0])):
        return None
    if _OTHER_SCRIPT.match(parts[0]) and _is_city(parts[0]):
        street = judged(", ".join(parts[1:5]))
        return (street, OFFICIAL.sub("", parts[0]), region, 0) if street and street.points == 3 else None
    for count in range(1, len(parts)):
        street = judged(", ".join(parts[:count]))
        if street is None or street.points < 3:
            continue
        while count < len(parts) and may_follow_street(parts[count]):
            count += 1
        kept = judged(", ".join(parts[:count]))
        city = parts[-1]
        if count == len(parts) or kept is None or not _is_city(city):
            return None
        return Street(kept.text, 3), OFFICIAL.sub("", city), region, 0
    return None


def _on_two_lines(line: str, text: str, end: int) -> tuple[Street, str, str, int] | None:
    """A street, and below it the city with its region or country."""
    below = text[end + 1 : end + _BELOW].partition("\n")[0]
    city, _, rest = below.partition(",")
    rest = rest.strip(" .")
    if not (REGION.match(rest) or (len(rest) > 2 and region_of_country(rest))):
        return None
    street = judged(line.strip(" ,"))
    if street is None or street.points < 3 or not _is_city(city.strip()):
        return None
    return street, city.strip(), rest if REGION.match(rest) else "", 1 + len(below)


def _is_province(name: str) -> bool:
    return name.lower().replace(" ", "_") in PROVINCES


def _is_city(name: str) -> bool:
    name = OFFICIAL.sub("", name)
    return is_city(name) and len(name.split()) <= _MOST_WORDS and STREET.search(name.lower()) is None
