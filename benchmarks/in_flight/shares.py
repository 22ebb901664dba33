"""One worker process, and two, where each has a fixed part of a core.

All parts of the system share this machine's cores with the workers, so a second worker would be given what the first
leaves: nothing would be said of how well two of them work side by side. A quota of CPU time for each process says it.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.in_flight.stage import Course, Stage
from benchmarks.speed.catalogue import SCENARIOS, domains

CPU_GROUPS = Path("/sys/fs/cgroup/cpu")  # version 1: https://docs.kernel.org/scheduler/sched-bwc.html
PERIOD_US, QUOTA_US = 100_000, 25_000
FAST = SCENARIOS[0]
THREADS = 64
SITES, WARM_UP = 400, 200
ROUNDS = 3
LEAST_RATIO = 1.9


@dataclass(frozen=True, slots=True)
class Round:
    one: Course
    two: Course

    @property
    def ratio(self) -> float:
        return self.two.rate / self.one.rate


def why_not() -> str:
    """Why it cannot be measured here; empty when it can."""
    return "" if os.access(CPU_GROUPS / "cpu.cfs_quota_us", os.F_OK) and os.access(CPU_GROUPS, os.W_OK) else (
        f"Not measured: there is no {CPU_GROUPS} of control groups, version 1, that may be written to."
    )  # fmt: skip


def measure(stage: Stage) -> list[Round]:
    names = domains(FAST.zone, WARM_UP + SITES)
    rounds = []
    for number in range(ROUNDS):
        courses = {}
        for count in (1, 2) if number % 2 == 0 else (2, 1):
            with ExitStack() as ends:
                workers = [ends.enter_context(stage.worker(f"share-{each}", THREADS)) for each in range(count)]
                stage.course(FAST, workers, names[:WARM_UP])
                for worker in workers:
                    ends.enter_context(_quota(worker.pid))
                courses[count] = stage.course(FAST, workers, names[WARM_UP:])
        rounds.append(Round(courses[1], courses[2]))
    return rounds


@contextmanager
def _quota(pid: int) -> Iterator[None]:
    """The process gets no more than its share until the block ends; then it has all of the machine for its end."""
    group = CPU_GROUPS / f"scrapersky-bench-{pid}"
    group.mkdir()
    try:
        (group / "cpu.cfs_period_us").write_text(str(PERIOD_US))
        (group / "cpu.cfs_quota_us").write_text(str(QUOTA_US))
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        (CPU_GROUPS / "cgroup.procs").write_text(str(pid))
        group.rmdir()


def text(rounds: Sequence[Round]) -> str:
    lines = [
        f"""## Two processes

One scan worker and two, {THREADS} threads each, on the same batch of {SITES} domains over https without latency. Each
worker may use {QUOTA_US / PERIOD_US:.2f} of a core (CFS quota of its control group): PostgreSQL, Valkey, the control
worker, the web and the farm share the same two cores, and two workers without a bound would mostly take CPU from them
and from each other. In turns, after a warm-up of {WARM_UP} without the bound.

| round | one: domains/s | two: domains/s | times | CPU ms a domain, one | two |
|---|---|---|---|---|---|"""
    ]
    for number, each in enumerate(rounds, 1):
        lines.append(
            f"| {number} | {each.one.rate:.1f} | {each.two.rate:.1f} | {each.ratio:.2f} | {each.one.cpu_ms:.1f} "
            f"| {each.two.cpu_ms:.1f} |"
        )
    ratio = statistics.median(each.ratio for each in rounds)
    held = "held" if ratio >= LEAST_RATIO else "MISSED"
    lines += ["", f"Aim: at least {LEAST_RATIO} times as many with two: {ratio:.2f}, {held}."]
    return "\n".join(lines) + "\n"
