"""Looks the evidence of a page up in the fingerprints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper_sky.model.report import Method, Technology
from scraper_sky.scraping.extract.addresses import host_of
from scraper_sky.scraping.extract.technology.evidence import Evidence, Resource
from scraper_sky.scraping.extract.technology.files import named_files, version_of_file, version_of_release
from scraper_sky.scraping.extract.technology.literals import find_word, version_alone, version_behind
from scraper_sky.scraping.extract.technology.loader import (
    HEAD,
    Fingerprints,
    Known,
    Sign,
    parents_of,
)

Find = tuple[Known, Technology]
MAX_TAG_CHECKS = 500
LONGEST_TAG = 2_000  # characters before an attribute in which its tag begins

_TAILWIND = re.compile(r"(?:sm|md|lg|xl|2xl|hover):-?[a-z][a-z-]{0,24}(?:\d[\d./]{0,6})?")
_TAILWIND_CLASSES = 3


def finds(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    """Every find, the same technology as often as signs tell it."""
    yield from _in_headers(evidence, known)
    yield from _in_metas(evidence, known)
    yield from _in_resources(evidence, known)
    yield from _in_images(evidence, known)
    yield from _in_names(evidence, known)
    yield from _in_comments(evidence, known)
    yield from _in_scripts(evidence, known)
    yield from _in_markup(evidence, known)


def _find(evidence: Evidence, sign: Sign | Known, method: Method, snippet: str, version: str | None = None) -> Find:
    known = sign.known if isinstance(sign, Sign) else sign
    shown = " ".join(snippet[:400].split())[:200]
    return known, Technology(known.name, known.category, version, evidence.page, method, shown)


def _in_headers(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    table = known.named["header"]
    for name, value in evidence.headers.items():
        lowered = value[:2_000].lower()
        for sign in table.get(name, ()) or table.get(name.rpartition("-")[0] + "-*", ()):
            if not sign.needle:
                version = version_alone(value) if name.endswith("version") else None
                yield _find(evidence, sign, Method.HEADER, f"{name}: {value[:180]}", version)
            elif (position := find_word(lowered, sign.needle)) >= 0:
                version = version_behind(lowered, position + len(sign.needle))
                yield _find(evidence, sign, Method.HEADER, f"{name}: {value[:180]}", version)
    for cookie in evidence.cookies:
        lowered = cookie.lower()
        for sign in known.exact["cookie"].get(lowered, ()):
            yield _find(evidence, sign, Method.COOKIE, cookie)
        for sign in known.prefixes["cookie"]:
            if lowered.startswith(sign.needle):
                yield _find(evidence, sign, Method.COOKIE, cookie)


def _in_metas(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    named = known.named["meta"]
    for name, content in evidence.metas:
        lowered = content.lower()
        if name == "generator":
            for sign in known.texts["generator"]:
                if sign.needle in lowered and (position := find_word(lowered, sign.needle)) >= 0:
                    version = version_behind(lowered, position + len(sign.needle))
                    yield _find(evidence, sign, Method.META, content, version)
        for sign in named.get(name, ()) or named.get(name.partition("-")[0] + "-*", ()):
            if not sign.needle or find_word(lowered, sign.needle) >= 0:
                yield _find(evidence, sign, Method.META, f"{name}: {content}")


def _in_resources(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    files, seen = known.exact["file"], set[str]()
    own = host_of(evidence.page)
    for resource in evidence.resources:
        if resource.host and resource.host != own:
            yield from _of_host(evidence, known, resource)
        if resource.is_own:
            yield from _of_path(evidence, known, resource, seen)
        for name in named_files(resource.parts):
            for sign in files.get(name, ()):
                version = version_of_file(sign.needle, resource.path)
                yield _find(evidence, sign, Method.URL, resource.url, version)
    for host, path in evidence.named_hosts:
        for parent in parents_of(host):
            for sign in known.hosts.get(parent, ()):
                if sign.starts(path):
                    yield _find(evidence, sign, Method.SCRIPT, f"//{host}{path}")


def _of_path(evidence: Evidence, known: Fingerprints, resource: Resource, seen: set[str]) -> Iterator[Find]:
    """What the folders on the site's own host tell; each technology once, since paths tell no version."""
    for segment in resource.parts[1:-1]:
        for sign in known.segments.get(segment, ()):
            if sign.known.name not in seen and sign.stands_in(resource.path):
                seen.add(sign.known.name)
                yield _find(evidence, sign, Method.URL, resource.url)


