"""When a value that was found says the same as the label: spelling that carries no meaning is folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import unquote, urljoin

from phonenumbers.geodata.locale import LOCALE_DATA

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_ADDRESSES = frozenset({"canonical", "favicon", "logo", "feed"})


def folded(name: str, value: str, page_url: str) -> object:
    """A form of the fact `name` that is equal for values that say the same."""
    text = " ".join(unicodedata.normalize("NFC", value).split())
    if name in _ADDRESSES:
        address = urljoin(page_url, text)
        return f"{address}/" if address.count("/") == 2 else address
    if name == "language":
        return text.lower().replace("_", "-")
    if name == "address_country":
        return _country(text)
    if name in ("vat_id", "address_postal_code"):
        return re.sub(r"[^0-9a-z]", "", text.lower())
    if name == "opening_hours":
        return folded_hours(text)
    if name.startswith("address_") or name == "company_name":
        return re.sub(r"[\s.,’']+", " ", text.casefold()).strip()
    return text


def folded_profile(url: str) -> str:
    """The profile's address without what differs between links to it."""
    bare = re.sub(r"\Ahttps?://(www\.)?", "", unquote(url.strip()).casefold())
    return re.sub(r"\Atwitter\.com/", "x.com/", bare).rstrip("/")


def folded_email(address: str) -> str:
    """In lower case, the domain as A-labels."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}" if local else address


def folded_hours(text: str) -> object:
    """`Mo-We,Fr 09:00-12:00,13:00-17:00; Sa 10:00-14:00` as a set of (day from 0, span); other texts as they are."""
    spans: set[tuple[int, str]] = set()
    for part in re.split(r";|(?<=\d),(?=\s*[a-z])", text.casefold()):
        found = re.fullmatch(r"\s*([a-z][a-z,\- ]*?)\s+([\d:,\- ]+?)\s*", part)
        if found is None:
            return text.casefold()
        days = _days(found[1])
        if not days:
            return text.casefold()
        spans |= {(day, span) for day in days for span in re.split(r"[, ]+", re.sub(r"\s*-\s*", "-", found[2])) if span}
    return frozenset(spans)


def _days(text: str) -> list[int]:
    days: list[int] = []
    for part in re.sub(r"\s*-\s*", "-", text).replace(" ", ",").split(","):
        first, _, last = part.partition("-")
        if part and (first not in _DAYS or (last and last not in _DAYS)):
            return []
        if part:
            start, end = _DAYS.index(first), _DAYS.index(last or first)
            days += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return days


def _country(text: str) -> str:
    """The ISO 3166 code of a country that is written as a code or by its name in some language."""
    return _country_names().get(text.casefold(), text.casefold())


@cache
def _country_names() -> dict[str, str]:
    names = {name.casefold(): code for code, names in LOCALE_DATA.items() for name in names.values() if name}
    return (
        names
        | {"usa": "US", "u.s.a.": "US", "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB"}
        | {code.casefold(): code for code in LOCALE_DATA}
    )
