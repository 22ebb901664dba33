"""The progress of a batch as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from flask import Response, g, request
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
MOST_STREAMS = 16  # at a time in one process; each occupies a thread of the web server
LOOKING_SHARE = 0.1  # of its time a stream asks the database at the most; a large batch is looked at less often

_places = threading.BoundedSemaphore(MOST_STREAMS)

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
    An `end` event when the batch has ended. After four minutes the stream closes and the client comes back by itself;
    on a busy server it closes after the first event, so that its clients poll.
    """
    res, tenant_id, request_id = current_resources(), current_caller().tenant_id, g.request_id
    batches.get_progress(res, tenant_id, batch_id)  # An unknown batch is a 404, not a stream.
    has_left = watch_client(getattr(request, "connection", None))

    def portions() -> Iterator[str]:
        logs.request_id.set(request_id)
        has_place = _places.acquire(blocking=False)
        try:
            yield from stream(
                lambda: batches.get_progress(res, tenant_id, batch_id),
                has_left=has_left,
                longest_seconds=LONGEST_SECONDS if has_place else 0.0,
            )
        finally:
            if has_place:
                _places.release()

    response = Response(portions(), content_type="text/event-stream; charset=utf-8")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def stream(
    read: Callable[[], Progress],
    *,
    has_left: Callable[[], bool] = lambda: False,
    longest_seconds: float = LONGEST_SECONDS,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = monotonic_seconds,
) -> Iterator[str]:
    """The text of the stream. `read` opens and closes its own transaction, so that nothing is held between two looks.

    A client that left is noticed within a look where the server lets us see its socket, and at the next thing written
    otherwise, the keep-alive at the latest.
    """
    began = spoke_at = now()
    last: dict[str, Any] | None = None
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    while True:
        looked_at = now()
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
        pause = max(POLL_SECONDS, (now() - looked_at) / LOOKING_SHARE)
        if now() + pause - began >= longest_seconds:
            return
        sleep(pause)
        if has_left():
            return


def watch_client(connection: socket.socket | None) -> Callable[[], bool]:
    """A question: has the client closed its end? Always answered no where the server does not show its socket."""

    def has_left() -> bool:
        if connection is None:
            return False
        try:
            return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except (BlockingIOError, ValueError):  # Nothing to read, or a TLS socket, which cannot be peeked at.
            return False
        except OSError:
            return True

    return has_left


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, default=iso_z, separators=(',', ':'))}\n\n"
