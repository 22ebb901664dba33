"""Politeness among all workers: one script in Valkey for each question, so that two workers never get the same place.

Times are Valkey's own. A stay counts for LEASE_SECONDS after it was last renewed, so that a worker that died leaves.
Without Valkey each process keeps the rules by itself: slower sites are asked by a few more at a time then, but never
by more than the limit from one process.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import redis

from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.politeness import (
    EAGERNESS,
    LONGEST_GUESS_SECONDS,
    SHORTEST_WAIT_SECONDS,
    USUAL_STAY_SECONDS,
    Limits,
    LocalPoliteness,
    Refusal,
)

log = logging.getLogger(__name__)

LEASE_SECONDS = 20.0
AWAY_SECONDS = 5.0  # for which a Valkey that failed is not asked
PREFIX = "scrapersky:polite:"

_T = TypeVar("_T")

# KEYS: pause of the host, stays at the host, stays at the address. ARGV: stay, the two limits, lease in ms, then the
# usual stay, the longest guess and the shortest wait in ms, EAGERNESS, and whether the stay has its turn (0 or 1). A
# hash beside the stays, `:room`, keeps how long a stay usually lasts and when there will be room for the next one.
# Gives {refusal, ms}.
_ENTER = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local pause = redis.call('PTTL', KEYS[1])
if pause > 0 and ARGV[9] == '0' then return {1, pause} end
for i = 1, 2 do
  local key, limit = KEYS[i + 1], tonumber(ARGV[i + 1])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  if limit > 0 and not redis.call('ZSCORE', key, ARGV[1]) and redis.call('ZCARD', key) >= limit then
    local room = redis.call('HMGET', key .. ':room', 'at', 'usual')
    local at = math.max(tonumber(room[1] or 0), now) + tonumber(room[2] or ARGV[5]) / (ARGV[8] * limit)
    at = math.min(at, now + ARGV[6])
    redis.call('HSET', key .. ':room', 'at', math.floor(at))
    redis.call('PEXPIRE', key .. ':room', 300000)
    return {i + 1, math.max(math.floor(at - now), tonumber(ARGV[7]))}
  end
end
for i = 1, 2 do
  redis.call('ZADD', KEYS[i + 1], now + ARGV[4], ARGV[1])
  redis.call('PEXPIRE', KEYS[i + 1], ARGV[4] * 2)
end
return {0, 0}
"""

# KEYS: pause of the host. ARGV: peace after this request in ms.
_STEP = """
local pause = redis.call('PTTL', KEYS[1])
if pause > 0 then return {1, pause} end
if tonumber(ARGV[1]) > 0 then redis.call('SET', KEYS[1], '', 'PX', ARGV[1]) end
return {0, 0}
"""

# KEYS: pause of the host. ARGV: ms from now on, unless it has to wait for longer already.
_HOLD_OFF = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], '', 'PX', ARGV[1]) end
"""

# KEYS: stays at hosts and addresses. ARGV: stay, the usual stay in ms, then how long each of them lasted in ms.
_LEAVE = """
for i, key in ipairs(KEYS) do
  redis.call('ZREM', key, ARGV[1])
  if redis.call('EXISTS', key .. ':room') == 1 then
    local usual = tonumber(redis.call('HGET', key .. ':room', 'usual') or ARGV[2])
    redis.call('HSET', key .. ':room', 'usual', math.floor(usual + 0.2 * (ARGV[i + 2] - usual)))
  end
