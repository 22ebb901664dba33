"""What the system says of itself: health, the canary, figures, documents."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.resources import Resources
from scraper_sky.services import upkeep
from tests.integration.conftest import BASE, ApiUser
from tests.support.fleet import HandFleet
from tests.support.results import end_jobs


def test_health_names_every_part_and_needs_no_key(client: FlaskClient, fleet: HandFleet) -> None:
    fleet.sweep()

    reply = client.get(f"{BASE}/health")

    assert (reply.status_code, reply.json["status"]) == (200, "OK")
    assert set(reply.json["parts"]) >= {"web", "database", "broker", "workers", "beat", "progress"}
    assert all(part["ok"] and part["sentence"] for part in reply.json["parts"].values())


def test_health_is_an_error_without_workers(client: FlaskClient) -> None:
    reply = client.get(f"{BASE}/health")

    assert (reply.status_code, reply.json["status"]) == (503, "ERROR")
    assert reply.json["parts"]["workers"]["ok"] is False
    assert "workers" in reply.json["message"]


def test_health_names_a_batch_that_stands_still_to_its_owner_only(
    client: FlaskClient, api: ApiUser, stranger: ApiUser, res: Resources
) -> None:
    batch_id = api.submit("a.com")
    with unit_of_work(res.engine) as connection:
        connection.execute(text("UPDATE batches SET created_at = now() - interval '1 h'"))
        connection.execute(text("UPDATE jobs SET not_before = now() - interval '1 h'"))

    def progress(reply_json: dict[str, dict[str, dict[str, str]]] | None) -> str:
        assert reply_json is not None
        return reply_json["parts"]["progress"]["sentence"]

    assert batch_id in progress(api.get("/health").json)
    assert batch_id not in progress(stranger.get("/health").json)
    assert progress(client.get(f"{BASE}/health").json) == "a batch makes no progress"


def test_a_canary_without_a_worker_says_which_stage_did_not_come(api: ApiUser) -> None:
    reply = api.get("/test_background_task")

    assert reply.status_code == 503
    assert (reply.json["status"], reply.json["missing"], reply.json["queue"]) == ("ERROR", "received", "interactive")
    assert reply.json["stages"]["sent"].endswith("Z")
    assert "received" in reply.json["sentence"]


def test_a_canary_that_came_all_the_way_tells_the_moment_of_each_stage(api: ApiUser, res: Resources) -> None:
    done = threading.Event()

    def play_worker() -> None:
        while not done.wait(0.02):
            with unit_of_work(res.engine) as connection:
                canary_id: UUID | None = connection.execute(text("SELECT id FROM canaries")).scalar_one_or_none()
            if canary_id is not None:
                upkeep.canary_received(res, canary_id, "scan@test")
                upkeep.canary_run(res, canary_id)
                return

    worker = threading.Thread(target=play_worker)
    worker.start()
    reply = api.get("/test_background_task?queue=scan")
    done.set()
    worker.join()

    assert (reply.status_code, reply.json["status"], reply.json["worker"]) == (200, "OK", "scan@test")
    stages = reply.json["stages"]
    assert list(stages) == ["sent", "received", "started", "written", "finished"]
    assert sorted(stages.values()) == list(stages.values())


def test_a_canary_flies_in_known_queues_only(api: ApiUser) -> None:
    assert api.get("/test_background_task?queue=other").status_code == 422


def test_a_canary_that_cannot_be_sent_says_so(api: ApiUser, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("tasks.broker.send_canary", away)
    reply = api.get("/test_background_task")

    assert (reply.status_code, reply.json["missing"]) == (503, "sent")
    assert "broker" in reply.json["sentence"]


def test_the_process_lives_and_is_ready(client: FlaskClient) -> None:
    assert client.get("/health/live").json == {"status": "OK"}
    assert client.get("/health/ready").json == {"status": "OK"}


def test_the_figures_count_open_work_and_live_workers_of_all_tenants(
    client: FlaskClient, api: ApiUser, stranger: ApiUser, fleet: HandFleet
) -> None:
    api.submit("a.com", "b.com")
    stranger.submit("c.com")
    end_jobs(fleet, api.submit("ended.com"))

    figures = client.get("/metrics").text

    assert 'scrapersky_open_batches{status="pending"} 2.0' in figures
    assert 'scrapersky_jobs{status="pending"} 3.0' in figures
    assert 'scrapersky_jobs{status="succeeded"} 0.0' in figures
    assert "scrapersky_workers 1.0" in figures
    assert "scrapersky_worker_slots 40.0" in figures
    assert "scrapersky_database_up 1.0" in figures
    for private in ("first", "other", "a.com"):
        assert private not in figures


def test_the_document_for_programs_is_served(client: FlaskClient) -> None:
    document = client.get("/api/v3/openapi.json").json

    assert document["openapi"].startswith("3.")
    assert f"{BASE}/batch" in document["paths"]


def test_the_page_for_people_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/v3/docs")

    assert page.status_code == 200
    assert f"{BASE}/batch/{{batch_id}}/status" in page.text
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    assert " style=" not in page.text
    assert "<script>" not in page.text
    with client.get("/api/v3/docs.css") as style:
        assert style.mimetype == "text/css"
