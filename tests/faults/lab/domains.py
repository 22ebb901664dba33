"""Which domains the laboratory's people hand in: healthy sites mostly, some slow ones, some that fail at first."""

from __future__ import annotations

import itertools
from random import Random

ZONE = "farm.test"


class DomainMaker:
    """Never the same name twice, so that what the farm saw can be told apart."""

    def __init__(self, start: int = 1_000_000) -> None:
        self._numbers = itertools.count(start)

    def mixed(self, dice: Random, count: int) -> list[str]:
        return [self._one(dice) for _ in range(count)]

    def healthy(self, count: int) -> list[str]:
        return [f"site-{next(self._numbers)}.{ZONE}" for _ in range(count)]

    def slow(self, count: int, milliseconds: int) -> list[str]:
        """Each answer takes so long, robots.txt and home page alike."""
        return [f"slow-{milliseconds}-{next(self._numbers)}.{ZONE}" for _ in range(count)]

    def _one(self, dice: Random) -> str:
        number = next(self._numbers)
        kind = dice.choices(
            ("site", "slow-300", "slow-1200", "shaky-1", "busy-1", "http-404", "robots-disallow"),
            (70, 8, 4, 6, 4, 5, 3),
        )[0]
        return f"{kind}-{number}.{ZONE}"
