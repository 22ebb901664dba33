"""Broker, beat and database that go away or lose what they knew, in the middle of a batch."""

from __future__ import annotations

import signal
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from tests.faults.lab.client import Client
from tests.faults.lab.conditions import KEYS
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.faults import QUEUES
from tests.faults.lab.history import Order
from tests.faults.lab.laboratory import BEAT, POSTGRES, VALKEY, Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.support import disks
from tests.support.waiting import wait_until

SUBMIT_SECONDS = 5.0


def test_a_batch_ends_though_the_broker_lost_everything_in_a_restart(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(36, 300), max_concurrent=12)
    batch.await_done(5)

    lab.keeper.hold(VALKEY)
    lab.keeper.kill(VALKEY)
    lab.empty_valkey_folder()
    lab.keeper.release(VALKEY)

    batch.await_end()
    batch.assert_sound()


def test_a_batch_ends_though_the_broker_was_flushed(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(36, 300), max_concurrent=12)
    batch.await_done(5)

    with lab.valkey() as client:
        client.flushall()

    batch.await_end()
    batch.assert_sound()


def test_a_batch_that_was_accepted_without_a_broker_runs_when_it_is_back(lab: Laboratory, names: DomainMaker) -> None:
    lab.keeper.hold(VALKEY)
    lab.keeper.kill(VALKEY)

    batch = OneBatch(lab, names.healthy(10))
    lab.keeper.release(VALKEY)

    assert batch.answer.seconds < SUBMIT_SECONDS
    batch.await_end()
    batch.assert_sound()


def test_without_the_sweep_lost_messages_hang_a_batch_and_with_it_they_do_not(
    lab: Laboratory, names: DomainMaker
) -> None:
    """The control: if this batch ended by itself, the other tests here would prove nothing."""
    lab.keeper.hold(BEAT)
    lab.keeper.kill(BEAT)
    with lab.valkey() as client:
        client.delete(*QUEUES)
        for name in lab.workers:
            lab.keeper.signal(name, signal.SIGSTOP)
        batch = OneBatch(lab, names.healthy(10))
        wait_until(lambda: client.llen("interactive") >= 1, 10, "the messages are in the queue")
        client.delete(*QUEUES)
    for name in lab.workers:
        lab.keeper.signal(name, signal.SIGCONT)
    lab.rest(2 * lab.conditions.lease)  # Nothing is waited for here: nothing may happen in that time.

    assert not batch.has_ended()
    lab.keeper.release(BEAT)
    batch.await_end()
    batch.assert_sound()


def test_two_beats_do_no_harm(lab: Laboratory, names: DomainMaker) -> None:
    second = lab.second_beat()
    lab.keeper.add(second)
    batch = OneBatch(lab, names.slow(24, 300), max_concurrent=8)
    batch.await_done(10)

    lab.keeper.kill(BEAT)

    batch.await_end()
    batch.assert_sound()
    assert batch.attempts() == {"ok": 24}


def test_a_batch_ends_though_postgres_was_restarted(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(36, 300), max_concurrent=12)
    batch.await_done(5)

    lab.keeper.signal(POSTGRES, signal.SIGINT)

    batch.await_end()
    batch.assert_sound()


def test_a_batch_ends_though_postgres_was_killed(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(36, 300), max_concurrent=12)
    batch.await_done(5)

    lab.keeper.kill(POSTGRES)

    batch.await_end()
    batch.assert_sound()


def test_a_full_disk_refuses_what_it_cannot_keep_and_all_goes_on_when_there_is_room(
    lab: Laboratory, names: DomainMaker
) -> None:
    if lab.disk is None:
        pytest.skip(disks.why_none())
    batch = OneBatch(lab, names.slow(36, 300), max_concurrent=12)
    batch.await_done(5)
    client, refused, orders = Client(lab.web_port, KEYS["first"]), False, []

    with lab.disk.filled():
        while not refused:
            assert len(orders) < 200, "the disk is not full"
            orders.append(Order(str(uuid4()), "first", names.healthy(400), uuid4(), 1))
            answer = client.submit(orders[-1])
            refused = answer.status == 503
            assert refused or answer.status == 202, answer
            assert answer.seconds < SUBMIT_SECONDS
    lab.await_whole()
    again = client.submit(orders[-1])

    assert again.status == 202
    assert again.seconds < SUBMIT_SECONDS
    assert {order.wanted_id for order in orders} == lab.ask(lambda rows: whole_batches(rows, 400))
    for order in orders:
        assert client.command("cancel", order.wanted_id).status == 200
    batch.await_end()
    batch.assert_sound()


def whole_batches(connection: Connection, jobs: int) -> set[object]:
    """The batches that have so many jobs, by rows and by what they say themselves."""
    statement = text(
        "SELECT batches.id FROM batches JOIN jobs ON batch_id = batches.id GROUP BY batches.id"
        " HAVING count(*) = :jobs AND total = :jobs"
    )
    return set(connection.execute(statement, {"jobs": jobs}).scalars())
