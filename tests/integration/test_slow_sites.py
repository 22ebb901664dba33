"""Slow sites among many: how far they hold the others back, played in time that is only counted.

A scan takes as long as the test says, the sweep comes every `SWEEP`, and a chord's callback comes when its last job
has ended. What the engine reaches is compared with the best that a window of that size allows.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest

from scraper_sky.db.leases import Dispatch
from scraper_sky.model.outcome import Outcome
from scraper_sky.settings import Settings
from tests.support.fleet import HandFleet

FAST, SLOW, SWEEP = 0.5, 10.0, 5.0  # seconds that are only counted
JOBS, SLOTS = 300, 40


def seconds_of(domain: str) -> float:
    return SLOW if domain.startswith("slow-") else FAST


def names(slow_every: int) -> list[str]:
    return [f"{'slow' if number % slow_every == 3 else 'fast'}-{number}.test" for number in range(JOBS)]


@dataclass
class Player:
    """Plays the broker, `SLOTS` threads of workers and beat on counted time."""

    fleet: HandFleet
    batch_id: UUID
    ended_at: dict[str, float] = field(default_factory=dict)
    _now: float = 0.0
    _busy: int = 0
    _events: list[tuple[float, int, Dispatch | None]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def play(self) -> None:
        self._after(SWEEP, None)
        self.fleet.advance(self.batch_id)
        self._take()
        while len(self.ended_at) < JOBS:
            self._now, _, message = heapq.heappop(self._events)
            if message is None:
                self.fleet.sweep()
                self._after(SWEEP, None)
            else:
                self._end(message)
            self._take()

    def _take(self) -> None:
        while self.fleet.messages and self._busy < SLOTS:
            message = self.fleet.messages.popleft()
            self._busy += 1
            self._after(seconds_of(message.domain), message)

    def _end(self, message: Dispatch) -> None:
        lease = self.fleet.start(message)
        assert lease is not None
        assert self.fleet.record(lease, Outcome.OK)
        self._busy -= 1
        self.ended_at[message.domain] = self._now
        chord = next(chord for chord in self.fleet.chords if message in chord.dispatches)
        if all(dispatch.domain in self.ended_at for dispatch in chord.dispatches):
            self.fleet.advance(self.batch_id)

    def _after(self, seconds: float, message: Dispatch | None) -> None:
        heapq.heappush(self._events, (self._now + seconds, next(self._numbers), message))


def best_possible(domains: list[str], window: int) -> dict[str, float]:
    """When each would end if every free place of the window took the next domain at once."""
    places = [0.0] * window
    ended_at = {}
    for domain in domains:
        ended_at[domain] = heapq.heappop(places) + seconds_of(domain)
        heapq.heappush(places, ended_at[domain])
    return ended_at


def last_fast(ended_at: dict[str, float]) -> float:
    return max(moment for domain, moment in ended_at.items() if domain.startswith("fast-"))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """However long the test takes by a real clock, nobody is taken for dead."""
    return replace(settings, queued_lease_seconds=3600, heartbeat_seconds=3600)


@pytest.mark.parametrize("max_concurrent", [None, 20])
def test_slow_sites_hold_the_others_back_no_further_than_their_own_places_do(
    fleet: HandFleet, max_concurrent: int | None
) -> None:
    domains = names(slow_every=10)
    player = Player(fleet, fleet.submit(*domains, max_concurrent=max_concurrent).batch_id)

    player.play()

    window = max_concurrent or SLOTS - SLOTS // 10
    best = best_possible(domains, window)
    assert last_fast(player.ended_at) <= 1.2 * last_fast(best)
