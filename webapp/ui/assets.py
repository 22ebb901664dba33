"""Our own style sheets, scripts and pictures under /static, with the hash of their content in the address."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory, url_for

from webapp.ui.blueprint import ui

FOLDER = Path(__file__).parent / "static"
A_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so that a browser may keep what it has."""
    return url_for("ui.static_file", name=name, v=_digest(name))


@ui.get("/static/<path:name>")
def static_file(name: str) -> Response:
    response = send_from_directory(FOLDER, name)
    if request.args.get("v"):
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    return response


@ui.get("/favicon.ico")
def favicon() -> Response:
    return static_file("mark.svg")


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
