from collections.abc import Callable

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.cookies import MOST_AT_ONCE, MOST_CHARACTERS, MOST_OF_VISIT
from scraper_sky.scraping.fetch import Fetcher, Visit
from tests.unit.scraping.conftest import Site, answer

URL = "http://a.farm.test/"


def sent_back(visit: Visit, site: Site, line: str, url: str = URL) -> str | None:
    site.answers["/set"] = answer("x", Set_Cookie=line)
    site.answers["/"] = answer("x")
    visit.get(URL + "set", max_bytes=100)
    visit.get(url, max_bytes=100)
    return site.asked[-1].headers.get("cookie")


@pytest.mark.parametrize(
    ("line", "cookie"),
    [
        ("a=b", "a=b"),
        ("a=b; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "a=b"),
        ("a=b; expires=Wed, 21 Oxt 2015 07:28:00 GMT; max-age=soon", "a=b"),
        ("a=b; Path=/elsewhere", None),
        ("a=b; Secure", None),
        ("a=b; Domain=other.test", None),
        ("no cookie at all", None),
        ("a=\xff", None),
        ("a=b; Domain=\xff..", "a=b"),
        ("", None),
    ],
)
def test_a_cookie_goes_back_to_where_it_belongs_whatever_else_is_written_in_it(
    visit: Visit, site: Site, line: str, cookie: str | None
) -> None:
    assert sent_back(visit, site, line) == cookie


def test_a_cookie_for_the_whole_domain_goes_to_its_other_hosts(visit: Visit, site: Site) -> None:
    assert sent_back(visit, site, "a=b; Domain=.farm.test", "http://b.farm.test/") == "a=b"
    assert sent_back(visit, site, "c=d", "http://b.farm.test/") == "a=b"


def test_cookies_stay_within_a_visit(make_fetcher: Callable[..., Fetcher], site: Site) -> None:
    fetcher = make_fetcher()
    for _ in range(2):
        with fetcher.visit(monotonic_seconds() + 10) as visit:
            assert sent_back(visit, site, "a=b") == "a=b"

    assert [asked.headers.get("cookie") for asked in site.asked] == [None, "a=b", None, "a=b"]


def cookies_after(visit: Visit, site: Site, lines: list[str]) -> dict[str, str]:
    """What is sent back when these were set, as many at once as are read of one answer."""
    for start in range(0, len(lines), MOST_AT_ONCE):
        several = "\r\nSet-Cookie: ".join(lines[start : start + MOST_AT_ONCE])
        header = sent_back(visit, site, several)
    pairs = (pair.partition("=") for pair in (header or "").split("; "))
    return {name: value for name, _, value in pairs}


def test_the_cookies_of_a_visit_are_a_bounded_number(visit: Visit, site: Site) -> None:
    kept = cookies_after(visit, site, [f"c{number}=x; Path=/" for number in range(2 * MOST_OF_VISIT)])

    assert list(kept) == [f"c{number}" for number in range(MOST_OF_VISIT)]


def test_the_cookies_of_a_visit_are_of_a_bounded_size(visit: Visit, site: Site) -> None:
    kept = cookies_after(
        visit, site, ["session=1; Path=/", *(f"c{number}={'x' * 4_000}; Path=/" for number in range(60))]
    )

    assert kept["session"] == "1"
    assert MOST_CHARACTERS / 2 < sum(map(len, kept.values())) <= MOST_CHARACTERS


def test_a_cookie_that_no_longer_fits_is_not_sent_with_its_older_value(visit: Visit, site: Site) -> None:
    filling = [f"c{number}={'x' * 4_000}; Path=/" for number in range(8)]
    kept = cookies_after(
        visit, site, ["a=old; Path=/", "b=old; Path=/", *filling, f"a={'y' * 4_000}; Path=/", "b=new; Path=/"]
    )

    assert "a" not in kept
    assert kept["b"] == "new"
