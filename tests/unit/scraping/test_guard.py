import ipaddress
from pathlib import Path

import pytest

from scraper_sky.scraping.guard import Guard, is_internal_name

SAMPLES = Path(__file__).parents[2] / "samples" / "scraping"


def lines(name: str) -> list[str]:
    return [line for line in (SAMPLES / name).read_text().splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("address", lines("forbidden_addresses.txt"))
def test_no_address_outside_the_public_internet_is_let_through(address: str) -> None:
    assert not Guard().allows(address)


@pytest.mark.parametrize("address", lines("public_addresses.txt"))
def test_the_public_internet_is_let_through(address: str) -> None:
    assert Guard().allows(address)


def test_every_ipv4_address_stays_forbidden_when_it_is_hidden_in_ipv6() -> None:
    for address in lines("public_addresses.txt"):
        if ":" in address:
            continue
        number = int(ipaddress.IPv4Address(address))
        for prefix in (0, 0xFFFF << 32, 0xFFFF << 48, 0x64FF9B << 96, 0x2002 << 112 | number << 80):
            assert not Guard().allows(str(ipaddress.IPv6Address(prefix | number)))


def test_a_network_that_a_setting_names_is_let_through_and_nothing_beside_it() -> None:
    guard = Guard([ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("fd00::/64")])

    assert guard.allows("127.1.2.3") and guard.allows("fd00::5") and guard.allows("8.8.8.8")
    assert not guard.allows("10.0.0.1")
    assert not guard.allows("fd00:0:0:1::5")
    assert not guard.allows("::ffff:127.0.0.1")
    assert not guard.allows("fd00::5%lo")


def test_one_forbidden_answer_condemns_the_whole_name() -> None:
    guard = Guard()

    assert guard.allows_all(["8.8.8.8", "1.1.1.1"])
    assert not guard.allows_all(["8.8.8.8", "127.0.0.1"])
    assert not guard.allows_all([])


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "redis",
        "a.localhost",
        "printer.local",
        "x.internal",
        "kubernetes.default.svc",
        "1.0.0.10.in-addr.arpa",
    ],
)
def test_names_that_only_mean_something_inside_a_network_are_known(host: str) -> None:
    assert is_internal_name(host)
    assert not is_internal_name(host + ".example.com")


@pytest.mark.parametrize(
    "host",
    ["a..example.com", ".example.com", "example.com..", "a" * 64 + ".com", "a." * 126 + "com", "(4).com", "a,b.com"],
)
def test_names_that_no_public_name_server_can_know_are_never_contacted(host: str) -> None:
    assert is_internal_name(host)
    assert not is_internal_name("example.com.") and not is_internal_name("a" * 63 + ".xn--p1ai")
