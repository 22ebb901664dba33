"""For which countries a page's national phone numbers are read, the most likely first."""

from __future__ import annotations

import re
from collections.abc import Iterable

import phonenumbers

from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.postal.countries import COUNTRY_NAMES
from scraper_sky.scraping.extract.wordlists import words

MAX_REGIONS = 4
MOST_NAMED = 3  # countries that addresses on one page may lie in
LONGEST_TEXT = 100_000  # characters that are searched for postal codes

# Country codes that are sold to the whole world; they say nothing about a place.
_GENERIC = words(
    """
    ac ag ai am as bz cc cd cf cm co cx dj fm ga gd gg gl gq gs im io je ki la lc ly me ml ms mu nu pm pn pw re
    sc sh sr st su tc tf tk tm to tv vc vg vu ws eu
    """
)
_RENAMED = {"uk": "GB", "el": "GR"}

# The country where most sites in a language are at home; English is left to the other signs, and then to the US.
_LANGUAGE_HOME = {
    "de": "DE", "fr": "FR", "it": "IT", "es": "ES", "pt": "PT", "nl": "NL", "pl": "PL", "cs": "CZ", "sk": "SK",
    "hu": "HU", "ro": "RO", "bg": "BG", "el": "GR", "sv": "SE", "da": "DK", "nb": "NO", "no": "NO", "nn": "NO",
    "fi": "FI", "et": "EE", "lv": "LV", "lt": "LT", "sl": "SI", "hr": "HR", "sr": "RS", "bs": "BA", "mk": "MK",
    "sq": "AL", "uk": "UA", "ru": "RU", "be": "BY", "tr": "TR", "he": "IL", "iw": "IL", "fa": "IR", "hi": "IN",
    "th": "TH", "vi": "VN", "id": "ID", "ms": "MY", "ja": "JP", "ko": "KR", "zh": "CN", "is": "IS", "ga": "IE",
    "ca": "ES", "eu": "ES", "gl": "ES", "ka": "GE", "hy": "AM", "az": "AZ", "kk": "KZ", "bn": "BD", "ur": "PK",
    "lb": "LU", "mt": "MT", "ar": "EG", "en": "US",
}  # fmt: skip
_ALSO_SPOKEN = {
    "de": "AT CH LU LI BE", "fr": "BE CH CA LU", "it": "CH", "nl": "BE", "es": "MX AR CL CO PE", "pt": "BR",
    "en": "GB CA AU NZ IE ZA IN SG HK MT", "sv": "FI", "ar": "SA AE MA DZ TN JO LB IQ KW QA OM BH",
}  # fmt: skip
_SCRIPT_REGION = {"zh-hant": "TW", "zh-tw": "TW", "zh-hk": "HK"}

_STATES = words(
    """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH
    OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
    """
)
_EMPTY = " \t\xa0.\x1f"
# Each begins with what is rare, a capital or a digit; that it begins a word is looked at behind it.
_POSTAL = (
    ("US", re.compile(r"([A-Z](?<!\w.)[A-Z])\.?,?[ \xa0]{1,2}\d{5}(?!\d)")),
    ("CA", re.compile(r"[ABCEGHJ-NPRSTVXY](?<!\w.)\d[A-Z][ \xa0]?\d[A-Z]\d\b")),
    ("GB", re.compile(r"[A-Z](?<!\w.)[A-Z]?\d[A-Z\d]?[ \xa0]\d[ABD-HJLNP-UW-Z]{2}\b")),
    ("AU", re.compile(r"[NVQTA](?<!\w.)(?:SW|IC|LD|AS|CT|ictoria|ueensland|ew South Wales),?[ \xa0]{1,2}\d{4}\b")),
    ("DE", re.compile(r"D(?<!\w.)E?-\d{5}\b")),
    ("AT", re.compile(r"A(?<!\w.)T?-\d{4}\b")),
    ("CH", re.compile(r"CH(?<!\w..)-\d{4}\b")),
    ("NL", re.compile(r"[1-9](?<!\w.)\d{3}[ \xa0][A-Z]{2}\b")),
)


def likely_regions(document: Document, declared_countries: Iterable[str], international: Iterable[str]) -> list[str]:
    """ISO 3166 codes: the declared country, the country of the domain, of numbers written with '+', of the language.

    `declared_countries` are the values of schema.org's addressCountry, `international` the regions of the numbers on
    the page that name their country themselves. Where neither these nor the domain tell, addresses in the text do.
    """
    found = [region for name in declared_countries if (region := region_of_country(name))]
    found += region_of_domain(document.host)
    found += international
    tag = document.language.replace("_", "-")
    home = _LANGUAGE_HOME.get(tag.partition("-")[0])
    if not found:
        found += _of_addresses(document.text[-LONGEST_TEXT:], tag.partition("-")[0])
    found += [_SCRIPT_REGION.get(tag, ""), *_of_tag(tag)]
    found.append(home or "US")
    known = [region for region in dict.fromkeys(found) if region in phonenumbers.SUPPORTED_REGIONS]
    return known[:MAX_REGIONS]


def region_of_country(name: str) -> str:
    """The ISO code of a country given as a code or as its name in English or in its own language."""
    text = name.strip()
    if len(text) == 2:
        return _RENAMED.get(text.lower(), text.upper())
    if text.upper() in ("DEU", "AUT", "CHE", "FRA", "ITA", "ESP", "GBR", "NLD", "BEL", "CAN", "AUS", "POL"):
        return {"DEU": "DE", "AUT": "AT", "CHE": "CH", "POL": "PL"}.get(text.upper(), text[:2].upper())
    return COUNTRY_NAMES.get(text.lower(), "")


def region_of_domain(host: str) -> list[str]:
    """The country whose top-level domain the host has, as a list of none or one."""
    top = host.rpartition(".")[2]
    return [_RENAMED.get(top, top.upper())] if len(top) == 2 and top not in _GENERIC else []


def _of_tag(tag: str) -> list[str]:
    # WordPress writes en-US on every site that nobody set up, so that one tag says nothing.
    parts = tag.split("-")
    return [part.upper() for part in parts[1:] if len(part) == 2 and tag != "en-us"]


def _of_addresses(text: str, language: str) -> list[str]:
    """Countries named at the ends of lines or shown by postal codes, those that speak the language first."""
    counts: dict[str, int] = {}
    for line in text.replace("،", ",").split("\n"):
        if 3 < len(line) <= 160:
            region = COUNTRY_NAMES.get(line.rpartition(",")[2].strip(_EMPTY).lower())
            if region:
                counts[region] = counts.get(region, 0) + 3
    if len(counts) > MOST_NAMED:
        counts.clear()  # A list to choose a country from, and no address.
    for region, pattern in _POSTAL:
        codes = pattern.findall(text)
        number = len([code for code in codes if region != "US" or code in _STATES])
        if number:
            counts[region] = counts.get(region, 0) + number
    return sorted(counts, key=lambda region: (not _speaks(region, language), -counts[region]))


def _speaks(region: str, language: str) -> bool:
    return not language or _LANGUAGE_HOME.get(language) == region or region in _ALSO_SPOKEN.get(language, "")
