from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.json_ld import MAX_ITEMS, json_ld_items
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]

DENTIST = {
    "@context": "https://schema.org",
    "@type": "Dentist",
    "name": "Zahnarzt Beispielheim",
    "legalName": "Zahnarzt Beispielheim GmbH",
    "vatID": "DE123456789",
    "foundingDate": "1999",
    "email": "mailto:praxis@acme.de",
    "telephone": "089 1234 5678",
    "faxNumber": "+49 89 1234 5679",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "Marktplatz 1",
        "postalCode": "80331",
        "addressLocality": "München",
        "addressCountry": "DE",
    },
    "geo": {"@type": "GeoCoordinates", "latitude": 48.1, "longitude": 11.5},
    "openingHoursSpecification": [
        {"dayOfWeek": ["Monday", "https://schema.org/Tuesday", "Wednesday"], "opens": "08:00", "closes": "17:00:00"},
        {"dayOfWeek": "Friday", "opens": "08:00", "closes": "12:00"},
    ],
    "sameAs": ["https://www.facebook.com/beispielheim"],
}


def ld(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def facts(page: PageFacts) -> dict[str, str]:
    return {fact.name: fact.value for fact in reversed(page.facts)}


def test_an_organisation_tells_its_name_address_and_hours(read: Read) -> None:
    told = facts(read(ld(DENTIST)))

    assert told["company_name"] == "Zahnarzt Beispielheim"
    assert told["legal_name"] == "Zahnarzt Beispielheim GmbH"
    assert told["company_type"] == "Dentist"
    assert told["vat_id"] == "DE123456789"
    assert told["founded"] == "1999"
    assert told["address"] == "Marktplatz 1, 80331 München, DE"
    assert told["address_city"] == "München"
    assert told["geo"] == "48.1,11.5"
    assert told["opening_hours"] == "Mo-We 08:00-17:00; Fr 08:00-12:00"


def test_an_organisation_tells_how_to_reach_it(read: Read) -> None:
    contacts = {(each.kind.value, each.value) for each in read(ld(DENTIST)).contacts if each.rejected_by is None}

    assert contacts == {
        ("email", "praxis@acme.de"),
        ("phone", "+498912345678"),
        ("fax", "+498912345679"),
        ("social", "https://www.facebook.com/beispielheim"),
    }


@pytest.mark.parametrize(
    "block",
    [
        '{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":["Organization","Brand"],"name":"Acme"}]}',
        '[{"@type":"https://schema.org/Organization","name":"Acme"}]',
        '<!-- {"@type":"Organization","name":"Acme"} -->',
        '//<![CDATA[\n{"@type":"Organization","name":"Acme"}\n//]]>',
        '{"@type":"Organization","name":"Acme",}',
        '{"@type":"Organization","name":"Acme"};',
        '{"@type":"Organization","name":"Acme"}{"@type":"WebSite"}',
        '{"@type":"Organization","name":"Acme"} trailing words',
        '{"@type":"Organization","name":"Ac\nme"}',
        "{&quot;@type&quot;:&quot;Organization&quot;,&quot;name&quot;:&quot;Acme&quot;}",
        '{"@type":"Article","publisher":{"@id":"#org"}}{"@type":"Organization","@id":"#org","name":"Acme"}',
        '{"@type":"WebPage","about":{"@type":"Thing"},"mainEntity":{"@type":"LocalBusiness","name":"Acme"}}',
    ],
)
def test_json_ld_is_read_as_pages_have_it(read: Read, block: str) -> None:
    page = read(f'<script type="application/ld+json">{block}</script>')

    assert facts(page)["company_name"].replace(" ", "") == "Acme"


@pytest.mark.parametrize(
    "block",
    [
        "",
        "{",
        "null",
        '"text"',
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"@type":"Article","author":{"@type":"Organization","name":"Agency"}}',
        '{"@type":"Product","brand":{"@type":"Organization","name":"Maker"}}',
        '{"@type":"JobPosting","hiringOrganization":{"@type":"Organization","name":"Other"}}',
        '{"@type":"Person","name":"Jane"}',
        '{"@type":5,"name":{"a":[]}}',
    ],
)
def test_other_blocks_name_no_company_and_raise_nothing(read: Read, block: str) -> None:
    page = read(f'<script type="application/ld+json">{block}</script>')

    assert "company_name" not in facts(page)


def test_the_number_of_items_is_bounded() -> None:
    block = json.dumps([{"@type": "Thing", "name": str(number)} for number in range(3 * MAX_ITEMS)])

    assert len(json_ld_items([block] * 5)) <= MAX_ITEMS


def test_microdata_tells_the_same(read: Read) -> None:
    page = read(
        """<div itemscope itemtype="https://schema.org/LocalBusiness"><h1 itemprop="name">Acme Bau</h1>
        <div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
        <span itemprop="streetAddress">Hauptstr. 5</span>, <span itemprop="postalCode">10115</span>
        <span itemprop="addressLocality">Berlin</span></div><meta itemprop="telephone" content="030 1234567">
        <a itemprop="email" href="mailto:bau@acme.de">Mail</a>
        <time itemprop="openingHours" datetime="Mo-Fr 07:00-16:00">
        werktags</time></div>"""
    )

    told = facts(page)

    assert told["company_name"] == "Acme Bau"
    assert told["address"] == "Hauptstr. 5, 10115 Berlin"
    assert told["opening_hours"] == "Mo-Fr 07:00-16:00"
    assert ("phone", "+49301234567", Method.MICRODATA) in [
        (each.kind.value, each.value, each.method) for each in page.contacts
    ]


def test_rdfa_lite_tells_the_same(read: Read) -> None:
    page = read(
        '<div vocab="https://schema.org/" typeof="Organization"><b property="name">Acme Bau</b>'
        '<span property="telephone">030 1234567</span></div>'
    )

    assert facts(page)["company_name"] == "Acme Bau"
    assert [each.value for each in page.contacts] == ["+49301234567"] * 2


def test_a_country_in_the_address_decides_how_numbers_are_read(read: Read) -> None:
    business = {
        "@type": "LocalBusiness",
        "name": "A",
        "address": {"addressCountry": "Österreich"},
        "telephone": "01 5123456",
    }

    page = read(ld(business), url="https://acme.com/")

    assert [each.value for each in page.contacts] == ["+4315123456"]
