from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.outcome import Liveness
from scraper_sky.model.report import Contact, Fact, Method
from scraper_sky.scraping.extract.page_words import kind_of_page
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts, SiteFacts

Read = Callable[..., PageFacts]
Merge = Callable[..., SiteFacts]

HOME = "https://www.acme.de/"
CONTACT = "https://www.acme.de/kontakt/"
TEAM = "https://www.acme.de/team/"


@pytest.fixture
def merge(read: Read) -> Merge:
    """`merge({url: html, …})`: the pages of acme.de together, the home page first."""

    def _merge(pages: dict[str, str], domain: str = "acme.de") -> SiteFacts:
        return merge_pages(domain, [read(html, url) for url, html in pages.items()])

    return _merge


def values(site: SiteFacts, kind: str) -> list[str]:
    return [each.value for each in site.contacts if each.kind == kind and each.rejected_by is None]


def best(site: SiteFacts, kind: str) -> Contact:
    return next(each for each in site.contacts if each.kind == kind and each.best)


def fact(site: SiteFacts, name: str) -> Fact | None:
    return next((each for each in site.facts if each.name == name), None)


def test_a_site_without_pages_is_empty() -> None:
    site = merge_pages("acme.de", [])

    assert site.liveness is Liveness.EMPTY
    assert site.contacts == ()


def test_the_home_page_decides_title_and_liveness(merge: Merge) -> None:
    site = merge({HOME: "<title>Acme</title><p>We build houses.", CONTACT: "<title>Kontakt</title>"})

    title = fact(site, "title")

    assert title is not None
    assert title.value == "Acme"
    assert site.liveness is Liveness.LIVE


def test_what_a_page_is_about_is_not_told_by_other_pages(merge: Merge) -> None:
    site = merge({HOME: "<title>Acme</title>", CONTACT: '<meta name="description" content="Write to us.">'})

    assert fact(site, "description") is None


def test_a_value_found_several_times_is_told_once_with_the_best_provenance(merge: Merge) -> None:
    site = merge({HOME: "<p>info@acme.de", CONTACT: '<a href="mailto:info@acme.de">Mail</a>'})

    mails = [each for each in site.contacts if each.kind == "email"]

    assert [(each.value, each.method, each.page_url) for each in mails] == [("info@acme.de", Method.MAILTO, CONTACT)]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("info@acme.de", "jane.roe@acme.de"),
        ("jane.roe@acme.de", "info@agency.com"),
        ("acme@gmail.com", "info@agency.com"),
        ("info@acme.com", "acme@gmail.com"),
        ("kontakt@acme.de", "datenschutz@acme.de"),
        ("jane.roe@acme.de", "noreply@acme.de"),
        ("info@acme.de", "vertrieb@acme.de"),
        ("vertrieb@acme.de", "presse@acme.de"),
    ],
)
def test_the_best_address_belongs_to_the_site_and_to_its_front_desk(merge: Merge, better: str, worse: str) -> None:
    site = merge({HOME: f"<p>{worse}</p><p>{better}</p>"})

    assert values(site, "email") == [better, worse]
    assert best(site, "email").value == better


def test_of_equal_addresses_the_one_on_the_contact_page_is_best(merge: Merge) -> None:
    site = merge({HOME: "<p>office@acme.de", CONTACT: "<p>info@acme.de"})

    assert best(site, "email").value == "info@acme.de"


def test_the_choice_is_explained_in_a_sentence(merge: Merge) -> None:
    site = merge({HOME: "<p>jane@acme.de", CONTACT: '<a href="mailto:info@acme.de">M</a>'})

    assert best(site, "email").why == (
        "On the site's own domain, a shared mailbox, found as a mail link on the contact page."
    )
    assert [each.why for each in site.contacts if not each.best] == [""]


def test_belonging_to_the_domain_is_decided_for_the_scanned_domain(merge: Merge) -> None:
    site = merge({"https://www.acme.com/": "<p>info@acme.de"}, domain="acme.de")

    assert best(site, "email").on_domain is True


