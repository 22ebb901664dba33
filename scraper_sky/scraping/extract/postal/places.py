"""Postal addresses and opening hours of structured data, as one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper_sky.scraping.extract.digits import numbers_in
from scraper_sky.scraping.extract.hours.stated import day_ranges, plain_hours
from scraper_sky.scraping.extract.items import Item
from scraper_sky.scraping.extract.phones.regions import region_of_country
from scraper_sky.scraping.extract.postal.every import every_address
from scraper_sky.scraping.extract.postal.forms import Postal
from scraper_sky.scraping.extract.postal.parts import is_city
from scraper_sky.scraping.extract.postal.samples import is_sample

LONGEST_ADDRESS = 300  # characters of one that is stated as a text
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BREAK = re.compile(r"\s*(?:\n|<br\s?/?>|\|)\s*")
_COMMA = re.compile(r"\s*,\s*")
_CODE = re.compile(
    r"(?<!\w)(?:[A-Z]{1,3}[- ]?)?\d[\d -]{2,8}(?:\s?[A-Z]{2,3})?(?!\w)"
    r"|(?<!\w)[A-Z]{1,2}\d[A-Z\d]{0,2} ?\d[A-Z\d]{2}(?!\w)"
)


def address_facts(value: str | Item, ending: str) -> Iterator[tuple[str, str]]:
    """`address` on one line, then its parts; `ending` is the top-level domain of the site."""
    if isinstance(value, str):
        yield from _of_text(value[:LONGEST_ADDRESS], ending)
        return
    street = ", ".join(dict.fromkeys(value.texts("streetAddress")))
    code, city = value.text("postalCode"), (value.texts("addressLocality") or [""])[0]
    region, country = (value.texts("addressRegion") or [""])[0], (value.texts("addressCountry") or [""])[0]
    yield from address_parts(street, code, city, region, country)


def address_parts(street: str, code: str, city: str, region: str, country: str) -> Iterator[tuple[str, str]]:
    """The facts that these make up; none for the sample of a theme."""
    if is_sample(street, city):
        return
    line = ", ".join(part for part in (street, f"{code} {city}".strip(), region, country) if part)
    if street or city or code:
        yield "address", line
    parts = {"street": street, "postal_code": code, "city": city, "region": region, "country": country}
    yield from ((f"address_{name}", text) for name, text in parts.items() if text)


def _of_text(value: str, ending: str) -> Iterator[tuple[str, str]]:
    """One that is stated as a text: its lines or parts, of which the last may name the country."""
    lines = [line.strip(" ,") for line in _BREAK.split(value.strip()) if line.strip(" ,")]
    if len(lines) == 1:
        lines = [part for part in _COMMA.split(lines[0]) if part]
    country = lines.pop() if len(lines) > 1 and len(lines[-1]) > 2 and region_of_country(lines[-1]) else ""
    joined = ("\n" if "\n" in value else ", ").join(lines)
    found = max(every_address(joined, ending, numbers_in(joined)), key=lambda each: each.points, default=None)
    found = found or _in_order(lines)
    if found is None:
        yield "address", " ".join(value.split())
        return
    yield "address", ", ".join([*lines, *filter(None, [country])])
    parts = {"street": found.street, "postal_code": found.code, "city": found.city, "region": found.region}
    yield from ((f"address_{name}", text) for name, text in (parts | {"country": country}).items() if text)


def _in_order(lines: list[str]) -> Postal | None:
    """Street, then city with its code, as builders of sites join them everywhere: `Calle 5`, `Cali, VAC, 760001`."""
    if len(lines) < 2 or not any(map(str.isdigit, lines[0])):
        return None
    rest = ", ".join(lines[1:])
    code = _CODE.search(rest)
    names = [part for part in _COMMA.split(rest.replace(code[0], "") if code else rest) if is_city(part)]
    if not names:
        return None
    return Postal(lines[0], code[0].strip() if code else "", names[0], "", 0, 0, 1)


def opening_hours(item: Item) -> str:
    """`Mo-Fr 09:00-17:00; Sa 10:00-14:00`, from either of schema.org's two ways to say it."""
    texts = item.texts("openingHours")
    if texts:
        return plain_hours(texts)
    days: dict[str, list[int]] = {}
    for rule in list(item.items("openingHoursSpecification"))[:40]:
        opens, closes = rule.text("opens")[:5], rule.text("closes")[:5]
        if not opens or not closes or opens == closes:  # `00:00` twice is a day on which it is closed
            continue
        for day in rule.texts("dayOfWeek"):
            name = day.rpartition("/")[2].strip().capitalize()
            index = next((i for i, full in enumerate(_DAYS) if name and full.startswith(name[:2])), None)
            if index is not None:
                days.setdefault(f"{opens}-{closes}", []).append(index)
    ordered = sorted(days.items(), key=lambda entry: min(entry[1]))
    return "; ".join(f"{day_ranges(sorted(set(indexes)))} {hours}" for hours, indexes in ordered)
