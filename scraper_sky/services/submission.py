"""Domains in: every row gets a verdict, and the batch is stored whole before anybody is told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from scraper_sky.clock import iso_z
from scraper_sky.db import batches, idempotency, jobs
from scraper_sky.db.batches import LeftOut, NewBatch
from scraper_sky.db.cleaning import storable_text
from scraper_sky.db.engine import as_json
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadInput, Conflict
from scraper_sky.resources import Resources
from scraper_sky.scraping.names import NotADomain, read_domain

INTERACTIVE, BULK = "interactive", "scan"

Wake = Callable[[UUID], None]
"""Asks a worker to advance a batch. It never raises: when the broker is away, the sweep does it later."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a caller hands over. None means: the default of the settings."""

    domains: Sequence[str]
    max_pages: int | None = None
    max_concurrent: int | None = None
    batch_id: UUID | None = None
    kind: str = "scan"
    source: str = "api"


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    row: int  # from 1
    input: str
    domain: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One verdict for each row handed over, in their order."""

    accepted: tuple[AcceptedRow, ...]
    rejected: tuple[LeftOut, ...]
    duplicates: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to a submission. `first_job_id` is what a single scan is followed by."""

    batch_id: UUID
    job_count: int
    created_at: str  # ISO 8601 with Z
    rejected: tuple[Mapping[str, Any], ...]  # of an upload the first ones, as are `duplicates`
    duplicates: tuple[Mapping[str, Any], ...]
    first_job_id: int
    rejected_count: int
    duplicates_count: int


def judge_rows(typed: Sequence[str]) -> Verdicts:
    """Reads each row as a domain, or says why it is none, or which earlier row it repeats.

    What is given back of a row is cut at 500 characters and can be stored.
    """
    accepted: list[AcceptedRow] = []
    rejected: list[LeftOut] = []
    duplicates: list[LeftOut] = []
    row_of: dict[str, int] = {}
    for row, text in enumerate(typed, start=1):
        verdict = judge(row, text)
        if isinstance(verdict, LeftOut):
            rejected.append(verdict)
        elif verdict.domain in row_of:
            duplicates.append(LeftOut(row, storable_text(text, 500), of_row=row_of[verdict.domain]))
        else:
            row_of[verdict.domain] = row
            accepted.append(verdict)
    return Verdicts(tuple(accepted), tuple(rejected), tuple(duplicates))


def judge(row: int, typed: str) -> AcceptedRow | LeftOut:
    """The domain of one row, or why it is none."""
    try:
        return AcceptedRow(row, typed, read_domain(typed).host)
    except NotADomain as refusal:
        return LeftOut(row, storable_text(typed, 500), reason=refusal.reason)


def submit(
    res: Resources,
    tenant_id: int,
    submission: Submission,
    wake: Wake,
    *,
    actor: str,
    idempotency_key: str | None = None,
) -> Accepted:
    """Stores the batch with all its jobs in one transaction, then wakes a worker.

    Raises BadInput when nothing in it is a domain or there is too much of it, Conflict when `batch_id` is taken, and
    BadInput when `idempotency_key` was used with another body. The same key and body get the same answer again.
    """
    _refuse_impossible(submission, res.settings.max_domains)
    verdicts = judge_rows(submission.domains)
    if not verdicts.accepted:
        raise no_domain(verdicts.rejected)
    with unit_of_work(res.engine, long=True) as connection:
        if idempotency_key is not None:
            earlier = idempotency.claim(connection, tenant_id, idempotency_key, _fingerprint(submission))
            if earlier is not None:
                return replay(earlier, _fingerprint(submission))
        accepted = _store(connection, res, tenant_id, submission, verdicts, actor)
        if idempotency_key is not None:
            idempotency.keep_reply(connection, tenant_id, idempotency_key, reply_of(accepted))
    wake(accepted.batch_id)
    return accepted


def no_domain(rejected: Sequence[LeftOut]) -> BadInput:
    """The error to raise when there is nothing to work on."""
    return BadInput("None of the rows is a domain.", errors={"rejected": plain(rejected)})


