"""What one pass over a parsed page gathers for all extractors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from scraper_sky.scraping.extract.addresses import absolute

# Joins what inline elements hold: `info<b>@</b>example.com` must stay one address, yet `<b>Mail</b><b>info@…` must not
# glue two words. Whoever reads the text decides what the mark means; the parser cannot produce it.
SEAM = "\x1f"


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
    elsewhere: list[Anchor] = field(default_factory=list)  # those whose href is more than a path or a fragment
    images: list[Image] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    resources: list[str] = field(
        default_factory=list
    )  # src of scripts and frames, href of links, action of forms; as written
    classes: list[str] = field(default_factory=list)  # class attributes and, behind a '#', ids
    unseen_classes: list[str] = field(default_factory=list)  # class attributes within what is not drawn as text
    comments: list[str] = field(default_factory=list)
    forms: int = 0
    resolved: dict[str, str | None] = field(default_factory=dict)  # pages repeat their links, and several ask

    def resolve(self, href: str) -> str | None:
        """The absolute http(s) URL of a reference on this page."""
        try:
            return self.resolved[href]
        except KeyError:
            url = self.resolved[href] = absolute(href, self.base)
            return url

    def has_class_with(self, parts: Iterable[str]) -> bool:
        """True if one of the parts stands in the class of any element."""
        names = " ".join((*self.classes, *self.unseen_classes))
        return any(part in names for part in parts)

    def first_meta(self, *names: str) -> str:
        """The first non-empty content of these names, in the order of the names."""
        for name in names:
            for key, content in self.metas:
                if key == name and content:
                    return content
        return ""
