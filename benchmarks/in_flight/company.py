"""Who delays whom: what `neighbours` tells."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.in_flight import neighbours
from benchmarks.in_flight.neighbours import ALONE, PER_SECOND, PLAN
from benchmarks.speed.grounds import CHECKOUT
from benchmarks.speed.measure import CouldNotRun

SECONDS, ROUNDS = 10.0, 4
MOST_DELAY_MS = 100


@dataclass
class Company:
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # seconds
    beside: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # neighbours scanned to their end
    remark: str = ""


def measure() -> Company:
    """In a network of its own; what is missing for that is the remark."""
    company = Company()
    done = subprocess.run(neighbours.command(SECONDS, ROUNDS), cwd=CHECKOUT, capture_output=True, check=False)
    for line in done.stdout.decode().splitlines():
        told = json.loads(line)
        company.took[told["who"]] += told["seconds"]
        company.beside[told["who"]] += told["beside"]
    if done.returncode:
        company.remark = done.stderr.decode(errors="replace").strip()[-300:] or "it gave up"
        sys.stderr.write(f"{company.remark}\n")
    return company


def text(company: Company) -> str:
    lines = [
        f"""## Who delays whom

One process that looks names up as a worker of {neighbours.THREADS} threads does; {PER_SECOND} ordinary sites a second
(20 to 100 KB, https, no latency), each in a thread of its own and counted from when it was due. Beside them in turn:
nobody; {neighbours.SLOW_THREADS} threads with names whose look-up takes {neighbours.SLOW_SECONDS:.0f} s; one page of
2.9 MB after the other, believable ones or {len(neighbours.HOSTILE)} kinds of hostile ones. {ROUNDS} rounds of
{SECONDS:.0f} s each, in turns; milliseconds, and the difference from nobody.

| beside | scans | median | p95 | p99 | most | later: median | p95 | p99 | neighbours done |
|---|---|---|---|---|---|---|---|---|---|"""
    ]
    delays = {}
    alone = company.took.get(ALONE, [])
    for who in sorted(company.took, key=PLAN.index):
        took = company.took[who]
        marks = [_quantile(took, percent) for percent in (50, 95, 99)]
        later = [mark - _quantile(alone, percent) for mark, percent in zip(marks, (50, 95, 99), strict=True)]
        delays[who] = later[1]
        cells = [who, f"{len(took)}", *(f"{mark:.0f}" for mark in marks)]
        cells += [f"{1000 * max(took):.0f}", *(f"{mark:+.0f}" for mark in later), f"{company.beside[who]}"]
        lines.append("| " + " | ".join(cells) + " |")
    if company.remark:
        lines += ["", f"Not all could be measured: {company.remark}"]
    late = [f"{who} ({ms:+.0f} ms)" for who, ms in delays.items() if ms > MOST_DELAY_MS]
    held = f"MISSED beside {', '.join(late)}" if late else "held"
    lines += ["", f"Aim: 95 of 100 ordinary scans at most {MOST_DELAY_MS} ms later: {held}."]
    return "\n".join([*lines, NOTES])


NOTES = """
Why: pages of 128 KB and more are read by a process of their own (`scraper_sky/scraping/reading`). As long as a thread
of the worker read them, ordinary scans were 144 ms (believable pages) and 429 ms (hostile ones) late in 95 of 100, on
the same machine under a similar load: single calls keep the interpreter until they end, and no shorter switch interval
cuts them.
"""


def _quantile(seconds: Sequence[float], percent: int) -> float:
    """In milliseconds."""
    if not seconds:
        raise CouldNotRun("no scan of an ordinary site was measured")
    return 1000 * sorted(seconds)[min(len(seconds) - 1, len(seconds) * percent // 100)]
