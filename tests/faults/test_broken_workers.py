"""Workers that die, freeze or are cut off in the middle of a batch, and messages that come twice or late."""

from __future__ import annotations

import signal

from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.freezing import frozen_workers, waiting_messages
from tests.faults.lab.laboratory import CONTROL, Laboratory
from tests.faults.lab.one_batch import HEALED_SECONDS, OneBatch
from tests.support.waiting import wait_until

VOID = "the lease was lost; the result is void"


def test_a_batch_ends_though_a_worker_was_killed_in_the_middle_of_it(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(30, 400))
    batch.await_work(lab.workers[0])

    lab.keeper.kill(lab.workers[0])

    batch.await_end()
    batch.assert_sound()
    assert batch.attempts()["worker_lost"] >= 1, "the kill hit nobody at work"


def test_a_worker_that_wakes_after_its_lease_changes_nothing(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(16, 700))
    batch.await_work(lab.workers[0])

    lab.keeper.signal(lab.workers[0], signal.SIGSTOP)
    batch.await_end()
    before = batch.ledger()
    lab.keeper.signal(lab.workers[0], signal.SIGCONT)
    wait_until(lambda: VOID in lab.log_file.read_text(), HEALED_SECONDS, "the late worker finds its leases lost")

    batch.assert_sound()
    assert batch.ledger() == before
    assert batch.attempts()["worker_lost"] >= 1


def test_a_worker_that_is_cut_off_loses_its_jobs_and_changes_nothing_afterwards(
    lab: Laboratory, names: DomainMaker
) -> None:
    batch = OneBatch(lab, names.slow(16, 700))
    batch.await_work(lab.workers[-1])

    for relay in lab.relays:
        relay.cut()
    batch.await_end()
    before = batch.ledger()
    for relay in lab.relays:
        relay.mend()
    lab.await_whole()

    batch.assert_sound()
    assert batch.ledger() == before


def test_a_batch_ends_though_the_control_worker_was_killed(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(30, 300), max_concurrent=12)
    batch.await_work()

    lab.keeper.kill(CONTROL)

    batch.await_end()
    batch.assert_sound()


def test_a_message_that_comes_three_times_counts_once(lab: Laboratory, names: DomainMaker) -> None:
    with frozen_workers(lab), lab.valkey() as client:
        batch = OneBatch(lab, names.slow(12, 700))
        messages = waiting_messages(lab, 12)
        client.lpush("interactive", *messages)
    batch.await_work(jobs=6)
    with lab.valkey() as client:
        client.lpush("interactive", *messages)

    batch.await_end()
    batch.assert_sound()
    assert batch.attempts() == {"ok": 12}


def test_no_job_fails_because_a_worker_is_replaced_in_order(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.slow(32, 300))
    batch.await_work(lab.workers[0])

    lab.keeper.signal(lab.workers[0], signal.SIGTERM)

    batch.await_end()
    batch.assert_sound()
    assert batch.attempts() == {"ok": 32}, "work that was under way was thrown away"
