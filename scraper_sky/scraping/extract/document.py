"""One pass over the parsed page: everything the extractors need, gathered once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from scraper_sky.scraping.extract.addresses import absolute, host_of
from scraper_sky.scraping.extract.wordlists import words

# Joins what inline elements hold: `info<b>@</b>example.com` must stay one address, yet `<b>Mail</b><b>info@…` must not
# glue two words. Whoever reads the text decides what the mark means; the parser cannot produce it.
SEAM = "\x1f"

_BLOCKS = words(
    """
    address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
    ol option p pre search section select summary table tbody td tfoot th thead tr ul
    """
)
_INVISIBLE = words(
    """
    head noscript noframes noembed title textarea select datalist
    """
)
_OPAQUE = words(
    """
    script style template svg math object canvas audio video
    """
)
_HIDEABLE = words(
    """
    span b i em strong small font u sup sub
    """
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:footer|foot|nav|navbar|navigation|menu|topbar|top-bar|header|colophon)\b", re.I
)
_CONTAINERS = words(
    """
    div section ul ol td table aside
    """
)
_LANDMARKS = {"contentinfo": True, "navigation": True, "banner": True}


@dataclass(slots=True)
class Anchor:
    """An `<a>` or `<area>` with a href."""

    element: etree._Element
    href: str  # as written, stripped
    text: str = ""  # all text inside, with seams
    before: str = ""  # what stands before it, at most 80 characters, with seams
    in_navigation: bool = False


@dataclass(slots=True)
class Image:
    """An `<img>` or inline `<svg>`."""

    element: etree._Element
    in_header: bool
    link: str | None  # the href of the link around it


@dataclass(slots=True)
class Script:
    type: str
    text: str


@dataclass(slots=True)
class Document:
    url: str
    html: str
    root: etree._Element | None = None
    base: str = ""
    host: str = ""
    language: str = ""
    title: str = ""
    text: str = ""  # visible, with seams; a line for each block
    metas: list[tuple[str, str]] = field(
        default_factory=list
    )  # (name, property, http-equiv or itemprop in lower case; content)
    links: list[etree._Element] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    resources: list[str] = field(
        default_factory=list
    )  # src of scripts and frames, href of links, action of forms; as written
    classes: list[str] = field(default_factory=list)  # class attributes and, behind a '#', ids
    comments: list[str] = field(default_factory=list)
    forms: int = 0

    def resolve(self, href: str) -> str | None:
        """The absolute http(s) URL of a reference on this page."""
        return absolute(href, self.base)

    def first_meta(self, *names: str) -> str:
        """The first non-empty content of these names, in the order of the names."""
        for name in names:
            for key, content in self.metas:
                if key == name and content:
                    return content
        return ""


_local = threading.local()


def _parser() -> etree.HTMLParser:
    # The parser that lxml shares between threads serialises them. huge_tree lifts the nesting limit from 256 levels,
    # below which libxml2 drops the rest of the page, to 2,048.
    if not hasattr(_local, "parser"):
        _local.parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    parser: etree.HTMLParser = _local.parser
    return parser


def parse(html: str) -> etree._Element | None:
    """The root element, or None when there is nothing in the page."""
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), _parser())
    except (etree.LxmlError, ValueError):
        return None


def read_document(url: str, html: str) -> Document:
    document = Document(url, html, parse(html), base=url, host=host_of(url))
    if document.root is not None:
        _Walk(document).run()
    return document


class _Walk:
    """The state of the pass."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parts: list[str] = []
        self.visible = self.parts
        self.muted_at: etree._Element | None = None
        self.navigation_at: etree._Element | None = None
        self.header_at: etree._Element | None = None
        self.open_anchor: Anchor | None = None
        self.anchor_start = 0
        self.on_start: dict[str, Callable[[etree._Element], None]] = {
            "a": self.anchor, "area": self.anchor, "img": self.image, "svg": self.image, "script": self.script,
            "link": self.link, "meta": self.meta, "base": self.base, "title": self.title, "iframe": self.frame,
            "frame": self.frame, "form": self.form, "html": self.html, "footer": self.navigation,
            "nav": self.navigation, "header": self.header, "embed": self.frame,
        }  # fmt: skip

    def run(self) -> None:
        document = self.document
        root = document.root
        assert root is not None
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        blocks, on_start, classes = _BLOCKS, self.on_start, document.classes
        for event, element in walker:
            if event == "start":
                tag = element.tag
                self.parts.append("\n" if tag in blocks else SEAM)
                names, identifier = element.get("class"), element.get("id")
                if names:
                    classes.append(names)
                if identifier:
                    classes.append("#" + identifier)
                if tag in _CONTAINERS and self.navigation_at is None:
                    self.container(element, names or "", identifier or "")
                handler = on_start.get(tag)
                if handler is not None:
                    handler(element)
                if tag in _OPAQUE or (tag in _HIDEABLE and _HIDDEN.search(element.get("style") or "")):
                    walker.skip_subtree()
                    continue
                if tag in _INVISIBLE and self.muted_at is None:
                    self.muted_at, self.parts = element, []
                text = element.text
                if text:
                    self.parts.append(text)
            elif event == "end":
                self.end(element)
            else:
                if event == "comment" and element.text:
                    document.comments.append(element.text[:400])
                if element.tail:
                    self.parts.append(element.tail)
        document.text = "".join(self.visible)

    def end(self, element: etree._Element) -> None:
        if element is self.muted_at:
            self.muted_at, self.parts = None, self.visible
        if element is self.navigation_at:
            self.navigation_at = None
        if element is self.header_at:
            self.header_at = None
        if self.open_anchor is not None and element is self.open_anchor.element:
            self.open_anchor.text = "".join(self.parts[self.anchor_start :])
            self.open_anchor = None
        self.parts.append("\n" if element.tag in _BLOCKS else SEAM)
        tail = element.tail
        if tail:
            self.parts.append(tail)

    def anchor(self, element: etree._Element) -> None:
        href = element.get("href")
        if href is None:
            return
        before = "".join(self.parts[-12:])[-80:]
        anchor = Anchor(element, href.strip(), before=before, in_navigation=self.navigation_at is not None)
        self.document.anchors.append(anchor)
        if self.open_anchor is None:
            self.open_anchor, self.anchor_start = anchor, len(self.parts)

    def image(self, element: etree._Element) -> None:
        link = self.open_anchor.href if self.open_anchor is not None else None
        self.document.images.append(Image(element, self.header_at is not None, link))

    def script(self, element: etree._Element) -> None:
        source = element.get("src")
        if source:
            self.document.resources.append(source)
        elif element.text:
            self.document.scripts.append(Script((element.get("type") or "").strip().lower(), element.text))

    def link(self, element: etree._Element) -> None:
        self.document.links.append(element)
        href = element.get("href")
        if href:
            self.document.resources.append(href)

    def frame(self, element: etree._Element) -> None:
        source = element.get("src")
        if source:
            self.document.resources.append(source)

    def form(self, element: etree._Element) -> None:
        self.document.forms += 1
        action = element.get("action")
        if action:
            self.document.resources.append(action)

    def meta(self, element: etree._Element) -> None:
        content = " ".join((element.get("content") or "").split())
        for attribute in ("name", "property", "http-equiv", "itemprop"):
            name = element.get(attribute)
            if name:
                self.document.metas.append((name.strip().lower(), content))

    def base(self, element: etree._Element) -> None:
        href = element.get("href")
        if href and self.document.base == self.document.url:
            self.document.base = absolute(href, self.document.url) or self.document.url

    def title(self, element: etree._Element) -> None:
        if not self.document.title and element.text:
            self.document.title = " ".join(element.text.split())

    def html(self, element: etree._Element) -> None:
        language = (
            element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("xml:lang")
        )
        self.document.language = (language or "").strip().lower()

    def navigation(self, element: etree._Element) -> None:
        if self.navigation_at is None:
            self.navigation_at = element

    def header(self, element: etree._Element) -> None:
        if self.header_at is None:
            self.header_at = element

    def container(self, element: etree._Element, names: str, identifier: str) -> None:
        if _NAVIGATION.search(names) or _NAVIGATION.search(identifier) or element.get("role") in _LANDMARKS:
            self.navigation_at = element
            if self.header_at is None and "header" in f"{names} {identifier}".lower():
                self.header_at = element
