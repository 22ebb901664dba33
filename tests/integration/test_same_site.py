"""Domains of one batch that end on one site are seen as such: in the API, on the page, in the files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from scraper_sky.db import findings, same_site
from scraper_sky.db.findings import Ending
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Fact, Method, Report
from scraper_sky.services.scans import summarize
from tests.integration.conftest import KEY, ApiUser
from tests.support.fleet import HandFleet
from tests.support.person import Person

ENDED_AT = {
    "acme.com": "https://www.acme.com/",
    "acme.de": "https://acme.com/de/",
    "acme.fr": "http://WWW.ACME.COM/fr",
    "alone.com": "https://alone.com/",
    "below.com": "https://shop.acme.com/",
    "gone.com": None,
    "moved.com": "https://moved.com/",
}


SAME = {
    "acme.com": ["acme.de", "acme.fr", "moved.com"],
    "acme.de": ["acme.com", "acme.fr", "moved.com"],
    "acme.fr": ["acme.com", "acme.de", "moved.com"],
    "alone.com": [],
    "below.com": [],
    "gone.com": [],
    "moved.com": ["acme.com", "acme.de", "acme.fr"],
}


def report_of(domain: str, url: str | None) -> Report:
    if url is None:
        return Report(domain, Outcome.NXDOMAIN)
    if domain == "moved.com":
        facts = (Fact("redirects_to", "https://acme.com/welcome", url, Method.HEADER),)
        return Report(domain, Outcome.REDIRECTED_OFFSITE, answered_url=url, facts=facts)
    return Report(domain, Outcome.OK, answered_url=url)


@pytest.fixture
def batch_id(api: ApiUser, fleet: HandFleet) -> str:
    """All of them, beside a batch of the same sites that has nothing to do with it."""
    other, batch_id = api.submit("acme.com", "acme.org"), api.submit(*ENDED_AT)
    end(fleet, other, {"acme.com": ENDED_AT["acme.com"], "acme.org": ENDED_AT["acme.de"]})
    end(fleet, batch_id, ENDED_AT)
    return batch_id


def end(fleet: HandFleet, batch_id: str, ended_at: dict[str, str | None]) -> None:
    fleet.advance(UUID(batch_id))
    while fleet.messages:
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        report = report_of(lease.domain, ended_at[lease.domain])
        with unit_of_work(fleet.res.engine) as connection:
            findings.record(connection, [Ending(lease, report, None, summarize(report))])
    fleet.advance(UUID(batch_id))


def jobs_of(api: ApiUser, batch_id: str, query: str = "") -> dict[str, Any]:
    items = api.get(f"/batch/{batch_id}/jobs{query}").json["items"]  # type: ignore[index]
    return {item["domain"]: item for item in items}


def test_the_list_names_the_domains_that_share_a_site(api: ApiUser, batch_id: str) -> None:
    listed = jobs_of(api, batch_id)

    assert {domain: job["same_site_as"] for domain, job in listed.items()} == SAME


def test_a_part_of_the_list_names_the_domains_of_the_other_parts(api: ApiUser, batch_id: str) -> None:
    (first,) = jobs_of(api, batch_id, "?limit=1").values()

    assert first["same_site_as"] == SAME["acme.com"]


def test_a_job_names_them_and_its_page_links_them(app: Flask, api: ApiUser, batch_id: str) -> None:
    listed = jobs_of(api, batch_id)
    job_id, other_id = listed["acme.de"]["job_id"], listed["moved.com"]["job_id"]
    job = api.get(f"/batch/{batch_id}/jobs/{job_id}").json
    page = Person(app, KEY).get(f"/batches/{batch_id}/jobs/{job_id}")
    alone = Person(app, KEY).get(f"/batches/{batch_id}/jobs/{listed['alone.com']['job_id']}")

    assert job is not None and job["same_site_as"] == SAME["acme.de"]
    assert f'<a href="/batches/{batch_id}/jobs/{other_id}">moved.com</a>' in page
    assert "Same site as" not in alone


def test_the_files_have_them(api: ApiUser, batch_id: str) -> None:
    table = api.get(f"/batch/{batch_id}/export?format=csv").text
    lines = api.get(f"/batch/{batch_id}/export?format=jsonl").text.splitlines()

    cells = {row["domain"]: row["same_site_as"] for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert cells == {domain: " | ".join(others) for domain, others in SAME.items()}
    assert {job["domain"]: job["same_site_as"] for job in map(json.loads, lines)} == SAME


def test_a_site_that_thousands_share_is_named_by_its_first_twenty(api: ApiUser, fleet: HandFleet) -> None:
    domains = [f"site-{number}.com" for number in range(30)]
    batch_id = api.submit(*domains)
    end(fleet, batch_id, dict.fromkeys(domains, "https://parking.example/"))

    listed = jobs_of(api, batch_id)

    assert listed["site-0.com"]["same_site_as"] == domains[1:21]
    assert listed["site-5.com"]["same_site_as"] == [*domains[:5], *domains[6:21]]
    assert listed["site-29.com"]["same_site_as"] == domains[:20]


def test_they_are_found_by_an_index(fleet: HandFleet) -> None:
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        values = {"batch_id": UUID(int=1), "job_ids": [1], "most": 21}
        plan = connection.execute(text("EXPLAIN " + str(same_site._OTHERS.text)), values).scalars().all()

    assert any("Index Scan using ix_jobs_batch_id_site" in line for line in plan), plan
