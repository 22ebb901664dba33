from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Contact, ContactKind, Method
from scraper_sky.scraping.extract.contacts import MAX_OF_KIND
from scraper_sky.scraping.extract.phones.regions import region_of_country
from scraper_sky.scraping.extract.phones.rules import is_fax
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]
Found = Callable[..., list[str]]
Refused = Callable[..., dict[str, str | None]]
GetContact = Callable[..., Contact]


@pytest.mark.parametrize(
    ("url", "text", "number"),
    [
        ("https://www.acme.de/", "Tel.: 030 / 123 45 67", "+49301234567"),
        ("https://www.acme.de/", "Tel.:\n   030\n   1234567", "+49301234567"),
        ("https://www.acme.de/", "Telefon (030) 1234567", "+49301234567"),
        ("https://www.acme.de/", "+49 (0) 30 1234567", "+49301234567"),
        ("https://www.acme.de/", "0049 30 1234567", "+49301234567"),
        ("https://www.acme.de/", "(+49) 30 1234567", "+49301234567"),
        ("https://www.acme.de/", "030-1234567", "+49301234567"),
        ("https://www.acme.de/", "030 – 12 34 56 7", "+49301234567"),
        ("https://www.acme.de/", "Tel. 0 93 82 / 84 73 99", "+499382847399"),
        ("https://www.acme.de/", "+1 650-253-0000", "+16502530000"),
        ("https://www.acme.at/", "Tel: 01 5123456", "+4315123456"),
        ("https://www.acme.ch/", "044 586 00 40", "+41445860040"),
        ("https://www.acme.fr/", "01 85 08 37 37", "+33185083737"),
        ("https://www.acme.co.uk/", "Call 020 7031 3000", "+442070313000"),
        ("https://www.acme.it/", "Tel. 02 3657 3053", "+390236573053"),
        ("https://www.acme.it/", "Tel. 02.36573053", "+390236573053"),
        ("https://www.acme.es/", "Teléfono: 910.12.57.11", "+34910125711"),
        ("https://www.acme.com/", "(650) 253-0000", "+16502530000"),
        ("https://www.acme.com/", "650.253.0000", "+16502530000"),
        ("https://www.acme.com/", "1-800-356-9377", "+18003569377"),
        ("https://www.acme.com/", "650-253-0000 ext. 12", "+16502530000"),
        ("https://www.acme.com/", "Phone 6502530000", "+16502530000"),
        ("https://www.acme.ru/", "8 (800) 500-11-00", "+78005001100"),
        ("https://www.acme.pl/", "tel. 12 345 06 05", "+48123450605"),
        ("https://www.acme.jp/", "電話 03-3224-9999", "+81332249999"),
        ("https://www.acme.jp/", "ＴＥＬ ０３－３２２４－９９９９", "+81332249999"),
        ("https://www.acme.ir/", "تلفن: ۰۲۱-۸۸۷۷۶۶۵۵", "+982188776655"),
        ("https://www.acme.com.mx/", "Tel. 01 (33) 3461 2234", "+523334612234"),
        ("https://www.acme.com.mx/", "Cel. 044 33 3461 2234", "+523334612234"),
        ("https://www.acme.com/", "+52 1 33 3461 2234", "+523334612234"),
        ("https://www.acme.hu/", "Mobil: (20) 915-2437", "+36209152437"),
        ("https://www.acme.in/", "Mobile 98290 41827", "+919829041827"),
        ("https://www.acme.no/", "Ring vakten på 917 32 606", "+4791732606"),
        ("https://www.acme.de/", "Tel. 030 1234567/8", "+49301234567"),
        ("https://www.acme.com.au/", "after hours 13 72 38 only", "+61137238"),
    ],
)
def test_a_number_is_read_for_the_country_of_the_domain(found: Found, url: str, text: str, number: str) -> None:
    assert found("phone", f"<p>{text}</p>", url) == [number]


