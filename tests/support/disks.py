"""A small disk of its own for a server under test: a file with a file system in it, which can be filled."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

SEARCHED = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
PROGRAMS = {name: shutil.which(name, path=SEARCHED) for name in ("mkfs.ext4", "mount", "umount")}
COMMAND_SECONDS = 30.0
MEGABYTE = 1024 * 1024
PREFIX = "scrapersky-disk-"


def why_none() -> str:
    """Why no disk can be made here, or an empty string when it can."""
    missing = [name for name, path in PROGRAMS.items() if path is None]
    if missing:
        return f"{', '.join(missing)} not installed"
    if os.geteuid() != 0:
        return "only root can mount a disk"
    try:
        with Disk(16):
            return ""
    except subprocess.CalledProcessError as error:
        return f"this machine refuses to mount a disk: {error.stderr.strip() or error}"


class Disk:
    """Use it as a context manager; inside, `folder` lies on the disk. Its file grows with what is written to it."""

    def __init__(self, megabytes: int) -> None:
        self._bytes = megabytes * MEGABYTE

    def __enter__(self) -> Disk:
        clear_away()
        place = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        place.chmod(0o711)
        self._place, self.folder = place, place / "disk"
        self.folder.mkdir()
        try:
            image = place / "image"
            with image.open("wb") as file:
                file.truncate(self._bytes)
            _run("mkfs.ext4", "-q", "-m", "0", str(image))
            _run("mount", "-o", "loop", str(image), str(self.folder))
            self.folder.chmod(0o711)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _clear(self._place)

    @contextmanager
    def filled(self) -> Iterator[None]:
        """While the block runs, nothing more fits on the disk."""
        ballast = self.folder / "ballast"
        try:
            with ballast.open("wb") as file:
                _fill(file.fileno())
            yield
        finally:
            ballast.unlink(missing_ok=True)


def _fill(descriptor: int) -> None:
    """Takes all that is free, in ever smaller pieces."""
    taken, piece = 0, 256 * MEGABYTE
    while piece >= 4096:
        try:
            os.posix_fallocate(descriptor, taken, piece)
            taken += piece
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            piece //= 2


def clear_away() -> None:
    """Removes the disks of processes that were killed before they could do it themselves."""
    for place in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = place.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            with suppress(subprocess.CalledProcessError):
                _clear(place)


def _clear(place: Path) -> None:
    if os.path.ismount(place / "disk"):
        _run("umount", "-d", str(place / "disk"))
    shutil.rmtree(place, ignore_errors=True)


def _run(*command: str) -> None:
    """Raises CalledProcessError, which holds what the program said, when it refuses."""
    subprocess.run(
        [str(PROGRAMS[command[0]]), *command[1:]], check=True, capture_output=True, text=True, timeout=COMMAND_SECONDS
    )
