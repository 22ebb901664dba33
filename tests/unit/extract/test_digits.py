from __future__ import annotations

from scraper_sky.scraping.extract.digits import before_numbers, positions

WORDS = "word " * 100


def test_the_zones_lie_in_front_of_long_numbers_and_are_apart() -> None:
    text = f"{WORDS}VAT 123 4567 89 and 42 {WORDS}Tel 030 1234567"

    zones = before_numbers(text, 6, 90)

    assert [text[low:high][-4:] for low, high in zones] == ["VAT ", "Tel "]
    assert all(high - low == 90 for low, high in zones)


def test_zones_that_overlap_are_one() -> None:
    assert before_numbers("one 123456 two 234567 three 345678", 6, 90) == [(0, 28)]


def test_short_numbers_make_no_zone_but_behind_the_sign_of_romania() -> None:
    assert before_numbers("42 of 1999, RO 12", 6, 90) == [(0, 15)]
    assert before_numbers("42 of 1999, BG 12", 6, 90) == []


def test_words_are_found_where_they_begin_in_a_zone() -> None:
    assert list(positions("vat", "vat vat 1 vat", [(0, 5), (6, 9)])) == [0, 4]
