"""`python -m benchmarks.million`: a million domains in one batch, from the upload to the export.

A whole system runs in a folder of its own, its scanning worker with a stubbed fetch (stubbed.py): every domain is
leased, attempted and recorded as ever, but only those of the site farm, one in fifty, are really fetched. With
`--scan N` the workers do N domains only, and the rest is ended in SQL (rows.py), which the report says.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.million import plot, rows
from benchmarks.million.reports import REAL
from benchmarks.million.watch import Answers, Client, MemoryWatch, Questions, cpu_seconds
from scraper_sky.cli.up import prepare_database
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.children import CHECKOUT
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.supervisor import Child
from scraper_sky.embedded.system import System
from scraper_sky.resources import Resources
from scraper_sky.settings import Settings

ONE_REAL_IN = 50
SMALL, SMALL_RUNS = 1_000, 5
MB = 1_000_000


class StubbedSystem(System):
    def _children(self, *arguments: Any) -> list[Child]:
        return [self._stubbed(child) for child in super()._children(*arguments)]

    def _stubbed(self, child: Child) -> Child:
        quiet = {**child.env, "SCRAPERSKY_LOG_LEVEL": "WARNING", "PYTHONPATH": str(CHECKOUT)}
        if child.name != "worker-scan":
            return replace(child, env=quiet)
        app = child.argv.index("--app") + 1
        return replace(
            child, argv=(*child.argv[:app], "benchmarks.million.stubbed:app", *child.argv[app + 1 :]), env=quiet
        )


class Bench:
    def __init__(self, system: System, client: Client, res: Resources, watch: MemoryWatch) -> None:
        self.system, self.client, self.res, self.watch = system, client, res, watch

    def submit(self, tag: str, domains: int, one_real_in: int = ONE_REAL_IN) -> str:
        reply = self.client.ask("POST", "/batch?max_pages=1", listed(tag, domains, one_real_in), "application/x-ndjson")
        assert reply["job_count"] == domains, reply
        return str(reply["batch_id"])

    def wait(self, batch_id: str, until_done: int | None = None, pause: float = 0.5) -> float:
        """Until the batch has ended, or so many of its jobs have.

        Gives back the seconds from the first look at which no job was open to the end of the batch.
        """
        none_open_since: float | None = None
        while True:
            self.system.tick()
            state = self.client.ask("GET", f"/batch/{batch_id}/status")
            done = state["completed_domains"] + state["failed_domains"]
            if state["end_time"] or (until_done is not None and done >= until_done):
                return 0.0 if none_open_since is None else monotonic_seconds() - none_open_since
            if done == state["total_domains"] and none_open_since is None:
                none_open_since = monotonic_seconds()
            time.sleep(pause if none_open_since is None else 0.02)

    def cost(self, tag: str, domains: int) -> tuple[float, float]:
        """CPU milliseconds of all parts and wall milliseconds for each domain of a stubbed batch."""
        before, began = cpu_seconds(self.system.state.path), monotonic_seconds()
        self.wait(self.submit(tag, domains, one_real_in=0), pause=0.1)
        used = sum(cpu_seconds(self.system.state.path).values()) - sum(before.values())
        return 1000 * used / domains, 1000 * (monotonic_seconds() - began) / domains


def listed(tag: str, domains: int, one_real_in: int) -> Iterator[bytes]:
    """JSON lines, a thousand at a time."""
    for start in range(0, domains, 1_000):
        lines = (
            f'"{tag}-{number}{REAL if one_real_in and number % one_real_in == 0 else ".com"}"\n'
            for number in range(start, min(domains, start + 1_000))
        )
        yield "".join(lines).encode()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("--domains", type=int, default=1_000_000)
    parser.add_argument("--scan", type=int, help="how many of them the workers do; default: all")
    parser.add_argument("--cost", type=int, default=100_000, help="domains of the larger batch of the cost per domain")
    parser.add_argument("--plot", type=Path, default=Path("docs/images/million-memory.svg"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scrapersky-million-") as folder:
        Path(folder).chmod(0o711)
        settings = Settings.from_env({"SCRAPERSKY_STATE_DIR": f"{folder}/var"})
        system = StubbedSystem(settings, LineLog(sys.stderr, colour=False), prepare=prepare_database, with_farm=True)
        with system as facts:
            own = replace(settings, database_url=facts.addresses.database_url, redis_url=facts.addresses.redis_url)
            res = Resources.open(own)
            with MemoryWatch(system.state.path) as watch:
                client = Client(facts.public_url, facts.secrets.api_key)
                bench = Bench(system, client, res, watch)
                print(run(bench, arguments, Client(facts.public_url, facts.secrets.api_key)))
            arguments.plot.write_text(
                plot.draw(
                    watch.samples, watch.marks, f"{arguments.domains:,} domains in one batch: memory of the parts"
                )
            )
            res.close()
    return 0


def run(bench: Bench, arguments: argparse.Namespace, other: Client) -> str:
    domains, scan = arguments.domains, arguments.scan or arguments.domains
    watch = bench.watch
    watch.mark("idle")
    time.sleep(5)
    lines: list[str] = []
    if arguments.cost:
        watch.mark("small batches")
        bench.cost("warm", SMALL)
        small = [bench.cost(f"small{number}", SMALL) for number in range(SMALL_RUNS)]
        watch.mark(f"{arguments.cost:,}")
        large = bench.cost("large", arguments.cost)
        of_small = tuple(sorted(values)[SMALL_RUNS // 2] for values in zip(*small, strict=True))
        lines += [
            f"| cost per domain at {SMALL:,}, median of {SMALL_RUNS}: ms CPU, ms | "
            f"{of_small[0]:.2f}, {of_small[1]:.2f} |",
            f"| cost per domain at {arguments.cost:,}: ms CPU, ms | {large[0]:.2f}, {large[1]:.2f} "
            f"({100 * (large[0] / of_small[0] - 1):+.0f} % CPU) |",
        ]
    began_at = len(watch.samples)
    watch.mark("submit")
    began = monotonic_seconds()
    batch_id = bench.submit("site", domains)
    lines.append(f"| submit of {domains:,} by HTTP, s | {monotonic_seconds() - began:.1f} |")
    watch.mark("scan")
    began = monotonic_seconds()
    with Questions(other, batch_id) as questions:
        finalizing = bench.wait(batch_id, until_done=scan if scan < domains else None)
    seconds = monotonic_seconds() - began
    lines.append(f"| done by the workers, domains a second | {scan:,}, {scan / seconds:.0f} |")
    lines += answered(questions.answers, questions.faults)
    if scan < domains:
        watch.mark("ended in SQL")
        while rows.end_a_portion(bench.res.engine, UUID(batch_id)):
            bench.system.tick()
        finalizing = bench.wait(batch_id)
    found = rows.figures_of(bench.res.engine, UUID(batch_id))
    lines.append(f"| ended as; from the last job's end to the batch's, s | {found['status']}; "
                 f"{finalizing:.2f} |")  # fmt: skip
    for format in ("csv", "jsonl"):
        watch.mark(format)
        began = monotonic_seconds()
        first, size, count = other.download(f"/batch/{batch_id}/export?format={format}")
        assert count >= domains, count
        lines.append(f"| export as {format}: first byte, all of it, s; MB | {first:.2f}, "
                     f"{monotonic_seconds() - began:.0f}; {size / MB:.0f} |")  # fmt: skip
    watch.mark("end")
    time.sleep(2)
    before = watch.samples[began_at].bytes_of
    lines += [
        f"| {part}: before, at the most, MB | {before[part] / MB:.0f}, {watch.most(part) / MB:.0f} |" for part in before
    ]
    lines.append(f"| database, MB | {found['database_bytes'] / MB:.0f} |")
    plans = rows.explain(bench.res.engine, UUID(batch_id), domains)
    return "\n".join(["| figure | value |", "|---|---|", *lines, *plans])


def answered(answers: Answers, faults: list[str]) -> list[str]:
    lines = [
        f"| {question}: times asked; median, p99, longest, ms | {len(answers.seconds[question]):,}; "
        + ", ".join(f"{1000 * answers.percentile(question, share):.0f}" for share in (0.5, 0.99, 1.0))
        + " |"
        for question in answers.seconds
    ]
    return [*lines, f"| answers that were wrong or failed | {len(faults)} {json.dumps(faults[:3]) if faults else ''} |"]


if __name__ == "__main__":
    sys.exit(main())
