"""The HTTP API, version 3: flask-smorest blueprints, and the documents that are made from them."""

from __future__ import annotations

from typing import Any

import flask_smorest
from flask import Flask

from webapp.api import batches, docs, events, exports, jobs, scans, system
from webapp.schemas.fields import Moment, Problem
from webapp.schemas.system import StreamEvent

ABOUT = """\
Hand over a list of domains; get facts about each of them, with where every value was found.

Every request but `/health` needs `Authorization: Bearer <key>`. Times are UTC. Answers that are no success have one
body: `{code, message, errors?}`. What belongs to somebody else answers 404."""


class Api(flask_smorest.Api):
    """flask-smorest with our one error body; `webapp.errors` turns errors into answers."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        pass

    def _register_etag_headers(self) -> None:
        pass

    def _register_pagination_header(self) -> None:
        pass


def register(app: Flask) -> Api:
    """Adds the API and its documents to `app`."""
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        API_TITLE="ScraperSky",
        API_VERSION="3",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api/v3",
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = Api(app, spec_kwargs={"info": {"description": ABOUT}, "security": [{"key": []}, {"session": []}]})
    for name, scheme in _schemes().items():
        api.spec.components.security_scheme(name, scheme)
    api.register_field(Moment, "string", "date-time")
    api.spec.components.schema("StreamEvent", schema=StreamEvent)
    for part in (batches, jobs, events, exports, scans, system):
        api.register_blueprint(part.blp)
    api.register_blueprint(system.open_blp)
    docs.register(app, api)
    return api


def _schemes() -> dict[str, dict[str, Any]]:
    return {
        "key": {"type": "http", "scheme": "bearer", "description": "An API key."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "scrapersky_session",
            "description": "A signed-in browser; to change something it must send X-CSRFToken as well.",
        },
    }
