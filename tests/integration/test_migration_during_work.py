"""A new release: the schema changes while workers of the release before it are at work, and they notice nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from scraper_sky.db import exports, migrate
from scraper_sky.db.unit_of_work import snapshot, unit_of_work
from scraper_sky.resources import Resources
from scraper_sky.services import tenants
from scraper_sky.services.audit import check_batch
from scraper_sky.settings import Settings
from tests.support.fleet import KEY, HandFleet
from tests.support.former_release import REVISION, FormerRelease
from tests.support.waiting import wait_until

JOBS, WORKERS = 120, 3
WAIT_FOR_A_LOCK = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


@pytest.fixture
def former(settings: Settings, database_url: str) -> Iterator[FormerRelease]:
    """The release before, on the schema that came with it."""
    migrate.downgrade(database_url, REVISION)
    resources = Resources.open(settings)
    tenants.ensure_key(resources.engine, KEY)
    yield FormerRelease(resources.engine, tenants.authenticate(resources.engine, KEY).tenant_id)
    resources.close()


@pytest.fixture
def batch_id(former: FormerRelease) -> UUID:
    return former.submit([f"site-{number}.test" for number in range(JOBS)])


def test_a_batch_that_was_begun_before_a_migration_ends_after_it(
    former: FormerRelease, batch_id: UUID, database_url: str, res: Resources
) -> None:
    go_on = threading.Event()
    go_on.set()

    with ThreadPoolExecutor(WORKERS) as pool:
        at_work = [pool.submit(former.work, batch_id, go_on) for _ in range(WORKERS)]
        await_ended(former, 20)
        migrate.upgrade(database_url)
        await_ended(former, min(JOBS - 20, ended(former) + 20))
        go_on.clear()
        for work in at_work:
            work.result(30)
    fleet = HandFleet(res)
    fleet.run_to_end(batch_id)

    assert fleet.status(batch_id) == "completed"
    assert fleet.counts(batch_id).succeeded == JOBS
    assert [finding for finding in check_batch(res, batch_id) if not finding.ok] == []
    assert fleet.value("SELECT count(*) FROM attempts") == JOBS


def test_a_migration_that_has_to_wait_for_a_reader_stops_nobody(
    former: FormerRelease, batch_id: UUID, database_url: str
) -> None:
    """Whoever comes after a statement that waits for a whole table waits behind it."""
    with ThreadPoolExecutor(1) as pool:
        with snapshot(former.engine) as reader:
            exports.list_attempts(reader, [1])  # A download that has begun.
            migration = pool.submit(migrate.upgrade, database_url)
            wait_until(lambda: number(former, WAIT_FOR_A_LOCK), 30, "the migration waits for the reader")
            go_on = threading.Event()
            go_on.set()
            former.work(batch_id, go_on)
            assert ended(former) == JOBS
            assert not migration.done()
        migration.result(60)

    migrate.check(database_url)


def ended(former: FormerRelease) -> int:
    return number(former, "SELECT count(*) FROM jobs WHERE finished_at IS NOT NULL")


def await_ended(former: FormerRelease, jobs: int) -> None:
    wait_until(lambda: ended(former) >= jobs, 60, f"{jobs} jobs have ended")


def number(former: FormerRelease, statement: str) -> int:
    with unit_of_work(former.engine) as connection:
        return int(connection.execute(text(statement)).scalar_one())
