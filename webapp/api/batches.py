"""Batches: submit, look, pause, resume, cancel, retry, delete."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from scraper_sky.model.outcome import Outcome
from scraper_sky.services import batches, control, submission
from scraper_sky.services.submission import Submission
from webapp.api import uploads
from webapp.api.blueprint import secured
from webapp.api.cursors import read_cursor, write_cursor
from webapp.api.views_of import batch_accepted, batch_line, batch_state, batch_url
from webapp.context import current_caller, current_resources, current_wake
from webapp.schemas.batches import (
    BatchAccepted,
    BatchCreate,
    BatchMoved,
    BatchPage,
    BatchQuery,
    BatchState,
    IdempotencyHeader,
    RetryOrder,
)

blp = secured("batches", __name__, "Many domains submitted at once.")


@blp.post("/batch")
@uploads.taken_instead(blp)
@blp.arguments(BatchCreate)
@blp.arguments(IdempotencyHeader, location="headers")
@blp.response(202, BatchAccepted, description="Stored; the work begins at once.")
def create_batch(order: dict[str, Any], headers: dict[str, Any]) -> dict[str, Any]:
    """Submit domains

    The batch is stored whole before the answer is given, and nothing that happens to the queue afterwards can lose it.
    Rows that are no domain come back in `rejected`, repeated ones in `duplicates`; the others run. A body without
    any domain is 422, a `batch_id` that is taken 409.

    A long list goes as `application/x-ndjson` (on each line a text, or an object with `domain`) or `text/csv` (the
    column with the domains is found), up to a million lines, with the options in the query.
    """
    caller = current_caller()
    accepted = submission.submit(
        current_resources(),
        caller.tenant_id,
        Submission(**order, source="api"),
        current_wake(),
        actor=caller.actor,
        idempotency_key=headers["idempotency_key"],
    )
    return batch_accepted(accepted)


@blp.get("/batch")
@blp.arguments(BatchQuery, location="query")
@blp.response(200, BatchPage)
def list_batches(query: dict[str, Any]) -> dict[str, Any]:
    """List batches, newest first"""
    tenant_id, limit = current_caller().tenant_id, query["limit"]
    listing = f"batches of {tenant_id}"
    position = read_cursor(listing, query["cursor"])
    before = None if position is None else (datetime.fromisoformat(position[0]), UUID(position[1]))
    lines = batches.list_batches(current_resources(), tenant_id, status=query["status"], before=before, limit=limit + 1)
    shown, more = lines[:limit], len(lines) > limit
    last = [shown[-1].created_at.isoformat(), str(shown[-1].id)] if more else None
    return {
        "items": [batch_line(line) for line in shown],
        "next_cursor": None if last is None else write_cursor(listing, last),
    }


@blp.get("/batch/<uuid:batch_id>/status")
@blp.response(200, BatchState)
def get_batch_status(batch_id: UUID) -> dict[str, Any]:
    """Where a batch stands

    Everything is counted from the jobs at the moment of asking. `completed_domains` are the ones that succeeded or were
    skipped on purpose.
    """
    return batch_state(batches.get_state(current_resources(), current_caller().tenant_id, batch_id))


@blp.post("/batch/<uuid:batch_id>/pause")
@blp.response(200, BatchMoved)
def pause_batch(batch_id: UUID) -> dict[str, Any]:
    """Pause a batch

    Nothing new is begun; domains that are being read may end. An ended batch is 409.
    """
    caller = current_caller()
    control.pause(current_resources(), caller.tenant_id, batch_id, actor=caller.actor)
    return _moved(batch_id)


@blp.post("/batch/<uuid:batch_id>/resume")
@blp.response(200, BatchMoved)
def resume_batch(batch_id: UUID) -> dict[str, Any]:
    """Resume a paused batch

    A batch that is not paused is 409.
    """
    caller = current_caller()
    control.resume(current_resources(), caller.tenant_id, batch_id, current_wake(), actor=caller.actor)
    return _moved(batch_id)


@blp.post("/batch/<uuid:batch_id>/cancel")
@blp.response(200, BatchMoved)
def cancel_batch(batch_id: UUID) -> dict[str, Any]:
    """Cancel a batch

    Every open job ends as cancelled; what has ended keeps its outcome. An ended batch is 409.
    """
    caller = current_caller()
    cancelled = control.cancel(current_resources(), caller.tenant_id, batch_id, actor=caller.actor)
    return _moved(batch_id, cancelled)


@blp.post("/batch/<uuid:batch_id>/retry")
@blp.arguments(RetryOrder, required=False)
@blp.response(202, BatchMoved)
def retry_batch(order: dict[str, Any], batch_id: UUID) -> dict[str, Any]:
    """Try ended jobs again

    In the same batch, with the attempts kept. Without a body: all that failed or were cancelled. Nothing to try again
    is 409.
    """
    caller = current_caller()
    outcomes = None if order["outcomes"] is None else [Outcome(outcome) for outcome in order["outcomes"]]
    reopened = control.retry(
        current_resources(),
        caller.tenant_id,
        batch_id,
        current_wake(),
        actor=caller.actor,
        job_ids=order["jobs"],
        outcomes=outcomes,
    )
    return _moved(batch_id, reopened)


@blp.delete("/batch/<uuid:batch_id>")
@blp.response(204, description="The batch is gone, with everything it found.")
def delete_batch(batch_id: UUID) -> None:
    """Delete a batch with all it found"""
    caller = current_caller()
    control.delete(current_resources(), caller.tenant_id, batch_id, actor=caller.actor)


def _moved(batch_id: UUID, jobs: int | None = None) -> dict[str, Any]:
    progress = batches.get_progress(current_resources(), current_caller().tenant_id, batch_id)
    return {"batch_id": batch_id, "status": progress.status, "jobs": jobs, "status_url": batch_url(batch_id)}
