"""Real worker and beat processes for journeys, started and ended by pid."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

CHECKOUT = Path(__file__).resolve().parents[2]
QUEUES = {"scan": "scan,interactive", "scan-2": "scan,interactive", "control": "control"}


class Processes:
    """The Celery processes of one system; `environment` is put on top of this process's own."""

    def __init__(self, environment: dict[str, str], folder: Path, *, scan_threads: int = 32) -> None:
        self._environment = {**os.environ, **environment}
        self._folder = folder
        self._threads = {"scan": scan_threads, "scan-2": scan_threads, "control": 4}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Processes:
        for name in ("scan", "control", "beat"):
            self.start(name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, name: str) -> None:
        """Starts `scan`, `scan-2`, `control` or `beat`; its log is `<name>.log` in the folder."""
        arguments = ["beat", "--schedule", str(self._folder / "schedule"), "--pidfile="]
        if name in QUEUES:
            arguments = ["worker", "-P", "threads", "-c", str(self._threads[name]), "-Q", QUEUES[name]]
            arguments += ["-n", f"{name}@%h", "-E", "--without-gossip", "--without-mingle"]
        with (self._folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "tasks", *arguments],
                cwd=CHECKOUT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self, name: str) -> None:
        """kill -9, and the process is reaped."""
        self._running[name].send_signal(signal.SIGKILL)
        self._running[name].wait()

    def terminate(self, name: str) -> int:
        """SIGTERM; gives back the exit code."""
        self._running[name].terminate()
        return self._running[name].wait(30)

    def log(self, name: str) -> str:
        return (self._folder / f"{name}.log").read_text(errors="replace")
