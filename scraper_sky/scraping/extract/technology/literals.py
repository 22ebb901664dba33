"""Turns literals into patterns that cannot backtrack badly, and reads the version that stands behind a find."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The number and what may follow it are taken whole (`?>`), so `3.7.1abc` is no version rather than `3.7`.
NUMBER = r"((?>\d{1,4}(?:\.\d{1,6}){0,4}(?:-?(?:alpha|beta|rc)[.\d]{0,5}|[a-z](?![a-z]))?))(?![\w])"
_BEHIND = re.compile(rf"[\s/:;=!\"'-]{{1,3}}v?[.:]?\s?(x(?=\d))?{NUMBER}", re.I)
_ALONE = re.compile(rf"\s*v?{NUMBER}\s*\Z", re.I)


def version_behind(text: str, position: int) -> str | None:
    """The version that follows directly at `position`: `WordPress| 6.4.2`, `nginx|/1.24.0`, `Discuz!| X3.4`."""
    match = _BEHIND.match(text, position)
    return (match[1] or "").upper() + match[2] if match else None


def version_alone(text: str) -> str | None:
    """The whole text as a version, or None."""
    match = _ALONE.match(text[:40])
    return match[1] if match else None


def find_word(text: str, needle: str) -> int:
    """Where `needle` stands in `text` (both in lower case) and is not a part of a longer word; -1 when nowhere."""
    position = text.find(needle)
    while position >= 0:
        end = position + len(needle)
        starts = position == 0 or not (needle[0].isalnum() and text[position - 1].isalnum())
        if starts and (end == len(text) or not (needle[-1].isalnum() and text[end].isalnum())):
            return position
        position = text.find(needle, position + 1)
    return -1


def segment_pattern(needle: str) -> re.Pattern[str] | None:
    """The pattern of a needle with stars; None for a plain one, which needs no pattern."""
    if "*" not in needle:
        return None
    return re.compile(r"[^/\s]{0,80}".join(re.escape(part) for part in needle.split("*")))


def any_of(needles: Iterable[str]) -> str:
    """A pattern for any of these literals that shares their beginnings: one comparison each step, no way back."""
    return _branches(sorted(set(needles), key=lambda needle: (needle.rstrip("#"), needle)), "") or "(?!)"


def _branches(needles: list[str], before: str) -> str:
    heads: dict[str, list[str]] = {}
    for needle in needles:
        heads.setdefault(needle[:1], []).append(needle[1:])
    endings = ""
    if "" in heads:
        del heads[""]
        endings = r"(?![\w-])" if before.isalnum() else "(?:)"
    branches = [_branch(head, tails) for head, tails in heads.items()]
    if endings:
        branches.append(endings)
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


def _branch(head: str, tails: list[str]) -> str:
    if head == "#":
        return r"[0-9a-f]{8}(?=[\s=>])"
    return re.escape(head) + _branches(tails, head)
