"""The counts of a batch are those of its jobs, whatever of them was counted before."""

from __future__ import annotations

import random
from dataclasses import asdict
from uuid import UUID

import pytest
from sqlalchemy import text

from scraper_sky.db import batches, jobs, leases, tallies
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import BatchStatus
from scraper_sky.services import batches as views
from scraper_sky.services import control, figures
from tests.support.fleet import HandFleet
from tests.support.person import count

OUTCOMES = [Outcome.OK, Outcome.OK, Outcome.NXDOMAIN, Outcome.ROBOTS_DISALLOWED, Outcome.READ_TIMEOUT]
TOTAL = 60


@pytest.fixture
def batch_id(fleet: HandFleet, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A batch of 60 jobs that is taken up into its tally in small parts."""
    monkeypatch.setattr(tallies, "MOST_UNCOUNTED", 3)
    monkeypatch.setattr(tallies, "MOST_AT_ONCE", 7)
    monkeypatch.setattr(tallies, "MOST_OPEN", 12)
    return fleet.submit(*[f"site{number}.com" for number in range(TOTAL)]).batch_id


def assert_true(fleet: HandFleet, batch_id: UUID) -> None:
    """What is told of the batch is what its rows say."""
    progress = views.get_progress(fleet.res, fleet.caller.tenant_id, batch_id)
    (line,) = views.list_batches(fleet.res, fleet.caller.tenant_id)
    with unit_of_work(fleet.res.engine) as connection:
        by_outcome = text("SELECT outcome, count(*) FROM jobs WHERE outcome IS NOT NULL GROUP BY outcome")
        assert progress.outcomes == {row[0]: row[1] for row in connection.execute(by_outcome)}
        assert progress.counts == line.counts == jobs.count_by_status(connection, batch_id)


def add(fleet: HandFleet, batch_id: UUID) -> None:
    with unit_of_work(fleet.res.engine) as connection:
        tallies.add(connection, batch_id, tallies.MOST_AT_ONCE)


def up_to(fleet: HandFleet) -> object:
    return fleet.value("SELECT up_to FROM tallies")


@pytest.mark.parametrize("seed", range(4))
def test_counts_stay_true_through_whatever_happens_to_a_batch(fleet: HandFleet, batch_id: UUID, seed: int) -> None:
    dice = random.Random(seed)
    tenant_id = fleet.caller.tenant_id

    for _ in range(60):
        match dice.choice(["work", "work", "work", "work", "pause", "retry", "due"]):
            case "work":
                fleet.advance(batch_id)
                dice.shuffle(fleet.messages)
                for _ in range(min(len(fleet.messages), dice.randrange(12))):
                    lease = fleet.start(fleet.messages.popleft())
                    if lease is not None:
                        fleet.record(lease, dice.choice(OUTCOMES))
            case "pause" if fleet.status(batch_id) == "running":
                control.pause(fleet.res, tenant_id, batch_id, actor="test")
                assert_true(fleet, batch_id)
                control.resume(fleet.res, tenant_id, batch_id, lambda batch: None, actor="test")
            case "retry" if fleet.counts(batch_id).failed:
                control.retry(fleet.res, tenant_id, batch_id, lambda batch: None, actor="test")
            case _:
                fleet.make_due()
        assert_true(fleet, batch_id)
    if fleet.counts(batch_id).open:
        control.cancel(fleet.res, tenant_id, batch_id, actor="test")
    assert_true(fleet, batch_id)


def test_a_large_part_of_a_batch_is_not_counted_again(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.advance(batch_id)
    fleet.work()
    for _ in range(10):
        assert_true(fleet, batch_id)

    with unit_of_work(fleet.res.engine) as connection:
        counted = tallies.count(connection, {batch_id: TOTAL})[batch_id]

    assert counted.counts.succeeded == 36  # all that the window lets out
    assert counted.uncounted <= tallies.MOST_UNCOUNTED


def test_a_batch_that_ended_is_counted_once(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.run_to_end(batch_id)

    with unit_of_work(fleet.res.engine) as connection:
        counted = tallies.count(connection, {batch_id: TOTAL})[batch_id]

    assert (counted.uncounted, counted.counts.succeeded) == (0, TOTAL)


def test_a_tally_may_be_lost(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.run_to_end(batch_id)
    with unit_of_work(fleet.res.engine) as connection:
        tallies.empty(connection, batch_id)

    assert up_to(fleet) == 0
    assert_true(fleet, batch_id)


@pytest.mark.parametrize("moment", ["before it opens jobs", "before it empties the tally", "before it is done"])
def test_what_is_added_while_jobs_are_opened_again_does_not_count(
    fleet: HandFleet, batch_id: UUID, moment: str
) -> None:
    fleet.advance(batch_id)
    fleet.work(Outcome.NXDOMAIN)
    add(fleet, batch_id)

    with unit_of_work(fleet.res.engine) as retrying:
        batches.lock(retrying, batch_id)
        if moment == "before it opens jobs":
            add(fleet, batch_id)
        leases.reopen(retrying, batch_id, 3, job_ids=None, outcomes=None)
        if moment == "before it empties the tally":
            add(fleet, batch_id)
        batches.set_status(retrying, batch_id, BatchStatus.RUNNING)
        if moment == "before it is done":
            add(fleet, batch_id)

    assert up_to(fleet) == 0
    assert_true(fleet, batch_id)


def test_adding_does_not_wait_for_whoever_moves_the_batch(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.advance(batch_id)
    fleet.work()

    with unit_of_work(fleet.res.engine) as moving:
        batches.lock(moving, batch_id)
        add(fleet, batch_id)

    assert up_to(fleet) != 0


def test_a_retry_empties_the_tally(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.run_to_end(batch_id, Outcome.NXDOMAIN)

    control.retry(fleet.res, fleet.caller.tenant_id, batch_id, lambda batch: None, actor="test")

    assert up_to(fleet) == 0
    assert_true(fleet, batch_id)


def test_a_deleted_batch_takes_its_tally_along(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.run_to_end(batch_id)

    control.delete(fleet.res, fleet.caller.tenant_id, batch_id, actor="test")

    assert count(fleet, "tallies") == 0


def test_the_figures_of_all_open_batches_are_those_of_their_rows(fleet: HandFleet, batch_id: UUID) -> None:
    fleet.run_to_end(fleet.submit("ended.com").batch_id)
    other = fleet.submit("one.com", "two.com", "three.com").batch_id
    fleet.advance(batch_id)
    fleet.work()
    fleet.advance(batch_id)
    fleet.advance(other)
    while len(fleet.messages) > 2:
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        fleet.record(lease, Outcome.NXDOMAIN)

    for _ in range(10):  # Each time a tally takes up more.
        shown = figures.measure(fleet.res).jobs
        with unit_of_work(fleet.res.engine) as connection:
            of_each = [asdict(jobs.count_by_status(connection, id_)) for id_ in (batch_id, other)]
        assert shown == {status: sum(counts[status] for counts in of_each) for status in of_each[0]}

    assert fleet.value("SELECT up_to FROM tallies WHERE batch_id = :id", id=batch_id) != 0
    assert sum(shown.values()) == TOTAL + 3
