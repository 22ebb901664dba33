from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Contact, ContactKind, Method
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]
Found = Callable[..., list[str]]
GetContact = Callable[..., Contact]


@pytest.mark.parametrize(
    ("url", "html", "number", "extension"),
    [
        ("https://www.acme.com/", "<p>650-253-0000 ext. 12", "+16502530000", "12"),
        ("https://www.acme.com/", "<p>650-253-0000 x12", "+16502530000", "12"),
        ("https://www.acme.com/", "<p>(650) 253-0000 #12", "+16502530000", "12"),
        ("https://www.acme.com/", "<p>(650) 253-0000 &bull; <b>Ext</b> 104", "+16502530000", "104"),
        ("https://www.acme.de/", "<p>Tel. 030 1234567, Durchwahl -12", "+49301234567", "12"),
        ("https://www.acme.fr/", "<p>Tél. 01 85 08 37 37 poste 12", "+33185083737", "12"),
        ("https://www.acme.com.tr/", "<p>Telefon 0 (232) 376 82 44 (pbx) dahili: 114", "+902323768244", "114"),
        ("https://www.acme.ru/", "<p>8 (800) 500-11-00 доб. 7", "+78005001100", "7"),
        ("https://www.acme.com/", '<a href="tel:+16502530000;ext=12">call</a>', "+16502530000", "12"),
        ("https://www.acme.com/", '<a href="tel:+16502530000,12">call</a>', "+16502530000", "12"),
        ("https://www.acme.com/", '<a href="tel:+16502530000">650-253-0000 ext. 12</a>', "+16502530000", "12"),
        (
            "https://www.acme.com/",
            '<script type="application/ld+json">{"@type":"Organization","telephone":"650-253-0000 ext 12"}</script>',
            "+16502530000",
            "12",
        ),
        ("https://www.acme.com/", "<p>650-253-0000", "+16502530000", ""),
    ],
)
def test_an_extension_stands_beside_the_number(
    contact: GetContact, url: str, html: str, number: str, extension: str
) -> None:
    phone = contact("phone", html, url)

    assert (phone.value, phone.extension) == (number, extension)


def test_two_extensions_of_one_number_are_two_contacts(read: Read) -> None:
    html = "<p>Phone 650-253-0000 ext. 12</p><p>Phone 650-253-0000 ext. 14</p><p>Phone 650-253-0000</p>"
    page = read(html, "https://www.acme.com/")

    site = merge_pages("acme.com", [page])

    phones = [(each.extension, each.best) for each in site.contacts if each.kind is ContactKind.PHONE]
    assert phones == [("", True), ("12", False), ("14", False)]


@pytest.mark.parametrize("written", ["6502530000", "65 02 53 00 00", "6502 530000"])
def test_a_number_alone_on_its_line_needs_no_word_before_it(found: Found, written: str) -> None:
    url = "https://www.acme.us/"

    assert found("phone", f"<ul><li><i class=icon></i> {written}</li><li>Contact</li></ul>", url) == ["+16502530000"]
    assert found("phone", f"<p>We sold {written} of them</p>", url) == []
    assert found("phone", f"<p>Reference:</p><p>{written}</p>", url) == []


def test_a_column_of_digits_is_no_list_of_numbers(found: Found) -> None:
    html = "".join(f"<tr><td>{6_502_530_000 + row}</td></tr>" for row in range(6))

    assert found("phone", f"<table>{html}</table>", "https://www.acme.us/") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tel. 030 1234567, 7654321", ["+49301234567", "+49307654321"]),
        ("Tel. 030 1234567 und 7654321", ["+49301234567", "+49307654321"]),
        ("Tel. 030 1234567, Filiale 7654321", ["+49301234567"]),
    ],
)
def test_a_second_number_may_leave_out_the_area_code(found: Found, text: str, numbers: list[str]) -> None:
    assert found("phone", f"<p>{text}</p>") == numbers


@pytest.mark.parametrize(
    ("text", "fax"),
    [
        ("Tel.: 06068/759831, Fax: -832", "+496068759832"),
        ("Tel. 030 456-0 | Fax -199", "+4930456199"),
        ("Tel. 06068/759831, Fax: 832", None),
    ],
)
def test_a_fax_of_which_only_the_end_is_written(found: Found, text: str, fax: str | None) -> None:
    assert found("fax", f"<p>{text}</p>") == ([fax] if fax else [])


