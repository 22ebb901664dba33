"""Workers of the release before, which knows no attempt that waits, beside workers of this one."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from scraper_sky.db.leases import Lease
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.resources import Resources
from scraper_sky.services import control
from scraper_sky.services.audit import check_batch
from tests.support.fleet import HandFleet
from tests.support.former_release import FormerRelease

PASSED_OVER = (1, "worker_lost", "Another release went on with this job.")


@pytest.fixture
def former(fleet: HandFleet) -> FormerRelease:
    return FormerRelease(fleet.res.engine, fleet.caller.tenant_id)


@pytest.fixture
def batch_id(fleet: HandFleet) -> UUID:
    """A batch of one job, whose first attempt has read something and waits, and may go on now."""
    batch_id = fleet.submit("slow.test").batch_id
    lease = begin(fleet, batch_id)
    assert fleet.wait(lease)
    fleet.make_due()
    return batch_id


def begin(fleet: HandFleet, batch_id: UUID) -> Lease:
    fleet.make_due()
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None
    return lease


def attempts(res: Resources) -> list[tuple[object, ...]]:
    with unit_of_work(res.engine) as connection:
        rows = connection.execute(text("SELECT number, outcome, detail FROM attempts ORDER BY number"))
        return [tuple(row) for row in rows]


def broken_rules(res: Resources, batch_id: UUID) -> list[str]:
    return [finding.rule for finding in check_batch(res, batch_id) if not finding.ok]


def test_a_job_that_waited_and_that_it_ended_is_put_in_order_by_the_sweep(
    fleet: HandFleet, res: Resources, former: FormerRelease, batch_id: UUID
) -> None:
    job = former.begin(batch_id)
    assert job is not None
    former.end(job)
    assert broken_rules(res, batch_id) != []

    fleet.sweep()

    assert attempts(res) == [PASSED_OVER, (2, "ok", "")]
    assert fleet.value("SELECT count(*) FROM unfinished") == 0
    assert fleet.status(batch_id) == "completed"
    assert broken_rules(res, batch_id) == []


def test_a_job_that_it_works_on_is_left_to_it(
    fleet: HandFleet, res: Resources, former: FormerRelease, batch_id: UUID
) -> None:
    job = former.begin(batch_id)
    assert job is not None

    fleet.sweep()

    assert attempts(res) == [PASSED_OVER, (2, None, "")]
    assert broken_rules(res, batch_id) == []
    former.end(job)


def test_a_job_that_it_gave_back_begins_anew_and_not_from_what_an_older_attempt_had_read(
    fleet: HandFleet, res: Resources, former: FormerRelease, batch_id: UUID
) -> None:
    job = former.begin(batch_id)
    assert job is not None
    former.end(job, final=False)

    lease = begin(fleet, batch_id)

    assert (lease.attempt, lease.unfinished) == (3, None)
    assert fleet.record(lease, Outcome.OK)
    fleet.advance(batch_id)
    assert attempts(res) == [PASSED_OVER, (2, "read_timeout", ""), (3, "ok", "ended in ok")]
    assert broken_rules(res, batch_id) == []


def test_a_job_with_which_it_died_is_put_in_order_after_it(
    fleet: HandFleet, res: Resources, former: FormerRelease, batch_id: UUID
) -> None:
    former.begin(batch_id)
    fleet.expire_leases()
    fleet.advance(batch_id)

    assert fleet.record(begin(fleet, batch_id), Outcome.OK)
    fleet.advance(batch_id)

    assert [number for number, outcome, _ in attempts(res) if outcome == "worker_lost"] == [1, 2]
    assert attempts(res)[0] == PASSED_OVER
    assert broken_rules(res, batch_id) == []


def test_an_attempt_that_it_ended_is_not_gone_on_with(
    fleet: HandFleet, res: Resources, former: FormerRelease, batch_id: UUID
) -> None:
    former.cancel(batch_id)
    fleet.advance(batch_id)
    control.retry(res, None, batch_id, lambda batch_id: None, actor="test")

    lease = begin(fleet, batch_id)

    assert (lease.attempt, lease.unfinished) == (2, None)
    assert fleet.record(lease, Outcome.OK)
    fleet.sweep()
    assert attempts(res) == [(1, "cancelled", ""), (2, "ok", "ended in ok")]
    assert fleet.value("SELECT count(*) FROM unfinished") == 0
    assert broken_rules(res, batch_id) == []


def test_the_sweep_leaves_those_alone_that_wait(fleet: HandFleet, res: Resources, batch_id: UUID) -> None:
    fleet.sweep()

    message = fleet.messages.popleft()
    lease = fleet.start(message)

    assert lease is not None
    assert (lease.attempt, lease.unfinished) == (1, b"what it had read")
    fleet.sweep()
    assert fleet.value("SELECT count(*) FROM unfinished") == 1
    assert broken_rules(res, batch_id) == []


def test_a_job_that_waits_in_its_last_attempt_is_left_for_this_release(
    fleet: HandFleet, res: Resources, former: FormerRelease, batch_id: UUID
) -> None:
    with unit_of_work(res.engine) as connection:
        connection.execute(text("UPDATE jobs SET attempt_limit = attempt"))
    with pytest.raises(IntegrityError):
        former.begin(batch_id)

    fleet.expire_leases()
    fleet.sweep()
    lease = begin(fleet, batch_id)

    assert (lease.attempt, lease.unfinished) == (1, b"what it had read")
