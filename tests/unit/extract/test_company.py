from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.company import copyright_holder, name_in_title
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]


@pytest.mark.parametrize(
    ("notice", "holder"),
    [
        ("© 2024 Acme GmbH", "Acme GmbH"),
        ("© Acme GmbH 2019–2024. Alle Rechte vorbehalten.", "Acme GmbH"),
        ("Copyright © 2020 - 2024 Acme & Söhne | Impressum | Datenschutz", "Acme & Söhne"),
        ("Copyright (c) 2012 by Jane Roe. All rights reserved. Design by Someone.", "Jane Roe"),
        ("Acme GmbH © 2024", "Acme GmbH"),
        ("© 2024 Acme Inc. All Rights Reserved.", "Acme Inc."),
        ("© 2019 Acme Digital GmbH 2019Content Management by X", "Acme Digital GmbH"),
        ("© 2024", ""),
        ("© 2024 All rights reserved", ""),
        ("© 2024 | Impressum", ""),
        ("Copyright 2011 Acme Society, a 501(c)(3), EIN 42-1089934", "Acme Society"),
        ("© 2012-2024. Κατασκευή: Nefos, τηλ. 28210 91477", ""),
        ("© 2021 por Casa Acme. Creado con Wix.com", "Casa Acme"),
        ("版权所有 © 2012 云海机械有限公司 苏ICP备12033927号-1 公网安备 3202号", "云海机械有限公司"),
        ("© 2024 陽光診所 網頁設計：雲工作室", "陽光診所"),
        (
            "© 2024 Estudio de arquitectura Vega S.L.. Todos los derechos reservados.",
            "Estudio de arquitectura Vega S.L.",
        ),
        ("© 2024 de Acme. Todos los derechos reservados.", "Acme"),
        ("© 2024 Cakes by Anna", "Cakes by Anna"),
        ("© 2024 Donovan & Co. Architects LLC. All rights reserved.", "Donovan & Co. Architects LLC"),
        ("© 2024 Οδοντιατρείο «Νικολάου». Με την επιφύλαξη παντός δικαιώματος.", "Οδοντιατρείο «Νικολάου»"),
        ("", ""),
    ],
)
def test_the_holder_of_a_copyright_notice_is_what_is_left_of_it(notice: str, holder: str) -> None:
    assert copyright_holder(notice) == holder


@pytest.mark.parametrize(
    ("title", "host", "name"),
    [
        ("Acme Bau | Häuser für Berlin", "www.acme-bau.de", "Acme Bau"),
        ("Home - Müller & Partner", "mueller-partner.de", "Müller & Partner"),
        ("Willkommen :: ACME", "acme.de", "ACME"),
        ("Allgemeiner Deutscher Automobil Club", "adac.de", "Allgemeiner Deutscher Automobil Club"),
        ("Häuser für Berlin", "acme.de", ""),
        ("Acme & Rye is coming soon", "acmeandrye.co.uk", "Acme & Rye"),
        ("Acme Bau GmbH, Berlin - Häuser", "acme.de", "Acme Bau GmbH"),
        ("Acme, Berlin", "acme.de", "Acme"),
        ("Zahnärztin Dr. Müller, Bamberg", "zahnaerztin-mueller.de", "Zahnärztin Dr. Müller"),
        ("Hotel Acme **** | Tirol", "hotel-acme.at", "Hotel Acme"),
        ("Getriebe nach Maß – Hartwig Antriebe GmbH", "getriebe24.de", "Hartwig Antriebe GmbH"),
        ("云海机械有限公司_模具_压铸", "yunhai.cn", "云海机械有限公司"),
        ("Home - Brooks Bakery, Inc.", "brooks-bakery.com", "Brooks Bakery, Inc."),
        ("Vega S.L. | Madrid", "vega.es", "Vega S.L."),
        ("Friseur »Scherenschnitt«", "scherenschnitt.de", "Friseur »Scherenschnitt«"),
        ('"Acme" Bau', "acme-bau.de", '"Acme" Bau'),
        ("We are Acme.", "weareacme.de", "We are Acme"),
        ("Kanzlei | Recht", "kanzlei-lohse-und-partner.de", ""),
        ("Home", "home.de", ""),
        ("", "acme.de", ""),
    ],
)
def test_the_name_in_a_title_is_the_part_the_domain_is_named_after(title: str, host: str, name: str) -> None:
    assert name_in_title(title, host) == name


def test_each_source_of_the_name_is_told_with_its_way(read: Read) -> None:
    page = read('<title>Acme | Bau</title><meta property="og:site_name" content="Acme Bau"><p>© 2024 Acme GmbH</p>')

    told = [(fact.value, fact.method) for fact in page.facts if fact.name == "company_name"]

    assert told == [("Acme Bau", Method.META), ("Acme GmbH", Method.TEXT), ("Acme", Method.HTML)]


def test_a_name_with_a_dash_stays_whole_where_the_notice_and_the_site_name_or_the_title_say_so(read: Read) -> None:
    name = "Garnier & Fils – Plomberie"
    notice = f"<p>© 2024 {name}. Tous droits réservés.</p>"

    for head in (f'<meta property="og:site_name" content="{name}">', f"<title>Accueil - {name} | Bordeaux</title>"):
        told = {fact.value for fact in read(f"{head}{notice}").facts if fact.name == "company_name"}
        assert told == {name}

    slogan = read('<meta property="og:site_name" content="Acme – Wir bauen"><p>© 2024 Acme</p>')
    assert {fact.value for fact in slogan.facts if fact.name == "company_name"} == {"Acme"}


