"""Kept responses in a folder. Workers on several machines need one that they share."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from scraper_sky.archive.stores import StoreFailed

SPARE_BYTES = 2 * 1024**3
"""So much of the disk stays free: the database may live there too, and is worth more than kept responses."""


class FolderStore:
    def __init__(self, root: Path, spare_bytes: int = SPARE_BYTES) -> None:
        self._root = root.absolute()
        self._spare_bytes = spare_bytes

    def put(self, name: str, data: bytes) -> None:
        path = self._root / name
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(path.parent).free < self._spare_bytes + len(data):
                raise StoreFailed(f"Less than {self._spare_bytes / 1024**3:g} GiB would be left at {self._root}.")
            _write(path, data)
        except OSError as error:
            raise StoreFailed(f"{self._root} cannot be written: {error.strerror or error}.") from error

    def get(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreFailed(f"{self._root} cannot be read: {error.strerror or error}.") from error

    def list_folders(self) -> list[str]:
        try:
            return sorted(entry.name for entry in os.scandir(self._root) if entry.is_dir(follow_symlinks=False))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreFailed(f"{self._root} cannot be read: {error.strerror or error}.") from error

    def drop(self, folder: str) -> None:
        try:
            shutil.rmtree(self._root / folder)
        except FileNotFoundError:
            return  # or another process is removing it just now
        except OSError as error:
            raise StoreFailed(f"{self._root / folder} cannot be removed: {error.strerror or error}.") from error


def _write(path: Path, data: bytes) -> None:
    """A reader finds the whole file or none, also when this process is killed on the way."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
