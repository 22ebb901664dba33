"""The pages: who gets in, whose batches are seen, and what a page may never do."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from flask import Flask

from scraper_sky.services import tenants
from tests.support.fleet import KEY, HandFleet
from tests.support.person import Person, count, finish, job_ids
from tests.support.results import rich_report


@pytest.fixture
def person(app: Flask, fleet: HandFleet) -> Person:
    return Person(app)


@pytest.mark.parametrize("path", ["/", "/batches", "/batches/6f1c1f6e-8f3c-4d0e-9a55-0d7a4b3a1c22?status=failed"])
def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page_and_back(app, path):
    reply = app.test_client().get(path)

    assert reply.status_code == 302
    assert parse_qs(urlsplit(reply.location).query) == {"next": [path]}


def test_a_wrong_key_is_refused_without_saying_why(app, fleet):
    client = app.test_client()
    person = Person(app, "ssk_not_a_key_of_anybody")

    reply = person.post("/sign-in", {"key": "ssk_not_a_key_of_anybody"}, page="/sign-in")

    assert reply.status_code == 401
    assert "This key is not valid" in reply.text
    assert "ssk_not_a_key" not in reply.text
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "",
        "batches",
    ],
)
def test_signing_in_leads_to_no_other_site(app, fleet, wanted):
    person = Person(app)

    reply = person.post("/sign-in", {"key": KEY, "next": wanted}, page="/sign-in")

    assert (reply.status_code, reply.location) == (303, "/")


def test_signing_in_leads_back_to_where_one_wanted_to_go(app, fleet):
    reply = Person(app).post("/sign-in", {"key": KEY, "next": "/batches?status=failed"}, page="/sign-in")

    assert reply.location == "/batches?status=failed"


def test_after_signing_out_nothing_is_seen(person):
    person.post("/sign-out", {})

    assert person.client.get("/batches").status_code == 302


def test_a_revoked_key_ends_its_sessions(person, fleet):
    tenants.revoke_key(fleet.res.engine, fleet.caller.key_id)

    assert person.client.get("/batches").status_code == 302


def test_a_form_without_its_token_is_refused(person, fleet):
    batch_id = fleet.submit("example.com").batch_id

    for path in ("/preview", "/scans", f"/batches/{batch_id}/cancel", f"/batches/{batch_id}/delete", "/sign-out"):
        assert person.client.post(path, data={"text": "example.com"}).status_code == 403

    assert count(fleet, "batches") == 1


def test_nothing_is_changed_by_a_get(person, fleet):
    batch_id = fleet.submit("example.com").batch_id

    for action in ("pause", "resume", "retry"):
        assert person.client.get(f"/batches/{batch_id}/{action}").status_code in (404, 405)
    for action in ("cancel", "delete"):
        assert "for good" in person.get(f"/batches/{batch_id}/{action}") or action == "cancel"

    assert "Accepted" in person.get(f"/batches/{batch_id}")


def test_nobody_sees_or_changes_what_belongs_to_another_tenant(app, fleet):
    tenants.ensure_key(fleet.res.engine, "ssk_key_of_somebody_else", tenant="somebody else")
    batch_id = fleet.submit("secret-customer.com").batch_id
    finish(fleet, batch_id)
    job_id = job_ids(fleet, batch_id)[0]
    stranger = Person(app, "ssk_key_of_somebody_else")
    known = {"batch_id": str(batch_id), "job_id": str(job_id), "action": "cancel"}
    paths = [
        (rule.methods or set(), re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda name: known[name[1]], rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("ui.") and "batch_id" in rule.arguments
    ]

    for methods, path in paths:
        if "GET" in methods:
            assert stranger.client.get(path).status_code == 404
        if "POST" in methods:
            assert stranger.post(path, {}).status_code == 404

    assert len(paths) >= 9
    assert "secret-customer" not in stranger.get("/batches") + stranger.get("/")
    assert count(fleet, "batches") == 1


def test_a_job_is_found_under_its_own_batch_only(person, fleet):
    one, two = (fleet.submit("one.com").batch_id for _ in range(2))

    person.get(f"/batches/{two}/jobs/{job_ids(fleet, one)[0]}", 404)
    person.get(f"/batches/{one}/jobs/999999999999999999", 404)
    person.get(f"/batches/{uuid4()}", 404)


def test_static_files_are_kept_by_the_browser_and_only_ours_are_served(app):
    client = app.test_client()
    style = re.search(r'href="(/static/base\.css\?v=\w+)"', client.get("/sign-in").text)
    assert style

    reply = client.get(style[1])

    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.mimetype == "text/css"
    for name in ("nothing.css", "../templates/base.html", "%2e%2e/forms.py"):
        assert client.get(f"/static/{name}").status_code == 404


def test_an_error_has_a_page_with_the_number_of_the_request(person):
    reply = person.client.get("/nothing-here")

    assert reply.status_code == 404
    assert reply.mimetype == "text/html"
    assert reply.headers["X-Request-Id"] in reply.text


def test_no_page_has_script_or_style_in_it(person, fleet):
    batch_id = fleet.submit("one.com").batch_id
    finish(fleet, batch_id, one=rich_report("one.com"))
    job_id = job_ids(fleet, batch_id)[0]
    preview = person.post("/preview", {"text": "example.com"}).text

    for path in ("/", "/batches", f"/batches/{batch_id}", f"/batches/{batch_id}/jobs/{job_id}", "/nothing-here"):
        preview += person.client.get(path).text

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/static/)", preview)
