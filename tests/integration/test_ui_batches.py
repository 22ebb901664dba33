"""The pages of the batches: lists, numbers that add up, and what can be done to them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.services import batches, control
from tests.support.fleet import HandFleet
from tests.support.person import Person, count, finish, job_ids
from tests.support.results import rich_report


@pytest.fixture
def person(app: Flask, fleet: HandFleet) -> Person:
    return Person(app)


def test_an_open_batch_reloads_itself_where_there_is_no_javascript(person, fleet):
    batch_id = fleet.submit("example.com").batch_id
    waiting = person.get(f"/batches/{batch_id}")
    finish(fleet, batch_id)

    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert "http-equiv" not in person.get(f"/batches/{batch_id}")


def test_the_numbers_of_a_batch_add_up(person, fleet):
    batch_id = fleet.submit("one.com", "two.com", "three.com").batch_id
    finish(fleet, batch_id, one=rich_report("one.com"))

    page = person.get(f"/batches/{batch_id}/live")

    assert re.search(r"Succeeded <strong>1</strong>", page)
    assert re.search(r"Failed <strong>2</strong>", page)
    assert "= 3" in page
    assert "No such domain" in page
    assert "Retry 2 failed" in page


def test_a_batch_that_waits_says_what_it_waits_for(person, fleet):
    batch_id = fleet.submit("example.com").batch_id
    with unit_of_work(fleet.res.engine) as connection:
        connection.execute(text("DELETE FROM processes"))
        connection.execute(text("UPDATE batches SET updated_at = now() - interval '1 minute'"))

    assert "No worker is running" in person.get(f"/batches/{batch_id}/live")


def test_the_jobs_can_be_narrowed_and_searched(person, fleet):
    batch_id = fleet.submit("one.com", "two.com", "three.com").batch_id
    finish(fleet, batch_id, one=rich_report("one.com", title="100% Käse"))

    def shown(query: str) -> set[str]:
        return set(re.findall(r">(\w+\.com)</a>", person.get(f"/batches/{batch_id}/jobs-table?{query}")))

    assert shown("") == {"one.com", "two.com", "three.com"}
    assert shown("status=failed") == {"two.com", "three.com"}
    assert shown("outcome=ok") == {"one.com"}
    assert shown("q=Käse") == {"one.com"}
    assert shown("q=100%25") == {"one.com"}
    assert shown("q=%25") == {"one.com"}
    assert shown("status=nonsense&outcome=nonsense&after=x") == {"one.com", "two.com", "three.com"}


def test_a_long_batch_is_shown_in_pages(person, fleet):
    batch_id = fleet.submit(*(f"site{number}.com" for number in range(230))).batch_id
    seen: list[str] = []
    path = f"/batches/{batch_id}"

    while path:
        page = person.get(path)
        seen += re.findall(r">(site\d+\.com)</a>", page)
        following = re.search(r'id="next-page" href="([^"]+)"', page)
        path = following[1].split("#")[0] if following else ""

    assert seen == [f"site{number}.com" for number in range(230)]


def test_all_batches_are_listed_in_pages_newest_first(person, fleet):
    ids = [str(fleet.submit("example.com").batch_id) for _ in range(35)]

    first = person.get("/batches")
    older = re.search(r'href="(/batches\?before=[^"]+)"', first)
    assert older
    second = person.get(older[1])

    found = re.findall(r'class="row-link" href="/batches/([0-9a-f-]{36})"', first + second)
    assert found == ids[::-1]
    assert "No batch with this status" in person.get("/batches?status=failed")
    assert person.get("/batches?before=nonsense").count("row-link") == 30


def test_retry_by_outcome_by_tick_and_of_all_that_failed(person, fleet):
    batch_id = fleet.submit("one.com", "two.com", "three.com").batch_id
    finish(fleet, batch_id, one=rich_report("one.com"), two=Report("two.com", Outcome.TLS_EXPIRED))
    page = f"/batches/{batch_id}"

    def open_after(fields: dict[str, object]) -> list[str]:
        person.post(f"{page}/retry", fields)
        rows = batches.list_jobs(fleet.res, None, batch_id, status="pending")
        finish(fleet, batch_id, one=rich_report("one.com"), two=Report("two.com", Outcome.TLS_EXPIRED))
        return [row.domain for row in rows]

    assert open_after({"outcome": "tls_expired"}) == ["two.com"]
    assert open_after({"of": "ticked", "job": job_ids(fleet, batch_id)[:1]}) == ["one.com"]
    assert open_after({"of": "failed"}) == ["two.com", "three.com"]
    assert open_after({"of": "ticked"}) == []
    assert person.post(f"{page}/retry", {"outcome": "nonsense"}).status_code == 422


def test_what_can_no_longer_be_done_is_said_on_the_page_of_the_batch(person, fleet):
    batch_id = fleet.submit("one.com").batch_id
    finish(fleet, batch_id)

    reply = person.post(f"/batches/{batch_id}/pause", {})

    assert (reply.status_code, reply.location) == (303, f"/batches/{batch_id}")
    assert "can no longer be paused" in person.get(reply.location)


def test_cancel_and_delete(person, fleet):
    batch_id = fleet.submit("one.com", "two.com").batch_id

    person.post(f"/batches/{batch_id}/cancel", {})
    cancelled = person.get(f"/batches/{batch_id}")
    person.post(f"/batches/{batch_id}/delete", {})

    assert "2 domains left unread" in cancelled
    assert "Retry 2 unread" in cancelled
    assert count(fleet, "batches") == 0
    person.get(f"/batches/{batch_id}", 404)


@pytest.mark.parametrize("file", ["csv", "jsonl"])
def test_the_results_are_one_click_away(person, fleet, file):
    batch_id = fleet.submit("one.com").batch_id
    finish(fleet, batch_id, one=rich_report("one.com"))
    link = re.search(rf'id="{file}" href="([^"]+)"', person.client.get(f"/batches/{batch_id}").text)
    assert link

    reply = person.client.get(unescape(link[1]))

    assert reply.status_code == 200
    assert "anna@one.com" in reply.text


def test_the_history_names_who_did_what(person, fleet):
    batch_id = fleet.submit("one.com").batch_id
    control.cancel(fleet.res, None, batch_id, actor="operator on the command line")

    page = person.get(f"/batches/{batch_id}")

    assert "operator on the command line" in page
    assert re.search(r"<strong>Cancelled</strong>\s+1 domain", page)
