"""Who gets in: a key in the header, or a signed-in browser that shows its token."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import text

from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadSettings
from scraper_sky.services import tenants
from scraper_sky.settings import Settings
from tests.integration.conftest import BASE, KEY, ApiUser
from webapp import auth, create_app

CALLS = [("GET", "/batch"), ("POST", "/batch"), ("POST", "/scan"), ("GET", "/test_background_task")]


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A client that is signed in; its CSRF token is served at /token."""

    @app.post("/enter")
    @auth.csrf.exempt
    def enter() -> str:
        return auth.sign_in(KEY).tenant

    @app.get("/token")
    def token() -> str:
        return str(generate_csrf())

    client = app.test_client()
    assert client.post("/enter").text == "first"
    return client


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer wrong", f"Bearer {KEY[:-1]}", f"Basic {KEY}", KEY]
)
def test_without_a_valid_key_nothing_is_told(client: FlaskClient, method: str, path: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}

    reply = client.open(BASE + path, method=method, headers=headers, json={} if method == "POST" else None)

    assert (reply.status_code, reply.json["code"]) == (401, "unauthorized")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_key_in_the_address_does_not_count(client: FlaskClient) -> None:
    assert client.get(f"{BASE}/batch?key={KEY}&api_key={KEY}&access_token={KEY}").status_code == 401


def test_a_revoked_key_does_not_count(app: Flask, api: ApiUser) -> None:
    engine = app.extensions["scrapersky"].engine
    key_id = tenants.authenticate(engine, KEY).key_id
    assert api.get("/batch").status_code == 200

    tenants.revoke_key(engine, key_id)

    assert api.get("/batch").status_code == 401


def test_the_key_itself_is_nowhere_in_the_database(app: Flask) -> None:
    with unit_of_work(app.extensions["scrapersky"].engine) as connection:
        stored = connection.execute(text("SELECT api_keys::text FROM api_keys")).scalars().all()

    assert stored
    assert not any(KEY in row for row in stored)


def test_a_signed_in_browser_may_read_without_a_key(browser: FlaskClient) -> None:
    assert browser.get(f"{BASE}/batch").status_code == 200


def test_a_signed_in_browser_changes_nothing_without_its_token(browser: FlaskClient) -> None:
    order = {"domains": ["example.com"]}

    without = browser.post(f"{BASE}/batch", json=order)
    wrong = browser.post(f"{BASE}/batch", json=order, headers={"X-CSRFToken": "wrong"})
    token = browser.get("/token").text
    right = browser.post(f"{BASE}/batch", json=order, headers={"X-CSRFToken": token})

    assert (without.status_code, without.json["code"]) == (403, "csrf")
    assert wrong.status_code == 403
    assert right.status_code == 202
    assert browser.delete(f"{BASE}/batch/{right.json['batch_id']}").status_code == 403


def test_a_wrong_key_is_not_made_good_by_a_session(browser: FlaskClient) -> None:
    assert browser.get(f"{BASE}/batch", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_a_session_ends_with_its_key(app: Flask, browser: FlaskClient) -> None:
    engine = app.extensions["scrapersky"].engine
    tenants.revoke_key(engine, tenants.authenticate(engine, KEY).key_id)

    assert browser.get(f"{BASE}/batch").status_code == 401


def test_the_session_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(app: Flask, browser: FlaskClient) -> None:
    cookie = app.test_client().post("/enter").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert KEY not in cookie


def test_behind_https_the_session_cookie_is_sent_over_https_only(settings: Settings) -> None:
    app = create_app(replace(settings, public_url="https://scan.example.com"))
    app.extensions["scrapersky"].close()

    assert app.config["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    "secret",
    ["", "secret", "changeme", "dev", "a" * 40, "Secret-1234567890", "change-me-0123456789", "0123456789abcde"],
)
def test_a_secret_that_can_be_guessed_keeps_the_server_from_starting(settings: Settings, secret: str) -> None:
    with pytest.raises(BadSettings, match="SCRAPERSKY_SECRET_KEY"):
        create_app(replace(settings, secret_key=secret))


def test_a_key_of_the_settings_that_can_be_guessed_keeps_the_server_from_starting(settings: Settings) -> None:
    with pytest.raises(BadSettings, match="SCRAPERSKY_API_KEY"):
        create_app(replace(settings, api_key="short"))


def test_the_key_of_the_settings_works_from_the_start(settings: Settings) -> None:
    app = create_app(replace(settings, api_key="ssk_the_key_of_the_settings"))

    assert ApiUser(app.test_client(), "ssk_the_key_of_the_settings").get("/batch").status_code == 200
    app.extensions["scrapersky"].close()


def test_no_error_repeats_the_key(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    wrong = "ssk_a_wrong_key_that_is_secret"

    reply = client.get(f"{BASE}/batch", headers={"Authorization": f"Bearer {wrong}"})

    assert wrong not in reply.text
    assert not re.search(wrong, caplog.text)
