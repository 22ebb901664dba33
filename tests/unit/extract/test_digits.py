from __future__ import annotations

from scraper_sky.scraping.extract.digits import before_numbers, numbers_in, positions

WORDS = "word " * 100


def zones_of(text: str) -> list[tuple[int, int]]:
    return before_numbers(text, numbers_in(text), 6, 90)


def test_the_zones_lie_in_front_of_long_numbers_and_are_apart() -> None:
    text = f"{WORDS}VAT 123 4567 89 and 42 {WORDS}Tel 030 1234567"

    zones = zones_of(text)

    assert [text[low:high][-4:] for low, high in zones] == ["VAT ", "Tel "]
    assert all(high - low == 90 for low, high in zones)


def test_zones_that_overlap_are_one() -> None:
    assert zones_of("one 123456 two 234567 three 345678") == [(0, 28)]


def test_short_numbers_make_no_zone_but_behind_the_sign_of_romania() -> None:
    assert zones_of("42 of 1999, RO 12") == [(0, 15)]
    assert zones_of("42 of 1999, BG 12") == []


def test_words_are_found_where_they_begin_in_a_zone() -> None:
    assert list(positions("vat", "vat vat 1 vat", [(0, 5), (6, 9)])) == [0, 4]
