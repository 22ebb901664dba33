"""The statement that ends an attempt: what it found and what becomes of the job, written together or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from scraper_sky.db.cleaning import storable, storable_text
from scraper_sky.db.engine import as_json
from scraper_sky.db.leases import Lease
from scraper_sky.model.report import Report
from scraper_sky.model.retry import TryAgain


def record(
    connection: Connection,
    lease: Lease,
    report: Report,
    again: TryAgain | None,
    summary: Mapping[str, Any],
    archive: str | None = None,
) -> bool:
    """Writes what an attempt found and ends the job, or puts it back to wait for `again`. `archive` is the name under
    which its responses are kept.

    False: the lease was lost meanwhile and nothing was written.
    """
    row = connection.execute(
        _RECORD,
        values_of(report, summary)
        | {
            "job_id": lease.job_id,
            "token": lease.token,
            "archive": archive,
            "status": report.outcome.job_status.value if again is None else "pending",
            "final": again is None,
            "delay": 0.0 if again is None else again.delay_seconds,
            "wait_reason": None if again is None else storable_text(again.reason, 500),
        },
    ).one_or_none()
    return row is not None


def values_of(report: Report, summary: Mapping[str, Any]) -> dict[str, object]:
    """What of a report is stored, as parameters of a statement that has `STORE` in it."""
    return {
        "outcome": report.outcome.value,
        "detail": storable_text(report.detail, 1_000),
        "liveness": report.liveness,
        "answered_url": None if report.answered_url is None else storable_text(report.answered_url, 2_048),
        "summary": as_json(storable(summary)),
        "bytes_read": report.bytes_read,
        "milliseconds": report.milliseconds,
        "tries": as_json(storable(report.tries)),
        "findings": as_json(storable(_findings(report))),
        "pages": as_json(storable(_numbered(report.pages))),
        "contacts": as_json(storable(_numbered(report.contacts))),
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


STORE = """
    visited AS (
        INSERT INTO pages (job_id, attempt, position, url, final_url, status, content_type, bytes_read, milliseconds,
                           title, chosen_for)
        SELECT ended.id, ended.attempt, page.*
        FROM ended, jsonb_to_recordset(CAST(:pages AS jsonb)) AS page(
            position smallint, url text, final_url text, status smallint, content_type text, bytes_read int,
            milliseconds int, title text, chosen_for text)
    ), found AS (
        INSERT INTO contacts (job_id, attempt, position, kind, value, as_written, extension, label, on_domain, best,
                              why, page_url, method, snippet, rejected_by)
        SELECT ended.id, ended.attempt, contact.*
        FROM ended, jsonb_to_recordset(CAST(:contacts AS jsonb)) AS contact(
            position smallint, kind text, value text, as_written text, extension text, label text, on_domain boolean,
            best boolean, why text, page_url text, method text, snippet text, rejected_by text)
    )
    SELECT id, attempt FROM ended
"""
"""The end of a statement: it stores the findings of `ended`, which is the id of a job and the attempt, or nothing."""

_END = """
    WITH ended AS (
        UPDATE jobs SET status = :status, token = NULL, lease_until = NULL, detail = :detail,
                        outcome = CASE WHEN :final THEN :outcome END,
                        finished_at = CASE WHEN :final THEN now() END,
                        not_before = now() + make_interval(secs => :delay), wait_reason = :wait_reason,
                        liveness = :liveness, answered_url = :answered_url, summary = CAST(:summary AS jsonb),
                        facts_attempt = attempt
        WHERE id = :job_id AND token = :token AND status = 'running'
        RETURNING id, attempt
    ), forgotten AS (
        DELETE FROM unfinished USING ended WHERE unfinished.job_id = ended.id
    ), closed AS (
        UPDATE attempts SET finished_at = now(), outcome = :outcome, detail = :detail, bytes_read = :bytes_read,
                            milliseconds = :milliseconds, tries = CAST(:tries AS jsonb),
                            findings = CAST(:findings AS jsonb), archive = :archive
        FROM ended WHERE attempts.job_id = ended.id AND attempts.number = ended.attempt
    ),
"""
_RECORD = text(_END + STORE)
