"""One child process that cannot outlive this one, and how it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scraper_sky.clock import monotonic_seconds

LAUNCH = Path(__file__).with_name("launch.py")

CLEAN_ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"}
"""For the servers: a broken locale or a stray PGDATA of the caller must not reach them."""


@dataclass(frozen=True, slots=True)
class Account:
    """Another user of this machine, whom only root can become."""

    name: str
    uid: int
    gid: int


def launched(argv: Sequence[str], *, death_signal: int = signal.SIGKILL, account: Account | None = None) -> list[str]:
    """The command line that runs `argv` so that `death_signal` reaches it when this process dies.

    The kernel watches the thread that starts the child, so only a thread that lives to the end may start one.
    """
    user = ["-", "-"] if account is None else [str(account.uid), str(account.gid)]
    # -I and -S: neither the caller's PYTHON* variables nor site-packages matter to the launcher file.
    return [sys.executable, "-I", "-S", str(LAUNCH), str(os.getpid()), str(int(death_signal)), *user, *argv]


class Process:
    """A running child that leads its own session, so that the whole family can be ended with it."""

    def __init__(self, popen: subprocess.Popen[bytes], name: str) -> None:
        self._popen = popen
        self._is_buried = False
        self.name = name

    @classmethod
    def spawn(
        cls,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path | None = None,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        output: int | IO[bytes] = subprocess.PIPE,
        death_signal: int = signal.SIGKILL,
        account: Account | None = None,
    ) -> Process:
        """Starts `argv` with exactly the environment `env`; its standard error joins its standard output."""
        popen = subprocess.Popen(
            launched(argv, death_signal=death_signal, account=account),
            env=env,
            cwd=cwd,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        return cls(popen, name)

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def code(self) -> int | None:
        """How it ended, as `subprocess` counts: minus the signal's number if a signal ended it; None while it runs."""
        return self._popen.returncode

    @property
    def stdout(self) -> IO[bytes] | None:
        return self._popen.stdout

    def feed(self, data: bytes) -> None:
        """Gives it its whole standard input. A process that has already ended takes nothing; that is no error here."""
        if self._popen.stdin is not None:
            with suppress(BrokenPipeError):
                self._popen.stdin.write(data)
                self._popen.stdin.close()

    def has_ended(self) -> bool:
        """Whether it is over; the first time that it is, what is left of its family is killed."""
        if self._popen.poll() is None:
            return False
        if not self._is_buried:
            self._kill_family()
        return True

    def wait(self, seconds: float) -> bool:
        """Waits for its end at most `seconds`; whether it is over."""
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(seconds)
        return self.has_ended()

    def signal(self, number: int) -> None:
        """Sends a signal to the process itself; nothing happens when it is over."""
        if not self.has_ended():
            with suppress(ProcessLookupError, PermissionError):
                self._popen.send_signal(number)

    def stop(self, number: int, grace_seconds: float, is_hurried: Callable[[], bool] = lambda: False) -> bool:
        """Asks with `number`, waits at most `grace_seconds`, then kills. Whether asking was enough."""
        self.signal(number)
        deadline = monotonic_seconds() + grace_seconds
        while not self.wait(0.05):
            if monotonic_seconds() > deadline or is_hurried():
                self.kill()
                return False
        return True

    def kill(self) -> None:
        """Ends it and its family at once, and waits until the kernel has cleared it away."""
        if not self.has_ended():
            self._kill_family()
            self._popen.wait()

    def _kill_family(self) -> None:
        self._is_buried = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)
