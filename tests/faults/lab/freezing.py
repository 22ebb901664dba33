"""Scan workers that do nothing for a while, so that messages lie in the queue for a test to change."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from tests.faults.lab.laboratory import Laboratory
from tests.support.waiting import wait_until

SEEN = "UPDATE processes SET seen_at = now() + interval '20 s' WHERE kind = 'worker'"


@contextmanager
def frozen_workers(lab: Laboratory) -> Iterator[None]:
    """Inside the block no scan worker does anything, and nobody notices that: jobs are sent to them as ever."""
    for name in lab.workers:
        lab.keeper.signal(name, signal.SIGSTOP)
    lab.ask(lambda connection: connection.execute(text(SEEN)))
    try:
        yield
    finally:
        for name in lab.workers:
            lab.keeper.signal(name, signal.SIGCONT)


def waiting_messages(lab: Laboratory, jobs: int) -> list[bytes]:
    """The messages of a small batch of so many jobs, when they are all in the queue."""
    with lab.valkey() as client:
        # A frozen worker may have one message on its way to it.
        wait_until(lambda: client.llen("interactive") >= jobs - len(lab.workers), 20, "the messages are in the queue")
        messages: list[bytes] = client.lrange("interactive", 0, -1)
        return messages
