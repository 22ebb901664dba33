"""Who is asking: a key in the Authorization header, or the signed-in session of a browser. Never a key in a URL."""

from __future__ import annotations

import logging
import re
import threading
from datetime import timedelta

from flask import Flask, current_app, g, request, session
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.errors import BadSettings, Unauthorized
from scraper_sky.resources import Resources
from scraper_sky.services import tenants
from scraper_sky.services.tenants import Caller
from scraper_sky.settings import Settings
from webapp.context import current_resources

log = logging.getLogger(__name__)

SHORTEST_SECRET = 16
FEWEST_DIFFERENT = 6
PLACEHOLDERS = (
    "secret",
    "mysecret",
    "changeme",
    "changethis",
    "replaceme",
    "example",
    "development",
    "dev",
    "test",
    "testing",
    "default",
    "password",
    "secretkey",
    "insecure",
    "supersecret",
    "yoursecretkey",
    "notasecret",
)
SESSION_KEY_ID = "key_id"

csrf = CSRFProtect()


def register(app: Flask, settings: Settings) -> None:
    """Sessions, CSRF tokens, and the key of the settings made valid.

    Raises BadSettings for a secret or a key that anybody could guess.
    """
    refuse_guessable(settings)
    app.secret_key = settings.secret_key
    app.config.update(
        SESSION_COOKIE_NAME="scrapersky_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        WTF_CSRF_TIME_LIMIT=None,  # a token is good for as long as its session, so that a page may stay open
    )
    csrf.init_app(app)
    first_key = FirstKey(app.extensions["scrapersky"])
    app.extensions["scrapersky_first_key"] = first_key
    first_key.ensure_at_start()


def refuse_guessable(settings: Settings) -> None:
    """Raises BadSettings when the session secret, or the API key of the settings, is none."""
    letters = re.sub(r"[^a-z]", "", settings.secret_key.lower())
    if (
        len(settings.secret_key) < SHORTEST_SECRET
        or len(set(settings.secret_key)) < FEWEST_DIFFERENT
        or letters in PLACEHOLDERS
    ):
        raise BadSettings(
            f"SCRAPERSKY_SECRET_KEY must be set to a random text of at least {SHORTEST_SECRET} characters; "
            "for example the output of: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    if settings.api_key and len(settings.api_key) < tenants.SHORTEST_KEY:
        raise BadSettings(f"SCRAPERSKY_API_KEY needs at least {tenants.SHORTEST_KEY} characters.")


class FirstKey:
    """Makes the key of the settings valid, once; while the database is away, the first use tries again."""

    def __init__(self, res: Resources) -> None:
        self._res = res
        self._lock = threading.Lock()
        self._done = not res.settings.api_key

    def ensure_at_start(self) -> None:
        try:
            self.ensure()
        except SQLAlchemyError as error:
            log.warning("the API key of the settings could not be stored yet: %s", error)

    def ensure(self) -> None:
        if self._done:
            return
        with self._lock:
            if not self._done:
                tenants.ensure_key(self._res.engine, self._res.settings.api_key)
                self._done = True


def require_caller() -> None:
    """A before_request function: puts the caller into `g.caller`, or raises Unauthorized.

    A session counts for reading; to change something it must show its CSRF token as well.
    """
    key = _bearer_key()
    if key is not None:
        g.caller = _caller_of(key)
        return
    caller = session_caller()
    if caller is None:
        raise Unauthorized("Send your API key as `Authorization: Bearer <key>`.")
    csrf.protect()
    g.caller = caller


def find_caller() -> Caller | None:
    """The caller, where being one is optional: no key, a wrong one and a database that is away all give None."""
    try:
        key = _bearer_key()
        return session_caller() if key is None else _caller_of(key)
    except (Unauthorized, SQLAlchemyError):
        return None


def session_caller() -> Caller | None:
    """Who is signed in with this browser. None for nobody, and when the key was revoked meanwhile."""
    key_id = session.get(SESSION_KEY_ID)
    if not isinstance(key_id, int):
        return None
    try:
        return tenants.caller_of_key(current_resources().engine, key_id)
    except Unauthorized:
        session.clear()
        return None


def sign_in(key: str) -> Caller:
    """Begins a session for the owner of `key`. Raises Unauthorized."""
    caller = _caller_of(key)
    session.clear()
    session[SESSION_KEY_ID] = caller.key_id
    session.permanent = True
    return caller


def sign_out() -> None:
    session.clear()


def _bearer_key() -> str | None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None


def _caller_of(key: str) -> Caller:
    current_app.extensions["scrapersky_first_key"].ensure()
    return tenants.authenticate(current_resources().engine, key)
