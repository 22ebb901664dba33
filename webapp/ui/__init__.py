"""The pages for people: server-rendered, with a little JavaScript on top that nothing essential depends on."""

from __future__ import annotations

from flask import Flask

from webapp.ui import actions, assets, batch, batch_list, filters, job, scan, sign_in
from webapp.ui.blueprint import ui

__all__ = ["actions", "batch", "batch_list", "job", "register", "scan", "sign_in", "ui"]


def register(app: Flask) -> None:
    """Adds the pages, their filters and their static files to the application."""
    # A pasted list is a form field, not a file; the limit of the whole request is the one that counts.
    app.config["MAX_FORM_MEMORY_SIZE"] = app.config["MAX_CONTENT_LENGTH"]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters.register(app)
    assets.register(app)
    app.register_blueprint(ui)
