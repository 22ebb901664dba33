"""Jobs over HTTP: the list, one with everything about it, and the single scan."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.services import batches
from tests.integration.conftest import ApiUser
from tests.support.fleet import HandFleet
from tests.support.person import Person
from tests.support.results import end_jobs
from webapp.schemas.batches import DomainStatus
from webapp.schemas.jobs import JobLine


def test_the_jobs_come_in_the_order_of_the_rows_page_by_page(api: ApiUser) -> None:
    batch_id = api.submit(*(f"site-{number}.com" for number in range(7)))

    seen, cursor = [], None
    for _ in range(4):
        page = api.get(
            f"/batch/{batch_id}/jobs", query_string={"limit": 2} | ({"cursor": cursor} if cursor else {})
        ).json
        seen += [(job["row"], job["domain"]) for job in page["items"]]
        cursor = page["next_cursor"]

    assert cursor is None
    assert seen == [(number + 1, f"site-{number}.com") for number in range(7)]


def test_the_jobs_can_be_searched_and_filtered(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("good.com", "gone_.example.com", "gone.com")
    end_jobs(fleet, batch_id, {"gone.com": Report("gone.com", Outcome.NXDOMAIN)})

    def found(**query: str) -> list[str]:
        return [job["domain"] for job in api.get(f"/batch/{batch_id}/jobs", query_string=query).json["items"]]

    assert found(status="failed") == ["gone.com"]
    assert found(outcome="nxdomain") == ["gone.com"]
    assert found(q="GONE") == ["gone_.example.com", "gone.com"]
    assert found(q="_") == ["gone_.example.com"]
    assert found(q="%") == []
    assert found(q="") == ["good.com", "gone_.example.com", "gone.com"]


def test_a_job_in_a_list_is_what_its_schema_says_in_that_order(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("gone.com", "later.com")
    end_jobs(fleet, batch_id, {"gone.com": Report("gone.com", Outcome.NXDOMAIN)})

    lines = api.get(f"/batch/{batch_id}/jobs").json["items"]
    states = api.get(f"/batch/{batch_id}/status").json["domain_statuses"]

    assert len(lines) == len(states) == 2
    for line in lines:
        assert list(line.items()) == list(JobLine().dump(line).items())
        assert states[line["domain"]] == DomainStatus().dump(line)


@pytest.mark.parametrize(
    "query",
    [
        "status=odd",
        "outcome=odd",
        "limit=0",
        "limit=1001",
        "limit=x",
        "q=%00",
        "sort=domain",
        "cursor=x",
        "q=" + "a" * 201,
    ],
)
def test_a_query_that_means_nothing_is_refused_by_the_name_of_its_field(api: ApiUser, query: str) -> None:
    reply = api.get(f"/batch/{api.submit('a.com')}/jobs?{query}")

    assert reply.status_code == 422
    assert query.split("=")[0] in reply.json["errors"]["query"]


def test_a_cursor_of_another_list_is_refused(api: ApiUser, stranger: ApiUser) -> None:
    first, second = api.submit("a.com", "b.com"), api.submit("a.com", "b.com")
    jobs_cursor = api.get(f"/batch/{first}/jobs?limit=1").json["next_cursor"]
    batches_cursor = api.get("/batch?limit=1").json["next_cursor"]

    assert api.get(f"/batch/{second}/jobs", query_string={"cursor": jobs_cursor}).status_code == 422
    assert api.get("/batch", query_string={"cursor": jobs_cursor}).status_code == 422
    assert stranger.get("/batch", query_string={"cursor": batches_cursor}).status_code == 422
    assert api.get(f"/batch/{first}/jobs", query_string={"cursor": jobs_cursor[:-1]}).status_code == 422


def test_a_job_shows_every_attempt_and_every_value_with_where_it_was_found(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)
    job_id = api.get(f"/batch/{batch_id}/jobs").json["items"][0]["job_id"]

    job = api.get(f"/batch/{batch_id}/jobs/{job_id}").json

    assert (job["status"], job["outcome"], job["outcome_sentence"]) == ("succeeded", "ok", Outcome.OK.sentence)
    assert [attempt["number"] for attempt in job["attempt_log"]] == [1]
    assert [attempt["url"] for attempt in job["attempt_log"][0]["tries"]] == [
        "https://example.com/robots.txt",
        "https://example.com/",
    ]
    findings = job["findings"]
    assert {fact["name"]: (fact["page_url"], fact["method"]) for fact in findings["facts"]}["company_name"] == (
        "https://example.com/",
        "json-ld",
    )
    assert {contact["value"]: contact["rejected_by"] for contact in findings["contacts"]}[
        "logo@2x.png"
    ] == "image file name"
    assert findings["technologies"][0]["version"] == "6.8"
    assert findings["sitemaps"][0]["url_count"] == 12
    assert findings["pages"][0]["chosen_for"] == "home"
    assert findings["redirects"] == ["http://example.com/", "https://example.com/"]


def test_a_job_is_found_under_its_own_batch_only(api: ApiUser) -> None:
    first, second = api.submit("a.com"), api.submit("b.com")
    job_id = api.get(f"/batch/{first}/jobs").json["items"][0]["job_id"]

    assert api.get(f"/batch/{second}/jobs/{job_id}").status_code == 404


def test_a_single_scan_is_followed_by_its_job(api: ApiUser, fleet: HandFleet) -> None:
    reply = api.post("/scan", {"base_url": "https://www.example.com/about"})
    assert reply.status_code == 202
    assert set(reply.json) == {"job_id", "status_url", "created_at"}
    path = f"/status/{reply.json['job_id']}"

    waiting = api.get(path).json
    assert (waiting["status"], waiting["progress"], waiting["result_data"]) == ("pending", 0, None)
    assert waiting["domain"] == "example.com"
    assert waiting["created_at"] == reply.json["created_at"]

    end_jobs(fleet, waiting["job_metadata"]["batch_id"])
    ended = api.get(path).json
    assert (ended["status"], ended["progress"], ended["error"]) == ("succeeded", 100, None)
    assert ended["result_data"]["facts"][0]["name"] == "title"
    assert ended["job_metadata"]["attempts"] == 1
    assert ended["updated_at"] >= ended["created_at"]


def test_a_single_scan_reads_up_to_a_hundred_pages_unless_told(api: ApiUser) -> None:
    job_id = api.post("/scan", {"base_url": "example.com"}).json["job_id"]
    batch_id = api.get(f"/status/{job_id}").json["job_metadata"]["batch_id"]

    assert api.get(f"/batch/{batch_id}/status").json["metadata"]["max_pages"] == 100


def test_a_failed_job_says_why_in_one_sentence_and_in_detail(api: ApiUser, fleet: HandFleet) -> None:
    job_id = api.post("/scan", {"base_url": "gone.com"}).json["job_id"]
    batch_id = api.get(f"/status/{job_id}").json["job_metadata"]["batch_id"]
    end_jobs(fleet, batch_id, {"gone.com": Report("gone.com", Outcome.NXDOMAIN, "NXDOMAIN from 192.0.2.1")})

    assert api.get(f"/status/{job_id}").json["error"] == ("This domain name does not exist. (NXDOMAIN from 192.0.2.1)")


def test_a_running_job_is_half_way(api: ApiUser, fleet: HandFleet) -> None:
    job_id = api.post("/scan", {"base_url": "example.com"}).json["job_id"]
    fleet.advance(UUID(api.get(f"/status/{job_id}").json["job_metadata"]["batch_id"]))
    fleet.start(fleet.messages.popleft())

    state = api.get(f"/status/{job_id}").json
    assert (state["status"], state["progress"]) == ("running", 50)


def test_what_is_no_domain_is_no_scan(api: ApiUser) -> None:
    reply = api.post("/scan", {"base_url": "127.0.0.1"})

    assert reply.status_code == 422
    assert "IP address" in reply.json["errors"]["rejected"][0]["reason"]


def test_an_attempt_that_waits_for_a_site_says_so(app: Flask, api: ApiUser, fleet: HandFleet) -> None:
    batch_id = api.submit("example.com")
    fleet.advance(UUID(batch_id))
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None
    path, page = f"/batch/{batch_id}/jobs/{lease.job_id}", f"/batches/{batch_id}/jobs/{lease.job_id}"

    running = api.get(path).json["attempt_log"][0]
    shown_running = Person(app, api.key).get(page)
    assert fleet.wait(lease)
    waiting = api.get(path).json["attempt_log"][0]
    shown_waiting = Person(app, api.key).get(page)

    assert (running["status"], running["wait_reason"]) == ("running", None)
    assert (waiting["status"], waiting["wait_reason"]) == ("waiting", "example.com asked for 30 s")
    assert (attempt_badge(shown_running), attempt_badge(shown_waiting)) == ("Running", "Waiting")
    assert "<span>Example.com asked for 30 s</span>" in shown_waiting


def test_an_attempt_says_where_its_responses_came_from_and_not_where_they_are_kept(
    app: Flask, api: ApiUser, fleet: HandFleet
) -> None:
    batch_id = api.submit("example.com")
    end_jobs(fleet, batch_id)
    with unit_of_work(fleet.res.engine) as connection:
        row = batches.list_jobs(app.extensions["scrapersky"], None, UUID(batch_id))[0]
        path = f"/batch/{batch_id}/jobs/{row.id}"
        before = api.get(path).json["attempt_log"]
        connection.execute(
            text(
                "INSERT INTO attempts (job_id, number, token, worker, finished_at, outcome, source, archive)"
                " VALUES (:id, 2, gen_random_uuid(), 'operator', now(), 'ok', 'archive', '2026-01-01/secret-name')"
            ),
            {"id": row.id},
        )
    reply = api.get(path)
    page = Person(app, api.key).get(f"/batches/{batch_id}/jobs/{row.id}")

    assert [(attempt["source"], attempt["responses_kept"], attempt["status"]) for attempt in before] == [
        ("web", False, "ended")
    ]
    assert [(attempt["source"], attempt["responses_kept"]) for attempt in reply.json["attempt_log"]] == [
        ("web", False),
        ("archive", True),
    ]
    assert page.count("read again from kept responses") == page.count("<span>responses kept</span>") == 1
    assert "secret-name" not in reply.text + page


def attempt_badge(page: str) -> str:
    """The words of the badge in the head of the first attempt."""
    head = page.split("<h3>Attempt 1</h3>")[1].split("</summary>")[0]
    return re.sub(r"<[^>]*>", " ", head).split()[0]
