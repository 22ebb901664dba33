from collections.abc import Callable

import pytest

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]

# The host, the text, and the street, code, city, region and country that stand in it.
WRITTEN = [
    ("acme.de", "Acme GmbH<br>Lange Straße 12a<br>12345 Musterhausen<br>Tel. 030 123456",
     "Lange Straße 12a", "12345", "Musterhausen", "", ""),
    ("acme.de", "<p>Acme GmbH · Am Alten Markt 3–5 · D-80331 München · Deutschland",
     "Am Alten Markt 3–5", "80331", "München", "", "DE"),
    ("acme.at", "Kontakt: Gasthof Linde, Kirchenplatz 7/2, A-6020 Innsbruck, Österreich, Fax 0512 1",
     "Kirchenplatz 7/2", "6020", "Innsbruck", "", "AT"),
    ("acme.ch", "Praxis Muster – Bahnhofstrasse 14 – Postfach 77 – 8001 Zürich<br>Telefon 044 1",
     "Bahnhofstrasse 14", "8001", "Zürich", "", ""),
    ("acme.fr", "<address>12 bis, rue des Lilas<br>75011 Paris Cedex 11<br>Tél. 01 23</address>",
     "12 bis, rue des Lilas", "75011", "Paris Cedex 11", "", ""),
    ("acme.it", "Sede: Via Garibaldi, 24 - 20121 Milano (MI) - P. IVA 1",
     "Via Garibaldi, 24", "20121", "Milano", "MI", ""),
    ("acme.es", "Dirección: Calle de la Luna, 8, 2º B, 28004 Madrid, España",
     "Calle de la Luna, 8, 2º B", "28004", "Madrid", "", "ES"),
    ("acme.pt", "Morada: Rua do Sol, 45, 1.º Dto<br>1200-109 Lisboa<br>Tel. 21",
     "Rua do Sol, 45, 1.º Dto", "1200-109", "Lisboa", "", ""),
    ("acme.nl", "Acme B.V.<br>Prinsengracht 263-A<br>1016 GV Amsterdam<br>tel 020",
     "Prinsengracht 263-A", "1016 GV", "Amsterdam", "", ""),
    ("acme.be", "Adres: Nieuwstraat 15 bus 3, 1000 Brussel, België",
     "Nieuwstraat 15 bus 3", "1000", "Brussel", "", "BE"),
    ("acme.dk", "Acme ApS<br>Nørregade 41, 2. tv.<br>8000 Aarhus C<br>Tlf. 86",
     "Nørregade 41, 2. tv.", "8000", "Aarhus C", "", ""),
    ("acme.se", "Besöksadress: Storgatan 12, 114 55 Stockholm, tel 08",
     "Storgatan 12", "114 55", "Stockholm", "", ""),
    ("acme.no", "Acme AS<br>Havnegata 9<br>7010 Trondheim<br>Tlf 73", "Havnegata 9", "7010", "Trondheim", "", ""),
    ("acme.fi", "Osoite: Mannerheimintie 14 A 5, 00100 Helsinki", "Mannerheimintie 14 A 5", "00100",
    "Helsinki", "", ""),
    ("acme.pl", "Acme sp. z o.o., ul. Długa 4/12, 00-238 Warszawa, NIP 1",
     "ul. Długa 4/12", "00-238", "Warszawa", "", ""),
    ("acme.cz", "Acme s.r.o.<br>Dlouhá 33<br>110 00 Praha 1<br>tel. 2", "Dlouhá 33", "110 00", "Praha 1", "", ""),
    ("acme.hu", "Acme Kft. · 1052 Budapest, Váci utca 12. · Tel. 1", "Váci utca 12.", "1052", "Budapest", "", ""),
    ("acme.co.uk", "Acme Ltd<br>Unit 3, Mill Lane<br>Norwich<br>Norfolk<br>NR1 3QU<br>Tel 01603",
     "Unit 3, Mill Lane", "NR1 3QU", "Norwich", "Norfolk", ""),
    ("acme.ie", "Acme, 14 Main Street, Naas, Co. Kildare, W91 F8XK, Ireland. Phone 045",
     "14 Main Street", "W91 F8XK", "Naas", "Co. Kildare", "IE"),
    ("acme.com", "Call us: 412 North Oak Ave, Suite 200<br>Springfield, IL 62701<br>Phone (217) 1",
     "412 North Oak Ave, Suite 200", "62701", "Springfield", "IL", ""),
    ("acme.com", "Acme LLC | 77 Harbor Rd Salem, MA 01970-1234 | Phone 978",
     "77 Harbor Rd", "01970-1234", "Salem", "MA", ""),
    ("acme.ca", "Acme Inc.<br>425, rue Principale<br>Lachute (Québec) J8H 1Y4<br>Tél. 450",
     "425, rue Principale", "J8H 1Y4", "Lachute", "Québec", ""),
    ("acme.com.au", "Acme Pty Ltd, Level 2, 88 George Street, Sydney NSW 2000. Phone 02",
     "Level 2, 88 George Street", "2000", "Sydney", "NSW", ""),
    ("acme.com.br", "Acme Ltda<br>Rua das Flores, 123, sala 4 - Centro<br>Curitiba - PR, CEP 80020-310<br>Tel 41",
     "Rua das Flores, 123, sala 4", "80020-310", "Curitiba", "PR", ""),
    ("acme.jp", "〒150-0002 東京都渋谷区渋谷2-1-1 青山ビル3F<br>電話 03-1",
     "渋谷2-1-1 青山ビル3F", "150-0002", "渋谷区", "東京都", ""),
    ("acme.ru", "ООО «Акме»<br>191186, г. Санкт-Петербург, Невский просп., д. 20<br>Тел. 8",
     "Невский просп., д. 20", "191186", "Санкт-Петербург", "", ""),
    ("acme.in", "Acme Pvt. Ltd., 12 MG Road, Bengaluru – 560001, India. Phone 080",
     "12 MG Road", "560001", "Bengaluru", "", "IN"),
]  # fmt: skip


