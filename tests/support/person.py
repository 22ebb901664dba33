"""Somebody at a browser without JavaScript, and batches that have something to look at."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from scraper_sky.db import findings
from scraper_sky.db.findings import Ending
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.services import batches
from scraper_sky.services.scans import summarize
from tests.support.fleet import KEY, HandFleet


class Person:
    """Somebody at a browser who is signed in."""

    def __init__(self, app: Flask, key: str = KEY) -> None:
        self.client: FlaskClient = app.test_client()
        self.post("/sign-in", {"key": key}, page="/sign-in")

    def get(self, path: str, status: int = 200) -> str:
        reply = self.client.get(path)
        assert reply.status_code == status, (reply.status_code, reply.text)
        return unescape(reply.text)

    def post(self, path: str, fields: dict[str, object], *, page: str = "/") -> TestResponse:
        """Sends a form as it stands on `page`, with its token."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(page).text)
        assert found
        return self.client.post(path, data={"csrf_token": found[1], **fields})


def finish(fleet: HandFleet, batch_id: UUID, **reports: Report) -> None:
    """Runs the batch to its end; a site without a report does not exist. `reports` are keyed by the first label."""
    fleet.advance(batch_id)
    while fleet.messages:
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        report = reports.get(lease.domain.split(".")[0]) or Report(lease.domain, Outcome.NXDOMAIN, "NXDOMAIN")
        with unit_of_work(fleet.res.engine) as connection:
            findings.record(connection, [Ending(lease, report, None, summarize(report))])
    fleet.advance(batch_id)


def nonce_of(page: str) -> str:
    found = re.search(r'name="nonce" value="([^"]+)"', page)
    assert found
    return found[1]


def count(fleet: HandFleet, table: str) -> int:
    with unit_of_work(fleet.res.engine) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def job_ids(fleet: HandFleet, batch_id: UUID) -> list[int]:
    return [row.id for row in batches.list_jobs(fleet.res, None, batch_id)]
