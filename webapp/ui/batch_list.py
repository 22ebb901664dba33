"""All batches, newest first."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import render_template, request

from scraper_sky.clock import iso_z
from scraper_sky.model.status import BatchStatus
from scraper_sky.services import batches
from scraper_sky.services.batches import BatchLine
from webapp.context import current_caller, current_resources
from webapp.ui.blueprint import ui

PAGE = 30


@ui.get("/batches")
def batch_list() -> str:
    status = request.args.get("status") or None
    status = status if status in set(BatchStatus) else None
    before = read_position(request.args.get("before"))
    lines = batches.list_batches(
        current_resources(), current_caller().tenant_id, status=status, before=before, limit=PAGE + 1
    )
    older = write_position(lines[PAGE - 1]) if len(lines) > PAGE else None
    return render_template(
        "batches.html", lines=lines[:PAGE], status=status, older=older, first=before is None, statuses=list(BatchStatus)
    )


def write_position(line: BatchLine) -> str:
    """Where the next page begins, for a link: the moment and the id of the last line shown."""
    return f"{line.created_at.isoformat()}~{line.id}"


def read_position(text: str | None) -> tuple[datetime, UUID] | None:
    """The position out of a link; one that cannot be read means the first page."""
    moment, _, batch_id = (text or "").partition("~")
    try:
        read = datetime.fromisoformat(moment.replace(" ", "+"))
        return (read, UUID(batch_id)) if iso_z(read) and read.tzinfo else None
    except ValueError:
        return None
