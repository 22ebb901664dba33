import gzip
import os
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.answer import Response, retry_after_seconds
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.fetch import Fetcher, Visit
from scraper_sky.settings import Settings
from tests.unit.scraping.conftest import Site, answer, moved, zipped

URL = "http://a.farm.test/"


def fail(visit: Visit, url: str = URL, max_bytes: int = 100_000) -> FetchFailed:
    with pytest.raises(FetchFailed) as failure:
        visit.get(url, max_bytes=max_bytes)
    return failure.value


def get(visit: Visit, url: str = URL, max_bytes: int = 100_000) -> Response:
    return visit.get(url, max_bytes=max_bytes)


def test_a_page_is_fetched_under_its_name_from_the_pinned_address(visit: Visit, site: Site) -> None:
    site.answers["/a?b=c"] = answer("<p>hello", Server="nginx")

    response = get(visit, "http://A.farm.test:80/a?b=c#d")

    assert (response.status, response.body, response.is_complete) == (200, b"<p>hello", True)
    assert (response.url, response.address) == ("http://a.farm.test/a?b=c", "127.0.0.1")
    assert (response.headers["server"], response.content_type) == ("nginx", "text/html")
    assert site.asked[0].host == "a.farm.test"
    assert site.asked[0].headers["user-agent"].startswith("ScraperSky/")
    assert site.asked[0].headers["accept-encoding"] == "gzip, deflate"


def test_the_pages_of_a_host_share_a_connection_and_visits_share_none(
    make_fetcher: Callable[..., Fetcher], site: Site
) -> None:
    site.answers["/"] = zipped(b"<p>hello")
    fetcher = make_fetcher()

    for _ in range(2):
        with fetcher.visit(monotonic_seconds() + 10) as visit:
            assert [get(visit).body for _ in range(4)] == [b"<p>hello"] * 4

    assert site.connections == 2


def test_a_kept_connection_that_the_server_closed_is_replaced(visit: Visit, site: Site) -> None:
    def once(site: Site, connection: socket.socket) -> None:
        connection.sendall(answer("first"))
        connection.recv(65536)  # the second request is taken and the connection closed without a word

    site.answers["/"] = once
    assert get(visit).body == b"first"
    site.answers["/"] = answer("second")

    assert get(visit).body == b"second"
    assert site.connections == 2


