from __future__ import annotations

import pytest

from scraper_sky.scraping.extract.charset import decode, sniff


@pytest.mark.parametrize(
    ("body", "content_type", "name"),
    [
        (b"\xef\xbb\xbf<meta charset=latin1>", "text/html; charset=koi8-r", "utf-8"),
        (b"\xff\xfea\0", "", "utf-16le"),
        (b"\xfe\xff\0a", "", "utf-16be"),
        (b"<meta charset=koi8-r>", "text/html; charset=ISO-8859-1", "windows-1252"),
        (b"<meta charset=koi8-r>", "text/html", "koi8-r"),
        (b"<meta charset='euc-jp'>", "text/html; charset=nonsense", "euc-jp"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">', "", "shift_jis"),
        (b'<meta content="text/html; charset=shift_jis">', "", "utf-8"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=big5>", "", "big5"),
        (b"<meta charset=bogus><meta charset=big5>", "", "big5"),
        (b'<p title="<meta charset=koi8-r>">', "", "utf-8"),
        (b"<meta charset=utf-16>", "", "utf-8"),
        (b"<meta charset=x-user-defined>", "", "windows-1252"),
        ("grüß".encode(), "", "utf-8"),
        ("grüß".encode("cp1252"), "", "windows-1252"),
        ("grüß".encode()[:-1], "", "utf-8"),
    ],
)
def test_the_encoding_is_decided_as_browsers_do(body: bytes, content_type: str, name: str) -> None:
    decided, _ = sniff(body, content_type)

    assert decided == name


@pytest.mark.parametrize("label", ["utf-7", "idna", "punycode", "unicode_escape", "rot13", "hex"])
def test_names_that_only_python_knows_are_not_looked_up(label: str) -> None:
    text = decode("grüß +ADw-".encode("cp1252"), f"text/html; charset={label}")

    assert text == "grüß +ADw-"


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfhi", "") == "hi"


def test_null_characters_are_dropped() -> None:
    assert decode(b"a\0b", "text/html; charset=utf-8") == "ab"


def test_bytes_that_the_encoding_does_not_know_become_replacement_characters() -> None:
    assert decode(b"a\xffb", "text/html; charset=utf-8") == "a\ufffdb"


def test_an_encoding_that_the_standard_replaces_shows_nothing() -> None:
    assert decode(b"<script>", "text/html; charset=iso-2022-kr") == ""
