from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]


def facts(page: PageFacts, name: str) -> list[str]:
    return [fact.value for fact in page.facts if fact.name == name]


def method(page: PageFacts, name: str) -> Method:
    return next(fact.method for fact in page.facts if fact.name == name)


def test_the_title_is_folded_and_its_references_are_resolved(read: Read) -> None:
    page = read("<title>\n Acme &amp; Söhne \n GmbH</title>")

    assert page.title == "Acme & Söhne GmbH"


def test_the_title_of_an_icon_is_not_the_title_of_the_page(read: Read) -> None:
    page = read("<svg><title>Menu</title></svg><title>Acme</title>")

    assert page.title == "Acme"


def test_without_a_title_the_open_graph_title_stands_in(read: Read) -> None:
    page = read('<meta property="og:title" content="Acme">')

    assert page.title == "Acme"
    assert method(page, "title") is Method.META


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ('<meta name="Description" content=" We  build. ">', "We build."),
        ('<meta property="og:description" content="We build.">', "We build."),
        ('<meta name=description content=""><meta property="og:description" content="We build.">', "We build."),
    ],
)
def test_the_description_is_the_first_that_says_something(read: Read, html: str, description: str) -> None:
    assert facts(read(html), "description") == [description]


@pytest.mark.parametrize(
    ("html", "header", "language", "how"),
    [
        ('<html lang="de-DE">', "en", "de-de", Method.HTML),
        ('<html xml:lang="fr">', "", "fr", Method.HTML),
        ('<meta http-equiv="content-language" content="it, en">', "", "it", Method.META),
        ("<p>", "es", "es", Method.HEADER),
        ('<html lang="{{ lang }}">', "", "", None),
        ("<p>Guten Tag", "", "", None),
    ],
)
def test_the_language_is_the_declared_one_and_never_guessed(
    read: Read, html: str, header: str, language: str, how: Method | None
) -> None:
    page = read(html, content_language=header)

    assert page.language == language
    assert [fact.method for fact in page.facts if fact.name == "language"] == ([how] if how else [])


def test_urls_are_made_absolute_with_the_base_of_the_page(read: Read) -> None:
    page = read('<base href="/shop/"><link rel=canonical href="a?b#c"><meta property="og:image" content="../i.png">')

    assert facts(page, "canonical") == ["https://www.acme.de/shop/a?b#c"]
    assert facts(page, "og:image") == ["https://www.acme.de/i.png"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "", "mailto:a@acme.de", "http://[bad"])
def test_a_canonical_address_that_is_none_is_left_out(read: Read, href: str) -> None:
    assert facts(read(f'<link rel=canonical href="{href}">'), "canonical") == []


def test_the_canonical_address_may_stand_in_a_header(read: Read) -> None:
    page = read("<p>", link='<https://acme.de/x>; rel="canonical", <https://acme.de/y>; rel=next')

    assert facts(page, "canonical") == ["https://acme.de/x"]
    assert method(page, "canonical") is Method.HEADER


def test_feeds_are_told_once_each(read: Read) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed">'

    page = read(link + link + '<link rel="alternate" hreflang="en" href="/en">')

    assert facts(page, "feed") == ["https://www.acme.de/feed"]


def test_a_feed_of_a_plain_type_is_told_by_its_name(read: Read) -> None:
    page = read(
        '<link rel="alternate" type="text/xml" title="RSS" href="/news.xml">'
        '<link rel="alternate" type="application/xml" href="/atom.xml"><link type="text/xml" href="/map.xml">'
    )

    assert facts(page, "feed") == ["https://www.acme.de/news.xml", "https://www.acme.de/atom.xml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>© 2024 Acme GmbH</p>", "© 2024 Acme GmbH"),
        ("<p>Copyright &copy; 2020–2024 Acme</p><p>Impressum</p>", "Copyright © 2020–2024 Acme"),
        ("<p>Photo © 2019 Jane</p><p>© Acme</p>", "© Acme"),
        ("<p>The treaty on copyright protection was adopted.</p>", ""),
        ("<p>" + "word " * 100 + "© 2024</p>", ""),
    ],
)
def test_the_copyright_notice_is_a_short_line_with_the_sign(read: Read, text: str, line: str) -> None:
    assert facts(read(text), "copyright") == ([line] if line else [])


def test_an_immediate_refresh_to_another_page_is_told(read: Read) -> None:
    assert read("<meta http-equiv=refresh content=\"0; url='/home'\">").meta_refresh == "https://www.acme.de/home"


@pytest.mark.parametrize("content", ["30", "30; url=/home", "0; url=/", "0; url=javascript:x", ""])
def test_other_refreshes_are_not(read: Read, content: str) -> None:
    assert read(f'<meta http-equiv=refresh content="{content}">').meta_refresh is None


@pytest.mark.parametrize(
    ("content", "header", "said"),
    [
        ("noindex, follow", "", "noindex"),
        ("none", "", "noindex nofollow"),
        ("index", "nofollow", "nofollow"),
        ("", "", ""),
    ],
)
def test_robots_directives_come_from_the_page_and_the_header(read: Read, content: str, header: str, said: str) -> None:
    page = read(f'<meta name=robots content="{content}">', x_robots_tag=header)

    assert page.noindex_nofollow == said


def test_links_to_sitemaps_are_told(read: Read) -> None:
    page = read('<link rel="sitemap" type="application/xml" href="/map.xml">')

    assert page.sitemap_links == ("https://www.acme.de/map.xml",)
