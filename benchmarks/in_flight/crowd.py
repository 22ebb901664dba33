"""How many domains one worker process has in flight at a time, and what they take in memory."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.in_flight.stage import Course, Stage
from benchmarks.speed.catalogue import LATENCY_MS, SCENARIOS, domains

SLOW = next(each for each in SCENARIOS if each.scheme == "https" and each.latency_ms)
THREADS = (64, 128, 340)
DOMAINS, WARM_UP = {64: 600, 128: 1_000, 340: 2_000}, 200
MOST_DOMAINS = max(DOMAINS.values()) + WARM_UP
LEAST_RUNNING, MOST_MIB = 300, 200
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
    threads: int
    fresh_bytes: int  # resident, of a worker that is ready and has scanned nothing
    course: Course
    load: float  # of the machine, before


def measure(stage: Stage) -> list[Crowd]:
    names = domains(SLOW.zone, MOST_DOMAINS)
    found = []
    for threads in THREADS:
        load = os.getloadavg()[0]
        with stage.worker(f"crowd-{threads}", threads) as worker:
            first = stage.course(SLOW, [worker], names[:WARM_UP])
            course = stage.course(SLOW, [worker], names[WARM_UP : WARM_UP + DOMAINS[threads]])
            found.append(Crowd(threads, first.before.resident, course, load))
    return found


def text(crowds: Sequence[Crowd]) -> str:
    lines = [
        f"""## In flight

One worker process, sites that take {LATENCY_MS} ms for each answer, over https, one page each of 20 to 100 KB (and the
robots.txt before it), after {WARM_UP} others. *Running* is the most that the API said at a time, *connections* the most
that the farm had open: a tenth of the slots is kept free for batches to come. Memory of the one process by
/proc/PID/smaps_rollup, twice a second: where it was largest, and when it was ready and had scanned nothing.
*Proportional* leaves to others what they share with it.

| threads | domains | running | connections | MiB resident | proportional | fresh | threads of the process | domains/s \
| CPU ms a domain | succeeded | load before |
|---|---|---|---|---|---|---|---|---|---|---|---|"""
    ]
    for each in crowds:
        course = each.course
        memory = f"{course.peak.resident / MIB:.0f} | {course.peak.proportional / MIB:.0f}"
        lines.append(
            f"| {each.threads} | {course.domains:,} | {course.most_running} | {course.most_connections} | {memory} "
            f"| {each.fresh_bytes / MIB:.0f} | {course.peak.threads} | {course.rate:.0f} | {course.cpu_ms:.1f} "
            f"| {course.succeeded:,} | {each.load:.1f} |"
        )
    last = crowds[-1].course
    crowded = "held" if last.most_running >= LEAST_RUNNING else "MISSED"
    small = "held" if last.peak.resident <= MOST_MIB * MIB else "MISSED"
    lines += [
        "",
        f"Aims: {LEAST_RUNNING} in flight in one process: {crowded}. At most {MOST_MIB} MiB resident then: {small}.",
    ]
    return "\n".join([*lines, NOTES])
