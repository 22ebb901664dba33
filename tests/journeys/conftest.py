"""A whole system for journeys: servers, farm, real workers and beat, and the web application in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import redis
from flask.testing import FlaskClient

from scraper_sky.embedded.servers import Addresses
from scraper_sky.resources import Resources
from scraper_sky.services import tenants
from scraper_sky.settings import Settings
from tests.conftest import fresh_database
from tests.support.farm import Farm
from tests.support.fleet_processes import Processes
from tests.support.waiting import wait_until
from webapp import create_app

BASE = "/api/v3/batch_page_scraper"
KEY = "ssk_the_key_of_the_journeys"
TERMINAL = {"completed", "partial", "failed", "cancelled"}


@dataclass
class World:
    """Everything a journey touches."""

    farm: Farm
    processes: Processes
    res: Resources
    client: FlaskClient
    environment: dict[str, str]

    def call(self, method: str, path: str, **options: Any) -> Any:
        reply = self.client.open(BASE + path, method=method, headers={"Authorization": f"Bearer {KEY}"}, **options)
        assert reply.status_code < 300, (reply.status_code, reply.get_data(as_text=True))
        return reply.json

    def submit(self, domains: list[str], **options: Any) -> str:
        return str(self.call("POST", "/batch", json={"domains": domains, **options})["batch_id"])

    def status(self, batch_id: str) -> dict[str, Any]:
        """The status of the batch; at every look the counts add up to the total."""
        status: dict[str, Any] = self.call("GET", f"/batch/{batch_id}/status")
        assert sum(status["counts"].values()) == status["total_domains"]
        return status

    def wait_for_end(self, batch_id: str, seconds: float = 60) -> dict[str, Any]:
        def ended() -> dict[str, Any] | None:
            status = self.status(batch_id)
            return status if status["status"] in TERMINAL else None

        return wait_until(ended, seconds, f"batch {batch_id} to end") or {}

    def jobs(self, batch_id: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.call("GET", f"/batch/{batch_id}/jobs?limit=200" + (f"&cursor={cursor}" if cursor else ""))
            items += page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return items

    def job(self, batch_id: str, job_id: int) -> dict[str, Any]:
        found: dict[str, Any] = self.call("GET", f"/batch/{UUID(batch_id)}/jobs/{job_id}")
        return found


@pytest.fixture(scope="module")
def world(servers: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One system for all journeys of a file."""
    with (
        fresh_database(servers) as database_url,
        running_world(database_url, servers, tmp_path_factory.mktemp("journey")) as running,
    ):
        yield running


@contextmanager
def running_world(database_url: str, servers: Addresses, folder: Path, **settings_too: str) -> Iterator[World]:
    """A whole system on that database; short limits, so that silent sites do not take long."""
    with redis.Redis.from_url(servers.redis_url) as client:
        client.flushall()
    with Farm() as farm:
        environment = {
            "DATABASE_URL": database_url,
            "REDIS_URL": servers.redis_url,
            "SCRAPERSKY_SECRET_KEY": "a-secret-for-tests-that-is-long-enough",
            "SCRAPERSKY_API_KEY": KEY,
            "SCRAPERSKY_STATE_DIR": str(folder),
            "SCRAPERSKY_CONNECT_SECONDS": "1",
            "SCRAPERSKY_READ_SECONDS": "1.5",
            "SCRAPERSKY_DOMAIN_SECONDS": "8",
            "SCRAPERSKY_MAX_ATTEMPTS": "2",
            "SCRAPERSKY_LEASE_SECONDS": "4",
            "SCRAPERSKY_QUEUED_LEASE_SECONDS": "6",
            "SCRAPERSKY_SWEEP_SECONDS": "1",
            "SCRAPERSKY_HEARTBEAT_SECONDS": "1",
            "SCRAPERSKY_RETRY_BASE_SECONDS": "0.5",
            "SCRAPERSKY_RETRY_CAP_SECONDS": "3",
            **farm.settings_env(),
            **settings_too,
        }
        settings = Settings.from_env(environment)
        with pytest.MonkeyPatch.context() as patch, Processes(environment, folder) as processes:
            for name, value in environment.items():
                patch.setenv(name, value)
            app = create_app(settings)
            resources: Resources = app.extensions["scrapersky"]
            tenants.ensure_key(resources.engine, KEY)
            yield World(farm, processes, resources, app.test_client(), environment)
            resources.close()
