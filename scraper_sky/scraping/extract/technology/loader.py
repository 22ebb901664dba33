"""The one loader of fingerprints: every file in data/ becomes an index by what a page can be looked up with.

A file maps a category to its technologies, and each of these to its signs. There are no regular expressions in the
data, only literals in lower case, so no file can make matching slow:

- `generator`, `comment`, `script`: text that stands there between word boundaries; in `script` it begins with a letter;
- `meta`, `header`: `{name: text}`, several as a list; an empty text asks only that the name is there;
- `cookie`, `class`, `id`: a name, or its beginning with a `*` behind;
- `attribute`: the beginning of an attribute in the markup; a `-` or `#` (eight hexadecimal digits) ends an open one;
- `host`: a host with all below it, with the beginning of a path or without one;
- `path`: a piece of a path on a host of the site itself, with at least one whole segment in it;
- `image`: as `host`, or a file name, in the address of an image;
- `file`: a script or style sheet by its file name or package, without version and `.min`; `name.*` for any plugin;
- `implies`: what must be there too.

`*` in a path stands for up to eighty characters of one segment. A file with `"$kind": "entities"` is a list of services
by their hosts as third-party-web keeps it; the signs in the other files go before it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from scraper_sky.scraping.extract.technology.literals import any_of, segment_pattern

PLACES = frozenset(
    {"generator", "comment", "script", "meta", "header", "cookie", "class", "id", "attribute", "host", "path", "image"}
    | {"file"}
)
CATEGORIES = frozenset(
    {"cms", "shop", "theme", "plugin", "framework", "analytics", "advertising", "tag_manager", "widget", "server"}
    | {"cdn"}
)
HEAD = 4  # characters by which the beginnings of class names and ids are looked up


@dataclass(frozen=True, slots=True)
class Known:
    """A technology as the data has it; `rank` is its place in the data, and the lower one goes first."""

    name: str
    category: str
    rank: int
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    known: Known
    needle: str
    pattern: re.Pattern[str] | None = None  # for needles with a `*`, anchored where the needle is

    def starts(self, text: str) -> bool:
        return text.startswith(self.needle) if self.pattern is None else self.pattern.match(text) is not None

    def stands_in(self, text: str) -> bool:
        return self.needle in text if self.pattern is None else self.pattern.search(text) is not None


Signs = dict[str, list[Sign]]


@dataclass(slots=True)
class Fingerprints:
    """Everything known, by place."""

    by_name: dict[str, Known] = field(default_factory=dict)
    texts: dict[str, list[Sign]] = field(default_factory=lambda: defaultdict(list))  # generator, comment
    named: dict[str, Signs] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))  # meta, header
    exact: dict[str, Signs] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    prefixes: dict[str, list[Sign]] = field(default_factory=lambda: defaultdict(list))
    headed: dict[str, Signs] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))  # by HEAD
    hosts: Signs = field(default_factory=lambda: defaultdict(list))
    images: Signs = field(default_factory=lambda: defaultdict(list))
    image_names: list[Sign] = field(default_factory=list)
    segments: Signs = field(default_factory=lambda: defaultdict(list))
    scripts: Signs = field(default_factory=lambda: defaultdict(list))
    attributes: Signs = field(default_factory=lambda: defaultdict(list))
    services: dict[str, Known] = field(default_factory=dict)  # hosts of the entities
    script_pattern: re.Pattern[str] = re.compile(r"(?!)")
    attribute_pattern: re.Pattern[str] = re.compile(r"(?!)")


@cache
def fingerprints() -> Fingerprints:
    """What the files in data/ hold, read at first use. Raises ValueError, with file and name, for a malformed sign."""
    folder = resources.files(__package__) / "data"
    files = {file.name: json.loads(file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".json")}
    return compiled(dict(sorted(files.items())))


def compiled(files: Mapping[str, Mapping[str, Any]]) -> Fingerprints:
    """The index of files by their names. The order of the names is the rank of what they hold."""
    made = Fingerprints()
    rank = 0
    lists = [content for content in files.values() if content.get("$kind") == "entities"]
    for name, content in files.items():
        if content.get("$kind") == "entities":
            continue
        for category, technologies in content.items():
            if category not in CATEGORIES:
                raise ValueError(f"{name}: there is no category {category!r}")
            for technology, signs in technologies.items():
                rank += 1
                try:
                    _add(made, Known(technology, category, rank, tuple(signs.get("implies", ()))), signs)
                except (TypeError, ValueError, AttributeError) as fault:
                    raise ValueError(f"{name}: {technology}: {fault}") from fault
    for known in tuple(made.by_name.values()):
        if not made.by_name.keys() >= set(known.implies):
            raise ValueError(f"{known.name} implies {known.implies}, and not all of these are known")
    for content in lists:
        _add_services(made, content, rank)
    made.script_pattern = re.compile(r"\b" + any_of(made.scripts))
    made.attribute_pattern = re.compile(" " + any_of(made.attributes))
    return made


def _add(made: Fingerprints, known: Known, signs: Mapping[str, Any]) -> None:
    made.by_name.setdefault(known.name, known)
    unknown = signs.keys() - PLACES - {"implies"}
    if unknown or not signs.keys() & PLACES:
        raise ValueError(f"no place is called {sorted(unknown)}" if unknown else "no sign")
    for place, needles in signs.items():
        if place in ("meta", "header"):
            for header, values in needles.items():
                for value in [values] if isinstance(values, str) else values:
                    _check(header, value)
                    made.named[place][header].append(Sign(known, value))
        elif place != "implies":
            for needle in needles:
                _check(needle)
                _ADDERS[place](made, place, known, needle)


def _check(*needles: str) -> None:
    for needle in needles:
        if needle != needle.lower():
            raise ValueError(f"{needle!r} is not in lower case")
        if needle.count("*") > 2:
            raise ValueError(f"{needle!r} has more than two stars")
    if not needles[0]:
        raise ValueError("an empty sign")


def _add_text(made: Fingerprints, place: str, known: Known, needle: str) -> None:
    made.texts[place].append(Sign(known, needle))


def _add_name(made: Fingerprints, place: str, known: Known, needle: str) -> None:
    if place == "file" or not needle.endswith("*"):
        made.exact[place][needle].append(Sign(known, needle))
    elif place == "cookie":
        made.prefixes[place].append(Sign(known, needle[:-1]))
    else:
        if len(needle) <= HEAD:
            raise ValueError(f"{needle!r} is too short for a beginning")
        made.headed[place][needle[:HEAD]].append(Sign(known, needle[:-1]))


def _add_script(made: Fingerprints, place: str, known: Known, needle: str) -> None:
    if not (needle[0].isalnum() or needle[0] == "_"):
        raise ValueError(f"{needle!r} does not begin with a letter")
    made.scripts[needle].append(Sign(known, needle))


def _add_attribute(made: Fingerprints, place: str, known: Known, needle: str) -> None:
    made.attributes[needle].append(Sign(known, needle))


def _add_host(made: Fingerprints, place: str, known: Known, needle: str) -> None:
    if place == "image" and "/" not in needle and needle.endswith(".php"):
        made.image_names.append(Sign(known, "/" + needle))
        return
    host, slash, path = needle.partition("/")
    if "*" in host or "." not in host:
        raise ValueError(f"{host!r} is not a host")
    table = made.images if place == "image" else made.hosts
    table[host].append(Sign(known, slash + path, segment_pattern(slash + path)))


def _add_path(made: Fingerprints, place: str, known: Known, needle: str) -> None:
    whole = [segment for segment in needle.split("/")[1:-1] if "*" not in segment]
    if not needle.startswith("/") or not whole:
        raise ValueError(f"{needle!r} has no whole segment")
    needle = needle.removesuffix("*")
    rarest = max(whole, key=lambda segment: (segment not in _COMMON, len(segment)))
    made.segments[rarest].append(Sign(known, needle, segment_pattern(needle)))


_COMMON = frozenset({"wp-content", "static", "assets", "media", "vendor", "themes", "plugins", "modules", "templates"})

_ADDERS = {
    "generator": _add_text, "comment": _add_text, "script": _add_script, "attribute": _add_attribute,
    "cookie": _add_name, "class": _add_name, "id": _add_name, "file": _add_name, "host": _add_host,
    "image": _add_host, "path": _add_path,
}  # fmt: skip


def _add_services(made: Fingerprints, content: Mapping[str, Any], rank: int) -> None:
    names = {name.lower() for name in made.by_name}
    above_ours = {parent for host in made.hosts for parent in parents_of(host)}
    for category, entities in content["entities"].items():
        if category not in CATEGORIES:
            raise ValueError(f"third parties: there is no category {category!r}")
        for name, hosts in entities.items():
            covered = any(host in above_ours or any(up in made.hosts for up in parents_of(host)) for host in hosts)
            if name.lower() in names or covered:
                continue  # ours says it with more precision
            known = Known(name, category, rank + 1)
            made.by_name[name] = known
            made.services.update(dict.fromkeys(hosts, known))


@lru_cache(maxsize=1024)
def parents_of(host: str) -> tuple[str, ...]:
    """The host itself and those above it, from five labels down to two."""
    labels = host.rsplit(".", 5)
    return tuple(".".join(labels[-count:]) for count in range(min(len(labels), 5), 1, -1))
