"""What a site serves beside its pages: robots.txt, sitemaps, icons, style sheets, pictures, and its 404."""

from __future__ import annotations

import html
import zlib

from tests.support.farm.blueprint import Blueprint
from tests.support.farm.dice import Dice
from tests.support.farm.hostile import PNG
from tests.support.farm.messages import Response
from tests.support.farm.pages import content_type, encode, response_headers

SITEMAP_PATHS = {
    "plain": "/sitemap.xml",
    "robots": "/sitemaps/pages.xml",
    "index": "/sitemap_index.xml",
    "gzip": "/sitemap.xml.gz",
}
_TOLD_BY_ROBOTS = ("robots", "index", "gzip")
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_CSS = (
    b"body{font:16px/1.6 Georgia,serif;margin:0 auto;max-width:960px}\n"
    b"header nav ul{display:flex;gap:1em;list-style:none}\n"
)
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#365"/></svg>'
_TYPES = {
    ".css": ("text/css", _CSS),
    ".js": ("text/javascript", b"/* nothing to do */\n"),
    ".svg": ("image/svg+xml", _SVG),
    ".png": ("image/png", PNG),
    ".jpg": ("image/png", PNG),
    ".ico": ("image/png", PNG),
}


def has_robots(site: Blueprint) -> bool:
    return bool(site.private_path) or site.style.sitemap in _TOLD_BY_ROBOTS or Dice(site.seed, "robots").chance(80)


def find_file(site: Blueprint, path: str) -> Response | None:
    """The file at this path, if the site has one there."""
    if path == "/robots.txt":
        return _robots(site) if has_robots(site) else None
    if site.style.sitemap and (found := _sitemap(site, path)):
        return found
    kind = _TYPES.get(path[path.rfind(".") :]) if "." in path else None
    return Response(200, kind[0], kind[1], (("Cache-Control", "max-age=86400"),)) if kind else None


def missing_page(site: Blueprint) -> Response:
    words = html.escape(site.company.locale.labels["missing"])
    name = html.escape(site.company.name)
    head = f"<!doctype html><html><head><title>404 - {words} | {name}</title></head>"
    text = f'{head}<body><h1>{words}</h1><p><a href="/">{name}</a></p></body></html>'
    return Response(404, content_type(site), encode(site, text), response_headers(site))


def _robots(site: Blueprint) -> Response:
    lines = ["User-agent: *"]
    if site.style.platform == "wordpress":
        lines += ["Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php"]
    if site.private_path:
        lines.append(f"Disallow: {site.private_path}")
    if len(lines) == 1:
        lines.append("Disallow:")
    lines += ["", "User-agent: GPTBot", "Disallow: /"]
    if site.style.sitemap in _TOLD_BY_ROBOTS:
        lines += ["", f"Sitemap: {site.url(SITEMAP_PATHS[site.style.sitemap])}"]
    return Response(200, "text/plain; charset=utf-8", ("\n".join(lines) + "\n").encode())


def _sitemap(site: Blueprint, path: str) -> Response | None:
    kind = site.style.sitemap
    if path == SITEMAP_PATHS[kind]:
        if kind == "index":
            children = [
                f"<sitemap><loc>{site.url(child)}</loc></sitemap>"
                for child in ("/page-sitemap.xml", "/post-sitemap.xml")
            ]
            return _xml(f"<sitemapindex {_XMLNS}>" + "".join(children) + "</sitemapindex>")
        if kind == "gzip":
            packer = zlib.compressobj(9, zlib.DEFLATED, 31)
            packed = packer.compress(_urlset(site, None).body) + packer.flush()
            return Response(200, "application/gzip", packed, compressible=False)
        return _urlset(site, None)
    if kind == "index" and path in ("/page-sitemap.xml", "/post-sitemap.xml"):
        return _urlset(site, path == "/post-sitemap.xml")
    return None


def _urlset(site: Blueprint, posts: bool | None) -> Response:
    """The site's pages: only its posts, all but its posts, or (None) everything."""
    chosen = [page for page in site.pages.values() if posts is None or (page.kind == "post") is posts]
    urls = [f"<url><loc>{html.escape(site.url(page.path))}</loc><lastmod>2024-05-17</lastmod></url>" for page in chosen]
    return _xml(f"<urlset {_XMLNS}>\n" + "\n".join(urls) + "\n</urlset>")


def _xml(text: str) -> Response:
    return Response(200, "application/xml", ('<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n").encode())
