"""What the clients saw: every request with its answer, in the order in which the answers came."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Answer:
    """One request and what came of it. `status` 0: no answer came, and nobody knows whether it was done."""

    action: str
    batch_id: UUID | None
    sent_at: float  # seconds since 1970, as all times here
    answered_at: float
    status: int
    body: Any = None

    @property
    def seconds(self) -> float:
        return self.answered_at - self.sent_at


@dataclass(slots=True)
class Order:
    """One submission, with all tries to hand it in. It is the same order each time, under the same key."""

    key: str
    tenant: str
    domains: Sequence[str]
    wanted_id: UUID | None
    max_concurrent: int | None
    tries: list[Answer] = field(default_factory=list)

    @property
    def accepted(self) -> Answer | None:
        return next((answer for answer in self.tries if answer.status == 202), None)

    @property
    def batch_id(self) -> UUID | None:
        return None if self.accepted is None else UUID(self.accepted.body["batch_id"])


@dataclass(frozen=True, slots=True)
class Poll:
    """A batch as a reader saw it."""

    reader: str
    sent_at: float
    answered_at: float
    status: str
    counts: dict[str, int]

    @property
    def done(self) -> int:
        return sum(self.counts[name] for name in ("succeeded", "failed", "skipped", "cancelled"))


class History:
    """Filled by many threads, read by the judge at the end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.orders: list[Order] = []
        self.commands: list[Answer] = []
        self.reads: list[Answer] = []
        self.polls: dict[UUID, list[Poll]] = {}

    def add_order(self, order: Order) -> None:
        with self._lock:
            self.orders.append(order)

    def add_command(self, answer: Answer) -> None:
        with self._lock:
            self.commands.append(answer)

    def add_read(self, answer: Answer, poll: Poll | None = None) -> None:
        with self._lock:
            self.reads.append(Answer(answer.action, answer.batch_id, answer.sent_at, answer.answered_at, answer.status))
            if poll is not None and answer.batch_id is not None:
                self.polls.setdefault(answer.batch_id, []).append(poll)

    def accepted(self) -> list[Order]:
        with self._lock:
            return [order for order in self.orders if order.accepted is not None]

    def commands_on(self, batch_id: UUID) -> list[Answer]:
        with self._lock:
            return [command for command in self.commands if command.batch_id == batch_id]
