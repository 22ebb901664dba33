"""A batch that wants the pages of its sites, from the submission to the file, on real workers."""

from __future__ import annotations

import csv
import io
import json
from uuid import UUID

import pytest

from scraper_sky.services import exports
from tests.journeys.conftest import World
from tests.support.farm import sites
from tests.support.farm.sitemaps import TREE_ELSEWHERE, TREE_PAGES


@pytest.mark.timeout(180)
def test_the_pages_of_each_site_are_listed_stored_and_exported_once_each(world: World) -> None:
    healthy = {site.domain: site.expected for site in sites(12)}
    others = ["sitemap-tree.farm.test", "sitemap-soft.farm.test", "drop.farm.test"]

    batch_id = world.submit([*healthy, *others], kind="sitemap", max_pages=4)
    status = world.wait_for_end(batch_id, 90)

    jobs = {job["domain"]: job for job in world.jobs(batch_id)}
    counts = {domain: job["summary"].get("site_pages") for domain, job in jobs.items()}
    assert status["metadata"]["kind"] == "sitemap"
    assert status["status"] == "partial"
    assert {domain: counts[domain] for domain in healthy if healthy[domain].sitemap_urls} == {
        domain: expected.sitemap_urls for domain, expected in healthy.items() if expected.sitemap_urls
    }
    assert counts["sitemap-tree.farm.test"] == TREE_PAGES
    assert counts["drop.farm.test"] is None
    assert status["metadata"]["site_pages"] == sum(count or 0 for count in counts.values())
    tree = world.job(batch_id, jobs["sitemap-tree.farm.test"]["job_id"])["findings"]
    soft = world.job(batch_id, jobs["sitemap-soft.farm.test"]["job_id"])["findings"]
    assert tree["listing"]["elsewhere_hosts"] == TREE_ELSEWHERE
    assert (soft["listing"]["source"], soft["sitemaps"]) == ("links", [])
    assert soft["listing"]["pages"] > 4
    _the_pages_agree(world, batch_id, jobs["sitemap-tree.farm.test"]["job_id"], counts)


def _the_pages_agree(world: World, batch_id: str, job_id: int, counts: dict[str, int | None]) -> None:
    """The list by the API, in parts, and both files."""
    listed: list[str] = []
    cursor = ""
    while cursor is not None:
        page = world.call("GET", f"/batch/{batch_id}/jobs/{job_id}/pages?limit=60" + (cursor and f"&cursor={cursor}"))
        listed += [item["url"] for item in page["items"]]
        cursor = page["next_cursor"]
    rows = list(csv.DictReader(io.StringIO(_exported(world, batch_id, "csv"))))
    lines = [json.loads(line) for line in _exported(world, batch_id, "jsonl").splitlines()]
    assert len(listed) == len(set(listed)) == TREE_PAGES
    assert [row["url"] for row in rows if row["domain"] == "sitemap-tree.farm.test"] == listed
    assert [line["url"] for line in lines] == [row["url"] for row in rows]
    assert len(rows) == sum(count or 0 for count in counts.values())


def _exported(world: World, batch_id: str, format: str) -> str:
    return b"".join(exports.stream_export(world.res, None, UUID(batch_id), format, "long")).decode()
