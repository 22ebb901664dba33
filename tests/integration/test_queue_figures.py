"""What each queue has for more workers to do; by it the fleet is made larger and smaller."""

from __future__ import annotations

from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.resources import Resources
from scraper_sky.services import control, figures
from scraper_sky.services.figures import QueueFigures
from tests.support.fleet import HandFleet

NOTHING = QueueFigures(0, 0.0)


def queues(res: Resources) -> dict[str, QueueFigures]:
    return dict(figures.measure(res).queues)


def put_back(res: Resources, seconds: int) -> None:
    """As if all that is there had come so many seconds earlier."""
    with unit_of_work(res.engine) as connection:
        for table, columns in {"batches": ("created_at",), "jobs": ("not_before", "queued_at")}.items():
            for column in columns:
                connection.execute(
                    text(f"UPDATE {table} SET {column} = {column} - make_interval(secs => :seconds)"),
                    {"seconds": seconds},
                )


def test_every_queue_is_there_when_nothing_waits(res: Resources) -> None:
    assert queues(res) == {"interactive": NOTHING, "scan": NOTHING}


def test_what_waits_in_rows_and_what_waits_in_the_broker_are_counted_by_queue(fleet: HandFleet) -> None:
    small = fleet.submit("a.com", "b.com")
    fleet.submit(*(f"d{number}.com" for number in range(30)))
    fleet.advance(small.batch_id)
    fleet.start(fleet.messages.popleft())
    put_back(fleet.res, 60)

    found = queues(fleet.res)

    assert (found["interactive"].waiting_jobs, found["scan"].waiting_jobs) == (1, 30)
    assert 60 <= found["interactive"].latency_seconds < 120
    assert 60 <= found["scan"].latency_seconds < 120


def test_a_batch_that_may_have_no_more_at_a_time_asks_for_no_worker(fleet: HandFleet) -> None:
    batch = fleet.submit("a.com", "b.com", "c.com", "d.com", max_concurrent=2)
    fleet.advance(batch.batch_id)
    while fleet.messages:
        fleet.start(fleet.messages.popleft())
    put_back(fleet.res, 60)

    assert queues(fleet.res)["interactive"] == NOTHING


def test_a_limited_batch_waits_since_it_was_moved_last_and_wants_no_more_than_its_limit(fleet: HandFleet) -> None:
    batch = fleet.submit("a.com", "b.com", "c.com", "d.com", max_concurrent=2)
    put_back(fleet.res, 600)
    fleet.advance(batch.batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None
    fleet.start(fleet.messages.popleft())
    fleet.record(lease, Outcome.OK)

    found = queues(fleet.res)["interactive"]

    assert found.waiting_jobs == 2
    assert found.latency_seconds < 600


def test_what_must_wait_for_its_time_or_is_paused_asks_for_no_worker(fleet: HandFleet) -> None:
    paused, later = fleet.submit("a.com"), fleet.submit("b.com")
    control.pause(fleet.res, fleet.caller.tenant_id, paused.batch_id, actor="test")
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(
            text("UPDATE jobs SET not_before = now() + interval '1 h' WHERE batch_id = :id"), {"id": later.batch_id}
        )

    assert queues(fleet.res)["interactive"] == NOTHING
