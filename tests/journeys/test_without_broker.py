"""Small batches where there is no broker and no worker at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from scraper_sky.resources import Resources
from scraper_sky.services import tenants
from scraper_sky.settings import Settings
from tests.support.farm import Farm, sites
from tests.support.waiting import wait_until
from webapp import create_app

BASE = "/api/v3/batch_page_scraper"
KEY = "ssk_the_key_of_the_brokerless"
HEADERS = {"Authorization": f"Bearer {KEY}"}


@pytest.fixture
def app(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    with Farm() as farm:
        environment = {
            "DATABASE_URL": database_url,
            "SCRAPERSKY_SECRET_KEY": "a-secret-for-tests-that-is-long-enough",
            "SCRAPERSKY_INLINE_DOMAINS": "5",
            "SCRAPERSKY_RETRY_BASE_SECONDS": "0.2",
            **farm.settings_env(),
        }
        monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
        app = create_app(Settings.from_env(environment))
        resources: Resources = app.extensions["scrapersky"]
        tenants.ensure_key(resources.engine, KEY)
        yield app
        resources.close()


def test_a_small_batch_is_worked_on_by_the_process_that_accepted_it(app: Flask) -> None:
    client = app.test_client()
    domains = [sites(1)[0].domain, "flaky-2.farm.test", "tls-expired.farm.test"]

    reply = client.post(f"{BASE}/batch", json={"domains": domains, "max_pages": 2}, headers=HEADERS)

    assert reply.status_code == 202
    url = reply.get_json()["status_url"]
    status = wait_until(
        lambda: (found := client.get(url, headers=HEADERS).get_json())["end_time"] and found, 30, "the batch to end"
    )
    assert status["status"] == "partial"
    assert {domain: job["outcome"] for domain, job in status["domain_statuses"].items()} == {
        domains[0]: "ok",
        domains[1]: "ok",
        domains[2]: "tls_expired",
    }


def test_a_larger_batch_waits_for_the_fleet(app: Flask) -> None:
    client = app.test_client()

    reply = client.post(
        f"{BASE}/batch", json={"domains": [site.domain for site in sites(6)]}, headers=HEADERS
    ).get_json()

    status = client.get(reply["status_url"], headers=HEADERS).get_json()
    assert (status["status"], status["counts"]["pending"]) == ("pending", 6)
