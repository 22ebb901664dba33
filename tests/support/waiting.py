"""Waiting for what another process does: look again and again until a deadline, and say what was waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOOK_SECONDS = 0.02


def wait_until(condition: Callable[[], T], seconds: float, why: str) -> T:
    """The first true value of `condition`. Raises AssertionError, naming `why`, when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        if value := condition():
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain: {why}")
        time.sleep(LOOK_SECONDS)
