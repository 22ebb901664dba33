from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

import pytest

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.fetch import Visit
from scraper_sky.scraping.wire_lines import MOST_LINES
from tests.unit.scraping.conftest import Site

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


def endless(head: bytes, piece: bytes) -> Callable[[Site, socket.socket], None]:
    """`head`, and `piece` again and again until the other end has gone."""

    def behave(site: Site, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(head)
            while not site.closing.is_set():
                connection.sendall(piece * 1_000)

    return behave


@pytest.mark.parametrize(
    ("head", "piece"),
    [(CHUNKED, b"1\r\nx\r\n"), (CHUNKED + b"1\r\nx\r\n0\r\n", b"X: y\r\n"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n")],
    ids=["chunks", "trailers", "announcements"],
)
def test_lines_without_end_are_read_up_to_the_bound(visit: Visit, site: Site, head: bytes, piece: bytes) -> None:
    site.answers["/"] = endless(head, piece)

    with pytest.raises(FetchFailed) as caught:
        visit.get("http://acme.example/", max_bytes=1_000_000)

    assert caught.value.outcome is Outcome.PROTOCOL_ERROR
    assert "too many pieces" in caught.value.detail


def test_a_body_in_many_small_chunks_is_read_whole(visit: Visit, site: Site) -> None:
    count = MOST_LINES - 100
    site.answers["/"] = CHUNKED + b"1\r\nx\r\n" * count + b"0\r\n\r\n"

    response = visit.get("http://acme.example/", max_bytes=1_000_000)

    assert response.body == b"x" * count
    assert response.is_complete


def test_each_answer_of_a_connection_has_lines_of_its_own(visit: Visit, site: Site) -> None:
    site.answers["/"] = CHUNKED + b"1\r\nx\r\n" * (MOST_LINES // 2) + b"0\r\n\r\n"

    for _ in range(3):
        assert len(visit.get("http://acme.example/", max_bytes=1_000_000).body) == MOST_LINES // 2

    assert site.connections == 1
