"""Keeps the laboratory's processes alive as the product's supervisor does, and lets a fault hold one down."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.part import Part
from scraper_sky.embedded.process import Process
from scraper_sky.errors import Unavailable

T = TypeVar("T")
RESTART_SECONDS = 0.5
TICK_SECONDS = 0.05
SERVERS_TURN = 3


@dataclass(slots=True)
class _Kept:
    part: Part
    process: Process | None = None
    due_at: float = 0.0
    is_held: bool = False
    ends: int = 0


class Keeper:
    """A thread that starts every process and starts it again when it dies.

    The kernel ends a child with the thread that started it, so everything is started in this one thread: `do` runs
    a function there and gives back what it gives back.
    """

    def __init__(self, log: LineLog) -> None:
        self._log = log
        self._kept: dict[str, _Kept] = {}
        self._wishes: queue.Queue[Callable[[], None]] = queue.Queue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._thread.start()

    def do(self, work: Callable[[], T], seconds: float = 90.0) -> T:
        done: Future[T] = Future()

        def wish() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        self._wishes.put(wish)
        return done.result(seconds)

    def adopt(self, part: Part, process: Process) -> None:
        self._kept[part.name] = _Kept(part, process)
        self._follow(process)

    def add(self, part: Part) -> None:
        self.do(lambda: self._add(part))

    def remove(self, name: str) -> None:
        """Ends a part for good."""
        self.do(lambda: self._end(self._kept.pop(name)))

    @property
    def names(self) -> list[str]:
        return list(self._kept)

    def pid(self, name: str) -> int | None:
        process = self._kept[name].process
        return None if process is None else process.pid

    def ends_of(self, name: str) -> int:
        """How often this part has died."""
        return self._kept[name].ends

    def kill(self, name: str) -> None:
        """kill -9, and its family with it; it is started again half a second later unless it is held."""
        self.do(lambda: self._kill(name))

    def signal(self, name: str, number: int) -> None:
        process = self._kept[name].process
        if process is not None:
            process.signal(number)

    def hold(self, name: str) -> None:
        """From now on it is not started again."""
        self._kept[name].is_held = True

    def release(self, name: str) -> None:
        self._kept[name].is_held = False

    def stop(self) -> None:
        """Ends everything, last started first. Harmless when it has been done."""
        if not self._stop.is_set():
            self.do(self._end_all, seconds=180)
            self._stop.set()
            self._thread.join(10)

    def _run(self) -> None:
        while not self._stop.is_set():
            with suppress(queue.Empty):
                self._wishes.get(timeout=TICK_SECONDS)()
            for kept in list(self._kept.values()):
                self._look_after(kept)

    def _look_after(self, kept: _Kept) -> None:
        if kept.process is not None:
            if kept.process.has_ended():
                self._log.write("lab", f"{kept.part.name} ended with code {kept.process.code}")
                kept.process = None
                kept.ends += 1
                kept.due_at = monotonic_seconds() + RESTART_SECONDS
        elif not kept.is_held and monotonic_seconds() >= kept.due_at:
            try:
                kept.process = kept.part.spawn()
                self._follow(kept.process)
            except (OSError, Unavailable) as error:
                self._log.write("lab", f"{kept.part.name} cannot be started: {error}")
                kept.due_at = monotonic_seconds() + RESTART_SECONDS

    def _add(self, part: Part) -> None:
        self.adopt(part, part.spawn())

    def _kill(self, name: str) -> None:
        process = self._kept[name].process
        if process is not None:
            process.kill()
            self._look_after(self._kept[name])

    def _end(self, kept: _Kept) -> None:
        if kept.process is not None:
            kept.process.signal(signal.SIGCONT)
            kept.process.stop(kept.part.stop_signal, kept.part.grace_seconds)

    def _end_all(self) -> None:
        for kept in self._kept.values():
            if kept.process is not None and kept.part.stop_turn < SERVERS_TURN:
                kept.process.signal(signal.SIGCONT)
                kept.process.signal(kept.part.stop_signal)
        while self._kept:
            _, kept = self._kept.popitem()
            self._end(kept)

    def _follow(self, process: Process) -> None:
        if process.stdout is not None:
            self._log.follow(process.name, process.stdout)
