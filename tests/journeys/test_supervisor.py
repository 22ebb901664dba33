"""`scrapersky up` as a person meets it: the real command and servers, with small stand-ins for our own doors."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from dotenv import dotenv_values

from scraper_sky.settings import child_environment
from tests.support.waiting import wait_until
from webapp import serving

WEBAPP = """
def create_app():
    def app(environ, start):
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"here"]
    return app
"""

TASKS = """
from celery import Celery
from scraper_sky.settings import Settings

settings = Settings.from_env()
app = Celery("stand-in", broker=settings.celery_broker_url, backend=settings.redis_url)
"""

UNCONFIGURED = {
    **dict.fromkeys(("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "SCRAPERSKY_STATE_DIR"), ""),
    **{"HOME": "/nonexistent", "SCRAPERSKY_SCAN_THREADS": "2", "SCRAPERSKY_CONTROL_THREADS": "1"},
}
"""Nothing of the environment that the tests run in; an empty variable counts as not set."""

NAMES = ["postgres", "valkey", "web", "worker-scan", "worker-control", "beat", "flower"]


@dataclass
class Launcher:
    """One `scrapersky up` in a folder of its own."""

    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def var(self) -> Path:
        return self.folder / "var"

    def said(self, text: str) -> bool:
        return text in self.log.read_text()

    def wait_for(self, text: str, seconds: float = 60) -> None:
        def is_there() -> bool:
            assert self.said(text) or self.process.poll() is None, f"it ended:\n{self.log.read_text()[-2000:]}"
            return self.said(text)

        wait_until(is_there, seconds, f"{text!r} in the output of `scrapersky up`")

    def pids(self) -> dict[str, int]:
        return json.loads((self.var / "pids.json").read_text())

    def address(self, name: str) -> str:
        return str(dotenv_values(self.var / "run.env")[name])

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)


Launch = Callable[..., Launcher]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The folder to start in: its packages stand before ours on the path of whatever is started from it."""
    made = Path(tempfile.mkdtemp(prefix="scrapersky-test-"))
    made.chmod(0o711)
    (made / "webapp").mkdir()
    (made / "webapp" / "__init__.py").write_text(WEBAPP)
    shutil.copy(Path(serving.__file__), made / "webapp")
    (made / "tasks.py").write_text(TASKS)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def launch(folder: Path) -> Iterator[Launch]:
    launched: list[Launcher] = []

    def start(**env: str) -> Launcher:
        log = folder / f"up-{len(launched)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "scraper_sky.cli", "up"],
                cwd=folder,
                env=child_environment({**UNCONFIGURED, **env}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        launched.append(Launcher(folder, process, log))
        return launched[-1]

    yield start
    for launcher in launched:
        launcher.process.kill()
        launcher.process.wait()
    wait_until(lambda: not left_in(folder), 20, f"everything started in {folder} is gone")


def left_in(folder: Path) -> list[str]:
    """The command lines of live processes that work in `folder` or name it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if line and (str(folder) in line or (process / "cwd").readlink().is_relative_to(folder)):
                found.append(f"{process.name} {line}")
    return found


def get(address: str, authorization: str = "") -> int:
    host = address.removeprefix("http://").strip("/")
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.request("GET", "/", headers={"Authorization": authorization} if authorization else {})
        return connection.getresponse().status
    finally:
        connection.close()


def test_one_command_brings_everything_up_keeps_it_up_and_leaves_nothing(launch: Launch, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        up = launch(PORT=str(port), FLOWER_PORT=str(port))
        up.wait_for("ScraperSky is up.")

    # Everything it promises is there, and nothing complained on the way.
    assert not up.said("rror")
    assert sorted(up.pids()) == sorted(NAMES)
    assert up.said(f"port {port} is in use; the pages will be on port ")
    assert get(up.address("SCRAPERSKY_PUBLIC_URL")) == 200
    assert up.said(up.address("SCRAPERSKY_PUBLIC_URL"))
    assert up.said(up.address("SCRAPERSKY_API_KEY"))
    assert stat.S_IMODE((up.var / "run.env").stat().st_mode) == 0o600

    # Flower wants its password, which stands on no command line.
    password = up.address("SCRAPERSKY_FLOWER_PASSWORD")
    assert get(up.address("SCRAPERSKY_FLOWER_URL")) == 401
    login = "Basic " + base64.b64encode(f"operator:{password}".encode()).decode()
    assert get(up.address("SCRAPERSKY_FLOWER_URL"), login) == 200
    assert not [line for line in left_in(folder) if password in line]

    # A second launcher is refused with a sentence.
    second = launch()
    assert second.process.wait(20) == 2
    assert second.said(f"scrapersky: ScraperSky is already running in {up.var} (process {up.process.pid})")

    # Whatever dies comes back, and it is said.
    for name in ("worker-scan", "valkey", "postgres"):
        pid = up.pids()[name]
        os.kill(pid, signal.SIGKILL)
        up.wait_for(f"{name} ended with code -9; starting it again in 0.5 s", 20)
        wait_until(lambda name=name, pid=pid: up.pids().get(name, pid) != pid, 20, f"{name} runs again")
    assert get(up.address("SCRAPERSKY_PUBLIC_URL")) == 200

    # One signal ends it all in order, and nothing is left but the data.
    assert up.end(signal.SIGTERM) == 0
    assert up.said("stopped; everything is kept for the next start")
    assert not up.said("was killed")
    assert left_in(folder) == []
    assert not (up.var / "run.env").exists()
    assert not (up.var / "pids.json").exists()


def test_a_killed_launcher_takes_everything_with_it_and_the_next_start_just_works(launch: Launch, folder: Path) -> None:
    up = launch()
    up.wait_for("ScraperSky is up.")

    up.end(signal.SIGKILL)
    wait_until(lambda: not left_in(folder), 10, "nothing is left of the killed launcher")

    # What it left in run.env must not pass for servers that the user has configured.
    assert (up.var / "run.env").exists()
    again = launch()
    again.wait_for("ScraperSky is up.")
    assert again.said("PostgreSQL 1") and again.said("answers on 127.0.0.1")
    assert again.end(signal.SIGINT) == 0


def test_an_interrupted_start_leaves_nothing(launch: Launch, folder: Path) -> None:
    up = launch()
    up.wait_for("preparing the database")

    assert up.end(signal.SIGINT) == 130
    assert up.said("stopped before everything was up")
    assert left_in(folder) == []


def test_a_second_signal_does_not_wait_for_who_will_not_end(launch: Launch, folder: Path) -> None:
    up = launch()
    up.wait_for("ScraperSky is up.")
    os.kill(up.pids()["worker-scan"], signal.SIGSTOP)

    up.process.send_signal(signal.SIGINT)
    up.wait_for("press Ctrl-C again")
    assert up.end(signal.SIGINT) == 0

    assert up.said("worker-scan did not end within")
    assert left_in(folder) == []
