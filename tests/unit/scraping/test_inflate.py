import gzip
import os
import zlib

import pytest

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.inflate import PIECE, Unpacker

TEXT = b"".join(b"line %d of a page\n" % number for number in range(9_000))


def unpacked(coding: str, data: bytes, step: int = 1_000) -> bytes:
    unpacker = Unpacker(coding)
    pieces = [piece for start in range(0, len(data), step) for piece in unpacker.feed(data[start : start + step])]
    pieces += unpacker.finish()
    assert all(len(piece) <= PIECE for piece in pieces)
    return b"".join(pieces)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("step", [1, 7, 1_000, PIECE])
@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("X-GZip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("gzip", gzip.compress(TEXT[:9_000]) + gzip.compress(TEXT[9_000:])),
        ("gzip", gzip.compress(TEXT) + b"rubbish after the end"),
        ("deflate, gzip", gzip.compress(zlib.compress(TEXT))),
        ("", TEXT),
        ("identity", TEXT),
        ("utf-8", TEXT),
    ],
)
def test_a_body_comes_out_as_it_went_in_however_it_is_cut(coding: str, data: bytes, step: int) -> None:
    assert unpacked(coding, data, step) == TEXT


def test_a_body_that_ends_too_early_is_taken_as_far_as_it_goes() -> None:
    data = gzip.compress(TEXT)

    assert TEXT.startswith(unpacked("gzip", data[: len(data) // 2]))
    assert unpacked("gzip", data[:-8]) == TEXT


@pytest.mark.parametrize(("coding", "data"), [("gzip", b"no gzip at all"), ("deflate", b"\xff\xff\xff\xff\xff")])
def test_a_damaged_body_is_a_fault_of_the_server(coding: str, data: bytes) -> None:
    with pytest.raises(FetchFailed) as failure:
        unpacked(coding, data)

    assert failure.value.outcome is Outcome.PROTOCOL_ERROR


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br"])
def test_a_coding_that_was_not_offered_is_not_guessed_at(coding: str) -> None:
    with pytest.raises(FetchFailed) as failure:
        Unpacker(coding)

    assert failure.value.outcome is Outcome.PROTOCOL_ERROR


def test_more_layers_than_any_server_uses_are_an_attack() -> None:
    with pytest.raises(FetchFailed) as failure:
        Unpacker(", ".join(["gzip"] * 200))

    assert failure.value.outcome is Outcome.DECOMPRESSION_BOMB


def test_a_small_body_that_unpacks_to_very_much_is_told_from_a_large_page() -> None:
    bomb, page = Unpacker("gzip"), Unpacker("gzip")
    noise = gzip.compress(os.urandom(200_000))

    from_bomb = sum(len(next(bomb.feed(gzip.compress(bytes(10_000_000))))) for _ in range(1))
    from_page = sum(len(piece) for piece in page.feed(noise))

    assert bomb.looks_like_a_bomb(from_bomb * 100)
    assert not page.looks_like_a_bomb(from_page)


def test_layers_that_swell_inside_and_show_nothing_are_stopped() -> None:
    inner = b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * (80 * 1024 * 1024)  # a file name of 80 MiB that never ends

    with pytest.raises(FetchFailed) as failure:
        unpacked("gzip, gzip", gzip.compress(inner, 1), step=100_000)

    assert failure.value.outcome is Outcome.DECOMPRESSION_BOMB
