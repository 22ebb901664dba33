"""The kinds of values that several schemas share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields

from scraper_sky.clock import iso_z

MOST_ERRORS = 20
LARGEST_ID = 2**63 - 1
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Moment(fields.Field[datetime]):
    """A point in time; always UTC, to the millisecond, as in `2026-03-01T12:00:00.000Z`."""

    def _serialize(self, value: datetime | str | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return value if value is None or isinstance(value, str) else iso_z(value)


class Ready(fields.Nested):
    """An object whose values are JSON values already. The schema describes it; it is not gone through field by field,
    which for the jobs of a page took longer than all the rest of the answer."""

    def _serialize(self, nested_obj: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return nested_obj


class ReadyDict(fields.Dict):
    """The same for an object of any names: the thousand domains of a status."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class Rows(fields.List[str]):
    """What a person pastes, row by row. Each row must be text; whether it is a domain is for the service to say.

    Characters that cannot be stored (NUL, half a surrogate pair) are replaced by U+FFFD, which no domain has.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(fields.String(), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[str]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if not value:
            raise ValidationError("At least one domain is needed.")
        wrong = [position for position, row in enumerate(value) if not isinstance(row, str)]
        if wrong:
            raise ValidationError({position: ["Not a valid string."] for position in wrong[:MOST_ERRORS]})
        return [_UNSTORABLE.sub("\ufffd", row) for row in value]


class StorableString(fields.String):
    """Text that goes into a query; NUL and halves of surrogate pairs, which no row can hold, are refused."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if _UNSTORABLE.search(text):
            raise ValidationError("There are characters in it that no text can have.")
        return text


class Model(Schema):
    """The parent of all our schemas: the order of the fields is the order of the answer."""


class Problem(Model):
    """The body of every answer that is not a success."""

    code = fields.String(required=True, metadata={"description": "Stable; programs may compare it."})
    message = fields.String(required=True, metadata={"description": "One sentence for a person."})
    errors = fields.Dict(
        metadata={"description": "What is wrong, by the place it stands in (json, query, headers) and field name."}
    )
