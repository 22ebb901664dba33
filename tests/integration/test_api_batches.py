"""Submitting batches, looking at them, and moving them, over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from tests.integration.conftest import BASE, KEY, ApiUser
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs

UTC_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


def test_a_submission_is_stored_and_answered_with_where_to_look(api: ApiUser) -> None:
    reply = api.post("/batch", {"domains": ["Example.com", "https://www.example.org/a?b"], "max_pages": 3})

    assert reply.status_code == 202
    body: dict[str, Any] = reply.json
    assert set(body) == {"batch_id", "status_url", "job_count", "created_at", "rejected", "duplicates"}
    assert body["job_count"] == 2
    assert body["status_url"] == f"{BASE}/batch/{body['batch_id']}/status"
    assert body["created_at"].endswith("Z")
    assert api.client.get(body["status_url"], headers={"Authorization": f"Bearer {KEY}"}).status_code == 200


def test_rows_that_are_no_domain_come_back_with_their_number_and_the_others_run(api: ApiUser) -> None:
    body = api.post("/batch", {"domains": ["example.com", "no domain", "EXAMPLE.com.", "x\x00.com", "\ud800.com"]}).json

    assert body["job_count"] == 1
    assert [row["row"] for row in body["rejected"]] == [2, 4, 5]
    assert all(row["reason"] for row in body["rejected"])
    assert body["duplicates"] == [{"row": 3, "input": "EXAMPLE.com.", "of_row": 1}]


def test_rows_that_cannot_be_stored_do_not_spoil_a_remembered_reply(api: ApiUser) -> None:
    order = {"domains": ["example.com", "x\x00.com", "\ud800.com", "a" * 5000]}

    first = api.post("/batch", order, headers={"Idempotency-Key": "odd"})
    again = api.post("/batch", order, headers={"Idempotency-Key": "odd"})

    assert first.status_code == again.status_code == 202
    assert first.json == again.json


def test_the_caller_may_choose_the_batch_id_once(api: ApiUser) -> None:
    chosen = str(uuid4())

    first = api.post("/batch", {"domains": ["example.com"], "batch_id": chosen})
    second = api.post("/batch", {"domains": ["example.org"], "batch_id": chosen})

    assert first.json["batch_id"] == chosen
    assert (second.status_code, second.json["code"]) == (409, "conflict")


def test_the_same_idempotency_key_and_body_get_the_same_reply(api: ApiUser) -> None:
    headers = {"Idempotency-Key": "order 66"}

    first = api.post("/batch", {"domains": ["example.com"]}, headers=headers)
    again = api.post("/batch", {"domains": ["example.com"]}, headers=headers)
    other = api.post("/batch", {"domains": ["example.org"]}, headers=headers)

    assert again.json == first.json
    assert (other.status_code, other.json["code"]) == (422, "bad_input")


def test_twenty_doubled_requests_at_once_make_one_batch(app: Flask) -> None:
    def send(_: int) -> Any:
        user = ApiUser(app.test_client(use_cookies=False), KEY)
        return user.post("/batch", {"domains": ["example.com"]}, headers={"Idempotency-Key": "k"})

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(send, range(20)))

    assert {reply.status_code for reply in replies} == {202}
    assert len({reply.json["batch_id"] for reply in replies}) == 1


@pytest.mark.parametrize("key", ["", "a" * 256, "ä", "tab\there"])
def test_an_idempotency_key_must_be_short_and_printable(api: ApiUser, key: str) -> None:
    reply = api.post(
        "/batch", {"domains": ["example.com"]}, headers={"Idempotency-Key": key.encode().decode("latin-1")}
    )

    assert reply.status_code == 422
    assert "Idempotency-Key" in reply.json["errors"]["headers"]


def test_a_new_batch_waits_whole(api: ApiUser) -> None:
    state = api.get(f"/batch/{api.submit('b.example.com', 'a.example.com')}/status").json

    assert state["status"] == "pending"
    assert (state["total_domains"], state["completed_domains"], state["failed_domains"]) == (2, 0, 0)
    assert state["progress"] == 0
    assert state["start_time"] is state["end_time"] is state["processing_time"] is state["error"] is None
    assert list(state["domain_statuses"]) == ["b.example.com", "a.example.com"]
    assert state["domain_statuses"]["a.example.com"]["status"] == "pending"


def test_the_state_of_an_ended_batch_adds_up(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("good.com", "gone.com", "closed.com", "no domain", "good.com", max_concurrent=2)
    end_jobs(
        fleet,
        batch_id,
        {
            "gone.com": Report("gone.com", Outcome.NXDOMAIN, "no such name"),
            "closed.com": Report("closed.com", Outcome.ROBOTS_DISALLOWED),
        },
    )

    state = api.get(f"/batch/{batch_id}/status").json

    assert state["status"] == "partial"
    assert (state["total_domains"], state["completed_domains"], state["failed_domains"]) == (3, 2, 1)
    assert state["progress"] == 100
    assert sum(state["counts"].values()) == state["total_domains"]
    assert set(state["counts"]) == {"pending", "queued", "running", "succeeded", "failed", "skipped", "cancelled"}
    assert state["outcomes"] == {"ok": 1, "nxdomain": 1, "robots_disallowed": 1}
    assert state["domain_statuses"]["gone.com"]["outcome"] == "nxdomain"
    assert state["processing_time"] >= 0
    assert state["metadata"] == {
        "max_pages": 10,
        "max_concurrent": 2,
        "source": "api",
        "site_pages": None,
        "kind": "scan",
        "rejected": 1,
        "duplicates": 1,
    }


def test_a_batch_can_be_paused_resumed_and_cancelled(api: ApiUser) -> None:
    batch_id = api.submit("a.com", "b.com")

    assert api.post(f"/batch/{batch_id}/pause").json["status"] == "paused"
    assert api.post(f"/batch/{batch_id}/resume").json["status"] == "pending"
    cancelled = api.post(f"/batch/{batch_id}/cancel").json
    assert (cancelled["status"], cancelled["jobs"]) == ("cancelled", 2)


def test_what_does_not_fit_the_state_is_a_conflict(api: ApiUser) -> None:
    batch_id = api.submit("a.com")

    assert api.post(f"/batch/{batch_id}/resume").status_code == 409
    assert api.post(f"/batch/{batch_id}/retry").status_code == 409
    api.post(f"/batch/{batch_id}/cancel")
    for move in ("pause", "cancel", "resume"):
        assert api.post(f"/batch/{batch_id}/{move}").json["code"] == "conflict"


def test_retry_without_a_body_tries_again_what_failed(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("good.com", "gone.com")
    end_jobs(fleet, batch_id, {"gone.com": Report("gone.com", Outcome.NXDOMAIN)})

    reply = api.post(f"/batch/{batch_id}/retry")

    assert (reply.status_code, reply.json["status"], reply.json["jobs"]) == (202, "running", 1)


def test_retry_takes_named_jobs_or_outcomes(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("good.com", "gone.com")
    end_jobs(fleet, batch_id, {"gone.com": Report("gone.com", Outcome.NXDOMAIN)})
    good = api.get(f"/batch/{batch_id}/jobs?status=succeeded").json["items"][0]["job_id"]

    assert api.post(f"/batch/{batch_id}/retry", {"outcomes": ["read_timeout"]}).status_code == 409
    assert api.post(f"/batch/{batch_id}/retry", {"jobs": [good]}).json["jobs"] == 1
    assert api.post(f"/batch/{batch_id}/retry", {"outcomes": ["nxdomain"]}).json["jobs"] == 1


@pytest.mark.parametrize(
    "order", [{"jobs": []}, {"jobs": [2**63]}, {"jobs": ["1"]}, {"outcomes": ["nonsense"]}, {"job": [1]}]
)
def test_a_retry_that_names_nonsense_is_refused(api: ApiUser, order: dict[str, Any]) -> None:
    assert api.post(f"/batch/{api.submit('a.com')}/retry", order).status_code == 422


def test_a_deleted_batch_is_gone(api: ApiUser) -> None:
    batch_id = api.submit("a.com")

    reply = api.delete(f"/batch/{batch_id}")

    assert (reply.status_code, reply.data) == (204, b"")
    assert api.get(f"/batch/{batch_id}/status").status_code == 404
    assert api.delete(f"/batch/{batch_id}").status_code == 404


def test_the_list_of_batches_comes_in_pages_newest_first(api: ApiUser, stranger: ApiUser) -> None:
    ids = [api.submit("a.com") for _ in range(5)]
    stranger.submit("b.com")

    seen, cursor = [], None
    while True:
        page = api.get("/batch", query_string={"limit": 2} | ({"cursor": cursor} if cursor else {})).json
        assert len(page["items"]) <= 2
        seen += [line["batch_id"] for line in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == ids[::-1]


def test_the_list_of_batches_can_be_filtered_by_status(api: ApiUser) -> None:
    open_id, ended_id = api.submit("a.com"), api.submit("b.com")
    api.post(f"/batch/{ended_id}/cancel")

    assert [line["batch_id"] for line in api.get("/batch?status=pending").json["items"]] == [open_id]
    assert [line["batch_id"] for line in api.get("/batch?status=cancelled").json["items"]] == [ended_id]
    assert api.get("/batch?status=gone").status_code == 422


def test_a_batch_is_recorded_although_the_broker_is_away(api: ApiUser, monkeypatch: pytest.MonkeyPatch) -> None:
    from tasks.app import app as celery  # noqa: PLC0415  (its settings are changed here)

    monkeypatch.setitem(celery.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setitem(celery.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    batch_id = api.submit("a.com")

    assert api.get(f"/batch/{batch_id}/status").json["status"] == "pending"
