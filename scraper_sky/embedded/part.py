"""What the supervisor can keep alive, whatever it is made of."""

from __future__ import annotations

from typing import Protocol

from scraper_sky.embedded.process import Process


class Part(Protocol):
    """A part of the running system: how it is started, and how it is asked to end."""

    @property
    def name(self) -> str: ...

    @property
    def stop_turn(self) -> int:
        """Parts with a lower number are ended before those with a higher one."""

    @property
    def stop_signal(self) -> int: ...

    @property
    def grace_seconds(self) -> float: ...

    def spawn(self) -> Process:
        """Starts it and returns at once. Raises Unavailable or OSError when that cannot even be tried."""
