"""The blueprint of all pages. Whoever is not signed in gets to the sign-in page and nowhere else."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from scraper_sky.errors import Conflict
from webapp import auth
from webapp.context import current_resources

OPEN_TO_ALL = frozenset({"ui.sign_in", "ui.static_file", "ui.favicon"})

ui = Blueprint("ui", __name__)


@ui.before_request
def require_sign_in() -> Response | None:
    if request.endpoint in OPEN_TO_ALL:
        return None
    caller = auth.session_caller()
    if caller is None:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else url_for("ui.home")
        return redirect(url_for("ui.sign_in", next=wanted))
    g.caller = caller
    return None


@ui.errorhandler(Conflict)
def on_conflict(error: Conflict) -> Response:
    """What cannot be done in this state (any more) is said on the batch's own page."""
    batch_id = (request.view_args or {}).get("batch_id")
    flash(error.message, "problem")
    return redirect(url_for("ui.batch", batch_id=batch_id) if batch_id else url_for("ui.home"), code=303)


@ui.app_context_processor
def for_every_template() -> dict[str, Any]:
    settings = current_resources().settings
    return {"caller": g.get("caller"), "flower_url": settings.flower_url, "version": _version()}


def _version() -> str:
    try:
        return version("scraper-sky")
    except PackageNotFoundError:
        return ""
