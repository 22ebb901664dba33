import socket
from collections.abc import Callable

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.ladder import Landing, climb
from scraper_sky.settings import Settings
from tests.unit.scraping.conftest import Site, answer, moved

HOST = "a.farm.test"
PAGE = answer("<html><p>hello")


def climbed(fetcher: Fetcher, host: str = HOST, seconds: float = 10) -> tuple[Landing, tuple[Try, ...]]:
    with fetcher.visit(monotonic_seconds() + seconds) as visit:
        journal = Journal(visit)
        landing = climb(journal, host, 100_000, lambda response: b"Just a moment" in response.body)
    return landing, journal.tries


def test_https_at_the_bare_name_comes_first_and_ends_the_ladder(
    make_fetcher: Callable[..., Fetcher], site: Site, secure_site: Site
) -> None:
    secure_site.answers["/"] = PAGE

    landing, tries = climbed(make_fetcher(secure_site.port))

    assert (landing.outcome, landing.rung) == (Outcome.OK, "https_apex")
    assert [(one.rung, one.url, one.status) for one in tries] == [("https_apex", "https://a.farm.test/", 200)]
    assert site.asked == []


def test_the_rungs_are_tried_in_order_and_each_is_written_down(
    make_fetcher: Callable[..., Fetcher], site: Site, secure_site: Site
) -> None:
    secure_site.answers["/"] = answer("gone", 404)
    site.answers["a.farm.test/"] = answer("broken", 500)
    site.answers["www.a.farm.test/"] = PAGE

    landing, tries = climbed(make_fetcher(secure_site.port))

    assert (landing.outcome, landing.rung) == (Outcome.OK, "http_www")
    assert [(one.rung, one.outcome, one.status) for one in tries] == [
        ("https_apex", Outcome.HTTP_4XX, 404),
        ("https_www", Outcome.TLS_NAME_MISMATCH, None),
        ("http_apex", Outcome.HTTP_5XX, 500),
        ("http_www", Outcome.OK, 200),
    ]


@pytest.mark.parametrize("status", [200, 204, 401, 403, 429, 451])
def test_a_usable_answer_ends_the_ladder_even_if_it_says_no(
    make_fetcher: Callable[..., Fetcher], site: Site, status: int
) -> None:
    site.answers["/"] = answer("<html>x", status)

    landing, tries = climbed(make_fetcher())

    assert (landing.outcome, landing.rung) == (Outcome.OK, "http_apex")
    assert landing.response is not None and landing.response.status == status
    assert len(tries) == 3


def test_an_error_page_that_is_a_check_for_humans_is_an_answer(
    make_fetcher: Callable[..., Fetcher], site: Site
) -> None:
    site.answers["/"] = answer("<html><title>Just a moment...", 503)

    landing, _ = climbed(make_fetcher())

    assert (landing.outcome, landing.rung) == (Outcome.OK, "http_apex")


def test_the_most_telling_failure_is_reported(make_fetcher: Callable[..., Fetcher], site: Site) -> None:
    fetcher = make_fetcher()
    expected = []
    for raw, outcome in (
        (b"", Outcome.CONNECTION_RESET),
        (b"SSH-2.0-OpenSSH\r\n", Outcome.PROTOCOL_ERROR),
        (answer("x", 503), Outcome.HTTP_5XX),
        (answer("x", 410), Outcome.HTTP_4XX),
        (moved("/"), Outcome.REDIRECT_LOOP),
    ):
        site.answers["/"] = (lambda data: lambda site, connection: connection.sendall(data))(raw)
        expected.append((climbed(fetcher)[0].outcome, outcome))

    assert [got for got, _ in expected] == [outcome for _, outcome in expected]


def test_a_fault_of_tls_says_more_than_a_refused_connection(secure_site: Site, dead_port: int) -> None:
    environ = {
        "SCRAPERSKY_CONNECT_TO": f"*:443=127.0.0.1:{secure_site.port},*:80=127.0.0.1:{dead_port}",
        "SCRAPERSKY_ALLOW_NETWORKS": "127.0.0.0/8",
    }
    fetcher = Fetcher(Settings.from_env(environ))

    landing, tries = climbed(fetcher)
    fetcher.close()

    assert landing.outcome is Outcome.TLS_SELF_SIGNED
    assert [one.outcome for one in tries] == [Outcome.TLS_SELF_SIGNED] * 2 + [Outcome.CONNECT_REFUSED] * 2


