import socket
import time
from collections.abc import Callable

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import Fact, Method, Report
from scraper_sky.scraping.crawl import scan_site
from scraper_sky.scraping.fetch import Fetcher
from tests.unit.scraping.conftest import Answer, Site, answer, moved

HOST = "a.farm.test"
HOME = "http://a.farm.test/"
TEXT = "We are a small bakery in the old town and have baked bread here since the year 1902. " * 5

Scan = Callable[..., Report]


def page(title: str, body: str = TEXT, head: str = "") -> bytes:
    return answer(f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>")


def links(*paths: str) -> str:
    return TEXT + "".join(f'<p><a href="{path}">{path.strip("/") or "start"}</a></p>' for path in paths)


def facts(report: Report) -> dict[str, str]:
    return {fact.name: fact.value for fact in reversed(report.facts)}


@pytest.fixture
def scan(make_fetcher: Callable[..., Fetcher], site: Site) -> Scan:
    """Scans a.farm.test, which is served on port 80 with the given answers by path."""

    def run(answers: dict[str, Answer], max_pages: int = 10, host: str = HOST, **environ: str) -> Report:
        site.answers |= answers
        return scan_site(host, make_fetcher(**environ), max_pages=max_pages)

    return run


def test_a_site_is_found_read_and_reported_whole(scan: Scan, site: Site) -> None:
    report = scan(
        {
            "/robots.txt": answer("Sitemap: /map.xml", content_type="text/plain"),
            "/map.xml": answer(f"<urlset><url><loc>{HOME}from-map</loc></url></urlset>", content_type="text/xml"),
            "/": page("Bakery", links("/news", "/contact", "/impressum", "/missing")),
            "/contact": page("Contact", TEXT + "Write to info@a.farm.test"),
            "/impressum": page("Imprint"),
            "/from-map": page("From the map"),
            "/news": page("News"),
        }
    )

    assert (report.domain, report.outcome) == (HOST, Outcome.OK)
    assert (report.answered_url, report.answered_rung) == (HOME, "http_apex")
    assert report.liveness is Liveness.LIVE
    assert [(visit.chosen_for, visit.title, visit.status) for visit in report.pages] == [
        ("home", "Bakery", 200),
        ("contact", "Contact", 200),
        ("imprint", "Imprint", 200),
        ("sitemap", "From the map", 200),
        ("link", "News", 200),
    ]
    assert "info@a.farm.test" in [contact.value for contact in report.contacts]
    assert [(one.url, one.kind, one.url_count, one.found_by) for one in report.sitemaps] == [
        (HOME + "map.xml", "urlset", 1, "robots")
    ]
    assert facts(report)["title"] == "Bakery"
    assert "robots" in facts(report)
    assert [one.purpose for one in report.tries] == ["ladder"] * 3 + ["robots", "sitemap"] + ["page"] * 5
    assert report.tries[-1].outcome is Outcome.HTTP_4XX
    assert report.bytes_read == sum(one.bytes_read for one in report.tries) > 0
    assert report.milliseconds >= sum(one.milliseconds for one in report.tries) - len(report.tries)
    assert site.connections == 1


def test_no_more_pages_are_read_than_asked_for(scan: Scan, site: Site) -> None:
    answers = {f"/{number}": page(f"Page {number}") for number in range(9)}

    report = scan(answers | {"/": page("Home", links(*answers))}, max_pages=3)

    assert [visit.final_url for visit in report.pages] == [HOME, HOME + "0", HOME + "1"]


def test_links_of_further_pages_are_followed(scan: Scan) -> None:
    report = scan({"/": page("a", links("/b")), "/b": page("b", links("/c", "/")), "/c": page("c", links("/"))})

    assert [visit.title for visit in report.pages] == ["a", "b", "c"]


class TestRobots:
    def test_a_site_that_asks_not_to_be_read_is_not(self, scan: Scan, site: Site) -> None:
        report = scan(
            {"/robots.txt": answer("User-agent: *\nDisallow: /", content_type="text/plain"), "/": page("Secret")}
        )

        assert report.outcome is Outcome.ROBOTS_DISALLOWED
        assert site.paths == ["/", "/robots.txt"]
        assert (report.pages, report.contacts, report.technologies) == ((), (), ())
        assert "Secret" not in repr(report)

    def test_a_robots_txt_that_cannot_be_had_is_one_that_forbids(self, scan: Scan) -> None:
        report = scan({"/robots.txt": answer("", 503), "/": page("Home")})

        assert report.outcome is Outcome.ROBOTS_DISALLOWED
        assert "503" in report.detail

    def test_it_is_asked_for_every_page(self, scan: Scan, site: Site) -> None:
        report = scan(
            {
                "/robots.txt": answer("User-agent: ScraperSky\nDisallow: /private", content_type="text/plain"),
                "/": page("Home", links("/private/contact", "/about")),
                "/about": page("About"),
            }
        )

        assert [visit.title for visit in report.pages] == ["Home", "About"]
        assert "/private/contact" not in site.paths
        assert ("page", Outcome.ROBOTS_DISALLOWED) in [(one.purpose, one.outcome) for one in report.tries]

    def test_the_rules_that_count_are_those_of_the_host_that_answered(self, scan: Scan) -> None:
        report = scan(
            {
                "a.farm.test/robots.txt": answer("User-agent: *\nDisallow: /", content_type="text/plain"),
                "a.farm.test/": moved("http://www.a.farm.test/"),
                "www.a.farm.test/": page("Home"),
            }
        )

        assert report.outcome is Outcome.OK
        assert report.redirects == ("http://www.a.farm.test/",)

    def test_a_setting_switches_it_off(self, scan: Scan, site: Site) -> None:
        report = scan(
            {"/robots.txt": answer("User-agent: *\nDisallow: /", content_type="text/plain"), "/": page("Home")},
            obey_robots="false",
        )

        assert report.outcome is Outcome.OK


class TestOutcomes:
    @pytest.mark.parametrize(
        ("status", "outcome"),
        [
            (401, Outcome.HTTP_4XX),
            (403, Outcome.HTTP_403_BLOCKED),
            (404, Outcome.HTTP_4XX),
            (410, Outcome.HTTP_4XX),
            (429, Outcome.HTTP_429_RATE_LIMITED),
            (451, Outcome.HTTP_4XX),
            (500, Outcome.HTTP_5XX),
            (503, Outcome.HTTP_5XX),
        ],
    )
    def test_a_status_that_says_no_is_the_outcome(self, scan: Scan, status: int, outcome: Outcome) -> None:
        report = scan({"/": answer("<html><p>no", status, Retry_After="120")})

        assert report.outcome is outcome
        assert report.retry_after_seconds == 120
        assert str(status) in report.detail
        assert report.answered_url == HOME

    @pytest.mark.parametrize("status", [200, 403, 503])
    def test_a_check_for_humans_is_recognized_whatever_its_status(self, scan: Scan, status: int) -> None:
        body = (
            "<!doctype html><html><head><title>Just a moment...</title></head><body>"
            '<div id="challenge-error-text">Enable JavaScript and cookies to continue</div>'
            '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>'
        )

        report = scan({"/": answer(body, status, Server="cloudflare", Cf_Mitigated="challenge")})

        assert (report.outcome, report.liveness) == (Outcome.CHALLENGE, Liveness.CHALLENGE)
        assert report.pages == ()

    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            (b"%PDF-1.7 " + bytes(5_000_000), "application/pdf"),
            (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "text/html"),
            (b'{"hello": "world"}', "application/json"),
            (b"just some words", "text/plain"),
            (b"just some words", None),
            (b"<rss><channel></channel></rss>", "application/rss+xml"),
        ],
    )
    def test_what_is_no_page_is_not_read(self, scan: Scan, body: bytes, content_type: str | None) -> None:
        report = scan({"/": answer(body, content_type=content_type)})

        assert report.outcome is Outcome.NOT_HTML
        assert report.bytes_read < 300_000

    @pytest.mark.parametrize(
        "content_type", [None, "application/octet-stream", "text/plain", "html", "application/xml"]
    )
    def test_a_page_without_its_proper_type_is_read_all_the_same(self, scan: Scan, content_type: str | None) -> None:
        report = scan({"/": answer("<!DOCTYPE html><html><title>x</title><p>" + TEXT, content_type=content_type)})

        assert report.outcome is Outcome.OK

    @pytest.mark.parametrize("body", ["", " \n", "<html><body></body></html>", "<!-- nothing -->"])
    def test_a_page_with_nothing_on_it_is_empty(self, scan: Scan, body: str) -> None:
        report = scan({"/": answer(body)})

        assert (report.outcome, report.liveness) == (Outcome.EMPTY, Liveness.EMPTY)

    def test_a_home_page_beyond_the_limit_is_too_large(self, scan: Scan) -> None:
        report = scan({"/": page("Home", "abcdefgh" * 10_000)}, max_body_bytes="20000")

        assert report.outcome is Outcome.TOO_LARGE

    def test_a_site_that_does_not_answer_is_a_report(self, scan: Scan) -> None:
        report = scan({"/": lambda site, connection: None})

        assert report.outcome is Outcome.CONNECTION_RESET
        assert (report.answered_url, report.answered_rung, report.liveness) == (None, None, None)

    def test_a_domain_that_forwards_is_told_with_where_to(self, scan: Scan, site: Site) -> None:
        report = scan(
            {"a.farm.test/": moved("http://other.test/"), "other.test/": page("Other", TEXT + "info@other.test")}
        )

        assert report.outcome is Outcome.REDIRECTED_OFFSITE
        assert facts(report)["redirects_to"] == "http://other.test/"
        assert report.redirects == ("http://other.test/",)
        assert (report.contacts, report.pages) == ((), ())

    @pytest.mark.parametrize("host", ["localhost", "redis", "x" * 260 + ".test", "a..test", "exa mple.test", ""])
    def test_a_name_that_was_never_a_domain_is_still_only_a_report(self, scan: Scan, host: str) -> None:
        assert scan({}, host=host).outcome in (Outcome.BLOCKED_ADDRESS, Outcome.PROTOCOL_ERROR)


