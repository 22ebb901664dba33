"""The graded pages are well labelled, the grade counts rightly, and no figure falls below its floor."""

from __future__ import annotations

import json
from collections.abc import Iterator

import phonenumbers
import pytest

from scraper_sky.model.outcome import Liveness
from tests.grade.cases import FLOOR, Case, list_cases
from tests.grade.floor import below, floor_of
from tests.grade.sameness import folded, folded_hours, folded_profile
from tests.grade.scoring import Grade, Miss, grade

CASES = list(list_cases())
KEYS = {"about", "url", "domain", "headers", "liveness", "facts", "emails", "phones", "faxes", "extensions", "social"}


def test_no_figure_falls_below_its_floor() -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))

    assert below(floor, grade(CASES)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_a_page_is_labelled_in_the_form_that_the_grade_reads(case: Case) -> None:
    labels = case.labels

    assert set(labels) == KEYS | {"technologies"}
    assert labels["liveness"] in set(Liveness)
    assert case.url.startswith(("https://", "http://"))
    assert all(name == name.lower() for name in case.headers)
    assert set(labels["extensions"]) <= set(labels["phones"])
    assert list(_invalid_numbers(case)) == []


def _invalid_numbers(case: Case) -> Iterator[str]:
    for number in (*case.labels["phones"], *case.labels["faxes"]):
        parsed = phonenumbers.parse(number)
        written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        if not phonenumbers.is_valid_number(parsed) or written != number:
            yield number


def test_what_is_missed_and_what_is_extra_are_counted_apart() -> None:
    result = Grade()

    result.add("page", "email", ["a@b.de", "c@d.de"], ["A@b.de", "x@y.de"], str.lower)

    tally = result.tallies["email"]
    assert (tally.hits, tally.precision, tally.recall) == (1, 0.5, 0.5)
    assert result.misses == [Miss("page", "email", "missed", "c@d.de"), Miss("page", "email", "extra", "x@y.de")]


def test_a_figure_under_its_floor_is_named() -> None:
    before, after = Grade(), Grade()
    before.add("page", "phone", ["+1", "+2", "+3"], ["+1", "+2"], str)
    after.add("page", "phone", ["+1", "+2", "+3"], ["+1", "+4"], str)

    floor = floor_of(before)

    assert floor == {"phone": {"precision": 1.0, "recall": 0.66}}
    assert below(floor, before) == []
    assert below(floor, after) == ["precision of phone is 0.500, below 1.00", "recall of phone is 0.333, below 0.66"]


def test_a_fact_with_several_truths_is_right_with_any_of_them() -> None:
    body = b"<html lang=en><title>Oak &amp; Sons</title>"
    labels = {"url": "https://oak.example/", "domain": "oak.example", "headers": {"content-type": "text/html"}}
    labels |= {"liveness": "live", "facts": {"language": "en", "title": ["Oak", "Oak & Sons"]}, "technologies": {}}
    labels |= {"emails": [], "phones": [], "faxes": [], "extensions": {}, "social": {}}

    result = grade([Case("oak", body, labels)])

    assert [miss for miss in result.misses if miss.kind == "title"] == []


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("address_country", "Deutschland", "DE"),
        ("address_country", "GB", "United Kingdom"),
        ("vat_id", "DE 123 456 789", "DE123456789"),
        ("favicon", "/icon.png", "https://oak.example/icon.png"),
        ("opening_hours", "Mo-Tu 09:00-17:00; We 09:00-17:00", "Mo,Tu,We 09:00 - 17:00"),
    ],
)
def test_spelling_that_carries_no_meaning_is_no_mistake(name: str, one: str, other: str) -> None:
    assert folded(name, one, "https://oak.example/") == folded(name, other, "https://oak.example/")


def test_what_means_something_else_is_a_mistake() -> None:
    assert folded_hours("Mo-Fr 09:00-17:00") != folded_hours("Mo-Fr 09:00-18:00")
    assert folded_profile("https://x.com/oak") != folded_profile("https://x.com/oakandsons")
    assert folded("title", "Oak", "https://oak.example/") != folded("title", "Oak & Sons", "https://oak.example/")


def test_a_fact_that_readers_would_not_agree_on_is_not_graded() -> None:
    body = b"<html lang=en><title>Oak</title>"
    labels = {"url": "https://oak.example/", "domain": "oak.example", "headers": {}, "liveness": "live"}
    labels |= {"facts": {"title": None, "language": "en"}, "emails": [], "phones": [], "faxes": [], "extensions": {}}

    result = grade([Case("oak", body, {**labels, "social": {}, "technologies": {}})])

    assert (result.tallies["title"].hits, result.tallies["title"].extra) == (0, 0)
    assert result.tallies["language"].hits == 1


def test_a_technology_may_go_by_several_names() -> None:
    body = b'<html><meta name=generator content="WordPress 6.5.2"><title>Oak</title>'
    labels = {"url": "https://oak.example/", "domain": "oak.example", "headers": {}, "liveness": "live", "facts": {}}
    labels |= {"emails": [], "phones": [], "faxes": [], "extensions": {}, "social": {}}

    result = grade([Case("oak", body, {**labels, "technologies": {"WP|WordPress": "6.5.2"}})])

    assert [miss for miss in result.misses if miss.kind in ("technology", "version")] == []
