"""What processes have used: CPU time and memory, as Linux counts them under /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """Of a process and its living descendants; what ended ones had used is counted with those that waited for them."""

    user_seconds: float
    system_seconds: float
    peak_bytes: int  # the largest resident memory of each process, added up; what they share counts for each

    @property
    def cpu_seconds(self) -> float:
        return self.user_seconds + self.system_seconds


def usage_of(pids: Iterable[int]) -> list[Usage]:
    """One for each process, in their order. A process that is gone has used nothing."""
    children = _children()
    return [_of_family(pid, children) for pid in pids]


def usage_by_name(pids: Mapping[str, int]) -> dict[str, Usage]:
    return dict(zip(pids, usage_of(pids.values()), strict=True))


def machine_cpu_seconds() -> float:
    """What all programs of this machine have used since it was started (proc(5): all of `cpu` but idle and iowait)."""
    fields = [int(ticks) for ticks in (_PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / _TICKS


def _children() -> Mapping[int, list[int]]:
    """The processes that each process is the parent of."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            children[int(fields[1])].append(int(folder.name))
    return children


def _of_family(pid: int, children: Mapping[int, list[int]]) -> Usage:
    user = system = peak = 0
    waiting = [pid]
    while waiting:
        member = waiting.pop()
        waiting += children.get(member, ())
        if fields := _stat(member):
            user += int(fields[11]) + int(fields[13])  # its own, and that of children it has waited for
            system += int(fields[12]) + int(fields[14])
            peak += _peak_bytes(member)
    return Usage(user / _TICKS, system / _TICKS, peak)


def _stat(pid: int) -> list[str]:
    """proc(5): the fields of /proc/PID/stat from the third, the state, on. The second may hold any character."""
    try:
        return (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _peak_bytes(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "status").read_text(errors="replace").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