def test_a_number_linked_on_the_contact_page_is_best(merge: Merge) -> None:
    site = merge({HOME: "<p>Tel. 030 1111111", TEAM: "<p>Tel. 030 2222222", CONTACT: '<a href="tel:0303333333">T</a>'})

    assert best(site, "phone").value == "+49303333333"


def test_each_network_has_a_best_profile(merge: Merge) -> None:
    site = merge(
        {
            HOME: '<a href="https://x.com/someone">1</a><a href="https://x.com/acme_bau">2</a>'
            '<a href="https://www.linkedin.com/in/jane">3</a><a href="https://www.linkedin.com/company/other">4</a>'
        }
    )

    assert [each.value for each in site.contacts if each.best] == [
        "https://www.linkedin.com/company/other",
        "https://x.com/acme_bau",
    ]


def test_a_number_called_a_fax_anywhere_is_a_fax(merge: Merge) -> None:
    site = merge({HOME: "<p>030 1234567", CONTACT: "<p>Fax: 030 1234567"})

    assert values(site, "fax") == ["+49301234567"]
    assert values(site, "phone") == []


def test_a_fax_that_is_also_linked_as_a_telephone_is_a_telephone(merge: Merge) -> None:
    site = merge({HOME: '<a href="tel:0301234567">call</a>', CONTACT: "<p>Fax: 030 1234567"})

    assert values(site, "phone") == ["+49301234567"]
    assert values(site, "fax") == []


def test_a_guessed_region_gives_way_to_the_one_the_site_names(merge: Merge) -> None:
    pages = {
        "https://www.acme.com/": '<html lang="de"><p>Tel. 0662 123414',
        "https://www.acme.com/impressum": '<html lang="de"><p>Tel. +43 662 123415',
    }

    site = merge(pages, domain="acme.com")

    assert set(values(site, "phone")) == {"+43662123414", "+43662123415"}


def test_refused_candidates_come_last_and_each_once(merge: Merge) -> None:
    site = merge({HOME: "<p>name@example.com info@acme.de", CONTACT: "<p>name@example.com"})

    assert [(each.value, each.rejected_by) for each in site.contacts] == [
        ("info@acme.de", None),
        ("name@example.com", "placeholder"),
    ]


def test_the_name_of_the_company_comes_from_the_most_trusted_source(merge: Merge) -> None:
    ld = '<script type="application/ld+json">{"@type":"Organization","name":"Acme Bau GmbH"}</script>'

    site = merge({HOME: '<meta property="og:site_name" content="Acme">', CONTACT: ld})
    name = fact(site, "company_name")

    assert name is not None
    assert (name.value, name.method) == ("Acme Bau GmbH", Method.JSON_LD)


def test_a_stated_town_gives_way_to_a_fuller_address_and_lends_its_country(merge: Merge) -> None:
    place = '{"@type":"PostalAddress","addressLocality":"Hamburg","addressCountry":"DE"}'
    stated = f'<script type="application/ld+json">{{"@type":"LocalBusiness","name":"A","address":{place}}}</script>'
    site = merge({HOME: f"<body><h1>A</h1>{stated}<footer>A GmbH<br>Nebenstr. 22<br>20095 Hamburg<br>Tel. 040"})

    told = {each.name: each.value for each in site.facts if each.name.startswith("address")}

    assert told == {
        "address": "Nebenstr. 22, 20095 Hamburg",
        "address_street": "Nebenstr. 22",
        "address_postal_code": "20095",
        "address_city": "Hamburg",
        "address_country": "DE",
    }


def test_a_stated_town_is_told_where_there_is_nothing_fuller(merge: Merge) -> None:
    place = '{"@type":"PostalAddress","addressLocality":"Hamburg","addressCountry":"DE"}'
    site = merge({HOME: f'<script type="application/ld+json">{{"@type":"Organization","address":{place}}}</script>'})

    address = fact(site, "address")

    assert address is not None
    assert address.value == "Hamburg, DE"


def test_an_address_is_told_with_its_own_parts_only(merge: Merge) -> None:
    def ld(street: str, city: str) -> str:
        address = f'{{"streetAddress":"{street}","addressLocality":"{city}"}}'
        return f'<script type="application/ld+json">{{"@type":"LocalBusiness","name":"A","address":{address}}}</script>'

    site = merge({HOME: ld("Hauptstr. 1", "Berlin") + ld("Nebenstr. 22", "Hamburg")})
    told = {each.name: each.value for each in site.facts if each.name.startswith("address")}

    assert told == {
        "address": "Nebenstr. 22, Hamburg",
        "address_street": "Nebenstr. 22",
        "address_city": "Hamburg",
    }


