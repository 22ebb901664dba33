from __future__ import annotations

from scraper_sky.scraping.extract.bounds import HARMLESS_CHARACTERS, MAX_ATTRIBUTES, MAX_TAGS, bounded

FILLER = "<p>" + "x" * HARMLESS_CHARACTERS + "</p>"


def attributes(count: int) -> str:
    return " ".join(f"a{number}" for number in range(count))


def test_an_ordinary_page_stays_as_it_is() -> None:
    page = FILLER + '<a href="x>y" title=\'"\'>link</a>'

    assert bounded(page) == page


def test_attributes_beyond_the_bound_are_dropped() -> None:
    page = FILLER + f"<a {attributes(50_000)}>kept</a>"

    cut = bounded(page)

    assert cut.endswith(">kept</a>")
    assert "a50 " in cut
    assert f"a{MAX_ATTRIBUTES + 1} " not in cut


def test_a_closing_bracket_in_quotes_does_not_hide_a_flood() -> None:
    page = FILLER + f'<a x=">" {attributes(50_000)}>kept</a>'

    assert len(bounded(page)) < len(FILLER) + 10 * MAX_ATTRIBUTES


def test_a_stray_quote_does_not_hide_a_flood() -> None:
    page = FILLER + f'<a b" {attributes(50_000)}>kept</a>'

    assert len(bounded(page)) < len(FILLER) + 10 * MAX_ATTRIBUTES


def test_a_flood_behind_a_comment_and_a_script_is_found() -> None:
    page = FILLER + f'<!-- <a " --><script>if (a<b && "</p>")</script><i {attributes(50_000)}>kept</i>'

    assert bounded(page).endswith(">kept</i>")
    assert len(bounded(page)) < len(FILLER) + 10 * MAX_ATTRIBUTES


def test_the_text_of_a_script_is_no_markup() -> None:
    page = FILLER + f"<script>x = '<a {attributes(5_000)}>'</script>"

    assert bounded(page) == page


def test_what_follows_an_unclosed_script_is_left_alone() -> None:
    page = FILLER + "<script>" * 2_000 + f"<a {attributes(2_000)}>"

    assert bounded(page) == page


def test_tags_beyond_the_bound_are_dropped() -> None:
    page = "<p>x" * (MAX_TAGS + 5_000)

    assert bounded(page) == "<p>x" * (MAX_TAGS - 1)
