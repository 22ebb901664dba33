"""One parse and one pass over the tree: everything the extractors need, gathered once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from itertools import chain

from lxml import etree

from scraper_sky.scraping.extract.addresses import absolute, host_of
from scraper_sky.scraping.extract.document import SEAM, Anchor, Document, Image, Script
from scraper_sky.scraping.extract.text import single_spaced
from scraper_sky.scraping.extract.wordlists import words

_BREAK = "\x1e"  # a line break, until those of the source are gone
_MISPLACED = re.compile(r"\A(?:https?:/*)(?=(?:mailto|tel):)", re.IGNORECASE)  # editors put http:// before anything
MAX_COMMENTS = 2_000
LONGEST_TITLE = 1_000  # characters
MAX_HEAD_LINKS = 1_000

_BLOCKS = words(
    """
    address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
    option p pre search section select summary table tbody td tfoot th thead tr ul
    """
)
_INVISIBLE = words(
    """
    head noscript noframes noembed title textarea select datalist
    """
)
_OPAQUE = words(
    """
    script style template svg math canvas audio video
    """
)
_HIDEABLE = words(
    """
    span b i em strong small font u sup sub
    """
)
_UNSEEN = _OPAQUE | _HIDEABLE | {"object"}
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

_local = threading.local()


def _parser() -> etree.HTMLParser:
    # The parser that lxml shares between threads serialises them. huge_tree lifts the nesting limit from 256 levels,
    # below which libxml2 drops the rest of the page, to 2,048.
    if not hasattr(_local, "parser"):
        _local.parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True, collect_ids=False)
    parser: etree.HTMLParser = _local.parser
    return parser


def parse(html: str) -> etree._Element | None:
    """The root element of `html`, which is bounded (extract.bounds), or None when there is nothing in the page."""
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), _parser())
    except (etree.LxmlError, ValueError):
        return None


def read_document(url: str, html: str) -> Document:
    document = Document(url, html, parse(html), base=url, host=host_of(url))
    if document.root is not None:
        _Walk(document).run()
    return document


def _laid_out(parts: list[str]) -> str:
    """The text as it is shown: the white space of the source is one space, a line ends where a block does."""
    text = "".join(parts)
    for sign in "\t\n\r\f":
        text = text.replace(sign, " ")
    return single_spaced(text).replace(_BREAK, "\n")


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
        self.watched: set[etree._Element] = set()  # open ones whose end changes what is above
        self.navigation_names: dict[str, bool] = {}
        self.anchor_start = 0

    def run(self) -> None:
        """One loop with as few steps for each element as can be: a page has hundreds, and hardly one is of interest."""
        document, root = self.document, self.document.root
        assert root is not None
        tags, classes, watched, parts = _TAGS, document.classes, self.watched, self.parts
        unseen_classes = document.unseen_classes
        above: etree._Element | None = None  # the innermost open element
        mark = SEAM  # for its end
        around: list[tuple[etree._Element | None, str]] = []  # the open elements around it, with theirs
        unseen_at: etree._Element | None = None
        for element in chain(root.iter(), (None,)):
            parent = element.getparent() if element is not None else None
            while above is not None and above is not parent:
                if unseen_at is None or unseen_at is above:
                    unseen_at = None
                    if watched and above in watched:
                        self.end(above)
                        parts = self.parts
                    parts.append(mark)
                    tail = above.tail
                    if tail:
                        parts.append(tail)
                above, mark = around.pop()
            if element is None:
                break
            tag: object = element.tag
            if not isinstance(tag, str):
                if unseen_at is None:
                    self.comment(element)
                continue
            around.append((above, mark))
            above = element
            mark, handler, trait = tags.get(tag, _USUAL)
            names = element.get("class")
            if unseen_at is not None:
                if names:
                    unseen_classes.append(names)
                continue
            parts.append(mark)
            identifier = element.get("id")
            if names:
                classes.append(names)
            if identifier:
                classes.append("#" + identifier)
            if handler is not None:
                handler(self, element)
            if trait == _CONTAINS:
                if self.navigation_at is None:
                    self.container(element, names or "", identifier or "")
            elif trait == _MAY_HIDE:
                if self.is_unseen(element):
                    unseen_at = element
                    continue
            elif trait == _MUTES and self.muted_at is None:
                self.muted_at, self.parts = element, []
                parts = self.parts
                watched.add(element)
            text = element.text
            if text:
                parts.append(text)
        document.text = _laid_out(self.visible)
        # Caches sign their work behind the end of the page, some builders before its start.
        for comment in (*root.itersiblings(etree.Comment, preceding=True), *root.itersiblings(etree.Comment)):
            if comment.text and len(document.comments) < MAX_COMMENTS:
                document.comments.append(comment.text[:400])

    def is_unseen(self, element: etree._Element) -> bool:
        """True for what is drawn by others or not at all; of an `object`, what stands in its place is read.

        Builders put links into one that shows nothing, and address and telephone into the one that shows a map.
        """
        if element.tag in _HIDEABLE:
            return _HIDDEN.search(element.get("style") or "") is not None
        return element.tag != "object" or element.get("classid") is not None

    def comment(self, element: etree._Element) -> None:
        """A comment, or a processing instruction, and the text behind it."""
        comments = self.document.comments
        if isinstance(element, etree._Comment) and element.text and len(comments) < MAX_COMMENTS:
            comments.append(element.text[:400])
        if element.tail:
            self.parts.append(element.tail)

    def end(self, element: etree._Element) -> None:
        self.watched.discard(element)
        if element is self.muted_at:
            self.muted_at, self.parts = None, self.visible
        if element is self.navigation_at:
            self.navigation_at = None
        if element is self.header_at:
            self.header_at = None
        if self.open_anchor is not None and element is self.open_anchor.element:
            self.open_anchor.text = "".join(self.parts[self.anchor_start :])
            self.open_anchor = None

    def anchor(self, element: etree._Element) -> None:
        href = element.get("href")
        if href is None:
            return
        href, before = href.strip(), ""
        if ":" in href:
            if href.count(":") > 1:
                href = _MISPLACED.sub("", href)
            # Only what stands before a number or an address says something about it.
            if ":" in href[:12] and not href.startswith(("http", "javascript")):
                before = _laid_out(self.parts[-24:])[-80:]
        anchor = Anchor(element, href, before=before, in_navigation=self.navigation_at is not None)
        self.document.anchors.append(anchor)
        if not href.startswith(("/", "#")) or href.startswith("//"):
            self.document.elsewhere.append(anchor)
        if self.open_anchor is None:
            self.open_anchor, self.anchor_start = anchor, len(self.parts)
            self.watched.add(element)

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
        if len(self.document.links) < MAX_HEAD_LINKS:
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
            self.document.title = " ".join(element.text[:LONGEST_TITLE].split())

    def html(self, element: etree._Element) -> None:
        language = (
            element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("xml:lang")
        )
        self.document.language = (language or "").strip().lower()

    def navigation(self, element: etree._Element) -> None:
        if self.navigation_at is None:
            self.navigation_at = element
            self.watched.add(element)

    def header(self, element: etree._Element) -> None:
        if self.header_at is None:
            self.header_at = element
            self.watched.add(element)

    def container(self, element: etree._Element, names: str, identifier: str) -> None:
        text = f"{names} {identifier}"
        is_named_so = self.navigation_names.get(text)
        if is_named_so is None:
            is_named_so = self.navigation_names[text] = _NAVIGATION.search(text) is not None
        if is_named_so or element.get("role") in _LANDMARKS:
            self.navigation(element)
            if "header" in text.lower():
                self.header(element)


# Functions and not bound methods, which would tie the walk, and with it the tree, into a cycle: a tree is large, and it
# has to be gone with its page, not when the garbage collector happens to come by.
_ON_START: dict[str, Callable[[_Walk, etree._Element], None]] = {
    "a": _Walk.anchor, "area": _Walk.anchor, "img": _Walk.image, "svg": _Walk.image, "script": _Walk.script,
    "link": _Walk.link, "meta": _Walk.meta, "base": _Walk.base, "title": _Walk.title, "iframe": _Walk.frame,
    "frame": _Walk.frame, "form": _Walk.form, "html": _Walk.html, "footer": _Walk.navigation,
    "nav": _Walk.navigation, "header": _Walk.header, "embed": _Walk.frame,
}  # fmt: skip

_NOTHING, _CONTAINS, _MAY_HIDE, _MUTES = range(4)  # what else an element asks for
_USUAL = (SEAM, None, _NOTHING)
_TRAITS = {
    **dict.fromkeys(_CONTAINERS, _CONTAINS),
    **dict.fromkeys(_UNSEEN, _MAY_HIDE),
    **dict.fromkeys(_INVISIBLE, _MUTES),
}
# All that has to be known of a tag, so that one look tells it; other tags are _USUAL.
_TAGS = {
    tag: (_BREAK if tag in _BLOCKS else SEAM, _ON_START.get(tag), _TRAITS.get(tag, _NOTHING))
    for tag in _BLOCKS | _ON_START.keys() | _TRAITS.keys()
}
