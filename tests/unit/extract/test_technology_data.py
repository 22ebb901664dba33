"""The data of the fingerprints: well formed, safe to match, and read by one loader that refuses anything else."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scraper_sky.scraping.extract.document import Document, Script
from scraper_sky.scraping.extract.technology import technologies
from scraper_sky.scraping.extract.technology.loader import CATEGORIES, compiled, fingerprints

DATA = Path(__file__).parents[3] / "scraper_sky" / "scraping" / "extract" / "technology" / "data"
FACTS = Path(__file__).parents[3] / "docs" / "facts.md"
MIB = 1_000_000


def document(**gathered: Any) -> Document:
    made = Document("https://www.acme.de/", gathered.pop("html", ""), base="https://www.acme.de/", host="www.acme.de")
    for name, value in gathered.items():
        setattr(made, name, value)
    return made


def test_every_file_is_read_and_every_technology_is_known() -> None:
    listed = [json.loads(file.read_text()) for file in sorted(DATA.glob("*.json"))]
    ours = {name for content in listed if "$kind" not in content for group in content.values() for name in group}

    known = fingerprints()

    assert ours <= known.by_name.keys()
    assert len(ours) > 1_000
    assert len(known.services) > 1_000


def test_no_technology_is_listed_twice_in_one_category() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert [name for name, count in Counter(name for name, _ in pairs).items() if count > 1] == []
        return dict(pairs)

    for file in DATA.rglob("*.json"):
        json.loads(file.read_text(), object_pairs_hook=once)


def test_the_vendored_list_says_where_it_is_from_and_has_its_licence() -> None:
    content = json.loads((DATA / "third_party_web.json").read_text())

    assert content["$source"].startswith("third-party-web ")
    assert content["$source"].endswith(", MIT")
    assert "The MIT License" in (DATA / "third_party_web.LICENSE").read_text()


def test_every_category_is_in_the_documentation() -> None:
    text = FACTS.read_text()

    assert [category for category in sorted(CATEGORIES) if f"`{category}`" not in text] == []


@pytest.mark.parametrize(
    ("category", "signs", "reason"),
    [
        ("blog", {"host": ["a.com"]}, "no category 'blog'"),
        ("cms", {}, "no sign"),
        ("cms", {"implies": ["B"]}, "no sign"),
        ("cms", {"dom": ["a"]}, "no place is called"),
        ("cms", {"host": ["A.com"]}, "not in lower case"),
        ("cms", {"host": ["a*.com/x"]}, "is not a host"),
        ("cms", {"host": ["localhost"]}, "is not a host"),
        ("cms", {"path": ["wp-content/"]}, "no whole segment"),
        ("cms", {"path": ["/wp-*/"]}, "no whole segment"),
        ("cms", {"path": ["/a/*/*/*/"]}, "more than two stars"),
        ("cms", {"class": ["ab*"]}, "too short"),
        ("cms", {"script": ["(function"]}, "does not begin with a letter"),
        ("cms", {"generator": [""]}, "an empty sign"),
        ("cms", {"host": ["a.com"], "implies": ["Nobody"]}, "not all of these are known"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_reason(category: str, signs: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        compiled({"mine.json": {category: {"A": signs}}})


def test_a_set_that_is_put_beside_ours_is_matched_like_ours() -> None:
    known = compiled({"mine.json": {"cms": {"Acme CMS": {"host": ["files.acme-cms.com/site"]}}}})

    assert [sign.known.name for sign in known.hosts["files.acme-cms.com"]] == ["Acme CMS"]


def test_ours_goes_before_a_list_of_services() -> None:
    ours = {"widget": {"Chat": {"host": ["js.chat.com"]}}}
    listed = {"widget": {"Chat Inc": ["chat.com"], "Other": ["other.com"], "chat": ["elsewhere.com"]}}

    known = compiled({"a.json": ours, "b.json": {"$kind": "entities", "entities": listed}})

    assert known.services.keys() == {"other.com"}


FLOODS = {
    "an attribute": document(html=" data-wf-" * (MIB // 9)),
    "an attribute in one tag": document(html="<a " + " data-v-1234567" * (MIB // 15)),
    "attributes that are no others": document(html="<p" + " data-pages=''" * (MIB // 14)),
    "spaces": document(html=" " * MIB),
    "setting up": document(scripts=[Script("", "window.__" * 60) for _ in range(MIB // 540)]),
    "addresses in a script": document(scripts=[Script("", "//a." * (MIB // 4))]),
    "a host in a script": document(scripts=[Script("", "//" + "a." * (MIB // 2))]),
    "comments": document(comments=["yoast seo plugin" * 25] * 2_500),
    "comments that nearly match": document(comments=["wpfcwpfc" * 50] * 2_500),
    "a long address": document(resources=["/" + "jquery-1" * (MIB // 8) + ".js"]),
    "versions": document(resources=["/jquery" + "-1" * 240 + f"{number}.js" for number in range(2_000)]),
    "folders": document(resources=[f"//h{number}.de/" + "/lib/a" * 80 for number in range(2_000)]),
    "folders with stars": document(resources=["/static/version" * 33 + str(number) for number in range(2_000)]),
    "stores": document(resources=["/content/dam/" * 38 + str(number) for number in range(2_000)]),
    "long hosts": document(resources=["//" + "a." * 240 + str(number) for number in range(2_000)]),
    "utility classes": document(classes=["sm:a-1 " * 100 + str(number) for number in range(1_500)]),
    "ids": document(classes=[f"#wpforms-{number}" for number in range(60_000)]),
    "generators": document(metas=[("generator", "concrete5" * 40)] * 2_500),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", FLOODS)
def test_a_megabyte_made_to_hurt_is_done_at_once(name: str) -> None:
    for _ in range(5):
        assert isinstance(technologies(FLOODS[name], {}), tuple)


@pytest.mark.timeout(20)
def test_headers_made_to_hurt_are_done_at_once() -> None:
    headers = {"set-cookie": "a=1, " * 200_000, "server": "php" * 300_000, "via": "1.1 googles" * 90_000}

    for _ in range(5):
        assert isinstance(technologies(document(), headers), tuple)


def test_no_pattern_repeats_without_a_bound() -> None:
    known = fingerprints()
    tables = [known.hosts, known.images, known.segments]
    patterns = [sign.pattern for table in tables for signs in table.values() for sign in signs if sign.pattern]

    assert patterns
    for pattern in [*patterns, known.script_pattern, known.attribute_pattern]:
        unescaped = pattern.pattern.replace("\\*", "").replace("\\+", "")
        assert "*" not in unescaped
        assert "+" not in unescaped
