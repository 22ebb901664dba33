"""Whole pages, each beside what somebody who reads it finds there."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scraper_sky.model.outcome import Liveness
from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts, SiteFacts

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "pages").glob("*.json"))


def read_sample(path: Path) -> tuple[dict[str, object], PageFacts, SiteFacts]:
    expected = json.loads(path.read_text(encoding="utf-8"))
    page = read_page(expected["url"], {"content-type": "text/html"}, path.with_suffix(".html").read_bytes())
    return expected, page, merge_pages(expected["url"].split("/")[2], [page])


@pytest.mark.parametrize("kind", ["email", "phone", "fax", "social"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_exactly_the_contacts_of_a_page_are_found(path: Path, kind: str) -> None:
    expected, _, site = read_sample(path)

    found = [each.value for each in site.contacts if each.kind == kind and each.rejected_by is None]

    assert sorted(found) == sorted(expected[kind])  # type: ignore[call-overload]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_facts_of_a_page_are_found(path: Path) -> None:
    expected, page, site = read_sample(path)
    wanted = expected["facts"]
    assert isinstance(wanted, dict)

    found = {fact.name: fact.value for fact in site.facts}

    assert {name: found.get(name) for name in wanted} == wanted
    assert page.language == expected["language"]
    assert page.liveness is Liveness.LIVE


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_technologies_of_a_page_are_found(path: Path) -> None:
    expected, _, site = read_sample(path)
    wanted = expected["technologies"]
    assert isinstance(wanted, dict)

    found = {technology.name: technology.version for technology in site.technologies}

    assert {name: found.get(name, "not found") for name in wanted} == wanted


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_says_where_it_came_from(path: Path) -> None:
    expected, _, site = read_sample(path)

    for value in (*site.facts, *site.contacts, *site.technologies):
        assert value.page_url.startswith("https://")
        assert value.page_url == expected["url"]
        assert value.method


def test_pages_can_be_read_in_several_threads_at_a_time() -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda path: read_sample(path)[1], SAMPLES * 8))

    assert results == [read_sample(path)[1] for path in SAMPLES] * 8
