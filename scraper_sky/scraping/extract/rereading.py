"""National numbers read anew once the whole site is known.

A page that shows a number without its country leaves a guess by language; the legal notice may show `+43` and tell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from scraper_sky.model.report import Contact, ContactKind
from scraper_sky.scraping.extract.phones.numbers import e164, read_number, region_of
from scraper_sky.scraping.extract.phones.regions import region_of_domain

_NUMBERS = (ContactKind.PHONE, ContactKind.FAX)


def read_for_site(contacts: list[Contact], domain: str) -> list[Contact]:
    """The same contacts, with guessed regions replaced by the one that most numbers of the site name themselves.

    The country of the domain is no guess, and a number that is not valid in the other country stays as it is.
    """
    named = Counter(contact.label for contact in contacts if contact.kind in _NUMBERS and _names_country(contact))
    if not named:
        return contacts
    region = named.most_common(1)[0][0]
    sure = {region, *region_of_domain(domain)}
    return [
        _reread(contact, region) if contact.kind in _NUMBERS and contact.label not in sure else contact
        for contact in contacts
    ]


def _names_country(contact: Contact) -> bool:
    return contact.as_written.lstrip("( ").startswith(("+", "＋", "00"))


def _reread(contact: Contact, region: str) -> Contact:
    number = None if _names_country(contact) else read_number(contact.as_written, [region])
    if number is None or region_of(number) != region:
        return contact
    return replace(contact, value=e164(number), label=region)
