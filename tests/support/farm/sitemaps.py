"""Sites whose sitemaps are worth a test: a tree of every kind of file, one of the largest size, and none at all."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING

from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

TREE_PAGES = 146  # of the site itself, each once
TREE_ELSEWHERE = {"cdn.elsewhere.test": 2, "www.elsewhere.test": 1}
HUGE_PAGES = 49_000
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_IMAGE = "<image:image><image:loc>https://cdn.elsewhere.test/{}.jpg</image:loc></image:image>"


def _url(loc: str, more: str = "") -> str:
    return f"<url><loc>{loc}</loc>{more}</url>"


def _urlset(*urls: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_XMLNS}>{"".join(urls)}</urlset>'


def _index(*locs: str) -> str:
    return f"<sitemapindex {_XMLNS}>{''.join(f'<sitemap><loc>{loc}</loc></sitemap>' for loc in locs)}</sitemapindex>"


def _gzip(text: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(text.encode()) + packer.flush()


def _tree(home: str) -> dict[str, tuple[str, bytes]]:
    """Path to type and content. Every file has a fault or two that real ones have."""
    products = [_url(f"{home}/p/{number}", "<lastmod>2024-05-17</lastmod>") for number in range(120)]
    news = "<news:news><news:publication_date>2024-05-18</news:publication_date></news:news>"
    rich = "<changefreq>daily</changefreq><priority>0.8</priority>" + "".join(_IMAGE.format(n) for n in range(3))
    pages = _urlset(
        _url(f" {home}/ ", rich + "<video:video><video:thumbnail_loc>x</video:thumbnail_loc></video:video>"),
        _url(f"{home}/a?b=1&c=2"),  # an ampersand that should have been written out
        _url(f"{home}/news", news),
        _url(f"{home}:443/p/1#again"),  # the same page as one of the products
        _url("https://cdn.elsewhere.test/x"),
        _url("https://cdn.elsewhere.test/y"),
        _url("https://www.elsewhere.test/"),
        _url("mailto:info@example.com"),
        "<url><loc>/relative</loc>",
    )
    lines = "".join(f"{home}/text/{number}\r\n" for number in range(12))
    items = "".join(f"<item><title>x</title><link>{home}/feed/{number}</link></item>" for number in range(10))
    bombed = f'<!DOCTYPE urlset [<!ENTITY a "{home}/entity">]><urlset><url><loc>&a;</loc></url></urlset>'
    return {
        "/robots.txt": ("text/plain", f"User-agent: *\nDisallow:\nSitemap: {home}/tree/index.xml\n".encode()),
        "/tree/index.xml": (
            "application/xml",
            _index(f"{home}/tree/deeper.xml", f"{home}/tree/pages.xml", f"{home}/tree/missing.xml").encode(),
        ),
        "/tree/deeper.xml": (
            "text/xml",
            _index(
                f"{home}/tree/index.xml",  # round in a circle
                f"{home}/tree/products.xml.gz",
                f"{home}/tree/lines.txt",
                f"{home}/tree/feed.rss",
                f"{home}/tree/bombed.xml",
                f"{home}/tree/page.xml",
            ).encode(),
        ),
        "/tree/products.xml.gz": ("application/octet-stream", _gzip(_urlset(*products))),
        "/tree/pages.xml": ("application/xml", b"\xef\xbb\xbf\n" + pages.encode()),
        "/tree/lines.txt": ("text/plain", b"\xef\xbb\xbf" + lines.encode()),
        "/tree/feed.rss": (
            "application/rss+xml",
            f"<rss><channel><link>{home}/</link>{items}</channel></rss>".encode(),
        ),
        "/tree/bombed.xml": ("application/xml", bombed.encode()),
        "/tree/page.xml": ("text/html", b"<!doctype html><title>Not found</title><p>404"),
    }


async def tree(exchange: Exchange) -> None:
    """robots.txt names an index, and what hangs on it is of every kind."""
    request = exchange.request
    found = _tree(f"https://{request.host}").get(request.path) if request.scheme == "https" else None
    if found is not None:
        await exchange.reply(Response(200, found[0], found[1], compressible=False))
    elif request.path.startswith("/tree/"):
        await exchange.reply(Response(404, "text/html", b"<!doctype html><title>404</title>"))
    else:
        await exchange.serve_site()


async def huge(exchange: Exchange) -> None:
    """A sitemap of nearly the largest size, sent as it is made."""
    if exchange.request.path == "/robots.txt":
        await exchange.reply(Response(200, "text/plain", b"User-agent: *\nDisallow:\n"))
        return
    if exchange.request.path != "/sitemap.xml":
        await exchange.serve_site()
        return
    home = f"{exchange.request.scheme}://{exchange.request.host}"
    await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n")
    await _chunk(exchange, f'<?xml version="1.0" encoding="UTF-8"?><urlset {_XMLNS}>')
    images = "".join(_IMAGE.format("a-picture-with-a-long-name" * 2) for _ in range(7))
    for first in range(0, HUGE_PAGES, 100):
        await _chunk(exchange, "".join(_url(f"{home}/page/{n}", images) for n in range(first, first + 100)))
        await asyncio.sleep(0)
    await _chunk(exchange, "</urlset>")
    await exchange.send(b"0\r\n\r\n")


async def _chunk(exchange: Exchange, text: str) -> None:
    data = text.encode()
    await exchange.send(b"%x\r\n%s\r\n" % (len(data), data))


async def soft(exchange: Exchange) -> None:
    """No sitemap, and no honest 404: every address that does not exist answers with a page."""
    if "sitemap" in exchange.request.path or exchange.request.path == "/robots.txt":
        await exchange.reply(Response(200, "text/html", b"<!doctype html><title>Oops</title><p>There is no such page."))
    else:
        await exchange.serve_site()
