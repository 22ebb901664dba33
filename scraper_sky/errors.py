"""Everything that can go wrong on purpose.

    ScraperSkyError                 code, http_status, message
    |- BadInput        422          what the caller sent cannot be used
    |  |- BadSettings  500          the environment holds a value that cannot be used
    |- Unauthorized    401          no key, or not one of ours
    |- NotFound        404          it does not exist, or belongs to somebody else
    |- Conflict        409          it exists, but not in a state in which this can be done
    |- Unavailable     503          a part of the system does not answer

`code` is public and stable; each door (task, HTTP, command line) maps this tree in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ScraperSkyError(Exception):
    """The root: an error a person may read."""

    code = "error"
    http_status = 500

    def __init__(self, message: str, *, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors = errors


class BadInput(ScraperSkyError):
    code = "bad_input"
    http_status = 422


class BadSettings(BadInput):
    code = "bad_settings"
    http_status = 500


class Unauthorized(ScraperSkyError):
    code = "unauthorized"
    http_status = 401


class NotFound(ScraperSkyError):
    code = "not_found"
    http_status = 404


class Conflict(ScraperSkyError):
    code = "conflict"
    http_status = 409


class Unavailable(ScraperSkyError):
    code = "unavailable"
    http_status = 503
