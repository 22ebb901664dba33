from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts

Found = Callable[..., list[str]]
Read = Callable[..., PageFacts]
Refused = Callable[..., dict[str, str | None]]

VIDEO = '<a href="https://www.youtube.com/watch?v=AbCdEfGhIjK">Film</a>'
CHANNEL = '<a href="https://www.youtube.com/@acme">YouTube</a>'


@pytest.mark.parametrize(
    ("href", "value"),
    [
        ("https://www.youtube.com/watch?v=AbCdEfGhIjK", "https://www.youtube.com/watch?v=AbCdEfGhIjK"),
        ("https://youtu.be/AbCdEfGhIjK", "https://youtu.be/AbCdEfGhIjK"),
        ("https://www.tiktok.com/@acme/video/7123456789", "https://www.tiktok.com/@acme"),
        ("https://www.tiktok.com/embed/7123456789", "https://www.tiktok.com/embed/7123456789"),
        ("https://pinterest.com/pin/123456789", "https://pinterest.com/pin/123456789"),
        ("https://www.facebook.com/username", "https://www.facebook.com/username"),
    ],
)
def test_where_nothing_else_leads_to_a_network_a_video_or_a_pin_does(found: Found, href: str, value: str) -> None:
    assert found("social", f'<a href="{href}">x</a>') == [value]


def test_a_profile_makes_the_video_needless(found: Found) -> None:
    assert found("social", VIDEO + CHANNEL) == ["https://www.youtube.com/@acme"]


def test_a_profile_on_another_page_makes_it_needless_too(read: Read) -> None:
    pages = [read(VIDEO), read(CHANNEL, url="https://www.acme.de/kontakt")]

    contacts = [contact.value for contact in merge_pages("acme.de", pages).contacts if contact.rejected_by is None]

    assert contacts == ["https://www.youtube.com/@acme"]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.instagram.com/p/AbCd/",
        "https://twitter.com/critic/status/123",
        "https://www.facebook.com/acme/posts/1",
        "https://www.instagram.com/yourusername/",
        "https://www.pinterest.com/pin/create/button/?url=x",
    ],
)
def test_posts_share_buttons_and_samples_stand_for_nothing(found: Found, href: str) -> None:
    assert found("social", f'<a href="{href}">x</a>') == []


def test_a_template_left_as_it_came_is_nobodys(found: Found) -> None:
    html = '<a href="https://www.facebook.com/username">F</a><a href="https://x.com/username">X</a>'

    assert found("social", html) == []


def test_the_profile_of_a_customer_who_is_quoted_is_not_the_sites(found: Found, refused: Refused) -> None:
    html = (
        '<div class="quote"><p>Great!</p><a href="https://www.linkedin.com/in/jane">Jane</a></div>'
        '<a href="https://www.linkedin.com/in/owner">Me</a>'
    )

    assert found("social", html) == ["https://www.linkedin.com/in/owner"]
    assert set(refused("social", html).values()) == {"not_the_owner"}