@pytest.mark.parametrize(
    ("html", "number"),
    [
        ('<html lang="de-AT"><p>Tel. 01 5123456', "+4315123456"),
        ('<html lang="de"><p>Tel. 030 1234567', "+49301234567"),
        ('<html lang="de"><p>Hofgasse 5<br>A-8011 Graz<br>Tel. 0316 821636', "+43316821636"),
        ("<p>Herrengasse 1<br>8010 Graz, Österreich</p><p>Tel. 0316 821636", "+43316821636"),
        ('<html lang="en"><p>1 High Street, London SW1A 1AA</p><p>Tel. 020 7031 3000', "+442070313000"),
        ('<html lang="en-US"><p>Tel. 0316 821636</p><p>Fax +43 316 835612', "+43316821636"),
        ('<html lang="en"><p>12 Main St, Springfield, IL 62701</p><p>(217) 782-2000', "+12177822000"),
    ],
)
def test_without_a_country_in_the_domain_other_signs_decide(found: Found, html: str, number: str) -> None:
    assert found("phone", html, "https://www.acme.com/") == [number]


@pytest.mark.parametrize(
    ("href", "number"),
    [
        ("tel:+49301234567", "+49301234567"),
        ("tel:+49-30-1234567", "+49301234567"),
        ("tel:+49(0)301234567", "+49301234567"),
        ("tel:0301234567", "+49301234567"),
        ("tel:%2B49%2030%201234567", "+49301234567"),
        ("TEL: 030 1234567", "+49301234567"),
        ("tel://+49301234567", "+49301234567"),
        ("callto:+49301234567", "+49301234567"),
        ("tel:", None),
        ("tel:call-us", None),
    ],
)
def test_a_telephone_link_is_read(found: Found, href: str, number: str | None) -> None:
    assert found("phone", f'<a href="{href}">call</a>') == ([number] if number else [])


def test_the_letters_of_a_vanity_number_are_its_digits(found: Found) -> None:
    assert found("phone", '<a href="tel:1-800-FLOWERS">call</a>', "https://www.acme.com/") == ["+18003569377"]


def test_a_broken_telephone_link_falls_back_on_its_text(found: Found) -> None:
    assert found("phone", '<a href="tel:1">030 1234567</a>') == ["+49301234567"]


def test_the_way_the_region_and_the_wording_are_told(contact: GetContact) -> None:
    phone = contact("phone", '<p>Praxis <a href="tel:030-1234567">030 123 45 67</a></p>')

    assert phone.method is Method.TEL
    assert phone.label == "DE"
    assert phone.as_written == "030-1234567"
    assert phone.snippet == "Praxis 030 123 45 67"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Fax: 030 1234567",
        "<p>Telefax 030 1234567",
        "<p>Tel. 030 7654321 | Fax 030 1234567",
        "<p>Tel. 030 7654321<br>Fax<br>030 1234567",
        "<p>Télécopie : 030 1234567",
        "<p>Факс: 030 1234567",
        "<p>ファックス 030 1234567",
        "<p>T 030 7654321 F 030 1234567",
        "<p>030 1234567 (Fax)",
        '<p>Fax <a href="tel:0301234567">030 1234567</a>',
        '<a href="fax:0301234567">senden</a>',
        '<p itemscope itemtype="https://schema.org/Organization"><i itemprop="faxNumber">030 1234567</i>',
    ],
)
def test_a_fax_is_told_from_a_telephone(read: Read, html: str) -> None:
    faxes = {each.value for each in read(html).contacts if each.kind is ContactKind.FAX}

    assert faxes == {"+49301234567"}


