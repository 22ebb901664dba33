"""The state folder: its lock, the secrets, and the files that tell other commands where a running system is."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scraper_sky.clock import monotonic_seconds
from scraper_sky.errors import Conflict, Unavailable
from scraper_sky.settings import Settings

RUN_FILE = "run.env"
PIDS_FILE = "pids.json"
LOCK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only this installation knows. Each is made once and kept in a file of its own, mode 0600."""

    api_key: str
    secret_key: str
    flower_password: str
    server_password: str


class StateFolder:
    """A folder that belongs to one running system at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: int | None = None

    def acquire(self) -> None:
        """Makes the folder if need be and takes its lock. Raises Conflict when another process holds it."""
        if self._lock is None:
            self._make()
            self._lock = self._take_lock()

    def release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def is_in_use(self) -> bool:
        """Whether another process holds the lock: a system is running, or just starting or stopping."""
        try:
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unusable(error) from None
        try:
            return not _try_lock(lock)
        finally:
            os.close(lock)

    def is_running(self) -> bool:
        """Whether a system is up: somebody holds the lock and has left the addresses of the servers."""
        return (self.path / RUN_FILE).is_file() and self.is_in_use()

    def secrets(self, settings: Settings) -> Secrets:
        """The secrets of this folder, made now if they are missing; those in the settings come first."""
        return Secrets(
            api_key=settings.api_key or self.secret("api_key", lambda: "ssk_" + secrets.token_urlsafe(30)),
            secret_key=settings.secret_key or self.secret("secret_key", lambda: secrets.token_urlsafe(48)),
            flower_password=settings.flower_password or self.secret("flower_password", lambda: secrets.token_hex(12)),
            server_password=self.secret("server_password", lambda: secrets.token_hex(24)),
        )

    def secret_path(self, name: str) -> Path:
        return self.path / "secrets" / name

    def secret(self, name: str, make: Callable[[], str]) -> str:
        """The secret called `name`; `make` gives it the first time."""
        path = self.secret_path(name)
        with suppress(FileNotFoundError):
            if value := self._read(path):
                return value
        path.parent.mkdir(mode=0o700, exist_ok=True)
        value = make()
        self.write_private(path, value + "\n")
        return value

    def write_run_file(self, values: Mapping[str, str]) -> None:
        """Leaves the addresses and keys of the running system for other commands (see settings.py)."""
        lines = [f"{name}='{_quoted(value)}'\n" for name, value in values.items() if value]
        self.write_private(self.path / RUN_FILE, "".join(lines))

    def write_pids(self, pids: Mapping[str, int]) -> None:
        self.write_private(self.path / PIDS_FILE, json.dumps(pids, indent=2) + "\n")

    def forget_run(self) -> None:
        """Removes what a running system leaves; also what one that was killed has left."""
        for name in (RUN_FILE, PIDS_FILE):
            (self.path / name).unlink(missing_ok=True)

    def forget_killed_run(self) -> None:
        """Removes the files of a system that was killed; those of a living one stay."""
        if (self.path / RUN_FILE).is_file() and not self.is_in_use():
            self.forget_run()

    def write_private(self, path: Path, text: str) -> None:
        """Puts `text` at `path`, mode 0600, so that a reader sees the old file or the new one and nothing between."""
        draft = path.with_name(f".{path.name}.new")
        try:
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text)
            draft.replace(path)
        except OSError as error:
            raise self._unusable(error) from None

    def _make(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.path.mkdir()
                # PostgreSQL refuses to run as root, and whom it runs as instead must get through this new folder.
                self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
            if not self.path.is_dir():
                raise Unavailable(f"{self.path} is in the way: the state folder must be a folder.")
        except OSError as error:
            raise self._unusable(error) from None

    def _take_lock(self) -> int:
        try:
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._unusable(error) from None
        # A command that asks whether a system is running holds the lock for a moment; that is no running system.
        deadline = monotonic_seconds() + LOCK_SECONDS
        while not _try_lock(lock):
            if monotonic_seconds() > deadline:
                holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
                os.close(lock)
                raise Conflict(
                    f"ScraperSky is already running in {self.path}{f' (process {holder})' if holder else ''}; "
                    "stop it first, or choose another folder with SCRAPERSKY_STATE_DIR."
                )
            time.sleep(0.02)
        # Whom a refused launcher names; on a full disk it names nobody.
        with suppress(OSError):
            os.ftruncate(lock, 0)
            os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        return lock

    def _read(self, path: Path) -> str:
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise self._unusable(error) from None

    def _unusable(self, error: OSError) -> Unavailable:
        return Unavailable(f"The state folder {self.path} cannot be used ({error.strerror}: {error.filename}).")


def check_room(folder: Path, needed_bytes: int) -> None:
    """Raises Unavailable unless the disk that `folder` is on has room for `needed_bytes`."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise Unavailable(
            f"The disk of {folder} has {free // 1_000_000} MB free; "
            f"a new database needs {needed_bytes // 1_000_000} MB."
        )


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
