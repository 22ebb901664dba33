"""Long lists over HTTP: JSON lines and CSV, stored whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from scraper_sky.resources import Resources
from scraper_sky.services import tenants, upload
from scraper_sky.settings import Settings
from tests.integration.conftest import KEY, ApiUser
from tests.support.fleet import HandFleet
from tests.support.person import count
from webapp import create_app
from webapp.api import uploads

LINES = "application/x-ndjson"


def send(api: ApiUser, body: str | bytes, kind: str = LINES, query: str = "", **options: Any) -> TestResponse:
    data = body if isinstance(body, bytes) else body.encode()
    return api.open("POST", f"/batch{query}", data=data, content_type=kind, **options)


def domains_of(api: ApiUser, batch_id: str) -> list[str]:
    return [job["domain"] for job in api.get(f"/batch/{batch_id}/jobs?limit=1000").json["items"]]


def test_json_lines_are_stored_in_their_order(api: ApiUser) -> None:
    reply = send(api, '"b.com"\n{"domain": "https://www.a.com/x", "id": 7}\r\n\n"bücher.de"')

    assert reply.status_code == 202
    assert reply.json["job_count"] == 3
    assert (reply.json["rejected"], reply.json["rejected_count"]) == ([], 0)
    assert domains_of(api, reply.json["batch_id"]) == ["b.com", "a.com", "xn--bcher-kva.de"]


def test_the_column_of_a_table_that_holds_the_domains_is_found(api: ApiUser) -> None:
    reply = send(api, "\ufeffname;site;city\nOne;one.com;Ulm\nTwo;two.com;Bonn\nThree\n", "text/csv; charset=utf-8")

    assert domains_of(api, reply.json["batch_id"]) == ["one.com", "two.com"]
    assert [(row["row"], row["input"]) for row in reply.json["rejected"]] == [(3, "")]


@pytest.mark.parametrize(
    ("table", "domains"),
    [
        ("a.com\nb.com\n", ["a.com", "b.com"]),
        ("domain\na.com\n", ["a.com"]),
        ("a.com,b.com\nc.com,d.com\n", ["a.com", "b.com", "c.com", "d.com"]),
        ('name,url\n"One,\nLtd",a.com\n', ["a.com"]),
        ("sep=;\nname;url\nOne;a.com\n", ["a.com"]),
    ],
)
def test_a_table_may_be_a_plain_list(api: ApiUser, table: str, domains: list[str]) -> None:
    assert domains_of(api, send(api, table, "text/csv").json["batch_id"]) == domains


def test_repeated_rows_name_the_row_that_became_the_job_also_across_portions(
    api: ApiUser, fleet: HandFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "PORTION", 2)

    reply = send(api, '"a.com"\n"b.com"\n"c.com"\n"A.com"\n"www.a.com"\n"a.com"\n"no domain"\n')

    assert (reply.json["job_count"], reply.json["duplicates_count"], reply.json["rejected_count"]) == (3, 3, 1)
    assert [(row["row"], row["of_row"]) for row in reply.json["duplicates"]] == [(4, 1), (5, 1), (6, 1)]
    assert domains_of(api, reply.json["batch_id"]) == ["a.com", "b.com", "c.com"]
    assert count(fleet, "left_out_rows") == 4
    assert api.get(f"/batch/{reply.json['batch_id']}/status").json["total_domains"] == 3


def test_the_answer_names_the_first_rows_that_were_left_out_and_counts_all(
    api: ApiUser, fleet: HandFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MOST_NAMED", 2)

    reply = send(api, '"a.com"\n' + '"a.com"\n' * 5 + '"x"\n' * 7)

    assert [row["row"] for row in reply.json["duplicates"]] == [2, 3]
    assert [row["row"] for row in reply.json["rejected"]] == [7, 8]
    assert (reply.json["duplicates_count"], reply.json["rejected_count"]) == (5, 7)
    assert count(fleet, "left_out_rows") == 12


def test_options_stand_in_the_query(api: ApiUser) -> None:
    chosen = str(uuid4())

    reply = send(api, '"a.com"', query=f"?max_pages=3&max_concurrent=2&kind=sitemap&batch_id={chosen}")
    again = send(api, '"b.com"', query=f"?batch_id={chosen}")

    assert reply.json["batch_id"] == chosen
    about = api.get(f"/batch/{chosen}/status").json["metadata"]
    assert (about["max_pages"], about["max_concurrent"], about["kind"]) == (3, 2, "sitemap")
    assert (again.status_code, again.json["code"]) == (409, "conflict")


def test_a_repeated_upload_with_the_same_key_is_the_same_batch(api: ApiUser, fleet: HandFleet) -> None:
    headers = {"Idempotency-Key": "list of March"}

    first = send(api, '"a.com"\n"a.com"\n"x"', headers=headers)
    again = send(api, '"a.com"\n"a.com"\n"x"', headers=headers)
    other = send(api, '"b.com"', headers=headers)
    with_other_options = send(api, '"a.com"\n"a.com"\n"x"', query="?max_pages=2", headers=headers)

    assert again.json == first.json
    assert (other.status_code, with_other_options.status_code) == (422, 422)
    assert count(fleet, "batches") == 1


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        ('"a.com"\n"b.com\n', LINES, "Line 2 is not JSON."),
        ('"a.com"\n17\n', LINES, "Line 2 is neither"),
        ('"a.com"\n{"site": "b.com"}\n', LINES, "Line 2 is neither"),
        ("[" * 10_000, LINES, "Line 1 is not JSON."),
        ('"a.com"\n"' + "b" * 20_000 + '"\n', LINES, "Line 2 is longer than"),
        ("a.com\x00\n", "text/csv", "Line 1 is not text in UTF-8."),
        ('a.com\n"' + ("b" * 10_000 + "\n") * 20, "text/csv", "cannot be read as a line of a table"),
        ("", LINES, "There is no domain"),
        ("\n\n", "text/csv", "There is no domain"),
        ('"x"\n', LINES, "None of the rows is a domain."),
    ],
)
def test_a_list_that_cannot_be_read_leaves_nothing(
    api: ApiUser, fleet: HandFleet, body: str, kind: str, says: str
) -> None:
    reply = send(api, body, kind, headers={"Idempotency-Key": "k"})

    assert (reply.status_code, reply.json["code"]) == (422, "bad_input")
    assert says in reply.json["message"]
    assert [count(fleet, table) for table in ("batches", "jobs", "left_out_rows", "idempotency_keys")] == [0, 0, 0, 0]


def test_a_list_that_breaks_off_leaves_nothing(api: ApiUser, fleet: HandFleet) -> None:
    reply = api.open(
        "POST",
        "/batch",
        input_stream=BytesIO(b'"a.com"\n"b.com"\n'),
        content_type=LINES,
        headers={"Idempotency-Key": "k"},
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": "1000"},
    )

    assert reply.status_code == 400
    assert [count(fleet, table) for table in ("batches", "idempotency_keys")] == [0, 0]


def test_other_bytes_than_utf_8_are_a_row_that_is_no_domain(api: ApiUser) -> None:
    reply = send(api, b"a.com\nb\xfccher.de\n", "text/csv")

    assert (reply.json["job_count"], reply.json["rejected_count"]) == (1, 1)


def test_another_charset_is_refused(api: ApiUser) -> None:
    assert send(api, "a.com", "text/csv; charset=utf-16").status_code == 415


def test_a_list_is_not_taken_without_a_key(api: ApiUser, fleet: HandFleet) -> None:
    reply = send(ApiUser(api.client, "ssk_wrong"), '"a.com"')

    assert (reply.status_code, count(fleet, "batches")) == (401, 0)


def test_only_so_many_lists_are_received_at_a_time(api: ApiUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads._places, "acquire", lambda blocking: False)

    assert send(api, '"a.com"').status_code == 503


@pytest.fixture
def narrow(settings: Settings) -> Iterator[ApiUser]:
    """Somebody at a server that takes little: 3 domains as JSON, 5 lines or 1,024 bytes of a list."""
    app = create_app(replace(settings, max_domains=3, max_upload_domains=5, max_upload_bytes=1_024))
    resources: Resources = app.extensions["scrapersky"]
    tenants.ensure_key(resources.engine, KEY)
    yield ApiUser(app.test_client(), KEY)
    resources.close()


def listed(number: int) -> str:
    return "".join(f'"site{index}.com"\n' for index in range(number))


def test_a_list_may_be_longer_than_a_json_body_but_has_limits_of_its_own(narrow: ApiUser, fleet: HandFleet) -> None:
    assert send(narrow, listed(5)).status_code == 202
    assert send(narrow, listed(6)).status_code == 422
    assert send(narrow, listed(7)).status_code == 422
    assert send(narrow, "a.com,b.com\n" * 3, "text/csv").status_code == 422
    assert count(fleet, "batches") == 1


@pytest.mark.parametrize("stated", [True, False])
def test_a_list_of_too_many_bytes_is_refused(narrow: ApiUser, fleet: HandFleet, stated: bool) -> None:
    body = b'"a.com"' + b" " * 1_100
    if stated:
        reply = send(narrow, body)
    else:
        reply = narrow.open(
            "POST",
            "/batch",
            input_stream=BytesIO(body),
            content_type=LINES,
            environ_overrides={"wsgi.input_terminated": True},
        )

    assert (reply.status_code, count(fleet, "batches")) == (413, 0)


def test_a_list_is_worked_on_like_any_batch(api: ApiUser, fleet: HandFleet) -> None:
    batch_id = send(api, listed(3)).json["batch_id"]

    fleet.run_to_end(UUID(batch_id))

    assert api.get(f"/batch/{batch_id}/status").json["status"] == "completed"