def test_the_customer_who_praises_is_not_the_company(read: Read) -> None:
    address = "<p>Acmestraße 1<br>20095 Hamburg<br>Tel. 040 1234567</p>"

    for said in ("„Sehr gut“ - Zum Anker GmbH", "«Sehr gut» – Zum Anker GmbH"):
        facts = read(f"<p>{said}</p>{address}").facts
        assert [fact for fact in facts if fact.name == "address_street"]
        assert not [fact for fact in facts if fact.name == "company_name"]
    facts = read(f"<p>Zum Anker GmbH</p>{address}").facts
    assert [fact.value for fact in facts if fact.name == "company_name"] == ["Zum Anker GmbH"]


def test_a_holder_with_a_legal_form_is_a_legal_name(read: Read) -> None:
    page = read("<p>© 2024 Acme GmbH</p>")

    assert [fact.value for fact in page.facts if fact.name == "legal_name"] == ["Acme GmbH"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("USt-IdNr.: DE 123 456 789", "DE123456789"),
        ("Umsatzsteuer-Identifikationsnummer gemäß § 27 a UStG: DE123456789", "DE123456789"),
        ("UID: ATU12345678", "ATU12345678"),
        ("N° TVA : FR12 345 678 901", "FR12345678901"),
        ("VAT GB 123 4567 89", "GB123456789"),
        ("BTW: NL123456789B01", "NL123456789B01"),
        ("CHE-123.456.789 MWST UID: CHE-123.456.789", "CHE123456789"),
        ("P.I. 06886460838 - R.E.A. VI 287114", "06886460838"),
        ("IBAN DE12345678901234567890", None),
        ("We vat DE12", None),
    ],
)
def test_a_vat_number_is_read_behind_a_word_for_it(read: Read, text: str, number: str | None) -> None:
    told = [fact.value for fact in read(f"<p>{text}</p>").facts if fact.name == "vat_id"]

    assert told == ([number] if number else [])


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/"><img src="/a.png" alt="Логотип Южная клиника"></a>',
        '<a href="/"><img src="/a.png" alt="Южная клиника"></a>',
        '<img src="/logo.png" alt="Южная клиника">',
        '<a href="/">Южная клиника</a>',
    ],
)
def test_the_logo_or_the_link_home_shows_which_part_of_the_title_is_the_name(read: Read, html: str) -> None:
    page = read(f"<title>Семейная медицина — Южная клиника</title>{html}")

    assert [fact.value for fact in page.facts if fact.name == "company_name"] == ["Южная клиника"]


def test_a_slogan_in_the_name_of_the_site_is_left_out(read: Read) -> None:
    page = read(
        '<title>Nordlicht | Zahnarzt</title><meta property="og:site_name" content="Die Zahnärzte von Kiel Nordlicht">'
        '<a href="/"><img src="/logo.png" alt="Nordlicht"></a>'
    )

    assert next(fact.value for fact in page.facts if fact.name == "company_name") == "Nordlicht"


def test_a_word_of_the_domain_above_the_address_is_no_name(read: Read) -> None:
    page = read("<p>Kanzlei</p><p>Hauptstraße 5<br>10115 Berlin</p>", url="https://www.kanzlei-lohse-partner.de/")

    assert [fact.value for fact in page.facts if fact.name == "company_name"] == []


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<p>© 2024 Gebr. Wittekindt OHG. Alle Rechte vorbehalten.</p>", "Gebr. Wittekindt OHG"),
        ("<p>© Dr. Meier GmbH 2024</p>", "Dr. Meier GmbH"),
        ("<p>© 2024 Acme. Wir bauen Häuser</p>", "Acme"),
        ('<p>© 2024 Acme, Jeseníky</p><a href="/">Acme</a>', "Acme"),
        ("<p>© 2024 Acme, Jeseníky</p>", "Acme, Jeseníky"),
        ("<p>© ۱۴۰۳ ره‌آورد ابزار</p>", "ره‌آورد ابزار"),
        ("<p>Facebook 粉絲團 林家茶園 版權所有 您是第 7 位訪客</p>", "林家茶園"),
        ("<p>Kontakt</p><p>Gebr. Verhulst B.V.<br>Hoofdweg 5<br>2214 AB Voorhout</p>", "Gebr. Verhulst B.V."),
    ],
)
def test_who_is_named_with_an_abbreviation_a_place_or_another_calendar(read: Read, html: str, name: str) -> None:
    url = "https://www.verhulst.nl/" if "Verhulst" in html else "https://www.gw-bau.de/"

    assert next(fact.value for fact in read(html, url).facts if fact.name == "company_name") == name


@pytest.mark.parametrize(
    ("title", "html", "name"),
    [
        ("ＮＰＯ法人 凪の会", "", "ＮＰＯ法人 凪の会"),
        ("Östervik Hembygdsförening", "", "Östervik Hembygdsförening"),
        ("Clinica Nube a Torino", '<a href="/">Clinica Nube</a>', "Clinica Nube"),
        ("Anwältin in Graz", '<img src="logo.png" alt="Kanzlei Pucher">', "Kanzlei Pucher"),
    ],
)
def test_a_name_is_told_by_its_form_or_by_the_logo(read: Read, title: str, html: str, name: str) -> None:
    page = read(f"<title>{title}</title>{html}", url="https://www.kanzlei-pucher.at/")

    assert [fact.value for fact in page.facts if fact.name == "company_name"] == [name]
