"""Of one batch, what is tried again goes out before what is new, and what is new does not wait for it either."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from scraper_sky.db import leases
from scraper_sky.db.leases import Dispatch
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from tests.support.fleet import HandFleet

FRESH = [f"site{number}.com" for number in range(40)]


def send(fleet: HandFleet, batch_id: UUID, limit: int) -> list[Dispatch]:
    with unit_of_work(fleet.res.engine) as connection:
        return leases.take_due(connection, batch_id, limit, 60)


def take(fleet: HandFleet, batch_id: UUID, limit: int) -> set[str]:
    return {message.domain for message in send(fleet, batch_id, limit)}


def begin(fleet: HandFleet, batch_id: UUID, limit: int, outcome: Outcome) -> set[str]:
    """Takes so many jobs and ends their first attempt; gives back their domains."""
    taken = send(fleet, batch_id, limit)
    for message in taken:
        lease = fleet.start(message)
        assert lease is not None
        fleet.record(lease, outcome)
    return {message.domain for message in taken}


def end_the_wait(fleet: HandFleet) -> None:
    """What was begun is due from now on; the fresh jobs have been for longer."""
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("UPDATE jobs SET not_before = now() WHERE status = 'pending' AND attempt > 0"))


def test_a_retry_that_is_due_goes_out_before_fresh_jobs(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*FRESH).batch_id
    tried = begin(fleet, batch_id, 3, Outcome.READ_TIMEOUT)
    end_the_wait(fleet)

    assert take(fleet, batch_id, 6) >= tried
    assert take(fleet, batch_id, 100) == set(FRESH) - tried - {"site3.com", "site4.com", "site5.com"}


def test_a_retry_is_not_sent_before_its_time(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*FRESH).batch_id
    (message,) = send(fleet, batch_id, 1)
    lease = fleet.start(message)
    assert lease is not None
    fleet.wait(lease)

    assert take(fleet, batch_id, 100) == set(FRESH) - {"site0.com"}


def test_an_attempt_that_waited_goes_on_before_fresh_jobs(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*FRESH).batch_id
    (message,) = send(fleet, batch_id, 1)
    lease = fleet.start(message)
    assert lease is not None
    fleet.wait(lease)
    end_the_wait(fleet)

    assert take(fleet, batch_id, 1) == {"site0.com"}


def test_fresh_jobs_get_half_while_many_are_tried_again(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*FRESH).batch_id
    tried = begin(fleet, batch_id, 20, Outcome.READ_TIMEOUT)
    end_the_wait(fleet)

    taken = take(fleet, batch_id, 8)

    assert len(taken & tried) == 4
    assert len(taken - tried) == 4


def test_what_is_tried_again_takes_every_place_when_nothing_is_fresh(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*FRESH[:10]).batch_id
    tried = begin(fleet, batch_id, 10, Outcome.READ_TIMEOUT)
    end_the_wait(fleet)

    assert take(fleet, batch_id, 8) < tried
    assert len(take(fleet, batch_id, 8)) == 2
