import ipaddress
import socket
import threading
from collections.abc import Iterator

import pytest

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.guard import Guard
from scraper_sky.scraping.resolve import Pin, Resolver
from scraper_sky.scraping.urls import read_url
from scraper_sky.settings import ConnectTo


class Names:
    """A name server of our own: host to addresses, or to the error of getaddrinfo."""

    def __init__(self, **answers: list[str] | int) -> None:
        self.asked: list[str] = []
        self.release = threading.Event()
        self._answers = {name.replace("_", "."): answer for name, answer in answers.items()}

    def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        answer = self._answers.get(host, socket.EAI_NONAME)
        if host == "slow.example":
            self.release.wait(10)
        if isinstance(answer, int):
            raise socket.gaierror(answer, "whatever")
        return list(answer)


@pytest.fixture
def names() -> Iterator[Names]:
    made = Names(
        both_example=["2606:4700::1", "1.1.1.1", "8.8.8.8"],
        mixed_example=["1.1.1.1", "127.0.0.1"],
        inside_example=["10.1.2.3"],
        again_example=socket.EAI_AGAIN,
        broken_example=socket.EAI_FAIL,
        mail_example=socket.EAI_NODATA,
        none_example=[],
        redis=["1.1.1.1"],
        cache_internal=["1.1.1.1"],
    )
    yield made
    made.release.set()


def resolver(names: Names, *detours: ConnectTo, allowed: str = "") -> Resolver:
    networks = [ipaddress.ip_network(allowed)] if allowed else []
    return Resolver(Guard(networks), detours, names, threads=2)


def outcome_of(made: Resolver, url: str, seconds: float = 5) -> Outcome:
    with pytest.raises(FetchFailed) as failure:
        made.pins(read_url(url), seconds)
    assert not any(part in failure.value.detail for part in ("127.", "10.1", "1.1.1.1"))
    return failure.value.outcome


def test_ipv4_is_tried_before_ipv6(names: Names) -> None:
    pins = resolver(names).pins(read_url("https://both.example/"), 5)

    assert pins == (Pin("1.1.1.1", 443), Pin("8.8.8.8", 443), Pin("2606:4700::1", 443))


@pytest.mark.parametrize("host", ["mixed.example", "inside.example", "10.0.0.1", "[::1]", "169.254.169.254"])
def test_a_name_that_leads_inside_is_blocked_and_the_address_not_told(names: Names, host: str) -> None:
    assert outcome_of(resolver(names), f"http://{host}/") is Outcome.BLOCKED_ADDRESS


@pytest.mark.parametrize("host", ["redis", "cache.internal", "localhost"])
def test_a_name_from_inside_is_blocked_without_being_looked_up(names: Names, host: str) -> None:
    assert outcome_of(resolver(names, allowed="0.0.0.0/0"), f"http://{host}/") is Outcome.BLOCKED_ADDRESS
    assert names.asked == []


@pytest.mark.parametrize(
    ("host", "outcome"),
    [
        ("missing.example", Outcome.NXDOMAIN),
        ("again.example", Outcome.DNS_FAILURE),
        ("broken.example", Outcome.DNS_FAILURE),
        ("mail.example", Outcome.DNS_FAILURE),
        ("none.example", Outcome.DNS_FAILURE),
    ],
)
def test_a_name_that_does_not_exist_is_told_from_name_servers_that_fail(
    names: Names, host: str, outcome: Outcome
) -> None:
    assert outcome_of(resolver(names), f"https://{host}/") is outcome


def test_a_look_up_that_takes_too_long_is_given_up_and_others_go_on(names: Names) -> None:
    made = resolver(names)

    assert outcome_of(made, "http://slow.example/", seconds=0.05) is Outcome.DNS_FAILURE
    assert made.pins(read_url("http://both.example/"), 5)


def test_a_detour_is_taken_before_any_look_up_the_exact_one_first(names: Names) -> None:
    made = resolver(
        names,
        ConnectTo("*", 80, "127.0.0.1", 1),
        ConnectTo("*.example", 80, "127.0.0.1", 2),
        ConnectTo("a.example", 80, "127.0.0.1", 3),
        allowed="127.0.0.0/8",
    )

    assert made.pins(read_url("http://a.example/"), 5) == (Pin("127.0.0.1", 3),)
    assert made.pins(read_url("http://b.c.example/"), 5) == (Pin("127.0.0.1", 2),)
    assert made.pins(read_url("http://example.com/"), 5) == (Pin("127.0.0.1", 1),)
    assert names.asked == []


def test_a_detour_for_another_port_is_not_taken(names: Names) -> None:
    made = resolver(names, ConnectTo("*", 443, "127.0.0.1", 1))

    assert made.pins(read_url("http://both.example/"), 5)[0] == Pin("1.1.1.1", 80)


def test_where_a_detour_leads_is_judged_as_well(names: Names) -> None:
    made = resolver(names, ConnectTo("*", 80, "127.0.0.1", 1))

    assert outcome_of(made, "http://both.example/") is Outcome.BLOCKED_ADDRESS


def test_an_address_inside_is_blocked_even_if_a_detour_would_lead_elsewhere(names: Names) -> None:
    made = resolver(names, ConnectTo("*", 80, "1.1.1.1", 80))

    assert outcome_of(made, "http://10.0.0.1/") is Outcome.BLOCKED_ADDRESS
