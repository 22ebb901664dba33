"""Hours as a table of marks, a column for each day and a row for each range, as clinics in Japan show them.

| | 月 | 火 | 水 |
|---|---|---|---|
| 9:00～12:00 | ● | ● | 休 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_ROWS = 8
_OPEN = frozenset("●○◯〇◎✓✔★☆■")
_SHUT = frozenset("休×✕―—–-－／/△▲−ー")
_WEEK = "月火水木金土日"
_DAY = rf"[{_WEEK}](?:曜日?)?(?:[・･/]?祝日?)?"
_HEAD = re.compile(rf"(?<![^\n])(?:{_DAY}\n){{5,7}}(?:祝日?\n)?")


def marked_rows(text: str) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """The days that each row of such a table marks as open, and where the cell with its range begins and ends.

    Each cell is on a line of its own.
    """
    head = _HEAD.search(text) if any(mark in text for mark in "●○◯〇") else None
    if head is None:
        return
    names = head[0].split("\n")[:-1]
    position = head.end()
    for _ in range(MOST_ROWS):
        cells = text[position : position + 200].split("\n")[: len(names) + 1]
        marks = [cell.strip()[:1] for cell in cells[1:]]
        if len(marks) < len(names) or any(mark not in _OPEN and mark not in _SHUT for mark in marks):
            return
        days = {
            _WEEK.index(name[0]) for name, mark in zip(names, marks, strict=True) if mark in _OPEN and name[0] in _WEEK
        }
        if days:
            yield tuple(sorted(days)), position, position + len(cells[0])
        position += sum(len(cell) + 1 for cell in cells)
