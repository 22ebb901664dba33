"""The progress of a batch as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from flask import Response, g
from sqlalchemy.exc import SQLAlchemyError

from scraper_sky import logs
from scraper_sky.clock import iso_z, monotonic_seconds
from scraper_sky.errors import NotFound
from scraper_sky.services import batches
from scraper_sky.services.batches import Progress
from webapp.api import views_of
from webapp.api.blueprint import secured
from webapp.context import current_caller, current_resources

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
KEEP_ALIVE_SECONDS = 10.0
LONGEST_SECONDS = 240.0
RETRY_MILLISECONDS = 2000

blp = secured("events", __name__, "Progress as it happens.")


@blp.get("/batch/<uuid:batch_id>/events")
@blp.response(
    200,
    {"type": "string"},
    content_type="text/event-stream",
    description="`progress` events whose data is a StreamEvent; one `end` event, after which the client should close.",
)
def stream_batch_events(batch_id: UUID) -> Response:
    """Watch a batch

    A `progress` event at once and then each second in which something changed; a comment every ten seconds otherwise.
    An `end` event when the batch has ended. After four minutes the stream closes and the client comes back by itself.
    """
    res, tenant_id, request_id = current_resources(), current_caller().tenant_id, g.request_id
    batches.get_progress(res, tenant_id, batch_id)  # An unknown batch is a 404, not a stream.

    def portions() -> Iterator[str]:
        logs.request_id.set(request_id)
        yield from stream(lambda: batches.get_progress(res, tenant_id, batch_id))

    response = Response(portions(), content_type="text/event-stream; charset=utf-8")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def stream(
    read: Callable[[], Progress],
    *,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = monotonic_seconds,
) -> Iterator[str]:
    """The text of the stream. `read` opens and closes its own transaction, so that nothing is held between two looks.

    A client that left is noticed at the next thing written, the keep-alive at the latest.
    """
    began = spoke_at = now()
    last: dict[str, Any] | None = None
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    while now() - began < LONGEST_SECONDS:
        try:
            progress = read()
        except NotFound:
            yield _event("end", {"status": "deleted"})
            return
        except SQLAlchemyError as error:
            log.warning("events: the database does not answer: %s", str(error).split("\n", 1)[0])
        else:
            data = views_of.event(progress)
            if data != last:
                yield _event("progress", data)
                last, spoke_at = data, now()
            if progress.ended:
                yield _event("end", {"status": progress.status})
                return
        if now() - spoke_at >= KEEP_ALIVE_SECONDS:
            yield ": still here\n\n"
            spoke_at = now()
        sleep(POLL_SECONDS)


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, default=iso_z, separators=(',', ':'))}\n\n"
