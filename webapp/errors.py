"""The one place where an error becomes an answer: `{code, message, errors?}` for programs, a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateNotFound
from markupsafe import escape
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from scraper_sky.errors import ScraperSkyError, Unauthorized, Unavailable

log = logging.getLogger(__name__)

FOR_PROGRAMS = ("/api/", "/health/", "/metrics")
RETRY_AFTER_SECONDS = 5

CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "request_timeout",
    409: "conflict",
    413: "too_large",
    414: "address_too_long",
    415: "unsupported_media_type",
    422: "bad_input",
    429: "too_many_requests",
    431: "headers_too_large",
    503: "unavailable",
}
MESSAGES = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "The body is larger than is taken.",
    422: "The request cannot be used; `errors` says what is wrong with it.",
}
DATABASE_AWAY = "The database does not answer; nothing was changed. Please try again soon."


class BadJson(ScraperSkyError):
    """The body is not JSON, or JSON that means two things at once."""

    code = "bad_json"
    http_status = 400


def register(app: Flask) -> None:
    app.register_error_handler(ScraperSkyError, _on_our_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(CSRFError, _on_missing_token)
    app.register_error_handler(DBAPIError, _on_database_error)
    app.register_error_handler(PoolTimeout, _on_database_error)
    app.register_error_handler(Exception, _on_fault)


def _on_our_error(error: ScraperSkyError) -> Response:
    headers = {}
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = 'Bearer realm="ScraperSky"'
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return _answer(error.http_status, error.code, error.message, error.errors, headers)


def _on_http_error(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    details: dict[str, Any] = getattr(error, "data", None) or {}
    code = CODES.get(error.code, "error")
    message = MESSAGES.get(error.code) or error.description or HTTPStatus(error.code).phrase
    headers = {name: value for name, value in error.get_headers() if name.lower() not in {"content-type"}}
    return _answer(error.code, code, message, details.get("messages"), headers)


def _on_missing_token(error: CSRFError) -> Response:
    return _answer(403, "csrf", f"{error.description} Reload the page and try again.")


def _on_database_error(error: DBAPIError | PoolTimeout) -> Response:
    """The database is away, overloaded or restarting: that passes. Anything else it says is a fault of ours."""
    if isinstance(error, DBAPIError) and not (
        isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
    ):
        return _on_fault(error)
    log.warning("the database does not answer: %s", str(error).split("\n", 1)[0])
    return _answer(503, Unavailable.code, DATABASE_AWAY, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def _on_fault(error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _answer(500, "internal_error", f"A fault of ours; it is in the log under {g.get('request_id', '-')}.")


def _answer(
    status: int, code: str, message: str, errors: Any = None, headers: dict[str, str] | None = None
) -> Response:
    """One log line, and the body for whoever asked."""
    level = logging.WARNING if status >= 500 else logging.INFO
    log.log(level, "%s %s -> %s %s: %s", request.method, request.path, status, code, message)
    if request.path.startswith(FOR_PROGRAMS):
        body = {"code": code, "message": message}
        response = jsonify(body | ({"errors": errors} if errors else {}))
    else:
        response = Response(_page(status, code, message), mimetype="text/html")
    response.status_code = status
    response.headers.update(headers or {})
    return response


def _page(status: int, code: str, message: str) -> str:
    try:
        return render_template(
            "error.html", status=status, code=code, message=message, request_id=g.get("request_id", "-")
        )
    except TemplateNotFound:
        return f"<!doctype html><title>{status}</title><h1>{escape(message)}</h1>"