end
"""


class SharedPoliteness:
    """The rules among all processes that use one Valkey; any number of threads may ask."""

    def __init__(self, url: str, limits: Limits, connections: int) -> None:
        pool = redis.BlockingConnectionPool.from_url(
            url, max_connections=connections, timeout=0.5, socket_timeout=0.5, socket_connect_timeout=0.5
        )
        self._client = redis.Redis(connection_pool=pool)
        self._enter = self._client.register_script(_ENTER)
        self._step = self._client.register_script(_STEP)
        self._hold_off = self._client.register_script(_HOLD_OFF)
        self._leave = self._client.register_script(_LEAVE)
        self._limits = limits
        self._alone = LocalPoliteness(limits)
        self._away_until = 0.0
        self._lock = threading.Lock()
        self._held: dict[str, dict[str, float]] = {}  # stay -> key -> since when, by the monotonic clock

    def enter(self, stay: str, host: str, address: str, *, has_turn: bool) -> tuple[Refusal, float]:
        keys = [f"{PREFIX}host:{host}", f"{PREFIX}address:{address}"]
        answer = self._ask(
            lambda: self._enter(
                keys=[_pause_key(host), *keys],
                args=[
                    stay,
                    self._limits.per_host,
                    self._limits.per_address,
                    _milliseconds(LEASE_SECONDS),
                    _milliseconds(USUAL_STAY_SECONDS),
                    _milliseconds(LONGEST_GUESS_SECONDS),
                    _milliseconds(SHORTEST_WAIT_SECONDS),
                    EAGERNESS,
                    int(has_turn),
                ],
            )
        )
        if answer is None:
            return self._alone.enter(stay, host, address, has_turn=has_turn)
        refusal, seconds = _read(answer)
        if refusal is Refusal.NONE:
            now = monotonic_seconds()
            with self._lock:
                self._held.setdefault(stay, {}).update(dict.fromkeys(keys, now))
        return refusal, seconds

    def step(self, host: str, pause_seconds: float) -> tuple[Refusal, float]:
        answer = self._ask(lambda: self._step(keys=[_pause_key(host)], args=[_milliseconds(pause_seconds)]))
        return self._alone.step(host, pause_seconds) if answer is None else _read(answer)

    def hold_off(self, host: str, seconds: float) -> None:
        self._alone.hold_off(host, seconds)
        if seconds > 0:
            self._ask(lambda: self._hold_off(keys=[_pause_key(host)], args=[_milliseconds(seconds)]))

    def leave(self, stay: str) -> None:
        self._alone.leave(stay)
        with self._lock:
            held = self._held.pop(stay, None)
        if held:
            now = monotonic_seconds()
            lasted = [_milliseconds(now - since) for since in held.values()]
            self._ask(lambda: self._leave(keys=list(held), args=[stay, _milliseconds(USUAL_STAY_SECONDS), *lasted]))

    def renew(self) -> None:
        with self._lock:
            held = [(stay, key) for stay, keys in self._held.items() for key in keys]
        if held:
            self._ask(lambda: self._renew(held))

    def close(self) -> None:
        self._client.close()
        self._client.connection_pool.disconnect()

    def _renew(self, held: list[tuple[str, str]]) -> bool:
        seconds, microseconds = self._client.time()
        until = seconds * 1000 + microseconds // 1000 + _milliseconds(LEASE_SECONDS)
        with self._client.pipeline(transaction=False) as pipeline:
            for stay, key in held:
                pipeline.zadd(key, {stay: until}, xx=True)
                pipeline.pexpire(key, 2 * _milliseconds(LEASE_SECONDS))
            pipeline.execute()
        return True

    def _ask(self, question: Callable[[], _T]) -> _T | None:
        """None when Valkey is away. A script may have no answer, which nobody waits for then."""
        if monotonic_seconds() < self._away_until:
            return None
        try:
            return question()
        except (redis.RedisError, OSError) as error:
            log.warning("Valkey does not answer; each process keeps the limits of sites by itself for now: %s", error)
            self._away_until = monotonic_seconds() + AWAY_SECONDS
            return None


def _pause_key(host: str) -> str:
    return f"{PREFIX}pause:{host}"


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _read(answer: Any) -> tuple[Refusal, float]:
    return Refusal(int(answer[0])), int(answer[1]) / 1000
