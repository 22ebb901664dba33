"""What the services give, as the schemas want it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row

from scraper_sky.clock import iso_z
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.rollup import Counts
from scraper_sky.model.status import TERMINAL_JOB, JobStatus
from scraper_sky.services.batches import BatchLine, BatchState, JobView, Progress, sentence_of
from scraper_sky.services.submission import Accepted


def batch_url(batch_id: UUID) -> str:
    return url_for("batches.get_batch_status", batch_id=batch_id)


def job_url(job_id: int) -> str:
    return url_for("scans.get_job_status", job_id=job_id)


def batch_accepted(accepted: Accepted) -> dict[str, Any]:
    return {
        "batch_id": accepted.batch_id,
        "status_url": batch_url(accepted.batch_id),
        "job_count": accepted.job_count,
        "created_at": accepted.created_at,
        "rejected": accepted.rejected,
        "duplicates": accepted.duplicates,
    }


def batch_state(state: BatchState) -> dict[str, Any]:
    view, progress = state.batch, state.batch.progress
    return {
        "batch_id": view.id,
        "status": progress.status,
        **_totals(progress.counts),
        "outcomes": progress.outcomes,
        "created_at": view.created_at,
        "updated_at": view.updated_at,
        "start_time": view.started_at,
        "end_time": view.finished_at,
        "processing_time": view.processing_seconds,
        "domain_statuses": {
            domain: {"job_id": job_id, "status": status, "outcome": outcome}
            for job_id, domain, status, outcome in state.jobs
        },
        "error": view.error,
        "metadata": {
            "max_pages": view.max_pages,
            "max_concurrent": view.max_concurrent,
            "source": view.source,
            "kind": view.kind,
            "site_pages": view.site_pages,
            "rejected": state.rejected,
            "duplicates": state.duplicates,
        },
    }


def batch_line(line: BatchLine) -> dict[str, Any]:
    return {
        "batch_id": line.id,
        "status": line.status,
        "kind": line.kind,
        "source": line.source,
        **_totals(line.counts),
        "created_at": line.created_at,
        "start_time": line.started_at,
        "end_time": line.finished_at,
        "status_url": batch_url(line.id),
    }


def event(progress: Progress) -> dict[str, Any]:
    return {
        "status": progress.status,
        "progress": progress.counts.progress,
        "total_domains": progress.counts.total,
        "counts": asdict(progress.counts),
        "outcomes": dict(progress.outcomes),
        "rate": progress.rate,
        "eta_seconds": progress.eta_seconds,
        "waiting": progress.waiting,
        "next_at": progress.next_at,
    }


def _totals(counts: Counts) -> dict[str, Any]:
    return {
        "total_domains": counts.total,
        "completed_domains": counts.succeeded + counts.skipped,
        "failed_domains": counts.failed,
        "progress": counts.progress,
        "counts": asdict(counts),
    }


def job_line(job: Row[Any], same_site: Sequence[Row[Any]]) -> dict[str, Any]:
    """JSON values only, in the order of the schema: a page of jobs goes out as it is."""
    return {
        "job_id": job.id,
        "row": job.row,
        "input": job.input,
        "domain": job.domain,
        "status": job.status,
        "outcome": job.outcome,
        "outcome_sentence": sentence_of(job.outcome),
        "detail": job.detail,
        "attempts": job.attempt,
        "attempt_limit": job.attempt_limit,
        "wait_reason": job.wait_reason,
        "not_before": iso_z(job.not_before) if job.status == JobStatus.PENDING else None,
        "started_at": iso_z(job.started_at),
        "finished_at": iso_z(job.finished_at),
        "liveness": job.liveness,
        "answered_url": job.answered_url,
        "same_site_as": [other.domain for other in same_site],
        "summary": job.summary,
    }


def job_state(view: JobView) -> dict[str, Any]:
    """`updated_at` is the last thing that is known to have happened to the job."""
    job = view.job
    moments = (job.created_at, job.queued_at, job.started_at, job.finished_at)
    finished = [attempt.finished_at for attempt in view.attempts]
    return {
        "job_id": job.id,
        "status": job.status,
        "progress": _job_progress(JobStatus(job.status)),
        "domain": job.domain,
        "result_data": findings(view),
        "error": _error(job),
        "job_metadata": {**_batch_of(view), **job_line(job, view.same_site)},
        "created_at": job.created_at,
        "updated_at": max(moment for moment in (*moments, *finished) if moment is not None),
    }


def job_detail(view: JobView) -> dict[str, Any]:
    return {
        **job_line(view.job, view.same_site),
        **_batch_of(view),
        "attempt_log": [_attempt(view, attempt) for attempt in view.attempts],
        "findings": findings(view),
    }


def findings(view: JobView) -> dict[str, Any] | None:
    """What the attempt that counts found; None while there is none."""
    if view.job.facts_attempt is None:
        return None
    found: Mapping[str, Any] = view.findings
    return {
        "attempt": view.job.facts_attempt,
        "answered_url": view.job.answered_url,
        "answered_rung": found.get("answered_rung"),
        "redirects": found.get("redirects", []),
        "liveness": view.job.liveness,
        "liveness_evidence": found.get("liveness_evidence", ""),
        "facts": found.get("facts", []),
        "contacts": view.contacts,
        "technologies": found.get("technologies", []),
        "sitemaps": found.get("sitemaps", []),
        "pages": view.pages,
        "listing": found.get("listing"),
    }


def _batch_of(view: JobView) -> dict[str, Any]:
    return {"batch_id": view.job.batch_id, "batch_status": view.batch_status, "kind": view.job.batch_kind}


def _attempt(view: JobView, attempt: Row[Any]) -> dict[str, Any]:
    """Under which name its responses are kept is nobody's business but the operator's."""
    state = view.state_of(attempt)
    return {
        **attempt._mapping,
        "status": state,
        "wait_reason": view.job.wait_reason if state == "waiting" else None,
        "outcome_sentence": sentence_of(attempt.outcome),
        "responses_kept": attempt.archive is not None,
    }


def _job_progress(status: JobStatus) -> float:
    if status in TERMINAL_JOB:
        return 100.0
    return 50.0 if status is JobStatus.RUNNING else 0.0


def _error(job: Row[Any]) -> str | None:
    """One sentence for a person, and the fault in words behind it."""
    if job.status != JobStatus.FAILED:
        return None
    sentence = Outcome(job.outcome).sentence
    return sentence if job.detail in ("", sentence) else f"{sentence} ({job.detail})"
