"""The log of a server: a file in the state folder, and its last words when the server does not start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

BIGGEST_BYTES = 10_000_000

STAMP = re.compile(r"^\d{4}-\S+ \S+ UTC \[\d+\] (?:\w+: +)?|^\d+:\w \d+ \w+ \d{4} \S+ . ")
"""What PostgreSQL and Valkey put before each line: when, which process, how bad."""


class LogFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._start = 0

    def open(self) -> BinaryIO:
        """The file, to be handed to a server about to start. A big one first makes way; one old one is kept."""
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        if self.path.is_file() and self.path.stat().st_size > BIGGEST_BYTES:
            self.path.replace(self.path.with_suffix(".old.log"))
        file = self.path.open("ab")
        self._start = file.tell()
        return file

    def text(self) -> str:
        """What was written since the last `open`."""
        with self.path.open("rb") as file:
            file.seek(self._start)
            return file.read(100_000).decode("utf-8", "replace")

    def last_words(self) -> str:
        """The line that says most about why the server ended: its last error, else its last line."""
        lines = [line.strip() for line in self.text().splitlines() if line.strip()]
        errors = [line for line in lines if "FATAL" in line or "PANIC" in line or "ERROR" in line or "Fatal" in line]
        return STAMP.sub("", (errors or lines or ["it said nothing"])[-1])
