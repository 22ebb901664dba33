"""Machines that scan, each a network namespace with an address of its own, around one database and one broker."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from benchmarks.many_machines.middle import Middle
from scraper_sky.embedded.children import CHECKOUT
from scraper_sky.embedded.servers import Addresses
from scraper_sky.embedded.supervisor import Child
from tests.faults.lab.conditions import Conditions
from tests.faults.lab.laboratory import BEAT, CONTROL, Laboratory
from tests.support import pooler
from tests.support.networks import Network
from tests.support.rabbitmq import RabbitMQ
from tests.support.waiting import wait_until

SERVER_CONNECTIONS = 20
SITES, MIDDLE = "sites", "middle"
SITE_THREADS, MIDDLE_THREADS = 4, 64
CENTRE = ("postgres", "pgbouncer", "valkey", "rabbitmq", "control-1", "control-2", "beat")
ADDRESSES = (
    *("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL"),
    *("SCRAPERSKY_CONNECT_TO", "SCRAPERSKY_ALLOW_NETWORKS"),
)


@dataclass(frozen=True, slots=True)
class AsInstalled(Conditions):
    """The intervals of an installation, not of a laboratory; no limits for the farm's one address."""

    broker_url: str = ""

    def environment(self, addresses: Addresses, farm: dict[str, str], state_dir: str) -> dict[str, str]:
        usual = Conditions.environment(self, addresses, farm, state_dir)
        left_at_default = ("SCRAPERSKY_DB_POOL", "SCRAPERSKY_CONTROL_THREADS")
        kept = {name: value for name, value in usual.items() if name not in left_at_default}
        kept["CELERY_BROKER_URL"] = self.broker_url
        return {**kept, "SCRAPERSKY_PER_ADDRESS": "10000", "SCRAPERSKY_LOG_LEVEL": "WARNING"}


CONDITIONS = AsInstalled(lease=20, sweep=5, heartbeat=5, scan_workers=0, with_relay=False)


@dataclass
class Fleet:
    """A laboratory whose control worker goes through the pooler, and its machines."""

    lab: Laboratory
    middle: Middle
    pooled_url: str
    machines: list[Network]

    def start(self, kind: str, count: int) -> None:
        """The first `count` machines begin; returns when each has shown life."""
        threads = SITE_THREADS if kind == SITES else MIDDLE_THREADS
        for number, network in enumerate(self.machines[:count], 1):
            self.lab.keeper.add(self._worker(kind, f"machine-{number}", network, threads))
        live = "SELECT count(*) FROM processes WHERE name LIKE 'machine-%' AND seen_at > now() - interval '15 s'"
        wait_until(lambda: self._number(live) >= count, 120, f"{count} machines show life")

    def disable_events(self) -> None:
        """As `celery -A tasks control disable_events`, which reaches the workers that run now."""
        command = [sys.executable, "-m", "celery", "--app", "tasks", "control", "disable_events"]
        subprocess.run(command, env=self.lab.environment, cwd=CHECKOUT, check=True, capture_output=True, timeout=60)

    def stop(self, count: int) -> None:
        for number in range(1, count + 1):
            self.lab.keeper.remove(f"machine-{number}")
        gone = "SELECT count(*) FROM processes WHERE name LIKE 'machine-%'"
        wait_until(lambda: self._number(gone) == 0, 60, "the machines have signed off")

    def _worker(self, kind: str, name: str, network: Network, threads: int) -> Child:
        environment = {**self.lab.environment, "DATABASE_URL": self.pooled_url, "PYTHONPATH": str(CHECKOUT)}
        for setting in ADDRESSES:
            environment[setting] = network.seen_from_inside(environment[setting])
        worker = self.lab.scan_worker(name, environment)
        argv = list(worker.argv)
        argv[argv.index("--concurrency") + 1] = str(threads)
        if kind == MIDDLE:
            argv[argv.index("--app") + 1] = "benchmarks.many_machines.waiting:app"
        return replace(worker, argv=network.inside(*argv))

    def _number(self, statement: str) -> int:
        return self.lab.ask(lambda connection: int(connection.execute(text(statement)).scalar_one()))


@contextmanager
def fleet(machines: int, over_rabbitmq: bool) -> Iterator[Fleet]:
    with ExitStack() as ends:
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="scrapersky-machines-")))
        folder.chmod(0o711)
        made = [ends.enter_context(Network()) for _ in range(machines)]
        pooled_folder = folder / "pooler"
        pooled_folder.mkdir()
        rabbit = ends.enter_context(_rabbitmq(folder)) if over_rabbitmq else None
        conditions = CONDITIONS if rabbit is None else replace(CONDITIONS, broker_url=rabbit.url)
        lab = ends.enter_context(Laboratory(conditions, folder / "lab.log"))
        pooled_url = ends.enter_context(
            pooler.pooled(lab.addresses.database_url, pooled_folder, server_connections=SERVER_CONNECTIONS)
        )
        ends.callback(lab.keeper.stop)  # The workers sign off through the pooler.
        for name in (CONTROL, BEAT):
            lab.keeper.remove(name)
        for name in CENTRE:
            if name.startswith("control"):
                lab.keeper.add(lab.control_worker(name, {**lab.environment, "DATABASE_URL": pooled_url}))
        ports = {int(make_url(url).port or 0) for url in (pooled_url, lab.addresses.redis_url)}
        ports |= set() if rabbit is None else {rabbit.port}
        for network in made:
            network.open(ports | {detour.to_port for detour in lab.settings.connect_to})
        beat = lab.second_beat()
        lab.keeper.add(replace(beat, name="beat"))
        pids = {} if rabbit is None else {"rabbitmq": rabbit.pid}
        yield Fleet(lab, Middle(lab, pooled_url, pids), pooled_url, made)


def _rabbitmq(folder: Path) -> RabbitMQ:
    own = folder / "rabbitmq"
    own.mkdir()
    return RabbitMQ(own)
