#!/usr/bin/env python3
"""Renews the vendored list of third parties:  ops/renew-fingerprints.py [VERSION]

Takes the npm package third-party-web (needs `npm`), refuses it unless its licence is still MIT, and writes
technology/data/third_party_web.json with the licence beside it. Run the tests of the extractor afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "third-party-web"
FILES = ("package.json", "LICENSE", "dist/entities-nostats.json")
DATA = Path(__file__).parents[1] / "scraper_sky" / "scraping" / "extract" / "technology" / "data"
# What each of their categories is called here. The others (content, hosting, other) are sites rather than technology.
CATEGORIES = {
    "ad": "advertising",
    "analytics": "analytics",
    "cdn": "cdn",
    "consent-provider": "widget",
    "customer-success": "widget",
    "marketing": "widget",
    "social": "widget",
    "tag-manager": "tag_manager",
    "utility": "widget",
    "video": "widget",
}
# Names of whole companies, whose hosts serve too many things to say which one is used.
TOO_WIDE = {
    "Facebook",
    "Instagram",
    "Twitter",
    "LinkedIn",
    "Pinterest",
    "Other Google APIs/SDKs",
    "Yahoo!",
    "Cloudflare",
}


def read_package(version: str) -> dict[str, str]:
    """The files that matter, by their names in the package, which npm fetches."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{PACKAGE}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            members = {name: archive.extractfile(f"package/{name}") for name in FILES}
            return {name: member.read().decode() for name, member in members.items() if member}


def entities_of(listed: str) -> dict[str, dict[str, list[str]]]:
    """Category -> name -> hosts; `*.` is left off, since a host stands for all below it."""
    made: dict[str, dict[str, list[str]]] = {}
    for entity in json.loads(listed):
        category = CATEGORIES.get(entity.get("category", ""))
        if category and entity["name"] not in TOO_WIDE:
            hosts = sorted({host.removeprefix("*.").lower() for host in entity["domains"]})
            made.setdefault(category, {})[entity["name"]] = [host for host in hosts if "." in host and "*" not in host]
    return {category: dict(sorted(named.items())) for category, named in sorted(made.items())}


def written(source: str, entities: dict[str, dict[str, list[str]]]) -> str:
    """The file, one service a line, so that a renewal reads well as a difference."""
    groups = []
    for category, named in entities.items():
        lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(hosts)}" for name, hosts in named.items())
        groups.append(f'"{category}": {{\n' + ",\n".join(lines) + "\n}")
    head = f'"$kind": "entities",\n"$source": {json.dumps(source)},\n"entities": {{\n'
    return "{\n" + head + ",\n".join(groups) + "\n}\n}\n"


def main(version: str) -> str | None:
    """Why nothing was changed, or None."""
    package = read_package(version)
    about, licence = json.loads(package["package.json"]), package["LICENSE"]
    if about["license"] != "MIT" or "MIT License" not in licence:
        return f"The licence of {PACKAGE} {about['version']} is not MIT any more; nothing was changed."
    entities = entities_of(package["dist/entities-nostats.json"])
    source = f"{PACKAGE} {about['version']}, MIT"
    (DATA / "third_party_web.json").write_text(written(source, entities), encoding="utf-8")
    (DATA / "third_party_web.LICENSE").write_text(licence, encoding="utf-8")
    sys.stdout.write(f"{source}: {sum(map(len, entities.values()))} services\n")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "latest"))
