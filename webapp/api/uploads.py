"""A list of domains too long for one JSON document: read from the connection portion by portion."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import wraps
from typing import Any

from flask import request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge, RequestTimeout, UnsupportedMediaType

from scraper_sky.clock import monotonic_seconds
from scraper_sky.errors import Unavailable
from scraper_sky.services import upload
from scraper_sky.services.upload import Upload
from webapp.api.blueprint import ApiBlueprint
from webapp.api.views_of import batch_accepted
from webapp.context import current_caller, current_resources, current_wake
from webapp.schemas.batches import BatchAccepted, IdempotencyHeader, UploadQuery

FORMS = {"application/x-ndjson": "ndjson", "text/csv": "csv"}
EXAMPLES = {"ndjson": '"example.com"\n{"domain": "example.org"}\n', "csv": "company,website\nExample,example.com\n"}
CHUNK = 64 * 1024  # bytes read at a time
MOST_UPLOADS = 4  # at a time in one process; each occupies a thread and, in the end, a database connection
LONGEST_SECONDS = 600.0  # for a body to arrive

_places = threading.BoundedSemaphore(MOST_UPLOADS)

View = Callable[..., Any]


def taken_instead(blp: ApiBlueprint) -> Callable[[View], View]:
    """For a view that takes JSON: a body of another content type (`FORMS`) goes to `_take` and never becomes JSON."""
    take = blp.arguments(UploadQuery, location="query")(
        blp.arguments(IdempotencyHeader, location="headers")(blp.response(202, BatchAccepted)(_take))
    )

    def decorate(view: View) -> View:
        @wraps(view)
        def either(*arguments: Any, **named: Any) -> Any:
            return (take if request.mimetype in FORMS else view)(*arguments, **named)

        documented: Any = either
        documented._apidoc = deepcopy(getattr(view, "_apidoc", {}))
        documented._apidoc["arguments"]["parameters"].append({"in": "query", "required": False, "schema": UploadQuery})
        content = {
            name: {"schema": {"type": "string", "format": "binary"}, "example": EXAMPLES[form]}
            for name, form in FORMS.items()
        }
        return blp.doc(requestBody={"content": content})(either)

    return decorate


def _take(query: dict[str, Any], headers: dict[str, Any]) -> dict[str, Any]:
    res, caller = current_resources(), current_caller()
    if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "us-ascii"}:
        raise UnsupportedMediaType("Send the list as UTF-8.")
    if not _places.acquire(blocking=False):
        raise Unavailable("Several lists are being received already. Please try again soon.")
    try:
        request.max_content_length = res.settings.max_upload_bytes
        with upload.receive(_portions(), res.settings.max_upload_domains) as body:
            accepted = upload.submit_upload(
                res,
                caller.tenant_id,
                Upload(form=FORMS[request.mimetype], **query),
                body,
                current_wake(),
                actor=caller.actor,
                idempotency_key=headers["idempotency_key"],
            )
    finally:
        _places.release()
    counts = {"rejected_count": accepted.rejected_count, "duplicates_count": accepted.duplicates_count}
    return batch_accepted(accepted) | counts


def _portions() -> Iterator[bytes]:
    """The body as it arrives. Raises ClientDisconnected when it ends before its stated length."""
    began, read = monotonic_seconds(), 0
    stated, most = request.content_length, request.max_content_length
    while portion := _read():
        read += len(portion)
        if most is not None and read > most:
            raise RequestEntityTooLarge
        if monotonic_seconds() - began > LONGEST_SECONDS:
            raise RequestTimeout("The list took too long to arrive.")
        yield portion
    if stated is not None and read < stated:
        raise ClientDisconnected
    if stated is None and most is not None and read >= most:
        raise RequestEntityTooLarge  # A body without a stated length is cut off at the limit, not refused.


def _read() -> bytes:
    try:
        return request.stream.read(CHUNK)
    except ParseException:  # The body comes in parts, and one of them is none; only the web server can see that.
        raise ClientDisconnected from None
