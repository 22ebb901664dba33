"""Messages that make no sense, and jobs whose own messages were spoiled: the workers live, and the batches end."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.faults import QUEUES
from tests.faults.lab.freezing import frozen_workers, waiting_messages
from tests.faults.lab.laboratory import CONTROL, Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.faults.lab.poison import malformed, unreadable
from tests.support.waiting import wait_until


def test_messages_that_make_no_sense_are_dropped_and_the_worker_lives(
    lab: Laboratory, names: DomainMaker, tmp_path: Path
) -> None:
    marker = tmp_path / "believed"
    pids = pids_of_workers(lab)
    batch = OneBatch(lab, names.slow(24, 300), max_concurrent=12)
    batch.await_work()

    with lab.valkey() as client:
        for queue in QUEUES:
            client.lpush(queue, *malformed(queue, marker))
        wait_until(lambda: not any(client.llen(queue) for queue in QUEUES), 60, "every message is taken")

    batch.await_end()
    batch.assert_sound()
    assert batch.attempts() == {"ok": 24}
    assert pids_of_workers(lab) == pids
    assert not marker.exists(), "somebody has read a pickle"
    after = OneBatch(lab, names.healthy(24))
    after.await_end()
    after.assert_sound()


def test_what_is_no_message_at_all_stops_no_batch(lab: Laboratory, names: DomainMaker) -> None:
    """It is gone when it has been read; the worker that read it ends and is started again."""
    batch = OneBatch(lab, names.slow(24, 300), max_concurrent=12)
    batch.await_work()

    with lab.valkey() as client:
        for queue in QUEUES:
            client.lpush(queue, *unreadable())

    batch.await_end()
    batch.assert_sound()


def test_jobs_whose_messages_were_spoiled_are_sent_again(lab: Laboratory, names: DomainMaker) -> None:
    with frozen_workers(lab), lab.valkey() as client:
        batch = OneBatch(lab, names.healthy(12))
        kept = waiting_messages(lab, 12)
        client.delete("interactive")
        client.rpush("interactive", *(spoiled(raw, number) for number, raw in enumerate(kept)))

    batch.await_end()
    batch.assert_sound()
    assert batch.attempts() == {"ok": 12}


def spoiled(raw: bytes, number: int) -> bytes:
    """The message with another task, another body, another content type, or half of it gone."""
    message = json.loads(raw)
    if number % 4 == 0:
        message["headers"]["task"] = "scan.nothing"
    elif number % 4 == 1:
        message["body"] = "e10="
    elif number % 4 == 2:
        message["content-type"] = "application/x-python-serialize"
    else:
        message["body"] = message["body"][: len(message["body"]) // 2]
    return json.dumps(message).encode()


def pids_of_workers(lab: Laboratory) -> list[int | None]:
    return [lab.keeper.pid(name) for name in (*lab.workers, CONTROL)]
