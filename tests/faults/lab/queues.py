"""Looks into the broker's queues a few times a second: does the message of any job lie there more than once?"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import redis

from tests.faults.lab.laboratory import Laboratory

SCAN_QUEUES = ("scan", "interactive")
LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Copies:
    """A job that had several messages when it was first seen so."""

    at: float  # seconds since 1970
    job_id: int
    says: str


class QueueWatch:
    """Inside the `with` block a thread looks. A broker that does not answer is asked again."""

    def __init__(self, lab: Laboratory) -> None:
        self._lab = lab
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look_often, name="queue-watch", daemon=True)
        self.seen: dict[int, Copies] = {}
        self.looks = 0

    def __enter__(self) -> QueueWatch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(30)

    def _look_often(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            with suppress(redis.RedisError), self._lab.valkey() as client:
                self._look(client)

    def _look(self, client: redis.Redis) -> None:
        """All of it as of one moment."""
        with client.pipeline(transaction=True) as asked:
            for queue in SCAN_QUEUES:
                asked.lrange(queue, 0, -1)
            lists = asked.execute()
        at = time.time()
        waiting = [job for raw in lists for job in _jobs(raw)]
        for (job_id, _), count in Counter(waiting).items():
            if count > 1:
                self.seen.setdefault(job_id, Copies(at, job_id, f"one message lies there {count} times"))
        for job_id, count in Counter(job_id for job_id, _ in waiting).items():
            if count > 1:
                self.seen.setdefault(job_id, Copies(at, job_id, f"{count} messages wait"))
        self.looks += 1


def _jobs(messages: Iterable[bytes]) -> Iterable[tuple[int, str]]:
    """(job, token) of each message that asks for a scan."""
    for raw in messages:
        message: dict[str, Any] = json.loads(raw)
        if message["headers"].get("task") == "scan.domain":
            (job_id, token), *_ = json.loads(base64.b64decode(message["body"]))
            yield job_id, token
