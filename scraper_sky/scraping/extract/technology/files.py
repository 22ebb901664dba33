"""Libraries by the names of their files and packages, with the version that the address tells.

The ways that the large public stores and packagers write one:
`jquery-3.7.1.min.js`, `jquery.min.js?ver=3.7.1`, `/npm/jquery@3.7.1/dist/…`, `/ajax/libs/jquery/3.7.1/…`,
`/3.7.1/jquery.min.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from scraper_sky.scraping.extract.technology.literals import NUMBER

_COMBINED = re.compile(r"(?<=\.js)-[0-9a-f]{6,12}\.js\Z|(?<=\.css)-[0-9a-f]{6,12}\.css\Z")
_ENDING = re.compile(r"\.(?:m?js|css)\Z")
_VARIANT = re.compile(r"[.-](?:min|slim|bundle|full|pack|packed|prod|production|compressed|custom|[0-9a-f]{8,40})\Z")
_NUMBERED = re.compile(r"[-._@]v?\d{1,4}(?:\.\d{1,6}){0,3}(?:-?(?:alpha|beta|rc)[.\d]{0,5})?\Z")
_STORES = frozenset({"libs", "npm", "lib", "vendor", "libraries", "node_modules", "bower_components"})
_QUERY = re.compile(rf"(?:\?|[?&](?:ver|v|version)=){NUMBER}(?!-\d)", re.I)
_RELEASE = re.compile(r"/v?(\d{1,3}\.\d{1,4}\.\d{1,4})/")
LONGEST_NAME = 120  # characters


def named_files(parts: Sequence[str]) -> Iterator[str]:
    """The names a path may be known by: of its file, without version and variant, and of the package it comes from."""
    for file in parts[-1][-LONGEST_NAME:].split(","):  # Contao names a file after all that it put into it.
        yield from _stems(_COMBINED.sub("", file))
    for store in _STORES.intersection(parts[:-2]):
        yield parts[parts.index(store) + 1].partition("@")[0]
    for before, part in pairwise(parts[:-1]):
        if "@" in part:
            yield part.partition("@")[0]
        elif part[:1].isdigit() and "." in part:
            yield before


@lru_cache(maxsize=1024)
def _stems(file: str) -> tuple[str, ...]:
    if "." not in file and "@" not in file:
        return ()
    name, at, version = file.partition("@")
    if at and version[:1].isdigit():
        return (name,)
    stem, endings = _ENDING.subn("", file)
    if not endings:
        return ()
    stems = [stem]
    for _ in range(4):
        shorter = _VARIANT.sub("", stem, count=1) if _VARIANT.search(stem) else _NUMBERED.sub("", stem, count=1)
        if shorter == stem:
            break
        stem = shorter
        stems.append(stem)
    if "." in stem:
        stems.append(stem.partition(".")[0] + ".*")  # `jquery.fancybox` is a plugin of jQuery
    return tuple(dict.fromkeys(stems))


@lru_cache(maxsize=256)
def _version_patterns(name: str) -> tuple[re.Pattern[str], ...]:
    literal = re.escape(name)
    return (
        re.compile(rf"/{literal}@v?{NUMBER}", re.I),
        re.compile(rf"/{literal}/v?{NUMBER}/", re.I),
        re.compile(rf"/{literal}(?:[.-](?:min|slim|bundle))?[-._]v?{NUMBER}", re.I),
        re.compile(rf"/v?(\d{{1,3}}(?:\.\d{{1,4}}){{1,3}})/(?:(?:js|css|dist|umd)/){{0,2}}{literal}[./-]", re.I),
    )


def version_of_file(name: str, path: str) -> str | None:
    """The version of the library `name` in an address (in lower case)."""
    if name.endswith("*"):
        return None
    for pattern in _version_patterns(name):
        match = pattern.search(path)
        if match:
            return match[1]
    match = _QUERY.search(path)
    return match[1] if match else None


def version_of_release(path: str) -> str | None:
    """The version that a store of one library has in its paths: `/releases/v5.0.6/css/all.css`."""
    match = _RELEASE.search(path)
    return match[1] if match else None
