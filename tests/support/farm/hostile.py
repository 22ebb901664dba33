"""Answers that no decent server gives: slow, endless, broken, or made to cost their reader dearly."""

from __future__ import annotations

import asyncio
import functools
import struct
import zlib
from typing import TYPE_CHECKING

from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

DRIP_SECONDS = 1.0
CHUNK = b"<p>All work and no play makes a page without an end.</p>\n" * 1000
HUGE_BYTES = 24 * 1024 * 1024
BOMB_BYTES = 256 * 1024 * 1024
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xfc\xff\xff\x3f\x03\x00\x08\xfc\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)
_HTML_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


async def drip_headers(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"X-Drip: ")
    while True:
        await asyncio.sleep(DRIP_SECONDS)
        await exchange.send(b".")


async def drip_body(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"Content-Length: 100000\r\n\r\n<!doctype html><title>Drip</title>")
    while True:
        await asyncio.sleep(DRIP_SECONDS)
        await exchange.send(b".")


async def cut_headers(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"Content-Len")
    exchange.close()


async def truncated(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"Content-Length: 100000\r\n\r\n<!doctype html><title>Cut</title><p>The rest of")
    exchange.close()


async def bad_chunked(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"Transfer-Encoding: chunked\r\n\r\n1f\r\n<!doctype html><title>Chunks</t\r\n")
    await exchange.send(b"none\r\nitle>\r\n0\r\n\r\n")
    exchange.close()


async def ssh_banner(exchange: Exchange) -> None:
    await exchange.send(b"SSH-2.0-OpenSSH_9.6p1 Ubuntu-3ubuntu13.5\r\n")
    exchange.close()


async def bad_status(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 OKAY\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok")
    exchange.close()


async def header_flood(exchange: Exchange) -> None:
    flood = b"".join(b"X-Flood-%d: %s\r\n" % (number, b"flood" * 8) for number in range(5000))
    await exchange.send(_HTML_HEAD + flood + b"Content-Length: 2\r\n\r\nok")


async def big_header(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"X-Big: " + b"x" * 1_000_000 + b"\r\nContent-Length: 2\r\n\r\nok")


async def _let_others() -> None:
    """Other connections have their turn, however fast this client reads."""
    await asyncio.sleep(0)


async def huge(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"Content-Length: %d\r\n\r\n" % HUGE_BYTES)
    sent = 0
    while sent < HUGE_BYTES:
        chunk = CHUNK[: HUGE_BYTES - sent]
        sent += len(chunk)
        await exchange.send(chunk)
        await _let_others()


async def endless(exchange: Exchange) -> None:
    await exchange.send(_HTML_HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        await exchange.send(b"%x\r\n%s\r\n" % (len(CHUNK), CHUNK))
        await _let_others()


@functools.cache
def _bomb() -> bytes:
    """A gzip file of 256 MB of blanks: one compressed block, which stands on its own, many times over (RFC 1952)."""
    head, block = b"<!doctype html><title>Boom</title>", b" " * (1024 * 1024)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check, count = zlib.crc32(head), BOMB_BYTES // len(block)
    for _ in range(count):
        check = zlib.crc32(block, check)
    size = len(head) + count * len(block)
    trailer = packer.flush() + struct.pack("<LL", check, size)
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + first + again * count + trailer


@functools.cache
def _bomb_in_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(_bomb()) + packer.flush()


def _packed(body: bytes, encoding: str) -> Response:
    return Response(200, "text/html", body, (("Content-Encoding", encoding),), compressible=False)


async def gzip_bomb(exchange: Exchange) -> None:
    await exchange.reply(_packed(_bomb(), "gzip"))


async def gzip_layers(exchange: Exchange) -> None:
    await exchange.reply(_packed(_bomb_in_bomb(), "gzip, gzip"))


async def bad_gzip(exchange: Exchange) -> None:
    await exchange.reply(_packed(b"\x1f\x8b\x08 this was never compressed at all" * 30, "gzip"))


async def refresh_home(exchange: Exchange) -> None:
    """Redirects by a meta element, as sites without access to their server do."""
    if exchange.request.path == "/":
        await exchange.reply(_page("", "", '<meta http-equiv="refresh" content="0; url=/home">'))
    else:
        await exchange.serve_site()


async def refresh_away(exchange: Exchange) -> None:
    target = "https://group.elsewhere.test/"
    await exchange.reply(_page("", "", f'<meta http-equiv="refresh" content="0;URL=\'{target}\'">'))


async def untyped(exchange: Exchange) -> None:
    body = b"<!doctype html><html lang=en><title>Untyped</title><h1>Hello</h1><p>No type was given for this page."
    await exchange.reply(Response(200, None, body))


async def robots_html(exchange: Exchange) -> None:
    await exchange.reply(Response(200, "text/html", b"<!doctype html><title>Home</title><p>Disallow: nothing</p>"))


async def attribute_flood(exchange: Exchange) -> None:
    attributes = " ".join(f"a{number}=x" for number in range(20_000))
    await exchange.reply(_page("Attributes", f"<div {attributes}>Too many attributes.</div>"))


async def deep_nesting(exchange: Exchange) -> None:
    await exchange.reply(_page("Depths", "<div>" * 50_000 + "The bottom." + "</div>" * 50_000))


async def title_flood(exchange: Exchange) -> None:
    await exchange.reply(_page("Title " * 170_000, "<p>The title of this page is a megabyte long.</p>"))


async def contact_flood(exchange: Exchange) -> None:
    mails = " ".join(f"<a href='mailto:person{n}@{exchange.request.host}'>{n}</a>" for n in range(20_000))
    await exchange.reply(_page("Everybody", f"<p>{mails}</p>"))


def _page(title: str, content: str, head: str = "") -> Response:
    page = f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{content}</body></html>"
    return Response(200, "text/html; charset=utf-8", page.encode())