@pytest.mark.parametrize(("host", "html", "street", "code", "city", "region", "country"), WRITTEN)
def test_an_address_is_read_in_the_form_of_its_country(
    read: Read, host: str, html: str, street: str, code: str, city: str, region: str, country: str
) -> None:
    page = read(f"<body><h1>Willkommen</h1><div>{html}</div></body>", f"https://www.{host}/")

    found = {fact.name: fact for fact in page.facts if fact.name.startswith("address")}
    assert {name: fact.value for name, fact in found.items() if name != "address"} == {
        f"address_{name}": value
        for name, value in zip(
            ("street", "postal_code", "city", "region", "country"), (street, code, city, region, country), strict=True
        )
        if value
    }
    assert found["address"].method is Method.TEXT
    assert code in found["address"].snippet


@pytest.mark.parametrize(
    "html",
    [
        "<p>Über 20<br>50000 Kunden vertrauen uns. Tel. 030 1",
        "<p>Seit 1998<br>10115 Berliner haben gewählt",
        "<p>Bestellung 12, 45678 Stück auf Lager. info@acme.de",
        "<p>Konzert am 12. Mai, Messe Halle 5, 2024 Besucher",
        "<p>Wir liefern nach 10115 Berlin, 20095 Hamburg und 80331 München. Tel. 030 1",
        "<p>Model X 200, 30000 Lumen, 5000 Kelvin",
        "<p>Free delivery in HX7 and OL14; call 01422 1",
        "<p>From $1,200 CA 90210 series, phone 555",
    ],
)
def test_numbers_beside_words_are_no_address(read: Read, html: str) -> None:
    page = read(f"<body>{html}</body>", "https://acme.de/")

    assert not [fact for fact in page.facts if fact.name.startswith("address")]


def test_a_list_of_dealers_gives_no_address(read: Read) -> None:
    dealers = "".join(
        f"<p>Händler {n} GmbH<br>Hauptstraße {n}<br>{10000 + n} Berlin<br>Tel. 030 1" for n in range(1, 20)
    )

    assert not [fact for fact in read(dealers, "https://acme.de/").facts if fact.name == "address"]


def _address(pages: list[PageFacts]) -> Fact:
    return next(fact for fact in merge_pages("acme.de", pages).facts if fact.name == "address")


def test_structured_data_goes_before_text_and_the_legal_notice_before_other_pages(read: Read) -> None:
    home = read("<p>Acme GmbH<br>Hafenstraße 1<br>20095 Hamburg<br>Tel. 040 1", "https://acme.de/")
    imprint = read("<p>Acme GmbH<br>Ringstraße 9<br>80331 München<br>Tel. 089 1", "https://acme.de/impressum")
    stated = read(
        '<script type="application/ld+json">{"@type": "Organization", "name": "Acme", "address": {"@type": '
        '"PostalAddress", "streetAddress": "Allee 5", "postalCode": "50667", "addressLocality": "Köln"}}</script>',
        "https://acme.de/jobs",
    )

    assert _address([home, imprint]).value == "Ringstraße 9, 80331 München"
    assert _address([home, imprint, stated]).value == "Allee 5, 50667 Köln"


def test_the_same_address_with_and_without_a_comma_is_one_that_names_its_country(read: Read) -> None:
    page = read(
        "<p>Acme SARL, siège social : 14 bis, quai Perrin – 38000 Grenoble</p>"
        "<footer>Acme<br>14 bis quai Perrin<br>38000 Grenoble<br>France<br>Tél. 04 76 51 28 33</footer>",
        "https://acme.fr/",
    )

    assert [fact.value for fact in page.facts if fact.name == "address_country"] == ["FR"]
