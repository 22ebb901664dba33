"""One run of one contender: what is measured, and the peers' side of it."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.speed.catalogue import Scenario
from benchmarks.speed.grounds import Grounds
from benchmarks.speed.judge import Found
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.usage import usage_of

CHECKOUT = Path(__file__).resolve().parents[2]
PEERS_PYTHON = CHECKOUT / ".venv-bench" / "bin" / "python"
SILENCE_SECONDS = 120.0


class CouldNotRun(Exception):
    """Why a contender gave no result."""


@dataclass(frozen=True, slots=True)
class Run:
    """One contender over one list of domains in one scenario."""

    contender: str
    scenario: Scenario
    names: tuple[str, ...]  # the domains
    cpu_seconds: float  # user and system of all its processes
    system_seconds: float  # of these
    wall_seconds: float
    peak_bytes: int
    requests: int  # that the farm saw
    farm_cpu_seconds: float
    found: Mapping[str, Found] = field(default_factory=dict)  # by domain
    beside: Mapping[str, float] = field(default_factory=dict)  # CPU seconds of each of our processes
    round: int = 0

    @property
    def domains(self) -> int:
        return len(self.names)

    @property
    def system_share(self) -> float:
        return self.system_seconds / self.cpu_seconds if self.cpu_seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of CPU a domain."""
        return 1000 * self.cpu_seconds / self.domains

    @property
    def rate(self) -> float:
        """Domains a second."""
        return self.domains / self.wall_seconds


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program: a module under `peers`, started afresh for every run."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    needs_hosts: bool = False  # its resolver is no Python, so the names must stand in /etc/hosts
    share: Mapping[int, float] = field(default_factory=dict)  # of the domains, by latency; the slow ones read fewer


PEERS = (
    Peer("aiohttp + lxml loop", "with_aiohttp"),
    Peer("Scrapy, tuned (lxml)", "with_scrapy", ("--tuned",)),
    Peer("Scrapy, CSS selectors", "with_scrapy"),
    Peer("Crawlee (Parsel)", "with_crawlee", needs_hosts=True),
    Peer("requests in turn", "with_requests", share={0: 0.4, 300: 0.1}),
)


def run_peer(
    peer: Peer, grounds: Grounds, scenario: Scenario, warm_up: Sequence[str], measured: Sequence[str], at_once: int
) -> Run:
    """Raises CouldNotRun with what the peer said last."""
    share = peer.share.get(scenario.latency_ms, 1.0)
    warm_up, measured = (list(names[: max(5, int(len(names) * share))]) for names in (warm_up, measured))
    out = grounds.folder / "peer.jsonl"
    out.unlink(missing_ok=True)
    order = grounds.folder / "order.json"
    port = grounds.port(scenario)
    order.write_text(
        json.dumps(
            {
                "warm_up": [f"{scenario.scheme}://{name}:{port}/" for name in warm_up],
                "measured": [f"{scenario.scheme}://{name}:{port}/" for name in measured],
                "at_once": at_once,
                "ca_file": str(grounds.bundle),
                "out": str(out),
            }
        )
    )
    command = [str(PEERS_PYTHON), "-m", f"benchmarks.speed.peers.{peer.module}", str(order), *peer.arguments]
    if peer.needs_hosts:
        command = _with_hosts(grounds.folder / "hosts", [*warm_up, *measured], command)
    log_file = grounds.folder / "peer.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "CRAWLEE_STORAGE_DIR": str(grounds.folder / "crawlee")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        try:
            return _watch(process, peer, grounds, scenario, measured, out)
        except TimeoutError as error:
            raise CouldNotRun(f"{peer.name}: {error}; {_last_line(log_file)}") from None
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _watch(
    process: subprocess.Popen[bytes], peer: Peer, grounds: Grounds, scenario: Scenario, measured: list[str], out: Path
) -> Run:
    _await(process, "ready")
    requests = grounds.requests_seen(scenario)
    before, farm_before = usage_of([process.pid, grounds.farm_pid])
    began = monotonic_seconds()
    _go_on(process)
    _await(process, "done")
    wall = monotonic_seconds() - began
    after, farm_after = usage_of([process.pid, grounds.farm_pid])
    return Run(
        peer.name,
        scenario,
        tuple(measured),
        after.cpu_seconds - before.cpu_seconds,
        after.system_seconds - before.system_seconds,
        wall,
        after.peak_bytes,
        grounds.requests_seen(scenario) - requests,
        farm_after.cpu_seconds - farm_before.cpu_seconds,
        _read(out, set(measured)),
    )


def _await(process: subprocess.Popen[bytes], word: str) -> None:
    assert process.stdout is not None
    line = b""
    if select.select([process.stdout], [], [], SILENCE_SECONDS)[0]:
        line = process.stdout.readline()
    if line.strip() != word.encode():
        raise TimeoutError(f"it never was {word}")


def _go_on(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


def _read(out: Path, domains: set[str]) -> dict[str, Found]:
    found = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        domain = urlsplit(values["url"]).hostname or ""
        if domain in domains:
            found[domain] = Found(
                values["title"],
                values["description"],
                frozenset(values["emails"]),
                frozenset(values["phones"]),
                frozenset(values["social"]),
                (values["generator"],),
            )
    return found


def _with_hosts(hosts: Path, names: Sequence[str], command: list[str]) -> list[str]:
    """The command where the names are this machine: its own view of /etc/hosts, which needs user namespaces."""
    hosts.write_text("127.0.0.1 localhost\n" + "".join(f"127.0.0.1 {name}\n" for name in names))
    mount = 'mount --bind "$0" /etc/hosts && exec "$@"'
    return ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, str(hosts), *command]


def _last_line(log_file: Path) -> str:
    lines = log_file.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
