"""What a running system uses, looked at from outside: the memory of its parts, and how long it takes to answer."""

from __future__ import annotations

import http.client
import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.state import PIDS_FILE
from scraper_sky.embedded.usage import usage_of

PARTS = ("web", "worker-scan", "worker-control", "beat", "postgres", "valkey")
LOOK_SECONDS = 1.0
IDLE_SECONDS = 1.0
API = "/api/v3/batch_page_scraper"


@dataclass(frozen=True, slots=True)
class Sample:
    seconds: float  # since the beginning
    bytes_of: Mapping[str, int]  # part -> proportional set size: what processes share counts once


class MemoryWatch:
    """Samples the parts once a second, in a thread of its own, until it is left."""

    def __init__(self, state_dir: Path) -> None:
        self._state_dir = state_dir
        self._began = monotonic_seconds()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.samples: list[Sample] = []
        self.marks: list[tuple[float, str]] = []

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def mark(self, name: str) -> None:
        """From here on the system does this."""
        self.marks.append((monotonic_seconds() - self._began, name))

    def most(self, part: str, since: float = 0.0) -> int:
        return max((sample.bytes_of[part] for sample in self.samples if sample.seconds >= since), default=0)

    def _run(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            children = _children()
            pids = pids_of(self._state_dir)
            seconds = monotonic_seconds() - self._began
            bytes_of = {part: _family_bytes(pids[part], children) if part in pids else 0 for part in PARTS}
            self.samples.append(Sample(seconds, bytes_of))


@dataclass(slots=True)
class Answers:
    """How long each kind of question took to be answered, in seconds."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def percentile(self, question: str, share: float) -> float:
        asked = sorted(self.seconds[question])
        return asked[min(len(asked) - 1, int(share * len(asked)))] if asked else 0.0


class Client:
    """One kept connection to the API."""

    def __init__(self, public_url: str, key: str) -> None:
        parts = urlsplit(public_url)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=600)
        self._headers = {"Authorization": f"Bearer {key}"}
        self._used_at = 0.0

    def ask(self, method: str, path: str, body: Iterable[bytes] | None = None, kind: str = "") -> Any:
        """The JSON answer. A body goes out in parts, without a stated length."""
        headers = self._headers | ({"Content-Type": kind} if kind else {})
        self._reconnect_if_idle()
        self._connection.request(method, API + path, body, headers, encode_chunked=body is not None)
        reply = self._connection.getresponse()
        data = reply.read()
        self._used_at = monotonic_seconds()
        if reply.status >= 300:
            raise RuntimeError(f"{method} {path}: {reply.status} {data[:500]!r}")
        return json.loads(data)

    def _reconnect_if_idle(self) -> None:
        """The web server closes a connection on which nothing was said for two seconds."""
        if monotonic_seconds() - self._used_at > IDLE_SECONDS:
            self._connection.close()

    def download(self, path: str) -> tuple[float, int, int]:
        """Seconds to the first byte, bytes, lines."""
        self._reconnect_if_idle()
        began, size, lines, first = monotonic_seconds(), 0, 0, 0.0
        self._connection.request("GET", API + path, headers=self._headers)
        reply = self._connection.getresponse()
        while portion := reply.read(256 * 1024):
            first = first or monotonic_seconds() - began
            size += len(portion)
            lines += portion.count(b"\n")
        self._used_at = monotonic_seconds()
        return first, size, lines


class Questions:
    """Asks again and again how a batch stands and for pages of its jobs, until it is left."""

    def __init__(self, client: Client, batch_id: str, pause_seconds: float = 0.25) -> None:
        self._client, self._batch_id, self._pause = client, batch_id, pause_seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.answers = Answers()
        self.faults: list[str] = []

    def __enter__(self) -> Questions:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        base = f"/batch/{self._batch_id}"
        cursor: str | None = None
        while not self._ended.wait(self._pause):
            try:
                state = self._timed("status", f"{base}/status")
                page = self._timed("jobs", f"{base}/jobs" + (f"?cursor={cursor}" if cursor else ""))
                self._timed("jobs that failed", f"{base}/jobs?status=failed")
                self._timed("batches", "/batch")
            except (OSError, RuntimeError, http.client.HTTPException) as fault:
                self.faults.append(str(fault))
                continue
            cursor = page["next_cursor"]
            if sum(state["counts"].values()) != state["total_domains"] or min(state["counts"].values()) < 0:
                self.faults.append(f"the counts do not add up: {state['counts']}")

    def _timed(self, question: str, path: str) -> Any:
        began = monotonic_seconds()
        answer = self._client.ask("GET", path)
        self.answers.seconds[question].append(monotonic_seconds() - began)
        return answer


def pids_of(state_dir: Path) -> dict[str, int]:
    return {name: int(pid) for name, pid in json.loads((state_dir / PIDS_FILE).read_text()).items()}


def cpu_seconds(state_dir: Path) -> dict[str, float]:
    """What each part has used since it was started."""
    pids = {part: pid for part, pid in pids_of(state_dir).items() if part in PARTS}
    return {part: used.cpu_seconds for part, used in zip(pids, usage_of(pids.values()), strict=True)}


def _children() -> Mapping[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            for line in _lines(folder / "status"):
                if line.startswith("PPid:"):
                    children[int(line.split()[1])].append(int(folder.name))
    return children


def _family_bytes(pid: int, children: Mapping[int, list[int]]) -> int:
    return sum(_own_bytes(member) for member in _family(pid, children))


def _family(pid: int, children: Mapping[int, list[int]]) -> Iterator[int]:
    yield pid
    for child in children.get(pid, ()):
        yield from _family(child, children)


def _own_bytes(pid: int) -> int:
    lines = _lines(Path(f"/proc/{pid}/smaps_rollup"))
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(errors="replace").splitlines()
    except OSError:
        return []
