"""A batch as a file."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Response

from scraper_sky.errors import Unavailable
from scraper_sky.services import exports
from webapp.api.blueprint import secured
from webapp.context import current_caller, current_resources
from webapp.schemas.batches import ExportQuery

MOST_EXPORTS = 6  # at a time in one process; each holds a database connection until its reader has all of it

_places = threading.BoundedSemaphore(MOST_EXPORTS)

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
    Too many downloads at once are 503.
    """
    portions = exports.stream_export(
        current_resources(), current_caller().tenant_id, batch_id, query["format"], query["shape"]
    )
    if not _places.acquire(blocking=False):
        raise Unavailable("Several downloads are running already. Please try again when one of them has ended.")
    place = contextlib.ExitStack()  # Given back once, by whichever comes first: the last portion or the reader's leave.
    place.callback(_places.release)
    response = Response(_until_taken(portions, place), content_type=exports.CONTENT_TYPES[query["format"]])
    response.call_on_close(place.close)
    name = exports.file_name(batch_id, query["format"], query["shape"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _until_taken(portions: Iterator[bytes], place: contextlib.ExitStack) -> Iterator[bytes]:
    with place:
        yield from portions
