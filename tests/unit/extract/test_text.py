from __future__ import annotations

import pytest

from scraper_sky.scraping.extract.text import folded, visible
from scraper_sky.scraping.extract.walk import read_document


def text_of(html: str) -> str:
    return visible(read_document("https://www.acme.de/", html).text)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<b>H</b>ello <i>world</i>", "Hello world"),
        ("a<!-- note -->b", "ab"),
        ("<table><tr><td>a<td>b</table>", "a\nb"),
        ("<style>p{}</style><script>x</script><template>y</template>z", "z"),
        ("<noscript>no script</noscript>z", "z"),
        ("info<span style='display: none'>trap</span>@acme.de", "info@acme.de"),
        ("<svg><title>icon</title></svg>z", "z"),
        ("<title>head</title><p>z", "z"),
        ("<select><option>+49</select>z", "z"),
        ("a \n\t  b", "a b"),
        ("", ""),
    ],
)
def test_visible_text_has_a_line_for_each_block_and_no_seams(html: str, text: str) -> None:
    assert text_of(html) == text


def test_text_far_below_the_usual_nesting_is_read() -> None:
    assert text_of("<div>" * 1_000 + "deep") == "deep"


def test_folding_makes_one_line() -> None:
    assert folded(" a \n b\x1fc ") == "a bc"
