"""The jobs of a batch, and one of them with everything about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from scraper_sky.services import batches
from webapp.api.blueprint import secured
from webapp.api.cursors import read_cursor, write_cursor
from webapp.api.views_of import job_detail, job_line
from webapp.context import current_caller, current_resources
from webapp.schemas.jobs import JobDetail, JobPage, JobQuery, SitePageQuery, SitePages

blp = secured("jobs", __name__, "One domain within one batch.")

JOB_ID = "<int(max=9223372036854775807):job_id>"  # what a bigint holds; beyond it nothing exists


@blp.get("/batch/<uuid:batch_id>/jobs")
@blp.arguments(JobQuery, location="query")
@blp.response(200, JobPage)
def list_jobs(query: dict[str, Any], batch_id: UUID) -> dict[str, Any]:
    """List the jobs of a batch, in the order of the submitted rows"""
    tenant_id, limit = current_caller().tenant_id, query["limit"]
    listing = f"jobs of {tenant_id} {batch_id}"
    position = read_cursor(listing, query["cursor"])
    page = batches.page_jobs(
        current_resources(),
        tenant_id,
        batch_id,
        status=query["status"],
        outcome=query["outcome"],
        q=query["q"],
        after=0 if position is None else position[0],
        limit=limit + 1,
    )
    shown = page.jobs[:limit]
    return {
        "items": [job_line(job, page.same_site.get(job.id, ())) for job in shown],
        "next_cursor": write_cursor(listing, [shown[-1].id]) if len(page.jobs) > limit else None,
    }


@blp.get(f"/batch/<uuid:batch_id>/jobs/{JOB_ID}")
@blp.response(200, JobDetail)
def get_job(batch_id: UUID, job_id: int) -> dict[str, Any]:
    """One job with all attempts and all facts

    Every attempt with every request it made; every fact, contact and technology with the page it came from. Contacts
    that were refused are there too, with the rule that refused them.
    """
    return job_detail(batches.get_job(current_resources(), current_caller().tenant_id, job_id, batch_id))


@blp.get(f"/batch/<uuid:batch_id>/jobs/{JOB_ID}/pages")
@blp.arguments(SitePageQuery, location="query")
@blp.response(200, SitePages)
def list_site_pages(query: dict[str, Any], batch_id: UUID, job_id: int) -> dict[str, Any]:
    """List the pages of a site, in the order of its sitemaps

    For batches of the kind `sitemap`; a job of another kind has none. Which sitemaps were read, and what of them is not
    in the list, is in the job.
    """
    tenant_id, limit = current_caller().tenant_id, query["limit"]
    listing = f"pages of {tenant_id} {batch_id} {job_id}"
    position = read_cursor(listing, query["cursor"])
    rows = batches.list_site_pages(
        current_resources(),
        tenant_id,
        job_id,
        batch_id,
        q=query["q"],
        after=-1 if position is None else position[0],
        limit=limit + 1,
    )
    shown = rows[:limit]
    return {
        "items": shown,
        "next_cursor": write_cursor(listing, [shown[-1].position]) if len(rows) > limit else None,
    }
