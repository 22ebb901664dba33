"""What the system says of itself."""

from __future__ import annotations

from marshmallow import fields, validate

from webapp.schemas.fields import Model, Moment

VERDICTS = ["OK", "ERROR"]


class PartState(Model):
    ok = fields.Boolean(required=True)
    sentence = fields.String(required=True)


class HealthState(Model):
    status = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    message = fields.String(required=True)
    timestamp = Moment(required=True)
    parts = fields.Dict(keys=fields.String(), values=fields.Nested(PartState), required=True)


class CanaryQuery(Model):
    queue = fields.String(
        load_default="interactive",
        validate=validate.OneOf(["interactive", "scan", "control"]),
        metadata={"description": "The queue that is put to the test."},
    )


class CanaryStages(Model):
    """The moment at which each stage was reached; null for one that was not."""

    sent = Moment(required=True, allow_none=True)
    received = Moment(required=True, allow_none=True)
    started = Moment(required=True, allow_none=True)
    written = Moment(required=True, allow_none=True)
    finished = Moment(required=True, allow_none=True)


class CanaryFlight(Model):
    status = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    test_id = fields.UUID(required=True)
    queue = fields.String(required=True)
    worker = fields.String(required=True, allow_none=True)
    stages = fields.Nested(CanaryStages, required=True)
    missing = fields.String(required=True, allow_none=True, metadata={"description": "The first stage not reached."})
    sentence = fields.String(required=True)
    timestamp = Moment(required=True)


class StreamEvent(Model):
    """The data of a `progress` event."""

    status = fields.String(required=True)
    progress = fields.Float(required=True)
    total_domains = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    outcomes = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    rate = fields.Float(required=True, metadata={"description": "Domains a second, over the last 30 seconds."})
    eta_seconds = fields.Float(
        required=True, allow_none=True, metadata={"description": "Null where the pace does not tell the end."}
    )
    waiting = fields.Integer(required=True, metadata={"description": "Pending jobs whose time has not come."})
    next_at = Moment(required=True, allow_none=True)
