"""What every place for kept responses can do.

Names are paths with slashes that `archive/keeping.py` makes out of dates, ids and numbers; nothing that came from
outside is ever a part of one.
"""

from __future__ import annotations

from typing import Protocol


class StoreFailed(Exception):
    """The place cannot be written to or read; the message is a plain sentence."""


class Store(Protocol):
    """Files by name. Every method raises StoreFailed."""

    def put(self, name: str, data: bytes) -> None:
        """Keeps `data` under `name`: whole, or not at all."""

    def get(self, name: str) -> bytes | None:
        """What was put there; None when it is there no longer."""

    def list_folders(self) -> list[str]:
        """The first parts of the names there are."""

    def drop(self, folder: str) -> None:
        """Removes everything whose name begins with `folder` and a slash, if there is anything."""
