"""One domain by itself: a batch of one, followed by its job."""

from __future__ import annotations

from typing import Any

from scraper_sky.services import batches, submission
from scraper_sky.services.submission import Submission
from webapp.api.blueprint import secured
from webapp.api.jobs import JOB_ID
from webapp.api.views_of import job_state, job_url
from webapp.context import current_caller, current_resources, current_wake
from webapp.schemas.batches import IdempotencyHeader
from webapp.schemas.jobs import JobState, ScanAccepted, ScanCreate

blp = secured("scans", __name__, "One domain by itself.")


@blp.post("/scan")
@blp.arguments(ScanCreate)
@blp.arguments(IdempotencyHeader, location="headers")
@blp.response(202, ScanAccepted, description="Stored; the work begins at once.")
def create_scan(order: dict[str, Any], headers: dict[str, Any]) -> dict[str, Any]:
    """Scan one domain

    The same as a batch of one. What is no domain is 422, with the reason.
    """
    caller = current_caller()
    accepted = submission.submit(
        current_resources(),
        caller.tenant_id,
        Submission([order["base_url"]], max_pages=order["max_pages"], source="api"),
        current_wake(),
        actor=caller.actor,
        idempotency_key=headers["idempotency_key"],
    )
    job_id = accepted.first_job_id
    return {"job_id": job_id, "status_url": job_url(job_id), "created_at": accepted.created_at}


@blp.get(f"/status/{JOB_ID}")
@blp.response(200, JobState)
def get_job_status(job_id: int) -> dict[str, Any]:
    """Where a job stands, with its results

    Of any batch. `result_data` is null until an attempt has ended; while a job waits for another attempt it holds what
    the last one found.
    """
    return job_state(batches.get_job(current_resources(), current_caller().tenant_id, job_id))
