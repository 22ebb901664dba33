"""Nobody sees, moves or deletes what belongs to another tenant: over every route there is."""

from __future__ import annotations

from flask import Flask

from tests.integration.conftest import BASE, ApiUser
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs


def test_every_route_with_an_id_answers_404_to_a_stranger(
    app: Flask, api: ApiUser, stranger: ApiUser, fleet: HandFleet
) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)
    job_id = api.get(f"/batch/{batch_id}/jobs").json["items"][0]["job_id"]
    before = api.get(f"/batch/{batch_id}/status").json
    values = {"batch_id": batch_id, "job_id": job_id}

    tried = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if not rule.rule.startswith(BASE) or not rule.arguments:
                continue
            path = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
                tried.append((method, path.removeprefix(BASE)))

    assert len(tried) >= 11
    for method, path in tried:
        reply = stranger.open(method, path, json={} if method == "POST" else None)
        assert (reply.status_code, reply.json["code"]) == (404, "not_found"), (method, path)
        assert "example.com" not in reply.text
    assert api.get(f"/batch/{batch_id}/status").json == before


def test_a_strange_batch_and_one_that_never_was_look_the_same(api: ApiUser, stranger: ApiUser) -> None:
    batch_id = api.submit("example.com")
    never = batch_id[:-4] + ("0000" if batch_id[-4:] != "0000" else "1111")

    strange = stranger.get(f"/batch/{batch_id}/status").json
    unknown = stranger.get(f"/batch/{never}/status").json

    assert strange["message"].replace(batch_id, "X") == unknown["message"].replace(never, "X")


def test_lists_and_searches_hold_what_is_ones_own(api: ApiUser, stranger: ApiUser) -> None:
    api.submit("example.com")
    own = stranger.submit("example.org")

    assert [line["batch_id"] for line in stranger.get("/batch").json["items"]] == [own]


def test_a_retry_reaches_no_jobs_of_another_batch(api: ApiUser, stranger: ApiUser, fleet: HandFleet) -> None:
    theirs, own = api.submit("example.com"), stranger.submit("example.org")
    end_jobs(fleet, theirs)
    job_id = api.get(f"/batch/{theirs}/jobs").json["items"][0]["job_id"]

    assert stranger.post(f"/batch/{own}/retry", {"jobs": [job_id]}).status_code == 409
    assert api.get(f"/batch/{theirs}/status").json["status"] == "completed"


def test_tenants_do_not_share_idempotency_keys(api: ApiUser, stranger: ApiUser) -> None:
    headers = {"Idempotency-Key": "1"}

    first = api.post("/batch", {"domains": ["example.com"]}, headers=headers)
    second = stranger.post("/batch", {"domains": ["example.org"]}, headers=headers)

    assert first.status_code == second.status_code == 202
    assert first.json["batch_id"] != second.json["batch_id"]


def test_a_batch_id_of_another_tenant_is_taken_and_says_no_more(api: ApiUser, stranger: ApiUser) -> None:
    batch_id = api.submit("example.com")

    reply = stranger.post("/batch", {"domains": ["example.org"], "batch_id": batch_id})

    assert reply.status_code == 409
    assert "example.com" not in reply.text
