"""The links of a page, as a crawl needs them."""

from __future__ import annotations

from scraper_sky.scraping.extract.document import Anchor, Document
from scraper_sky.scraping.extract.text import folded
from scraper_sky.scraping.extract.values import Link

MAX_LINKS = 2_000
LONGEST_TEXT = 200

_WEB = ("/", "http")  # as most links begin
_NOT_WEB = ("mailto:", "tel:", "javascript:", "data:", "#", "sms:", "whatsapp:", "callto:", "about:", "file:", "blob:")


def web_links(document: Document) -> list[tuple[Anchor, str]]:
    """Every link to http or https with its absolute URL, in the order of the page."""
    found: list[tuple[Anchor, str]] = []
    for anchor in document.anchors:
        if len(found) >= MAX_LINKS:
            break
        href = anchor.href
        if not href.startswith(_WEB) and (not href or href[:12].lower().startswith(_NOT_WEB)):
            continue
        url = document.resolve(href)
        if url is not None:
            found.append((anchor, url))
    return found


def links(web: list[tuple[Anchor, str]]) -> tuple[Link, ...]:
    """Each address once, with the first text that says something."""
    found: dict[str, tuple[Anchor, str]] = {}
    for anchor, url in web:
        address = url.partition("#")[0] if "#" in url else url
        known = found.get(address)
        if known is None or (anchor.text and not known[1]):
            found[address] = anchor, _label(anchor)
    return tuple(
        Link(address, text, (anchor.element.get("rel") or "").lower(), anchor.in_navigation)
        for address, (anchor, text) in found.items()
    )


def _label(anchor: Anchor) -> str:
    text = folded(anchor.text)
    if not text:
        element = anchor.element
        text = folded(element.get("aria-label") or element.get("title") or "")
        if not text:
            image = next(element.iter("img"), None)
            text = folded(image.get("alt") or "") if image is not None else ""
    return text[:LONGEST_TEXT]
