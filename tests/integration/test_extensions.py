"""The extension of a phone number, from the report to whoever reads it."""

from __future__ import annotations

import csv
import io
import json

from flask import Flask

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Contact, ContactKind, Method, Report
from tests.integration.conftest import ApiUser
from tests.support.fleet import HandFleet
from tests.support.person import Person, finish, job_ids
from tests.support.results import end_jobs

HOME = "https://example.com/"
REPORT = Report(
    "example.com",
    Outcome.OK,
    answered_url=HOME,
    contacts=(
        Contact(ContactKind.PHONE, "+16502530000", HOME, Method.TEL, best=True),
        Contact(ContactKind.PHONE, "+16502530000", HOME, Method.TEXT, as_written="x12", extension="12"),
    ),
)


def test_the_extension_is_stored_shown_and_exported(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id, {"example.com": REPORT})
    job_id = api.get(f"/batch/{batch_id}/jobs").json["items"][0]["job_id"]

    job = api.get(f"/batch/{batch_id}/jobs/{job_id}").json
    table = api.get(f"/batch/{batch_id}/export?format=csv&shape=long").text
    lines = api.get(f"/batch/{batch_id}/export?format=jsonl&shape=long").text

    assert [contact["extension"] for contact in job["findings"]["contacts"]] == ["", "12"]
    assert [row["extension"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))] == ["", "12"]
    assert [json.loads(line)["extension"] for line in lines.splitlines()] == ["", "12"]


def test_the_page_of_the_job_shows_the_extension_and_dials_it(app: Flask, fleet: HandFleet) -> None:
    batch_id = fleet.submit("example.com").batch_id
    finish(fleet, batch_id, example=REPORT)

    page = Person(app).get(f"/batches/{batch_id}/jobs/{job_ids(fleet, batch_id)[0]}")

    assert "tel:+16502530000;ext=12" in page
    assert "ext. 12" in page
