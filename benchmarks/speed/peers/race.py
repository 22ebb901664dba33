"""What every peer is told, how it reaches the farm, and how it says where it is.

A peer reads the first list, says `ready` and waits; reads the second, says `done` and waits. While it waits, the
benchmark reads what it has used from outside, with the same ruler for everyone.
"""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from benchmarks.speed.peers.rules import Facts

LOOPBACK = "127.0.0.1"
ZONES = (".test",)


@dataclass(frozen=True, slots=True)
class Race:
    warm_up: list[str]
    measured: list[str]
    at_once: int
    ca_file: str
    out: TextIO

    def pause(self, word: str) -> None:
        """Says where the peer is, and waits until it may go on."""
        self.out.flush()
        sys.stdout.write(word + "\n")
        sys.stdout.flush()
        sys.stdin.readline()

    def write(self, url: str, facts: Facts) -> None:
        """One JSON line, as the peer's result."""
        self.out.write(facts.as_json(url) + "\n")


def enter() -> Race:
    """The race that the command line names. From here on names below .test are this machine."""
    order = json.loads(Path(sys.argv[1]).read_text())
    _stay_at_home()
    out = Path(order["out"]).open("a", encoding="utf-8", buffering=64 * 1024)  # noqa: SIM115  (as long as the peer)
    return Race(order["warm_up"], order["measured"], order["at_once"], order["ca_file"], out)


def _stay_at_home() -> None:
    ask, ask_name = socket.getaddrinfo, socket.gethostbyname

    def is_ours(host: Any) -> bool:
        return isinstance(host, str) and host.endswith(ZONES)

    def getaddrinfo(host: Any, *others: Any, **named: Any) -> Any:
        return ask(LOOPBACK if is_ours(host) else host, *others, **named)

    def gethostbyname(host: str) -> str:
        return LOOPBACK if is_ours(host) else ask_name(host)

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = gethostbyname
