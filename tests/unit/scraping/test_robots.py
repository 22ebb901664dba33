from collections.abc import Callable

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.fetch import Fetcher, Visit
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.robots import MAX_BYTES, RobotsBook, parse_robots
from tests.unit.scraping.conftest import Site, answer, moved

URL = "http://a.farm.test/robots.txt"
HOME = "http://a.farm.test/"


def allows(text: str | bytes, path: str = "/x", agent: str = "ScraperSky") -> bool:
    body = text.encode() if isinstance(text, str) else text
    return parse_robots(URL, body, agent).allows("http://a.farm.test" + path)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("user-AGENT: scraperSKY\ndisALLOW: /", False),
        ("User-agent: ScraperSky/2.0\nDisallow: /", False),
        ("User-agent: Scraper\nDisallow: /", True),
        ("User-agent: ScraperSkyNet\nDisallow: /", True),
        ("User-agent: ScraperSky\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ScraperSky\nDisallow:", True),
        ("User-agent: other\nUser-agent: ScraperSky\nDisallow: /", False),
        ("User-agent: ScraperSky\nDisallow: /y\n\nUser-agent: ScraperSky\nDisallow: /x", False),
        ("User-agent: *\nSitemap: http://a.farm.test/s.xml\nUser-agent: other\nDisallow: /", False),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: other\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /x", True),
        ("User-agent: *\nDisallow: /x\nAllow: /x", True),
        ("User-agent: *\nDisallow: /*x$", False),
        ("User-agent: *\nDisallow: /*x$\n".replace("x", "y"), True),
        ("User-agent: *\nDisallow: /%78", False),
        ("User-agent: *\rDisallow: /", False),
        ("User-agent: *\r\nDisallow: / # all of it", False),
        ("Disallow: /", True),
        ("<html><body>User-agent: *\nDisallow: /", True),
    ],
)
def test_the_rules_are_those_of_rfc_9309(text: str, allowed: bool) -> None:
    assert allows(text) is allowed


def test_marks_zeros_and_other_encodings_do_no_harm() -> None:
    assert not allows(b"\xef\xbb\xbfUser-agent: *\nDisallow: /")
    assert not allows(b"User-agent: *\x00\nDisallow: /x\x00")
    assert not allows(b"# \xe9t\xe9\nUser-agent: *\nDisallow: /")
    assert allows(bytes(range(256)) * 100)


@pytest.mark.timeout(60)
def test_a_file_made_to_multiply_names_with_rules_is_read_at_once() -> None:
    names = b"".join(b"User-agent: bot%d\n" % number for number in range(14_000))
    rules = b"".join(b"Disallow: /%d\n" % number for number in range(14_000))

    assert allows(names + b"User-agent: *\n" + rules, "/x")
    assert not allows(names + b"User-agent: *\n" + rules, "/77")


def test_half_a_rule_at_the_cut_is_not_taken_for_a_whole_one() -> None:
    robots = parse_robots(URL, b"User-agent: *\nDisallow: /private\nDisallow: /", "ScraperSky", is_complete=False)

    assert robots.allows(HOME + "x")
    assert not robots.allows(HOME + "private")


def test_sitemaps_are_named_whoever_the_rules_are_for() -> None:
    text = "Sitemap: /one.xml\nUser-agent: other\nDisallow: /\nsitemap: https://cdn.example/two.xml\nSitemap: ftp://x/"

    assert parse_robots(URL, text.encode(), "ScraperSky").sitemaps == (
        "http://a.farm.test/one.xml",
        "https://cdn.example/two.xml",
    )


def book(visit: Visit, *, obey: bool = True) -> RobotsBook:
    return RobotsBook(Journal(visit), "ScraperSky", obey=obey)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, False), (401, True), (403, True), (404, True), (429, True), (500, False), (503, False)],
)
def test_the_status_decides_where_there_are_no_rules(visit: Visit, site: Site, status: int, allowed: bool) -> None:
    site.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /", status, "text/plain")

    assert book(visit).allows(HOME) is allowed


def test_robots_txt_is_fetched_once_for_an_origin(visit: Visit, site: Site) -> None:
    rules = book(visit)

    assert all(rules.allows(HOME + str(number)) for number in range(5))
    assert site.paths == ["/robots.txt"]


def test_redirects_are_followed_to_another_host_and_a_circle_means_there_are_no_rules(visit: Visit, site: Site) -> None:
    site.answers["a.farm.test/robots.txt"] = moved("http://b.farm.test/rules")
    site.answers["b.farm.test/rules"] = answer("User-agent: *\nDisallow: /x", content_type="text/plain")
    site.answers["c.farm.test/robots.txt"] = moved("/robots.txt")
    rules = book(visit)

    assert not rules.allows(HOME + "x")
    assert rules.allows("http://c.farm.test/x")


def test_a_server_that_fails_is_not_read(visit: Visit, site: Site) -> None:
    site.answers["/robots.txt"] = lambda site, connection: None

    assert not book(visit).allows(HOME)


def test_only_the_beginning_of_a_giant_file_is_read(visit: Visit, site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /x\n"
    site.answers["/robots.txt"] = answer(rules + b"#" * MAX_BYTES + b"\nDisallow: /y", content_type="text/plain")

    rules_book = book(visit)

    assert not rules_book.allows(HOME + "x")
    assert rules_book.allows(HOME + "y")


def test_the_rules_of_ever_more_hosts_are_not_fetched(visit: Visit, site: Site) -> None:
    rules = book(visit)

    assert [rules.allows(f"http://{name}.farm.test/") for name in "abcde"] == [True, True, True, False, False]
    assert len(site.asked) == 3


def test_nothing_is_fetched_when_robots_txt_is_not_to_be_obeyed(visit: Visit, site: Site) -> None:
    site.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /", content_type="text/plain")

    assert book(visit, obey=False).allows(HOME)
    assert site.asked == []


def test_each_request_is_written_down(make_fetcher: Callable[..., Fetcher], site: Site) -> None:
    with make_fetcher().visit(monotonic_seconds() + 10) as visit:
        journal = Journal(visit)
        RobotsBook(journal, "ScraperSky", obey=True).allows(HOME)

    assert [(one.purpose, one.url, one.outcome, one.status, one.address) for one in journal.tries] == [
        ("robots", URL, Outcome.HTTP_4XX, 404, "127.0.0.1")
    ]
