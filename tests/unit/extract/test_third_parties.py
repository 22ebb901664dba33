from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.scraping.extract.third_parties import before_credit, heads_another, of_another

Found = Callable[..., list[str]]
Refused = Callable[..., dict[str, str | None]]


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 Acme | Credits: Northweb tel. ",
        "Site réalisé par Studio Nord, Lille – ",
        "Diseño: Nube Creativa (",
        "Desenvolvido por Nuvem Digital | ",
        "Feito com ♥ por Nuvem Digital ",
        "CNIL, 3 place de Fontenoy, 75334 Paris, ",
        "Quejas PROFECO: ",
        "Wykonanie: ChmuraWEB, tel. ",
        "Κατασκευή: Nefos, τηλ. ",
        "网站建设：云工作室 ",
        "有限会社山田 制作：雲工房（TEL ",
        "Website: Northern Lights Studio ",
        "Zuständig: Landesärztekammer Hessen, Telefon ",
        "Question on VAT? The line of HMRC, ",
        "Разработка сайта — студия «Облако», ",
        "Création de site : Studio Nuage, ",
        "Webløsning af Sky ApS · tlf. ",
        "Thiết kế web bởi Mây Media – ",
        "Tárhelyszolgáltató: Felhő Online Kft., ",
        "Médiateur : Concorde, 75008 Paris – ",
        "Jäsen: Suomen Esimerkkiliitto, puh. ",
        "डिज़ाइन: बादल वेब (",
        "ออกแบบโดย คลาวด์ โทร ",
        "ডিজাইন: মেঘ ওয়েব, ",
        "בניית אתר: ענן ",
        "Tovuti imetengenezwa na WinguWeb (",
        "Situs ini dibuat oleh Awan Studio, telp. ",
    ],
)
def test_what_stands_before_tells_that_it_is_somebody_elses(line: str) -> None:
    assert of_another(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Tel. ",
        "Web: www.acme.de | Tel. ",
        "Webdesign: Tel. ",
        "Design: ",
        "Design – Beratung – Verkauf: ",
        "Member of the Northern Group | Tel. ",
        "USDA certified organic | ",
        "Unsere Realisierung dauert drei Wochen. Rufen Sie an: ",
        "Website by Northweb. © Acme GmbH, Tel. ",
    ],
)
def test_the_owners_own_line_is_believed(line: str) -> None:
    assert not of_another(line)


def test_a_heading_holds_for_the_lines_under_it() -> None:
    assert heads_another("Datenschutzbeauftragter\nErika Muster\nMuster GmbH\nHansaring 1\n")
    assert heads_another("Webdesign & Hosting\nNordweb\n")


@pytest.mark.parametrize(
    "above",
    [
        "Aufsichtsbehörde\nBezirksregierung\nKontakt\n",
        "Designmöbel\nHansaring 1\n",
        "Datenschutzbeauftragter\n1\n2\n3\n4\n",
        "Die Aufsichtsbehörde ist in einem langen Satz erwähnt, der von etwas ganz anderem handelt.\n",
        "",
    ],
)
def test_a_heading_does_not_hold_for_what_comes_later(above: str) -> None:
    assert not heads_another(above)


def test_a_notice_ends_where_the_credit_begins() -> None:
    assert before_credit("© 2024 Acme. Realizzazione: Nuvola") == "© 2024 Acme. "
    assert before_credit("© 2024 Acme") == "© 2024 Acme"


def test_the_number_and_the_mailbox_of_the_agency_are_refused(found: Found, refused: Refused) -> None:
    html = (
        "<p>Tel. 030 1234567, info@acme.de</p><p>Umsetzung: <a href='https://nordweb.test'>Nordweb</a>,"
        " Tel. <a href='tel:040 7654321'>040 7654321</a>, hallo@nordweb.de</p>"
    )

    assert found("phone", html) == ["+49301234567"]
    assert found("email", html) == ["info@acme.de"]
    assert set(refused("phone", html).values()) == {"not_the_owner"}
    assert refused("email", html) == {"hallo@nordweb.de": "not_the_owner"}


def test_a_mailbox_on_the_sites_own_domain_is_its_own_under_any_heading(found: Found) -> None:
    html = "<h3>Datenschutzbeauftragter</h3><p>Erika Muster<br>datenschutz@acme.de</p>"

    assert found("email", html) == ["datenschutz@acme.de"]
