"""Exchanges go into a WARC file and come back as they were, and tools that are not ours can read the file."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3 import HTTPHeaderDict
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping import warc
from scraper_sky.scraping.answer import Response
from scraper_sky.scraping.exchange import Exchange

PAGE = b"<!doctype html><title>Baker &amp; Sons</title>\r\n\r\n<p>Fresh bread</p>" * 40


def answered(number: int = 1, body: bytes = PAGE, status: int = 200, **headers: str) -> Exchange:
    url = f"https://a.farm.test/{number}"
    made = Try("page", url, Outcome.OK, None, status, "127.0.0.1", 12, len(body), redirects=(url + "/",))
    named = HTTPHeaderDict({"Content-Type": "text/html"})
    named.update({name.replace("_", "-"): value for name, value in headers.items()})
    return Exchange(made, Response(url + "/", status, named, body, True, "127.0.0.1", (url + "/",), len(body), 2.5))


def failed() -> Exchange:
    made = Try("ladder", "https://a.farm.test/", Outcome.CONNECT_REFUSED, "https_apex", detail="Nobody \ud800 listens")
    return Exchange(made, None, "https://www.a.farm.test/")


def headers(exchange: Exchange) -> dict[str, str]:
    assert exchange.response is not None
    return dict(exchange.response.headers.items())


def test_what_was_written_comes_back_in_order_and_whole() -> None:
    cut = answered(3, b"", Content_Type="application/pdf")
    assert cut.response is not None
    exchanges = [failed(), answered(1), answered(2, "größer".encode(), 404), failed(), cut]

    assert warc.read(warc.write(exchanges)) == exchanges


def test_nothing_at_all_can_be_kept() -> None:
    assert warc.read(warc.write([])) == []


@given(
    st.dictionaries(
        st.from_regex(r"[!-9;-~]{1,20}", fullmatch=True),
        st.text(st.characters(max_codepoint=255, exclude_characters="\r\n")),
        max_size=5,
    ),
    st.binary(max_size=200),
)
def test_no_header_and_no_body_is_too_odd(odd: dict[str, str], body: bytes) -> None:
    named = HTTPHeaderDict(odd)
    response = Response("https://a.farm.test/", 299, named, body, True, "")
    exchange = Exchange(Try("page", "https://a.farm.test/", Outcome.OK), response)

    [back] = warc.read(warc.write([exchange]))

    assert back == exchange
    assert headers(back) == dict(named.items())


def test_headers_of_the_wire_are_kept_beside_those_of_the_file() -> None:
    exchange = answered(1, Content_Encoding="gzip", Content_Length="7", X_Crawler_Content_Length="8")

    kept = warc.write([exchange])

    assert headers(warc.read(kept)[0]) == headers(exchange)
    [response] = [record for record in ArchiveIterator(io.BytesIO(kept)) if record.rec_type == "response"]
    assert response.http_headers.get_header("Content-Encoding") is None
    assert response.http_headers.get_header("Content-Length") == str(len(PAGE))
    assert response.http_headers.get_header("X-Crawler-Content-Encoding") == "gzip"


def test_a_line_break_in_a_header_ends_no_header() -> None:
    exchange = answered(1, Odd="one\r\nSet-Cookie: two\r\n\r\nthree")

    assert headers(warc.read(warc.write([exchange]))[0])["Odd"] == "one  Set-Cookie: two    three"


def test_a_line_break_in_an_address_ends_no_header() -> None:
    made = Try("page", "https://a.farm.test/", Outcome.OK)
    response = Response("https://a.farm.test/?a\r\nOdd: yes", 200, HTTPHeaderDict(), PAGE, True, "127.0.0.1")

    kept = warc.write([Exchange(made, response)])

    [record] = [record for record in ArchiveIterator(io.BytesIO(kept)) if record.rec_type == "response"]
    assert record.rec_headers.get_header("Odd") is None
    assert warc.read(kept) == [Exchange(made, response)]


def test_a_header_that_came_twice_comes_back_twice() -> None:
    named = HTTPHeaderDict([("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    response = Response("https://a.farm.test/", 200, named, PAGE, True, "127.0.0.1")

    [back] = warc.read(warc.write([Exchange(Try("page", "https://a.farm.test/", Outcome.OK), response)]))

    assert back.response is not None
    assert back.response.headers["set-cookie"] == "a=1, b=2"


def test_the_body_was_not_read_and_the_file_says_so() -> None:
    made = Try("page", "https://a.farm.test/film", Outcome.NOT_HTML)
    response = Response("https://a.farm.test/film", 200, HTTPHeaderDict(), b"", False, "127.0.0.1")

    kept = warc.write([Exchange(made, response)])

    [record] = [record for record in ArchiveIterator(io.BytesIO(kept)) if record.rec_type == "response"]
    assert record.rec_headers.get_header("WARC-Truncated") == "unspecified"
    assert warc.read(kept) == [Exchange(made, response)]


def test_another_tool_finds_every_record_and_every_digest_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kept.warc.gz"
    path.write_bytes(warc.write([failed(), answered(1), answered(2)]))

    class Command:
        inputs = (str(path),)
        verbose = True

    assert Checker(Command()).process_all() in (None, 0)
    said = capsys.readouterr().out
    assert said.count("digest pass") == 4
    assert "fail" not in said
    with path.open("rb") as stream:
        records: list[Any] = list(ArchiveIterator(stream, check_digests=True))
    assert [record.rec_type for record in records] == ["warcinfo", "response", "response", "metadata"]
    with gzip.open(path) as whole:
        assert whole.read().count(b"WARC/1.1\r\n") == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: b"<html>",
        lambda kept: gzip.compress(b"WARC/1.1\r\nContent-Length: 5\r\n\r\n"),
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept[:400] + bytes(len(kept) - 400),
        lambda kept: warc.write([])[:-300] + kept[300:],
    ],
    ids=["nothing", "no archive", "a record without an end", "a half", "zeros", "a part of another"],
)
def test_a_damaged_archive_is_an_error_with_a_sentence(damage: Any) -> None:
    with pytest.raises(warc.BadArchive, match=r"^The kept responses cannot be read"):
        warc.read(damage(warc.write([answered(1), answered(2, bytes(range(256)) * 9)])))


def test_responses_that_are_missing_are_noticed() -> None:
    members = warc.write([answered(1), answered(2)]).split(b"\x1f\x8b\x08")
    without_one = b"\x1f\x8b\x08".join([*members[:2], *members[3:]])

    with pytest.raises(warc.BadArchive, match="some responses are missing"):
        warc.read(without_one)


def test_an_archive_of_another_release_can_be_read() -> None:
    text = b'{"exchanges":[{"made":{"purpose":"page","url":"u","outcome":"ok","redirects":[],"later":1},'
    text += b'"failed_at":null,"response":null}]}'
    record = (
        b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    )

    assert warc.read(gzip.compress(record % (len(text), text))) == [Exchange(Try("page", "u", Outcome.OK), None)]
