"""`python -m benchmarks.hostile`: every hostile response of the farm, what a scan of it ends with and what it costs.

Each host is scanned alone in a process of its own; then a thousand of them, in random order, in one process with the
threads of a small worker. Ends with 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.hostile.measure import Cost, Soak, measure, soak, warm_up
from benchmarks.hostile.rows import CLASSES
from scraper_sky.model.outcome import Outcome
from scraper_sky.settings import Settings
from tests.support.farm import Farm
from tests.support.farm.faults_kinds import Fault
from tests.support.farm.hostile_maps import BAIT

DOMAIN_SECONDS = 8
WALL_SECONDS = DOMAIN_SECONDS + 1.0
CPU_SECONDS = 1.5
TEN_PAGES = "site-of-floods"  # the one host with more than one hostile page: that much CPU for each
RISEN_MIB = 200.0
BOMB_MIB = 12.0 + 5.0  # four times the largest body; the rest is what any first scan of a process takes
GROWTH = 1.1  # of memory, from the first half of many scans to the second
ENVIRONMENT = {
    "SCRAPERSKY_DOMAIN_SECONDS": str(DOMAIN_SECONDS),
    "SCRAPERSKY_READ_SECONDS": "3",
    "SCRAPERSKY_CONNECT_SECONDS": "2",
}
BOMBS = "Bombs and layers of packing"


def main() -> int:
    arguments = _arguments()
    with Farm() as farm:
        settings = Settings.from_env(farm.settings_env() | ENVIRONMENT)
        warm_up(settings)
        classes = {
            title: [
                fault for fault in faults if not arguments.only or any(each in fault.name for each in arguments.only)
            ]
            for title, faults in CLASSES.items()
        }
        costs = {}
        for faults in classes.values():
            for fault in faults:
                costs[fault.name] = measure(fault, settings)
                sys.stderr.write(f"{costs[fault.name]}\n")
        baited = [name for name in costs if _took_bait(farm, name)]
        soaked = None
        if arguments.scans:
            soaked = soak([*costs], settings, scans=arguments.scans, threads=arguments.threads, seed=arguments.seed)
    broken = list(_broken(classes, costs, baited, soaked))
    text = "\n".join(_document(classes, costs, soaked, arguments, broken)) + "\n"
    if arguments.write:
        arguments.write.write_text(text)
    else:
        sys.stdout.write(text)
    sys.stderr.write("".join(f"BROKEN: {line}\n" for line in broken))
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="WORD", help="hosts whose name has one of these in it")
    parser.add_argument("--scans", type=int, default=1000, help="in one process, at the end; 0 leaves that out")
    parser.add_argument("--threads", type=int, default=16, help="of that process")
    parser.add_argument("--seed", type=int, default=1, help="of the order there")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the report, docs/benchmarks/hostile.md")
    return parser.parse_args()


def _took_bait(farm: Farm, name: str) -> bool:
    hosts = farm.stats(f"{name}.farm.test")["hosts"]
    return any(path.startswith(BAIT) for host in hosts.values() for path in host["paths"])


def _cpu_seconds(cost: Cost) -> float:
    return cost.cpu_seconds / cost.pages if cost.name == TEN_PAGES and cost.pages else cost.cpu_seconds


def _faults_of(title: str, fault: Fault, cost: Cost) -> Iterator[str]:
    late = (Outcome.TIME_BUDGET,) if fault.takes_seconds else ()  # The time for a domain is shorter here.
    if cost.outcome not in {outcome.value for outcome in (fault.outcome, *fault.or_else, *late)}:
        yield f"ended with {cost.outcome}"
    if cost.wall_seconds > WALL_SECONDS:
        yield f"{cost.wall_seconds:.1f} s"
    if _cpu_seconds(cost) > CPU_SECONDS:
        yield f"{cost.cpu_seconds:.1f} s of CPU"
    if cost.risen_mib > (BOMB_MIB if title == BOMBS else RISEN_MIB):
        yield f"{cost.risen_mib:.0f} MiB"


def _broken(
    classes: dict[str, list[Fault]], costs: dict[str, Cost], baited: Sequence[str], soaked: Soak | None
) -> Iterator[str]:
    for title, faults in classes.items():
        for fault in faults:
            for what in _faults_of(title, fault, costs[fault.name]):
                yield f"{fault.name}: {what}"
    for name in baited:
        yield f"{name}: asked for what only an attacker would name"
    if soaked is not None:
        bad = {
            name: count for name, count in soaked.outcomes.items() if name not in {*Outcome} or name == "internal_error"
        }
        if bad:
            yield f"of many: {bad}"
        if not _is_flat(soaked):
            yield f"of many: memory grew, {soaked.marks}"


def _is_flat(soaked: Soak) -> bool:
    """Memory rises until each thread has met the dearest pages; what goes on after half of the scans is a leak."""
    figures = [mib for _, mib in soaked.marks]
    half = len(figures) // 2
    return not half or max(figures[half:]) <= GROWTH * max(figures[:half])


def _document(
    classes: dict[str, list[Fault]],
    costs: dict[str, Cost],
    soaked: Soak | None,
    arguments: argparse.Namespace,
    broken: Sequence[str],
) -> Iterator[str]:
    dearest = max(map(_cpu_seconds, costs.values()))
    yield f"""# Hostile responses

