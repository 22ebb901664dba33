"""Where a page mentions profiles on social networks: links, its head, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.app_links import read_app_link
from scraper_sky.scraping.extract.document import SEAM, Anchor, Document
from scraper_sky.scraping.extract.social.profiles import HOST_WORDS, Profile, read_profile, with_scheme
from scraper_sky.scraping.extract.social.quotes import is_quoted
from scraper_sky.scraping.extract.text import around, folded

MAX_TEXT_LINKS = 200
MAX_PLUGINS = 20
MAX_READ_AROUND = 100  # links around which the text is read, which may be as long as the page
_PATHS = tuple(f"/{sign}" for sign in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-?#")

_PLUGIN_CLASSES = ("fb-page", "fb-like-box")
_PLUGINS = etree.XPath(
    "(descendant::*[contains(@class, 'fb-page') or contains(@class, 'fb-like-box')]/@data-href)"
    f"[position() <= {MAX_PLUGINS}]",
    smart_strings=False,
)
_HANDED = re.compile(
    r"""\s(?:onclick|data-[\w-]{1,30})\s?=\s?["'][^"<>]{0,40}?(https?://(?:[\w-]{1,20}\.){1,3}[a-z]{2,5}/[^\s"'<>)]{1,150})""",
    re.I,
)
_SLASHED_HOST = re.compile(r"\.[A-Za-z]{2,4}/")
_HOSTS = "|".join(re.escape(word) + (r"(?:co\.)?[a-z]{2,3}" if word.endswith(".") else "") for word in HOST_WORDS)
_TEXT_LINK = re.compile(
    rf"(?<![\w.@/-])(?:https?://)?(?:[\w-]{{1,20}}\.){{0,2}}(?:{_HOSTS})/[^\s<>\"'()\[\]{{}}|\\^`,;{SEAM}]{{1,200}}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a profile was linked from."""

    profile: Profile
    method: Method
    as_written: str
    snippet: str


def mentions(document: Document, stated: list[tuple[str, Method]], web: list[tuple[Anchor, str]]) -> Iterator[Mention]:
    """Profiles in structured data, in links (with their absolute URLs), `<link rel=me>`, meta elements and the text."""
    for text, method in stated:
        profile = _of_link(text, document.resolve(text) or "")
        if profile is not None:
            yield Mention(profile, method, text[:300], f"sameAs: {text}"[:160])
    stays = _within(document)
    quoted = set[str]()
    read = 0
    for anchor, url in web:
        if anchor.href.startswith(stays) and "/@" not in url:
            continue
        profile = _of_link(anchor.href, url)
        if profile is None and "/@" in url and "me" in (anchor.element.get("rel") or "").lower().split():
            profile = read_profile(url, True)
        if profile is not None:
            read += 1
            if profile.rejected_by is None and is_quoted(anchor, profile, document.host, read <= MAX_READ_AROUND):
                quoted.add(profile.url)
                profile = replace(profile, rejected_by="not_the_owner")
            yield Mention(profile, Method.LINK, anchor.href[:300], folded(anchor.text)[:160])
    for anchor in document.anchors:
        if ":" not in anchor.href[:10] or anchor.href.startswith(("http:", "https:")):
            continue
        profile = read_app_link(anchor.href) or _of_link(anchor.href, "")
        if profile is not None:
            yield Mention(profile, Method.LINK, anchor.href[:300], folded(anchor.text)[:160])
    yield from _declared(document)
    yield from _embedded(document)
    for mention in _written(document):
        if mention.profile.url not in quoted:
            yield mention


def _within(document: Document) -> tuple[str, ...]:
    """How links begin that do not leave the page's host, as most; nothing where that is one of a network."""
    pages = tuple(f"{scheme}://{document.host}/" for scheme in ("https", "http"))
    if not document.base.startswith(pages) or read_profile(pages[0] + "a") is not None:
        return ()
    return (*pages, *_PATHS)


def _of_link(href: str, url: str) -> Profile | None:
    profile = read_profile(url)
    if profile is None and (mended := with_scheme(href)):
        return read_profile(mended)
    return profile


def _embedded(document: Document) -> Iterator[Mention]:
    """The page of the company in a plug-in of Facebook."""
    sources = [source for source in document.resources if "facebook.com" in source and "/plugins/" in source]
    if document.root is not None and document.has_class_with(_PLUGIN_CLASSES):
        found = _PLUGINS(document.root)
        sources += map(str, found) if isinstance(found, list) else []
    for source in sources[:MAX_PLUGINS]:
        profile = read_profile(document.resolve(source) or "")
        if profile is not None and profile.rejected_by is None:
            yield Mention(profile, Method.HTML, source[:300], source[:160])


def handed_to_scripts(document: Document) -> Iterator[Mention]:
    """Profiles in attributes for a script to open: `onclick="window.open('https://www.facebook.com/acme')"`."""
    for found in islice(_HANDED.finditer(document.html), MAX_TEXT_LINKS):
        profile = read_profile(found[1].replace("&amp;", "&"))
        if profile is not None:
            yield Mention(profile, Method.HTML, found[1], folded(found[0])[:160])


def _declared(document: Document) -> Iterator[Mention]:
    for element in document.links:
        if "me" in (element.get("rel") or "").lower().split() and (url := document.resolve(element.get("href") or "")):
            profile = read_profile(url, True)
            if profile is not None:
                yield Mention(profile, Method.META, url, 'link rel="me"')
    for name, content in document.metas:
        if name in ("twitter:site", "twitter:creator") and re.match(r"@\w{2,15}\Z", content):
            profile = read_profile(f"https://x.com/{content[1:]}")
            if profile is not None:
                yield Mention(profile, Method.META, content, f"{name}: {content}")
        elif name in ("article:publisher", "og:see_also") and content.startswith("http"):
            profile = read_profile(content)
            if profile is not None:
                yield Mention(profile, Method.META, content[:300], f"{name}: {content}"[:160])


def _written(document: Document) -> Iterator[Mention]:
    """Addresses of networks in the text itself, as `facebook.com/acme`."""
    text = document.text
    done = 0
    for count, slash in enumerate(_SLASHED_HOST.finditer(text)):
        if count >= MAX_TEXT_LINKS:
            return
        found = _TEXT_LINK.search(text, max(done, slash.start() - 48), slash.end() + 200)
        if found is None or found.start() > slash.start():
            continue
        done = found.end()
        written = found[0].rstrip(".!?:*_")
        profile = read_profile(written if written.lower().startswith("http") else f"https://{written}")
        if profile is not None:
            yield Mention(profile, Method.TEXT, written, around(text, *found.span()))
