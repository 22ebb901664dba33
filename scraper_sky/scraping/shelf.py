"""Answers that may be used again for a while: each robots.txt, for all scans of this process."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.answer import Response

MOST_BYTES = 4 * 1024 * 1024
EACH_COSTS = 4_000  # bytes beside its body, about
USUAL_SECONDS = 3_600.0
LONGEST_SECONDS = 86_400.0  # RFC 9309 section 2.4

_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NOT_AT_ALL = re.compile(r"no-store|no-cache|private", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    response: Response
    since: float
    until: float

    @property
    def age_seconds(self) -> float:
        return monotonic_seconds() - self.since


class Shelf:
    """By URL; those not asked for longest make room. Any number of threads may use it."""

    def __init__(self, now: Callable[[], float] = monotonic_seconds) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    def find(self, url: str) -> Kept | None:
        with self._lock:
            kept = self._kept.get(url)
            if kept is None:
                return None
            if kept.until <= self._now():
                self._drop(url)
                return None
            self._kept.move_to_end(url)
            return kept

    def put(self, url: str, response: Response) -> None:
        """Keeps an answer that is no fault, as long as its Cache-Control allows."""
        seconds = _seconds(response)
        if response.status >= 429 or seconds <= 0:
            return
        now = self._now()
        with self._lock:
            self._drop(url)
            self._kept[url] = Kept(response, now, now + seconds)
            self._bytes += len(response.body) + EACH_COSTS
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))

    def _drop(self, url: str) -> None:
        kept = self._kept.pop(url, None)
        if kept is not None:
            self._bytes -= len(kept.response.body) + EACH_COSTS


def _seconds(response: Response) -> float:
    control = response.headers.get("cache-control", "")
    if _NOT_AT_ALL.search(control):
        return 0.0
    told = _MAX_AGE.search(control)
    return min(float(told[1]), LONGEST_SECONDS) if told else USUAL_SECONDS
