"""Whatever is sent, the answer has one body, and never says anything about our insides."""

from __future__ import annotations

import gzip
import io
import json
import logging
import time
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scraper_sky.services import tenants
from scraper_sky.settings import Settings
from tests.integration.conftest import BASE, KEY, ApiUser
from webapp import create_app

UNKNOWN = "0192f3a4-0000-4000-8000-00000000dead"

JSON = {"Content-Type": "application/json"}

UNREADABLE = {
    "broken": b'{"domains": ["a.com"',
    "empty text": b" ",
    "not utf-8": b'{"domains": ["\xff\xfe"]}',
    "a name twice": b'{"domains": ["a.com"], "domains": ["b.com"]}',
    "not a number": b'{"domains": ["a.com"], "max_pages": NaN}',
    "infinite": b'{"domains": ["a.com"], "max_pages": -Infinity}',
    "deep list": b'{"domains": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep object": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "endless digits": b'{"domains": ["a.com"], "max_pages": ' + b"9" * 10_000 + b"}",
    "rubbish": bytes(range(256)) * 4096,
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_body_that_is_not_json_is_refused_at_once(api: ApiUser, body: bytes) -> None:
    before = time.thread_time()
    reply = api.open("POST", "/batch", data=body, headers=JSON)

    assert (reply.status_code, reply.json["code"]) == (400, "bad_json")
    assert set(reply.json) == {"code", "message"}
    assert time.thread_time() - before < 2  # of the processor, however busy the machine is


UNUSABLE = {
    "nothing": (None, "domains"),
    "no domains": ({}, "domains"),
    "empty list": ({"domains": []}, "domains"),
    "text for a list": ({"domains": "a.com"}, "domains"),
    "numbers for names": ({"domains": ["a.com", 1, None, {}]}, "domains"),
    "null": ({"domains": None}, "domains"),
    "no pages": ({"domains": ["a.com"], "max_pages": 0}, "max_pages"),
    "many pages": ({"domains": ["a.com"], "max_pages": 1001}, "max_pages"),
    "text for a number": ({"domains": ["a.com"], "max_pages": "5"}, "max_pages"),
    "true for a number": ({"domains": ["a.com"], "max_pages": True}, "max_pages"),
    "half a page": ({"domains": ["a.com"], "max_pages": 1.5}, "max_pages"),
    "a huge number": ({"domains": ["a.com"], "max_concurrent": 10**400}, "max_concurrent"),
    "no uuid": ({"domains": ["a.com"], "batch_id": "x"}, "batch_id"),
    "another kind": ({"domains": ["a.com"], "kind": "sitemaps"}, "kind"),
    "unknown": ({"domains": ["a.com"], "colour": "red"}, "colour"),
}


@pytest.mark.parametrize(("body", "field"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_refused_by_the_name_of_the_field(api: ApiUser, body: object, field: str) -> None:
    reply = api.open("POST", "/batch", data=b"" if body is None else json.dumps(body), headers=JSON)

    assert (reply.status_code, reply.json["code"]) == (422, "bad_input")
    assert list(reply.json["errors"]["json"]) == [field]


def test_an_unknown_field_is_called_unknown(api: ApiUser) -> None:
    reply = api.post("/batch", {"domains": ["a.com"], "colour": "red"})

    assert reply.json["errors"] == {"json": {"colour": ["Unknown field."]}}


@pytest.mark.parametrize("body", ["[]", '"a.com"', "1", "null"])
def test_a_body_must_be_an_object(api: ApiUser, body: str) -> None:
    reply = api.open("POST", "/batch", data=body, headers=JSON)

    assert reply.status_code == 422
    assert reply.json["errors"]["json"]["_schema"] == ["The body must be a JSON object."]


def test_only_the_first_few_wrong_rows_are_listed(api: ApiUser) -> None:
    reply = api.post("/batch", {"domains": [1] * 50_000})

    assert reply.status_code == 422
    assert len(reply.json["errors"]["json"]["domains"]) == 20


def test_when_no_row_is_a_domain_every_reason_is_given(api: ApiUser) -> None:
    reply = api.post("/batch", {"domains": ["no domain", "10.0.0.1"]})

    assert reply.status_code == 422
    assert [row["row"] for row in reply.json["errors"]["rejected"]] == [1, 2]


def test_a_line_of_megabytes_is_a_rejected_row_and_no_error(api: ApiUser) -> None:
    reply = api.post("/batch", {"domains": ["example.com", "a" * 5_000_000]})

    assert reply.status_code == 202
    assert len(reply.json["rejected"][0]["input"]) <= 500


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        (b"domains=a.com", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b'{"domains": ["a.com"]}', {"Content-Type": "text/plain"}, 415),
        (gzip.compress(b'{"domains": ["a.com"]}'), {**JSON, "Content-Encoding": "gzip"}, 415),
        (b" " * (17 * 1024 * 1024), JSON, 413),
    ],
    ids=["form", "text", "gzip", "too large"],
)
def test_other_kinds_of_bodies_are_refused(api: ApiUser, data: bytes, headers: dict[str, str], status: int) -> None:
    reply = api.open("POST", "/batch", data=data, headers=headers)

    assert reply.status_code == status
    assert set(reply.json) == {"code", "message"}


def test_a_body_without_a_stated_length_is_bounded_too(api: ApiUser) -> None:
    body = io.BytesIO(b'{"domains": ["a.com"]}' + b" " * (17 * 1024 * 1024))
    chunked = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}

    reply = api.open("POST", "/batch", input_stream=body, headers=JSON, environ_overrides=chunked)

    assert (reply.status_code, reply.json["code"]) == (413, "too_large")


def test_more_rows_than_a_batch_may_have_are_refused(settings: Settings) -> None:

    app = create_app(replace(settings, max_domains=3))
    tenants.ensure_key(app.extensions["scrapersky"].engine, KEY)
    reply = ApiUser(app.test_client(), KEY).post("/batch", {"domains": ["a.com"] * 4})
    app.extensions["scrapersky"].close()

    assert (reply.status_code, reply.json["code"]) == (422, "bad_input")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/batch/not-a-uuid/status", 404, "not_found"),
        ("GET", f"/batch/{UNKNOWN}/status", 404, "not_found"),
        ("GET", f"/batch/{UNKNOWN}/jobs/{2**63}", 404, "not_found"),
        ("GET", f"/batch/{UNKNOWN}/jobs/{2**63 - 1}", 404, "not_found"),
        ("GET", "/status/" + "9" * 5000, 404, "not_found"),
        ("GET", "/status/-1", 404, "not_found"),
        ("GET", "/status/%00", 404, "not_found"),
        ("GET", f"/batch/{UNKNOWN}/export", 404, "not_found"),
        ("GET", f"/batch/{UNKNOWN}/events", 404, "not_found"),
        ("DELETE", "/batch", 405, "method_not_allowed"),
        ("GET", "/scan", 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there_is_said_in_the_one_body(
    api: ApiUser, method: str, path: str, status: int, code: str
) -> None:
    reply = api.open(method, path)

    assert (reply.status_code, reply.json["code"]) == (status, code)
    assert set(reply.json) == {"code", "message"}


def test_a_refused_method_says_which_are_allowed(api: ApiUser) -> None:
    assert set(api.delete("/batch").headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_fault_of_ours_says_nothing_but_its_number(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/api/v3/fault")
    def fault() -> str:
        raise RuntimeError("/secret/path and SELECT 1")

    reply = app.test_client().get("/api/v3/fault", headers={"X-Request-Id": "find-me-1"})

    assert reply.status_code == 500
    assert reply.json == {"code": "internal_error", "message": "A fault of ours; it is in the log under find-me-1."}
    assert "RuntimeError" in caplog.text


def test_a_client_error_is_one_line_in_the_log_without_a_traceback(
    api: ApiUser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.clear()

    api.get("/nothing")

    ours = [record for record in caplog.records if record.name == "webapp.errors"]
    assert len(ours) == 1
    assert ours[0].exc_info is None


def test_while_the_database_is_away_the_answer_is_503_and_says_when_to_come_back(settings: Settings) -> None:

    away = replace(settings, database_url="postgresql://nobody@127.0.0.1:1/none", api_key="ssk_a_key_of_the_settings")
    app = create_app(away)
    client = app.test_client()
    headers = {"Authorization": "Bearer ssk_a_key_of_the_settings"}

    reply = client.post(f"{BASE}/batch", json={"domains": ["a.com"]}, headers=headers)
    assert (reply.status_code, reply.json["code"]) == (503, "unavailable")
    assert int(reply.headers["Retry-After"]) > 0
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503
    assert b"scrapersky_database_up 0.0" in client.get("/metrics").data
    assert client.get(f"{BASE}/health").json["parts"]["database"]["ok"] is False
    assert client.get("/api/v3/openapi.json").status_code == 200
    app.extensions["scrapersky"].close()


def test_every_answer_has_an_id_and_headers_that_guard_the_browser(client: FlaskClient) -> None:
    for path in (f"{BASE}/batch", "/api/v3/nothing", "/api/v3/openapi.json", "/health/live"):
        headers = client.get(path).headers
        assert headers["X-Request-Id"]
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("given", "kept"), [("abc-123.x", True), ("a b", False), ("x" * 65, False), ("<script>", False)]
)
def test_a_sane_request_id_is_kept_and_another_replaced(client: FlaskClient, given: str, kept: bool) -> None:
    assert (client.get("/health/live", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given) is kept
