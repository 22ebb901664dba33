"""The languages in which the farm's companies write: trades, towns, names, labels and sentences of each."""

from __future__ import annotations

from dataclasses import dataclass

LABELS = (
    "home about services team blog contact imprint privacy phone fax email address hours follow share more rights "
    "manager vat register weekdays write mail_us call_us search_word name message send cookies accept missing"
)
PAGES = "about services team blog contact imprint privacy"


@dataclass(frozen=True, slots=True)
class Trade:
    """What a company does. `services` are noun phrases that the sentences take up."""

    slug: str
    noun: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    name: str
    postcode: str  # with # for a digit
    area: str  # the area code without a trunk prefix; empty where numbers have none
    local: str  # the number within it, grouped as it is written there, with # for a digit


@dataclass(frozen=True, slots=True)
class Locale:
    language: str  # BCP 47, such as de-DE
    country: str  # ISO 3166
    country_name: str
    calling_code: str
    trades: tuple[Trade, ...]
    cities: tuple[City, ...]
    streets: tuple[str, ...]  # {} is the house number
    town_line: str  # {postcode} and {city}, as on a letter
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]  # native spelling, or native|latin
    name_forms: tuple[str, ...]  # {noun}, {last}, {city}
    national: tuple[str, ...]  # phone numbers for who knows the country: {area}, {local}, {dots}, {dashes}, {solid}
    international: tuple[str, ...]  # phone numbers for everybody, with a plus
    labels: dict[str, str]
    paths: dict[str, str]
    mailboxes: tuple[str, ...]  # the first is for everybody, the others are departments
    sentences: tuple[str, ...]  # {company}, {city}, {service}, {other}, {person}, {year}
    charsets: tuple[tuple[str, int], ...]  # with weights
    surname_first: bool = False

    @property
    def base_language(self) -> str:
        return self.language.partition("-")[0]

    @property
    def region_is_told(self) -> bool:
        """True when the language as declared names the country."""
        return "-" in self.language


def trades(text: str) -> tuple[Trade, ...]:
    """One trade a line: slug | noun | service; service; …"""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    return tuple(
        Trade(slug, noun, tuple(each.strip() for each in services.split(";"))) for slug, noun, services in rows
    )


def cities(text: str) -> tuple[City, ...]:
    """One city a line: name | postcode | area | local"""
    return tuple(City(*[part.strip() for part in line.split("|")]) for line in text.strip().splitlines())


def listed(text: str) -> tuple[str, ...]:
    """One a line."""
    return tuple(line.strip() for line in text.strip().splitlines())


def mapped(names: str, text: str) -> dict[str, str]:
    """The names in their order, each with its line of the text."""
    return dict(zip(names.split(), listed(text), strict=True))
