"""Where a page mentions profiles on social networks: links, its head, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import SEAM, Document
from scraper_sky.scraping.extract.profiles import HOST_WORDS, Profile, read_profile
from scraper_sky.scraping.extract.text import around, folded

MAX_TEXT_LINKS = 200

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


def mentions(document: Document, links: list[tuple[str, str, str, bool]]) -> Iterator[Mention]:
    """Profiles in links (url, text, href as written, rel="me"), `<link rel=me>`, meta elements and visible text."""
    for url, text, written, rel_me in links:
        profile = read_profile(url, rel_me)
        if profile is not None:
            yield Mention(profile, Method.LINK, written, text)
    for anchor in document.anchors:
        if anchor.href[:11].lower() == "whatsapp://":
            profile = read_profile(anchor.href)
            if profile is not None:
                yield Mention(profile, Method.LINK, anchor.href[:300], folded(anchor.text)[:160])
    yield from _declared(document)
    yield from _written(document)


def _declared(document: Document) -> Iterator[Mention]:
    for element in document.links:
        if "me" in (element.get("rel") or "").lower().split() and (url := document.resolve(element.get("href") or "")):
            profile = read_profile(url, True)
            if profile is not None:
                yield Mention(profile, Method.META, url, 'link rel="me"')
    for name, content in document.metas:
        if name == "twitter:site" and re.match(r"@\w{2,15}\Z", content):
            yield Mention(
                Profile("x", f"https://x.com/{content[1:].lower()}"), Method.META, content, f"{name}: {content}"
            )
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
