"""Every route of the API knows its caller and says what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from webapp import api, auth
from webapp.api.document import document

OPEN = {"/api/v3/batch_page_scraper/health", "/api/v3/openapi.json", "/api/v3/docs", "/api/v3/docs.css"}


@pytest.fixture(scope="module")
def app() -> Flask:
    made = Flask("webapp", static_folder=None)
    api.register(made)
    return made


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in json.loads(document())["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                yield method, path, item[method]


def is_secured(app: Flask, rule: Rule) -> bool:
    blueprint = rule.endpoint.rpartition(".")[0]
    return auth.require_caller in app.before_request_funcs.get(blueprint, [])


def test_every_route_asks_for_its_caller_unless_it_is_known_to_be_open(app: Flask) -> None:
    unguarded = {rule.rule for rule in app.url_map.iter_rules() if not is_secured(app, rule)}

    assert unguarded == OPEN


def test_every_route_of_the_api_is_in_the_document(app: Flask) -> None:
    described = {path for _, path, _ in operations()}
    served = {api_path(rule.rule) for rule in app.url_map.iter_rules()} - {
        "/api/v3/openapi.json",
        "/api/v3/docs",
        "/api/v3/docs.css",
    }

    assert served == described


@pytest.mark.parametrize(("method", "path", "operation"), [*operations()], ids=lambda value: str(value)[:60])
def test_every_operation_says_what_it_answers(method: str, path: str, operation: dict[str, Any]) -> None:
    good = {status: reply for status, reply in operation["responses"].items() if status.startswith("2")}

    assert good
    assert "default" in operation["responses"]
    assert operation["summary"]
    for status, reply in good.items():
        assert status == "204" or next(iter(reply["content"].values()))["schema"]


@pytest.mark.parametrize(("method", "path", "operation"), [*operations()], ids=lambda value: str(value)[:60])
def test_only_health_is_open_in_the_document(method: str, path: str, operation: dict[str, Any]) -> None:
    assert (operation.get("security") == []) == (path in OPEN)


def api_path(rule: str) -> str:
    """The path of a Flask rule as OpenAPI writes it."""
    return "/".join(
        "{" + part.strip("<>").rpartition(":")[2] + "}" if part.startswith("<") else part for part in rule.split("/")
    )
