"""Addresses that are stated in another way than as parts of an organisation."""

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]
TEXTS = [
    ("uk", "Unit 4, Mill Yard\\nHaddon Bridge, HX7 7DN\\nUnited Kingdom",
     {"street": "Unit 4, Mill Yard", "postal_code": "HX7 7DN", "city": "Haddon Bridge", "country": "United Kingdom"}),
    ("ca", "425, rue Principale\\nLachute, QC, J8H 1Y4\\nCanada",
     {"street": "425, rue Principale", "postal_code": "J8H 1Y4", "city": "Lachute", "region": "QC",
      "country": "Canada"}),
    ("de", "Hafenstraße 4, 20095 Hamburg", {"street": "Hafenstraße 4", "postal_code": "20095", "city": "Hamburg"}),
    ("com", "Calle 5 No. 38-10\\nCali, VAC, 760042\\nColombia",
     {"street": "Calle 5 No. 38-10", "postal_code": "760042", "city": "Cali", "country": "Colombia"}),
    ("com", "Somewhere over the hills", {}),
]  # fmt: skip


def _parts(page: PageFacts) -> dict[str, str]:
    """Those that are stated, not those that are read from the text."""
    stated = [fact for fact in page.facts if fact.method is not Method.TEXT]
    return {fact.name[8:]: fact.value for fact in stated if fact.name.startswith("address_")}


@pytest.mark.parametrize(("ending", "text", "parts"), TEXTS)
def test_an_address_that_is_stated_as_a_text_is_taken_apart(
    read: Read, ending: str, text: str, parts: dict[str, str]
) -> None:
    block = f'{{"@type": "LocalBusiness", "name": "Acme", "address": "{text}"}}'

    page = read(f'<script type="application/ld+json">{block}</script>', f"https://acme.{ending}/")

    assert _parts(page) == parts
    assert [fact.method for fact in page.facts if fact.name == "address"] == [Method.JSON_LD]


@pytest.mark.parametrize(
    "html",
    [
        '<div class="vcard"><div class="adr"><b class="street-address">Rue du Port 2</b> <span class="postal-code">'
        '44100</span> <span class="locality">Nantes</span></div></div>',
        '<div class="h-card"><p class="p-street-address">Rue du Port 2</p><p><span class="p-postal-code">44100</span>'
        '<span class="p-locality"> Nantes</span></p></div>',
        '<p class="address"><span class="address-line1">Rue du Port 2</span><br><span class="postal-code">44100</span> '
        '<span class="locality">Nantes</span></p>',
        '<dl class="contact-address" itemscope itemtype="https://schema.org/Person"><dd class="contact-street">Rue du '
        'Port 2</dd><dd class="contact-suburb">Nantes</dd><dd class="contact-postcode">44100</dd></dl>',
        # Written for programs alone.
        '<span style="display: none"><b class="adr"><b class="street-address">Rue du Port 2</b> <b class="postal-code">'
        '44100</b> <b class="locality">Nantes</b></b></span>',
    ],
)
def test_the_classes_of_microformats_drupal_and_joomla_are_read(read: Read, html: str) -> None:
    page = read(f"<body>{html}</body>", "https://acme.com/")

    assert _parts(page) == {"street": "Rue du Port 2", "postal_code": "44100", "city": "Nantes"}
    assert next(fact.method for fact in page.facts if fact.name == "address") is Method.MICRODATA


def test_the_place_of_an_event_and_a_list_of_dealers_are_left_out(read: Read) -> None:
    place = '<p class="adr"><b class="street-address">Rue {0}</b><b class="locality">Nantes</b></p>'

    assert not _parts(read(f'<div class="vevent">{place.format(1)}</div>', "https://acme.com/"))
    assert not _parts(read("".join(place.format(number) for number in range(13)), "https://acme.com/"))


def test_an_address_that_belongs_to_nobody_is_the_pages(read: Read) -> None:
    html = (
        '<div itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="streetAddress">Rue du Port 2</span>'
        '<span itemprop="postalCode">44100</span><span itemprop="addressLocality">Nantes</span></div>'
    )

    assert _parts(read(html))["street"] == "Rue du Port 2"


def test_the_first_branch_in_the_data_of_a_script_is_read(read: Read) -> None:
    state = (
        '{"props": {"branches": [{"name": "A", "address": {"street": "Hafenstra\\u00dfe 4", "postalCode": "20095", '
        '"city": "Hamburg"}}, {"address": {"street": "Ring 9", "postalCode": "80331", "city": "Muenchen"}}]}, '
        '"form": {"street": "Street", "postalCode": "Postal code", "city": "City"}}'
    )

    page = read(f'<script id="__NEXT_DATA__" type="application/json">{state}</script>')

    assert _parts(page) == {"street": "Hafenstraße 4", "postal_code": "20095", "city": "Hamburg"}
    assert [fact.method for fact in page.facts if fact.name == "address"] == [Method.SCRIPT]


def test_an_address_in_the_data_of_a_map_is_read(read: Read) -> None:
    data = '{"titre":"Acme","adresse":"27 rue du Port, 44100 Nantes","tel":"02"}'

    assert _parts(read(f"<div data-popup='{data}'></div>", "https://acme.fr/")) == {
        "street": "27 rue du Port",
        "postal_code": "44100",
        "city": "Nantes",
    }


def test_the_sample_of_a_theme_is_no_address(read: Read) -> None:
    block = (
        '{"@type": "LocalBusiness", "name": "Acme", "address": {"@type": "PostalAddress", "streetAddress": '
        '"123 Demo Street", "addressLocality": "Anytown", "postalCode": "12345"}}'
    )

    assert not _parts(read(f'<script type="application/ld+json">{block}</script>'))
