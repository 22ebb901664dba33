"""Where digits stand in a text. Whoever looks for numbers looks there, at a tenth of the cost of trying everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

# A pattern that begins with one class of characters, and neither with a repetition of it nor with a look back, is
# searched for three times as fast.
_RUN = re.compile(r"\d\d*")
MAX_NUMBERS = 100_000  # looked at on one page
_LONGEST_GAP = 2  # characters between two groups of digits of one number

Span = tuple[int, int]


def numbers_in(text: str) -> list[Span]:
    """Where each number begins and ends; a text is searched for them once, for all who look for numbers."""
    return [found.span() for found in islice(_RUN.finditer(text), MAX_NUMBERS)]


def before_numbers(text: str, numbers: Sequence[Span], fewest: int, reach: int) -> list[Span]:
    """Where in `text` a word that belongs to a number may begin, in order and apart; `numbers` are those in it.

    That is up to `reach` characters in front of a number of at least `fewest` digits, or of one behind `RO`, Romania's
    being shorter.
    """
    zones: list[Span] = []
    first = last = count = 0
    for start, end in numbers:
        if start - last > _LONGEST_GAP:
            first, count = start, 0
        last, count = end, count + end - start
        if count < fewest and "RO" not in text[max(0, start - 3) : start].upper():
            continue
        low = max(0, first - reach)
        if zones and low <= zones[-1][1]:
            low = zones.pop()[0]
        zones.append((low, first))
    return zones


def positions(word: str, text: str, zones: list[Span]) -> Iterator[int]:
    """Where `word` stands within the zones of `text`."""
    for low, high in zones:
        position = text.find(word, low, high + len(word))
        while 0 <= position < high:
            yield position
            position = text.find(word, position + 1, high + len(word))