def test_nothing_is_taken_from_the_environment(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch, dead_port: int
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{dead_port}")
    site.answers["/"] = answer("direct")

    assert get(visit).body == b"direct"


class TestRedirects:
    def test_they_are_followed_hop_by_hop(self, visit: Visit, site: Site) -> None:
        site.answers["a.farm.test/"] = moved("http://b.farm.test/x?y#z", 302)
        site.answers["b.farm.test/x?y"] = moved("../end", 308)
        site.answers["b.farm.test/end"] = answer("arrived")

        response = get(visit)

        assert response.body == b"arrived"
        assert response.redirects == ("http://b.farm.test/x?y", "http://b.farm.test/end")
        assert response.url == response.redirects[-1]

    def test_a_location_in_utf8_or_with_a_unicode_host_is_understood(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = moved("//bücher.farm.test/größe".encode().decode("latin-1"))
        site.answers["xn--bcher-kva.farm.test/gr%C3%B6%C3%9Fe"] = answer("arrived")

        assert get(visit).body == b"arrived"

    @pytest.mark.parametrize(
        "target",
        [
            "http://10.0.0.1/secret", "http://169.254.169.254/latest/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
            "http://2852039166/", "http://localhost/", "http://redis/", "//metadata.google.internal/",
            "http://a.farm.test:8080/", "http://a.farm.test:22/", "ftp://a.farm.test/", "file:///etc/passwd",
            "gopher://a.farm.test/", "javascript:alert(1)",
        ],
    )  # fmt: skip
    def test_a_hop_to_where_nobody_may_go_is_not_made_and_not_told(self, visit: Visit, site: Site, target: str) -> None:
        site.answers["/"] = moved("http://b.farm.test/")
        site.answers["b.farm.test/"] = moved(target)

        failure = fail(visit)

        assert failure.outcome is Outcome.BLOCKED_ADDRESS
        assert failure.redirects == ("http://b.farm.test/",)
        assert target not in failure.detail and "10.0.0.1" not in failure.detail
        assert len(site.asked) == 2

    def test_a_circle_is_recognized(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = moved("/b")
        site.answers["/b"] = moved("/")

        assert fail(visit).outcome is Outcome.REDIRECT_LOOP
        assert len(site.asked) == 2

    def test_no_more_are_followed_than_the_setting_allows(
        self, make_fetcher: Callable[..., Fetcher], site: Site
    ) -> None:
        for number in range(10):
            site.answers["/" if number == 0 else f"/{number}"] = moved(f"/{number + 1}")
        with make_fetcher(max_redirects="3").visit(monotonic_seconds() + 10) as visit:
            failure = fail(visit)

        assert failure.outcome is Outcome.REDIRECT_LOOP
        assert site.paths == ["/", "/1", "/2", "/3"]

    def test_a_page_that_sets_a_cookie_and_sends_one_to_itself_is_no_circle(self, visit: Visit, site: Site) -> None:
        def wall(site: Site, connection: socket.socket) -> None:
            known = "cookie" in site.asked[-1].headers
            connection.sendall(answer("inside") if known else moved("/", Set_Cookie="seen=1"))

        site.answers["/"] = wall

        assert get(visit).body == b"inside"

    @pytest.mark.parametrize("location", ["http://", "http://a b/", "//"])
    def test_a_location_that_cannot_be_read_is_a_fault_of_the_server(
        self, visit: Visit, site: Site, location: str
    ) -> None:
        site.answers["/"] = moved(location)

        assert fail(visit).outcome is Outcome.PROTOCOL_ERROR

    def test_a_large_body_of_a_redirect_is_not_read(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = answer(b"x" * 20_000_000, 302, Location="/end")
        site.answers["/end"] = answer("arrived")

        assert get(visit).body == b"arrived"


class TestBodies:
    def test_a_page_larger_than_allowed_is_too_large(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = answer(os.urandom(200_000))

        failure = fail(visit)

        assert failure.outcome is Outcome.TOO_LARGE
        assert failure.bytes_read < 200_000

    def test_an_endless_page_is_too_large(self, visit: Visit, site: Site) -> None:
        def endless(site: Site, connection: socket.socket) -> None:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
            while not site.closing.is_set():
                connection.sendall(b"1000\r\n" + os.urandom(4096) + b"\r\n")

        site.answers["/"] = endless

        assert fail(visit).outcome is Outcome.TOO_LARGE

    def test_a_few_bytes_that_unpack_to_very_many_are_a_bomb(self, visit: Visit, site: Site) -> None:
        bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
        site.answers["/"] = answer(bomb, Content_Encoding="gzip, gzip")

        failure = fail(visit)

        assert failure.outcome is Outcome.DECOMPRESSION_BOMB
        assert failure.bytes_read < 300_000

    def test_what_may_be_cut_is_cut(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = answer(b"x" * 50_000)

        response = visit.get(URL, max_bytes=1_000, may_cut=True)

        assert response.body == b"x" * 1_000
        assert not response.is_complete

    def test_a_body_that_is_not_wanted_is_left_on_the_wire(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = answer(b"%PDF-1.7" + b"x" * 20_000_000, content_type="application/pdf")
        seen: list[tuple[str, bytes]] = []

        response = visit.get(
            URL, max_bytes=30_000_000, wants=lambda head, first: bool(seen.append((head.content_type, first[:8])))
        )

        assert seen == [("application/pdf", b"%PDF-1.7")]
        assert (response.body, response.is_complete) == (b"", False)
        assert response.bytes_read < 200_000

    def test_chunks_are_put_together(self, visit: Visit, site: Site) -> None:
        site.answers["/"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"

        assert get(visit).body == b"abcde"


RAW_FAULTS = {
    "an SSH banner": (b"SSH-2.0-OpenSSH_9.6\r\n", Outcome.PROTOCOL_ERROR),
    "HTTP 0.9": (b"<html>hello</html>", Outcome.PROTOCOL_ERROR),
    "nothing": (b"", Outcome.CONNECTION_RESET),
    "too many headers": (
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(500)) + b"\r\n",
        Outcome.PROTOCOL_ERROR,
    ),
    "a header that is too long": (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", Outcome.PROTOCOL_ERROR),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\nabcde", Outcome.PROTOCOL_ERROR),
    "a body cut off": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", Outcome.CONNECTION_RESET),
    "a bad chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", Outcome.PROTOCOL_ERROR),
    "chunks cut off": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", Outcome.CONNECTION_RESET),
    "no last chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", Outcome.CONNECTION_RESET),
    "no gzip": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", Outcome.PROTOCOL_ERROR),
    "brotli": (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc", Outcome.PROTOCOL_ERROR),
    "no status": (b"HTTP/1.1 hello\r\n\r\n", Outcome.PROTOCOL_ERROR),
    "status 999": (b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n", Outcome.PROTOCOL_ERROR),
    "status 103": (b"HTTP/1.1 103 Early\r\n\r\n", Outcome.PROTOCOL_ERROR),
}


@pytest.mark.parametrize("name", RAW_FAULTS)
def test_a_server_that_breaks_the_rules_is_named(visit: Visit, site: Site, name: str) -> None:
    raw, outcome = RAW_FAULTS[name]
    site.answers["/"] = lambda site, connection: connection.sendall(raw)

    failure = fail(visit)

    assert failure.outcome is outcome
    assert failure.address == "127.0.0.1"
    assert failure.detail.endswith(".")


def test_a_connection_that_is_reset_is_named(visit: Visit, site: Site) -> None:
    def reset(site: Site, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    site.answers["/"] = reset

    assert fail(visit).outcome is Outcome.CONNECTION_RESET


def test_a_closed_port_is_a_refused_connection(visit: Visit) -> None:
    assert fail(visit, "https://a.farm.test/").outcome is Outcome.CONNECT_REFUSED


def test_a_closed_port_is_asked_once_in_a_visit(visit: Visit) -> None:
    first, second = fail(visit, "https://a.farm.test/"), fail(visit, "https://www.a.farm.test/")

    assert (first.outcome, second.outcome) == (Outcome.CONNECT_REFUSED, Outcome.CONNECT_REFUSED)
    assert "not asked again" in second.detail and "not asked again" not in first.detail


@pytest.mark.parametrize("url", ["ftp://a.farm.test/", "http://", "nonsense", "http://a b/"])
def test_what_is_no_web_address_is_refused(visit: Visit, url: str) -> None:
    assert fail(visit, url).outcome is Outcome.PROTOCOL_ERROR


class TestTime:
    """Each of these servers would hold a client that trusts read timeouts for ever."""

    @staticmethod
    def drip(before: bytes) -> Callable[[Site, socket.socket], None]:
        def serve(site: Site, connection: socket.socket) -> None:
            connection.sendall(before)
            while not site.closing.wait(0.05):
                connection.sendall(b"x")

        return serve

    HEADERS = b"HTTP/1.1 200 OK\r\nX-Slow: "
    BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"

    @pytest.mark.parametrize("before", [b"", HEADERS, BODY, CHUNKS], ids=["status", "headers", "body", "chunk"])
    def test_the_end_of_the_visit_holds_against_a_server_that_drips(
        self, make_fetcher: Callable[..., Fetcher], site: Site, before: bytes
    ) -> None:
        site.answers["/"] = self.drip(before)
        started = monotonic_seconds()
        with make_fetcher().visit(started + 0.4) as visit:
            failure = fail(visit)

        assert failure.outcome is Outcome.TIME_BUDGET
        assert monotonic_seconds() - started < 20  # the server would drip for ever

    @pytest.mark.parametrize("before", [HEADERS, BODY], ids=["headers", "body"])
    def test_one_answer_may_not_take_the_time_of_the_whole_visit(
        self, make_fetcher: Callable[..., Fetcher], site: Site, before: bytes
    ) -> None:
        site.answers["/"] = self.drip(before)
        started = monotonic_seconds()
        with make_fetcher(read_seconds="0.2", connect_seconds="0.1").visit(started + 60) as visit:
            failure = fail(visit)

        assert failure.outcome is Outcome.READ_TIMEOUT
        assert monotonic_seconds() - started < 20  # of the 60 s of the visit

    def test_a_server_that_falls_silent_is_a_read_timeout(
        self, make_fetcher: Callable[..., Fetcher], site: Site
    ) -> None:
        site.answers["/"] = lambda site, connection: bool(site.closing.wait(20))
        with make_fetcher(read_seconds="0.2").visit(monotonic_seconds() + 60) as visit:
            assert fail(visit).outcome is Outcome.READ_TIMEOUT

    def test_a_server_that_takes_no_connection_is_a_connect_timeout_and_waited_for_once(self, ca_file: str) -> None:
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            waiting = [socket.socket() for _ in range(3)]
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(full.getsockname())
            settings = Settings.from_env(
                {
                    "SCRAPERSKY_CONNECT_TO": f"*:80=127.0.0.1:{full.getsockname()[1]}",
                    "SCRAPERSKY_ALLOW_NETWORKS": "127.0.0.0/8",
                    "SCRAPERSKY_CONNECT_SECONDS": "1",
                }
            )
            fetcher = Fetcher(settings)
            started = monotonic_seconds()
            with fetcher.visit(started + 60) as visit:
                outcomes = [fail(visit, url).outcome for url in (URL, "http://b.farm.test/", "http://c.farm.test/")]
            fetcher.close()
            for one in waiting:
                one.close()

        assert outcomes == [Outcome.CONNECT_TIMEOUT] * 3
        assert monotonic_seconds() - started < 2  # once, not three times

    def test_nothing_is_begun_after_the_end(self, make_fetcher: Callable[..., Fetcher], site: Site) -> None:
        with make_fetcher().visit(monotonic_seconds()) as visit:
            assert fail(visit).outcome is Outcome.TIME_BUDGET

        assert site.connections == 0


class TestNames:
    @staticmethod
    def fetcher(site: Site, names: Callable[[str], list[str]], port: int = 80) -> Fetcher:
        return Fetcher(Settings.from_env({"SCRAPERSKY_ALLOW_NETWORKS": "127.0.0.1/32"}), names)

    def test_a_name_is_looked_up_once_in_a_visit_whatever_it_answers_next(self, site: Site) -> None:
        answers = [["10.0.0.1"], ["127.0.0.1"]]
        fetcher = self.fetcher(site, lambda host: answers.pop(0))
        with fetcher.visit(monotonic_seconds() + 5) as visit:
            outcomes = [fail(visit, url).outcome for url in (URL, URL + "x")]
        fetcher.close()

        assert outcomes == [Outcome.BLOCKED_ADDRESS] * 2
        assert len(answers) == 1

    def test_no_socket_is_opened_for_a_name_with_one_forbidden_answer(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[object] = []
        monkeypatch.setattr(socket.socket, "connect", lambda self, address: opened.append(address))
        fetcher = self.fetcher(site, lambda host: ["1.1.1.1", "10.0.0.1"])
        with fetcher.visit(monotonic_seconds() + 5) as visit:
            failure = fail(visit)
        fetcher.close()

        assert failure.outcome is Outcome.BLOCKED_ADDRESS
        assert opened == []


def test_many_threads_share_one_fetcher(make_fetcher: Callable[..., Fetcher], site: Site) -> None:
    site.answers["/"] = zipped(b"<p>" + b"hello " * 2_000)
    fetcher = make_fetcher(domain_seconds="30")
    results: list[int] = []

    def work(number: int) -> None:
        with fetcher.visit(monotonic_seconds() + 20) as visit:
            for _ in range(3):
                results.append(len(get(visit, f"http://h{number}.farm.test/").body))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [12_003] * 180


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)

    assert retry_after_seconds("120") == 120
    assert 95 < (retry_after_seconds(later) or 0) <= 100
    assert retry_after_seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after_seconds("99999999999999999999999") == 30 * 86_400
    assert [retry_after_seconds(text) for text in ("", "soon", "-5", "1.5", "²")] == [None] * 5


def test_a_dated_retry_after_counts_from_the_date_of_the_answer(site: Site, visit: Visit) -> None:
    until = "Wed, 21 Oct 2015 07:30:00 GMT"
    site.answers["/"] = answer("busy", 503, Retry_After=until, Date="Wed, 21 Oct 2015 07:28:00 GMT")

    assert visit.get(URL, max_bytes=1_000).retry_after_seconds == 120
    assert retry_after_seconds(until, "Wed, 21 Oct 2015 07:31:00 GMT") == 0
    assert retry_after_seconds(until, "no date") == retry_after_seconds(until) == 0
    assert retry_after_seconds("60", "Wed, 21 Oct 2015 07:28:00 GMT") == 60
