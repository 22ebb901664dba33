"""A batch as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from scraper_sky.services import exports
from webapp.api.blueprint import secured
from webapp.context import current_caller, current_resources
from webapp.schemas.batches import ExportQuery

blp = secured("exports", __name__, "Results as a file.")


@blp.get("/batch/<uuid:batch_id>/export")
@blp.arguments(ExportQuery, location="query")
@blp.response(
    200, {"type": "string", "format": "binary"}, content_type="text/csv", description="CSV, or JSON lines (jsonl)."
)
def export_batch(query: dict[str, Any], batch_id: UUID) -> Response:
    """Download a batch

    All of it as of one moment, in any state of the batch. CSV is UTF-8 without a byte order mark; cells that a
    spreadsheet would run as a formula begin with an apostrophe. JSON lines carry every value with where it was found.
    """
    portions = exports.stream_export(
        current_resources(), current_caller().tenant_id, batch_id, query["format"], query["shape"]
    )
    response = Response(portions, content_type=exports.CONTENT_TYPES[query["format"]])
    name = exports.file_name(batch_id, query["format"], query["shape"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Accel-Buffering"] = "no"
    return response
