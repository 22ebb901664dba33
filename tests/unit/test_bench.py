"""What `scrapersky bench` says, and what processes are said to have used."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from scraper_sky.cli.bench import Measured, name_limit, report
from scraper_sky.embedded.usage import machine_cpu_seconds, usage_by_name, usage_of

QUIET = Measured(
    domains=1000,
    failed=0,
    wall_seconds=50.0,
    cores=4,
    cpu_seconds={"worker-scan": 20.0, "worker-control": 2.0, "postgres": 6.0, "valkey": 2.0, "farm": 3.0},
    machine_cpu_seconds=35.0,
)


@pytest.mark.parametrize(
    ("machine", "parts", "words"),
    [
        (35.0, {}, "waiting: 82% of the machine is idle"),
        (190.0, {"worker-scan": 150.0}, "CPU of this machine, which is used up; the scan worker"),
        (190.0, {}, "other programs: 78%"),
        (190.0, {"farm": 150.0}, "the farm: this machine is busy"),
        (70.0, {"worker-scan": 48.0}, "the scan worker: one process"),
        (70.0, {"worker-control": 48.0}, "the control worker: one process"),
        (70.0, {"farm": 48.0}, "the farm: one process"),
    ],
)
def test_the_limit_is_the_part_that_has_no_room_left(machine: float, parts: dict[str, float], words: str) -> None:
    measured = replace(QUIET, cpu_seconds={**QUIET.cpu_seconds, **parts}, machine_cpu_seconds=machine)

    assert words in name_limit(measured)


def test_domains_an_hour_and_core_leave_the_farm_out() -> None:
    lines = report(QUIET).splitlines()

    assert any("72,000  domains an hour, here" in line for line in lines)
    assert any("120,000  domains an hour and core" in line for line in lines)


def test_domains_without_success_are_told() -> None:
    assert "7 of them without success" in report(replace(QUIET, failed=7))


def test_what_a_child_of_a_child_uses_counts_while_it_runs_and_after_it_has_ended() -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass\n"
    outer = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {spin + "print('spun', flush=True); input()"!r}], stdin=subprocess.PIPE)
input()
child.communicate(b"\\n")
print("ended", flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", outer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        living = usage_of([process.pid])[0]
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        ended = usage_of([process.pid])[0]
        process.stdin.write("\n")
        process.stdin.flush()

    assert living.cpu_seconds >= 0.29
    assert ended.cpu_seconds >= living.cpu_seconds
    assert living.peak_bytes > ended.peak_bytes > 1_000_000


def test_a_process_that_is_gone_has_used_nothing() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    assert usage_by_name({"gone": process.pid})["gone"].cpu_seconds == 0


def test_the_machine_has_used_at_least_what_this_process_has() -> None:
    used = os.times()

    assert machine_cpu_seconds() >= used.user + used.system > 0
