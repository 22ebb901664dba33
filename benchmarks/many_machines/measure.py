"""One batch on so many machines: what it cost the parts in the middle, and what they cost while nothing was done."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.many_machines.fleet import CENTRE, SITES, Fleet
from benchmarks.many_machines.middle import Look
from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.usage import machine_cpu_seconds
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.one_batch import OneBatch

PATIENCE_SECONDS = 300.0
IDLE_SECONDS = 8.0
SITE_MILLISECONDS = 300


@dataclass(frozen=True, slots=True)
class Measured:
    machines: int
    jobs: int
    seconds: float
    busy_cores: float  # of this machine, by everybody, on average while the batch ran
    cpu: Mapping[str, float]  # part -> CPU milliseconds a job
    scan_cpu: float  # CPU milliseconds a job of all scan workers
    sums: Mapping[str, float]  # what the parts count, a job
    most: Mapping[str, float]  # figures of the moment, their largest
    idle_cpu: Mapping[str, float]  # part -> CPU milliseconds a second while nothing was done
    idle_scan_cpu: float
    idle: Mapping[str, float]  # what the parts count, a second while nothing was done

    @property
    def jobs_a_second(self) -> float:
        return self.jobs / self.seconds


def measure(
    built: Fleet, kind: str, machines: int, jobs: int, names: DomainMaker, *, with_events: bool = True
) -> Measured:
    built.start(kind, machines)
    try:
        if not with_events:
            built.disable_events()
        built.lab.rest(3)
        first = built.middle.look()
        built.lab.rest(IDLE_SECONDS)
        before, cores, began = built.middle.look(), machine_cpu_seconds(), monotonic_seconds()
        domains = names.slow(jobs, SITE_MILLISECONDS) if kind == SITES else names.healthy(jobs)
        most = _watch(built, OneBatch(built.lab, domains))
        seconds, cores = monotonic_seconds() - began, machine_cpu_seconds() - cores
        after = built.middle.look()
    finally:
        built.stop(machines)
    passed = before.seconds - first.seconds
    cpu, scan_cpu = _cpu(before, after, jobs)
    idle_cpu, idle_scan_cpu = _cpu(first, before, passed)
    return Measured(
        machines,
        jobs,
        seconds,
        cores / seconds,
        cpu,
        scan_cpu,
        _per(before, after, jobs),
        most,
        idle_cpu,
        idle_scan_cpu,
        _per(first, before, passed),
    )


def load() -> float:
    """Of this machine during the last minute."""
    return os.getloadavg()[0]


def _watch(built: Fleet, batch: OneBatch) -> Mapping[str, float]:
    """Until the batch has ended; gives back the largest figures of the moment."""
    most: dict[str, float] = {}
    began = monotonic_seconds()
    while not batch.has_ended():
        if monotonic_seconds() - began > PATIENCE_SECONDS:
            raise AssertionError(f"the batch does not end: {batch.attempts()}")
        for name, value in built.middle.look().now.items():
            most[name] = max(value, most.get(name, 0.0))
        built.lab.rest(0.5)
    return most


def _cpu(before: Look, after: Look, shares: float) -> tuple[dict[str, float], float]:
    """CPU milliseconds of each part in the middle, and of the scan workers together, for each of so many shares."""
    spent = {name: 1000 * (used - before.cpu.get(name, 0.0)) / shares for name, used in after.cpu.items()}
    scan = sum(value for name, value in spent.items() if name.startswith("machine-"))
    return {name: spent[name] for name in CENTRE if name in spent}, scan


def _per(before: Look, after: Look, shares: float) -> dict[str, float]:
    return {name: (after.sums[name] - before.sums.get(name, 0.0)) / shares for name in sorted(after.sums)}
