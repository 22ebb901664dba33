"""`python -m tests.faults.lab.massacre --domains 20000`: one large batch while its processes are killed.

Each worker process, the broker and beat are killed with -9 five times, in random order, spread evenly over the jobs
of the batch. Exit code 0 when every job came out once and nothing was counted wrong, else 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from sqlalchemy import Connection, text

from scraper_sky.clock import monotonic_seconds
from tests.faults.lab.conditions import Conditions
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.laboratory import BEAT, CONTROL, VALKEY, Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.faults.lab.report import say

KILLS_EACH = 5
STILL_SECONDS = 120.0


def main() -> int:
    arguments = _arguments()
    seed = random.SystemRandom().randrange(1_000_000) if arguments.seed is None else arguments.seed
    log_file = Path(tempfile.gettempdir()) / f"scrapersky-massacre-{seed}.log"
    log_file.unlink(missing_ok=True)
    say(f"seed {seed}; what the processes say is in {log_file}")
    with Laboratory(Conditions(scan_threads=arguments.threads), log_file) as lab:
        began = monotonic_seconds()
        batch = OneBatch(lab, DomainMaker().healthy(arguments.domains))
        kills = _kill_them(lab, batch, Random(seed))
        seconds = monotonic_seconds() - began
        lines, ok = _judge(lab, batch)
    lines.insert(
        0, f"| ends of each process: five by kill -9, the others by themselves when the broker went | {kills} |"
    )
    lines.insert(1, f"| seconds | {seconds:.0f} ({arguments.domains / seconds:.0f} domains a second) |")
    report = f"### massacre, seed {seed}, {arguments.domains:,} domains\n\n| figure | value |\n|---|---|\n"
    report += "\n".join(lines) + f"\n\n{'Every promise held.' if ok else 'BROKEN.'}\n"
    say("\n" + report)
    if arguments.out:
        with arguments.out.open("a") as file:
            file.write(report + "\n")
    return 0 if ok else 1


def _kill_them(lab: Laboratory, batch: OneBatch, dice: Random) -> str:
    """Kills at random shares of the batch done, until it ends or nothing has moved for two minutes."""
    names = [name for name in (*lab.workers, CONTROL, VALKEY, BEAT) for _ in range(KILLS_EACH)]
    dice.shuffle(names)
    shares = sorted(dice.uniform(0.02, 0.95) for _ in names)
    due = list(zip(shares, names, strict=True))
    done, moved_at = -1, monotonic_seconds()
    while monotonic_seconds() - moved_at < STILL_SECONDS and not batch.has_ended():
        now_done = batch.value("SELECT count(*) FROM jobs WHERE batch_id = :id AND finished_at IS NOT NULL")
        if now_done != done:
            done, moved_at = now_done, monotonic_seconds()
        while due and done >= due[0][0] * len(batch.domains):
            _, name = due.pop(0)
            lab.keeper.kill(name)
            say(f"{done} done: killed {name}")
        lab.rest(0.2)
    return ", ".join(f"{name} {lab.keeper.ends_of(name)}" for name in (*lab.workers, CONTROL, VALKEY, BEAT))


def _judge(lab: Laboratory, batch: OneBatch) -> tuple[list[str], bool]:
    rows = lab.ask(lambda connection: dict(_figures(connection, batch)))
    outcomes = ", ".join(f"{name} {count}" for name, count in batch.outcomes().items())
    attempts = ", ".join(f"{name} {count}" for name, count in batch.attempts().items())
    fault = ""
    try:
        batch.assert_sound()
    except AssertionError as error:
        fault = str(error).splitlines()[0]
    wanted = len(batch.domains)
    ok = not fault and batch.has_ended() and rows["terminal jobs"] == rows["jobs with an outcome"] == wanted
    ok = ok and rows["jobs with findings of two attempts"] == 0 and rows["requests counted twice"] == 0
    lines = [f"| {name} | {count:,} |" for name, count in rows.items()]
    lines += [f"| outcomes | {outcomes} |", f"| attempts | {attempts} |", f"| audit | {fault or 'sound'} |"]
    return lines, ok


def _figures(connection: Connection, batch: OneBatch) -> Iterator[tuple[str, int]]:
    for name, statement in _FIGURES.items():
        yield name, int(connection.execute(text(statement), {"id": batch.id}).scalar_one())


_FIGURES = {
    "terminal jobs": "SELECT count(*) FROM jobs WHERE batch_id = :id AND finished_at IS NOT NULL",
    "jobs with an outcome": "SELECT count(outcome) FROM jobs WHERE batch_id = :id",
    "different domains": "SELECT count(DISTINCT domain) FROM jobs WHERE batch_id = :id",
    "jobs with findings of two attempts": (
        "SELECT count(*) FROM (SELECT job_id FROM pages JOIN jobs ON jobs.id = job_id WHERE batch_id = :id"
        " GROUP BY job_id HAVING count(DISTINCT pages.attempt) > 1) AS twice"
    ),
    "requests counted twice": (
        "SELECT count(*) FROM (SELECT job_id FROM attempts JOIN jobs ON jobs.id = job_id WHERE batch_id = :id"
        " AND attempts.outcome <> 'worker_lost' GROUP BY job_id HAVING count(*) > 1) AS twice"
    ),
    "attempts that were lost with their worker": (
        "SELECT count(*) FROM attempts JOIN jobs ON jobs.id = job_id WHERE batch_id = :id"
        " AND attempts.outcome = 'worker_lost'"
    ),
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.lab.massacre", description=__doc__)
    parser.add_argument("--domains", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=16, help="of each of the two scan workers")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--out", type=Path, help="a file to which the report is added")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
