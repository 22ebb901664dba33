"""`python -m tests.faults.lab`: random faults for some minutes. Exit code 0 when every promise held, else 1."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.lab.conditions import Conditions
from tests.faults.lab.fault import FAULTS
from tests.faults.lab.report import say, write_report
from tests.faults.lab.run import Run
from tests.support import disks

DISK_MEGABYTES = 3000  # the most that PostgreSQL keeps of its log, twice over, and room for the rows


def main() -> int:
    arguments = _arguments()
    seed = random.SystemRandom().randrange(1_000_000) if arguments.seed is None else arguments.seed
    folder = Path(tempfile.gettempdir())
    log_file = arguments.log or folder / f"scrapersky-lab-{seed}.log"
    log_file.unlink(missing_ok=True)
    say(f"seed {seed}; what the processes say is in {log_file}")
    why_no_disk = disks.why_none()
    if why_no_disk:
        say(f"no disk-full: {why_no_disk}")
    conditions = Conditions(with_sweep=not arguments.without_sweep, disk_megabytes=0 if why_no_disk else DISK_MEGABYTES)
    run = Run(seed, arguments.minutes, conditions, log_file, say=say)
    result = run.run(arguments.only)
    report = write_report(result)
    say("\n" + report)
    if arguments.out:
        with arguments.out.open("a") as file:
            file.write(report + "\n")
    return 0 if result.ok else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.lab", description=__doc__)
    parser.add_argument("--seed", type=int, help="of the dice; random when left out, and printed")
    parser.add_argument("--minutes", type=float, default=10.0, help="for how long faults are injected")
    parser.add_argument("--only", nargs="+", choices=list(FAULTS), metavar="FAULT", help=", ".join(FAULTS))
    parser.add_argument("--without-sweep", action="store_true", help="the control: beat is not started")
    parser.add_argument("--out", type=Path, help="a file to which the report is added")
    parser.add_argument("--log", type=Path, help="where the processes' words go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
