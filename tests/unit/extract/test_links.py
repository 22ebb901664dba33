from __future__ import annotations

from collections.abc import Callable

from scraper_sky.scraping.extract.links import MAX_LINKS
from scraper_sky.scraping.extract.values import Link, PageFacts

Read = Callable[..., PageFacts]


def test_links_are_absolute_without_fragment_and_each_told_once(read: Read) -> None:
    page = read('<a href="/kontakt#form"></a><a href="/kontakt">Kontakt</a><a href="kontakt">again</a>')

    assert page.links == (Link("https://www.acme.de/kontakt", "Kontakt"),)


def test_only_the_web_is_linked(read: Read) -> None:
    page = read(
        '<a href="mailto:a@acme.de">1</a><a href="tel:1">2</a><a href="javascript:x()">3</a><a href="data:,x">4</a>'
        '<a href="#top">5</a><a href="">6</a><a>7</a><a href="ftp://acme.de/">8</a><a href="http://[x">9</a>'
    )

    assert page.links == ()


def test_the_text_of_a_link_may_be_its_label_or_its_picture(read: Read) -> None:
    page = read(
        '<a href="/1"> Our <b>t</b>eam </a><a href="/2" aria-label="Cart"><i></i></a>'
        '<a href="/3" title="Shop"></a><a href="/4"><img alt="Home"></a><a href="/5"></a>'
    )

    assert [link.text for link in page.links] == ["Our team", "Cart", "Shop", "Home", ""]


def test_links_of_the_footer_and_the_navigation_are_marked(read: Read) -> None:
    page = read(
        '<nav><a href="/1">1</a></nav><main><a href="/2">2</a></main>'
        '<div class="site-footer"><p><a href="/3">3</a></div>'
        '<div role="contentinfo"><a href="/4">4</a></div><p class="footnote"><a href="/5">5</a>'
    )

    assert [link.in_footer_or_nav for link in page.links] == [True, False, True, True, False]


def test_the_relation_of_a_link_is_kept(read: Read) -> None:
    assert read('<a href="/1" rel="NoFollow">1</a>').links[0].rel == "nofollow"


def test_the_list_of_links_is_bounded(read: Read) -> None:
    page = read("".join(f'<a href="/{number}">x</a>' for number in range(2 * MAX_LINKS)))

    assert len(page.links) == MAX_LINKS
