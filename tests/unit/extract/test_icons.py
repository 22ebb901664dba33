from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.icons import icon_size
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]


def fact(page: PageFacts, name: str) -> Fact | None:
    return next((fact for fact in page.facts if fact.name == name), None)


def test_the_largest_declared_icon_is_the_favicon(read: Read) -> None:
    page = read(
        '<link rel="shortcut icon" href="/f.ico"><link rel="icon" sizes="16x16" href="/16.png">'
        '<link rel="icon" sizes="32x32 192×192" href="/192.png"><link rel="apple-touch-icon" href="/touch.png">'
    )

    icon = fact(page, "favicon")

    assert icon is not None
    assert icon.value == "https://www.acme.de/192.png"
    assert icon.method is Method.LINK


def test_without_a_declared_icon_the_well_known_place_is_named_as_such(read: Read) -> None:
    icon = fact(read("<p>", url="https://www.acme.de/a/b"), "favicon")

    assert icon is not None
    assert icon.value == "https://www.acme.de/favicon.ico"
    assert icon.method is Method.DEFAULT


def test_an_icon_inside_the_page_has_no_address(read: Read) -> None:
    icon = fact(read('<link rel=icon href="data:image/png;base64,AAAA">'), "favicon")

    assert icon is not None
    assert icon.method is Method.DEFAULT


def test_the_tile_of_windows_is_better_than_a_guess(read: Read) -> None:
    icon = fact(read('<meta name="msapplication-TileImage" content="/tile.png">'), "favicon")

    assert icon is not None
    assert icon.value == "https://www.acme.de/tile.png"


@pytest.mark.parametrize(
    ("sizes", "url", "edge"),
    [
        ("16x16", "", 16),
        ("32x32 64X64", "", 64),
        ("16×16", "", 16),
        ("24x24+", "", 24),
        ("any", "/icon-512x512.png", 0),
        ("", "/icon-512x512.png", 512),
        ("", "/a.ico", 0),
    ],
)
def test_the_size_of_an_icon_is_what_is_declared_or_else_in_its_name(sizes: str, url: str, edge: int) -> None:
    assert icon_size(sizes, url) == edge


@pytest.mark.parametrize(
    "image",
    [
        '<img class="site-logo" src="/x.png">',
        '<a href="/"><img src="/x.png" alt="Acme logo"></a>',
        '<div class="logo"><a href="https://acme.de/"><img data-src="/x.png" src="data:image/gif,R0"></a></div>',
        '<header><a href="/"><img src="/x.png"></a></header>',
        '<header><img srcset="/x.png 1x, /y.png 2x" alt="Logo"></header>',
        '<img itemprop="logo" src="/x.png">',
    ],
)
def test_the_logo_is_the_image_that_most_looks_like_one(read: Read, image: str) -> None:
    page = read(f'<img src="/photo.jpg"><p>{image}</p><img class="partner-logo" src="/partner.png">')

    found = fact(page, "logo")

    assert found is not None
    assert found.value == "https://www.acme.de/x.png"
    assert found.method in (Method.HTML, Method.MICRODATA)


@pytest.mark.parametrize(
    "image",
    ['<img src="/photo.jpg" alt="Our house">', '<div class="clients"><img class="logo" src="/client-logo.png"></div>'],
)
def test_pictures_and_the_logos_of_others_are_not_the_logo(read: Read, image: str) -> None:
    assert fact(read(image), "logo") is None


def test_a_stated_logo_wins_over_a_seen_one(read: Read) -> None:
    page = read(
        '<script type="application/ld+json">{"@type":"Organization","logo":{"url":"/ld.png"}}</script>'
        '<img class="logo" src="/x.png">'
    )

    found = fact(page, "logo")

    assert found is not None
    assert found.value == "https://www.acme.de/ld.png"
    assert found.method is Method.JSON_LD


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/logo.gif" alt="x">',
        '<p><img src="/p.gif"></p><img src="/bau-logo.png" alt="Acme Bau">',
        '<img src="/p.gif"><img src="/acme_logga.gif" alt="Acme Bau">',
        '<header><a href="/"><img src="/badge-5b.svg" alt="Acme Bau badge"></a></header>',
    ],
)
def test_a_picture_is_the_logo_by_its_name_and_by_what_it_says(read: Read, html: str) -> None:
    assert fact(read(f"<title>Acme Bau - Berlin</title>{html}"), "logo") is not None


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/p.gif"><img src="/logo-dachverband.png" alt="Dachverband">',
        '<img src="/p.jpg" alt="Acme Bau">',
        '<img src="/partner-logo.png" alt="Partner">',
    ],
)
def test_other_pictures_are_no_logo(read: Read, html: str) -> None:
    assert fact(read(f"<title>Acme Bau - Berlin</title>{html}"), "logo") is None


@pytest.mark.parametrize("blank", ["/blank.gif", "/img/placeholder.png", "/a/1x1-pixel.gif"])
def test_the_picture_behind_a_lazy_stand_in_is_the_logo(read: Read, blank: str) -> None:
    page = read(f'<header><a href="/"><img src="{blank}" data-lazy-src="/a.png" class="logo" alt="Acme"></a></header>')

    logo = fact(page, "logo")

    assert logo is not None
    assert logo.value == "https://www.acme.de/a.png"
