"""Batches: what is submitted, and what is told about them."""

from __future__ import annotations

from marshmallow import fields, validate

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import BatchKind, BatchStatus, JobStatus
from webapp.schemas.fields import LARGEST_ID, Model, Moment, ReadyDict, Rows

BATCH_STATUSES = [status.value for status in BatchStatus]
JOB_STATUSES = [status.value for status in JobStatus]
OUTCOMES = [outcome.value for outcome in Outcome]
KINDS = [kind.value for kind in BatchKind]
EXAMPLE_ID = "7b0c5cc5-3b3e-4f7e-9d5f-0d4c0c0f4a11"

_ONE_TO_THOUSAND = validate.Range(1, 1000)
_OF_A_LIST = {"description": "Of JSON lines and CSV; in a JSON body it is a field."}


def status_field(words: list[str], **metadata: str) -> fields.String:
    """A field whose value is one of `words`."""
    return fields.String(required=True, validate=validate.OneOf(words), metadata=dict(metadata))


class IdempotencyHeader(Model):
    idempotency_key = fields.String(
        data_key="Idempotency-Key",
        load_default=None,
        validate=validate.Regexp(r"^[\x20-\x7e]{1,255}$", error="1 to 255 printable ASCII characters."),
        metadata={
            "description": "Makes the request safe to repeat: the same key with the same body gets the same reply "
            "again, with another body 422. Kept for 48 hours."
        },
    )


class BatchCreate(Model):
    domains = Rows(
        required=True,
        metadata={
            "description": "One entry a row: a domain, a URL, an internationalised name, as people paste them.",
            "example": ["example.com", "https://www.example.org/a?b", "bücher.example"],
        },
    )
    max_pages = fields.Integer(
        strict=True,
        load_default=None,
        validate=_ONE_TO_THOUSAND,
        metadata={
            "description": "Pages read of each domain at the most. Left out: the default of the server, 10. "
            "With `kind` `sitemap` they are read only where a site has no sitemap."
        },
    )
    max_concurrent = fields.Integer(
        strict=True,
        load_default=None,
        validate=_ONE_TO_THOUSAND,
        metadata={"description": "Domains of this batch worked on at a time. Left out: a fair share of the workers."},
    )
    batch_id = fields.UUID(load_default=None, metadata={"description": "An id of the caller's choice."})
    kind = fields.String(
        load_default=BatchKind.SCAN.value,
        validate=validate.OneOf(KINDS),
        metadata={
            "description": "`scan`: contacts, technologies and facts. `sitemap`: the list of the pages of each site."
        },
    )


class UploadQuery(Model):
    """The options of a list that is sent as JSON lines or CSV; those of a JSON body stand in it."""

    max_pages = fields.Integer(load_default=None, validate=_ONE_TO_THOUSAND, metadata=_OF_A_LIST)
    max_concurrent = fields.Integer(load_default=None, validate=_ONE_TO_THOUSAND, metadata=_OF_A_LIST)
    batch_id = fields.UUID(load_default=None, metadata=_OF_A_LIST)
    kind = fields.String(load_default=BatchKind.SCAN.value, validate=validate.OneOf(KINDS), metadata=_OF_A_LIST)


class RejectedRow(Model):
    row = fields.Integer(required=True, metadata={"description": "From 1."})
    input = fields.String(required=True)
    reason = fields.String(required=True, metadata={"description": "Why it is no domain, in one sentence."})


class DuplicateRow(Model):
    row = fields.Integer(required=True)
    input = fields.String(required=True)
    of_row = fields.Integer(required=True, metadata={"description": "The earlier row that means the same domain."})


class BatchAccepted(Model):
    batch_id = fields.UUID(required=True, metadata={"example": EXAMPLE_ID})
    status_url = fields.String(required=True)
    job_count = fields.Integer(required=True, metadata={"description": "Domains that will be worked on."})
    created_at = Moment(required=True)
    rejected = fields.List(
        fields.Nested(RejectedRow), required=True, metadata={"description": "Of JSON lines and CSV the first 1,000."}
    )
    duplicates = fields.List(fields.Nested(DuplicateRow), required=True, metadata={"description": "Likewise."})
    rejected_count = fields.Integer(
        metadata={"description": "How many there are. Of JSON lines and CSV only, as is the next."}
    )
    duplicates_count = fields.Integer()


class Counts(Model):
    """Jobs by status; together they are `total_domains`, at every moment."""

    pending = fields.Integer(required=True)
    queued = fields.Integer(required=True)
    running = fields.Integer(required=True)
    succeeded = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    skipped = fields.Integer(required=True)
    cancelled = fields.Integer(required=True)


