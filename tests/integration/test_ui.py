"""The pages as a browser without JavaScript sees them: who may see what, what is asked, what is stored."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from scraper_sky.db import jobs, leases
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Contact, ContactKind, Fact, Method, Report
from scraper_sky.services import control, tenants
from scraper_sky.services.scans import summarize
from tests.support.fleet import KEY, HandFleet
from tests.support.results import rich_report

MARKUP = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>"


class Person:
    """Somebody at a browser who is signed in."""

    def __init__(self, app: Flask, key: str = KEY) -> None:
        self.client: FlaskClient = app.test_client()
        self.post("/sign-in", {"key": key}, page="/sign-in")

    def get(self, path: str, status: int = 200) -> str:
        reply = self.client.get(path)
        assert reply.status_code == status, (reply.status_code, reply.text)
        return unescape(reply.text)

    def post(self, path: str, fields: dict[str, object], *, page: str = "/") -> TestResponse:
        """Sends a form as it stands on `page`, with its token."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(page).text)
        assert found
        return self.client.post(path, data={"csrf_token": found[1], **fields})


@pytest.fixture
def fleet(res):
    return HandFleet(res)


@pytest.fixture
def person(app: Flask, fleet: HandFleet) -> Person:
    return Person(app)


def finish(fleet: HandFleet, batch_id: UUID, **reports: Report) -> None:
    """Runs the batch to its end; a site without a report does not exist. `reports` are keyed by the first label."""
    fleet.advance(batch_id)
    while fleet.messages:
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        report = reports.get(lease.domain.split(".")[0]) or Report(lease.domain, Outcome.NXDOMAIN, "NXDOMAIN")
        with unit_of_work(fleet.res.engine) as connection:
            leases.record(connection, lease, report, None, summarize(report))
    fleet.advance(batch_id)


def nonce_of(page: str) -> str:
    found = re.search(r'name="nonce" value="([^"]+)"', page)
    assert found
    return found[1]


def count(fleet: HandFleet, table: str) -> int:
    with unit_of_work(fleet.res.engine) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def job_ids(fleet: HandFleet, batch_id: UUID) -> list[int]:
    with unit_of_work(fleet.res.engine) as connection:
        return [row.id for row in jobs.list_rows(connection, batch_id)]


# Signing in


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


# A new scan


def test_the_preview_judges_every_row_and_stores_nothing(person, fleet):
    page = unescape(
        person.post("/preview", {"text": "Example.com\nnot a domain\nhttps://www.example.com/a\nexample.org"}).text
    )

    assert "<strong>2</strong> will be scanned" in page
    assert "<strong>1</strong> is not a domain" in page
    assert "<strong>1</strong> repeats an earlier row" in page
    assert "There is a space in the name" in page
    assert "The same domain as row 1." in page
    assert count(fleet, "batches") == 0


def test_the_start_stores_the_whole_list_with_its_row_numbers(person, fleet):
    typed = "example.com\nnot a domain\nexample.org\nexample.com"
    preview = person.post("/preview", {"text": typed}).text

    reply = person.post("/scans", {"text": typed, "nonce": nonce_of(preview), "max_pages": "3", "max_concurrent": "2"})

    page = person.get(reply.location)
    assert "2 domains" in page
    assert "up to 3 pages a site" in page
    assert "2 at a time" in page
    assert "Rows left out" in page
    with unit_of_work(fleet.res.engine) as connection:
        assert connection.execute(text("SELECT row, domain FROM jobs ORDER BY row")).all() == [
            (1, "example.com"),
            (3, "example.org"),
        ]
        assert [
            tuple(row) for row in connection.execute(text("SELECT row, of_row FROM left_out_rows ORDER BY row"))
        ] == [
            (2, None),
            (4, 1),
        ]


def test_starting_twice_from_one_preview_makes_one_batch(person, fleet):
    fields = {"text": "example.com", "nonce": nonce_of(person.post("/preview", {"text": "example.com"}).text)}

    places = {person.post("/scans", fields).location for _ in range(3)}

    assert len(places) == 1
    assert count(fleet, "batches") == 1


def test_an_uploaded_table_is_read_by_its_domain_column_and_another_can_be_chosen(person):
    table = "Firma;Webseite;Verzeichnis\nMüller;müller.de;liste.example.org/1\nGrün;grün.com;liste.example.org/2\n"

    page = person.post("/preview", {"file": (BytesIO(table.encode("utf-16")), "kunden.csv")}).text
    other = person.post("/preview", {"text": table, "column": "2", "heading": "yes"}).text

    assert "from the column “Webseite”" in page
    assert "müller.de" in page
    assert "<strong>2</strong> will be scanned" in page
    assert "from the column “Verzeichnis”" in other
    assert "<strong>1</strong> will be scanned" in other


def test_the_list_comes_back_unchanged_for_another_look(person):
    typed = "\nexample.com\n</textarea><script>alert(1)</script>\n"

    page = person.post("/edit", {"text": typed, "max_pages": "7"}).text

    assert "</textarea><script>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert 'value="7"' in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": " \n ,;"}, "Paste at least one domain"),
        ({"text": "example.com", "max_pages": "0"}, "from 1 to 1000"),
        ({"text": "example.com", "max_concurrent": "many"}, "Not a valid integer"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field(person, fields, says):
    reply = person.post("/preview", fields)

    assert reply.status_code == 422
    assert says in unescape(reply.text)


def test_a_workbook_is_refused_with_the_way_out(person):
    reply = person.post("/preview", {"file": (BytesIO(b"PK\x03\x04rest of it"), "list.xlsx")})

    assert reply.status_code == 422
    assert "Save the sheet as CSV" in reply.text


def test_a_list_without_any_domain_cannot_be_started(person, fleet):
    preview = person.post("/preview", {"text": "nothing here\nnor here"}).text
    reply = person.post("/scans", {"text": "nothing here\nnor here", "nonce": nonce_of(preview)})

    assert "None of the rows is a domain" in preview
    assert reply.status_code == 422
    assert count(fleet, "batches") == 0


def test_a_list_longer_than_a_form_field_usually_is_goes_through(person, fleet):
    typed = "\n".join(f"a-rather-long-name-number-{number}.example.com" for number in range(30_000))

    preview = person.post("/preview", {"text": typed})

    assert len(typed) > 1_000_000
    assert "<strong>30\u202f000</strong> will be scanned" in preview.text
    assert preview.text.count("<tr>") < 250


def test_more_rows_than_a_batch_takes_are_refused_in_words(settings, fleet, monkeypatch):
    from webapp import create_app  # noqa: PLC0415

    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    app = create_app(replace(settings, max_domains=3))
    reply = Person(app).post("/preview", {"text": "a.com b.com\nb.com\nc.com\nd.com"})
    app.extensions["scrapersky"].close()

    assert reply.status_code == 422
    assert "one batch takes 3 at most" in reply.text


# Batches


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
        with unit_of_work(fleet.res.engine) as connection:
            rows = jobs.list_rows(connection, batch_id, status="pending")
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


def test_the_history_names_who_did_what(person, fleet):
    batch_id = fleet.submit("one.com").batch_id
    control.cancel(fleet.res, None, batch_id, actor="operator on the command line")

    page = person.get(f"/batches/{batch_id}")

    assert "operator on the command line" in page
    assert re.search(r"<strong>Cancelled</strong>\s+1 domain", page)


# One domain


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
    from webapp import create_app  # noqa: PLC0415

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


# Whose is it


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


# Files and errors


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