def names(**answers: int) -> Callable[[str], list[str]]:
    def look_up(host: str) -> list[str]:
        raise socket.gaierror(answers.get(host.partition(".")[0], socket.EAI_NONAME), "whatever")

    return look_up


def test_a_domain_does_not_exist_if_neither_of_its_names_does() -> None:
    settings = Settings.from_env({})
    fetcher = Fetcher(settings, names())
    other = Fetcher(settings, names(www=socket.EAI_AGAIN))

    assert climbed(fetcher)[0].outcome is Outcome.NXDOMAIN
    assert len(climbed(fetcher)[1]) == 4
    assert climbed(other)[0].outcome is Outcome.DNS_FAILURE
    fetcher.close()
    other.close()


def test_a_name_that_leads_inside_ends_the_ladder_at_once() -> None:
    fetcher = Fetcher(Settings.from_env({}), lambda host: ["10.0.0.1"])

    landing, tries = climbed(fetcher)
    fetcher.close()

    assert (landing.outcome, len(tries)) == (Outcome.BLOCKED_ADDRESS, 1)
    assert "10.0.0.1" not in repr(tries)


def test_the_end_of_the_time_ends_the_ladder(make_fetcher: Callable[..., Fetcher], site: Site) -> None:
    site.answers["/"] = lambda site, connection: bool(site.closing.wait(20))

    landing, tries = climbed(make_fetcher(), seconds=0.3)

    assert landing.outcome is Outcome.TIME_BUDGET
    assert len(tries) == 3


class TestForwarding:
    def test_a_domain_that_only_forwards_is_told_with_where_to_and_nothing_is_read_there(
        self, make_fetcher: Callable[..., Fetcher], site: Site
    ) -> None:
        site.answers["a.farm.test/"] = moved("http://other.test/welcome")
        site.answers["other.test/welcome"] = answer("<html>" + "x" * 90_000)

        landing, tries = climbed(make_fetcher())

        assert landing.outcome is Outcome.REDIRECTED_OFFSITE
        assert landing.forwards_to == "http://other.test/welcome"
        assert landing.response is None
        assert tries[-1].outcome is Outcome.REDIRECTED_OFFSITE
        assert tries[-1].redirects == ("http://other.test/welcome",)
        assert tries[-1].bytes_read < 70_000

    @pytest.mark.parametrize("target", ["http://www.a.farm.test/x", "http://a.farm.test/x", "http://farm.test/x"])
    def test_a_way_round_over_another_site_is_no_forwarding(
        self, make_fetcher: Callable[..., Fetcher], site: Site, target: str
    ) -> None:
        site.answers["a.farm.test/"] = moved("http://other.test/consent")
        site.answers["other.test/consent"] = moved(target)
        site.answers["/x"] = PAGE

        landing, _ = climbed(make_fetcher())

        assert landing.outcome is Outcome.OK
        assert landing.response is not None and landing.response.url == target

    def test_a_sister_on_a_shared_domain_is_another_site(
        self, make_fetcher: Callable[..., Fetcher], site: Site
    ) -> None:
        site.answers["a.farm.test/"] = moved("http://b.farm.test/")
        site.answers["b.farm.test/"] = PAGE

        assert climbed(make_fetcher())[0].outcome is Outcome.REDIRECTED_OFFSITE

    def test_a_target_that_does_not_answer_is_still_where_it_forwards_to(
        self, make_fetcher: Callable[..., Fetcher], site: Site
    ) -> None:
        site.answers["a.farm.test/"] = moved("https://other.test/")

        landing, tries = climbed(make_fetcher())

        assert landing.outcome is Outcome.REDIRECTED_OFFSITE
        assert landing.forwards_to == "https://other.test/"
        assert "could not be reached" in tries[-1].detail

    def test_forwarding_to_an_address_inside_is_blocked(self, make_fetcher: Callable[..., Fetcher], site: Site) -> None:
        site.answers["a.farm.test/"] = moved("http://10.0.0.1/")

        landing, tries = climbed(make_fetcher())

        assert (landing.outcome, landing.forwards_to) == (Outcome.BLOCKED_ADDRESS, None)
        assert "10.0.0.1" not in repr(tries)