def _of_host(evidence: Evidence, known: Fingerprints, resource: Resource) -> Iterator[Find]:
    for parent in parents_of(resource.host):
        for sign in known.hosts.get(parent, ()):
            if sign.starts(resource.path):
                version = version_of_release(resource.path) if sign.known.category == "framework" else None
                yield _find(evidence, sign, Method.URL, resource.url, version)
        service = known.services.get(parent)
        if service is not None and resource.is_loaded and not resource.is_own:
            yield _find(evidence, service, Method.URL, resource.url)


def _in_images(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    """Pixels, and the folders of pictures on the site's own host; a picture of somebody else's site proves nothing."""
    seen = set[str]()
    for image in evidence.images:
        if image.host:
            for parent in parents_of(image.host):
                for sign in known.images.get(parent, ()):
                    if sign.starts(image.path):
                        yield _find(evidence, sign, Method.URL, image.url)
        for sign in known.image_names:
            if sign.needle in image.path:
                yield _find(evidence, sign, Method.URL, image.url)
        if image.is_own:
            yield from _of_path(evidence, known, image, seen)


def _in_names(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    for place, names, mark in (("class", evidence.classes, "."), ("id", evidence.ids, "#")):
        exact, headed = known.exact[place], known.headed[place]
        for name in names:
            for sign in exact.get(name, ()):
                yield _find(evidence, sign, Method.HTML, mark + name)
        for name in names:
            for sign in headed.get(name[:HEAD], ()):
                if name.startswith(sign.needle):
                    yield _find(evidence, sign, Method.HTML, mark + name)
    utilities = sorted(name for name in evidence.classes if ":" in name and _TAILWIND.fullmatch(name))
    if len(utilities) >= _TAILWIND_CLASSES:
        yield _find(evidence, known.by_name["Tailwind CSS"], Method.HTML, " ".join(utilities[:6]))


def _in_comments(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    if not evidence.comments:
        return
    lowered = evidence.comments.lower()
    if len(lowered) != len(evidence.comments):
        lowered = evidence.comments
    for sign in known.texts["comment"]:
        position = find_word(lowered, sign.needle)
        if position >= 0:
            start = max(evidence.comments.rfind("\n", 0, position) + 1, position - 80)
            snippet = evidence.comments[start : position + 160].partition("\n\n")[0]
            version = version_behind(evidence.comments, position + len(sign.needle))
            yield _find(evidence, sign, Method.HTML, snippet, version)


def _in_scripts(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    lowered = evidence.heads.lower()
    for needle, position in _first_places(known.script_pattern, lowered):
        for sign in known.scripts[needle]:
            yield _find(evidence, sign, Method.SCRIPT, lowered[max(0, position - 40) : position + 120])


def _in_markup(evidence: Evidence, known: Fingerprints) -> Iterator[Find]:
    markup, seen, checks = evidence.markup, set(), 0
    for match in known.attribute_pattern.finditer(markup):
        needle = match[0][1:]
        if needle not in known.attributes:
            needle = needle[:-8] + "#"  # eight hexadecimal digits
        if needle in seen or checks >= MAX_TAG_CHECKS:
            continue
        checks += 1
        start = match.start()
        tag = markup.rfind("<", max(0, start - LONGEST_TAG), start)
        if tag < 0 or markup.rfind(">", tag, start) >= 0:
            continue  # text, not markup
        seen.add(needle)
        version = version_behind(markup, match.end()) if needle.endswith("version") else None
        for sign in known.attributes[needle]:
            yield _find(evidence, sign, Method.HTML, markup[start : start + 120], version)


def _first_places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int]]:
    seen = set()
    for match in pattern.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            yield match[0], match.start()
