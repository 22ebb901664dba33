"""`python -m benchmarks.speed`: what a domain costs us and others, on the project's farm.

It writes docs/benchmarks/speed.md and a flame graph. Rounds are added while there is time, so a quiet machine gives
more of them. Exit code 1: somebody did not find the facts, so the comparison is not one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.speed import flame, report
from benchmarks.speed.catalogue import SCENARIOS, Scenario, domains
from benchmarks.speed.grounds import CHECKOUT, Grounds
from benchmarks.speed.machine import executed_by
from benchmarks.speed.measure import PEERS, CouldNotRun, Peer, Run, run_peer
from benchmarks.speed.ours import Ours
from benchmarks.speed.report import OURS, OURS_ALONE, Results
from benchmarks.speed.sampling import Profile, sample
from scraper_sky.cli.up import every_end_as_interrupt
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.ports import free_port

REPORT = CHECKOUT / "docs" / "benchmarks" / "speed.md"
FLAMES = CHECKOUT / "docs" / "images" / "worker-profile.svg"
AT_ONCE = 64  # the threads of a scan worker, and the connections of each peer
SITES, QUICK_SITES = 80, 50
SECONDS, QUICK_SECONDS = 300.0, 55.0  # for the rounds; starting, sampling and stopping take two minutes more
MOST_ROUNDS = 9
SAMPLED_SECONDS = 20.0

Start = Callable[[Scenario, list[str], list[str]], Run]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer sites, one round or two, no latency, no file")
    parser.add_argument("--sites", type=int, help=f"domains of a run ({SITES}; {QUICK_SITES} when quick)")
    parser.add_argument("--seconds", type=float, help=f"for the rounds ({SECONDS:.0f}; {QUICK_SECONDS:.0f} when quick)")
    parser.add_argument("--no-write", action="store_true", help="print the report and change no file")
    arguments = parser.parse_args()
    sites = arguments.sites or (QUICK_SITES if arguments.quick else SITES)
    seconds = arguments.seconds or (QUICK_SECONDS if arguments.quick else SECONDS)
    scenarios = SCENARIOS[:2] if arguments.quick else SCENARIOS
    with every_end_as_interrupt(), tempfile.TemporaryDirectory(prefix="scrapersky-bench-") as folder:
        Path(folder).chmod(0o755)  # the private PostgreSQL runs as another user where root starts it
        results = race(Path(folder), sites, seconds, scenarios, with_profile=not arguments.quick)
    text = report.write(results)
    sys.stdout.write(text)
    if not (arguments.quick or arguments.no_write):
        REPORT.write_text(text)
        if results.at_full_load is not None:
            title = f"One scan worker at full load: {results.at_full_load.total:,} samples of the thread with the GIL"
            FLAMES.write_text(flame.draw(results.at_full_load, title))
    return report_code(results)


def race(folder: Path, sites: int, seconds: float, scenarios: Sequence[Scenario], *, with_profile: bool) -> Results:
    load = os.getloadavg()[0]
    say(f"{sites} domains a run; starting the farm and two systems")
    with ExitStack() as stack:
        grounds = stack.enter_context(Grounds(folder, 2 * sites))
        results = Results(sites, AT_ONCE, grounds.page_bytes, load_before=load)
        ours = [
            stack.enter_context(Ours(name, grounds, settings, free_port(first)))
            for name, settings, first in (
                (OURS, {"SCRAPERSKY_SCAN_THREADS": str(AT_ONCE)}, 28080),
                (OURS_ALONE, {"SCRAPERSKY_SCAN_THREADS": str(AT_ONCE), "SCRAPERSKY_OBEY_ROBOTS": "false"}, 28180),
            )
        ]
        for system in ours:
            system.await_start()
        starts: dict[str, Start] = {system.name: partial(run_ours, system, set()) for system in ours}
        for peer in PEERS:
            starts[peer.name] = partial(start_peer, peer, grounds)
        run_rounds(results, starts, scenarios, seconds)
        if with_profile:
            say("sampling the scan worker")
            try:
                add_profiles(results, ours[0], grounds)
            except CouldNotRun as error:
                results.remarks.append(f"No profile: {error}")
        say("stopping")
    return results


def run_ours(system: Ours, warm: set[Scenario], scenario: Scenario, warm_up: list[str], measured: list[str]) -> Run:
    """Its processes live on from run to run, so it is warmed up once for each scenario."""
    if scenario not in warm:
        system.run(scenario, warm_up)
        warm.add(scenario)
    return system.run(scenario, measured)


def start_peer(peer: Peer, grounds: Grounds, scenario: Scenario, warm_up: list[str], measured: list[str]) -> Run:
    return run_peer(peer, grounds, scenario, warm_up, measured, AT_ONCE)


def run_rounds(results: Results, starts: dict[str, Start], scenarios: Sequence[Scenario], seconds: float) -> None:
    began, longest = monotonic_seconds(), 0.0
    broken: set[str] = set()
    for number in range(MOST_ROUNDS):
        round_began = monotonic_seconds()
        if number and round_began - began + longest > seconds:
            break
        for scenario in scenarios:
            names = domains(scenario.zone, 2 * results.sites)
            for name in turned(list(starts), number):
                if name in broken:
                    continue
                try:
                    run = starts[name](scenario, names[: results.sites], names[results.sites :])
                except CouldNotRun as error:
                    broken.add(name)
                    results.remarks.append(f"{name} could not run: {error}")
                    say(f"{name} could not run: {error}")
                    continue
                results.runs.append(replace(run, round=number))
                say(f"round {number + 1}, {scenario.title}: {name}: {run.cpu_ms:.1f} CPU ms, {run.rate:.0f}/s")
        longest = max(longest, monotonic_seconds() - round_began)


def turned(names: list[str], by: int) -> list[str]:
    """The same circle, begun elsewhere."""
    start = by % len(names)
    return names[start:] + names[:start]


def add_profiles(results: Results, system: Ours, grounds: Grounds) -> None:
    """Samples of a scan worker while batches follow one another: of ours as it ran, and of one with two threads."""
    names = domains(SCENARIOS[0].zone, 2 * results.sites)
    results.at_full_load = sampled(system, names, grounds.folder, gil_only=True)
    try:
        results.executed = executed_by(system.pids["worker-scan"], partial(keep_busy, system, names), grounds.folder)
    except CouldNotRun as error:
        results.remarks.append(f"What the scan worker executes is not known: {error}")
    with Ours("two threads", grounds, {"SCRAPERSKY_SCAN_THREADS": "2"}, free_port(28280)) as small:
        small.await_start()
        small.run(SCENARIOS[0], names[: results.sites])
        results.few_threads_run = small.run(SCENARIOS[0], names[results.sites :])
        results.with_few_threads = sampled(small, names, grounds.folder, gil_only=False)


def sampled(system: Ours, names: Sequence[str], folder: Path, *, gil_only: bool) -> Profile:
    return sample(system.pids["worker-scan"], partial(keep_busy, system, names), folder, gil_only=gil_only)


def keep_busy(system: Ours, names: Sequence[str]) -> None:
    """With batches that follow one another."""
    until = monotonic_seconds() + SAMPLED_SECONDS
    while monotonic_seconds() < until:
        system.await_end(system.submit(names))


def report_code(results: Results) -> int:
    incomplete = [
        f"{name} ({scenario.title})"
        for name in results.contenders
        for scenario in results.scenarios
        if results.of(name, scenario) and not results.verdict(name, scenario).is_complete
    ]
    if incomplete:
        say(f"did not find all facts: {', '.join(incomplete)}")
    return 1 if incomplete else 0


def say(line: str) -> None:
    print(f"bench: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
