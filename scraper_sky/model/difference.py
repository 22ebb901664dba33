"""What differs between two readings of one site, value by value and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Reading: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Kind (`title`, `email`, `technology`) -> value -> field (`method`, `snippet`) -> text."""


class How(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. A changed value has `before` and `after`, and `field` when it is not the value itself."""

    kind: str
    value: str
    how: How
    field: str = ""
    before: str = ""
    after: str = ""


def compare(before: Reading, after: Reading) -> tuple[Change, ...]:
    """Every difference, by kind. What there is one of, before and after, has changed; else values come and go."""
    kinds = sorted({*before, *after})
    return tuple(change for kind in kinds for change in _of_kind(kind, before.get(kind, {}), after.get(kind, {})))


def count(changes: Sequence[Change]) -> Mapping[str, Counter[How]]:
    """How many differences of each sort there are, by kind."""
    counts: dict[str, Counter[How]] = {}
    for change in changes:
        counts.setdefault(change.kind, Counter())[change.how] += 1
    return counts


def _of_kind(
    kind: str, before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    removed = [value for value in before if value not in after]
    added = [value for value in after if value not in before]
    if len(before) == len(after) == len(removed) == 1:
        yield Change(kind, removed[0], How.CHANGED, "", removed[0], added[0])
        return
    for value in removed:
        yield Change(kind, value, How.REMOVED)
    for value in added:
        yield Change(kind, value, How.ADDED)
    for value in before:
        if value in after:
            yield from _of_fields(kind, value, before[value], after[value])


def _of_fields(kind: str, value: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """A field that one of the readings does not know counts as empty there."""
    for field in sorted({*before, *after}):
        old, new = before.get(field, ""), after.get(field, "")
        if old != new:
            yield Change(kind, value, How.CHANGED, field, old, new)
