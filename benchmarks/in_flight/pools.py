"""The same jobs under Celery's pools: threads, processes, greenlets."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.in_flight.stage import GEVENT, PREFORK, THREADS, Course, Stage
from benchmarks.speed.catalogue import SCENARIOS, Scenario, domains
from benchmarks.speed.measure import CHECKOUT, CouldNotRun

AT_ONCE = 64
SITES, WARM_UP = 200, 64
ROUNDS = 1
PEERS_LIBRARIES = next((CHECKOUT / ".venv-bench" / "lib").glob("python3*/site-packages"), Path("/nowhere"))
HTTPS = [each for each in SCENARIOS if each.scheme == "https"]
MIB = 1024 * 1024

NOTES = """
What another pool would need, by the code: under prefork the children hold the leases, while the thread that renews them
and shows how busy the worker is lives in the parent, which holds none. A scan longer than the lease (20 s) would be
given to somebody else and its result be void, and the fleet would look idle; each child would have to renew its own.
Each has a connection to the database, and what threads write together is written by each alone. Nor can one shelf of
robots.txt, one memory of TLS and one set of tables serve all. With gevent nothing else runs while C code reads a page.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    pool: str
    scenario: Scenario
    course: Course


def measure(stage: Stage, libraries: Path = PEERS_LIBRARIES) -> tuple[list[Ran], list[str]]:
    """What ran, and why the others did not. `libraries` is where gevent is."""
    options: dict[str, tuple[str, ...]] = {THREADS: (), PREFORK: (), GEVENT: ("--also", str(libraries))}
    ran, remarks = [], []
    for number in range(ROUNDS):
        for pool in list(options)[:: -1 if number % 2 else 1]:
            try:
                if pool == GEVENT and not (libraries / "gevent").is_dir():
                    raise CouldNotRun("it is not installed; ops/make-bench-env.sh does that")
                with stage.worker(f"{pool}-{number}", AT_ONCE, pool, *options[pool]) as worker:
                    for scenario in HTTPS:
                        names = domains(scenario.zone, WARM_UP + SITES)
                        stage.course(scenario, [worker], names[:WARM_UP])
                        ran.append(Ran(pool, scenario, stage.course(scenario, [worker], names[WARM_UP:])))
            except CouldNotRun as failure:
                remarks.append(f"{pool}: {failure}")
                del options[pool]
    return ran, remarks


def text(ran: Sequence[Ran], remarks: Sequence[str]) -> str:
    lines = [
        f"""## Pools

One scan worker with `--pool threads`, `prefork` or `gevent`, each with {AT_ONCE} slots, {SITES} domains after {WARM_UP}
others (rounds: {ROUNDS}; their middle); CPU and memory of the worker with all its children.

| pool | sites | CPU ms a domain | domains/s | MiB resident, added up | proportional | processes | threads | running \
| succeeded |
|---|---|---|---|---|---|---|---|---|---|"""
    ]
    for scenario in HTTPS:
        for pool in dict.fromkeys(each.pool for each in ran):
            courses = [each.course for each in ran if (each.pool, each.scenario) == (pool, scenario)]
            if courses:
                lines.append(f"| {pool} | {scenario.title} | {_figures(courses)} |")
    lines += ["", *(f"- Could not run: {remark}" for remark in remarks)]
    return "\n".join([*lines, NOTES])


def _figures(courses: Sequence[Course]) -> str:
    peak = max((course.peak for course in courses), key=lambda memory: memory.resident)
    return " | ".join(
        (
            f"{statistics.median(course.cpu_ms for course in courses):.1f}",
            f"{statistics.median(course.rate for course in courses):.0f}",
            f"{peak.resident / MIB:.0f}",
            f"{peak.proportional / MIB:.0f}",
            f"{peak.processes}",
            f"{peak.threads}",
            f"{max(course.most_running for course in courses)}",
            f"{sum(course.succeeded for course in courses)} of {sum(course.domains for course in courses)}",
        )
    )
