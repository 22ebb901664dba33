"""The pace of a batch is that of its last seconds, or of its last jobs where these are many; how long it has been at
work, and how long it still takes."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.services import batches, control
from tests.support.fleet import HandFleet


@pytest.mark.parametrize(("jobs_looked_at", "rate"), [(7, 6 / 30), (6, 6 / 24), (3, 3 / 12)])
def test_the_pace_is_that_of_the_last_jobs(
    fleet: HandFleet, monkeypatch: pytest.MonkeyPatch, jobs_looked_at: int, rate: float
) -> None:
    monkeypatch.setattr(batches, "PACE_JOBS", jobs_looked_at)
    batch_id = fleet.submit(*[f"site{number}.com" for number in range(20)]).batch_id
    fleet.advance(batch_id)
    for _ in range(6):
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        fleet.record(lease, Outcome.OK)
    ended_every_four_seconds = """
        UPDATE jobs SET finished_at = now() - 4 * (position * interval '1 second')
        FROM (SELECT id, row_number() OVER (ORDER BY id) AS position FROM jobs WHERE outcome IS NOT NULL) AS ended
        WHERE jobs.id = ended.id
    """
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("UPDATE batches SET running_since = now() - interval '1 hour'"))
        connection.execute(text(ended_every_four_seconds))

    progress = batches.get_progress(fleet.res, fleet.caller.tenant_id, batch_id)

    assert progress.rate == pytest.approx(rate, abs=0.02)
    assert progress.eta_seconds == pytest.approx(14 / rate, rel=0.1)


def later(fleet: HandFleet, seconds: float) -> None:
    """So much time goes by, for all that the rows of the batches and jobs know of it."""
    with unit_of_work(fleet.res.engine) as connection:
        for table, names in (
            ("batches", ("started_at", "finished_at", "running_since")),
            ("jobs", ("finished_at", "not_before")),
        ):
            moved = ", ".join(f"{name} = {name} - make_interval(secs => :seconds)" for name in names)
            connection.execute(text(f"UPDATE {table} SET {moved}"), {"seconds": seconds})


def at_work(fleet: HandFleet, batch_id: UUID) -> float | None:
    return batches.get_batch(fleet.res, fleet.caller.tenant_id, batch_id).processing_seconds


def test_neither_a_pause_nor_the_time_between_the_end_and_a_retry_counts_as_work(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.com", "b.com").batch_id
    caller = (fleet.res, fleet.caller.tenant_id, batch_id)
    assert at_work(fleet, batch_id) is None
    fleet.advance(batch_id)
    later(fleet, 10)
    control.pause(*caller, actor="test")
    later(fleet, 1_000)
    assert at_work(fleet, batch_id) == pytest.approx(10, abs=2)
    control.resume(*caller, fleet.advance, actor="test")
    later(fleet, 5)
    fleet.work(Outcome.NXDOMAIN)
    fleet.advance(batch_id)
    later(fleet, 86_400)
    assert at_work(fleet, batch_id) == pytest.approx(15, abs=2)

    control.retry(*caller, fleet.advance, actor="test")
    later(fleet, 7)
    assert at_work(fleet, batch_id) == pytest.approx(22, abs=2)
    fleet.work(Outcome.OK)
    fleet.advance(batch_id)
    later(fleet, 86_400)

    assert fleet.status(batch_id) == "completed"
    assert at_work(fleet, batch_id) == pytest.approx(22, abs=2)


def test_what_was_cancelled_before_it_began_has_not_worked_until_it_is_retried(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.com").batch_id
    caller = (fleet.res, fleet.caller.tenant_id, batch_id)
    control.cancel(*caller, actor="test")
    later(fleet, 86_400)
    assert at_work(fleet, batch_id) == 0
    control.retry(*caller, fleet.advance, actor="test")
    later(fleet, 7)

    assert at_work(fleet, batch_id) == pytest.approx(7, abs=2)
    [line] = batches.list_batches(*caller[:2])
    assert line.processing_seconds == pytest.approx(7, abs=2)


def test_the_pace_after_a_retry_is_that_of_the_retry(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*[f"site{number}.com" for number in range(10)]).batch_id
    fleet.run_to_end(batch_id, Outcome.NXDOMAIN)
    later(fleet, 86_400)
    control.retry(fleet.res, fleet.caller.tenant_id, batch_id, fleet.advance, actor="test")
    later(fleet, 4)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None
    fleet.record(lease, Outcome.OK)

    progress = batches.get_progress(fleet.res, fleet.caller.tenant_id, batch_id)

    assert progress.rate == pytest.approx(1 / 4, rel=0.3)


def test_the_time_left_covers_every_wait_and_is_unknown_once_nothing_is_left_to_begin(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.com", "b.com", "c.com", "d.com").batch_id
    fleet.advance(batch_id)
    later(fleet, 2)
    for outcome in (Outcome.OK, Outcome.READ_TIMEOUT):
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        fleet.record(lease, outcome)
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("UPDATE jobs SET not_before = now() + interval '180 s' WHERE status = 'pending'"))

    def seconds_left() -> float | None:
        return batches.get_progress(fleet.res, fleet.caller.tenant_id, batch_id).eta_seconds

    assert seconds_left() == pytest.approx(180, abs=5)
    for _ in range(2):
        assert fleet.start(fleet.messages.popleft()) is not None
    assert seconds_left() is None
