"""Attacks on whoever reads robots.txt and sitemaps. Paths that begin with /bait are never to be asked for."""

from __future__ import annotations

import asyncio
import functools
import io
import zipfile
import zlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.support.farm.hostile import DRIP_SECONDS
from tests.support.farm.hostile_wire import Behaviour, endless
from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

BAIT = "/bait"
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_URLSET, _INDEX = f"<urlset {_XMLNS}>", f"<sitemapindex {_XMLNS}>"
_EACH_BYTES = 1_600_000  # of ten, which is as much as a scan reads of all
_TEXT = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"


def _url(loc: str) -> str:
    return f"<url><loc>{loc}</loc></url>"


def site_with(
    make: Callable[[str], bytes], path: str = "/sitemap.xml", content_type: str = "application/xml"
) -> Behaviour:
    """A site whose robots.txt names one sitemap, at `path`, which `make` gives for the address of the site."""

    async def behave(exchange: Exchange) -> None:
        home = f"{exchange.request.scheme}://{exchange.request.host}"
        if exchange.request.path == "/robots.txt":
            await exchange.reply(Response(200, "text/plain", f"Sitemap: {home}{path}\n".encode()))
        elif exchange.request.path == path:
            body = await asyncio.to_thread(make, home)
            await exchange.reply(Response(200, content_type, body, compressible=False))
        else:
            await exchange.serve_site()

    return behave


def sitemap_as(behave_at_map: Callable[[Exchange], Awaitable[None]]) -> Behaviour:
    async def behave(exchange: Exchange) -> None:
        if exchange.request.path == "/sitemap.xml":
            await behave_at_map(exchange)
        else:
            await exchange.serve_site()

    return behave


def site_with_many(unit: str, opening: str = _URLSET) -> Behaviour:
    """A site whose robots.txt names ten sitemaps, each full of `unit`, with a number of its own for each `#`."""

    async def behave(exchange: Exchange) -> None:
        request = exchange.request
        if request.path == "/robots.txt":
            lines = (f"Sitemap: {request.scheme}://{request.host}/map/{n}.xml\n" for n in range(10))
            await exchange.reply(Response(200, "text/plain", "".join(lines).encode()))
        elif request.path.startswith("/map/"):
            body = await asyncio.to_thread(_repeated, opening, unit)
            await exchange.reply(Response(200, "text/plain", body, compressible=False))
        else:
            await exchange.serve_site()

    return behave


