"""The one log of a system in the foreground: `HH:MM:SS name     | line`, whoever of its processes spoke."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import IO, TextIO

from scraper_sky.clock import utc_now
from scraper_sky.logs import escape

WIDTH = 14
LONGEST = 2000
COLOURS = ("36", "33", "32", "35", "34", "96", "93", "92", "95", "94")


class LineLog:
    """Writes whole lines to `stream`, from any thread. A terminal that has gone away is no error."""

    def __init__(self, stream: TextIO, *, colour: bool | None = None) -> None:
        self._stream = stream
        self._colour = stream.isatty() if colour is None else colour
        self._lock = threading.Lock()
        self._names: list[str] = []
        self._threads: list[threading.Thread] = []

    def write(self, name: str, line: str) -> None:
        """One line in the name of one process; control characters are written out, an over-long line is cut."""
        text = escape(line)
        if len(text) > LONGEST:
            text = f"{text[:LONGEST]}… ({len(text) - LONGEST} more characters)"
        moment = utc_now().astimezone().strftime("%H:%M:%S")
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(f"{moment} {self._label(name)} | {text}\n")
            self._stream.flush()

    def follow(self, name: str, source: IO[bytes]) -> None:
        """Writes what comes out of `source`, line by line, from a thread of its own until the source ends."""
        thread = threading.Thread(target=self._copy, args=(name, source), name=f"log of {name}", daemon=True)
        self._threads = [thread, *(other for other in self._threads if other.is_alive())]
        thread.start()

    def drain(self, seconds: float = 1.0) -> None:
        """Waits until the last words of processes that have ended are written; at most `seconds` for each."""
        while self._threads:
            self._threads.pop().join(seconds)

    def _copy(self, name: str, source: IO[bytes]) -> None:
        with source:
            # A limit, so that a process that never ends its line cannot fill the memory of this one.
            while line := source.readline(LONGEST * 8):
                if text := line.decode("utf-8", "replace").rstrip():
                    self.write(name, text)

    def _label(self, name: str) -> str:
        label = f"{name:<{WIDTH}}"
        if not self._colour:
            return label
        if name not in self._names:
            self._names.append(name)
        return f"\x1b[{COLOURS[self._names.index(name) % len(COLOURS)]}m{label}\x1b[0m"
