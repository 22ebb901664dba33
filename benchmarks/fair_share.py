"""`python -m benchmarks.fair_share`: how long ten domains take while another tenant's large batch holds the fleet.

Starts a whole system with the site farm on a folder of its own. The small batch runs alone first, then beside a batch
of `--domains` of another tenant, several times each; Valkey's memory and longest queue are watched throughout.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import redis

from scraper_sky.cli.up import prepare_database
from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import tenants
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.system import System
from scraper_sky.resources import Resources
from scraper_sky.services import batches, control, submission
from scraper_sky.services.submission import Submission
from scraper_sky.settings import Settings
from tasks import broker

SMALL = 10
ROUNDS = 5
LOOK_SECONDS = 0.05


class Bench:
    """A running system, two tenants, and what Valkey held at the most."""

    def __init__(self, system: System, settings: Settings, redis_url: str) -> None:
        self.system = system
        self.res = Resources.open(settings)
        self._valkey = redis.Redis.from_url(redis_url)
        self.most_bytes = self.longest_queue = 0
        with unit_of_work(self.res.engine) as connection:
            self.tenants = {name: tenants.ensure(connection, name) for name in ("large", "small")}

    def submit(self, tenant: str, domains: list[str]) -> UUID:
        asked = Submission(domains, max_pages=1, source="command")
        return submission.submit(self.res, self.tenants[tenant], asked, broker.wake, actor="benchmark").batch_id

    def small_batch_seconds(self, number: int) -> float:
        began = monotonic_seconds()
        batch_id = self.submit("small", [f"small-{number}-{index}.farm.test" for index in range(SMALL)])
        while not batches.get_progress(self.res, self.tenants["small"], batch_id).ended:
            self.look()
        return monotonic_seconds() - began

    def wait(self, seconds: float) -> None:
        until = monotonic_seconds() + seconds
        while monotonic_seconds() < until:
            self.look()

    def look(self) -> None:
        """Keeps the system alive and notes what Valkey holds."""
        self.system.tick()
        self.most_bytes = max(self.most_bytes, int(self._valkey.info("memory")["used_memory"]))
        queued = sum(int(self._valkey.llen(queue)) for queue in ("scan", "interactive", "control"))
        self.longest_queue = max(self.longest_queue, queued)
        time.sleep(LOOK_SECONDS)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--domains", type=int, default=100_000, help="of the large batch")
    parser.add_argument("--seconds", type=float, default=60.0, help="to watch the large batch for")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scrapersky-bench-") as folder:
        Path(folder).chmod(0o711)
        base = {"SCRAPERSKY_STATE_DIR": f"{folder}/var", "SCRAPERSKY_LOG_LEVEL": "WARNING"}
        settings = Settings.from_env(base)
        system = System(settings, LineLog(sys.stderr, colour=False), prepare=prepare_database,
                        with_pages=False, with_farm=True)  # fmt: skip
        with system as facts:
            os.environ.update(DATABASE_URL=facts.addresses.database_url, REDIS_URL=facts.addresses.redis_url)
            report(Bench(system, Settings.from_env(), facts.addresses.redis_url), arguments.domains, arguments.seconds)
    return 0


def report(bench: Bench, domains: int, seconds: float) -> None:
    bench.wait(5)
    before = bench.most_bytes
    alone = [bench.small_batch_seconds(number) for number in range(ROUNDS)]
    began = monotonic_seconds()
    large = bench.submit("large", [f"d{number}.farm.test" for number in range(domains)])
    submitted = monotonic_seconds() - began
    bench.wait(seconds / 2)
    beside = [bench.small_batch_seconds(ROUNDS + number) for number in range(ROUNDS)]
    bench.wait(seconds / 2)
    progress = batches.get_progress(bench.res, bench.tenants["large"], large)
    control.cancel(bench.res, bench.tenants["large"], large, actor="benchmark")
    bound = 2 * statistics.median(alone) + 2
    print("| figure | value |\n|---|---|")
    print(f"| ten domains alone, s (median, max of {ROUNDS}) | {statistics.median(alone):.2f}, {max(alone):.2f} |")
    print(f"| ten domains beside {domains:,}, s (median, max) | {statistics.median(beside):.2f}, {max(beside):.2f} |")
    print(f"| bound: twice the idle time and 2 s | {bound:.2f} ({'held' if max(beside) <= bound else 'BROKEN'}) |")
    print(f"| submit of {domains:,} domains, s | {submitted:.1f} |")
    print(f"| large batch: done when looked at, domains a second | {progress.counts.done:,}, {progress.rate:.0f} |")
    print(f"| Valkey before, at the most, MB | {before / 1e6:.1f}, {bench.most_bytes / 1e6:.1f} |")
    print(f"| longest queue, messages | {bench.longest_queue} |")


if __name__ == "__main__":
    sys.exit(main())