class DomainStatus(Model):
    job_id = fields.Integer(required=True)
    status = status_field(JOB_STATUSES)
    outcome = fields.String(required=True, allow_none=True)


class BatchMetadata(Model):
    max_pages = fields.Integer(required=True)
    max_concurrent = fields.Integer(required=True, allow_none=True)
    source = fields.String(required=True, metadata={"description": "api, form or command."})
    kind = status_field(KINDS)
    site_pages = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Pages that the sites list so far, all together; of the kind `sitemap`."},
    )
    rejected = fields.Integer(required=True, metadata={"description": "Rows that were no domain."})
    duplicates = fields.Integer(required=True, metadata={"description": "Rows that repeated an earlier one."})


class BatchState(Model):
    batch_id = fields.UUID(required=True, metadata={"example": EXAMPLE_ID})
    status = status_field(BATCH_STATUSES)
    total_domains = fields.Integer(required=True)
    completed_domains = fields.Integer(
        required=True, metadata={"description": "Succeeded, or skipped on purpose (robots.txt)."}
    )
    failed_domains = fields.Integer(required=True)
    progress = fields.Float(required=True, metadata={"description": "0 to 100; 100 only when every job has ended."})
    counts = fields.Nested(Counts, required=True)
    outcomes = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "Ended jobs by how they ended."},
    )
    created_at = Moment(required=True)
    updated_at = Moment(required=True)
    start_time = Moment(required=True, allow_none=True)
    end_time = Moment(required=True, allow_none=True)
    processing_time = fields.Float(
        required=True, allow_none=True, metadata={"description": "Seconds at work so far; pauses do not count."}
    )
    domain_statuses = ReadyDict(
        keys=fields.String(),
        values=fields.Nested(DomainStatus),
        required=True,
        metadata={"description": "By domain, the first 1,000; all of them are in the list of jobs."},
    )
    error = fields.String(required=True, allow_none=True)
    metadata = fields.Nested(BatchMetadata, required=True)


class BatchQuery(Model):
    status = fields.String(load_default=None, validate=validate.OneOf(BATCH_STATUSES))
    limit = fields.Integer(load_default=100, validate=_ONE_TO_THOUSAND)
    cursor = fields.String(
        load_default=None,
        validate=validate.Length(max=1000),
        metadata={"description": "`next_cursor` of the page before."},
    )


class BatchLine(Model):
    batch_id = fields.UUID(required=True)
    status = status_field(BATCH_STATUSES)
    kind = status_field(KINDS)
    source = fields.String(required=True)
    total_domains = fields.Integer(required=True)
    completed_domains = fields.Integer(required=True)
    failed_domains = fields.Integer(required=True)
    progress = fields.Float(required=True)
    counts = fields.Nested(Counts, required=True)
    created_at = Moment(required=True)
    start_time = Moment(required=True, allow_none=True)
    end_time = Moment(required=True, allow_none=True)
    status_url = fields.String(required=True)


class BatchPage(Model):
    items = fields.List(fields.Nested(BatchLine), required=True)
    next_cursor = fields.String(required=True, allow_none=True, metadata={"description": "Null on the last page."})


class RetryOrder(Model):
    """Which ended jobs are tried again; with neither field, all that failed or were cancelled."""

    jobs = fields.List(
        fields.Integer(strict=True, validate=validate.Range(1, LARGEST_ID)),
        load_default=None,
        validate=validate.Length(1, 10_000),
        metadata={"description": "Ids of jobs of this batch."},
    )
    outcomes = fields.List(
        fields.String(validate=validate.OneOf(OUTCOMES)),
        load_default=None,
        validate=validate.Length(1, len(OUTCOMES)),
        metadata={"example": ["read_timeout", "connect_timeout"]},
    )


class BatchMoved(Model):
    batch_id = fields.UUID(required=True)
    status = status_field(BATCH_STATUSES)
    jobs = fields.Integer(
        required=True, allow_none=True, metadata={"description": "How many jobs this ended or began anew."}
    )
    status_url = fields.String(required=True)


class ExportQuery(Model):
    format = fields.String(
        load_default="csv",
        validate=validate.OneOf(["csv", "jsonl", "xlsx", "parquet"]),
        metadata={"description": "`xlsx` and `parquet` are reserved and answer 422."},
    )
    shape = fields.String(
        load_default="wide",
        validate=validate.OneOf(["wide", "long"]),
        metadata={
            "description": "`wide`: one row a domain; `long`: one row a contact, or of the kind `sitemap` a page."
        },
    )
