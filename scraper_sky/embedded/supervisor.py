"""Keeps the processes of a system alive, and ends them in order.

A process that dies is started again: after 0.5 s, then after twice as long each time up to 15 s; half a minute of
health makes it 0.5 s again. Everything happens in the thread that calls `tick` or `run`, which must be one that lives
to the end (see process.launched).
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.part import Part
from scraper_sky.embedded.process import Process
from scraper_sky.errors import Unavailable

FIRST_DELAY = 0.5
LONGEST_DELAY = 15.0
HEALTHY_SECONDS = 30.0
TICK_SECONDS = 0.1
HURRIED_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Child:
    """A `Part` (see part.py) that is a command line."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    stop_turn: int = 1
    stop_signal: int = signal.SIGTERM
    grace_seconds: float = 10.0

    def spawn(self) -> Process:
        return Process.spawn(self.name, self.argv, env=self.env)


@dataclass(slots=True)
class _Kept:
    """A part, the process that runs it now if one does, and when it is next started if none does."""

    part: Part
    process: Process | None
    started_at: float
    delay: float = FIRST_DELAY
    due_at: float = 0.0
    ends: int = 0


class Supervisor:
    def __init__(
        self,
        log: LineLog,
        *,
        on_change: Callable[[Mapping[str, int]], None] = lambda pids: None,
        stops_asked: Callable[[], int] = lambda: 0,
        now: Callable[[], float] = monotonic_seconds,
    ) -> None:
        """`on_change` hears the pids by name whenever they change; `stops_asked` counts the wishes to stop."""
        self._log = log
        self._on_change = on_change
        self._now = now
        self._kept: dict[str, _Kept] = {}
        self._stops_asked = stops_asked

    def adopt(self, part: Part, process: Process) -> None:
        """Takes over a part that already runs."""
        self._kept[part.name] = _Kept(part, process, self._now())
        self._follow(process)
        self._on_change(self.pids())

    def start(self, part: Part) -> None:
        self.adopt(part, part.spawn())

    def pids(self) -> dict[str, int]:
        return {name: kept.process.pid for name, kept in self._kept.items() if kept.process is not None}

    def ends_of(self, name: str) -> int:
        """How often this part has died since it was first started."""
        return self._kept[name].ends

    def tick(self) -> None:
        """Notices what has died and starts what is due. Call it several times a second."""
        for kept in self._kept.values():
            if kept.process is None:
                if self._now() >= kept.due_at:
                    self._start_again(kept)
            elif kept.process.has_ended():
                self._note_end(kept, f"ended with code {kept.process.code}")
            elif self._now() - kept.started_at >= HEALTHY_SECONDS:
                kept.delay = FIRST_DELAY

    def run(self) -> None:
        """Keeps everything alive until a stop is asked for, and then stops; a second time cuts the waiting short."""
        while not self._stops_asked():
            self.tick()
            time.sleep(TICK_SECONDS)
        self._say("stopping; press Ctrl-C again to stop at once")
        self.stop()

    def stop(self) -> None:
        """Ends every part, turn by turn. No process of any part is left when this returns."""
        running = [kept for kept in self._kept.values() if kept.process is not None]
        running.sort(key=lambda kept: kept.part.stop_turn)
        for _, turn in groupby(running, key=lambda kept: kept.part.stop_turn):
            self._stop_together(list(turn))
        self._kept.clear()
        self._log.drain()
        self._on_change({})

    def _stop_together(self, turn: list[_Kept]) -> None:
        for kept in turn:
            if kept.process is not None:
                kept.process.signal(kept.part.stop_signal)
        asked_at = self._now()
        for kept in turn:
            if kept.process is not None:
                self._await_end(kept.part, kept.process, asked_at)

    def _await_end(self, part: Part, process: Process, asked_at: float) -> None:
        while not process.wait(0.05):
            waited = self._now() - asked_at
            if waited > part.grace_seconds or (self._stops_asked() > 1 and waited > HURRIED_SECONDS):
                process.kill()
                self._say(f"{part.name} did not end within {waited:.0f} s and was killed")

    def _start_again(self, kept: _Kept) -> None:
        try:
            kept.process = kept.part.spawn()
        except (OSError, Unavailable) as error:
            self._note_end(kept, f"cannot be started ({error})")
            return
        kept.started_at = self._now()
        self._follow(kept.process)
        self._on_change(self.pids())

    def _note_end(self, kept: _Kept, what: str) -> None:
        self._say(f"{kept.part.name} {what}; starting it again in {kept.delay:g} s")
        kept.process = None
        kept.ends += 1
        kept.due_at = self._now() + kept.delay
        kept.delay = min(kept.delay * 2, LONGEST_DELAY)

    def _follow(self, process: Process) -> None:
        if process.stdout is not None:
            self._log.follow(process.name, process.stdout)

    def _say(self, line: str) -> None:
        self._log.write("scrapersky", line)
