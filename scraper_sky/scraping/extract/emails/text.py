"""E-mail addresses that stand openly in a text.

The search goes from one '@' to the next and looks a bounded distance to both sides, so it stays linear on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from scraper_sky.scraping.extract.addresses import is_top_level
from scraper_sky.scraping.extract.document import SEAM
from scraper_sky.scraping.extract.emails.rules import ends_well, normalised

MAX_SIGNS = 2_000  # '@' looked at on one page
_REACH_BACK = 64
_REACH_ON = 200

_LATIN = "a-zA-Z0-9\u00c0-\u024f"
_LOCAL_BACKWARDS = re.compile(rf"[{_LATIN}_.+%'&-]{{1,64}}")
_DOMAIN = re.compile(r"(?:[^\W_]|-(?!-{2}))[\w.-]{1,190}")
_GLUED_LABEL = re.compile(
    r"\A(?:e-?mail|mail|courriel|correo)(?=(?:info|contact|kontakt|office|hello|mail|sales)\b)", re.I
)
_TOP_LETTERS = re.compile(r"[a-zA-Z]+")
_PLAIN = {**dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""), "＠": "@", "﹫": "@", "．": "."}
_ENTITIES = (("&#64;", "@"), ("&#x40;", "@"), ("&commat;", "@"), ("&#46;", "."), ("&period;", "."))


@dataclass(frozen=True, slots=True)
class Found:
    """An address, where it stood in the text, and whether it had to be put together."""

    address: str
    as_written: str
    start: int
    end: int
    mended: bool = False


def openly_written(text: str) -> Iterator[Found]:
    """Addresses in visible text; seams between inline elements are bridged only where nothing else makes an address."""
    for sign in islice(_signs(text), MAX_SIGNS):
        found = _around(text, sign) or _across_seams(text, sign)
        if found is not None:
            yield found


def _signs(text: str) -> Iterator[int]:
    """Where a single '@' stands."""
    position = text.find("@")
    while position >= 0:
        if text[position + 1 : position + 2] != "@" and text[position - 1 : position] != "@":
            yield position
        position = text.find("@", position + 1)


def clean(text: str) -> str:
    """Without characters that cannot be seen, and with the wide and the escaped forms of '@' made plain."""
    if not text.isascii():
        # A handful of searches costs a tenth of str.translate.
        for sign, plain in _PLAIN.items():
            if sign in text:
                text = text.replace(sign, plain)
    if "&#" in text or "&c" in text or "&p" in text:
        for escaped, sign in _ENTITIES:
            text = text.replace(escaped, sign)
    return text


def _around(text: str, sign: int) -> Found | None:
    before = text[max(0, sign - _REACH_BACK) : sign][::-1]
    local = _LOCAL_BACKWARDS.match(before)
    domain = _DOMAIN.match(text, sign + 1, sign + 1 + _REACH_ON)
    if local is None or domain is None:
        return None
    name = _GLUED_LABEL.sub("", local[0][::-1])
    host = trimmed_host(domain[0])
    address = normalised(name, host) if host else None
    if address is None:
        return None
    written = f"{name}@{host}"
    return Found(address, written, sign - len(name), sign + 1 + len(host))


def _across_seams(text: str, sign: int) -> Found | None:
    """The address whose parts stand in several inline elements: `info<b>@</b>example.com`."""
    start = max(0, sign - _REACH_BACK - 16)
    window = text[start : sign + _REACH_ON]
    if SEAM not in window:
        return None
    before = text[start:sign].replace(SEAM, "")
    after = text[sign : sign + _REACH_ON].replace(SEAM, "")
    found = _around(before + after, len(before))
    if found is None:
        return None
    return Found(found.address, found.as_written, sign - 1, sign + 1, mended=True)


def trimmed_host(run: str) -> str:
    """The host at the start of a run of host characters, without the sentence or the word that was glued to it.

    `example.com.Please` and `example.comTelefon` end at the top-level domain. A host whose top-level domain is
    unknown comes back whole, for a rule to refuse it.
    """
    run = run.rstrip(".-_").partition("..")[0]
    labels = run.split(".")
    while len(labels) > 2 and not ends_well(".".join(labels[-2:]).lower()):
        glued = _known_start(labels[-1])
        if glued:
            return ".".join([*labels[:-1], glued])
        if not is_top_level(labels[-2].lower()):
            break
        labels.pop()
    if len(labels) == 2 and not is_top_level(labels[1].lower()):
        labels[1] = _known_start(labels[1]) or labels[1]
    return ".".join(labels)


def _known_start(label: str) -> str:
    """`com` of `comTelefon` or `com030`: a known top-level domain that ends where capitals or digits begin."""
    letters = _TOP_LETTERS.match(label)
    if letters is None:
        return ""
    if letters.end() < len(label):
        return letters[0] if is_top_level(letters[0].lower()) else ""
    for index in range(2, min(len(label), 14)):
        if label[index].isupper() and label[index - 1].islower():
            return label[:index] if is_top_level(label[:index].lower()) else ""
    return ""
