"""Profiles of those who are quoted on a site are not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]
CUSTOMER = '<a href="https://www.instagram.com/mia.bakes">@mia.bakes</a>'


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="testimonial-card"><p>Great work</p><div>Mia {CUSTOMER}</div></div>',
        f"<blockquote>Great work <footer>Mia {CUSTOMER}</footer></blockquote>",
        f"<figure><blockquote>Great work</blockquote><figcaption>Mia, {CUSTOMER}</figcaption></figure>"
        .replace("Great work", "“They were on time, every single day.”"),
        f"<div><p>“They were on time, every single day.” Mia, {CUSTOMER}</p></div>",
        f"<div><p>「湯上がりの一杯が最高でした」 {CUSTOMER}</p></div>",
        f'<section aria-label="Clients"><img src="a.svg">{CUSTOMER}</section>',
        f'<ul class="reviews"><li>Mia <span>{CUSTOMER}</span></li></ul>',
    ],
)  # fmt: skip
def test_the_profile_of_a_customer_who_is_quoted_is_refused(
    found: Found, refused: Callable[..., dict[str, str]], html: str
) -> None:
    assert found("social", html) == []
    assert refused("social", html) == {"https://www.instagram.com/mia.bakes": "not_the_owner"}


@pytest.mark.parametrize(
    "html",
    [
        '<section class="reviews"><a href="https://www.instagram.com/acme_bau">Instagram</a></section>',
        '<section class="reviews"><a href="https://www.trustpilot.com/review/mia.de">Trustpilot</a></section>',
        f'<div class="request-a-quote">{CUSTOMER}</div>',
        f'<div class="customer-service">{CUSTOMER}</div>',
        f'<div class="reviews"><footer><p>{CUSTOMER}</p></footer></div>',
        f"<footer><p>“We build what others only draw up.”</p><p>{CUSTOMER}</p></footer>",
        '<p>“They were on time, every day.” <a href="https://www.instagram.com/mia.bakes"><img src="i.svg"></a></p>',
    ],
)
def test_what_stands_there_for_the_site_itself_is_kept(found: Found, html: str) -> None:
    assert len(found("social", html)) == 1


@pytest.mark.parametrize("words", ["Site by", "Photography by", "Fotos von", "Tovuti imetengenezwa na"])
def test_the_profile_of_who_made_the_site_or_its_pictures_is_refused(found: Found, words: str) -> None:
    assert found("social", f"<footer><p>© 2024 Acme | {words} {CUSTOMER}</p></footer>") == []


@pytest.mark.parametrize(
    "words", ["Site by Northweb | Follow us:", "Photography by appointment", "Fotos de", "By", "Our site"]
)
def test_other_words_before_a_profile_are_no_credit(found: Found, words: str) -> None:
    assert len(found("social", f"<footer><p>{words} {CUSTOMER}</p></footer>")) == 1


def test_a_profile_that_is_also_linked_elsewhere_is_kept(found: Found) -> None:
    html = f'<div class="testimonial">{CUSTOMER}</div><p>Follow us: {CUSTOMER}</p>'

    assert found("social", html) == ["https://www.instagram.com/mia.bakes"]


def test_the_same_profile_in_the_words_of_the_quotation_is_not_found_there(found: Found) -> None:
    html = '<blockquote>Good. <a href="https://www.facebook.com/humbermaid">facebook.com/humbermaid</a></blockquote>'

    assert found("social", html) == []