@pytest.mark.parametrize("text", ["Tel. 30 12345678", "Tel: (20) 3346 1234"])
def test_a_number_without_its_trunk_prefix_is_refused_where_the_country_writes_one(found: Found, text: str) -> None:
    assert found("phone", f"<p>{text}</p>", "https://www.acme.co.uk/") == []


@pytest.mark.parametrize(
    ("href", "number"),
    [
        ("https://wa.me/491701234567", "+491701234567"),
        ("https://wa.me/+49 170 1234567", "+491701234567"),
        ("https://api.whatsapp.com/send?text=hi&phone=491701234567", "+491701234567"),
        ("whatsapp://send?phone=491701234567", "+491701234567"),
        ("https://wa.me/5215512345678", "+525512345678"),
        ("viber://chat?number=%2B491701234567", "+491701234567"),
        ("https://signal.me/#p/+491701234567", "+491701234567"),
        ("https://wa.me/message/ABCDEFG1234567", None),
        ("https://api.whatsapp.com/send?text=4917012345678", None),
    ],
)
def test_the_number_of_a_chat_is_a_phone(found: Found, href: str, number: str | None) -> None:
    assert found("phone", f'<a href="{href}">chat</a>') == ([number] if number else [])


def test_words_for_readers_without_scripts_are_read(found: Found) -> None:
    assert found("phone", "<body><div id=app></div><noscript><p>Tel. 030 1234567</p></noscript>") == ["+49301234567"]


def test_the_data_a_script_draws_the_page_from_is_read(read: Read) -> None:
    data = (
        '{"phone":"030 123 45 67","fax":"030 123 45 68","id":"4188274","at":"2024-04-18","no":"12345678",'
        '"mail":"info@acme.de","by":"dev@agency.com","social":["https:\\u002F\\u002Fx.com\\u002Facme"]}'
    )
    page = read(f'<div id=__next></div><script id="__NEXT_DATA__" type="application/json">{data}</script>')

    kept = [(each.kind.value, each.value, each.method) for each in page.contacts if each.rejected_by is None]
    assert sorted(kept) == [
        ("email", "info@acme.de", Method.SCRIPT),
        ("fax", "+49301234568", Method.SCRIPT),
        ("phone", "+49301234567", Method.SCRIPT),
        ("social", "https://x.com/acme", Method.SCRIPT),
    ]


def test_data_streamed_as_json_within_a_string_is_read(found: Found) -> None:
    script = 'self.__next_f.push([1,"0:{\\"children\\":\\"Mail: info@acme.de\\"}"])'

    assert found("email", f"<script>{script}</script>") == ["info@acme.de"]


def test_a_number_called_both_is_a_telephone_and_a_fax(read: Read) -> None:
    site = merge_pages("acme.de", [read("<p>Tel./Fax: 030 1234567</p>")])

    assert {(contact.kind.value, contact.value) for contact in site.contacts} == {
        ("phone", "+49301234567"),
        ("fax", "+49301234567"),
    }


def test_the_hours_behind_a_number_are_no_part_of_it(found: Found) -> None:
    html = "<p>Tel. 030 1234567 (9:00-18:00)</p>"

    assert found("phone", html) == ["+49301234567"]


@pytest.mark.parametrize("text", ["Reserva nº 030 1234567", "Auftrag Nr. 030 1234567", "Rezept 030-123-4567"])
def test_the_number_of_something_is_no_telephone(found: Found, text: str) -> None:
    assert found("phone", f"<p>{text}</p>") == []


def test_without_other_signs_the_language_of_the_text_tells_the_country(found: Found) -> None:
    text = "我们在这座城市修鞋已经三十多年了，老顾客都愿意再来，因为手艺好、价格公道。皮包也可以修理，欢迎随时来店。"

    assert found("phone", f"<p>{text}</p><p>电话：0510-83392716</p>", "https://www.acme.com/") == ["+8651083392716"]
