"""`python -m benchmarks.many_machines`: one database, one broker, and more and more machines that scan.

Each machine is a network namespace with an address of its own and one scan worker in it; they and two control workers
reach PostgreSQL through PgBouncer. Measured are jobs a second by the number of machines on sites that take 300 ms to
answer; what a job costs the parts in the middle, on sites that cost the workers nothing, also over RabbitMQ and without
events; what the machines cost the middle while there is nothing to do; what one move of a large batch costs by the size
of the fleet; and how much room jobs take and how fast they are forgotten. Writes docs/benchmarks/many-machines.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.many_machines import advances, keeping, page
from benchmarks.many_machines.fleet import MIDDLE, SITES, fleet
from benchmarks.many_machines.measure import Measured, load, measure
from scraper_sky.embedded.children import CHECKOUT
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.report import say
from tests.support import networks, pooler, rabbitmq

FLEETS = (1, 2, 4, 8)
OTHERS = 2  # machines, over RabbitMQ and without events
JOBS_EACH = {SITES: 40, MIDDLE: 300}
MOVING_FLEETS = (2, 20, 200)
FORGOTTEN_JOBS = 200_000
PAGE = CHECKOUT / "docs" / "benchmarks" / "many-machines.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_machines", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1 and 2 machines, fewer jobs; writes to the screen")
    quick = parser.parse_args().quick
    reason = networks.why_none() or ("" if pooler.PROGRAM else "PgBouncer is not installed") or rabbitmq.why_none()
    if reason:
        say(reason)
        return 1
    fleets, share = (FLEETS[:2], 8) if quick else (FLEETS, 1)
    before = load()
    runs = _measure_fleets(fleets, share)
    moves = advances.measure_all(MOVING_FLEETS)
    kept = keeping.measure(FORGOTTEN_JOBS // share)
    written = page.render(before, runs, moves, kept)
    if quick:
        say(written)
    else:
        Path(PAGE).write_text(written)
        say(f"{PAGE.relative_to(CHECKOUT)} is written")
    return 0


def _measure_fleets(fleets: tuple[int, ...], share: int) -> dict[str, list[Measured]]:
    names = DomainMaker()
    runs: dict[str, list[Measured]] = {}

    def note(title: str, measured: Measured) -> None:
        say(f"{title}: {measured.machines} machines, {measured.jobs_a_second:.1f} jobs/s")
        runs.setdefault(title, []).append(measured)

    with fleet(max(fleets), over_rabbitmq=False) as built:
        for kind in (SITES, MIDDLE):
            for machines in fleets:
                note(kind, measure(built, kind, machines, JOBS_EACH[kind] * machines // share, names))
        jobs = JOBS_EACH[MIDDLE] * OTHERS // share
        note(page.QUIET, measure(built, MIDDLE, OTHERS, jobs, names, with_events=False))
    with fleet(OTHERS, over_rabbitmq=True) as built:
        note(page.RABBITMQ, measure(built, MIDDLE, OTHERS, jobs, names))
    return runs


if __name__ == "__main__":
    sys.exit(main())
