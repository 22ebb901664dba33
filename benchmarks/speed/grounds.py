"""What every contender of one benchmark runs on: a folder and the farm, with its addresses."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

import certifi

from benchmarks.speed.catalogue import FAR, SCENARIOS, Scenario

CHECKOUT = Path(__file__).resolve().parents[2]
START_SECONDS = 120.0


class Grounds:
    """Use it as a context manager; the farm ends with the block."""

    def __init__(self, folder: Path, sites: int) -> None:
        """`sites`: how many of each zone are made ahead."""
        self.folder = folder
        self.bundle = folder / "bundle.pem"  # what browsers trust, and the farm: as long as a real one
        self._sites = sites
        self._farm: subprocess.Popen[bytes] | None = None
        self._facts: dict[str, Any] = {}

    def __enter__(self) -> Grounds:
        command = [sys.executable, "-m", "benchmarks.speed.farm", "--state", str(self.folder)]
        self._farm = subprocess.Popen(
            [*command, "--sites", str(self._sites)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._farm.stdout is not None
        line = b""
        if select.select([self._farm.stdout], [], [], START_SECONDS)[0]:
            line = self._farm.stdout.readline()
        if not line:
            self._stop()
            raise RuntimeError("the site farm did not start")
        self._facts = json.loads(line)
        self.bundle.write_bytes(Path(certifi.where()).read_bytes() + Path(self._facts["ca_file"]).read_bytes())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._farm is not None:
            self._farm.communicate()  # closes its standard input, and it ends

    @property
    def farm_pid(self) -> int:
        return int(self._facts["pid"])

    @property
    def page_bytes(self) -> list[int]:
        return [int(size) for size in self._facts["page_bytes"]]

    def port(self, scenario: Scenario) -> int:
        return self._port(scenario.scheme, scenario.latency_ms)

    def settings(self) -> dict[str, str]:
        """The settings with which ScraperSky reaches the sites by their names; plain ones refuse https."""
        detours = []
        for each in (*SCENARIOS, FAR):
            secure = self.port(each) if each.scheme == "https" else int(self._facts["ports"]["closed"])
            detours.append(f"*.{each.zone}:443=127.0.0.1:{secure}")
            detours.append(f"*.{each.zone}:80=127.0.0.1:{self._port('http', each.latency_ms)}")
        return {
            "SCRAPERSKY_CONNECT_TO": ",".join(detours),
            "SCRAPERSKY_ALLOW_NETWORKS": "127.0.0.0/8",
            "SCRAPERSKY_PER_ADDRESS": "0",
            "SCRAPERSKY_PER_HOST": "0",
            "SCRAPERSKY_CA_FILE": str(self._facts["ca_file"]),
        }

    def requests_seen(self, scenario: Scenario) -> int:
        """By the farm since its start, at this latency."""
        return int(self.seen(scenario)["requests"])

    def seen(self, scenario: Scenario) -> dict[str, Any]:
        """What the farm tells of all hosts at this latency: requests, max_connections and so on."""
        return dict(self._console(scenario, "stats?hosts=0"))

    def forget_seen(self, scenario: Scenario) -> None:
        self._console(scenario, "reset")

    def _console(self, scenario: Scenario, what: str) -> Any:
        address = f"http://127.0.0.1:{self._port('http', scenario.latency_ms)}/_farm/{what}"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=30) as answer:
            return json.load(answer)

    def _port(self, scheme: str, latency_ms: int) -> int:
        return int(self._facts["ports"][f"{scheme}-{latency_ms}"])
