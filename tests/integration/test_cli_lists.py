"""What `scrapersky scan` shows and writes of a batch, by what the batch wants of its domains."""

from __future__ import annotations

import csv
from pathlib import Path
from uuid import UUID

import pytest

from scraper_sky.cli import results
from scraper_sky.model.status import BatchKind
from tests.integration.conftest import ApiUser
from tests.integration.test_site_pages import end_jobs as end_lists
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs


def tenant_of(fleet: HandFleet, batch_id: str) -> int:
    return int(str(fleet.value("SELECT tenant_id FROM batches WHERE id = :id", id=batch_id)))


def table_of(fleet: HandFleet, batch_id: str, kind: BatchKind, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    results.print_results(fleet.res, tenant_of(fleet, batch_id), UUID(batch_id), kind, 3)
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_lists_of_pages_are_shown_by_how_many_there_are_and_written_page_by_page(
    api: ApiUser, fleet: HandFleet, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    batch_id = api.submit("example.com", "gone.com", kind="sitemap")
    end_lists(fleet, batch_id, {"example.com": 5})

    heading, found, failed = table_of(fleet, batch_id, BatchKind.SITEMAP, capsys)
    tenant_id = tenant_of(fleet, batch_id)
    results.write_results(fleet.res, tenant_id, UUID(batch_id), BatchKind.SITEMAP, tmp_path / "pages.csv", "csv")

    assert heading == ["domain", "status", "what happened", "pages", "sitemaps", "title"]
    assert (found[0], found[3:5], failed[0], failed[3:5]) == ("example.com", ["5", "1"], "gone.com", ["", ""])
    with (tmp_path / "pages.csv").open(newline="") as file:
        assert [row["url"] for row in csv.DictReader(file)] == [f"https://example.com/{number}" for number in range(5)]


def test_scans_are_shown_by_what_was_found_and_written_domain_by_domain(
    api: ApiUser, fleet: HandFleet, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)

    heading, found = table_of(fleet, batch_id, BatchKind.SCAN, capsys)
    tenant_id = tenant_of(fleet, batch_id)
    results.write_results(fleet.res, tenant_id, UUID(batch_id), BatchKind.SCAN, tmp_path / "scan.csv", "csv")

    assert heading == ["domain", "status", "what happened", "title", "e-mail", "phone", "CMS"]
    assert (found[0], found[3:5]) == ("example.com", ["A title", "anna@example.com"])
    with (tmp_path / "scan.csv").open(newline="") as file:
        assert [row["domain"] for row in csv.DictReader(file)] == ["example.com"]
