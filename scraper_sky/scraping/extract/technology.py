"""What a site is built with, from signs that only the technology itself leaves (the table is in fingerprints.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scraper_sky.model.report import Method, Technology
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.fingerprints import (
    AFTER_NAME,
    PLUGIN_NAMES,
    SIGNS,
    THEME_NAMES,
    VERSIONS,
    WORDPRESS_CORE,
    WORDPRESS_PLUGIN,
    WORDPRESS_THEME,
    Sign,
)

MAX_EXTENSIONS = 60  # themes and plugins named by their folder
LONGEST_PLACE = 600_000  # characters of one kind of evidence that are searched

_METHODS = {
    "generator": Method.META,
    "cookie": Method.COOKIE,
    "script": Method.SCRIPT,
    "url": Method.URL,
    "image": Method.URL,
}
_TAILWIND = re.compile(r"(?<![\w:-])(?:sm|md|lg|xl|2xl|hover):[a-z][a-z-]{0,24}(?:\d[\d./]{0,6})?(?![\w:])")
_VUE_SCOPE = re.compile(r" data-v-[0-9a-f]{8}[\s=>]")
_CORE_FOLDERS = frozenset({"pub", "vip", "premium", "a8c", "h4", "lib", "vendor"})
_COOKIE_NAME = re.compile(r"(?:\A|\n|,\s?)\s{0,3}([\w.$!#%&'*+^`|~-]{1,80})=")


def technologies(document: Document, headers: Mapping[str, str]) -> tuple[Technology, ...]:
    """Every technology once, with the first sign it was known by and a version when some sign tells it."""
    places = _places(document, headers)
    found: dict[str, Technology] = {}
    for technology in _by_signs(document.url, places, headers):
        known = found.get(technology.name)
        if known is None or (known.version is None and technology.version is not None):
            found[technology.name] = technology
    if "WordPress" in found:
        for technology in _of_wordpress(document.url, places["url"]):
            known = found.get(technology.name)
            if known is None or (known.version is None and technology.version is not None):
                found[technology.name] = technology
        found = _without_borrowed_versions(found)
    for technology in _by_patterns(document, places):
        found.setdefault(technology.name, technology)
    return tuple(sorted(found.values(), key=lambda technology: (technology.category, technology.name.lower())))


def _places(document: Document, headers: Mapping[str, str]) -> dict[str, str]:
    images = (source for image in document.images if (source := image.element.get("src")))
    generators = [content for name, content in document.metas if name == "generator"]
    return {
        "url": "\n".join(document.resources)[:LONGEST_PLACE],
        "class": "\n".join(document.classes)[:LONGEST_PLACE],
        "script": "\n".join(script.text for script in document.scripts if "json" not in script.type)[:LONGEST_PLACE],
        "comment": "\n".join(document.comments)[:LONGEST_PLACE],
        "html": document.html[:LONGEST_PLACE],
        "image": "\n".join(images)[:LONGEST_PLACE],
        "generator": "\n".join(generators),
        "meta": "\n".join(f"{name}={content}" for name, content in document.metas if name == "csrf-param"),
        "cookie": "\n".join(_COOKIE_NAME.findall(headers.get("set-cookie", "")[:8_000])),
    }


def _by_signs(page: str, places: Mapping[str, str], headers: Mapping[str, str]) -> Iterator[Technology]:
    lowered = {place: text if place == "html" else text.lower() for place, text in places.items()}
    for sign in SIGNS:
        if sign.place.startswith("header:"):
            value = headers.get(sign.place[7:])
            if value is not None and sign.needle in value.lower():
                yield _found(sign, page, Method.HEADER, f"{sign.place[7:]}: {value}", value)
            continue
        position = lowered[sign.place].find(sign.needle)
        if position >= 0 and len(lowered[sign.place]) == len(places[sign.place]):
            line = _line(places[sign.place], position, len(sign.needle))
            yield _found(sign, page, _METHODS.get(sign.place, Method.HTML), line, line)


def _line(text: str, position: int, length: int) -> str:
    """The line of `text` around a find, at most 300 characters of it."""
    start = max(text.rfind("\n", 0, position) + 1, position - 120)
    end = text.find("\n", position)
    return text[start : min(end if end >= 0 else len(text), position + length + 180)]


def _found(sign: Sign, page: str, method: Method, snippet: str, source: str) -> Technology:
    return Technology(sign.name, sign.category, _version(sign, source), page, method, " ".join(snippet.split())[:200])


def _version(sign: Sign, source: str) -> str | None:
    pattern = VERSIONS.get(sign.name)
    if pattern is not None:
        match = pattern.search(source)
        return match[1] if match else None
    if sign.place == "generator" or sign.place in ("header:server", "header:x-powered-by", "header:x-generator"):
        start = source.lower().find(sign.needle)
        match = AFTER_NAME.match(source, start + len(sign.needle.rstrip("/"))) if start >= 0 else None
        return match[1] if match else None
    if sign.place in ("header:x-aspnet-version", "header:x-umbraco-version"):
        return source.strip()[:20]
    return None


def _of_wordpress(page: str, urls: str) -> Iterator[Technology]:
    """The core's version, and themes and plugins by the folders their files come from."""
    core = WORDPRESS_CORE.search(urls)
    if core:
        yield Technology("WordPress", "cms", core[1], page, Method.URL, core[0][:200])
    for pattern, names, category in (
        (WORDPRESS_THEME, THEME_NAMES, "theme"),
        (WORDPRESS_PLUGIN, PLUGIN_NAMES, "plugin"),
    ):
        for count, match in enumerate(pattern.finditer(urls)):
            if count >= 4 * MAX_EXTENSIONS:
                break
            folder = match[1]
            if folder in _CORE_FOLDERS or "/lib/" in match[0] or "/vendor/" in match[0]:
                continue
            name = names.get(folder.lower()) or names.get(folder) or folder
            yield Technology(name, category, match[2], page, Method.URL, match[0][:200])


def _without_borrowed_versions(found: dict[str, Technology]) -> dict[str, Technology]:
    """WordPress gives files that have no version its own; there it says nothing about the plugin, theme or library."""
    core = found["WordPress"].version
    return {
        name: replace(technology, version=None)
        if core and technology.version == core and name != "WordPress" and technology.method is Method.URL
        else technology
        for name, technology in found.items()
    }


def _by_patterns(document: Document, places: Mapping[str, str]) -> Iterator[Technology]:
    """Signs that containment cannot tell: utility classes, scoped attributes."""
    if "md:" in places["class"] or "lg:" in places["class"]:
        utilities = _TAILWIND.findall(places["class"][:200_000])
        if len(utilities) >= 12:
            snippet = " ".join(utilities[:6])
            yield Technology("Tailwind CSS", "framework", None, document.url, Method.HTML, snippet)
    scope = _VUE_SCOPE.search(document.html[:LONGEST_PLACE])
    if scope:
        yield Technology("Vue.js", "framework", None, document.url, Method.HTML, scope[0].strip())
