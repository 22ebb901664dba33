"""The pages of a new scan: the form, the verdict for every row, the start."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from tests.support.fleet import HandFleet
from tests.support.person import Person, count, nonce_of
from webapp import create_app


@pytest.fixture
def person(app: Flask, fleet: HandFleet) -> Person:
    return Person(app)


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


@pytest.mark.parametrize("step", ["/preview", "/edit", "/scans"])
def test_the_address_of_a_step_opened_anew_leads_to_the_form(person, step):
    reply = person.client.get(step)

    assert (reply.status_code, reply.location) == (303, "/")


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
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    app = create_app(replace(settings, max_domains=3))
    reply = Person(app).post("/preview", {"text": "a.com b.com\nb.com\nc.com\nd.com"})
    app.extensions["scrapersky"].close()

    assert reply.status_code == 422
    assert "one batch takes 3 at most" in reply.text
