"""Bodies, unpacked piece by piece, so that what is kept in memory is bounded by what may be kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed

PIECE = 64 * 1024
MOST_LAYERS = 3
BOMB_RATIO = 100  # unpacked to packed; web pages stay below 30
MOST_INFLATED = 64 * 1024 * 1024  # bytes that all layers of one answer may give together

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15
_GZIP = frozenset({"gzip", "x-gzip"})
_UNREADABLE = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})


class Inflater:
    """One layer of gzip or deflate."""

    def __init__(self, *, gzip: bool) -> None:
        self._fed = 0  # packed bytes
        self._waiting = 0  # of these, the ones that are not unpacked yet
        self._gzip = gzip
        self._inflate = zlib.decompressobj(_GZIP_BITS if gzip else _ZLIB_BITS)
        self._head = b""  # of deflate: the first two bytes, by which its two kinds are told apart
        self._gap = b""  # of gzip: what follows the end of one member, too short to tell what it is
        self._ended = False

    @property
    def taken(self) -> int:
        """The packed bytes that what came out so far was made of."""
        return self._fed - self._waiting

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The unpacked pieces of `data`, each at most PIECE bytes. Raises FetchFailed for a damaged stream."""
        self._fed += len(data)
        while data and not self._ended:
            if self._inflate.eof:
                data = self._next_member(data)
                continue
            piece = self._unpack(data)
            data = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            self._waiting = len(data)
            if piece:
                yield piece

    def finish(self) -> bytes:
        """What the last bytes still held; a stream that stops short is taken as it is, as browsers do."""
        try:
            return b"" if self._ended else self._inflate.flush()
        except zlib.error:
            return b""

    def _unpack(self, data: bytes) -> bytes:
        seen, self._head = self._head, (self._head + data)[:2]
        try:
            return self._inflate.decompress(data, PIECE)
        except zlib.error:
            if self._gzip or len(seen) == 2:
                raise FetchFailed(Outcome.PROTOCOL_ERROR, "The packed answer is damaged.") from None
        # Many servers send deflate without its wrapping (RFC 9110 section 8.4.1.2).
        self._inflate, self._head = zlib.decompressobj(_RAW_BITS), b"??"
        return self._unpack(seen + data)

    def _next_member(self, data: bytes) -> bytes:
        """After the end of a member: a gzip file may have a further one, all else there is rubbish."""
        data, self._gap = self._gap + data, b""
        if self._gzip and data.startswith(_GZIP_MAGIC):
            self._inflate = zlib.decompressobj(_GZIP_BITS)
            return data
        if self._gzip and data == _GZIP_MAGIC[:1]:
            self._gap = data
        else:
            self._ended = True
        return b""


class Unpacker:
    """All layers of a Content-Encoding header, undone in turn."""

    def __init__(self, content_encoding: str) -> None:
        self._layers = [Inflater(gzip=coding in _GZIP) for coding in reversed(_codings(content_encoding))]
        self._inflated = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        return self._through(0, data)

    def finish(self) -> Iterator[bytes]:
        for index, layer in enumerate(self._layers):
            yield from self._through(index + 1, layer.finish())

    def looks_like_a_bomb(self, unpacked: int) -> bool:
        """True if `unpacked` bytes are far more than any page makes of so few."""
        return bool(self._layers) and unpacked > BOMB_RATIO * max(1, self._layers[0].taken)

    def _through(self, index: int, data: bytes) -> Iterator[bytes]:
        if index == len(self._layers):
            if data:
                yield data
            return
        for piece in self._layers[index].feed(data):
            self._inflated += len(piece)
            if self._inflated > MOST_INFLATED:
                raise FetchFailed(Outcome.DECOMPRESSION_BOMB, "The answer unpacks to far more than it shows.")
            yield from self._through(index + 1, piece)


def _codings(content_encoding: str) -> list[str]:
    """The codings to undo. Words that are no coding (some servers write a charset there) mean that there is none."""
    words = [word.strip().lower() for word in content_encoding.split(",")]
    unreadable = [word for word in words if word in _UNREADABLE]
    if unreadable:
        raise FetchFailed(Outcome.PROTOCOL_ERROR, f"The answer is packed in a way we did not offer ({unreadable[0]}).")
    codings = [word for word in words if word in _GZIP or word == "deflate"]
    if len(codings) > MOST_LAYERS:
        raise FetchFailed(Outcome.DECOMPRESSION_BOMB, f"The answer is packed {len(codings)} times over.")
    return codings
