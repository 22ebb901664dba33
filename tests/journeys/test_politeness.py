"""Sites and servers that want to be asked gently: by real workers, at the farm, which keeps count."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.servers import Addresses
from tests.conftest import fresh_database
from tests.journeys.conftest import TERMINAL, World, running_world

LIMIT = 2
SITES = 50


@pytest.fixture(scope="module")
def gentle(servers: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two scan workers that may be at one address twice at a time; the whole farm is at one."""
    folder = tmp_path_factory.mktemp("politeness")
    with (
        fresh_database(servers) as database_url,
        running_world(database_url, servers, folder, SCRAPERSKY_PER_ADDRESS=str(LIMIT)) as running,
    ):
        running.processes.start("scan-2")
        yield running


def test_two_workers_are_at_one_address_no_more_often_than_the_limit_says_and_none_waits_there(gentle: World) -> None:
    batch_id = gentle.submit([f"slow-10-{number}.farm.test" for number in range(SITES)], max_pages=1)
    running, waiting = [], []
    while gentle.status(batch_id)["status"] not in TERMINAL:
        with unit_of_work(gentle.res.engine) as connection:
            row = connection.execute(
                text(
                    """
                    SELECT count(*) FILTER (WHERE status = 'running') AS running,
                           count(*) FILTER (WHERE status = 'pending' AND wait_reason LIKE 'other sites%') AS waiting
                    FROM jobs WHERE batch_id = :id
                    """
                ),
                {"id": batch_id},
            ).one()
        running.append(row.running)
        waiting.append(row.waiting)
        time.sleep(0.05)

    status = gentle.wait_for_end(batch_id)
    assert status["completed_domains"] == SITES
    assert gentle.farm.stats("slow-10-")["max_in_flight"] <= LIMIT
    assert gentle.farm.stats("slow-10-", hosts=False)["max_connections"] <= LIMIT
    assert max(waiting) > SITES / 5
    assert statistics.median(running) <= 2 * LIMIT  # of 64 slots; those at work, and one or two that are being refused
    workers = {job["attempt_log"][-1]["worker"] for job in _jobs_in_full(gentle, batch_id)}
    assert len(workers) == 2
    assert all(len(job["attempt_log"]) == 1 for job in _jobs_in_full(gentle, batch_id))


def test_a_crawl_delay_gives_the_worker_back_and_the_scan_goes_on_where_it_was(gentle: World) -> None:
    domain = "crawl-delay-1-1.farm.test"
    batch_id = gentle.submit([domain], max_pages=2)
    reasons: set[str | None] = set()
    while gentle.status(batch_id)["status"] not in TERMINAL:
        job = gentle.jobs(batch_id)[0]
        if job["status"] == "pending":
            reasons.add(job["wait_reason"])
        time.sleep(0.05)

    job = _jobs_in_full(gentle, batch_id)[0]
    assert job["outcome"] == "ok"
    assert reasons - {None} == {f"{domain} asked for 1 s"}
    assert len(job["attempt_log"]) == 1
    assert len(job["findings"]["pages"]) == 2
    seen = gentle.farm.stats(domain)["hosts"][domain]
    assert len(seen["paths"]) == len(set(seen["paths"]))


def _jobs_in_full(world: World, batch_id: str) -> list[dict[str, Any]]:
    return [world.job(batch_id, job["job_id"]) for job in world.jobs(batch_id)]
