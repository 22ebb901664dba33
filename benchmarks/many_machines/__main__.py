"""`python -m benchmarks.many_machines`: one database, one broker, and more and more machines that scan.

Each machine is a network namespace with an address of its own and one scan worker in it; they and two control workers
reach PostgreSQL through PgBouncer. Three things are measured: jobs a second by the number of workers on sites that take
300 ms to answer; what a job costs the parts in the middle, on sites that cost the workers nothing; and what the workers
cost the middle while there is nothing to do. Then what one move of a large batch costs by the size of the fleet.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from benchmarks.many_machines import advances
from benchmarks.many_machines.middle import Look, Middle
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.children import CHECKOUT
from scraper_sky.embedded.servers import Addresses
from scraper_sky.embedded.supervisor import Child
from tests.faults.lab.conditions import Conditions
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.laboratory import BEAT, CONTROL, Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.faults.lab.report import say
from tests.support import networks, pooler
from tests.support.networks import Network
from tests.support.rabbitmq import RabbitMQ
from tests.support.waiting import wait_until

PATIENCE_SECONDS = 900.0
IDLE_SECONDS = 15.0
SERVER_CONNECTIONS = 20
FLEETS = (1, 2, 4)
SITES, MIDDLE = "sites", "middle"
SITE_THREADS, MIDDLE_THREADS = 4, 64
JOBS_EACH = {SITES: 60, MIDDLE: 1_500}
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
        live = "SELECT count(*) FROM processes WHERE name LIKE 'machine-%' AND seen_at > now() - interval '5 s'"
        wait_until(lambda: self._number(live) >= count, 120, f"{count} machines show life")

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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_machines", description=__doc__)
    parser.add_argument("--only", choices=[SITES, MIDDLE, "moves"], help="one part of it")
    parser.add_argument("--rabbitmq", action="store_true", help="the messages go through RabbitMQ")
    arguments = parser.parse_args()
    only = arguments.only
    reason = networks.why_none() or ("" if pooler.PROGRAM else "PgBouncer is not installed")
    if reason and only != "moves":
        say(reason)
        return 1
    if only != "moves":
        with fleet(max(FLEETS), arguments.rabbitmq) as built:
            for kind in (SITES, MIDDLE) if only is None else (only,):
                measure(built, kind)
    if only in (None, "moves"):
        report_moves()
    return 0


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


def measure(built: Fleet, kind: str) -> None:
    names = DomainMaker()
    for count in FLEETS:
        built.start(kind, count)
        try:
            built.lab.rest(3)
            idle = _difference(built, IDLE_SECONDS)
            jobs = JOBS_EACH[kind] * count
            domains = names.slow(jobs, 300) if kind == SITES else [f"m{count}-{number}.com" for number in range(jobs)]
            before, began = built.middle.look(), monotonic_seconds()
            batch = OneBatch(built.lab, domains)
            most = _watch(built, batch)
            seconds = monotonic_seconds() - began
            after = built.middle.look()
            report(kind, count, jobs, seconds, before, after, idle, most)
        finally:
            built.stop(count)


def _watch(built: Fleet, batch: OneBatch) -> Mapping[str, float]:
    """Until the batch has ended; gives back the largest figures of the moment."""
    most: dict[str, float] = {}
    began = monotonic_seconds()
    while not batch.has_ended():
        if monotonic_seconds() - began > PATIENCE_SECONDS:
            raise AssertionError(f"the batch does not end: {batch.attempts()}")
        for name, value in built.middle.look().now.items():
            most[name] = max(value, most.get(name, 0.0))
        built.lab.rest(1.0)
    return most


def _difference(built: Fleet, seconds: float) -> Mapping[str, float]:
    """What is done in a second while there is nothing to do."""
    before = built.middle.look()
    built.lab.rest(seconds)
    after = built.middle.look()
    passed = after.seconds - before.seconds
    rates = {f"{name}, CPU ms": 1000 * (after.cpu[name] - before.cpu[name]) / passed for name in _centre(after)}
    return rates | {name: (after.sums[name] - before.sums.get(name, 0.0)) / passed for name in after.sums}


def _centre(look: Look) -> list[str]:
    return [name for name in CENTRE if name in look.cpu]


def report(
    kind: str,
    workers: int,
    jobs: int,
    seconds: float,
    before: Look,
    after: Look,
    idle: Mapping[str, float],
    most: Mapping[str, float],
) -> None:
    say(f"\n## {kind}: {workers} machines, {jobs} jobs, {jobs / seconds:.2f} jobs/s in {seconds:.1f} s")
    machines = [name for name in after.cpu if name.startswith("machine-")]
    cost = {name: 1000 * (after.cpu[name] - before.cpu[name]) / jobs for name in (*_centre(after), *machines)}
    scan = sum(cost[name] for name in machines)
    say(f"| part | CPU ms a job | of the scan workers' {scan:.2f} |\n|---|---|---|")
    for name in _centre(after):
        say(f"| {name} | {cost[name]:.3f} | {cost[name] / scan:.3f} |")
    say("| what | a job | idle, a second |\n|---|---|---|")
    for name in sorted(after.sums):
        say(f"| {name} | {(after.sums[name] - before.sums.get(name, 0)) / jobs:.2f} | {idle.get(name, 0):.2f} |")
    for name in _centre(after):
        say(f"| {name}, CPU ms | | {idle[f'{name}, CPU ms']:.2f} |")
    for name, value in most.items():
        say(f"| {name}, most | {value:.0f} | |")


def report_moves() -> None:
    say("\n| workers of 64 | jobs out | round trips of one move | CPU ms of the database, one move of 8 jobs |")
    say("|---|---|---|---|")
    for cost in advances.measure_all((2, 20, 200)):
        say(f"| {cost.workers} | {cost.out:,} | {cost.round_trips:.1f} | {cost.database_ms:.2f} |")


if __name__ == "__main__":
    sys.exit(main())
