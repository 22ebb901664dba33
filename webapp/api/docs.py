"""The human pages of the API, drawn from the OpenAPI document by us: nothing is loaded from anywhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flask_smorest
from flask import Blueprint, Flask, Response, current_app, g, render_template, send_from_directory
from markupsafe import Markup, escape

from webapp import auth

STATIC = Path(__file__).parent / "static"
METHODS = ("get", "post", "put", "patch", "delete")
_BACKTICKS = re.compile("`([^`]+)`")
EXAMPLE_VALUES = {"batch_id": "$BATCH", "job_id": "$JOB"}

blp = Blueprint("docs", __name__)

Spec = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    place: str  # path, query, header; empty for a field of a body
    type: str
    required: bool
    description: str
    links_to: str | None = None  # the schema that explains the type


@dataclass(frozen=True, slots=True)
class Reply:
    status: str
    description: str
    schema: str | None


@dataclass(frozen=True, slots=True)
class Endpoint:
    anchor: str
    tag: str
    method: str
    path: str
    summary: str
    description: str
    is_open: bool
    parameters: tuple[Field, ...]
    body: str | None  # name of its schema
    body_fields: tuple[Field, ...]
    replies: tuple[Reply, ...]
    curl: str


def register(app: Flask, api: flask_smorest.Api) -> None:
    app.extensions["scrapersky_spec"] = api.spec
    app.register_blueprint(blp)
    app.jinja_env.filters["with_code"] = with_code


@blp.get("/api/v3/docs")
def show() -> str:
    """Open to everybody; whoever is signed in sees so at the top."""
    g.caller = auth.find_caller()
    spec = current_app.extensions["scrapersky_spec"].to_dict()
    endpoints = list(list_endpoints(spec))
    schemas = {name: _fields_of(spec, schema) for name, schema in spec["components"]["schemas"].items()}
    about = {name: schema.get("description", "") for name, schema in spec["components"]["schemas"].items()}
    tags = [tag for tag in spec["tags"] if any(endpoint.tag == tag["name"] for endpoint in endpoints)]
    return render_template("docs.html", info=spec["info"], tags=tags, endpoints=endpoints, schemas=schemas, about=about)


@blp.get("/api/v3/docs.css")
def style() -> Response:
    return send_from_directory(STATIC, "docs.css")


def with_code(text: str) -> Markup:
    """`text` with what stands between backticks set as code."""
    return Markup(_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))


def list_endpoints(spec: Spec) -> Iterator[Endpoint]:
    """Every operation of the document, in its order."""
    for path, item in spec["paths"].items():
        for method in METHODS:
            if method in item:
                yield _endpoint(spec, path, method, item[method], item.get("parameters", []))


def _endpoint(spec: Spec, path: str, method: str, operation: Spec, shared: list[Any]) -> Endpoint:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    parameters = tuple(_parameter(parameter) for parameter in [*shared, *operation.get("parameters", [])])
    is_open = operation.get("security") == []
    return Endpoint(
        anchor=f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
        tag=operation["tags"][0],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        is_open=is_open,
        parameters=parameters,
        body=_name(content),
        body_fields=() if content is None else _fields_of(spec, _resolve(spec, content)),
        replies=tuple(_replies(operation)),
        curl=_curl(method, path, _example(spec, content), is_open),
    )


def _parameter(parameter: Spec) -> Field:
    schema = parameter.get("schema", {})
    return Field(
        name=parameter["name"],
        place=parameter["in"],
        type=_type(schema),
        required=parameter.get("required", False),
        description=parameter.get("description", schema.get("description", "")),
    )


def _replies(operation: Spec) -> Iterator[Reply]:
    for status, reply in operation["responses"].items():
        if "$ref" in reply:
            continue
        content = next(iter(reply.get("content", {}).values()), {})
        yield Reply(status, reply.get("description", ""), _name(content.get("schema")))


def _fields_of(spec: Spec, schema: Spec) -> tuple[Field, ...]:
    required = schema.get("required", [])
    return tuple(
        Field(name, "", _type(field), name in required, field.get("description", ""), _link(field))
        for name, field in schema.get("properties", {}).items()
    )


def _type(schema: Spec) -> str:
    """A type in words: `integer 1–1000`, `list of string`, `uuid or null`."""
    reference = _name(schema)
    if reference:
        words = reference
    elif schema.get("enum"):
        words = " · ".join(str(word) for word in schema["enum"] if word is not None)
    elif schema.get("type") == "array":
        words = f"list of {_type(schema.get('items', {}))}"
    elif isinstance(schema.get("additionalProperties"), dict):
        words = f"object of {_type(schema['additionalProperties'])}"
    else:
        words = str(schema.get("format") or schema.get("type") or "any")
    if "minimum" in schema and "maximum" in schema and schema["maximum"] < 2**53:
        words += f" {schema['minimum']}–{schema['maximum']}"
    if schema.get("default") is not None:
        words += f", default {schema['default']}"
    return words + (" or null" if schema.get("nullable") else "")


def _link(schema: Spec) -> str | None:
    inner = schema.get("items") or schema.get("additionalProperties")
    return _name(schema) or (_link(inner) if isinstance(inner, dict) else None)


def _name(schema: Spec | None) -> str | None:
    if not schema:
        return None
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    return next((_name(part) for part in schema.get("allOf", ()) if "$ref" in part), None)


def _resolve(spec: Spec, schema: Spec) -> Spec:
    name = _name(schema)
    resolved: Spec = spec["components"]["schemas"][name] if name else schema
    return resolved


def _example(spec: Spec, schema: Spec | None) -> dict[str, Any] | None:
    """A body made of the required fields and of those that have an example."""
    if schema is None:
        return None
    whole = _resolve(spec, schema)
    return {
        name: field.get("example", "…")
        for name, field in whole.get("properties", {}).items()
        if name in whole.get("required", []) or "example" in field
    }


def _curl(method: str, path: str, body: Any, is_open: bool) -> str:
    for name, value in EXAMPLE_VALUES.items():
        path = path.replace("{" + name + "}", value)
    words = ["curl -s"]
    if method != "get":
        words.append(f"-X {method.upper()}")
    if not is_open:
        words.append('-H "Authorization: Bearer $KEY"')
    if body is not None:
        words.append("-H 'Content-Type: application/json'")
        words.append(f"-d '{json.dumps(body, ensure_ascii=False)}'")
    words.append(f'"$HOST{path}"')
    return " \\\n  ".join(words)
