"""How many domains one worker process has in flight at a time, and what they take in memory."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.in_flight.stage import Course, Stage
from benchmarks.speed.catalogue import FAR, SCENARIOS, Scenario, domains

SLOW = next(each for each in SCENARIOS if each.scheme == "https" and each.latency_ms)
WARM_UP = 200
CROWDS = ((SLOW, 64, 600), (SLOW, 128, 1_000), (SLOW, 340, 2_000), (FAR, 340, 2_000))  # sites, threads, domains
MOST_THREADS, LEAST_RUNNING, MOST_MIB = 340, 300, 200
MIB = 1024 * 1024

NOTES = """
What the memory is, looked at by hand on two cores, about 300 jobs in flight, before one result backend served all
threads and one thread read the small pages, MiB:

- 105 before anything was scanned: modules and their tables. Celery's command loads its plug-ins in every worker, 5 for
  Flower and 4 for `celery batch`; a worker started without that command would save them.
- 45 for 306 open TLS connections with the unpacked page of each still unread (measured without Celery and database:
  102, then 147), 0.15 each. Of the threads' stacks 28 KiB each are touched, 9 in all.
- The rest is pages being read, reports on their way to the database, Celery's own, and what the heap cannot give back:
  in the process without Celery 144 were left when all jobs had ended, 112 after malloc_trim.
- Heaps: glibc settles their number (eight a core) when a handful of threads have begun, and the limit of two was set
  after that. Set before the first thread it holds: 2 heaps for 16, 222 for 246. Lower thresholds for mmap and for
  trimming changed nothing at the peak (224 for 225), nor did malloc_trim after every 64th or 16th page (211 and 208
  for 211, with 450 domains).
"""


@dataclass(frozen=True, slots=True)
class Crowd:
    sites: Scenario
    threads: int
    fresh_bytes: int  # resident, of a worker that is ready and has scanned nothing
    course: Course
    load: float  # of the machine, before


def measure(stage: Stage) -> list[Crowd]:
    found = []
    for sites, threads, count in CROWDS:
        load, names = os.getloadavg()[0], domains(sites.zone, WARM_UP + count)
        with stage.worker(f"crowd-{threads}-{sites.latency_ms}", threads) as worker:
            first = stage.course(sites, [worker], names[:WARM_UP])
            course = stage.course(sites, [worker], names[WARM_UP:])
            found.append(Crowd(sites, threads, first.before.resident, course, load))
    return found


def text(crowds: Sequence[Crowd]) -> str:
    lines = [
        f"""## In flight

One worker process, sites that take {SLOW.latency_ms} ms for each answer, and others {FAR.latency_ms} ms, over https,
one page each of 20 to 100 KB (and the robots.txt before it), after {WARM_UP} others. *Running* is the most that the
API said at a time, *connections* the most that the farm had open: a tenth of the slots is kept free for batches to
come. Memory of the one process by /proc/PID/smaps_rollup, twice a second: where it was largest, and when it was ready
and had scanned nothing. *Proportional* leaves to others what they share with it.

| latency, ms | threads | domains | running | connections | MiB resident | proportional | fresh \
| threads of the process | domains/s | CPU ms a domain | succeeded | load before |
|---|---|---|---|---|---|---|---|---|---|---|---|---|"""
    ]
    lines += [_row(each) for each in crowds]
    lines.append("")
    for each in (each for each in crowds if each.threads == MOST_THREADS):
        crowded = "held" if each.course.most_running >= LEAST_RUNNING else "MISSED"
        small = "held" if each.course.peak.resident <= MOST_MIB * MIB else "MISSED"
        lines.append(
            f"Aims at {each.sites.latency_ms:,} ms: {LEAST_RUNNING} in flight in one process: {crowded}. "
            f"At most {MOST_MIB} MiB resident then: {small}.\n"
        )
    return "\n".join([*lines, NOTES])


def _row(crowd: Crowd) -> str:
    course = crowd.course
    cells = (
        *(f"{crowd.sites.latency_ms:,}", crowd.threads, f"{course.domains:,}"),
        *(course.most_running, course.most_connections),
        *(f"{size / MIB:.0f}" for size in (course.peak.resident, course.peak.proportional, crowd.fresh_bytes)),
        *(course.peak.threads, f"{course.rate:.0f}", f"{course.cpu_ms:.1f}"),
        *(f"{course.succeeded:,}", f"{crowd.load:.1f}"),
    )
    return f"| {' | '.join(map(str, cells))} |"
