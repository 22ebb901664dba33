"""What processes have in memory now, as Linux counts it in /proc/PID/smaps_rollup (proc(5))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of some processes and their descendants, added up."""

    resident: int = 0
    proportional: int = 0  # what processes share is divided among them
    processes: int = 0
    threads: int = 0

    def __add__(self, other: Memory) -> Memory:
        return Memory(
            self.resident + other.resident,
            self.proportional + other.proportional,
            self.processes + other.processes,
            self.threads + other.threads,
        )


def memory_of(pids: Iterable[int]) -> Memory:
    """A process that is gone has nothing."""
    total = Memory()
    waiting = list(pids)
    while waiting:
        folder = _PROC / str(waiting.pop())
        try:
            figures = dict(line.split(":", 1) for line in (folder / "smaps_rollup").read_text().splitlines()[1:])
            tasks = [task.name for task in (folder / "task").iterdir()]
            waiting += [int(pid) for task in tasks for pid in (folder / "task" / task / "children").read_text().split()]
        except OSError:
            continue
        total += Memory(_bytes(figures["Rss"]), _bytes(figures["Pss"]), 1, len(tasks))
    return total


def _bytes(text: str) -> int:
    """Of `  1234 kB`."""
    return int(text.split()[0]) * 1024
