"""The web application on real servers, with two tenants who must not see each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scraper_sky.resources import Resources
from scraper_sky.services import tenants
from scraper_sky.settings import Settings
from tests.support.fleet import HandFleet
from webapp import create_app

BASE = "/api/v3/batch_page_scraper"
KEY = "ssk_the-key-of-the-first-tenant"
OTHER_KEY = "ssk_the-key-of-another-tenant"


@dataclass
class ApiUser:
    """Somebody with a key. Paths are those behind /api/v3/batch_page_scraper."""

    client: FlaskClient
    key: str

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.open("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.open("POST", path, json=json, **options)

    def delete(self, path: str) -> TestResponse:
        return self.open("DELETE", path)

    def open(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.key}"} | options.pop("headers", {})
        return self.client.open(BASE + path, method=method, headers=headers, **options)

    def submit(self, *domains: str, **options: Any) -> str:
        reply = self.post("/batch", {"domains": list(domains), **options})
        assert reply.status_code == 202, reply.json
        assert reply.json is not None
        return str(reply.json["batch_id"])


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    # The messages go where the environment says, as in a real web process.
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    app = create_app(settings)
    resources: Resources = app.extensions["scrapersky"]
    tenants.ensure_key(resources.engine, KEY, tenant="first")
    tenants.ensure_key(resources.engine, OTHER_KEY, tenant="other")
    yield app
    resources.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def api(client: FlaskClient) -> ApiUser:
    return ApiUser(client, KEY)


@pytest.fixture
def stranger(app: Flask) -> ApiUser:
    return ApiUser(app.test_client(use_cookies=False), OTHER_KEY)


@pytest.fixture
def fleet(res: Resources) -> HandFleet:
    return HandFleet(res)
