"""A list too large for memory: received onto the disk, then stored a portion at a time in one transaction.

Nothing of it is seen before all of it is stored, and a body that breaks off leaves nothing. No transaction is open
while the caller still sends.
"""

from __future__ import annotations

import hashlib
import itertools
import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO
from uuid import UUID, uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.db import batches, idempotency, jobs
from scraper_sky.db.batches import LeftOut, NewBatch
from scraper_sky.db.cleaning import storable_text
from scraper_sky.db.engine import as_json
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadInput, Conflict
from scraper_sky.resources import Resources
from scraper_sky.services.intake_stream import READERS
from scraper_sky.services.submission import (
    BULK,
    INTERACTIVE,
    Accepted,
    AcceptedRow,
    Wake,
    judge,
    moment,
    no_domain,
    plain,
    replay,
    reply_of,
)

log = logging.getLogger(__name__)

PORTION = 10_000  # rows in memory at a time
MOST_NAMED = 1_000  # rejected and repeated rows that the answer names; all of them are kept with the batch
IN_MEMORY = 256 * 1024  # bytes of a body that need no file


@dataclass(frozen=True, slots=True)
class Body:
    """What was received. `digest` tells whether another one is the same."""

    file: IO[bytes]
    digest: str


@dataclass(frozen=True, slots=True)
class Upload:
    """What a caller hands over, beside the body. None means: the default of the settings."""

    form: str  # ndjson | csv
    max_pages: int | None = None
    max_concurrent: int | None = None
    batch_id: UUID | None = None
    kind: str = "scan"


@dataclass(slots=True)
class _Stored:
    """What became of the rows so far; of those that became no job, the first ones are named."""

    jobs: int = 0
    rejected: list[LeftOut] = field(default_factory=list)
    duplicates: list[LeftOut] = field(default_factory=list)
    rejected_count: int = 0
    duplicates_count: int = 0

    def add(self, jobs: int, rejected: Sequence[LeftOut], duplicates: Sequence[LeftOut]) -> None:
        self.jobs += jobs
        self.rejected += rejected[: MOST_NAMED - len(self.rejected)]
        self.duplicates += duplicates[: MOST_NAMED - len(self.duplicates)]
        self.rejected_count += len(rejected)
        self.duplicates_count += len(duplicates)


@contextmanager
def receive(portions: Iterable[bytes], most_domains: int) -> Iterator[Body]:
    """The whole body, in a file that is gone afterwards. Raises BadInput as soon as there are too many lines in it, and
    whatever `portions` raises."""
    digest, lines = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        for portion in portions:
            lines += portion.count(b"\n")
            if lines > most_domains + 1:  # One more may be a heading.
                raise _too_many(most_domains)
            digest.update(portion)
            file.write(portion)
        file.seek(0)
        yield Body(file, digest.hexdigest())


def submit_upload(
    res: Resources,
    tenant_id: int,
    upload: Upload,
    body: Body,
    wake: Wake,
    *,
    actor: str,
    idempotency_key: str | None = None,
) -> Accepted:
    """Stores the batch with all its jobs in one transaction, then wakes a worker. Raises as `submission.submit` does,
    and BadInput for a line that cannot be read."""
    fingerprint = _fingerprint(upload, body)
    with unit_of_work(res.engine, long=True) as connection:
        if idempotency_key is not None:
            earlier = idempotency.claim(connection, tenant_id, idempotency_key, fingerprint)
            if earlier is not None:
                return replay(earlier, fingerprint)
        accepted = _store(connection, res, tenant_id, upload, body, actor)
        if idempotency_key is not None:
            idempotency.keep_reply(connection, tenant_id, idempotency_key, reply_of(accepted))
    if accepted.job_count >= PORTION:
        _refresh_statistics(res)
    wake(accepted.batch_id)
    return accepted


def _refresh_statistics(res: Resources) -> None:
    """For speed only, so that a failure is no failure of the upload, which is stored."""
    try:
        with unit_of_work(res.engine) as connection:
            jobs.refresh_statistics(connection)
    except SQLAlchemyError as error:
        log.warning("the statistics of the jobs were not refreshed: %s", str(error).split("\n", 1)[0])


