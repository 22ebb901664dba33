"""Numbers that stand elsewhere than in plain text: in labels, in the data of a map, in lists of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]
Found = Callable[..., list[str]]

_BRITISH, _AUSTRIAN, _ITALIAN = "https://www.acme.co.uk/", "https://www.acme.at/", "https://www.acme.it/"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#" title="Call us on 01454 619 483"><svg></svg></a>',
        '<button aria-label="Phone: 01454 619483">ring</button>',
        '<img src="tel.gif" alt="Tel. 01454 619483">',
        '<a href="#" title="+44 1454 619483"></a>',
    ],
)
def test_a_number_that_only_a_label_shows_is_found(found: Found, html: str) -> None:
    assert found("phone", html, _BRITISH) == ["+441454619483"]


def test_a_label_says_when_its_number_is_a_fax(found: Found) -> None:
    html = '<img src="fax.gif" alt="Fax 01454 619483">'

    assert (found("fax", html, _BRITISH), found("phone", html, _BRITISH)) == (["+441454619483"], [])


def test_digits_in_a_label_that_no_word_announces_are_none(found: Found) -> None:
    html = '<img src="a.jpg" alt="IMG 01454 619 483"><a href="#" title="Order no. 01454 619483">x</a>'

    assert found("phone", html, _BRITISH) == []


def test_the_data_of_a_marker_on_a_map_is_read(found: Found) -> None:
    html = """<div data-popup='{"name":"Acme","tel":"01454 619 483","sku":"01454 619484","mail":"shop@acme.co.uk"}'>"""

    assert found("phone", html, _BRITISH) == ["+441454619483"]
    assert found("email", html, _BRITISH) == ["shop@acme.co.uk"]


@pytest.mark.parametrize("written", ["333.6124480", "0445.671203"])
def test_italians_set_a_dot_behind_the_first_digits(found: Found, written: str) -> None:
    assert found("phone", f"<p>Franco (preventivi): {written}</p>", _ITALIAN) == ["+39" + written.replace(".", "")]


@pytest.mark.parametrize("place", ["45.7158203", "11.3581442", "<a>lat</a> 145.715820"])
def test_a_place_on_the_map_is_no_number(found: Found, place: str) -> None:
    assert found("phone", f"<p>{place}</p>", _ITALIAN) == []


def test_an_extension_alone_belongs_to_the_main_number(read: Read) -> None:
    html = (
        "<p>Franz, DW 11 · 0664 / 412 77 80</p><p>Monika<br>DW 10</p><p>Lukas: 07722 / 822 16 - 14</p>"
        "<p>T 07722 / 822 16<br>F 07722 / 822 16 - 20</p>"
    )

    phones = {(each.value, each.extension) for each in read(html, _AUSTRIAN).contacts if not each.rejected_by}

    assert {("+43772282216", "11"), ("+43772282216", "10"), ("+43772282216", "")} <= phones
    assert {("+436644127780", ""), ("+4377228221614", ""), ("+4377228221620", "")} <= phones


@pytest.mark.parametrize("text", ["Lampe ext 104 cm hoch", "DW 12 neu im Programm", "Preis ext. 104,50"])
def test_what_goes_on_behind_the_digits_is_no_extension(read: Read, text: str) -> None:
    html = f"<p>Tel. 07722 82216</p><p>Neu:</p><p>{text}</p>"

    assert not any(each.extension for each in read(html, _AUSTRIAN).contacts)


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 07722 82216, exts. 112 und 115</p><p>Tel. 01 5123456",
        "Tel. 07722 82216<br>DW 112 (Verkauf) / DW 115 (Lager)",
        "Tel. 07722 82216</p><p>Extensions: 112, 115",
    ],
)
def test_several_extensions_belong_to_the_number_of_their_line_or_to_the_main_one(read: Read, text: str) -> None:
    phones = {(each.value, each.extension) for each in read(f"<p>{text}</p>", _AUSTRIAN).contacts if each.extension}

    assert phones == {("+43772282216", "112"), ("+43772282216", "115")}


def test_an_extension_of_two_firms_belongs_to_neither(read: Read) -> None:
    html = "<p>Tel. 07722 82216</p><p>Tel. 01 5123456</p><p>Monika, DW 10</p>"

    assert not any(each.extension for each in read(html, _AUSTRIAN).contacts)


def test_what_stands_behind_the_last_hyphen_is_exchanged(found: Found) -> None:
    html = "<p>Telefon: 05631 / 91 47 – 0<br>Durchwahl Büro: – 12<br>Telefax: – 29</p>"

    assert found("phone", html) == ["+49563191470", "+495631914712"]
    assert found("fax", html) == ["+495631914729"]


@pytest.mark.parametrize(
    ("url", "word"),
    [("https://acme.nl/", "Telefoon"), ("https://acme.nl/", "Mobiel"), ("https://acme.be/", "Mobiel")],
)
def test_dutch_words_announce_a_number(found: Found, url: str, word: str) -> None:
    country = {"nl": "31612345670", "be": "32470123456"}[url[-3:-1]]
    written = {"nl": "0612345670", "be": "0470123456"}[url[-3:-1]]

    assert found("phone", f"<p>Mail ons of bel niet. {word} {written} is van Jan</p>", url) == [f"+{country}"]


def test_a_second_number_of_the_same_area_is_grouped_like_the_first(found: Found) -> None:
    html = "<p>Tels. (477) 713 48 22 y 714 90 15"

    assert found("phone", html, "https://www.acme.mx/") == ["+524777134822", "+524777149015"]
    assert found("phone", "<p>Tel. (477) 713 48 22 y 7149 015", "https://www.acme.mx/") == ["+524777134822"]


@pytest.mark.parametrize("written", ["cod. 388.1234567", "codice 388.1234567", "Art. 388.1234567"])
def test_what_a_word_calls_a_code_is_no_number(found: Found, written: str) -> None:
    assert found("phone", f"<p>{written}</p>", _ITALIAN) == []


def test_a_free_number_is_not_the_main_one_that_extensions_belong_to(read: Read) -> None:
    html = "<p>Téléphone : 450 773-4186</p><p>Sans frais : 1 866 773-4187</p><p>Marie, poste 227 – courriel</p>"

    page = read(f'<html lang="fr-CA"><body>{html}</body></html>', "https://acme.ca/")

    assert {(each.value, each.extension) for each in page.contacts if each.extension} == {("+14507734186", "227")}


def test_the_number_of_a_job_is_no_telephone_and_a_plural_announces_one(read: Read) -> None:
    page = read("<p>Teléfonos</p><p>981 224 417 (fábrica)</p><p>rif. 981 224 418</p>", "https://acme.es/")

    assert [each.value for each in page.contacts if each.kind == "phone" and not each.rejected_by] == ["+34981224417"]
