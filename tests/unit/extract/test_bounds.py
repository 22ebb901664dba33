from __future__ import annotations

import random

import pytest
from lxml import etree

from scraper_sky.scraping.extract import bounds
from scraper_sky.scraping.extract.bounds import HARMLESS_CHARACTERS, MAX_ATTRIBUTES, MAX_COMMENTS, MAX_TAGS, bounded

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


def test_comments_beyond_the_bound_end_the_page() -> None:
    assert bounded("<!---->" * (MAX_COMMENTS + 5)) == "<!---->" * MAX_COMMENTS
    assert bounded("</ >" * (MAX_COMMENTS + 5)) == "</ >" * MAX_COMMENTS
    assert bounded("<br>" * (MAX_COMMENTS + 5) + "<!---->") == "<br>" * (MAX_COMMENTS + 5) + "<!---->"


def test_a_root_that_closes_itself_is_an_ordinary_start() -> None:
    assert bounded('<html lang="de" /><p>x') == '<html lang="de"><p>x'


HIDDEN = {
    "a comment that is over at once": "<!--><p FLOOD>-->",
    "a comment that is over after a dash": "<!---><p FLOOD>-->",
    "a comment that ends with a bang": "<!-- --!><p FLOOD>-->",
    "a comment that begins in a text": "<title></titles><!--</title><p FLOOD>-->",
    "an element that holds text and closes itself": "<title/><p FLOOD></title>",
    "one whose last value ends with a slash": "<title a=x/></titles><!--</title><p FLOOD>-->",
    "a script in a comment in a script": "<script><!--<script></script><!-- </script><p FLOOD>-->",
    "a comment in a script that is over at once": "<script><!--><script></script><p FLOOD>",
    "a declaration with a quote": '<!x <a b="><p FLOOD>">',
    "an instruction with a quote": '<?x <a b="><p FLOOD>">',
    "an end tag with quotes": "</a b=\"<x c='\"><p FLOOD>'>",
    "a space that separates nothing": '<a b=\xa0"><p FLOOD>">',
    "a letter that begins no tag": '<\u017f a="><p FLOOD>">',
    "a slash made by the cut": "<title FLOOD/></titles><!--</title><p FLOOD>-->",
    "a root that closes a comment": "<!--<body --/><p FLOOD>-->",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN.keys())
def test_no_markup_hides_a_flood_from_the_bounds(hidden: str) -> None:
    assert most_attributes(bounded(FILLER + hidden.replace("FLOOD", attributes(1_000)))) <= MAX_ATTRIBUTES


def test_the_parser_never_meets_a_flood_in_markup_made_of_odd_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "HARMLESS_CHARACTERS", 0)
    floods = 0
    for seed in range(3_000):
        page = odd_markup(random.Random(seed))

        floods += most_attributes(page) > MAX_ATTRIBUTES
        assert most_attributes(bounded(page)) <= MAX_ATTRIBUTES, page

    assert floods > 500


PIECES = [
    "<", "</", ">", "/>", "/", "=", '="', "='", '"', "'", "<!", "<!-", "<!--", "-->", "--!>", "->", "-", "!", "<?",
    "?>", "<![CDATA[", "]]>", "<!doctype", "<a", "<b", "<p\ta=", "<1", "</a", "</>", "a", "x", "\xa0", "\x0b", "\x00",
    "<\u017f", "<\u212a", "<svg>", "</svg>", "<select>", "<template>", "<html/>", "<body", "<noscript>",
]  # fmt: skip
PIECES += [" ", "\n", "\f", "\r", "<script>", "</script>", "<!--", "-->"] * 2
for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext", "titles"):
    PIECES += [f"<{name}", f"<{name}>", f"<{name}/>", f"<{name} a=", f"</{name}", f"</{name}>", f"</{name.upper()} "]


def odd_markup(dice: random.Random) -> str:
    few = dice.sample(PIECES, dice.randint(4, 14))
    flood = f"<i {attributes(MAX_ATTRIBUTES + 30)}{dice.choice(['>', '/>', ' />', ''])}"
    before = [dice.choice(few) for _ in range(dice.randint(1, 14))]
    return "".join([*before, flood, *(dice.choice([*few, flood]) for _ in range(dice.randint(0, 8)))])


def most_attributes(page: str) -> int:
    """The most attributes of a tag, as the parser sees it."""
    try:
        root = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.LxmlError:
        return 0
    return 0 if root is None else max((len(element.attrib) for element in root.iter(etree.Element)), default=0)
