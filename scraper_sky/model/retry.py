"""Whether a job gets another attempt, and when: exponential back-off with full jitter; Retry-After is honoured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scraper_sky.model.outcome import Outcome


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    max_attempts: int
    base_seconds: float
    cap_seconds: float


@dataclass(frozen=True, slots=True)
class TryAgain:
    delay_seconds: float
    reason: str


def next_try(
    outcome: Outcome,
    attempts_made: int,
    retry_after_seconds: float | None,
    policy: RetryPolicy,
    uniform: Callable[[float, float], float],
) -> TryAgain | None:
    """The next attempt after `attempts_made` of them ended in `outcome`, or None when this one was the last.

    `uniform(low, high)` is the source of the jitter (`random.uniform`).
    """
    if not outcome.retryable or attempts_made >= policy.max_attempts:
        return None
    ceiling = min(policy.cap_seconds, policy.base_seconds * 2 ** (attempts_made - 1))
    delay = uniform(ceiling / 10, ceiling)
    reason = f"attempt {attempts_made} of {policy.max_attempts} ended in {outcome.value}"
    if retry_after_seconds is not None:
        asked = min(max(retry_after_seconds, 0.0), policy.cap_seconds)
        delay = max(delay, asked)
        reason += f"; the site asked for {retry_after_seconds:.0f} s"
        if asked < retry_after_seconds:
            reason += f", we wait {asked:.0f} s at the most"
    return TryAgain(delay, reason)
