import datetime
import socket
import ssl
from collections.abc import Callable, Iterator

import pytest
import trustme

from scraper_sky.clock import monotonic_seconds, utc_now
from scraper_sky.errors import BadSettings
from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.tls import shared_context
from tests.unit.scraping.conftest import Site, answer, server_context


@pytest.fixture
def served() -> Iterator[Callable[[ssl.SSLContext | None], Site]]:
    """Makes servers of port 443."""
    made: list[Site] = []

    def serve(context: ssl.SSLContext | None) -> Site:
        made.append(Site(context, {"/": answer("secret")}))
        return made[-1]

    yield serve
    for site in made:
        site.close()


def failure_at(fetcher: Fetcher, seconds: float = 10) -> FetchFailed:
    with fetcher.visit(monotonic_seconds() + seconds) as visit, pytest.raises(FetchFailed) as failure:
        visit.get("https://a.farm.test/", max_bytes=1_000)
    return failure.value


def test_a_page_is_read_over_tls_under_its_name(
    make_fetcher: Callable[..., Fetcher], secure_site: Site, good_context: ssl.SSLContext
) -> None:
    names: list[str | None] = []
    good_context.sni_callback = lambda connection, name, context: names.append(name)
    secure_site.answers["/"] = answer("secret")
    with make_fetcher(secure_site.port).visit(monotonic_seconds() + 10) as visit:
        bodies = [visit.get("https://a.farm.test/", max_bytes=1_000).body for _ in range(3)]
    good_context.sni_callback = None

    assert bodies == [b"secret"] * 3
    assert names == ["a.farm.test"]
    assert (secure_site.connections, secure_site.asked[0].host) == (1, "a.farm.test")


def test_the_faults_of_certificates_are_told_apart(
    make_fetcher: Callable[..., Fetcher], served: Callable[[ssl.SSLContext | None], Site], authority: trustme.CA
) -> None:
    now = utc_now()
    day = datetime.timedelta(days=1)
    contexts = {
        Outcome.TLS_EXPIRED: server_context(authority, "*.farm.test", not_before=now - 9 * day, not_after=now - day),
        Outcome.TLS_NAME_MISMATCH: server_context(authority, "other.test"),
        Outcome.TLS_SELF_SIGNED: server_context(trustme.CA(), "*.farm.test"),
        Outcome.TLS_FAILURE: server_context(authority, "*.farm.test", not_before=now + day, not_after=now + 9 * day),
    }
    words = {
        Outcome.TLS_EXPIRED: "expired",
        Outcome.TLS_NAME_MISMATCH: "not made out to a.farm.test",
        Outcome.TLS_SELF_SIGNED: "authority",
        Outcome.TLS_FAILURE: "not valid yet",
    }
    for outcome, context in contexts.items():
        site = served(context)

        failure = failure_at(make_fetcher(site.port))

        assert failure.outcome is outcome
        assert words[outcome] in failure.detail
        assert site.asked == []


def test_a_server_without_tls_on_its_port_is_named(
    make_fetcher: Callable[..., Fetcher], served: Callable[[ssl.SSLContext | None], Site]
) -> None:
    plain = served(None)
    plain.answers = {}

    def banner(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        connection.close()

    plain._serve = banner  # type: ignore[method-assign]

    failure = failure_at(make_fetcher(plain.port))

    assert failure.outcome is Outcome.TLS_FAILURE
    assert "does not speak TLS" in failure.detail


def test_a_server_with_an_old_version_of_tls_is_named(
    make_fetcher: Callable[..., Fetcher], served: Callable[[ssl.SSLContext | None], Site], authority: trustme.CA
) -> None:
    context = server_context(authority, "*.farm.test")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1_1
    with pytest.warns(DeprecationWarning):
        context.maximum_version = ssl.TLSVersion.TLSv1_1

    failure = failure_at(make_fetcher(served(context).port))

    assert failure.outcome is Outcome.TLS_FAILURE
    assert "out of date" in failure.detail


def test_a_server_that_hangs_up_in_the_handshake_is_named(
    make_fetcher: Callable[..., Fetcher], served: Callable[[ssl.SSLContext | None], Site]
) -> None:
    site = served(None)
    site._serve = lambda connection: connection.close()  # type: ignore[method-assign]

    assert failure_at(make_fetcher(site.port)).outcome is Outcome.TLS_FAILURE


def test_a_handshake_that_never_comes_ends_in_time(
    make_fetcher: Callable[..., Fetcher], served: Callable[[ssl.SSLContext | None], Site]
) -> None:
    site = served(None)

    def silent(connection: socket.socket) -> None:
        site.closing.wait(20)
        connection.close()

    site._serve = silent  # type: ignore[method-assign]

    assert failure_at(make_fetcher(site.port, connect_seconds="0.2")).outcome is Outcome.CONNECT_TIMEOUT
    assert failure_at(make_fetcher(site.port), seconds=0.2).outcome is Outcome.TIME_BUDGET


def test_a_file_of_authorities_that_is_none_is_a_bad_setting(tmp_path: object) -> None:
    with pytest.raises(BadSettings, match="SCRAPERSKY_CA_FILE"):
        shared_context(f"{tmp_path}/missing.pem")