def test_a_declared_icon_of_any_page_beats_the_guess(merge: Merge) -> None:
    site = merge({HOME: "<p>x", CONTACT: '<link rel=icon href="/i.png">'})
    icon = fact(site, "favicon")

    assert icon is not None
    assert icon.value == "https://www.acme.de/i.png"


def test_technologies_of_all_pages_are_told_once_with_the_version(merge: Merge) -> None:
    site = merge(
        {
            HOME: '<script src="/jquery.min.js"></script>',
            CONTACT: '<script src="/jquery-3.6.0.min.js"></script><script src="https://js.stripe.com/v3"></script>',
        }
    )

    assert [(each.name, each.version) for each in site.technologies] == [("jQuery", "3.6.0"), ("Stripe", None)]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a href="/about">About</a><a href="/contact-us">Contact</a>', "https://www.acme.de/contact-us"),
        ('<a href="/x1">Kontakt</a>', "https://www.acme.de/x1"),
        ('<a href="/contatti/">Scrivici</a>', "https://www.acme.de/contatti/"),
        ('<a href="/a">お問い合わせ</a>', "https://www.acme.de/a"),
        ('<a href="/kontaktlinsen">Kontaktlinsen</a><a href="/kontakt">Kontakt</a>', "https://www.acme.de/kontakt"),
        ('<a href="/blog/how-to-contact-us-by-post">post</a><a href="/kontakt">K</a>', "https://www.acme.de/kontakt"),
        ('<a href="/impressum">Impressum</a>', "https://www.acme.de/impressum"),
        ('<a href="https://agency.com/contact">Contact</a>', None),
        ('<a href="/kontaktlinsen">Kontaktlinsen</a>', None),
        ('<a href="/contact.pdf">Contact</a>', None),
        ("<p>contact", None),
    ],
)
def test_the_contact_page_is_the_link_that_most_surely_leads_there(merge: Merge, html: str, url: str | None) -> None:
    found = fact(merge({HOME: html}), "contact_page")

    assert (found.value if found else None) == url


def test_a_contact_page_may_lie_where_the_domain_sends_its_visitors(merge: Merge) -> None:
    pages = {"https://www.acme-group.com/": '<a href="/contact">Contact</a>'}

    found = fact(merge(pages, domain="acme.de"), "contact_page")

    assert found is not None
    assert found.value == "https://www.acme-group.com/contact"


def test_a_contact_page_that_was_read_is_the_contact_page(merge: Merge) -> None:
    site = merge({HOME: '<a href="/contact">Contact</a>', CONTACT: "<title>Kontakt</title><p>Schreiben Sie uns"})
    found = fact(site, "contact_page")

    assert found is not None
    assert (found.value, found.method) == (CONTACT, Method.URL)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://acme.de/", "home"),
        ("https://acme.de/en/", "home"),
        ("https://acme.de/de/kontakt", "contact"),
        ("https://acme.de/nous-contacter.html", "contact"),
        ("https://acme.de/%D0%BA%D0%BE%D0%BD%D1%82%D0%B0%D0%BA%D1%82%D1%8B", "contact"),
        ("https://acme.de/impressum", "imprint"),
        ("https://acme.de/mentions-legales", "imprint"),
        ("https://acme.de/ueber-uns", "about"),
        ("https://acme.de/blog/contact-lenses", "other"),
        ("https://acme.de/produkte", "other"),
    ],
)
def test_the_kind_of_a_page_shows_in_its_address(url: str, kind: str) -> None:
    assert kind_of_page(url) == kind


def test_the_same_pages_always_give_the_same_result(merge: Merge) -> None:
    pages = {HOME: "<p>b@acme.de a@acme.de info@acme.de Tel. 030 1111111", CONTACT: "<p>Tel. 030 2222222 c@acme.de"}

    assert merge(pages) == merge(pages)
