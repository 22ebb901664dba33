"""Our own style sheets, scripts and pictures under /static, with the hash of their content in the address."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from webapp.ui.blueprint import ui

FOLDER = Path(__file__).parent / "static"
A_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so that a browser may keep what it has."""
    return url_for("ui.static_file", name=name, v=_digest(name))


@ui.get("/static/<name>")
def static_file(name: str) -> Response:
    if name not in _names():
        abort(404)
    response = Response(_content(name), mimetype=mimetypes.guess_type(name)[0])
    response.set_etag(_digest(name))
    response.cache_control.public = True
    if request.args.get("v") == _digest(name):
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response.make_conditional(request)  # type: ignore[return-value]


@ui.get("/favicon.ico")
def favicon() -> Response:
    return static_file("mark.svg")


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.is_file())


@lru_cache(maxsize=64)
def _content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def _digest(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:12]
