"""How much a site and a server are asked at a time, and when they may be asked again.

A scan is a stay. It enters each server that it connects to and leaves all of them when it ends; hosts that want time
between requests (Crawl-delay, Retry-After) are asked one step at a time. What may not go on now is a MustWait: the
worker is free meanwhile, and the scan goes on later from the answers that it has.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from scraper_sky.clock import monotonic_seconds

SHORT_SECONDS = 0.5  # a wait that is not worth giving the worker back for
USUAL_STAY_SECONDS = 0.5  # until it is known how long stays at a server last
EAGERNESS = 2  # so many are told to come in the time that one usually stays, so that no place is empty for long
LONGEST_GUESS_SECONDS = 120.0
SHORTEST_WAIT_SECONDS = 0.2
MOST_PAUSES = 10_000  # remembered before those that are over are thrown away


class Refusal(IntEnum):
    """Why a stay may not go on now."""

    NONE = 0
    ASKED = 1  # the host asked for the time
    HOST = 2  # enough scans of the host are going on
    ADDRESS = 3  # enough scans at the address are going on


@dataclass(frozen=True, slots=True)
class Limits:
    """How many stays may be at one host and at one IP address at a time; 0 is no limit."""

    per_host: int
    per_address: int


class MustWait(Exception):
    """The scan may go on after `seconds`; `reason` is a plain sentence that names no address."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


class Politeness(Protocol):
    """The rules as kept by one process or by all. An answer is what refuses the stay, and in how many seconds to ask
    again."""

    def enter(self, stay: str, host: str, address: str, *, has_turn: bool) -> tuple[Refusal, float]:
        """`has_turn`: the stay has taken its step at the host, whose peace is for the others then."""
        ...

    def step(self, host: str, pause_seconds: float) -> tuple[Refusal, float]:
        """Takes the next turn at the host; after it the host has `pause_seconds` of peace."""
        ...

    def hold_off(self, host: str, seconds: float) -> None: ...

    def leave(self, stay: str) -> None: ...

    def renew(self) -> None:
        """Says that the stays of this process still last; without it they count as left after a while."""
        ...

    def close(self) -> None: ...


class Stay:
    """One scan's stay: it enters a server once, and knows the hosts that want time between requests."""

    def __init__(self, politeness: Politeness) -> None:
        self._politeness = politeness
        self._id = secrets.token_hex(8)
        self._entered: set[tuple[str, str]] = set()
        self._paces: dict[str, float] = {}

    def enter(self, host: str, address: str) -> None:
        """Before a connection is opened. Raises MustWait."""
        host = site_name(host)
        if (host, address) in self._entered:
            return
        refusal, seconds = self._politeness.enter(self._id, host, address, has_turn=host in self._paces)
        if refusal is not Refusal.NONE:
            raise MustWait(seconds, _reason(refusal, host, seconds))
        self._entered.add((host, address))

    def set_pace(self, host: str, seconds: float, *, begins_now: bool) -> None:
        """The host wants `seconds` between requests; `begins_now` when it has only just been asked for something."""
        host = site_name(host)
        self._paces[host] = seconds
        if begins_now:
            self._politeness.hold_off(host, seconds)

    def hold_off(self, host: str, seconds: float) -> None:
        """The host wants no scan to begin for `seconds`. What this one has begun it may end."""
        self._politeness.hold_off(site_name(host), seconds)

    def step(self, host: str) -> None:
        """Before a request. Waits here if that is short. Raises MustWait."""
        host = site_name(host)
        if host not in self._paces:
            return
        refusal, seconds = self._politeness.step(host, self._paces[host])
        if refusal is not Refusal.NONE and seconds <= SHORT_SECONDS:
            time.sleep(seconds)
            refusal, seconds = self._politeness.step(host, self._paces[host])
        if refusal is not Refusal.NONE:
            raise MustWait(seconds, _reason(refusal, host, self._paces[host]))

    def close(self) -> None:
        if self._entered:
            self._politeness.leave(self._id)
            self._entered.clear()


def site_name(host: str) -> str:
    """A host and its www are one site to be polite to."""
    return host.removeprefix("www.")


def _reason(refusal: Refusal, host: str, seconds: float) -> str:
    if refusal is Refusal.ASKED:
        return f"{host} asked for {max(seconds, 0.1):.3g} s"
    if refusal is Refusal.HOST:
        return f"{host} is being read by other scans"
    return "other sites of the same server are being read"


@dataclass(slots=True)
class _Place:
    """A host or an address: who is there since when, and when the next newcomer may expect room."""

    since: dict[str, float] = field(default_factory=dict)
    usual_seconds: float = USUAL_STAY_SECONDS
    room_at: float = 0.0

    def expect(self, limit: int, now: float) -> float:
        """Each one refused is told to come when those refused before it have had their turn."""
        self.room_at = min(
            max(self.room_at, now) + self.usual_seconds / (EAGERNESS * limit), now + LONGEST_GUESS_SECONDS
        )
        return max(self.room_at - now, SHORTEST_WAIT_SECONDS)


class LocalPoliteness:
    """The rules among the scans of this process."""

    def __init__(self, limits: Limits, now: Callable[[], float] = monotonic_seconds) -> None:
        self._limits = limits
        self._now = now
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}
        self._places: dict[tuple[Refusal, str], _Place] = {}
        self._stays: dict[str, set[tuple[Refusal, str]]] = {}

    def enter(self, stay: str, host: str, address: str, *, has_turn: bool) -> tuple[Refusal, float]:
        now = self._now()
        limits = {(Refusal.HOST, host): self._limits.per_host, (Refusal.ADDRESS, address): self._limits.per_address}
        with self._lock:
            wait = 0.0 if has_turn else self._asked(host, now)
            if wait > 0:
                return Refusal.ASKED, wait
            for key, limit in limits.items():
                place = self._places.setdefault(key, _Place())
                if limit and stay not in place.since and len(place.since) >= limit:
                    return key[0], place.expect(limit, now)
            for key in limits:
                self._places[key].since.setdefault(stay, now)
            self._stays.setdefault(stay, set()).update(limits)
        return Refusal.NONE, 0.0

    def step(self, host: str, pause_seconds: float) -> tuple[Refusal, float]:
        now = self._now()
        with self._lock:
            wait = self._asked(host, now)
            if wait > 0:
                return Refusal.ASKED, wait
            if pause_seconds:
                self._free_at[host] = now + pause_seconds
        return Refusal.NONE, 0.0

    def hold_off(self, host: str, seconds: float) -> None:
        now = self._now()
        with self._lock:
            if len(self._free_at) > MOST_PAUSES:
                self._free_at = {name: until for name, until in self._free_at.items() if until > now}
            self._free_at[host] = max(self._free_at.get(host, 0.0), now + seconds)

    def leave(self, stay: str) -> None:
        now = self._now()
        with self._lock:
            for key in self._stays.pop(stay, ()):
                place = self._places[key]
                place.usual_seconds += 0.2 * (now - place.since.pop(stay) - place.usual_seconds)
                if not place.since and place.room_at <= now:
                    del self._places[key]

    def renew(self) -> None:
        """Nothing to do: what this process holds ends with it."""

    def close(self) -> None:
        """Nothing is open."""

    def _asked(self, host: str, now: float) -> float:
        wait = self._free_at.get(host, 0.0) - now
        if wait <= 0:
            self._free_at.pop(host, None)
        return wait
