"""A batch as a file, over HTTP and on disk."""

from __future__ import annotations

import csv
import io
import json
import threading
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadInput, NotFound
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.resources import Resources
from scraper_sky.services import exports
from scraper_sky.services.export_shapes import LONG_COLUMNS, WIDE_COLUMNS
from tests.integration.conftest import ApiUser
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs, rich_report
from webapp.api import exports as export_view


def csv_of(api: ApiUser, batch_id: str, shape: str = "wide") -> list[dict[str, str]]:
    reply = api.get(f"/batch/{batch_id}/export?format=csv&shape={shape}")
    assert reply.status_code == 200
    return list(csv.DictReader(io.StringIO(reply.text, newline="")))


def jsonl_of(api: ApiUser, batch_id: str, shape: str = "wide") -> list[Any]:
    reply = api.get(f"/batch/{batch_id}/export?format=jsonl&shape={shape}")
    assert reply.status_code == 200
    return [json.loads(line) for line in reply.text.split("\n")[:-1]]


def test_a_wide_csv_has_one_row_a_domain_in_the_order_of_the_rows(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com", "no domain", "https://gone.com/x")
    end_jobs(fleet, batch_id, {"gone.com": Report("gone.com", Outcome.NXDOMAIN)})

    rows = csv_of(api, batch_id)

    assert tuple(rows[0]) == WIDE_COLUMNS
    assert [(row["row"], row["domain"], row["status"]) for row in rows] == [
        ("1", "example.com", "succeeded"),
        ("3", "gone.com", "failed"),
    ]
    found = rows[0]
    assert found["title"] == "Bäckerei Müller – Brot & Kuchen"
    assert found["company_name"] == "Müller GmbH"
    assert found["best_email"] == "anna@example.com"
    assert found["emails"] == "info@example.com | anna@example.com"
    assert (found["best_phone"], found["phones"]) == ("+4930123456", "+4930123456 | +4930654321")
    assert found["linkedin"] == "https://www.linkedin.com/company/mueller"
    assert found["other_profiles"] == "https://mastodon.social/@mueller"
    assert (found["cms"], found["technologies"]) == ("WordPress 6.8", "WordPress 6.8 | Elementor")
    assert (found["pages_read"], found["attempts"], found["liveness"]) == ("1", "1", "live")
    assert "logo@2x.png" not in found["emails"]
    assert rows[1]["outcome_sentence"] == Outcome.NXDOMAIN.sentence
    assert rows[1]["input"] == "https://gone.com/x"


def test_a_long_csv_has_one_row_a_contact(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)

    rows = csv_of(api, batch_id, "long")

    assert tuple(rows[0]) == LONG_COLUMNS
    assert len(rows) == 6
    assert {row["value"] for row in rows if row["best"] == "yes"} == {"anna@example.com", "+4930123456"}
    assert all(row["page_url"] and row["method"] for row in rows)


def test_json_lines_carry_everything_with_where_it_was_found(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)

    (job,) = jsonl_of(api, batch_id)

    assert job["facts"][0] == {
        "name": "title",
        "value": "Bäckerei Müller – Brot & Kuchen",
        "page_url": "https://example.com/",
        "method": "html",
        "snippet": "<title>Bäckerei Müller – Brot & Kuchen</title>",
    }
    assert [contact["rejected_by"] for contact in job["contacts"]].count("image file name") == 1
    assert job["attempts"][0]["tries"][0]["purpose"] == "robots"
    assert len(jsonl_of(api, batch_id, "long")) == 6


def test_what_a_site_says_cannot_become_a_formula(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    evil = '=HYPERLINK("https://evil.example","click")'
    end_jobs(fleet, batch_id, {"example.com": rich_report("example.com", title=evil)})

    assert csv_of(api, batch_id)[0]["title"] == "'" + evil
    assert jsonl_of(api, batch_id)[0]["facts"][0]["value"] == evil


@pytest.mark.parametrize("state", ["pending", "queued", "running", "paused", "cancelled"])
def test_an_export_works_in_every_state(api: ApiUser, fleet: HandFleet, state: str) -> None:
    batch_id = api.submit("a.com", "b.com")
    if state in ("queued", "running"):
        fleet.advance(UUID(batch_id))
    if state == "running":
        fleet.start(fleet.messages.popleft())
    if state in ("paused", "cancelled"):
        api.post(f"/batch/{batch_id}/{'pause' if state == 'paused' else 'cancel'}")

    assert [row["domain"] for row in csv_of(api, batch_id)] == ["a.com", "b.com"]
    assert csv_of(api, batch_id, "long") == []
    assert [job["domain"] for job in jsonl_of(api, batch_id)] == ["a.com", "b.com"]
    assert jsonl_of(api, batch_id, "long") == []


def test_the_file_has_a_name_of_ours_and_a_type(api: ApiUser) -> None:
    batch_id = api.submit("a.com")

    reply = api.get(f"/batch/{batch_id}/export")

    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="scrapersky-{batch_id}-wide.csv"'
    assert not reply.data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("query", ["format=xlsx", "format=parquet", "format=pdf", "shape=tall", "columns=a"])
def test_what_cannot_be_exported_is_refused_before_the_first_byte(api: ApiUser, query: str) -> None:
    reply = api.get(f"/batch/{api.submit('a.com')}/export?{query}")

    assert reply.status_code == 422
    assert query.split("=")[0] in reply.json["errors"]["query"]


def test_an_export_is_one_moment_although_the_batch_goes_on(
    api: ApiUser, fleet: HandFleet, res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PORTION", 1)
    monkeypatch.setattr(exports, "CHUNK", 0)
    batch_id = api.submit("a.com", "b.com", "c.com")
    portions = exports.stream_export(res, None, UUID(batch_id), "jsonl")
    first = json.loads(next(portions))

    end_jobs(fleet, batch_id)
    rest = [json.loads(portion) for portion in portions]

    assert {job["status"] for job in (first, *rest)} == {"pending"}
    assert {job["status"] for job in jsonl_of(api, batch_id)} == {"succeeded"}


def test_many_portions_give_every_row_once(api: ApiUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PORTION", 7)
    batch_id = api.submit(*(f"site-{number}.com" for number in range(100)))

    assert [row["row"] for row in csv_of(api, batch_id)] == [str(number) for number in range(1, 101)]


def test_a_reader_that_leaves_gives_its_connection_back(
    api: ApiUser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PORTION", 1)
    pool: Any = app.extensions["scrapersky"].engine.pool
    batch_id = api.submit("a.com", "b.com")

    reply = api.get(f"/batch/{batch_id}/export?format=jsonl")
    next(iter(reply.response))
    assert pool.checkedout() == 1
    reply.close()

    assert pool.checkedout() == 0


def test_too_many_downloads_at_once_are_asked_to_come_back(api: ApiUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_view, "_places", threading.BoundedSemaphore(1))
    batch_id = api.submit("a.com")
    running = api.get(f"/batch/{batch_id}/export")

    refused = api.get(f"/batch/{batch_id}/export")
    assert running.text
    later = api.get(f"/batch/{batch_id}/export")

    assert (refused.status_code, refused.json["code"]) == (503, "unavailable")
    assert int(refused.headers["Retry-After"]) > 0
    later.close()
    last = api.get(f"/batch/{batch_id}/export")
    assert (later.status_code, last.status_code) == (200, 200)
    last.close()


def test_head_asks_for_nothing_and_holds_nothing(api: ApiUser, app: Flask) -> None:
    pool: Any = app.extensions["scrapersky"].engine.pool

    reply = api.open("HEAD", f"/batch/{api.submit('a.com')}/export")

    assert (reply.status_code, reply.data, pool.checkedout()) == (200, b"", 0)
    reply.close()


def test_an_export_to_a_file_appears_whole(api: ApiUser, res: Resources, tmp_path: Path) -> None:
    batch_id = UUID(api.submit("a.com"))

    exports.export_to_file(res, None, batch_id, tmp_path / "results.csv", "csv")

    assert [path.name for path in tmp_path.iterdir()] == ["results.csv"]
    assert b"a.com" in (tmp_path / "results.csv").read_bytes()


def test_unknown_batches_and_formats_are_refused_at_the_call(res: Resources) -> None:
    with pytest.raises(NotFound):
        exports.stream_export(res, None, uuid4(), "csv")
    with pytest.raises(BadInput, match="xlsx"):
        exports.stream_export(res, None, uuid4(), "xlsx")


def test_an_attempt_that_was_lost_does_not_break_the_export(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("a.com")
    for _ in range(3):
        fleet.advance(UUID(batch_id))
        fleet.start(fleet.messages.popleft())
        fleet.expire_leases()
        fleet.sweep()
        fleet.make_due()

    assert csv_of(api, batch_id)[0]["outcome"] == "worker_lost"
    assert len(jsonl_of(api, batch_id)[0]["attempts"]) == 3


def test_the_export_holds_as_many_rows_as_the_batch_counts(api: ApiUser, fleet: HandFleet, res: Resources) -> None:
    batch_id = api.submit(*(f"site-{number}.com" for number in range(30)))
    end_jobs(fleet, batch_id)

    with unit_of_work(res.engine) as connection:
        stored = connection.execute(text("SELECT count(*) FROM contacts WHERE rejected_by IS NULL")).scalar_one()

    assert len(csv_of(api, batch_id)) == 30
    assert len(csv_of(api, batch_id, "long")) == stored
