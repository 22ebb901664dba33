"""The hostile half of the farm: every attack has a name of its own, is served, and stands in the table."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator
from contextlib import closing

import pytest

from benchmarks.hostile.rows import CLASSES
from tests.support.farm import Farm
from tests.support.farm.faults import FAULTS, find_fault
from tests.support.farm.faults_hostile import ATTACKS
from tests.support.farm.hostile_maps import BAIT
from tests.support.farm.hostile_pages import PAGE_BYTES, SHAPES


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm() as started:
        yield started


def get(farm: Farm, host: str, path: str = "/") -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", farm.http_port, timeout=10)) as connection:
        connection.request("GET", path, headers={"Host": f"{host}.farm.test"})
        answer = connection.getresponse()
        return answer, answer.read()


def test_every_attack_has_a_row_in_the_table_and_none_has_two() -> None:
    rows = [fault.name for faults in CLASSES.values() for fault in faults]

    assert len(rows) == len(set(rows))
    assert set(ATTACKS) <= set(rows)


def test_an_attack_is_found_by_its_name_with_and_without_numbers_and_hides_no_fault() -> None:
    assert not set(ATTACKS) & set(FAULTS)
    for name, attack in ATTACKS.items():
        assert find_fault(name) == (attack, ())
        assert find_fault(f"{name}-17") == (attack, (17,))


def test_pages_are_as_large_as_is_read_or_small() -> None:
    large = [name for name, shape in SHAPES.items() if len(shape()) > 400_000]

    assert len(large) > 70
    assert all(len(SHAPES[name]()) <= PAGE_BYTES + 2_000 for name in large)


@pytest.mark.parametrize("name", ["deflate-bomb", "gzip-triple", "zstd-bomb"])
def test_bombs_are_small_on_the_wire(farm: Farm, name: str) -> None:
    answer, body = get(farm, name)

    assert len(body) < 300_000
    assert answer.headers["Content-Encoding"]


def test_a_page_of_a_shape_is_served_at_the_address_of_its_site_alone(farm: Farm) -> None:
    answer, body = get(farm, "attr-flood-small")

    assert (answer.status, body) == (200, SHAPES["attr-flood-small"]())
    assert get(farm, "attr-flood-small", "/sitemap.xml")[0].status == 404


def test_sitemaps_are_named_in_robots_and_hold_their_bait(farm: Farm) -> None:
    _, robots = get(farm, "map-dtd", "/robots.txt")
    _, dtd = get(farm, "map-dtd", "/sitemap.xml")
    _, packed = get(farm, "map-gzip-bomb", "/sitemap.xml.gz")

    assert robots == b"Sitemap: http://map-dtd.farm.test/sitemap.xml\n"
    assert BAIT.encode() in dtd
    assert len(zlib.decompress(packed, 31)) > 256_000_000


def test_robots_may_stand_behind_redirects(farm: Farm) -> None:
    assert get(farm, "robots-moved-5", "/robots.txt?4")[0].headers["Location"] == "/robots.txt?5"
    assert get(farm, "robots-moved-5", "/robots.txt?5")[0].status == 200
