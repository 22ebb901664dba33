"""What differs between two readings."""

from __future__ import annotations

from scraper_sky.model.difference import Change, How, compare, count


def test_equal_readings_do_not_differ() -> None:
    reading = {"title": {"Bakery": {"method": "html"}}, "email": {"a@b.test": {}, "c@b.test": {}}}

    assert compare(reading, reading) == ()


def test_values_come_and_go() -> None:
    before = {"email": {"old@b.test": {}, "both@b.test": {}}, "fax": {"+491": {}}}
    after = {"email": {"both@b.test": {}, "new@b.test": {}}, "phone": {"+492": {"label": "DE"}}}

    assert compare(before, after) == (
        Change("email", "old@b.test", How.REMOVED),
        Change("email", "new@b.test", How.ADDED),
        Change("fax", "+491", How.REMOVED),
        Change("phone", "+492", How.ADDED),
    )


def test_what_there_is_one_of_has_changed() -> None:
    changes = compare({"title": {"Bakery": {"method": "meta"}}}, {"title": {"Bakery & Sons": {"method": "html"}}})

    assert changes == (Change("title", "Bakery", How.CHANGED, "", "Bakery", "Bakery & Sons"),)


def test_fields_of_a_value_change_one_by_one_and_one_that_is_not_known_is_empty() -> None:
    before = {"email": {"a@b.test": {"best": "yes", "method": "text"}}}
    after = {"email": {"a@b.test": {"extension": "", "method": "mailto", "why": "alone"}}}

    assert compare(before, after) == (
        Change("email", "a@b.test", How.CHANGED, "best", "yes", ""),
        Change("email", "a@b.test", How.CHANGED, "method", "text", "mailto"),
        Change("email", "a@b.test", How.CHANGED, "why", "", "alone"),
    )


def test_differences_are_counted_by_kind() -> None:
    changes = (Change("email", "a", How.ADDED), Change("email", "b", How.ADDED), Change("title", "c", How.CHANGED))

    assert count(changes) == {"email": {How.ADDED: 2}, "title": {How.CHANGED: 1}}
