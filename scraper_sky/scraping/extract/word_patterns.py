"""Expressions for any of hundreds of words, ordered so that a search looks at a few of them at each position."""

from __future__ import annotations

import re
from itertools import groupby

_WHITE = re.compile(r"\s+")
_QUANTIFIERS = frozenset("?*+{")


def either(alternatives: str) -> str:
    """An expression, without its brackets, for alternatives that are apart by `|`; white space between them is ignored.

    They are grouped by their first letters, the longest of a group first. An alternative that begins with anything but
    a plain letter is kept as it is, behind the groups.
    """
    plain: list[str] = []
    others: list[str] = []
    for each in _parts(_WHITE.sub("", alternatives)):
        begins_plainly = each[:1].isalpha() and each[1:2] not in _QUANTIFIERS
        (plain if begins_plainly else others).append(each)
    plain = sorted(set(plain), key=lambda each: (each[0], -len(each), each))
    groups = ((first, [each[1:] for each in group]) for first, group in groupby(plain, lambda each: each[0]))
    return "|".join([*(f"{first}(?:{'|'.join(rests)})" for first, rests in groups), *others])


def _parts(alternatives: str) -> list[str]:
    """Parted at the strokes that stand in no bracket."""
    parts = [""]
    depth = 0
    escaped = in_class = False
    for char in alternatives:
        if not escaped and not in_class:
            depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0 and not escaped and not in_class:
            parts.append("")
            continue
        in_class = (in_class or char == "[") and (char != "]" or escaped)
        escaped = char == "\\" and not escaped
        parts[-1] += char
    return [part for part in parts if part]
