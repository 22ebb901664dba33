"""Chance that falls the same way each time: a stream of numbers per seed and purpose, cheaper than random.Random."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


def seed_of(text: str) -> int:
    return zlib.crc32(text.encode()) | 1 << 40  # apart from the small numbers that seed the catalogue


class Dice:
    """SplitMix64 (Steele, Lea, Flood 2014). Streams of different purpose do not disturb each other."""

    __slots__ = ("_state",)

    def __init__(self, seed: int, purpose: str) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 ^ zlib.crc32(purpose.encode()) * 0xD1342543DE82EF95) & _MASK

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        self._state = z = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & _MASK
        return (z ^ z >> 31) % limit

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        mark = self.below(sum(weight for _, weight in choices))
        for choice, weight in choices:
            mark -= weight
            if mark < 0:
                return choice
        raise AssertionError("the weights add up to the limit")

    def sample(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different ones, in a random order; all of them when there are fewer."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def digits(self, pattern: str) -> str:
        """The pattern with a digit in place of each #."""
        while "#" in pattern:
            pattern = pattern.replace("#", str(self.below(10)), 1)
        return pattern

    def hexdigits(self, length: int) -> str:
        return "".join(f"{self.below(1 << 32):08x}" for _ in range((length + 7) // 8))[:length]
