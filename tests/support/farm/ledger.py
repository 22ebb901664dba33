"""What the farm saw: per host and over all, how many requests, how many at once, and how close together."""

from __future__ import annotations

import sys
import time
from array import array
from dataclasses import dataclass, field

PATHS_KEPT = 100


@dataclass(slots=True)
class HostEntry:
    number: int
    requests: int = 0
    in_flight: int = 0
    max_in_flight: int = 0
    connections: int = 0
    max_connections: int = 0
    min_gap_ms: float | None = None
    last_at: float = 0.0
    faulted: int = 0  # requests that were answered with a fault which ends after some requests
    paths: list[str] = field(default_factory=list)


class Ledger:
    """Every start (+ host number) and end (- host number) of a request is noted in one array.

    So the most requests at once can be told afterwards for any set of hosts, not only for those planned for.
    """

    def __init__(self) -> None:
        self.hosts: dict[str, HostEntry] = {}
        self.events = array("i")
        self.requests = self.in_flight = self.max_in_flight = 0
        self.connections = self.max_connections = self.connections_total = 0

    def entry(self, host: str) -> HostEntry:
        found = self.hosts.get(host)
        if found is None:
            found = self.hosts[host] = HostEntry(len(self.hosts) + 1)
        return found

    def open(self) -> None:
        self.connections += 1
        self.connections_total += 1
        self.max_connections = max(self.max_connections, self.connections)

    def close(self, entry: HostEntry | None) -> None:
        self.connections -= 1
        if entry is not None:
            entry.connections -= 1

    def settle(self, entry: HostEntry) -> None:
        """A connection turns out to be for this host."""
        entry.connections += 1
        entry.max_connections = max(entry.max_connections, entry.connections)

    def begin(self, entry: HostEntry, path: str) -> None:
        now = time.monotonic()
        if entry.requests:
            gap = (now - entry.last_at) * 1000
            entry.min_gap_ms = gap if entry.min_gap_ms is None else min(entry.min_gap_ms, gap)
        entry.last_at = now
        entry.requests += 1
        entry.in_flight += 1
        entry.max_in_flight = max(entry.max_in_flight, entry.in_flight)
        if len(entry.paths) < PATHS_KEPT:
            entry.paths.append(sys.intern(path))
        self.requests += 1
        self.in_flight += 1
        self.max_in_flight = max(self.max_in_flight, self.in_flight)
        self.events.append(entry.number)

    def end(self, entry: HostEntry) -> None:
        entry.in_flight -= 1
        self.in_flight -= 1
        self.events.append(-entry.number)

    def reset(self) -> None:
        """Forget the past. Connections that are open and requests that are under way still count, from now on."""
        self.requests = self.connections_total = 0
        self.max_in_flight, self.max_connections = self.in_flight, self.connections
        del self.events[:]
        for entry in self.hosts.values():
            entry.requests = entry.faulted = 0
            entry.max_in_flight, entry.max_connections = entry.in_flight, entry.connections
            entry.min_gap_ms = None
            entry.paths.clear()
            self.events.extend([entry.number] * entry.in_flight)

    def report(self, prefix: str = "", with_hosts: bool = True) -> dict[str, object]:
        """As JSON: totals of the hosts whose name starts with `prefix`, and each such host that was asked."""
        chosen = {host: entry for host, entry in self.hosts.items() if entry.requests and host.startswith(prefix)}
        report: dict[str, object] = {
            "requests": sum(entry.requests for entry in chosen.values()),
            "in_flight": sum(entry.in_flight for entry in chosen.values()),
            "max_in_flight": self._max_in_flight({entry.number for entry in chosen.values()})
            if prefix
            else self.max_in_flight,
            "connections": self.connections,
            "max_connections": self.max_connections,
            "connections_total": self.connections_total,
        }
        if with_hosts:
            report["hosts"] = {host: _as_json(entry) for host, entry in chosen.items()}
        return report

    def _max_in_flight(self, numbers: set[int]) -> int:
        now = most = 0
        for event in self.events:
            if event > 0:
                if event in numbers:
                    now += 1
                    most = max(most, now)
            elif -event in numbers:
                now -= 1
        return most


def _as_json(entry: HostEntry) -> dict[str, object]:
    return {
        "requests": entry.requests,
        "in_flight": entry.in_flight,
        "max_in_flight": entry.max_in_flight,
        "connections": entry.connections,
        "max_connections": entry.max_connections,
        "min_gap_ms": entry.min_gap_ms,
        "paths": entry.paths,
    }