class TestRefresh:
    @staticmethod
    def refresh(target: str) -> bytes:
        return answer(f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head><body></body></html>')

    def test_a_page_that_only_sends_one_on_is_followed(self, scan: Scan) -> None:
        report = scan({"/": self.refresh("/de/"), "/de/": page("Startseite")})

        assert report.outcome is Outcome.OK
        assert [visit.title for visit in report.pages] == ["Startseite"]
        assert (report.answered_url, report.redirects) == (HOME + "de/", (HOME + "de/",))

    def test_it_is_judged_like_any_other_hop(self, scan: Scan) -> None:
        report = scan({"/": self.refresh("http://10.0.0.1/")})

        assert report.outcome is Outcome.BLOCKED_ADDRESS
        assert report.redirects == ()

    def test_it_may_lead_to_another_site(self, scan: Scan) -> None:
        report = scan({"a.farm.test/": self.refresh("http://other.test/"), "other.test/": page("Other")})

        assert report.outcome is Outcome.REDIRECTED_OFFSITE
        assert facts(report)["redirects_to"] == "http://other.test/"

    def test_it_is_followed_once(self, scan: Scan, site: Site) -> None:
        report = scan({"/": self.refresh("/b"), "/b": self.refresh("/c"), "/c": page("c")}, max_pages=1)

        assert report.outcome in (Outcome.OK, Outcome.EMPTY)
        assert "/c" not in site.paths

    def test_a_page_with_something_to_say_is_read_itself(self, scan: Scan) -> None:
        head = '<meta http-equiv="refresh" content="0; url=/b">'

        report = scan({"/": page("Home", head=head), "/b": page("b")}, max_pages=1)

        assert [visit.title for visit in report.pages] == ["Home"]


def test_the_time_of_the_home_page_is_that_of_its_own_answer(scan: Scan) -> None:
    def slow(site: Site, connection: socket.socket) -> None:
        time.sleep(0.3)
        connection.sendall(page("Home"))

    report = scan({"/": slow})

    assert report.pages[0].milliseconds >= 300


class TestOtherPages:
    def test_a_page_that_fails_does_not_fail_the_site(self, scan: Scan) -> None:
        def broken(site: Site, connection: socket.socket) -> None:
            connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        report = scan(
            {
                "/": page("Home", links("/contact", "/about", "/team", "/file", "/elsewhere", "/big", "/news")),
                "/contact": broken,
                "/about": answer("x", 500),
                "/team": moved("http://10.0.0.1/"),
                "/file": answer(b"%PDF-1.7", content_type="application/pdf"),
                "/elsewhere": moved("http://other.test/"),
                "other.test/": page("Other", "info@other.test"),
                "/big": page("Big", "x" * 200_000),
                "/news": page("News"),
            },
            max_body_bytes="100000",
        )

        assert report.outcome is Outcome.OK
        assert [visit.title for visit in report.pages] == ["Home", "News"]
        assert [one.outcome for one in report.tries if one.purpose == "page"] == [
            Outcome.PROTOCOL_ERROR,
            Outcome.HTTP_5XX,
            Outcome.BLOCKED_ADDRESS,
            Outcome.NOT_HTML,
            Outcome.REDIRECTED_OFFSITE,
            Outcome.TOO_LARGE,
            Outcome.OK,
        ]
        assert "info@other.test" not in repr(report)

    def test_a_site_whose_pages_all_fail_is_soon_left_alone(self, scan: Scan, site: Site) -> None:
        scan({"/": page("Home", links(*(f"/{number}" for number in range(100))))}, max_pages=100)

        assert len([path for path in site.paths if path[1:].isdigit()]) == 6

    def test_pages_that_robots_txt_keeps_us_from_are_not_listed_without_end(self, scan: Scan, site: Site) -> None:
        report = scan(
            {
                "/robots.txt": answer("User-agent: *\nDisallow: /x", content_type="text/plain"),
                "/": page("Home", links(*(f"/x{number}" for number in range(300)))),
            },
            max_pages=100,
        )

        assert len(report.tries) < 40
        assert site.paths == ["/", "/robots.txt", "/sitemap.xml"]

    def test_a_server_that_asks_us_to_slow_down_is_left_alone(self, scan: Scan, site: Site) -> None:
        report = scan({"/": page("Home", links("/a", "/b")), "/a": answer("", 429), "/b": page("b")})

        assert report.outcome is Outcome.OK
        assert "/b" not in site.paths
        assert "slow down" in report.detail

    def test_a_page_that_turns_out_to_be_one_read_before_counts_once(self, scan: Scan) -> None:
        report = scan({"/": page("Home", links("/a", "/b")), "/a": moved("/"), "/b": page("b")})

        assert [visit.final_url for visit in report.pages] == [HOME, HOME + "b"]

    def test_links_that_are_not_to_be_followed_are_not(self, scan: Scan, site: Site) -> None:
        body = TEXT + '<a rel="nofollow" href="/a">a</a>'

        scan({"/": page("Home", body, '<meta name="robots" content="index">'), "/a": page("a")})
        scan({"/": page("Home", links("/a"), '<meta name="robots" content="nofollow">'), "/a": page("a")})

        assert "/a" not in site.paths

    def test_when_the_time_is_up_what_was_read_stands(self, scan: Scan, site: Site) -> None:
        def silent(site: Site, connection: socket.socket) -> None:
            site.closing.wait(20)

        started = monotonic_seconds()

        report = scan({"/": page("Home", links("/a", "/b")), "/a": silent}, domain_seconds="1.5", read_seconds="10")

        assert report.outcome is Outcome.OK
        assert [visit.title for visit in report.pages] == ["Home"]
        assert "time" in report.detail
        assert monotonic_seconds() - started < 8  # neither the 10 s of a read nor the 20 s of the site


def test_a_scan_of_a_site_that_drips_ends_in_time(scan: Scan) -> None:
    def drip(site: Site, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not site.closing.wait(0.05):
            connection.sendall(b"x")

    started = monotonic_seconds()

    report = scan({"/": drip}, domain_seconds="1")

    assert report.outcome is Outcome.TIME_BUDGET
    assert monotonic_seconds() - started < 20  # the site would drip for ever


def test_what_robots_txt_said_is_a_fact(scan: Scan) -> None:
    report = scan({"/": page("Home")}, max_pages=1)

    assert [fact for fact in report.facts if fact.name == "robots"] == [
        Fact(
            "robots",
            "There is no robots.txt (status 404): everything may be read.",
            HOME + "robots.txt",
            Method.ROBOTS,
        )
    ]