def _refuse_impossible(submission: Submission, max_domains: int) -> None:
    if not submission.domains:
        raise BadInput("There is no domain in this request.", errors={"domains": ["At least one domain is needed."]})
    if len(submission.domains) > max_domains:
        raise BadInput(
            f"{len(submission.domains):,} rows are more than the {max_domains:,} that one batch may have.",
            errors={"domains": [f"At most {max_domains:,} rows."]},
        )


def _store(
    connection: Connection, res: Resources, tenant_id: int, submission: Submission, verdicts: Verdicts, actor: str
) -> Accepted:
    settings = res.settings
    batch = NewBatch(
        id=submission.batch_id or uuid4(),
        tenant_id=tenant_id,
        kind=submission.kind,
        source=submission.source,
        total=len(verdicts.accepted),
        max_pages=submission.max_pages or settings.default_max_pages,
        max_concurrent=submission.max_concurrent or settings.default_max_concurrent,
        queue=INTERACTIVE if len(verdicts.accepted) <= settings.interactive_domains else BULK,
    )
    created_at = batches.insert(connection, batch)
    if created_at is None:
        raise Conflict(f"The batch_id {batch.id} is taken; choose another or leave it out.")
    rows = [(row.row, row.input, row.domain) for row in verdicts.accepted]
    first_job_id = jobs.insert(connection, batch.id, rows, settings.max_attempts)
    batches.insert_left_out(connection, batch.id, [*verdicts.rejected, *verdicts.duplicates])
    batches.note(connection, tenant_id, batch.id, actor, "submit", {"jobs": batch.total, "source": batch.source})
    return Accepted(
        batch_id=batch.id,
        job_count=batch.total,
        created_at=moment(created_at),
        rejected=plain(verdicts.rejected),
        duplicates=plain(verdicts.duplicates),
        first_job_id=first_job_id,
        rejected_count=len(verdicts.rejected),
        duplicates_count=len(verdicts.duplicates),
    )


def plain(rows: Sequence[LeftOut]) -> tuple[Mapping[str, Any], ...]:
    """Rows that became no job, as an answer names them."""
    return tuple(
        {"row": left.row, "input": left.input}
        | ({"reason": left.reason} if left.of_row is None else {"of_row": left.of_row})
        for left in rows
    )


def moment(created_at: datetime) -> str:
    return iso_z(created_at) or ""


def _fingerprint(submission: Submission) -> str:
    body = [
        list(submission.domains),
        submission.max_pages,
        submission.max_concurrent,
        str(submission.batch_id),
        submission.kind,
    ]
    return hashlib.sha256(as_json(body).encode("utf-8", "surrogatepass")).hexdigest()


def reply_of(accepted: Accepted) -> dict[str, object]:
    """What is remembered of an answer, for `replay`."""
    return {
        "batch_id": str(accepted.batch_id),
        "job_count": accepted.job_count,
        "created_at": accepted.created_at,
        "rejected": list(accepted.rejected),
        "duplicates": list(accepted.duplicates),
        "first_job_id": accepted.first_job_id,
        "rejected_count": accepted.rejected_count,
        "duplicates_count": accepted.duplicates_count,
    }


def replay(earlier: tuple[str, Mapping[str, Any]], fingerprint: str) -> Accepted:
    """The remembered answer. Raises BadInput when it was given to another request."""
    request_hash, reply = earlier
    if request_hash != fingerprint:
        raise BadInput("This Idempotency-Key was used with a different request before.")
    return Accepted(
        batch_id=UUID(reply["batch_id"]),
        job_count=reply["job_count"],
        created_at=reply["created_at"],
        rejected=tuple(reply["rejected"]),
        duplicates=tuple(reply["duplicates"]),
        first_job_id=reply["first_job_id"],
        # The release before remembered no counts; it named every row.
        rejected_count=reply.get("rejected_count", len(reply["rejected"])),
        duplicates_count=reply.get("duplicates_count", len(reply["duplicates"])),
    )
