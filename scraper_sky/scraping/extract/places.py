"""Postal addresses and opening hours of structured data, as one line each."""

from __future__ import annotations

from collections.abc import Iterator

from scraper_sky.scraping.extract.items import Item

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def address_facts(value: str | Item) -> Iterator[tuple[str, str]]:
    """`address` on one line, then its parts."""
    if isinstance(value, str):
        yield "address", " ".join(value.split())
        return
    street = ", ".join(dict.fromkeys(value.texts("streetAddress")))
    code, city = value.text("postalCode"), (value.texts("addressLocality") or [""])[0]
    region, country = (value.texts("addressRegion") or [""])[0], (value.texts("addressCountry") or [""])[0]
    line = ", ".join(part for part in (street, f"{code} {city}".strip(), region, country) if part)
    if street or city or code:
        yield "address", line
    parts = {"street": street, "postal_code": code, "city": city, "region": region, "country": country}
    yield from ((f"address_{name}", text) for name, text in parts.items() if text)


def opening_hours(item: Item) -> str:
    """`Mo-Fr 09:00-17:00; Sa 10:00-14:00`, from either of schema.org's two ways to say it."""
    texts = item.texts("openingHours")
    if texts:
        return "; ".join(dict.fromkeys(texts))
    days: dict[str, list[int]] = {}
    for rule in list(item.items("openingHoursSpecification"))[:40]:
        opens, closes = rule.text("opens")[:5], rule.text("closes")[:5]
        if not opens or not closes:
            continue
        for day in rule.texts("dayOfWeek"):
            name = day.rpartition("/")[2].strip().capitalize()
            index = next((i for i, full in enumerate(_DAYS) if name and full.startswith(name[:2])), None)
            if index is not None:
                days.setdefault(f"{opens}-{closes}", []).append(index)
    ordered = sorted(days.items(), key=lambda entry: min(entry[1]))
    return "; ".join(f"{day_ranges(sorted(set(indexes)))} {hours}" for hours, indexes in ordered)


def day_ranges(indexes: list[int]) -> str:
    """`Mo-Fr,Su` of the numbers of days in their order, Monday being 0."""
    ranges: list[list[int]] = []
    for index in indexes:
        if ranges and index == ranges[-1][1] + 1:
            ranges[-1][1] = index
        else:
            ranges.append([index, index])
    return ",".join(_DAYS[low][:2] if low == high else f"{_DAYS[low][:2]}-{_DAYS[high][:2]}" for low, high in ranges)
