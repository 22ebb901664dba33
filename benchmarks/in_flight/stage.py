"""A whole system whose scan workers are started one by one, each with the pool and the threads that are asked for.

The one that `scrapersky up` starts by itself is told to take no messages and then stopped in its tracks, so that
neither its slots nor its memory count.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import psycopg
from dotenv import dotenv_values

from benchmarks.in_flight.memory import Memory, memory_of
from benchmarks.speed.catalogue import Scenario
from benchmarks.speed.grounds import CHECKOUT, Grounds
from benchmarks.speed.measure import CouldNotRun
from benchmarks.speed.ours import ENDED, Ours
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded import children
from scraper_sky.embedded.usage import usage_of
from scraper_sky.settings import Settings

THREADS, PREFORK, GEVENT = "threads", "prefork", "gevent"
QUEUES = ("scan", "interactive")
READY_SECONDS, STOP_SECONDS, LOOK_SECONDS, MEMORY_SECONDS = 90.0, 30.0, 0.1, 0.5
BATCH_SECONDS = 600.0
TELLINGS = 5


@dataclass(frozen=True, slots=True)
class Worker:
    """A scan worker that was started by hand."""

    name: str
    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.process.pid


@dataclass(frozen=True, slots=True)
class Course:
    """One batch from its submission to its end."""

    domains: int
    succeeded: int
    wall_seconds: float
    cpu_seconds: float  # of the workers and their children
    most_running: int  # jobs, as the API says
    most_connections: int  # open at a time, as the farm says
    before: Memory
    peak: Memory  # when the workers had most in memory

    @property
    def rate(self) -> float:
        return self.domains / self.wall_seconds

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / self.domains


class Stage(Ours):
    def __init__(self, grounds: Grounds, port: int) -> None:
        super().__init__("stage", grounds, {"SCRAPERSKY_SCAN_THREADS": "1"}, port)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError, KeyError):
            os.kill(self.pids["worker-scan"], signal.SIGCONT)
        super().__exit__(kind, error, trace)

    def await_start(self) -> None:
        super().await_start()
        for queue in QUEUES:
            self._tell_once_it_listens("cancel_consumer", queue)
        os.kill(self.pids["worker-scan"], signal.SIGSTOP)

    def __enter__(self) -> Stage:
        self.start()
        return self

    @contextmanager
    def worker(
        self, name: str, threads: int, pool: str = THREADS, *options: str, settings: Mapping[str, str] | None = None
    ) -> Iterator[Worker]:
        """As `scrapersky up` starts a scan worker, but for its name, pool, priority, and the `options` of launch.py."""
        env = {**self._env, "SCRAPERSKY_SCAN_THREADS": str(threads), **(settings or {})}
        argv = list(children.scan_worker(env, Settings(scan_threads=threads)).argv)
        argv = argv[argv.index(sys.executable) :]  # without the `nice` before it: this machine is never idle
        argv[argv.index("--pool") + 1] = pool
        argv[argv.index("--hostname") + 1] = self._node(name)
        argv[argv.index("celery")] = "benchmarks.in_flight.launch"
        log_file = self._grounds.folder / f"{name}.log"
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                [*argv, *options], cwd=self._grounds.folder, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            self._await_ready(name, process)
            yield Worker(name, process)
        except CouldNotRun as failure:
            raise CouldNotRun(f"{failure}; {log_file.read_text(errors='replace')[-600:]}") from None
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            self._ask("DELETE FROM processes WHERE name = %s RETURNING 1", self._node(name))

    def course(self, scenario: Scenario, workers: Sequence[Worker], domains: Sequence[str]) -> Course:
        """Raises CouldNotRun when the batch does not end."""
        pids = [worker.pid for worker in workers]
        self._grounds.forget_seen(scenario)
        before, spent = memory_of(pids), sum(usage.cpu_seconds for usage in usage_of(pids))
        peak, most_running, looked_at = before, 0, 0.0
        began = monotonic_seconds()
        batch = self.submit(domains)
        while True:
            status = json.loads(self._call(f"/batch/{batch}/status"))
            most_running = max(most_running, int(status["counts"]["running"]))
            if monotonic_seconds() - looked_at > MEMORY_SECONDS:
                looked_at = monotonic_seconds()
                peak = max(peak, memory_of(pids), key=lambda memory: memory.resident)
            if status["status"] in ENDED:
                break
            if monotonic_seconds() - began > BATCH_SECONDS:
                raise CouldNotRun(f"a batch did not end within {BATCH_SECONDS:.0f} s: {status['counts']}")
            time.sleep(LOOK_SECONDS)
        wall = monotonic_seconds() - began
        used = sum(usage.cpu_seconds for usage in usage_of(pids)) - spent
        connections = int(self._grounds.seen(scenario)["max_connections"])
        succeeded = int(status["counts"]["succeeded"])
        return Course(len(domains), succeeded, wall, used, most_running, connections, before, peak)

    def _await_ready(self, name: str, process: subprocess.Popen[bytes]) -> None:
        deadline = monotonic_seconds() + READY_SECONDS
        while not self._ask("SELECT 1 FROM processes WHERE name = %s", self._node(name)):
            if process.poll() is not None or monotonic_seconds() > deadline:
                raise CouldNotRun(f"the worker {name} did not show life")
            time.sleep(LOOK_SECONDS)

    def _node(self, name: str) -> str:
        return f"{name}@in-flight" if name != "scan" else f"scan@{os.uname().nodename}"

    def _ask(self, statement: str, *values: Any) -> list[Any]:
        address = str(dotenv_values(self._state / "run.env")["DATABASE_URL"]).replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    def _tell_once_it_listens(self, *words: str) -> None:
        """The first worker is up before it can be told anything."""
        for patience in range(TELLINGS, 0, -1):
            try:
                self._celery("control", "--timeout", "5", "--destination", self._node("scan"), *words)
                return
            except CouldNotRun:
                if patience == 1:
                    raise

    def _celery(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "celery", "--app", "tasks", "--quiet", *arguments]
        done = subprocess.run(command, cwd=CHECKOUT, env=self._env, capture_output=True, check=False)
        if done.returncode:
            raise CouldNotRun(f"celery {' '.join(arguments)}: {done.stderr.decode(errors='replace')[-500:]}")
