"""The one place through which everything that the web said passes on its way into a row.

PostgreSQL refuses NUL and lone surrogates; a page can hold both, and values of any length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

LONGEST_TEXT = 4_000
LONGEST_LIST = 500
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable_text(value: str, longest: int = LONGEST_TEXT) -> str:
    """`value` without NUL and lone surrogates, cut at `longest` characters with an ellipsis to say so."""
    clean = _UNSTORABLE.sub("", value)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def storable(value: object) -> object:
    """`value` (dataclasses, mappings, sequences, enums, plain values) as JSON values that PostgreSQL takes."""
    match value:
        case Enum():
            return storable(value.value)
        case str():
            return storable_text(value)
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {storable_text(str(name), 200): storable(part) for name, part in value.items()}
        case list() | tuple():
            return [storable(part) for part in value[:LONGEST_LIST]]
        case _ if is_dataclass(value):
            return {field.name: storable(getattr(value, field.name)) for field in fields(value)}
        case _:
            return storable_text(str(value))
