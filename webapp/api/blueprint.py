"""The parent of the API's blueprints: strict reading of JSON, and nobody gets in without being known."""

from __future__ import annotations

import json
import math
from typing import Any, ClassVar, NoReturn

import flask_smorest
import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from webapp import auth
from webapp.errors import BadJson

PREFIX = "/api/v3/batch_page_scraper"


class StrictParser(FlaskParser):
    """JSON that means one thing only; names that nobody asked for are refused, in the query too."""

    DEFAULT_UNKNOWN_BY_LOCATION: ClassVar[dict[str, str | None]] = {
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": ma.RAISE,
    }

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        body = req.get_data(cache=True)
        if not body:
            return ma.missing
        if req.content_length is None and len(body) >= (req.max_content_length or math.inf):
            raise RequestEntityTooLarge  # A body without a stated length is cut off at the limit, not refused.
        if not is_json_request(req):
            raise UnsupportedMediaType("Send the body as application/json.")
        value = read_json(body)
        if not isinstance(value, dict):
            raise ma.ValidationError({"_schema": ["The body must be a JSON object."]})
        return value


def read_json(body: bytes) -> Any:
    """The value of `body`. Raises BadJson, also for a name given twice, for NaN, and for nesting without end."""
    try:
        text = body.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_unambiguous, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadJson("The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BadJson(f"The body is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise BadJson("The body is nested too deeply.") from None
    except ValueError:
        raise BadJson("There is a number of too many digits in the body.") from None


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadJson("A name stands twice in one object of the body.")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise BadJson(f"{name} is no JSON value.")


class ApiBlueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = StrictParser()

    def _prepare_arguments_doc(self, doc: Any, doc_info: Any, **kwargs: Any) -> Any:
        # Every operation says `default: Problem`; the name of 422 differs between versions of Python.
        doc_info.get("arguments", {}).pop("responses", None)
        return super()._prepare_arguments_doc(doc, doc_info, **kwargs)


def secured(name: str, module: str, description: str) -> ApiBlueprint:
    """A blueprint whose every view runs for a known caller only.

    Flask-WTF leaves it alone, because `require_caller` asks for the CSRF token where a session is what counts.
    """
    blp = ApiBlueprint(name, module, url_prefix=PREFIX, description=description)
    blp.before_request(auth.require_caller)
    auth.csrf.exempt(blp)
    return blp
