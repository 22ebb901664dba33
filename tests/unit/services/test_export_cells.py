"""No cell of an export is run as a formula by a spreadsheet."""

from __future__ import annotations

import pytest

from scraper_sky.services.export_shapes import safe_cell


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tplain",
        "  =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b\u200f=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "+49 30 123456",
        "+",
        "+4930123456=1",
        "+4930123456\n=1",
        "+٤٩",
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(value: str) -> None:
    cell = safe_cell(value)

    assert cell.startswith("'")
    assert "\n" not in cell


@pytest.mark.parametrize("value", ["+4930123456", "+4930123456 | +4930654321"])
def test_phone_numbers_stay_as_they_are(value: str) -> None:
    assert safe_cell(value) == value


@pytest.mark.parametrize("value", ["", "plain", "a=b", "1-2", "Müller & Söhne", "  spaced", "'quoted'", "a; b"])
def test_other_text_stays_as_it_is(value: str) -> None:
    assert safe_cell(value) == value


def test_a_formula_behind_a_semicolon_is_disarmed_too() -> None:
    assert safe_cell("title; =1+1") == "title; '=1+1"
    assert safe_cell("title;＝1") == "title;'＝1"


def test_a_cell_is_one_line() -> None:
    assert safe_cell("a\r\nb\x00c\u2028d") == "a b c d"


def test_nothing_yes_and_no_have_words() -> None:
    assert [safe_cell(value) for value in (None, True, False, 0)] == ["", "yes", "no", "0"]
