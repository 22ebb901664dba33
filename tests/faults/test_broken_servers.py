"""Broker, beat and database that go away or lose what they knew, in the middle of a batch."""

from __future__ import annotations

import signal

from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.faults import QUEUES
from tests.faults.lab.laboratory import BEAT, POSTGRES, VALKEY, Laboratory
from tests.faults.lab.one_batch import OneBatch
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
