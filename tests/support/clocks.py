"""Processes whose wall clock is wrong, by libfaketime. Monotonic clocks and the times of files stay as they are."""

from __future__ import annotations

from pathlib import Path

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


def why_none() -> str:
    """Why no clock can be set wrong here, or an empty string when one can."""
    return "" if LIBRARIES else "libfaketime is not installed (apt-get install libfaketime)"


def wrong_clock(environment: dict[str, str], hours: float) -> dict[str, str]:
    """The environment of a process that lives so many hours ahead of everybody else, or behind."""
    return {
        **environment,
        "LD_PRELOAD": str(LIBRARIES[0]),
        "FAKETIME": f"{hours:+g}h",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }
