"""Door two: Flask. Parse, call a service, render; no SQL and no parsing of pages here."""

from __future__ import annotations

from flask import Flask

from scraper_sky import logs
from scraper_sky.resources import Resources
from scraper_sky.settings import Settings
from tasks import direct
from webapp import api, auth, errors, health, responses, ui


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application. `settings` None reads the environment."""
    settings = settings or Settings.from_env()
    logs.set_up(settings.log_level, settings.log_format)
    app = Flask("webapp", static_folder=None, template_folder="ui/templates")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    resources = app.extensions["scrapersky"] = Resources.open(settings)
    app.extensions["scrapersky_wake"] = direct.waker(resources)
    responses.register(app)
    errors.register(app)
    auth.register(app, settings)
    health.register(app)
    api.register(app)
    ui.register(app)
    return app