def _store(connection: Connection, res: Resources, tenant_id: int, upload: Upload, body: Body, actor: str) -> Accepted:
    settings = res.settings
    batch = NewBatch(
        id=upload.batch_id or uuid4(),
        tenant_id=tenant_id,
        kind=upload.kind,
        source="api",
        total=1,  # until it is known, below
        max_pages=upload.max_pages or settings.default_max_pages,
        max_concurrent=upload.max_concurrent or settings.default_max_concurrent,
        queue=BULK,
    )
    created_at = batches.insert(connection, batch)
    if created_at is None:
        raise Conflict(f"The batch_id {batch.id} is taken; choose another or leave it out.")
    rows = READERS[upload.form](body.file)
    stored = _store_rows(connection, batch.id, rows, settings.max_upload_domains, settings.max_attempts)
    if not stored.jobs:
        raise no_domain(stored.rejected) if stored.rejected_count else BadInput("There is no domain in this request.")
    queue = INTERACTIVE if stored.jobs <= settings.interactive_domains else BULK
    batches.set_total(connection, batch.id, stored.jobs, queue)
    batches.note(connection, tenant_id, batch.id, actor, "submit", {"jobs": stored.jobs, "source": batch.source})
    return Accepted(
        batch_id=batch.id,
        job_count=stored.jobs,
        created_at=moment(created_at),
        rejected=plain(stored.rejected),
        duplicates=plain(stored.duplicates),
        first_job_id=jobs.first_id(connection, batch.id),
        rejected_count=stored.rejected_count,
        duplicates_count=stored.duplicates_count,
    )


def _store_rows(
    connection: Connection, batch_id: UUID, rows: Iterator[str], most_domains: int, attempt_limit: int
) -> _Stored:
    """While the database stores one portion, the next is judged; never more than two are in memory."""
    stored = _Stored()
    storing: Future[None] | None = None

    def store(accepted: Sequence[AcceptedRow], rejected: Sequence[LeftOut]) -> None:
        duplicates = _store_portion(connection, batch_id, accepted, rejected, attempt_limit)
        stored.add(len(accepted) - len(duplicates), rejected, duplicates)

    with ThreadPoolExecutor(1) as beside:
        for portion in _portions(enumerate(rows, start=1)):
            if portion[-1][0] > most_domains:
                raise _too_many(most_domains)
            verdicts = [judge(row, typed) for row, typed in portion]
            if storing is not None:
                storing.result()
            accepted = [verdict for verdict in verdicts if isinstance(verdict, AcceptedRow)]
            rejected = [verdict for verdict in verdicts if isinstance(verdict, LeftOut)]
            storing = beside.submit(store, accepted, rejected)
        if storing is not None:
            storing.result()
    return stored


def _portions(rows: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    rows = iter(rows)
    while portion := list(itertools.islice(rows, PORTION)):
        yield portion


def _store_portion(
    connection: Connection,
    batch_id: UUID,
    accepted: Sequence[AcceptedRow],
    rejected: Sequence[LeftOut],
    attempt_limit: int,
) -> list[LeftOut]:
    """The rows that repeat an earlier one."""
    new = jobs.insert_new(connection, batch_id, [(row.row, row.input, row.domain) for row in accepted], attempt_limit)
    repeated = [row for row in accepted if row.row not in new]
    row_of = jobs.rows_of(connection, batch_id, [row.domain for row in repeated]) if repeated else {}
    duplicates = [LeftOut(row.row, storable_text(row.input, 500), of_row=row_of[row.domain]) for row in repeated]
    batches.insert_left_out(connection, batch_id, [*rejected, *duplicates])
    return duplicates


def _fingerprint(upload: Upload, body: Body) -> str:
    options = [upload.form, upload.max_pages, upload.max_concurrent, str(upload.batch_id), upload.kind, body.digest]
    return hashlib.sha256(as_json(options).encode()).hexdigest()


def _too_many(most: int) -> BadInput:
    says = f"There are more than the {most:,} lines that an upload may have."
    return BadInput(says, errors={"body": [f"At most {most:,} lines."]})
