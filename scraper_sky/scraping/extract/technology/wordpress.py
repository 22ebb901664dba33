"""The version of WordPress, and its themes and plugins by the folders their files come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from scraper_sky.model.report import Method, Technology
from scraper_sky.scraping.extract.technology.evidence import Evidence, Resource
from scraper_sky.scraping.extract.technology.literals import NUMBER, version_alone

MAX_EXTENSIONS = 60  # themes and plugins named by their folder

_FOLDER_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,79}\Z")
_CONTENT = ("wp-content", "app", "content")  # the last two are how Bedrock and others name the first
_KINDS = {"plugins": "plugin", "mu-plugins": "plugin", "themes": "theme"}
_NOT_FOLDERS = frozenset({"pub", "vip", "premium", "a8c", "h4", "lib", "vendor"})
_VERSION = re.compile(rf"[?&](?:ver|v)={NUMBER}", re.I)
# Files of the core whose version is always that of the core.
_CORE_FILE = re.compile(r"/wp-includes/(?:js/dist/|css/dist/|blocks/|js/wp-e|js/comment-reply|css/dashicons)")
# The script that replaces emoji is asked for by an inline script of the core, with the version of the core.
_EMOJI = re.compile(rf"wp-emoji-release\.min\.js\?ver={NUMBER}", re.I)
_BORROWED = frozenset({"lib", "libs", "vendor", "vendors", "third-party", "node_modules"})  # with versions of their own
_STORE = "c0.wp.com"  # serves the files of the core and of public plugins and themes by name and version


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    file = resources.files(__package__) / "data" / "wordpress" / "folders.json"
    names: Mapping[str, Mapping[str, str]] = json.loads(file.read_bytes())
    return names


def of_wordpress(evidence: Evidence) -> Iterator[Technology]:
    """WordPress with its version where a file of the core tells it, then every theme and plugin."""
    names, versions = _names(), dict[str, str | None]()
    emoji = _EMOJI.search(evidence.heads)
    core = emoji[1] if emoji else None
    if emoji and core:
        yield Technology("WordPress", "cms", core, evidence.page, Method.SCRIPT, emoji[0])
    for resource in evidence.resources:
        if not resource.is_own:
            continue
        parts = resource.parts
        if core is None and "/wp-includes/" in resource.path:
            core = _core_version(resource, parts)
            if core:
                yield Technology("WordPress", "cms", core, evidence.page, Method.URL, resource.url[:200])
        category, folder = _folder(resource, parts)
        name = names[category].get(folder, folder) if folder else ""
        if not name or versions.get(name) or (name not in versions and len(versions) >= MAX_EXTENSIONS):
            continue
        version = version_alone(parts[3]) if resource.host == _STORE else _version_of_extension(resource)
        if version or name not in versions:
            versions[name] = version
            yield Technology(name, category, version, evidence.page, Method.URL, resource.url[:200])


def _version_of_extension(resource: Resource) -> str | None:
    return _version_asked_for(resource) if _BORROWED.isdisjoint(resource.parts) else None


def _version_asked_for(resource: Resource) -> str | None:
    match = _VERSION.search(resource.path)
    return match[1] if match else None


def _core_version(resource: Resource, parts: Sequence[str]) -> str | None:
    if resource.host == _STORE and parts[1] == "c":
        return version_alone(parts[2])
    # Scripts of the editor have a hash for a version; style sheets and the others have the core's.
    version = _version_asked_for(resource) if _CORE_FILE.search(resource.path) else None
    return version if version and "." in version else None


def _folder(resource: Resource, parts: Sequence[str]) -> tuple[str, str]:
    """`plugin` or `theme`, and the folder of the extension that a file belongs to; an empty folder for none."""
    if resource.host == _STORE:
        kind = {"p": "plugin", "t": "theme"}.get(parts[1], "") if len(parts) > 4 else ""
        return (kind, parts[2]) if kind else ("plugin", "")
    for root in _CONTENT:
        kind, folder, *below = parts[parts.index(root) + 1 :] if root in parts[:-3] else ("", "")
        if kind in _KINDS:
            folder = below[0] if folder in _NOT_FOLDERS else folder
            return _KINDS[kind], folder if _FOLDER_NAME.match(folder) else ""
    return "plugin", ""
