"""`python -m benchmarks.in_flight`: one scan worker with many domains in flight, and two of them.

Four parts: how many domains one process has in flight and what they take in memory; who delays whom in it; the pools of
Celery; two processes, each with a fixed part of a core. A whole run takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.in_flight import company, crowd, pools, shares
from benchmarks.in_flight.stage import Stage
from benchmarks.speed.grounds import Grounds
from benchmarks.speed.measure import CouldNotRun
from scraper_sky.cli.up import every_end_as_interrupt
from scraper_sky.embedded.ports import free_port

FIRST_PORT = 28480
MADE_AHEAD = 50  # sites; the farm makes the others when they are first asked for


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.in_flight", description=__doc__)
    parser.add_argument("--only", choices=[*PARTS], nargs="+", default=[*PARTS], help="these parts of it")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the report, docs/benchmarks/in-flight.md")
    arguments = parser.parse_args()
    with every_end_as_interrupt(), tempfile.TemporaryDirectory(prefix="scrapersky-in-flight-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the private PostgreSQL runs as another user where root starts it
        report = "\n".join(document(folder, arguments.only)) + "\n"
    sys.stdout.write(report)
    if arguments.write:
        arguments.write.write_text(report)
    return 0


def document(folder: Path, only: list[str]) -> Iterator[str]:
    yield HEAD
    with Grounds(folder, MADE_AHEAD) as grounds, Stage(grounds, free_port(FIRST_PORT)) as stage:
        stage.await_start()
        for name, part in PARTS.items():
            if name in only:
                before = os.getloadavg()[0]
                try:
                    text = part(stage)
                except CouldNotRun as failure:
                    text = f"## {name}\n\nNot measured: {failure}\n"
                sys.stderr.write(text)
                after = os.getloadavg()[0]
                yield f"{text}\nLoad of the machine before and after this part: {before:.1f}, {after:.1f}.\n"


def _crowd(stage: Stage) -> str:
    return crowd.text(crowd.measure(stage))


def _company(stage: Stage) -> str:
    return company.text(company.measure())


def _pools(stage: Stage) -> str:
    return pools.text(*pools.measure(stage))


def _shares(stage: Stage) -> str:
    reason = shares.why_not()
    return f"## Two processes\n\n{reason}\n" if reason else shares.text(shares.measure(stage))


PARTS: dict[str, Callable[[Stage], str]] = {
    "crowd": _crowd,
    "company": _company,
    "pools": _pools,
    "shares": _shares,
}

HEAD = """# In flight

One scan worker with many domains in flight. To repeat:

    sh ops/make-bench-env.sh && python -m benchmarks.in_flight --write docs/benchmarks/in-flight.md

Two cores that also ran the site farm and the servers, and were not idle: CPU time and the ratios within a part count,
domains a second only where the load was low. The workers were started one by one beside a system of `scrapersky up`,
whose own scan worker stood still; they had the priority of the others, not the lower one that it gives a scan worker.
"""


if __name__ == "__main__":
    sys.exit(main())
