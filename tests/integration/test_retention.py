"""Batches that ended long ago are deleted, whole for everybody who looks, in small portions for the database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from scraper_sky.db import retention as rows
from scraper_sky.db.batches import list_audit_events as trail
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import NotFound
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import BatchKind
from scraper_sky.resources import Resources
from scraper_sky.services import batches, control, retention
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs

TABLES = ("batches", "jobs", "attempts", "pages", "contacts", "left_out_rows", "tallies", "unfinished", "site_pages")


@pytest.fixture
def keeping(res: Resources) -> Resources:
    return replace(res, settings=replace(res.settings, keep_days=30))


def ended(fleet: HandFleet, *domains: str, days_ago: int) -> UUID:
    """A batch with findings, and with a row that was left out."""
    batch_id = fleet.submit(*domains, "not a domain").batch_id
    end_jobs(fleet, batch_id)
    age(fleet, batch_id, days_ago)
    return batch_id


def age(fleet: HandFleet, batch_id: UUID, days: int) -> None:
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(
            text(
                "UPDATE batches SET created_at = created_at - make_interval(days => :days),"
                " finished_at = finished_at - make_interval(days => :days) WHERE id = :id"
            ),
            {"id": batch_id, "days": days},
        )


def begun_long_ago(fleet: HandFleet, batch_id: UUID) -> None:
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(
            text("UPDATE batches SET created_at = created_at - interval '1 year' WHERE id = :id"), {"id": batch_id}
        )


def counted(fleet: HandFleet) -> dict[str, int]:
    return {table: int(str(fleet.value(f"SELECT count(*) FROM {table}"))) for table in TABLES}


def test_what_ended_too_long_ago_is_gone_with_all_it_found_and_nothing_else(
    fleet: HandFleet, keeping: Resources
) -> None:
    young = ended(fleet, "a.com", "b.com", days_ago=29)
    begun_long_ago(fleet, young)
    alone = counted(fleet)
    ended(fleet, "a.com", "c.com", "d.com", days_ago=31)
    open_batch = fleet.submit("e.com").batch_id
    age(fleet, open_batch, 400)

    jobs = retention.forget_old(keeping)

    assert jobs == 3
    control.cancel(fleet.res, fleet.caller.tenant_id, open_batch, actor="test")
    control.delete(fleet.res, fleet.caller.tenant_id, open_batch, actor="test")
    assert counted(fleet) == alone
    assert batches.get_batch(fleet.res, fleet.caller.tenant_id, young).total == 2


def test_nothing_is_deleted_unless_a_setting_says_so(fleet: HandFleet, res: Resources) -> None:
    ended(fleet, "a.com", days_ago=10_000)

    assert retention.forget_old(res) == 0
    assert counted(fleet)["jobs"] == 1


def test_a_batch_is_gone_for_its_tenant_before_its_first_row_is_deleted(fleet: HandFleet, keeping: Resources) -> None:
    batch_id = ended(fleet, "a.com", "b.com", "c.com", days_ago=31)

    with unit_of_work(keeping.engine) as connection:
        rows.set_apart(connection, 30, 10)

    assert counted(fleet)["jobs"] == 3
    with pytest.raises(NotFound):
        batches.get_batch(fleet.res, fleet.caller.tenant_id, batch_id)
    with pytest.raises(NotFound):
        control.retry(fleet.res, fleet.caller.tenant_id, batch_id, lambda _: None, actor="test")


def test_a_large_batch_goes_in_portions_and_one_that_was_begun_is_finished_in_any_case(
    fleet: HandFleet, keeping: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(retention.JOBS_AT_ONCE, BatchKind.SCAN, 2)
    ended(fleet, *(f"d{number}.com" for number in range(5)), days_ago=31)
    with unit_of_work(keeping.engine) as connection:
        rows.set_apart(connection, 30, 10)
        batch = rows.lock_next(connection)
        assert batch is not None
        assert rows.delete_portion(connection, batch, 2) == 2
    assert counted(fleet)["jobs"] == 3

    forever = replace(keeping, settings=replace(keeping.settings, keep_days=0))

    assert retention.forget_old(forever) == 3
    assert set(counted(fleet).values()) == {0}


def test_two_who_delete_at_a_time_do_not_meet(fleet: HandFleet, keeping: Resources) -> None:
    ended(fleet, "a.com", days_ago=31)
    with unit_of_work(keeping.engine) as connection:
        rows.set_apart(connection, 30, 10)

    with unit_of_work(keeping.engine) as connection:
        assert rows.lock_next(connection) is not None
        assert retention.forget_old(keeping) == 0

    assert retention.forget_old(keeping) == 1


def test_the_trail_says_that_it_was_and_the_kept_responses_go_too(
    fleet: HandFleet, keeping: Resources, tmp_path: Path
) -> None:
    batch_id = ended(fleet, "a.com", days_ago=31)
    kept = tmp_path / "archive" / "2026-01-02" / str(batch_id) / "00" / "1-1.warc.gz"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"")
    with unit_of_work(fleet.res.engine) as connection:
        name = kept.relative_to(tmp_path / "archive").as_posix()
        connection.execute(text("UPDATE attempts SET archive = :name"), {"name": name})

    retention.forget_old(keeping)

    assert not kept.exists()
    with unit_of_work(fleet.res.engine) as connection:
        event, *_ = trail(connection, batch_id)
    assert event.tenant_id == fleet.caller.tenant_id
    assert (event.actor, event.action, event.details) == ("retention", "delete", {"jobs": 1, "days": 30})


def test_an_outcome_of_any_kind_is_old_in_the_same_way(fleet: HandFleet, keeping: Resources) -> None:
    batch_id = fleet.submit("a.com").batch_id
    fleet.run_to_end(batch_id, Outcome.NXDOMAIN)
    age(fleet, batch_id, 31)

    assert retention.forget_old(keeping) == 1
