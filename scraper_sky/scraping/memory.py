"""What a scan was answered: kept while it goes on, so that one that had to wait goes on where it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scraper_sky.scraping.exchange import Exchange


class Memory:
    """The exchanges of one scan in order. Those given at the beginning answer the requests they were made for, once.

    `only`: nothing is fetched; what is not remembered fails.
    """

    def __init__(self, remembered: Sequence[Exchange] = (), *, only: bool = False) -> None:
        self.only = only
        self._exchanges: list[Exchange] = []
        self._left: dict[tuple[str, str, str | None], list[Exchange]] = defaultdict(list)
        for exchange in remembered:
            self._left[_key(exchange)].append(exchange)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """All that was answered so far, from memory or by the site, then what was not asked for yet."""
        return (*self._exchanges, *(exchange for left in self._left.values() for exchange in left))

    def recall(self, purpose: str, url: str, rung: str | None) -> Exchange | None:
        left = self._left.get((purpose, url, rung))
        if not left:
            return None
        exchange = left.pop(0)
        self._exchanges.append(exchange)
        return exchange

    def knows(self, purpose: str, url: str) -> bool:
        return bool(self._left.get((purpose, url, None)))

    def keep(self, exchange: Exchange) -> None:
        self._exchanges.append(exchange)


def _key(exchange: Exchange) -> tuple[str, str, str | None]:
    return exchange.made.purpose, exchange.made.url, exchange.made.rung
