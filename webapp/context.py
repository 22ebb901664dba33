"""What a view may reach: the resources of this process and the caller of this request."""

from __future__ import annotations

from flask import current_app, g

from scraper_sky.resources import Resources
from scraper_sky.services.submission import Wake
from scraper_sky.services.tenants import Caller


def current_resources() -> Resources:
    resources: Resources = current_app.extensions["scrapersky"]
    return resources


def current_caller() -> Caller:
    """The caller that `auth` found; views behind a sign-in or a key may rely on it."""
    caller: Caller = g.caller
    return caller


def current_wake() -> Wake:
    """How this process wakes a batch."""
    wake: Wake = current_app.extensions["scrapersky_wake"]
    return wake
