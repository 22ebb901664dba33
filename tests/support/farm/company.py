"""The company behind a site: invented from a seed, and the source of every fact that its pages tell."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from tests.support.farm.dice import Dice
from tests.support.farm.locales import City, Locale, Trade
from tests.support.farm.locales.all import LOCALES

_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "å": "a", "ł": "l", "ı": "i", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    postcode: str
    city: str
    region: str  # such as TX; empty where addresses do without
    country: str  # ISO 3166


@dataclass(frozen=True, slots=True)
class Phone:
    number: str  # E.164
    national: str  # as people of that country write it
    international: str


@dataclass(frozen=True, slots=True)
class Company:
    locale: Locale
    trade: Trade
    name: str
    handle: str  # for social networks
    address: Address
    manager: str
    staff: tuple[str, ...]
    phone: Phone
    mobile: Phone
    fax: Phone
    founded: int
    vat: str


@functools.lru_cache(maxsize=8192)
def latin(name: str) -> str:
    """The name in the 26 letters: its given transliteration (native|latin), or without its accents."""
    native, _, given = name.partition("|")
    plain = unicodedata.normalize("NFKD", (given or native).lower().translate(_ASCII))
    return re.sub(r"[^a-z0-9]+", "-", "".join(each for each in plain if not unicodedata.combining(each))).strip("-")


def _identity(seed: int) -> tuple[Locale, Trade, str]:
    dice = Dice(seed, "identity")
    locale = dice.weighted(LOCALES)
    return locale, dice.pick(locale.trades), dice.pick(locale.last_names)


def slug_of(seed: int) -> str:
    """Trade and family name in Latin letters, such as baeckerei-rosen."""
    _, trade, last = _identity(seed)
    return f"{trade.slug}-{latin(last)}"


def invent(seed: int) -> Company:
    """The company of that seed; always the same one."""
    locale, trade, last = _identity(seed)
    dice = Dice(seed, "company")
    city = dice.pick(locale.cities)
    town, _, region = city.name.partition(", ")
    native = last.partition("|")[0]
    name = dice.pick(locale.name_forms).format(noun=trade.noun, last=native, city=town)
    others = dice.sample([each for each in locale.last_names if each != last], 4)
    people = [_full_name(locale, dice.pick(locale.first_names), each) for each in others]
    return Company(
        locale=locale,
        trade=trade,
        name=name,
        handle=f"{trade.slug}.{latin(last)}{seed % 10000}".replace("-", ""),
        address=Address(
            dice.pick(locale.streets).format(dice.between(1, 148)),
            dice.digits(city.postcode),
            town,
            region,
            locale.country,
        ),
        manager=_full_name(locale, dice.pick(locale.first_names), last),
        staff=tuple(people),
        phone=_phone(locale, city, dice),
        mobile=_phone(locale, city, dice),
        fax=_phone(locale, city, dice),
        founded=dice.between(1893, 2019),
        vat=f"{locale.country}{dice.digits('#########')}",
    )


def _full_name(locale: Locale, first: str, last: str) -> str:
    """native|latin where either part has a transliteration, else the name alone."""
    natives, latins = zip(*(name.partition("|")[::2] for name in (first, last)), strict=True)
    order = (1, 0) if locale.surname_first else (0, 1)
    native = " ".join(natives[each] for each in order)
    if not any(latins):
        return native
    return native + "|" + " ".join(latins[each] or natives[each] for each in (0, 1))


def _phone(locale: Locale, city: City, dice: Dice) -> Phone:
    local = dice.digits(city.local)
    solid = re.sub(r"\D", "", local)
    forms = {
        "area": city.area,
        "local": local,
        "solid": solid,
        "dots": re.sub(r"\D+", ".", local),
        "dashes": re.sub(r"\D+", "-", local),
    }
    return Phone(
        f"+{locale.calling_code}{city.area}{solid}",
        dice.pick(locale.national).format(**forms),
        dice.pick(locale.international).format(**forms),
    )
