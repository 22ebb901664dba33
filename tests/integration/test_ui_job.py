"""The page of one domain: every value with its evidence, every try, and nothing but text from the site."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.report import Contact, ContactKind, Fact, Method
from tests.support.fleet import HandFleet
from tests.support.person import Person, finish, job_ids
from tests.support.results import rich_report
from webapp import create_app

MARKUP = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>"


@pytest.fixture
def person(app: Flask, fleet: HandFleet) -> Person:
    return Person(app)


def test_a_job_shows_every_value_with_its_evidence_and_every_try(person, fleet):
    batch_id = fleet.submit("one.com").batch_id
    finish(fleet, batch_id, one=rich_report("one.com"))

    page = person.get(f"/batches/{batch_id}/jobs/{job_ids(fleet, batch_id)[0]}")

    for expected in (
        "anna@one.com",
        "a person at the domain itself",
        "an e-mail link",
        "logo@2x.png",
        "WordPress",
        "https://one.com/robots.txt",
        "192.0.2.7",
        "87 ms",
        "Attempt 1",
        "scan@test",
        "List of pages",
        "http://one.com/",
    ):
        assert expected in page


def test_an_attempt_leads_to_its_task_in_flower(settings, fleet, monkeypatch):
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    app = create_app(replace(settings, flower_url="http://127.0.0.1:5555"))
    batch_id = fleet.submit("one.com").batch_id
    finish(fleet, batch_id)
    page = Person(app).get(f"/batches/{batch_id}/jobs/{job_ids(fleet, batch_id)[0]}")
    app.extensions["scrapersky"].close()
    with unit_of_work(fleet.res.engine) as connection:
        token = connection.execute(text("SELECT token FROM attempts")).scalar_one()

    assert f'href="http://127.0.0.1:5555/task/{token}"' in page


def test_what_a_site_says_is_text_and_its_links_are_harmless(person, fleet):
    batch_id = fleet.submit("one.com").batch_id
    report = rich_report("one.com", title=MARKUP)
    bad_fact = Fact("favicon", "javascript:alert(3)", "data:text/html,x", Method.LINK, MARKUP)
    bad_contact = Contact(ContactKind.SOCIAL, " javascript:alert(4)", "vbscript:x", Method.LINK, MARKUP, label=MARKUP)
    report = replace(
        report,
        facts=(*report.facts, bad_fact),
        contacts=(*report.contacts, bad_contact),
        answered_url="javascript:alert(5)",
        liveness_evidence=MARKUP,
        detail=MARKUP,
    )
    finish(fleet, batch_id, one=report)
    job_id = job_ids(fleet, batch_id)[0]

    for path in (f"/batches/{batch_id}", f"/batches/{batch_id}/jobs/{job_id}", f"/batches/{batch_id}/jobs-table"):
        html = person.client.get(path).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert all(
            link.startswith(("/", "#", "http://", "https://", "mailto:", "tel:"))
            for link in re.findall(r'href="([^"]*)"', html)
        )
