"""What the supervisor decides: when it starts again, in which order it ends, and how its log reads."""

from __future__ import annotations

import io
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scraper_sky.embedded.lines import LONGEST, LineLog
from scraper_sky.embedded.process import CLEAN_ENVIRONMENT, Process
from scraper_sky.embedded.supervisor import Child, Supervisor
from tests.support.waiting import wait_until


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Part:
    """A part whose process ends at once, and which can be made impossible to start."""

    name: str = "part"
    stop_turn: int = 1
    stop_signal: int = signal.SIGTERM
    grace_seconds: float = 5.0
    starts: int = 0
    fails: bool = False
    code: str = "raise SystemExit(3)"
    pids: list[int] = field(default_factory=list)

    def spawn(self) -> Process:
        self.starts += 1
        if self.fails:
            raise OSError("no more processes")
        process = Process.spawn(self.name, [sys.executable, "-I", "-c", self.code], env=CLEAN_ENVIRONMENT)
        self.pids.append(process.pid)
        return process


def python(name: str, code: str, **more: object) -> Child:
    return Child(name, (sys.executable, "-u", "-I", "-c", code), CLEAN_ENVIRONMENT, **more)  # type: ignore[arg-type]


def make(clock: Clock | None = None) -> tuple[Supervisor, io.StringIO, list[Mapping[str, int]]]:
    stream = io.StringIO()
    changes: list[Mapping[str, int]] = []
    supervisor = Supervisor(LineLog(stream), on_change=changes.append, now=clock or Clock())
    return supervisor, stream, changes


def test_a_part_that_keeps_dying_is_started_again_after_twice_as_long_each_time() -> None:
    clock = Clock()
    supervisor, stream, _ = make(clock)
    part = Part()
    supervisor.start(part)
    wait_until(lambda: supervisor.tick() or supervisor.ends_of("part") == 1, 5, "the part ends")
    part.fails = True

    for seconds in (0.5, 1, 2, 4, 8, 15, 15):
        supervisor.tick()
        starts = part.starts
        clock.seconds += seconds - 0.01
        supervisor.tick()
        assert part.starts == starts, f"started before {seconds} s were over"
        clock.seconds += 0.02
        supervisor.tick()
        assert part.starts == starts + 1, f"not started after {seconds} s"

    lines = stream.getvalue().splitlines()
    assert lines[0].endswith("| part ended with code 3; starting it again in 0.5 s")
    assert lines[1].endswith("| part cannot be started (no more processes); starting it again in 1 s")
    assert lines[-1].endswith("starting it again in 15 s")


def test_half_a_minute_of_health_forgives_what_was_before() -> None:
    clock = Clock()
    supervisor, stream, _ = make(clock)
    part = Part()
    supervisor.start(part)
    wait_until(lambda: supervisor.tick() or supervisor.ends_of("part") == 1, 5, "the part ends")
    part.code = "import time; time.sleep(600)"
    clock.seconds += 1
    supervisor.tick()
    clock.seconds += 31
    supervisor.tick()

    Process.kill(_process_of(supervisor, "part"))
    supervisor.tick()

    assert stream.getvalue().splitlines()[-1].endswith("part ended with code -9; starting it again in 0.5 s")
    supervisor.stop()


def test_the_pids_are_told_whenever_they_change() -> None:
    clock = Clock()
    supervisor, _, changes = make(clock)
    part = Part(code="import time; time.sleep(600)")
    supervisor.start(part)
    _process_of(supervisor, "part").kill()
    supervisor.tick()
    clock.seconds += 1
    supervisor.tick()
    supervisor.stop()

    assert changes == [{"part": part.pids[0]}, {"part": part.pids[1]}, {}]


def test_parts_are_ended_turn_by_turn() -> None:
    supervisor, stream, _ = make()
    bye = "lambda *_: sys.exit(print('bye', time.monotonic_ns()))"
    code = f"import signal, sys, time; signal.signal(15, {bye}); print('hello'); signal.pause()"
    for name, turn in (("third", 3), ("first", 1), ("second", 2)):
        supervisor.start(python(name, code, stop_turn=turn))
    wait_until(lambda: stream.getvalue().count("hello") == 3, 10, "all parts have begun")

    supervisor.stop()

    ends = re.findall(r"(\w+) +\| bye (\d+)", stream.getvalue())
    assert [name for name, _ in sorted(ends, key=lambda end: int(end[1]))] == ["first", "second", "third"]
    assert supervisor.pids() == {}


def test_a_part_that_will_not_end_is_killed_and_it_is_said() -> None:
    stream = io.StringIO()
    supervisor = Supervisor(LineLog(stream))
    code = "import signal; signal.signal(15, signal.SIG_IGN); print('ready'); signal.pause()"
    supervisor.start(python("deaf", code, grace_seconds=0.2))
    wait_until(lambda: "ready" in stream.getvalue(), 10, "the part has begun")
    process = _process_of(supervisor, "deaf")

    supervisor.stop()

    assert process.code == -signal.SIGKILL
    assert "deaf did not end within 0 s and was killed" in stream.getvalue()


def test_the_family_of_a_part_ends_with_it() -> None:
    stream = io.StringIO()
    supervisor = Supervisor(LineLog(stream))
    code = "import subprocess; print('child', subprocess.Popen(['/bin/sleep', '600']).pid)"
    supervisor.start(python("parent", code))
    pid = wait_until(lambda: re.search(r"child (\d+)", stream.getvalue()), 10, "the child has begun")[1]
    wait_until(lambda: supervisor.tick() or supervisor.ends_of("parent"), 5, "the parent has ended")

    wait_until(lambda: not _is_alive(int(pid)), 5, "the child has ended with its parent")
    supervisor.stop()


def test_a_line_of_the_log_says_when_who_and_what() -> None:
    stream = io.StringIO()
    log = LineLog(stream)

    log.write("web", "ready")

    assert re.fullmatch(r"\d\d:\d\d:\d\d web            \| ready\n", stream.getvalue())


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("two\nlines", r"two\nlines"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("Grüße", "Grüße"),
        ("x" * (LONGEST + 5), "x" * LONGEST + "… (5 more characters)"),
    ],
)
def test_a_line_stays_one_line_of_bearable_length(said: str, written: str) -> None:
    stream = io.StringIO()

    LineLog(stream).write("web", said)

    assert stream.getvalue().split(" | ", 1)[1] == written + "\n"


def test_a_terminal_gets_colours_and_each_name_its_own() -> None:
    stream = io.StringIO()
    log = LineLog(stream, colour=True)

    for name in ("web", "beat", "web"):
        log.write(name, "x")

    colours = re.findall(r"\x1b\[(\d+)m(\w+)", stream.getvalue())
    assert colours[0] == colours[2] != colours[1]


def test_a_terminal_that_is_gone_does_not_matter() -> None:
    stream = io.StringIO()
    stream.close()

    LineLog(stream, colour=False).write("web", "unheard")


def _process_of(supervisor: Supervisor, name: str) -> Process:
    process = supervisor._kept[name].process
    assert process is not None
    return process


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
