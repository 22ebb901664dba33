"""What every request and every response has: an id, and headers that keep a browser from doing what it should not."""

from __future__ import annotations

import re
from socket import socket
from uuid import uuid4

from flask import Flask, Request, Response, g, request
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.utils import environ_property

from scraper_sky import logs

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: over https the CSRF check compares the referrer of a form with this host.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{3,63}\Z")


class WebRequest(Request):
    """A request that knows its connection, where the web server shows it: to notice that a reader has left."""

    connection: environ_property[socket | None] = environ_property("gunicorn.socket", read_only=True)


def register(app: Flask) -> None:
    app.request_class = WebRequest
    app.before_request(_begin)
    app.after_request(_finish)
    app.teardown_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _SANE_ID.match(given) else uuid4().hex[:16]
    logs.request_id.set(g.request_id)
    if request.headers.get("Content-Encoding", "identity").lower() not in {"identity", ""}:
        raise UnsupportedMediaType("Send the body as it is, not compressed.")


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Request-Id"] = g.get("request_id", "-")
    return response


def _end(_: BaseException | None) -> None:
    logs.request_id.set("-")
