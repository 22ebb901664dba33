"""A server that an earlier launcher left behind: whether it still runs, and how it is ended before a new one starts.

It should not happen, since servers end with their launcher; but two servers on one data folder would destroy it.
"""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from scraper_sky.clock import monotonic_seconds
from scraper_sky.errors import Unavailable

SECONDS = 20.0


def clear_pid_file(path: Path, data: Path, stop_signal: int) -> None:
    """Ends the server whose pid stands in `path` if it works on `data`, and removes the file.

    A pid that is gone, a zombie (whose parent never reaps it), or by now another program's counts as no server:
    PostgreSQL itself would refuse to start for ever in a container whose first process does not reap.
    """
    pid = _pid_in(path)
    if pid is not None and is_serving(pid, data):
        with suppress(ProcessLookupError):
            os.kill(pid, stop_signal)
        deadline = monotonic_seconds() + SECONDS
        while is_serving(pid, data):
            if monotonic_seconds() > deadline:
                raise Unavailable(f"A server of an earlier start (process {pid}) still uses {data} and does not end.")
            time.sleep(0.05)
    path.unlink(missing_ok=True)


def is_serving(pid: int, data: Path) -> bool:
    """Whether `pid` is a live process that names `data` on its command line or works in it."""
    process = Path("/proc") / str(pid)
    if not process.parent.joinpath("self").exists():
        return str(data) in _ps(pid)
    try:
        state = process.joinpath("stat").read_text().rpartition(")")[2].split()[0]
        if state in "ZX":
            return False
        if str(data).encode() in process.joinpath("cmdline").read_bytes().split(b"\0"):
            return True
        return process.joinpath("cwd").readlink() == data.resolve()
    except OSError:
        return False


def _ps(pid: int) -> str:
    done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout


def _pid_in(path: Path) -> int | None:
    try:
        first = path.read_text().split("\n", 1)[0].strip()
    except OSError:
        return None
    return int(first) if first.isdigit() and int(first) > 1 else None