@functools.cache
def _repeated(opening: str, unit: str) -> bytes:
    return (opening + "".join(unit.replace("#", str(n)) for n in range(_EACH_BYTES // len(unit)))).encode()


def laughs(home: str) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{entities}]>{_URLSET}{_url("&l11;")}</urlset>'.encode()


def laughs_without_doctype(home: str) -> bytes:
    return f"{_URLSET}{_url(home + '/' + '&l11;' * 100_000)}</urlset>".encode()


def quadratic_entities(home: str) -> bytes:
    return f'<!DOCTYPE urlset [<!ENTITY a "{"x" * 100_000}">]>{_URLSET}{_url("&a;" * 100_000)}</urlset>'.encode()


def outside_file(home: str) -> bytes:
    return f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_URLSET}{_url("&x;")}</urlset>'.encode()


def outside_dtd(home: str) -> bytes:
    return f'<!DOCTYPE urlset SYSTEM "{home}{BAIT}.dtd">{_URLSET}{_url(home + "/a")}</urlset>'.encode()


def inclusion(home: str) -> bytes:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{home}{BAIT}.xml"/>'
    sheet = f'<?xml-stylesheet type="text/xsl" href="{home}{BAIT}.xsl"?>'
    return f"{sheet}{_URLSET}{include}{_url(home + '/')}</urlset>".encode()


@functools.cache
def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * 1024 * 1024
    return b"".join([packer.compress(_URLSET.encode()), *(packer.compress(block) for _ in range(256)), packer.flush()])


def gzip_bomb(home: str) -> bytes:
    return _gzip_bomb()


def layered_gzip_bomb(home: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(_gzip_bomb()) + packer.flush()


def zip_file(home: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sitemap.xml", f"{_URLSET}{_url(home + BAIT)}</urlset>" * 1000)
        archive.writestr("../../escape.xml", "x")
    return made.getvalue()


def too_many(home: str) -> bytes:
    return f"{_URLSET}{''.join(_url(f'{home}/p/{n}') for n in range(80_000))}</urlset>".encode()


def too_large(home: str) -> bytes:
    return f"{_URLSET}{_url(home + '/a' + 'x' * 1000) * 56_000}</urlset>".encode()


def only_tags(home: str) -> bytes:
    return f"{_URLSET}{'<url><loc>' * 1_500_000}".encode()


def open_tags(home: str) -> bytes:
    return f"{_URLSET}{'<loc ' * 3_000_000}".encode()


def one_address(home: str) -> bytes:
    return f"{_URLSET}<url><loc>{home}/{'x' * 15_000_000}</loc></url></urlset>".encode()


def strange_addresses(home: str) -> bytes:
    locs = [
        "file:///etc/passwd", "gopher://127.0.0.1:6379/_x", "javascript:alert(1)", "data:text/html,x", "ftp://a.test/",
        "http://169.254.169.254/latest/", "http://[::1]/", "http://2130706433/", "https://elsewhere.test/", "//x",
        f"{home}:22/", "https://user:secret@elsewhere.test/", "http://" + "a" * 3000 + ".test/", "\u0000", "",
    ]  # fmt: skip
    return f"{_URLSET}{''.join(map(_url, locs))}</urlset>".encode()


def index_of_strangers(home: str) -> bytes:
    locs = [
        "file:///etc/passwd", "http://169.254.169.254/s.xml", "http://127.0.0.1/s.xml", "https://www.elsewhere.test/s.xml",
        f"{home}:6379/s.xml",
    ]  # fmt: skip
    return f"{_INDEX}{''.join(f'<sitemap><loc>{loc}</loc></sitemap>' for loc in locs)}</sitemapindex>".encode()


def wide_index(home: str) -> bytes:
    children = "".join(f"<sitemap><loc>{home}/map/{n}.xml</loc></sitemap>" for n in range(60_000))
    return f"{_INDEX}{children}</sitemapindex>".encode()


async def index_without_end(exchange: Exchange) -> None:
    """Every sitemap is an index of itself and of two more."""
    request = exchange.request
    home = f"{request.scheme}://{request.host}"
    if request.path == "/robots.txt":
        await exchange.reply(Response(200, "text/plain", f"Sitemap: {home}/map/0.xml\n".encode()))
    elif request.path.startswith("/map/"):
        stem = request.path.removesuffix(".xml")
        locs = [home + request.path, f"{home}{stem}a.xml", f"{home}{stem}b.xml"]
        body = f"{_INDEX}{''.join(f'<sitemap><loc>{loc}</loc></sitemap>' for loc in locs)}</sitemapindex>"
        await exchange.reply(Response(200, "application/xml", body.encode()))
    else:
        await exchange.serve_site()


endless_map = sitemap_as(
    endless(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n" + _URLSET.encode(),
        _url("https://www.elsewhere.test/page").encode(),
    )
)
drip_map = sitemap_as(
    endless(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n" + _URLSET.encode(), b"<url>", DRIP_SECONDS)
)


def robots(body: bytes, content_type: str = "text/plain", status: int = 200) -> Behaviour:
    async def behave(exchange: Exchange) -> None:
        await exchange.reply(Response(status, content_type, body))

    return behave


def robots_moved(hops: int, status: int = 301) -> Behaviour:
    """So many redirects, over hosts of two domains, then rules that let everybody in."""

    async def behave(exchange: Exchange) -> None:
        _, _, query = exchange.request.target.partition("?")
        step = int(query) if query.isdigit() else 0
        if step < hops:
            await exchange.reply(Response(status, "text/html", b"", (("Location", f"/robots.txt?{step + 1}"),)))
        else:
            await exchange.reply(Response(200, "text/plain", b"User-agent: *\nDisallow: /closed\n"))

    return behave


def many_agents() -> bytes:
    return b"".join(b"User-agent: a%d\n" % n for n in range(20_000)) + b"Disallow: /x\n" * 15_000


def many_rules() -> bytes:
    return b"User-agent: *\n" + b"".join(b"Disallow: /a%d*b*c*d$\n" % n for n in range(20_000))


def many_stars() -> bytes:
    return b"User-agent: *\nDisallow: /" + b"*a" * 100_000 + b"$\n" + b"Disallow: " + b"/*" * 50_000 + b"\n"


def many_sitemaps() -> bytes:
    return b"".join(b"Sitemap: /map/%d.xml\n" % n for n in range(25_000))


BEYOND_THE_BOUND = b"User-agent: *\n" + b"# filler\n" * 70_000 + b"Disallow: /\n"
EVERY_BREAK = b"\xef\xbb\xbfUser-agent: *\rDisallow: /closed\r\n\x00Allow: /\n\xe9\xff\x85Disallow\n: /x\x0b"
endless_robots = endless(_TEXT, b"1000\r\n" + b"# nothing\n" * 409 + b"......\r\n")
drip_robots = endless(_TEXT, b"1\r\n#\r\n", DRIP_SECONDS)
