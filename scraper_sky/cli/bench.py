"""`scrapersky bench`: how fast this machine scans, and which part keeps it from being faster."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import click

from scraper_sky import logs
from scraper_sky.cli.up import every_end_as_interrupt, prepare_database
from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import tenants
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.state import PIDS_FILE
from scraper_sky.embedded.system import System
from scraper_sky.embedded.usage import machine_cpu_seconds, usage_by_name
from scraper_sky.errors import BadInput, ScraperSkyError
from scraper_sky.resources import Resources
from scraper_sky.services import batches, submission
from scraper_sky.services.submission import Submission
from scraper_sky.services.tenants import DEFAULT_TENANT
from scraper_sky.settings import Settings, child_environment
from tasks import broker
from tasks.commands import login_name

WARM_UP = 100
INTERRUPTED = 130
LOOK_SECONDS = 0.1
PARTS = {
    "worker-scan": "scan worker",
    "worker-control": "control worker",
    "beat": "beat",
    "postgres": "database",
    "valkey": "broker",
    "farm": "farm",
}
_REMEDY = {
    "worker-scan": "Start more of them; there is room.",
    "worker-control": "Start more of them; there is room.",
    "farm": "Real sites are many machines.",
}
FULL = 0.85  # of a core, or of the machine, from where on there is no more to be had
FOREIGN = 0.2  # of the machine, from where on other programs are what one waits for


@dataclass(frozen=True, slots=True)
class Measured:
    """A batch and what it took."""

    domains: int
    failed: int
    wall_seconds: float
    cores: int
    cpu_seconds: Mapping[str, float]  # by part, of the names in PARTS
    machine_cpu_seconds: float  # of all programs there are

    @property
    def own_cpu_seconds(self) -> float:
        """Without the farm, which stands for the web."""
        return sum(seconds for part, seconds in self.cpu_seconds.items() if part != "farm")

    @property
    def per_hour(self) -> float:
        return 3600 * self.domains / self.wall_seconds

    @property
    def per_hour_and_core(self) -> float:
        """What a core that does nothing else gets done: workers, database and broker share it."""
        return 3600 * self.domains / max(self.own_cpu_seconds, 0.01)

    def load_of(self, part: str) -> float:
        """How many cores the part kept busy."""
        return self.cpu_seconds.get(part, 0.0) / self.wall_seconds

    @property
    def busy(self) -> float:
        """The share of the machine that all programs used."""
        return self.machine_cpu_seconds / (self.wall_seconds * self.cores)

    @property
    def others(self) -> float:
        """The share of the machine that was used by programs that have nothing to do with it."""
        return self.busy - sum(self.cpu_seconds.values()) / (self.wall_seconds * self.cores)


@click.command()
@click.option("--domains", type=click.IntRange(10, 100_000), default=1000, show_default=True, help="To scan.")
@click.option("--max-pages", type=click.IntRange(1, 1000), default=1, show_default=True, help="Of each domain.")
@click.option("--in-place", is_flag=True, hidden=True, help="With the system of SCRAPERSKY_STATE_DIR.")
@click.pass_context
def bench(ctx: click.Context, domains: int, max_pages: int, in_place: bool) -> None:
    """Scan invented websites on this machine, and say how many domains an hour that is and what limits it.

    Everything is started in a folder of its own and is gone afterwards; data and running systems are left alone.
    """
    logs.set_up("ERROR", "text")
    if in_place:
        click.echo(report(_race(Settings.from_env(), domains, max_pages)))
        return
    try:
        with every_end_as_interrupt(), tempfile.TemporaryDirectory(prefix="scrapersky-bench-") as folder:
            Path(folder).chmod(0o711)  # the private PostgreSQL runs as another user where root starts it
            ctx.exit(_with_own_system(Path(folder) / "var", domains, max_pages))
    except KeyboardInterrupt:
        ctx.exit(INTERRUPTED)


def report(measured: Measured) -> str:
    """What the user gets to read."""
    lines = [
        f"{measured.domains:,} domains in {measured.wall_seconds:.1f} s"
        + (f", {measured.failed:,} of them without success" if measured.failed else ""),
        "",
        f"  {measured.per_hour:>12,.0f}  domains an hour, here and now, on {measured.cores} cores",
        f"  {measured.per_hour_and_core:>12,.0f}  domains an hour and core, by the CPU that workers and servers used",
        "",
        f"  {'part':<16}{'CPU ms a domain':>16}{'cores busy':>12}",
    ]
    for part, seconds in sorted(measured.cpu_seconds.items(), key=lambda item: -item[1]):
        cost = 1000 * seconds / measured.domains
        lines.append(f"  {PARTS[part]:<16}{cost:>16.2f}{measured.load_of(part):>12.2f}")
    return "\n".join([*lines, "", name_limit(measured)])


def name_limit(measured: Measured) -> str:
    """Which part keeps it from being faster, in a sentence or two."""
    largest = max(measured.cpu_seconds, key=lambda part: measured.cpu_seconds[part])
    if measured.busy >= FULL and measured.others >= FOREIGN:
        return (
            f"The limit is other programs: {measured.others:.0%} of this machine is theirs. Try again when it is quiet."
        )
    if measured.busy >= FULL and largest == "farm":
        return "The limit is the farm: this machine is busy with being the web."
    if measured.busy >= FULL:
        return f"The limit is the CPU of this machine, which is used up; the {PARTS[largest]} takes most of it."
    for part in ("worker-scan", "worker-control", "farm"):
        if measured.load_of(part) >= FULL:
            return f"The limit is the {PARTS[part]}: one process can use about one core. {_REMEDY[part]}"
    return (
        f"The limit is waiting: {1 - measured.busy:.0%} of the machine is idle. More threads help "
        "(SCRAPERSKY_SCAN_THREADS) where sites are slow, a faster disk where the database is."
    )


def _with_own_system(state_dir: Path, domains: int, max_pages: int) -> int:
    """Starts one, and this command once more as its caller; gives back how that ended.

    Raises Unavailable or Conflict when nothing can be started; what was logged is shown then.
    """
    settings = replace(Settings.from_env(), state_dir=state_dir, database_url="", redis_url="")
    if settings.broker_url:
        raise BadInput("The benchmark brings its own servers; run it where CELERY_BROKER_URL is not set.")
    log = io.StringIO()
    system = System(
        settings,
        LineLog(log, colour=False),
        prepare=prepare_database,
        with_pages=False,
        with_farm=True,
        overrides={"SCRAPERSKY_LOG_LEVEL": "ERROR"},
    )
    click.echo("Starting a system and its invented websites …", err=True)
    try:
        facts = system.start()
    except ScraperSkyError:
        click.echo(log.getvalue(), nl=False, err=True)
        raise
    env = {
        "SCRAPERSKY_STATE_DIR": str(state_dir),
        "DATABASE_URL": facts.addresses.database_url,
        "REDIS_URL": facts.addresses.redis_url,
    }
    command = [sys.executable, "-m", "scraper_sky.cli", "bench", "--in-place", "--domains", str(domains)]
    try:
        race = subprocess.Popen([*command, "--max-pages", str(max_pages)], env=child_environment(env))
        try:
            while race.poll() is None:
                system.tick()
                time.sleep(LOOK_SECONDS)
        finally:
            race.kill()
            race.wait()
    finally:
        system.stop()
    return race.returncode


def _race(settings: Settings, domains: int, max_pages: int) -> Measured:
    res = Resources.open(settings)
    try:
        with unit_of_work(res.engine) as connection:
            tenant_id = tenants.ensure(connection, DEFAULT_TENANT)
        click.echo(f"Warming up with {WARM_UP} domains, then {domains:,} …", err=True)
        _scan(res, tenant_id, [f"warm-{number}.farm.test" for number in range(WARM_UP)], max_pages)
        pids = _pids(settings.state_dir)
        before, machine_before, began = usage_by_name(pids), machine_cpu_seconds(), monotonic_seconds()
        batch_id = _scan(res, tenant_id, [f"site-{number}.farm.test" for number in range(domains)], max_pages)
        wall, machine, after = monotonic_seconds() - began, machine_cpu_seconds() - machine_before, usage_by_name(pids)
        counts = batches.get_progress(res, tenant_id, batch_id).counts
    finally:
        res.close()
    spent = {part: after[part].cpu_seconds - before[part].cpu_seconds for part in pids}
    return Measured(domains, counts.total - counts.succeeded, wall, os.cpu_count() or 1, spent, machine)


def _scan(res: Resources, tenant_id: int, domains: list[str], max_pages: int) -> UUID:
    """Hands a batch in and waits for its end."""
    asked = Submission(domains, max_pages=max_pages, source="command")
    batch_id = submission.submit(res, tenant_id, asked, broker.wake, actor=f"bench of {login_name()}").batch_id
    while not batches.get_progress(res, tenant_id, batch_id).ended:
        time.sleep(LOOK_SECONDS)
    return batch_id


def _pids(state_dir: Path) -> dict[str, int]:
    """Of the parts that are measured."""
    found = json.loads((state_dir / PIDS_FILE).read_text())
    return {part: int(pid) for part, pid in found.items() if part in PARTS}
