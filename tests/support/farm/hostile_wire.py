"""Attacks on whoever reads HTTP: packing, lengths, chunks, headers, redirects."""

from __future__ import annotations

import asyncio
import functools
import zlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.support.farm.hostile import BOMB_BYTES, CHUNK, DRIP_SECONDS
from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

Behaviour = Callable[["Exchange"], Awaitable[None]]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
OPENING = b"<!doctype html><title>Hello</title><p>Hello, and much more to come.</p>"
MANY = 64 * 1024  # bytes that are sent at a time


def packed(make: Callable[[], bytes], coding: str) -> Behaviour:
    """A page as `make` gives it, said to be packed by `coding`."""

    async def behave(exchange: Exchange) -> None:
        headers = (("Content-Encoding", coding),)
        await exchange.reply(Response(200, "text/html", make(), headers, compressible=False))

    return behave


def _deflated(window_bits: int, times: int = 1) -> bytes:
    data = OPENING
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    parts = [packer.compress(data)]
    block = b" " * 1024 * 1024
    parts += [packer.compress(block) for _ in range(BOMB_BYTES // len(block))]
    data = b"".join([*parts, packer.flush()])
    for _ in range(times - 1):
        packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
        data = packer.compress(data) + packer.flush()
    return data


@functools.cache
def deflate_bomb() -> bytes:
    return _deflated(15)


@functools.cache
def raw_deflate_bomb() -> bytes:
    return _deflated(-15)


@functools.cache
def triple_gzip_bomb() -> bytes:
    return _deflated(31, 3)


@functools.cache
def zstd_bomb() -> bytes:
    """256 MB in 8 KB: blocks of one byte that is repeated (RFC 8878 section 3.1.1.2)."""
    block_bytes = 128 * 1024
    blocks = BOMB_BYTES // block_bytes
    parts = [b"\x28\xb5\x2f\xfd\x00\x58"]
    for number in range(blocks):
        header = (number == blocks - 1) | 1 << 1 | block_bytes << 3
        parts.append(header.to_bytes(3, "little") + b" ")
    return b"".join(parts)


def brotli_claim() -> bytes:
    return b"\x8b\x02\x80" + bytes(5000)


@functools.cache
def empty_members() -> bytes:
    """150,000 gzip files with nothing in them, one behind the other."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return (packer.compress(b"") + packer.flush()) * 150_000


@functools.cache
def flushed_bytes() -> bytes:
    """A page in which each byte is a block of its own."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    first = packer.compress(OPENING) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b"x") + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * 400_000


def cut_gzip() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return (packer.compress(OPENING * 2000) + packer.flush())[:200]


def endless(head: bytes, piece: bytes, seconds: float = 0.0) -> Behaviour:
    """`head`, then `piece` for ever, with a pause of `seconds` after each."""
    many = piece if seconds else piece * max(1, MANY // len(piece))

    async def behave(exchange: Exchange) -> None:
        await exchange.send(head)
        while True:
            await exchange.send(many)
            await asyncio.sleep(seconds)

    return behave


def once(*parts: bytes) -> Behaviour:
    """The parts, and then the end of the connection."""

    async def behave(exchange: Exchange) -> None:
        for part in parts:
            await exchange.send(part)
            await asyncio.sleep(0)
        exchange.close()

    return behave


def page_with(*headers: bytes, status: bytes = b"200 OK") -> Behaviour:
    """A small page whose headers are as given."""
    lines = b"".join(line + b"\r\n" for line in headers)
    return once(b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\n" + lines + b"\r\n" + OPENING)


endless_plain = endless(HEAD + b"\r\n" + OPENING, CHUNK)
endless_tiny_chunks = endless(CHUNKED, b"1\r\nx\r\n")
endless_trailers = endless(CHUNKED + b"5\r\nHello\r\n0\r\n", b"X-Trailer: yes\r\n")
endless_chunk_extension = endless(CHUNKED + b"5;", b"extension=")
endless_continue = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n")
endless_header = endless(HEAD + b"X-Long: ", b"x" * 4096)
endless_folds = endless(HEAD + b"X-Folded: a\r\n", b" more\r\n")
endless_status = endless(b"HTTP/1.1 200 ", b"OK" * 2048)
drip_chunks = endless(CHUNKED, b"1\r\n.\r\n", DRIP_SECONDS)
drip_continue = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", DRIP_SECONDS)


async def header_of_50_mb(exchange: Exchange) -> None:
    await exchange.send(HEAD + b"X-Big: ")
    for _ in range(50):
        await exchange.send(b"x" * 1024 * 1024)
        await asyncio.sleep(0)
    await exchange.send(b"\r\nContent-Length: 2\r\n\r\nok")


async def redirect_200(exchange: Exchange) -> None:
    """Two hundred redirects, and then the site."""
    step = exchange.request.path.rpartition("/")[2]
    number = int(step) if step.isdigit() else 0
    if number >= 200:
        await exchange.serve_site()
    else:
        await exchange.reply(Response(302, "text/html", b"", (("Location", f"/hop/{number + 1}"),)))


async def slow_redirects(exchange: Exchange) -> None:
    """Each answer is quick enough; together they would take minutes."""
    await asyncio.sleep(2.5)
    step = exchange.request.path.rpartition("/")[2]
    number = int(step) if step.isdigit() else 0
    await exchange.reply(Response(302, "text/html", b"", (("Location", f"/hop/{number + 1}"),)))


async def endless_redirect_body(exchange: Exchange) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /again%d\r\n\r\n" % len(exchange.request.path)
    await endless(head, CHUNK)(exchange)


async def growing_cookies(exchange: Exchange) -> None:
    """Each redirect sets a cookie of 4 KB more."""
    step = exchange.request.path.rpartition("/")[2]
    number = int(step) if step.isdigit() else 0
    headers = tuple(("Set-Cookie", f"c{number}x{each}={'x' * 4000}; Path=/") for each in range(15))
    await exchange.reply(Response(302, "text/html", b"", (*headers, ("Location", f"/hop/{number + 1}"))))


async def foreign_cookies(exchange: Exchange) -> None:
    """Cookies for other sites and for whole zones."""
    domains = ("test", "farm.test", "elsewhere.test", ".com", "co.uk", "127.0.0.1")
    headers = tuple(("Set-Cookie", f"all={name}; Domain={name}; Path=/; Max-Age=99999999999") for name in domains)
    page = OPENING + b"<p>Call us or write to us.</p>"
    await exchange.reply(Response(200, "text/html", page, headers))
