"""The body of an answer, read within a bound of bytes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeAlias

import urllib3.exceptions

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.answer import Head
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.inflate import PIECE, Unpacker

LONGEST_DRAIN = 16 * 1024  # bytes
OPENING = 2_000  # bytes after which it is asked whether the rest is wanted


class Stream(Protocol):
    """What is used of urllib3's response."""

    def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes: ...


class Sink(Protocol):
    """Takes a body piece by piece in the place of memory."""

    @property
    def kept(self) -> bytes:
        """What stands for the body in the response, so that it can be read again."""
        ...

    def take(self, piece: bytes) -> bool:
        """False when no more is wanted."""
        ...


OpenSink: TypeAlias = "Callable[[Head], Sink | None]"


class Body:
    """A body as far as it was read."""

    def __init__(self, max_bytes: int, *, may_cut: bool, sink: Sink | None = None) -> None:
        self.max_bytes = max_bytes
        self.may_cut = may_cut
        self.sink = sink
        self.is_complete = False
        self.is_wanted = True
        self.bytes_read = 0  # unpacked
        self.wire_bytes = 0  # as they came
        self._parts: list[bytes] = []

    @property
    def data(self) -> bytes:
        return b"".join(self._parts) if self.sink is None else self.sink.kept

    def add(self, piece: bytes) -> None:
        """Takes what fits; what does not is only counted, once."""
        room = self.max_bytes - self.bytes_read
        if self.sink is None:
            self._parts.append(piece[: max(0, room)])
        elif room > 0 and self.is_wanted:
            self.is_wanted = self.sink.take(piece[:room])
        self.bytes_read += len(piece)

    def drop(self) -> None:
        self._parts.clear()


def read_body(stream: Stream, headers: Mapping[str, str], body: Body, wants: Callable[[bytes], bool] | None) -> None:
    """Reads `stream` into `body`. Raises FetchFailed when there is more than it may hold and it may not be cut.

    `wants(first bytes)` is asked once; if it says no, the body is left empty.
    """
    unpacker = Unpacker(headers.get("content-encoding", ""))
    pieces = _pieces(stream, unpacker, body)
    for piece in pieces:
        body.add(piece)
        if body.bytes_read >= OPENING:
            break
    if wants is not None and not wants(body.data):
        return body.drop()
    while not _is_over(body, unpacker, headers):
        following = next(pieces, None)
        if following is None:
            body.is_complete = True
            return None
        body.add(following)
    return None


def drain(stream: Stream) -> None:
    """Takes the short body of a redirect, so that its connection can serve again; of a long one it is not worth it."""
    # It has told where to go on, and that is all that counts: how its body ends is of no interest.
    with contextlib.suppress(FetchFailed, urllib3.exceptions.HTTPError, OSError, ValueError):
        read_body(stream, {}, Body(LONGEST_DRAIN, may_cut=True), None)


def _pieces(stream: Stream, unpacker: Unpacker, body: Body) -> Iterator[bytes]:
    while chunk := stream.read1(PIECE, decode_content=False):
        body.wire_bytes += len(chunk)
        yield from unpacker.feed(chunk)
        if body.wire_bytes > body.max_bytes + PIECE and not body.bytes_read:
            raise FetchFailed(Outcome.TOO_LARGE, "The answer is long, and there is nothing in it.")
    yield from unpacker.finish()


def _is_over(body: Body, unpacker: Unpacker, headers: Mapping[str, str]) -> bool:
    """True if no more is to be read; raises FetchFailed if that is a fault."""
    if body.may_cut:
        return body.bytes_read >= body.max_bytes or not body.is_wanted
    if max(body.bytes_read, body.wire_bytes, _announced(headers)) <= body.max_bytes:
        return False
    if unpacker.looks_like_a_bomb(body.bytes_read):
        raise FetchFailed(Outcome.DECOMPRESSION_BOMB, "The page unpacks to more than a hundred times its size.")
    raise FetchFailed(Outcome.TOO_LARGE, f"The page is larger than {body.max_bytes:,} bytes.")


def _announced(headers: Mapping[str, str]) -> int:
    """The length that the header promises; what is no plain number promises nothing."""
    value = headers.get("content-length", "").strip()
    return int(value[:18]) if value.isascii() and value.isdigit() else 0
