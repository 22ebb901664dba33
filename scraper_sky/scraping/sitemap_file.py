"""One sitemap file, bytes to URLs: urlset, index, feed or plain text (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from lxml import etree

from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.inflate import gunzip

MAX_BYTES = 8 * 1024 * 1024  # unpacked
MOST_KEPT = 5_000  # URLs of one file that are kept; the rest are counted
FEED = 64 * 1024  # bytes handed to the parser at a time
OPENING = 4 * 1024

_KINDS = {"urlset": "urlset", "sitemapindex": "index", "rss": "feed", "feed": "feed", "RDF": "feed"}
_ENTRIES = {"url": ("loc",), "sitemap": ("loc",), "item": ("link", "guid"), "entry": ("link",)}


@dataclass(frozen=True, slots=True)
class SitemapFile:
    kind: str = ""  # urlset | index | feed | text; empty when it is none of these
    urls: tuple[str, ...] = ()  # as written, the first MOST_KEPT of them
    url_count: int = 0
    error: str = ""  # why it is no sitemap, or why it was not read to its end


def read_sitemap(body: bytes, content_type: str, *, is_complete: bool = True) -> SitemapFile:
    """What is in `body`. Never raises: a file that is no sitemap comes back with an `error`."""
    if body.startswith(b"\x1f\x8b"):
        try:
            body = gunzip(body, MAX_BYTES + 1)
        except FetchFailed as failure:
            return SitemapFile(error=failure.detail)
    if len(body) > MAX_BYTES:
        body, is_complete = body[:MAX_BYTES], False
    opening = _without_zeros(body[:OPENING]).lstrip().lower()
    if not opening:
        return SitemapFile(error="The file is empty.")
    if opening.startswith((b"<!doctype html", b"<html")):
        return SitemapFile(error="There is a web page in its place.")
    found = _read_xml(body) if opening.startswith(b"<") else _read_text(body, content_type)
    if found.kind and not is_complete and not found.error:
        return SitemapFile(found.kind, found.urls, found.url_count, "Only its beginning was read: it is too large.")
    return found


def _read_text(body: bytes, content_type: str) -> SitemapFile:
    lines = [line.strip() for line in body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").splitlines()]
    urls = [line for line in lines if line.lower().startswith(("http://", "https://"))]
    if not urls or "html" in content_type or len(urls) < len([line for line in lines if line]) / 2:
        return SitemapFile(error="It holds no list of addresses.")
    return SitemapFile("text", tuple(urls[:MOST_KEPT]), len(urls))


def _read_xml(body: bytes) -> SitemapFile:
    if any(mark in _without_zeros(body).upper() for mark in (b"<!DOCTYPE", b"<!ENTITY")):
        # No sitemap needs one, and every attack on an XML parser does: expansion, files of ours, further requests.
        return SitemapFile(error="It declares entities or a document type, which no sitemap needs.")
    parser = etree.XMLPullParser(
        events=("start", "end"), tag=[f"{{*}}{name}" for name in (*_KINDS, *_ENTRIES)], recover=True,
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    reader = _Reader()
    try:
        for start in range(0, len(body), FEED):
            parser.feed(body[start : start + FEED])
            reader.take(parser)
        parser.close()
        reader.take(parser)
    except etree.XMLSyntaxError:
        if not reader.kind or not reader.count:
            return SitemapFile(error="It is no XML that can be read.")
    if not reader.kind:
        return SitemapFile(error="It is XML, but no sitemap.")
    return SitemapFile(reader.kind, tuple(reader.urls), reader.count)


class _Reader:
    """Collects the addresses while the file goes by; what has been read is dropped from the tree."""

    def __init__(self) -> None:
        self.kind = ""
        self.urls: list[str] = []
        self.count = 0

    def take(self, parser: etree.XMLPullParser) -> None:
        for event, element in parser.read_events():
            if not isinstance(element, etree._Element):
                continue  # other kinds of event; none was asked for
            if event == "start" and not self.kind:
                self.kind = _KINDS.get(_local(element), "") if element.getparent() is None else ""
            elif event == "end" and self.kind:
                self._end(element)

    def _end(self, entry: etree._Element) -> None:
        parent = entry.getparent()
        if parent is None:
            return
        found = _urls_of(entry)
        self.count += len(found)
        self.urls += found[: MOST_KEPT - len(self.urls)]
        entry.clear()
        while entry.getprevious() is not None:
            del parent[0]


def _urls_of(entry: etree._Element) -> list[str]:
    """The addresses of an entry itself; those of pictures and videos lie deeper and do not count.

    A feed's entry has one, in the first link to its page or else in its guid. A sitemap's entry should have one, but
    some files forget to end an entry before the next, and then every <loc> counts.
    """
    kind = _local(entry)
    names = _ENTRIES.get(kind, ())
    found = [url for name in names for child in entry if _local(child) == name and (url := _url_in(child))]
    return found if kind in ("url", "sitemap") else found[:1]


def _url_in(child: etree._Element) -> str:
    if child.get("href") is not None:
        return (child.get("href") or "").strip() if child.get("rel", "alternate") == "alternate" else ""
    text = " ".join((child.text or "").split())
    return text if _local(child) != "guid" or text.startswith(("http://", "https://")) else ""


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _without_zeros(data: bytes) -> bytes:
    """`data` in a form in which ASCII is found whatever UTF it is in."""
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\x00", b"").lstrip(b"\xfe\xff") if b"\x00" in data[:8] else data
