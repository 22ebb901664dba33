"""The farm as a child process, for tests, demos and benchmarks."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parents[3]
START_SECONDS = 30.0
STOP_SECONDS = 10.0


class Farm:
    """`with Farm() as farm:` starts a farm and waits until it serves; it ends with the block, or with this process."""

    def __init__(
        self,
        latency_ms: float = 0,
        state: Path | None = None,
        http_port: int = 0,
        https_port: int = 0,
        stderr: IO[bytes] | None = None,
    ) -> None:
        """`state` keeps the certificate authority for the next farm; `stderr` takes what the farm complains of."""
        self._stderr = stderr
        self._own_state = None if state else tempfile.TemporaryDirectory(prefix="farm-")
        self.state = state or Path(self._own_state.name if self._own_state else "")
        self._command = [sys.executable, "-m", "tests.support.farm", "--die-with-parent", str(os.getpid())]
        self._command += ["--http-port", str(http_port), "--https-port", str(https_port)]
        self._command += ["--latency-ms", str(latency_ms), "--state", str(self.state)]
        self._process: subprocess.Popen[bytes] | None = None
        self.facts: dict[str, Any] = {}

    def __enter__(self) -> Farm:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Farm:
        """Returns once the farm serves. Raises RuntimeError when it does not come up."""
        self._process = process = subprocess.Popen(
            self._command, cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._stderr
        )
        assert process.stdout is not None
        line = b""
        if select.select([process.stdout], [], [], START_SECONDS)[0]:
            line = process.stdout.readline()
        if not line:
            self.stop()
            raise RuntimeError(f"the site farm did not start (exit code {process.returncode})")
        self.facts = json.loads(line)
        return self

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()
        if self._own_state is not None:
            self._own_state.cleanup()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def http_port(self) -> int:
        return int(self.facts["http_port"])

    @property
    def https_port(self) -> int:
        return int(self.facts["https_port"])

    @property
    def ca_file(self) -> Path:
        return Path(self.facts["ca_file"])

    def settings_env(self) -> dict[str, str]:
        """The settings with which ScraperSky reaches the farm's sites by their names."""
        return {
            "SCRAPERSKY_CONNECT_TO": self.facts["connect_to"],
            "SCRAPERSKY_ALLOW_NETWORKS": self.facts["allow_networks"],
            "SCRAPERSKY_PER_ADDRESS": "0",  # all its sites are at one
            "SCRAPERSKY_CA_FILE": self.facts["ca_file"],
        }

    def stats(self, prefix: str = "", hosts: bool = True) -> dict[str, Any]:
        """What the farm saw: requests, in_flight, max_in_flight, …, hosts {name: …}, of hosts that start so."""
        answer: dict[str, Any] = self._console(f"stats?prefix={quote(prefix)}&hosts={int(hosts)}")
        return answer

    def reset(self) -> None:
        """Forget what was seen; hosts that fail their first requests fail again."""
        self._console("reset")

    def _console(self, what: str) -> Any:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.http_port}/_farm/{what}", timeout=30) as answer:
            return json.load(answer)
