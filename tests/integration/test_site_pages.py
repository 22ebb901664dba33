"""Batches of the kind `sitemap`: what is stored of a site's pages, and how it is listed, shown and exported."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from scraper_sky.db import findings, site_pages
from scraper_sky.db.findings import Ending
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Listing, Report, Sitemap, SitePage
from scraper_sky.services import exports
from scraper_sky.services.scans import summarize
from scraper_sky.services.site_shapes import SITE_COLUMNS, SITE_PAGE_COLUMNS
from tests.integration.conftest import KEY, ApiUser
from tests.support.fleet import HandFleet
from tests.support.person import Person

SITEMAP = "https://example.com/sitemap.xml"


def listing_of(domain: str, count: int) -> Report:
    home = f"https://{domain}/"
    pages = [SitePage(f"{home}{number}", SITEMAP, "2026-01-01", "daily", "0.5", number, 1) for number in range(count)]
    return Report(
        domain,
        Outcome.OK,
        answered_url=home,
        sitemaps=(Sitemap(SITEMAP, "urlset", count + 3, "robots"),),
        site_pages=tuple(pages),
        listing=Listing("sitemaps", count, repeated=1, elsewhere=2, elsewhere_hosts={"cdn.example.net": 2}),
    )


def end_jobs(fleet: HandFleet, batch_id: str, counts: dict[str, int]) -> None:
    """Ends each job with a list of so many pages; a domain that is not named fails."""
    fleet.advance(UUID(batch_id))
    while fleet.messages:
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        failed = Report(lease.domain, Outcome.NXDOMAIN)
        report = listing_of(lease.domain, counts[lease.domain]) if lease.domain in counts else failed
        with unit_of_work(fleet.res.engine) as connection:
            assert findings.record(connection, [Ending(lease, report, None, summarize(report))]) == [True]
            site_pages.insert(connection, lease.job_id, lease.attempt, report.site_pages)
    fleet.advance(UUID(batch_id))


def job_of(api: ApiUser, batch_id: str, domain: str) -> Any:
    items = api.get(f"/batch/{batch_id}/jobs").json["items"]  # type: ignore[index]
    return next(item for item in items if item["domain"] == domain)


def pages_of(api: ApiUser, batch_id: str, job_id: int, query: str = "") -> Any:
    reply = api.get(f"/batch/{batch_id}/jobs/{job_id}/pages{query}")
    assert reply.status_code == 200, reply.json
    return reply.json


@pytest.fixture
def batch_id(api: ApiUser, fleet: HandFleet) -> str:
    """Two sites with pages and one that does not exist."""
    batch_id = api.submit("example.com", "two.com", "gone.com", kind="sitemap")
    end_jobs(fleet, batch_id, {"example.com": 5, "two.com": 2})
    return batch_id


def test_the_kind_is_told_of_the_batch_and_its_jobs(api: ApiUser, batch_id: str) -> None:
    status = api.get(f"/batch/{batch_id}/status").json
    job = job_of(api, batch_id, "example.com")
    detail = api.get(f"/batch/{batch_id}/jobs/{job['job_id']}").json
    state = api.get(f"/status/{job['job_id']}").json

    assert status is not None and detail is not None and state is not None
    assert (status["metadata"]["kind"], status["metadata"]["site_pages"]) == ("sitemap", 7)
    assert api.get("/batch").json["items"][0]["kind"] == "sitemap"  # type: ignore[index]
    assert (detail["kind"], state["job_metadata"]["kind"]) == ("sitemap", "sitemap")
    assert (job["summary"]["site_pages"], job["summary"]["sitemaps"]) == (5, 1)
    assert detail["findings"]["listing"] == {
        "source": "sitemaps",
        "pages": 5,
        "repeated": 1,
        "beyond_limit": 0,
        "unreadable": 0,
        "elsewhere": 2,
        "elsewhere_hosts": {"cdn.example.net": 2},
    }


def test_the_pages_of_a_site_come_in_parts(api: ApiUser, batch_id: str) -> None:
    job_id = job_of(api, batch_id, "example.com")["job_id"]

    first = pages_of(api, batch_id, job_id, "?limit=3")
    rest = pages_of(api, batch_id, job_id, f"?limit=3&cursor={first['next_cursor']}")

    assert [item["position"] for item in (*first["items"], *rest["items"])] == [0, 1, 2, 3, 4]
    assert rest["next_cursor"] is None
    assert first["items"][2] == {
        "position": 2,
        "url": "https://example.com/2",
        "listed_in": SITEMAP,
        "last_modified": "2026-01-01",
        "change_frequency": "daily",
        "priority": "0.5",
        "images": 2,
        "videos": 1,
        "is_news": False,
    }
    assert [item["position"] for item in pages_of(api, batch_id, job_id, "?q=.com/4")["items"]] == [4]
    assert pages_of(api, batch_id, job_of(api, batch_id, "gone.com")["job_id"])["items"] == []


def test_pages_are_nobody_else_s_and_of_no_other_batch(api: ApiUser, stranger: ApiUser, batch_id: str) -> None:
    job_id = job_of(api, batch_id, "example.com")["job_id"]
    other = job_of(api, batch_id, "two.com")["job_id"]
    cursor = pages_of(api, batch_id, job_id, "?limit=1")["next_cursor"]

    assert stranger.get(f"/batch/{batch_id}/jobs/{job_id}/pages").status_code == 404
    assert api.get(f"/batch/{api.submit('a.com')}/jobs/{job_id}/pages").status_code == 404
    assert api.get(f"/batch/{batch_id}/jobs/{other}/pages?cursor={cursor}").status_code == 422


def export(api: ApiUser, batch_id: str, query: str) -> str:
    reply = api.get(f"/batch/{batch_id}/export?{query}")
    assert reply.status_code == 200
    return reply.text


def test_a_file_has_one_row_a_page_or_one_row_a_domain(
    api: ApiUser, batch_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGES", 2)
    long = list(csv.DictReader(io.StringIO(export(api, batch_id, "format=csv&shape=long"), newline="")))
    wide = list(csv.DictReader(io.StringIO(export(api, batch_id, "format=csv"), newline="")))
    lines = [json.loads(line) for line in export(api, batch_id, "format=jsonl&shape=long").splitlines()]
    whole = [json.loads(line) for line in export(api, batch_id, "format=jsonl").splitlines()]

    assert tuple(long[0]) == SITE_PAGE_COLUMNS
    assert [(row["domain"], row["url"]) for row in long] == [
        *(("example.com", f"https://example.com/{number}") for number in range(5)),
        *(("two.com", f"https://two.com/{number}") for number in range(2)),
    ]
    assert (long[0]["listed_in"], long[0]["last_modified"], long[0]["is_news"]) == (SITEMAP, "2026-01-01", "no")
    assert [line["url"] for line in lines] == [row["url"] for row in long]
    assert tuple(wide[0]) == SITE_COLUMNS
    assert [(row["domain"], row["site_pages"], row["source"], row["outcome"]) for row in wide] == [
        ("example.com", "5", "sitemaps", "ok"),
        ("two.com", "2", "sitemaps", "ok"),
        ("gone.com", "", "", "nxdomain"),
    ]
    assert wide[0]["elsewhere_hosts"] == "cdn.example.net"
    assert [job["listing"] and job["listing"]["pages"] for job in whole] == [5, 2, None]


def test_thousands_of_pages_are_stored_whole(api: ApiUser, fleet: HandFleet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_pages, "PORTION", 1_000)
    batch_id = api.submit("example.com", kind="sitemap")
    end_jobs(fleet, batch_id, {"example.com": 3_500})

    rows = export(api, batch_id, "format=jsonl&shape=long").splitlines()

    assert [json.loads(row)["url"] for row in rows] == [f"https://example.com/{number}" for number in range(3_500)]


def test_deleting_the_batch_deletes_its_pages(api: ApiUser, batch_id: str) -> None:
    job_id = job_of(api, batch_id, "example.com")["job_id"]

    assert api.delete(f"/batch/{batch_id}").status_code == 204
    assert api.get(f"/batch/{batch_id}/jobs/{job_id}/pages").status_code == 404


def test_the_pages_for_people_show_the_list(app: Flask, api: ApiUser, batch_id: str) -> None:
    job_id = job_of(api, batch_id, "example.com")["job_id"]
    person = Person(app, KEY)

    of_batch = person.get(f"/batches/{batch_id}")
    of_job = person.get(f"/batches/{batch_id}/jobs/{job_id}")
    narrowed = person.get(f"/batches/{batch_id}/jobs/{job_id}?q=.com/4")
    nothing = person.get(f"/batches/{batch_id}/jobs/{job_id}?q=nowhere")
    last = person.get(f"/batches/{batch_id}/jobs/{job_id}?after=3")

    assert "List of pages" in of_batch
    assert '<strong id="site-pages">7</strong> pages listed' in of_batch
    assert "shape=long" in of_batch
    assert "<th>E-mail</th>" not in of_batch
    assert all(f"example.com/{number}" in of_job for number in range(5))
    assert "2 of other sites (cdn.example.net)" in of_job
    assert "No contacts found" not in of_job
    assert ("example.com/4<" in narrowed, "example.com/3<" in narrowed) == (True, False)
    assert "No page fits" in nothing
    assert ("example.com/4<" in last, "example.com/3<" in last) == (True, False)


def test_the_form_offers_the_kind_and_carries_it_to_the_batch(app: Flask, api: ApiUser) -> None:
    person = Person(app, KEY)
    fields = {"text": "example.com", "kind": "sitemap"}

    form = person.get("/")
    preview = person.post("/preview", fields).text
    person.post("/scans", fields)

    assert 'name="kind" value="scan" id="kind-scan" checked' in form
    assert '<input type="hidden" name="kind" value="sitemap">' in preview
    assert api.get("/batch").json["items"][0]["kind"] == "sitemap"  # type: ignore[index]
