"""What a page says about itself in its head: title, description, language, canonical address, Open Graph, feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.languages import language_of
from scraper_sky.scraping.extract.text import folded

LONGEST_VALUE = 2_000
MAX_FEEDS = 5

_OPEN_GRAPH = ("og:title", "og:description", "og:site_name", "og:type", "og:locale")
_OPEN_GRAPH_URLS = ("og:image", "og:url")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}\Z")
_XML_TYPES = ("text/xml", "application/xml", "application/rdf+xml")  # also of feeds, where their name says so
_FEED_NAME = re.compile(r"(?<![a-z])(?:rss|atom|feed)(?![a-z])")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_COPYRIGHT_SIGNS = ("©", "opyright", "OPYRIGHT", "(c)", "(C)", "Ⓒ")
MAX_NOTICES = 200
_DATED = re.compile(
    r"""
    (?:©|Ⓒ|\(c\)|copyright\b)[^\n]{0,40}?(?<!\d)(?:19|20)\d\d(?!\d)
    |(?<!\d)(?:19|20)\d\d[^\n\w]{0,8}(?:©|\(c\)|copyright)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PICTURE = re.compile(
    r"""
    \b(?:fotos?|photos?|bild|image|picture|getty|shutterstock|istock|adobe\s?stock|cr[ée]dit|grafik|reuters|dpa
      |afp)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REFRESH = re.compile(
    r"\s{0,20}(\d{1,5})(?:\.\d{0,6})?\s{0,20}[;,]\s{0,20}(?:url\s{0,20}=\s{0,20})?[\"']?([^\"'\s]{1,2000})", re.I
)


def metadata(document: Document, headers: Mapping[str, str], text: str) -> Iterator[Fact]:
    """The facts of the head, each at most once; URLs are absolute http or https. `text` is the visible text."""
    page = document.url

    def fact(name: str, value: str, method: Method, snippet: str = "") -> Iterator[Fact]:
        if value:
            yield Fact(name, value[:LONGEST_VALUE], page, method, snippet[:200])

    title, method = _title(document)
    yield from fact("title", title, method)
    description = document.first_meta("description", "og:description", "twitter:description", "dc.description")
    yield from fact("description", description, Method.META)
    tag, method = language(document, headers)
    if tag:
        yield from fact("language", tag, method)
    else:
        yield from fact("language", *_told_by(text, document.host))
    yield from _canonical(document, headers)
    for name in _OPEN_GRAPH:
        yield from fact(name, document.first_meta(name), Method.META)
    for name in _OPEN_GRAPH_URLS:
        url = document.resolve(document.first_meta(name, f"{name}:secure_url", f"{name}:url"))
        yield from fact(name, url or "", Method.META)
    yield from fact("generator", document.first_meta("generator"), Method.META)
    yield from fact("theme_color", document.first_meta("theme-color"), Method.META)
    yield from fact("robots_meta", document.first_meta("robots", "googlebot"), Method.META)
    yield from fact("robots_meta", headers.get("x-robots-tag", ""), Method.HEADER)
    yield from _feeds(document)
    line = copyright_line(text)
    yield from fact("copyright", line, Method.TEXT, line)


def _title(document: Document) -> tuple[str, Method]:
    if document.title:
        return document.title, Method.HTML
    return document.first_meta("og:title", "twitter:title", "dc.title"), Method.META


def language(document: Document, headers: Mapping[str, str]) -> tuple[str, Method]:
    """The declared language as a BCP 47 tag in lower case, or an empty text."""
    for value, method in (
        (document.language, Method.HTML),
        (document.first_meta("content-language", "language", "dc.language"), Method.META),
        (headers.get("content-language", ""), Method.HEADER),
    ):
        tag = value.split(",")[0].strip().lower().replace("_", "-")
        if _LANGUAGE.match(tag):
            return tag, method
    return "", Method.HTML


def _told_by(text: str, host: str) -> tuple[str, Method, str]:
    tag, evidence = language_of(text, host)
    return tag, Method.TEXT, evidence


def _canonical(document: Document, headers: Mapping[str, str]) -> Iterator[Fact]:
    for element in document.links:
        if "canonical" in (element.get("rel") or "").lower().split():
            url = document.resolve(element.get("href") or "")
            if url:
                yield Fact("canonical", url, document.url, Method.LINK, element.get("href") or "")
                return
    header = headers.get("link", "")
    found = re.search(r"<([^<>]{1,2000})>\s{0,5};[^<>,]{0,200}?rel=\"?canonical", header[:8_000], re.I)
    url = document.resolve(found[1]) if found else None
    if url:
        yield Fact("canonical", url, document.url, Method.HEADER, header[:200])


def _feeds(document: Document) -> Iterator[Fact]:
    seen: set[str] = set()
    for element in document.links:
        kind = (element.get("type") or "").lower().split(";")[0].strip()
        if kind not in _FEED_TYPES and not (kind in _XML_TYPES and _is_called_feed(element)):
            continue
        url = document.resolve(element.get("href") or "")
        if url and url not in seen and "alternate" in (element.get("rel") or "alternate").lower():
            seen.add(url)
            yield Fact("feed", url, document.url, Method.LINK, folded(element.get("title") or "")[:160])
        if len(seen) >= MAX_FEEDS:
            return


def _is_called_feed(element: etree._Element) -> bool:
    return _FEED_NAME.search(f"{element.get('title') or ''} {element.get('href') or ''}"[:400].lower()) is not None


def copyright_line(text: str) -> str:
    """The last short line with a copyright sign next to a year, else the last one that begins with the sign."""
    lines = [line for line in _lines_with(text, _COPYRIGHT_SIGNS) if 4 < len(line) <= 240 and not _PICTURE.search(line)]
    dated = next((line for line in reversed(lines) if _DATED.search(line)), "")
    return dated or next((line for line in reversed(lines) if line[0] in "©Ⓒ" and len(line) <= 80), "")


def _lines_with(text: str, signs: tuple[str, ...]) -> list[str]:
    """The lines that contain one of the signs, in their order."""
    found: dict[int, str] = {}
    for sign in signs:
        position = text.find(sign)
        while position >= 0 and len(found) < MAX_NOTICES:
            start = text.rfind("\n", 0, position) + 1
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            found[start] = text[start:end]
            position = text.find(sign, end)
    return [found[start] for start in sorted(found)]


def meta_refresh(document: Document) -> str | None:
    """Where an immediate refresh (within 5 seconds) leads to, when that is another address."""
    content = document.first_meta("refresh")
    found = _REFRESH.match(content)
    if found is None or int(found[1]) > 5:
        return None
    target = document.resolve(found[2])
    return target if target and target.partition("#")[0] != document.url.partition("#")[0] else None


def robots_directives(document: Document, headers: Mapping[str, str]) -> str:
    """The `noindex` and `nofollow` of the page, as one text such as `noindex nofollow`."""
    said = f"{document.first_meta('robots', 'googlebot')},{headers.get('x-robots-tag', '')}".lower()
    both = "none" in re.split(r"[\s,:]+", said)
    return " ".join(word for word in ("noindex", "nofollow") if both or word in said)


def sitemap_links(document: Document) -> tuple[str, ...]:
    found = [
        document.resolve(element.get("href") or "")
        for element in document.links
        if "sitemap" in (element.get("rel") or "").lower().split()
    ]
    return tuple(dict.fromkeys(url for url in found if url))[:10]
