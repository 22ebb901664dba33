"""What this process has opened, made when first asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from scraper_sky.resources import Resources
from scraper_sky.services.scans import HeldLeases
from scraper_sky.settings import Settings


@dataclass
class _Process:
    lock: threading.Lock = field(default_factory=threading.Lock)
    resources: Resources | None = None
    held: HeldLeases = field(default_factory=HeldLeases)


_process = _Process()


def resources() -> Resources:
    """The Resources of this process, opened once."""
    with _process.lock:
        if _process.resources is None:
            _process.resources = Resources.open(Settings.from_env())
        return _process.resources


def held_leases() -> HeldLeases:
    return _process.held


def close() -> None:
    """Closes what was opened; the process is about to end."""
    with _process.lock:
        if _process.resources is not None:
            _process.resources.close()
            _process.resources = None