What a scan of each hostile host of the farm ends with, and what it costs. To repeat:

    python -m benchmarks.hostile --write docs/benchmarks/hostile.md

Each host was scanned alone, in a process of its own that had scanned a healthy site before, with the limits as they are
but for the times: {DOMAIN_SECONDS} s for a domain, 3 s of silence, 2 s to connect. The pages are as large as is
read, 2.9 MB, where they have an end. Memory is the rise of the highest resident size over what the process had before.
The farm ran on the same two cores, which were not idle: the wall time says little beyond that it is bounded, and the
CPU time is on the high side.

Limits: {WALL_SECONDS:.0f} s of time, {CPU_SECONDS} s of CPU (for each page, where ten are hostile), {RISEN_MIB:.0f} MiB
of memory ({BOMB_MIB:.0f} for bombs), an outcome that fits, and no request for an address that only an attacker names.

{len(costs)} hosts, {len(broken)} limits broken. CPU: half took less than {_quantile(costs, 50):.2f} s, 95 in
a hundred less than {_quantile(costs, 95):.2f} s, none more than {dearest:.2f} s.
"""
    if broken:
        yield "Broken:\n"
        yield from (f"- {line}" for line in broken)
        yield ""
    for title, faults in classes.items():
        if faults:
            yield f"## {title}\n\n| host | what it does | outcome | s | CPU s | MiB |\n|---|---|---|---|---|---|"
            yield from (_line(fault, costs[fault.name]) for fault in faults)
            yield ""
    if soaked is not None:
        many = f"{arguments.scans:,} of these hosts in random order in one process, {arguments.threads} at a time"
        yield f"## Many of them\n\n{many}; the memory after each hundred.\n"
        yield "| scans | MiB |\n|---|---|"
        yield from (f"| {done:,} | {mib:.0f} |" for done, mib in soaked.marks)
        outcomes = ", ".join(f"{name} {count}" for name, count in sorted(soaked.outcomes.items()))
        yield f"\nAt the most {soaked.most_mib:.0f} MiB; {soaked.seconds:.0f} s. Outcomes: {outcomes}."


def _line(fault: Fault, cost: Cost) -> str:
    pages = f" ({cost.pages} pages)" if cost.name == TEN_PAGES else ""
    figures = f"{cost.wall_seconds:.2f} | {cost.cpu_seconds:.2f}{pages} | {max(0.0, cost.risen_mib):.0f}"
    return f"| {fault.name} | {fault.sentence} | {cost.outcome} | {figures} |"


def _quantile(costs: dict[str, Cost], percent: int) -> float:
    figures = sorted(map(_cpu_seconds, costs.values()))
    return figures[min(len(figures) - 1, len(figures) * percent // 100)]


if __name__ == "__main__":
    sys.exit(main())
