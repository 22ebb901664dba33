"""Our side: `scrapersky up` as a user starts it, with a batch handed to its API and watched until it has ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from benchmarks.speed.catalogue import Scenario
from benchmarks.speed.grounds import CHECKOUT, Grounds
from benchmarks.speed.judge import Found
from benchmarks.speed.measure import CouldNotRun, Run
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.usage import Usage, usage_by_name

API = "/api/v3/batch_page_scraper"
WORKERS = ("worker-scan", "worker-control", "beat")
START_SECONDS, BATCH_SECONDS, STOP_SECONDS, LOOK_SECONDS = 180.0, 180.0, 60.0, 0.05
ENDED = frozenset({"completed", "partial", "failed", "cancelled"})


class Ours:
    """A whole system on a state folder of its own; `name` is how the report calls it."""

    def __init__(self, name: str, grounds: Grounds, settings: Mapping[str, str], port: int) -> None:
        self.name = name
        self._grounds = grounds
        self._state = grounds.folder / f"state-{port}"
        self._log_file = grounds.folder / f"state-{port}.log"
        self._address = f"http://127.0.0.1:{port}"
        self._env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("SCRAPERSKY_")},
            **{"PYTHONPATH": str(CHECKOUT), "PORT": str(port), "FLOWER_PORT": str(port + 1)},
            **{"SCRAPERSKY_STATE_DIR": str(self._state), "SCRAPERSKY_LOG_LEVEL": "WARNING"},
            **grounds.settings(),
            **settings,
        }
        for server in ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL"):
            self._env[server] = ""
        self._system: subprocess.Popen[bytes] | None = None
        self._key = ""
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def start(self) -> None:
        """Begins to start; `await_start` waits for the end of it."""
        with self._log_file.open("wb") as log:
            self._system = subprocess.Popen(
                [sys.executable, "-m", "scraper_sky.cli", "up"],
                cwd=self._grounds.folder,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def await_start(self) -> None:
        """Raises CouldNotRun with the last lines of the system's log."""
        deadline = monotonic_seconds() + START_SECONDS
        while b"ScraperSky is up." not in self._log_file.read_bytes():
            if self._system is None or self._system.poll() is not None or monotonic_seconds() > deadline:
                raise CouldNotRun(f"{self.name} did not start: {self._log_file.read_text()[-2000:]}")
            time.sleep(LOOK_SECONDS)
        self._key = (self._state / "secrets" / "api_key").read_text().strip()

    def __enter__(self) -> Ours:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._system is not None:
            self._system.send_signal(signal.SIGINT)
            try:
                self._system.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._system.kill()
                self._system.wait()

    @property
    def pids(self) -> dict[str, int]:
        return {name: int(pid) for name, pid in json.loads((self._state / "pids.json").read_text()).items()}

    def usage(self) -> dict[str, Usage]:
        return usage_by_name({**self.pids, "farm": self._grounds.farm_pid})

    def run(self, scenario: Scenario, domains: Sequence[str]) -> Run:
        """From the call of the API until it says that the batch has ended. Raises CouldNotRun."""
        requests, before = self._grounds.requests_seen(scenario), self.usage()
        began = monotonic_seconds()
        batch = self.submit(domains)
        self.await_end(batch)
        wall = monotonic_seconds() - began
        after = self.usage()
        spent = {name: after[name].cpu_seconds - before[name].cpu_seconds for name in before}
        return Run(
            self.name,
            scenario,
            tuple(domains),
            sum(spent[name] for name in WORKERS),
            sum(after[name].system_seconds - before[name].system_seconds for name in WORKERS),
            wall,
            sum(after[name].peak_bytes for name in WORKERS),
            self._grounds.requests_seen(scenario) - requests,
            spent.pop("farm"),
            self._read(batch),
            spent,
        )

    def submit(self, domains: Sequence[str]) -> str:
        order = json.dumps({"domains": list(domains), "max_pages": 1}).encode()
        return str(json.loads(self._call("/batch", order))["batch_id"])

    def await_end(self, batch: str) -> None:
        deadline = monotonic_seconds() + BATCH_SECONDS
        while json.loads(self._call(f"/batch/{batch}/status"))["status"] not in ENDED:
            if monotonic_seconds() > deadline:
                raise CouldNotRun(f"{self.name}: a batch did not end within {BATCH_SECONDS:.0f} s")
            time.sleep(LOOK_SECONDS)

    def _read(self, batch: str) -> dict[str, Found]:
        lines = self._call(f"/batch/{batch}/export?format=jsonl").decode().splitlines()
        return {job["domain"]: _found(job) for job in map(json.loads, lines)}

    def _call(self, path: str, body: bytes | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._address + API + path, body, headers)
        try:
            with self._opener.open(request, timeout=30) as answer:
                data: bytes = answer.read()
                return data
        except OSError as error:
            raise CouldNotRun(f"{self.name}: {path}: {error}") from None


def _found(job: Mapping[str, Any]) -> Found:
    facts = {fact["name"]: fact["value"] for fact in reversed(job["facts"])}

    def values(kind: str) -> frozenset[str]:
        return frozenset(contact["value"] for contact in job["contacts"] if contact["kind"] == kind)

    return Found(
        facts.get("title", ""),
        facts.get("description"),
        values("email"),
        values("phone"),
        values("social"),
        tuple(technology["name"] for technology in job["technologies"]),
    )
