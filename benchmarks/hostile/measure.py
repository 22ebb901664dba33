"""What the scan of one hostile host costs, and what a thousand of them do to the memory of a worker."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.crawl import scan_site
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.politeness import MustWait
from scraper_sky.settings import Settings
from tests.support.farm.faults_kinds import Fault

MIB = 1024  # of the kilobytes in which the kernel counts
DIED = "died"
MUST_WAIT = "must_wait"
RAISED = "raised"


@dataclasses.dataclass(frozen=True)
class Cost:
    """The scan of one host, in a process of its own."""

    name: str
    outcome: str
    wall_seconds: float
    cpu_seconds: float
    risen_mib: float  # the most memory in use beyond what the process had before
    pages: int
    detail: str = ""


@dataclasses.dataclass(frozen=True)
class Soak:
    """Many hosts in one process."""

    marks: tuple[tuple[int, float], ...]  # scans done, MiB in use then
    most_mib: float
    outcomes: dict[str, int]
    seconds: float


def measure(fault: Fault, settings: Settings) -> Cost:
    """Scans the host in a child that dies with what it did; a child that crashes is the outcome `died`."""
    got = _in_child(lambda: dataclasses.asdict(_measure_here(fault, settings)))
    return Cost(**got) if got else Cost(fault.name, DIED, 0.0, 0.0, 0.0, 0)


def soak(names: Sequence[str], settings: Settings, *, scans: int, threads: int, seed: int) -> Soak:
    """Scans of these hosts in random order, in one child; its memory is looked at after each hundred."""
    got = _in_child(lambda: dataclasses.asdict(_soak_here(names, settings, scans, threads, seed)))
    return Soak(**got) if got else Soak((), 0.0, {DIED: 1}, 0.0)


def warm_up(settings: Settings) -> None:
    """Loads what the first scan of a process loads, so that the children have it."""
    _scan(Fetcher(settings), "d1.farm.test")


def _measure_here(fault: Fault, settings: Settings) -> Cost:
    fetcher = Fetcher(settings)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # The highest use is counted from here on.
    began, cpu = monotonic_seconds(), time.process_time()
    outcome, pages, detail = _scan(fetcher, f"{fault.name}.farm.test")
    wall, cpu = monotonic_seconds() - began, time.process_time() - cpu
    return Cost(fault.name, outcome, wall, cpu, (_memory("VmHWM") - before) / MIB, pages, detail)


def _soak_here(names: Sequence[str], settings: Settings, scans: int, threads: int, seed: int) -> Soak:
    dice, outcomes, marks = random.Random(seed), Counter[str](), []
    hosts = [f"{dice.choice(names)}-{number}.farm.test" for number in range(scans)]
    fetcher, began = Fetcher(settings), monotonic_seconds()
    Path("/proc/self/clear_refs").write_text("5")
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, scans, 100):
            outcomes.update(
                outcome for outcome, _, _ in pool.map(lambda host: _scan(fetcher, host), hosts[first : first + 100])
            )
            marks.append((min(scans, first + 100), _memory("VmRSS") / MIB))
    return Soak(tuple(marks), _memory("VmHWM") / MIB, dict(outcomes), monotonic_seconds() - began)


def _scan(fetcher: Fetcher, host: str) -> tuple[str, int, str]:
    """The outcome, the pages read, and the detail."""
    try:
        report = scan_site(host, fetcher, max_pages=fetcher.settings.default_max_pages)
    except MustWait as wish:
        return MUST_WAIT, 0, str(wish)
    except Exception:
        traceback.print_exc()
        return RAISED, 0, traceback.format_exc(limit=-1)
    return report.outcome.value, len(report.pages), report.detail


def _memory(field: str) -> int:
    """A figure of /proc/self/status, in kilobytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    raise ValueError(field)


def _in_child(work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """The result of `work`, done in a child of this process, which has no threads; None when the child died."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with os.fdopen(writing, "w") as pipe:
                json.dump(work(), pipe)
        except BaseException:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    try:
        result: dict[str, Any] = json.loads(told)
    except ValueError:
        return None
    return result
