"""Positions in a list, handed out as signed text that only we can make: a cursor of another list is refused."""

from __future__ import annotations

from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from scraper_sky.errors import BadInput


def write_cursor(listing: str, position: list[Any]) -> str:
    """`listing` names the list, with whose it is; `position` holds plain values."""
    return str(_serializer().dumps([listing, *position]))


def read_cursor(listing: str, cursor: str | None) -> list[Any] | None:
    """The position, None without a cursor. Raises BadInput for what is no cursor of this list."""
    if cursor is None:
        return None
    try:
        found, *position = _serializer().loads(cursor)
    except (BadData, ValueError, TypeError):
        found, position = None, []
    if found != listing:
        raise BadInput(
            "This cursor does not belong to this list.",
            errors={"query": {"cursor": ["Not a `next_cursor` of this list."]}},
        )
    return position


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="cursor")
