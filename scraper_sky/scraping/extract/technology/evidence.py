"""What a page shows of its technology, sorted by how it can be looked up. Lengths are bounded, so the time is too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from scraper_sky.scraping.extract.addresses import same_site
from scraper_sky.scraping.extract.document import Document

MAX_RESOURCES = 1_000
MAX_IMAGES = 15  # at either end, where pixels are
LONGEST_URL = 500  # characters
LONGEST_SCRIPT = 20_000  # searched for hosts
SCRIPT_HEAD = 600  # searched for what is set up there: loaders are short, long scripts are data
LONGEST_SCRIPTS = 200_000
LONGEST_HEADS = 20_000
LONGEST_MARKUP = 300_000
LONGEST_CLASSES = 200_000
LONGEST_COMMENTS = 60_000
MAX_IDS = 5_000
MAX_METAS = 300

_COOKIE_NAME = re.compile(r"(?:\A|\n|,\s?)\s{0,3}([^\s=;,]{1,80})=")
_HOST_IN_SCRIPT = re.compile(r"([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(/[^\s\"'<>\\`)]{0,200})?", re.I)
# Links that name another page, or a host to expect, load nothing.
_NAMING = frozenset({"canonical", "alternate", "me", "author", "publisher", "license", "next", "prev", "shortlink"})
_NAMING_OR_HINT = _NAMING | {"preconnect", "dns-prefetch", "search", "pingback", "edituri", "wlwmanifest", "profile"}
# Where sites keep their own files under another's name.
_STORES = (
    ".b-cdn.net", ".cloudfront.net", ".kxcdn.com", ".netdna-cdn.com", ".netdna-ssl.com", ".rocketcdn.me",
    ".stackpathcdn.com", ".cdn77.org", ".azureedge.net", ".fastly.net", ".akamaized.net", ".akamaihd.net", ".wp.com",
    ".nitrocdn.com", ".gcdn.co", ".cachefly.net", ".hwcdn.net", ".amazonaws.com", ".digitaloceanspaces.com",
)  # fmt: skip


class Resource(NamedTuple):
    """Something the page loads or sends to. `host` is empty for a relative address."""

    url: str  # as written
    host: str
    path: str  # in lower case, begins with a slash, with the query
    parts: Sequence[str]  # of the path without the query; the first is empty
    is_own: bool  # on a host of the site itself
    is_loaded: bool  # a script, frame or style sheet rather than a hint or a link to another page


@dataclass(frozen=True, slots=True)
class Evidence:
    page: str
    resources: tuple[Resource, ...]
    images: tuple[Resource, ...]
    named_hosts: tuple[tuple[str, str], ...]  # host and path of addresses in inline scripts
    heads: str  # the beginnings of inline scripts
    classes: tuple[str, ...]  # each once, in the order of the page, as the ids
    ids: tuple[str, ...]
    comments: str
    markup: str
    metas: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    cookies: tuple[str, ...]


def evidence_of(document: Document, headers: Mapping[str, str]) -> Evidence:
    hints, naming = _link_kinds(document)
    resources = tuple(_resources(document, hints, naming))
    scripts = [script.text[:LONGEST_SCRIPT] for script in document.scripts if "json" not in script.type]
    names = dict.fromkeys(document.classes)
    ids = [name[1:] for name in names if name[0] == "#"][:MAX_IDS]
    classes = " ".join([name for name in names if name[0] != "#"])[:LONGEST_CLASSES]
    return Evidence(
        page=document.url,
        resources=resources,
        images=tuple(_images(document)),
        named_hosts=tuple(_named_hosts("\n".join(scripts)[:LONGEST_SCRIPTS], document.host)),
        heads="\n".join(script[:SCRIPT_HEAD] for script in scripts)[:LONGEST_HEADS],
        classes=tuple(dict.fromkeys(classes.lower().split())),
        ids=tuple(dict.fromkeys(map(str.lower, ids))),
        comments="\n".join(document.comments)[:LONGEST_COMMENTS],
        markup=document.html[:LONGEST_MARKUP],
        metas=tuple((name, content[:400]) for name, content in document.metas[:MAX_METAS]),
        headers=headers,
        cookies=tuple(_COOKIE_NAME.findall(headers.get("set-cookie", "")[:8_000])),
    )


def _link_kinds(document: Document) -> tuple[frozenset[str], frozenset[str]]:
    """Addresses that are only hints, and those that name another page."""
    hints, naming = set(), set()
    for link in document.links:
        kinds = (link.get("rel") or "").lower().split()
        href = link.get("href")
        if href and not _NAMING_OR_HINT.isdisjoint(kinds) and "stylesheet" not in kinds:
            hints.add(href)
            if not _NAMING.isdisjoint(kinds):
                naming.add(href)
    return frozenset(hints), frozenset(naming)


def _resources(document: Document, hints: frozenset[str], naming: frozenset[str]) -> Iterator[Resource]:
    """All with an address of their own; foreign pages that are only named are none."""
    every = [
        _split(url, document.host, loaded=url not in hints)
        for url in dict.fromkeys(document.resources[: 4 * MAX_RESOURCES])
        if url[:5] not in ("data:", "javas")
    ][:MAX_RESOURCES]
    store = _main_store(every)
    for resource in every:
        if resource.url in naming and not resource.is_own:
            continue
        if store and resource.host == store and not resource.is_own:
            resource = resource._replace(is_own=True)
        yield resource


def _images(document: Document) -> Iterator[Resource]:
    """One of each folder: where pictures come from tells something, their names do not."""
    folders = set()
    for image in (*document.images[:MAX_IMAGES], *document.images[MAX_IMAGES:][-MAX_IMAGES:]):
        source = image.element.get("src") or ""
        folder = source[: source.rfind("/") + 1]
        if folder not in folders and source[:5] != "data:":
            folders.add(folder)
            yield _split(source, document.host, loaded=True)


def _main_store(resources: Iterable[Resource]) -> str:
    """The foreign host that serves most of the page's files, and at least three: the site keeps its files there."""
    hosts = Counter(resource.host for resource in resources if resource.is_loaded)
    host, count = next(iter(hosts.most_common(1)), ("", 0))
    return host if count >= 3 else ""


def _split(url: str, site: str, loaded: bool) -> Resource:
    url = url.strip()[:LONGEST_URL]
    start = url[:8].find("//")
    if start < 0:
        path = url.lower() if url[:1] == "/" else "/" + url.lower()
        return Resource(url, "", path, path.partition("?")[0].split("/"), True, loaded)
    host, slash, path = url[start + 2 :].lower().partition("/")
    host = host.rpartition("@")[2].partition(":")[0]
    path = slash + path or "/"
    return Resource(url, host, path, path.partition("?")[0].split("/"), _is_own(host, site), loaded)


@lru_cache(maxsize=1024)
def _is_own(host: str, site: str) -> bool:
    if host == site or host.endswith(_STORES):
        return True
    label = site.removeprefix("www.").partition(".")[0]
    return (len(label) >= 5 and label in host) or same_site(host, site)


def _named_hosts(scripts: str, site: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for part in scripts.replace("\\/", "/").split("//")[1:2_000]:
        start = part[:100]
        if start not in seen and not start.startswith(site):
            seen.add(start)
            match = _HOST_IN_SCRIPT.match(part)
            if match:
                yield match[1].lower(), (match[2] or "/").lower()
