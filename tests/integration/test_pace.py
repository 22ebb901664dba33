"""The pace of a batch is that of its last seconds, or of its last jobs where these are many."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.services import batches
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
        connection.execute(text("UPDATE batches SET started_at = now() - interval '1 hour'"))
        connection.execute(text(ended_every_four_seconds))

    progress = batches.get_progress(fleet.res, fleet.caller.tenant_id, batch_id)

    assert progress.rate == pytest.approx(rate, abs=0.02)
    assert progress.eta_seconds == pytest.approx(14 / rate, rel=0.1)