@pytest.mark.parametrize(
    ("before", "after", "fax"),
    [
        ("Fax ", "", True),
        ("Telefon ", "", False),
        ("Tel./Fax: ", "", False),
        ("Telefon und Fax: ", "", False),
        ("Fax 1, Tel. ", "", False),
        ("", " (Fax)", True),
        ("", " Fax 2", False),
    ],
)
def test_the_nearest_word_decides_between_telephone_and_fax(before: str, after: str, fax: bool) -> None:
    assert is_fax(before, after) is fax


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("23.10.2018", "date"),
        ("2018-10-23", "date"),
        ("20181023", "date"),
        ("2004-2018", "date"),
        ("2016 (101)", "date"),
        ("21645 (2016)", "date"),
        ("9.00–18.00", "date"),
        ("192.168.100.200", "ip_address"),
        ("48.856614", "number"),
        ("1.234.567", "number"),
        ("€ 0301234567", "price_or_quantity"),
        ("0301234567 €", "price_or_quantity"),
        ("0301234567 views", "price_or_quantity"),
        ("IBAN DE89 3704 0044 0532 0130 00", "iban"),
        ("USt-IdNr.: 0301234567", "identifier"),
        ("HRB 030123456", "identifier"),
        ("Best.-Nr. 0301234567", "identifier"),
        ("ISBN 978-3-407-86532-8", "identifier"),
        ("SIRET: 012 345 678 00012", "identifier"),
        ("https://acme.de/p/0301234567", "in_url"),
        ("Los 0301234567 verkauft", "no_phone_context"),
        ("1 2 3 4 5 6 7 8", "number"),
        ("Website design by <a href='https://x.agency'>X</a> &middot; 030 1234567", "not_the_owner"),
        ("Ärztekammer Nordrhein, Tersteegenstraße 9, 40474 Düsseldorf, Telefon 030 1234567", "not_the_owner"),
        ("Listing courtesy of Duneside, 030 1234567", "not_the_owner"),
        ("Tel. +1 415-867-5309", "placeholder"),
        ("Telefonul consumatorilor ANPC: 030 1234567", "not_the_owner"),
        ("Tel. 2699544", "no_area_code"),
        ("Tel. 000 000 000", "invalid_number"),
        ("Tel. +44 1234 567890", "placeholder"),
    ],
)
def test_digits_that_are_no_number_to_call_are_kept_with_the_rule(refused: Refused, text: str, rule: str) -> None:
    rules = set(refused("phone", f"<p>{text}</p>").values()) | set(refused("fax", f"<p>{text}</p>").values())

    assert rule in rules


@pytest.mark.parametrize(
    "text",
    [
        "23.10.2018",
        "IBAN DE89 3704 0044 0532 0130 00",
        "HRB 030123456",
        "x0301234567",
        "0301234567x",
        "user@0301234567.de",
        "Nr. 805/2004",
        "EU 2014/79/EU",
        "1 2 3 4 5 6 7 8 9 10",
        "page-0301234567-1",
        "1234567890123456789012345",
    ],
)
def test_digits_that_are_no_number_to_call_are_not_found(found: Found, text: str) -> None:
    assert found("phone", f"<p>{text}</p>") == []


def test_two_numbers_behind_one_word_are_two(found: Found) -> None:
    assert found("phone", "<p>Tel. 030 1234567 / 030 7654321") == ["+49301234567", "+49307654321"]


def test_the_digits_of_other_scripts_are_read(found: Found) -> None:
    assert found("phone", "<p>هاتف +٩٦٦ ١١ ٤٦٥ ٠٠٠٠") == ["+966114650000"]


def test_a_number_in_a_list_to_choose_from_is_not_read(found: Found) -> None:
    assert found("phone", "<select><option>+49 30 1234567</select>") == []


def test_several_numbers_in_one_property_are_several(found: Found) -> None:
    ld = '{"@type":"Organization","telephone":"030 1234567, 030 7654321"}'

    assert found("phone", f'<script type="application/ld+json">{ld}</script>') == ["+49301234567", "+49307654321"]


def test_a_meta_element_may_tell_a_number(contact: GetContact) -> None:
    html = '<meta property="business:contact_data:phone_number" content="030 1234567">'

    assert contact("phone", html).method is Method.META


def test_the_list_of_numbers_is_bounded(found: Found) -> None:
    html = "".join(f"<p>Tel. 030 {1_234_567 + number}</p>" for number in range(1_000))

    assert len(found("phone", html)) == MAX_OF_KIND


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DE", "DE"),
        ("uk", "GB"),
        ("Deutschland", "DE"),
        ("United States of America", "US"),
        ("AUT", "AT"),
        ("Mars", ""),
    ],
)
def test_a_country_is_known_by_its_code_and_by_its_name(name: str, code: str) -> None:
    assert region_of_country(name) == code
