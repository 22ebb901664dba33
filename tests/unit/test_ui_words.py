"""Every code has words, and values look the way people read them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scraper_sky.clock import utc_now
from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import ContactKind, Method
from scraper_sky.model.rollup import Counts
from scraper_sky.model.status import BatchStatus, JobStatus
from webapp.ui import filters, words
from webapp.ui.bars import segments
from webapp.ui.batch_list import read_position
from webapp.ui.sign_in import safe_next


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (BatchStatus, words.BATCH_STATUSES),
        (JobStatus, words.JOB_STATUSES),
        (Outcome, words.OUTCOMES),
        (Liveness, words.LIVENESS),
        (Method, words.METHODS),
        (ContactKind, words.CONTACT_KINDS),
    ],
)
def test_every_code_has_words_and_no_words_are_left_over(codes, names):
    assert set(names) == {code.value for code in codes}


def test_a_code_without_words_is_still_readable():
    assert words.of(words.FACTS, "opening_times-2") == "Opening times 2"
    assert words.fact("og:site_name") == "Open Graph site name"
    assert words.refusal("some_rule") == "The rule “some rule” refuses it."
    assert words.wait_reason("attempt 1 of 3 ended in read_timeout") == "Attempt 1 of 3 ended with “Stopped answering”"


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(None, "—"), (0.84, "0.8 s"), (12.4, "12 s"), (59.8, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min"),
     (86_400, "1 day"), (273_600, "3 days 4 h")],
)  # fmt: skip
def test_durations(seconds, says):
    assert filters.duration(seconds) == says


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0, "just now"), (12, "12 s ago"), (200, "3 min ago"), (7500, "2 h ago"), (100_000, "yesterday"),
     (300_000, "3 days ago")],
)  # fmt: skip
def test_how_long_ago(seconds, says):
    assert filters.ago(utc_now() - timedelta(seconds=seconds)) == says


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(None, "—"), (4, "a few seconds"), (33, "about 35 s"), (240, "about 4 min"), (9000, "about 2.5 h")],
)
def test_estimates_are_no_finer_than_they_deserve(seconds, says):
    assert filters.eta(seconds) == says


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "//x", "", None, "http://[x"],
)
def test_only_harmless_addresses_become_links(url):
    assert filters.safe_url(url) is None


@pytest.mark.parametrize("url", ["https://example.com/a", "HTTP://example.com", "mailto:a@example.com", "tel:+4930123"])
def test_harmless_addresses_become_links(url):
    assert filters.safe_url(url) == url


@pytest.mark.parametrize("wanted", ["//x", "/\\x", "\\/x", "https://x", "/a b", "/\nx", "x", "", None, "javascript:1"])
def test_signing_in_leads_to_paths_of_this_site_only(app_context, wanted):
    assert safe_next(wanted) == "/"


@pytest.mark.parametrize(
    "text", ["", "x", "~", "2025-01-01~x", "2025-01-01T00:00:00~00000000-0000-0000-0000-000000000000"]
)
def test_a_position_that_cannot_be_read_means_the_first_page(text):
    assert read_position(text) is None


def test_the_parts_of_a_bar_fill_it_and_a_single_failure_can_be_seen():
    parts = segments(Counts(succeeded=99_999, failed=1))

    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.01)
    assert next(part.width for part in parts if part.status == "failed") > 0.5
    assert all(part.width == 0 for part in segments(Counts()))


@pytest.fixture
def app_context():
    from flask import Flask  # noqa: PLC0415

    from webapp.ui.blueprint import ui  # noqa: PLC0415

    app = Flask(__name__)
    app.register_blueprint(ui)
    with app.test_request_context():
        yield
