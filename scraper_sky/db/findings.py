"""The statement that ends an attempt: what it found and what becomes of the job, written together or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from scraper_sky.db.cleaning import storable, storable_text
from scraper_sky.db.engine import as_json
from scraper_sky.db.leases import Lease
from scraper_sky.model.report import Report
from scraper_sky.model.retry import TryAgain


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended: what it found, whether and when it is tried again, and the name of its kept responses."""

    lease: Lease
    report: Report
    again: TryAgain | None
    summary: Mapping[str, Any]
    archive: str | None = None


def record(connection: Connection, endings: Sequence[Ending]) -> list[bool]:
    """Writes what each attempt found and ends its job, or puts it back to wait for `again`.

    False in its place: the lease was lost meanwhile and nothing was written.
    """
    given = [
        values_of(ending.report, ending.summary)
        | {
            "job_id": ending.lease.job_id,
            "token": str(ending.lease.token),
            "archive": ending.archive,
            "status": ending.report.outcome.job_status.value if ending.again is None else "pending",
            "final": ending.again is None,
            "delay": 0.0 if ending.again is None else ending.again.delay_seconds,
            "wait_reason": None if ending.again is None else storable_text(ending.again.reason, 500),
        }
        for ending in endings
    ]
    recorded = {row.id for row in connection.execute(_RECORD, {"given": as_json(given)})}
    return [ending.lease.job_id in recorded for ending in endings]


def values_of(report: Report, summary: Mapping[str, Any]) -> dict[str, object]:
    """What of a report is stored, as JSON values; the columns of `GIVEN`."""
    return {
        "outcome": report.outcome.value,
        "detail": storable_text(report.detail, 1_000),
        "liveness": report.liveness,
        "answered_url": None if report.answered_url is None else storable_text(report.answered_url, 2_048),
        "summary": storable(summary),
        "bytes_read": report.bytes_read,
        "milliseconds": report.milliseconds,
        "tries": storable(report.tries),
        "findings": storable(_findings(report)),
        "pages": _numbered(report.pages),
        "contacts": _numbered(report.contacts),
    }


def _findings(report: Report) -> dict[str, object]:
    return {
        "answered_rung": report.answered_rung,
        "redirects": report.redirects,
        "liveness_evidence": report.liveness_evidence,
        "facts": report.facts,
        "technologies": report.technologies,
        "sitemaps": report.sitemaps,
        "listing": report.listing,
    }


def _numbered(values: Sequence[object]) -> list[dict[str, object]]:
    numbered = []
    for position, value in enumerate(values[:1_000]):
        plain = storable(value)
        assert isinstance(plain, dict)
        numbered.append({**plain, "position": position})
    return numbered


GIVEN = """
    WITH given AS (SELECT given.* FROM jsonb_to_recordset(CAST(:given AS jsonb)) AS given(
        job_id bigint, token uuid, archive text, status text, final boolean, delay float8, wait_reason text,
        outcome text, detail text, liveness text, answered_url text, summary jsonb, bytes_read bigint,
        milliseconds int, tries jsonb, findings jsonb, pages jsonb, contacts jsonb)),
"""
"""The beginning of a statement: the parameter `given`, a JSON array of what values_of gives and what else is needed."""

STORE = """
    visited AS (
        INSERT INTO pages (job_id, attempt, position, url, final_url, status, content_type, bytes_read, milliseconds,
                           title, chosen_for)
        SELECT ended.id, ended.attempt, page.*
        FROM ended, jsonb_to_recordset(ended.pages) AS page(
            position smallint, url text, final_url text, status smallint, content_type text, bytes_read int,
            milliseconds int, title text, chosen_for text)
    ), found AS (
        INSERT INTO contacts (job_id, attempt, position, kind, value, as_written, extension, label, on_domain, best,
                              why, page_url, method, snippet, rejected_by)
        SELECT ended.id, ended.attempt, contact.*
        FROM ended, jsonb_to_recordset(ended.contacts) AS contact(
            position smallint, kind text, value text, as_written text, extension text, label text, on_domain boolean,
            best boolean, why text, page_url text, method text, snippet text, rejected_by text)
    )
    SELECT id, attempt FROM ended
"""
"""The end of a statement: it stores what was found by `ended`: ids of jobs, attempts, pages and contacts."""

_END = """
    mine AS (
        SELECT jobs.id FROM jobs JOIN given ON jobs.id = given.job_id AND jobs.token = given.token
        WHERE jobs.status = 'running' ORDER BY jobs.id FOR UPDATE OF jobs
    ), ended AS (
        UPDATE jobs SET status = given.status, token = NULL, lease_until = NULL, detail = given.detail,
                        outcome = CASE WHEN given.final THEN given.outcome END,
                        finished_at = CASE WHEN given.final THEN now() END,
                        not_before = now() + make_interval(secs => given.delay), wait_reason = given.wait_reason,
                        liveness = given.liveness, answered_url = given.answered_url, summary = given.summary,
                        facts_attempt = attempt
        FROM given, mine
        WHERE jobs.id = mine.id AND jobs.id = given.job_id AND jobs.token = given.token AND jobs.status = 'running'
        RETURNING jobs.id, jobs.attempt, given.pages, given.contacts
    ), forgotten AS (
        DELETE FROM unfinished USING ended WHERE unfinished.job_id = ended.id AND unfinished.attempt = ended.attempt
    ), closed AS (
        UPDATE attempts SET finished_at = now(), outcome = given.outcome, detail = given.detail,
                            bytes_read = given.bytes_read, milliseconds = given.milliseconds, tries = given.tries,
                            findings = given.findings, archive = given.archive
        FROM ended JOIN given ON given.job_id = ended.id
        WHERE attempts.job_id = ended.id AND attempts.number = ended.attempt
    ),
"""
_RECORD = text(GIVEN + _END + STORE)
