"""The main job through PgBouncer in transaction mode: every transaction may meet another server connection."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper_sky.embedded.servers import Addresses
from tests.conftest import fresh_database
from tests.journeys.conftest import World, running_world
from tests.support import pooler
from tests.support.farm import sites

pytestmark = pytest.mark.skipif(pooler.PROGRAM is None, reason="PgBouncer is not installed (apt-get install pgbouncer)")


@pytest.fixture(scope="module")
def world(servers: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with (
        fresh_database(servers) as database_url,
        tempfile.TemporaryDirectory(prefix="scrapersky-pooler-") as folder,
        pooler.pooled(database_url, Path(folder)) as pooled_url,
        running_world(pooled_url, servers, tmp_path_factory.mktemp("pooled")) as running,
    ):
        yield running


def test_a_batch_runs_to_its_end_through_the_pooler(world: World) -> None:
    domains = [*(site.domain for site in sites(40)), "flaky-2.farm.test", "tls-expired.farm.test"]

    status = world.wait_for_end(world.submit(domains, max_pages=2), 60)

    assert status["counts"]["succeeded"] == 41
    assert status["outcomes"]["tls_expired"] == 1
    for name in ("scan", "control"):
        assert "prepared statement" not in world.processes.log(name)
        assert "Traceback" not in world.processes.log(name)


def test_control_while_running_works_through_the_pooler(world: World) -> None:
    batch_id = world.submit([f"slow-300-{number}.farm.test" for number in range(60)], max_pages=1)

    world.call("POST", f"/batch/{batch_id}/pause")
    world.call("POST", f"/batch/{batch_id}/resume")
    status = world.wait_for_end(batch_id, 60)

    assert status["status"] == "completed"
