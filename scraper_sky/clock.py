"""The only reader of this machine's clocks. What is compared across machines uses the database's clock instead."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The wall clock as an aware UTC datetime."""
    return datetime.now(UTC)


def monotonic_seconds() -> float:
    """Seconds on a clock that never steps back; only differences mean anything."""
    return time.monotonic()


def iso_z(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a `Z`, to the millisecond; None stays None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
