"""Who delays whom: what `neighbours` tells, and what another switch interval costs a worker at full load."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.in_flight import neighbours
from benchmarks.in_flight.neighbours import ALONE, GREAT_PAGES, HOSTILE_PAGES, INTERVALS, PER_SECOND, SLOW_DNS
from benchmarks.in_flight.stage import THREADS, Course, Stage
from benchmarks.speed.catalogue import SCENARIOS, domains
from benchmarks.speed.grounds import CHECKOUT
from benchmarks.speed.measure import CouldNotRun

SECONDS, ROUNDS = 8.0, 2
AT_ONCE, SITES, WARM_UP, PRICE_ROUNDS = 64, 300, 128, 3
MOST_DELAY_MS = 100
FAST = SCENARIOS[0]

Case = tuple[str, float]
"""Who is beside the ordinary sites, and the switch interval in seconds."""


@dataclass
class Company:
    took: dict[Case, list[float]] = field(default_factory=lambda: defaultdict(list))  # seconds
    beside: dict[Case, int] = field(default_factory=lambda: defaultdict(int))  # neighbours scanned to their end
    remark: str = ""


def measure() -> Company:
    """In a network of its own; what is missing for that is the remark."""
    company = Company()
    done = subprocess.run(neighbours.command(SECONDS, ROUNDS), cwd=CHECKOUT, capture_output=True, check=False)
    for line in done.stdout.decode().splitlines():
        told = json.loads(line)
        case = told["who"], told["interval"]
        company.took[case] += told["seconds"]
        company.beside[case] += told["beside"]
    if done.returncode:
        company.remark = done.stderr.decode(errors="replace").strip()[-300:] or "it gave up"
        sys.stderr.write(f"{company.remark}\n")
    return company


def measure_price(stage: Stage) -> dict[float, list[Course]]:
    """What a domain costs a worker whose threads all want the interpreter, by switch interval."""
    names = domains(FAST.zone, WARM_UP + SITES)
    courses: dict[float, list[Course]] = {interval: [] for interval in INTERVALS}
    for number in range(PRICE_ROUNDS):
        for interval in INTERVALS[:: -1 if number % 2 else 1]:
            with stage.worker(f"turns-{number}", AT_ONCE, THREADS, "--switch-interval", str(interval)) as worker:
                stage.course(FAST, [worker], names[:WARM_UP])
                courses[interval].append(stage.course(FAST, [worker], names[WARM_UP:]))
    return courses


def text(company: Company, price: Mapping[float, Sequence[Course]]) -> str:
    lines = [
        f"""## Who delays whom

One process that looks names up as a worker of {neighbours.THREADS} threads does; {PER_SECOND} ordinary sites a second
(20 to 100 KB, https, no latency), each in a thread of its own and counted from when it was due. Beside them in turn:
nobody; {neighbours.SLOW_THREADS} threads with names whose look-up takes {neighbours.SLOW_SECONDS:.0f} s; one page of
2.9 MB after the other, believable ones or {len(neighbours.HOSTILE)} kinds of hostile ones. {ROUNDS} rounds of
{SECONDS:.0f} s each, in turns; milliseconds, and the difference from nobody. *Interval* is sys.setswitchinterval.

| beside | interval, ms | scans | median | p95 | p99 | most | later: median | p95 | p99 | neighbours done |
|---|---|---|---|---|---|---|---|---|---|---|"""
    ]
    delays = {}
    alone = company.took.get((ALONE, INTERVALS[0]), [])
    for case in sorted(company.took, key=lambda case: (-case[1], _ORDER.index(case[0]))):
        took = company.took[case]
        marks = [_quantile(took, percent) for percent in (50, 95, 99)]
        later = [mark - _quantile(alone, percent) for mark, percent in zip(marks, (50, 95, 99), strict=True)]
        delays[case] = later[1]
        cells = [case[0], f"{1000 * case[1]:g}", f"{len(took)}", *(f"{mark:.0f}" for mark in marks)]
        cells += [f"{1000 * max(took):.0f}", *(f"{mark:+.0f}" for mark in later), f"{company.beside[case]}"]
        lines.append("| " + " | ".join(cells) + " |")
    if company.remark:
        lines += ["", f"Not all could be measured: {company.remark}"]
    late = [f"{who} ({ms:+.0f} ms)" for (who, interval), ms in delays.items() if _is_late(interval, ms)]
    held = f"MISSED beside {', '.join(late)}" if late else "held"
    lines += [
        "",
        f"Aim: 95 of 100 ordinary scans at most {MOST_DELAY_MS} ms later, as Python is by itself: {held}.",
        "",
    ]
    if price:
        lines += _price(price)
    return "\n".join([*lines, NOTES])


NOTES = """
Why: a thread that comes back from the network waits for the interpreter, up to one interval each time, and a scan does
that dozens of times; a shorter interval makes the common delay smaller. What remains are single calls that keep the
interpreter until they end, which no interval cuts. A thread that looked every millisecond met them where a large tree
is walked and freed, and in regular expressions over attributes, scripts and JSON of three megabytes. So the interval
stays as Python has it: a shorter one costs about a twentieth more CPU at full load and does not hold the bound.
"""

_ORDER = (ALONE, SLOW_DNS, GREAT_PAGES, HOSTILE_PAGES)


def _is_late(interval: float, milliseconds: float) -> bool:
    return interval == INTERVALS[0] and milliseconds > MOST_DELAY_MS


def _quantile(seconds: Sequence[float], percent: int) -> float:
    """In milliseconds."""
    if not seconds:
        raise CouldNotRun("no scan of an ordinary site was measured")
    return 1000 * sorted(seconds)[min(len(seconds) - 1, len(seconds) * percent // 100)]


def _price(price: Mapping[float, Sequence[Course]]) -> list[str]:
    lines = [
        f"What an interval costs at full load: {SITES} domains over https without latency, one worker with {AT_ONCE} "
        f"threads, {PRICE_ROUNDS} rounds in turns (the middle, the least and the most).",
        "",
        "| interval, ms | CPU ms a domain | domains/s |",
        "|---|---|---|",
    ]
    for interval, courses in price.items():
        costs, rates = [each.cpu_ms for each in courses], [each.rate for each in courses]
        lines.append(
            f"| {1000 * interval:g} | {statistics.median(costs):.1f} ({min(costs):.1f}–{max(costs):.1f}) "
            f"| {statistics.median(rates):.0f} ({min(rates):.0f}–{max(rates):.0f}) |"
        )
    return lines
