"""docs/benchmarks/many-machines.md, from what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.many_machines.advances import MoveCost
from benchmarks.many_machines.fleet import CENTRE, MIDDLE, MIDDLE_THREADS, SITE_THREADS, SITES
from benchmarks.many_machines.keeping import Kept
from benchmarks.many_machines.measure import SITE_MILLISECONDS, Measured

QUIET, RABBITMQ = "without events", "over RabbitMQ"
MEGABYTE = 1_000_000


def render(load: float, runs: Mapping[str, Sequence[Measured]], moves: Sequence[MoveCost], kept: Kept) -> str:
    """The whole page. `load`: of the machine before it began."""
    others = [*((f"{run.machines}", run) for run in runs[MIDDLE])]
    others += [(f"{run.machines}, {title}", run) for title in (QUIET, RABBITMQ) for run in runs[title]]
    sites = [(f"{run.machines}", run) for run in runs[SITES]]
    parts = (
        _opening(load),
        _rates(sites),
        f"## What a job costs the middle\n\nEach machine has {MIDDLE_THREADS} threads and sites that take one second"
        " and cost the worker nothing.\n",
        _by_run("jobs/s", others, _throughput(others)),
        _by_run("CPU, ms a job", others, _cpu(others, lambda run: run.cpu, lambda run: run.scan_cpu)),
        _by_run("a job", others, _sums(others, lambda run: run.sums)),
        _by_run("at the most", others, _sums(others, lambda run: run.most)),
        "## What idle machines cost\n\nWhile there is no job anywhere.\n",
        _by_run("CPU, ms a second", others, _cpu(others, lambda run: run.idle_cpu, lambda run: run.idle_scan_cpu)),
        _by_run("a second", others, _sums(others, lambda run: run.idle)),
        _moves(moves),
        _kept(kept),
    )
    return "\n".join(parts)


def _opening(load: float) -> str:
    return f"""# Many machines

One PostgreSQL behind PgBouncer (transaction mode), one Valkey, two control workers, beat, and more and more machines:
network namespaces with an address of their own and one scan worker each. What follows from it is in
[scaling.md](../scaling.md). Written by

    python -m benchmarks.many_machines

which needs root, iproute2, PgBouncer and RabbitMQ and takes about ten minutes.

- All of it ran on one computer with 2 cores, with the site farm and the relays of the networks, so jobs a second end
  where these cores are full; a CPU time is worth more than a rate. Load from elsewhere before: {load:.1f}.
- CPU is user + system. Servers write to disk as in an installation (`fsync` on). The intervals are the defaults.
"""


def _rates(sites: Sequence[tuple[str, Measured]]) -> str:
    rows = _by_run("machines", sites, _throughput(sites))
    return f"""## Jobs a second by machines

Sites over https that take {SITE_MILLISECONDS} ms for each answer: robots.txt and up to two pages.
Each machine has {SITE_THREADS} threads.

{rows}"""


def _throughput(runs: Sequence[tuple[str, Measured]]) -> list[tuple[str, list[str]]]:
    first = runs[0][1]
    return [
        ("jobs/s", [f"{run.jobs_a_second:.1f}" for _, run in runs]),
        ("of so many times the first", [_times(run, first) for _, run in runs]),
        ("jobs", [f"{run.jobs:,}" for _, run in runs]),
        ("cores busy, of 2", [f"{run.busy_cores:.2f}" for _, run in runs]),
    ]


def _times(run: Measured, first: Measured) -> str:
    return f"{run.jobs_a_second / first.jobs_a_second / (run.machines / first.machines):.2f}"


def _cpu(
    runs: Sequence[tuple[str, Measured]],
    of: Callable[[Measured], Mapping[str, float]],
    scan: Callable[[Measured], float],
) -> list[tuple[str, list[str]]]:
    rows = [(name, [_or_none(of(run), name, 3) for _, run in runs]) for name in CENTRE]
    return [*rows, ("all scan workers", [f"{scan(run):.2f}" for _, run in runs])]


def _sums(
    runs: Sequence[tuple[str, Measured]], of: Callable[[Measured], Mapping[str, float]]
) -> list[tuple[str, list[str]]]:
    names = sorted({name for _, run in runs for name in of(run)})
    return [(name, [_or_none(of(run), name, 2) for _, run in runs]) for name in names]


def _or_none(values: Mapping[str, float], name: str, digits: int) -> str:
    return f"{values[name]:,.{digits}f}" if name in values else ""


def _by_run(title: str, runs: Sequence[tuple[str, Measured]], rows: Iterable[tuple[str, list[str]]]) -> str:
    return _table([title, *(name for name, _ in runs)], ([name, *values] for name, values in rows))


def _moves(moves: Sequence[MoveCost]) -> str:
    rows = [
        [str(cost.workers), f"{cost.out:,}", f"{cost.round_trips:.1f}", f"{cost.database_ms:.2f}"] for cost in moves
    ]
    titles = ["workers of 64", "jobs out", "round trips", "CPU ms of the database"]
    return f"## One move of a large batch, of 8 jobs, by the size of the fleet\n\n{_table(titles, rows)}"


def _kept(kept: Kept) -> str:
    rows = [[name, f"{room.rows:,.0f}", f"{room.indexes:,.0f}"] for name, room in kept.bytes_a_job.items()]
    rows += [["together", *(f"{sum(column):,.0f}" for column in zip(*_rooms(kept), strict=True))]]
    came = "did not come in time" if kept.autovacuum_seconds is None else f"{kept.autovacuum_seconds:.0f} s later"
    figures = [
        ["jobs deleted; as many as half of them stayed", f"{kept.jobs:,}"],
        ["jobs deleted a second, by one worker without a pause", f"{kept.jobs / kept.seconds:,.0f}"],
        ["WAL of it, bytes a job", f"{kept.wal_bytes / kept.jobs:,.0f}"],
        ["tables and indexes before, MB", f"{kept.full / MEGABYTE:,.0f}"],
        ["when the last is deleted, MB", f"{kept.deleted / MEGABYTE:,.0f}"],
        ["autovacuum has been at each table", came],
        ["after that, MB", f"{kept.vacuumed / MEGABYTE:,.0f}"],
        ["when as many jobs have come again, MB", f"{kept.refilled / MEGABYTE:,.0f}"],
    ]
    return f"""## What is kept, and forgetting it

A job that found a page, seven contacts, three facts and two technologies, with one attempt. Bytes a job:

{_table(["table", "rows", "indexes"], rows)}
{_table(["forgetting", ""], figures)}"""


def _rooms(kept: Kept) -> list[tuple[float, float]]:
    return [(room.rows, room.indexes) for room in kept.bytes_a_job.values()]


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
