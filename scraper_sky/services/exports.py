"""A batch as a file: CSV or JSON lines, one row a domain (wide) or one row a contact (long)."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from scraper_sky.db import batches, exports
from scraper_sky.db.engine import as_json
from scraper_sky.db.unit_of_work import snapshot, unit_of_work
from scraper_sky.errors import BadInput, NotFound
from scraper_sky.resources import Resources
from scraper_sky.services.export_shapes import (
    LONG_COLUMNS,
    WIDE_COLUMNS,
    ExportedJob,
    long_rows,
    safe_cell,
    whole_contacts,
    whole_job,
    wide_row,
)

FORMATS = ("csv", "jsonl")
SHAPES = ("wide", "long")
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
PORTION = 200  # jobs in memory at a time

Line = Mapping[str, Any]
Writer = Callable[[Iterable[ExportedJob]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of export: how it is written, and which parts of a job are read for it."""

    write: Writer
    needs: frozenset[str]  # of findings, contacts, pages, attempts


def stream_export(
    res: Resources, tenant_id: int | None, batch_id: UUID, format: str, shape: str = "wide"
) -> Iterator[bytes]:
    """The export, portion by portion, all of it as of one moment; works in every state of the batch.

    NotFound and BadInput are raised here and now, before the first byte. `tenant_id` None stands for an operator.
    """
    if format not in FORMATS:
        raise BadInput(
            f"The format {format} cannot be exported yet; use csv or jsonl.",
            errors={"query": {"format": ["One of: csv, jsonl."]}},
        )
    if shape not in SHAPES:
        raise BadInput("The shape is wide or long.", errors={"query": {"shape": ["One of: wide, long."]}})
    with unit_of_work(res.engine) as connection:
        _refuse_unknown(connection, tenant_id, batch_id)
    return _stream(res, tenant_id, batch_id, _KINDS[format, shape])


def export_to_file(
    res: Resources, tenant_id: int | None, batch_id: UUID, path: Path, format: str, shape: str = "wide"
) -> None:
    """Writes the export to `path`, which appears when it is complete and not before."""
    portions = stream_export(res, tenant_id, batch_id, format, shape)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        file.writelines(portions)
    unfinished.replace(path)


def file_name(batch_id: UUID, format: str, shape: str) -> str:
    return f"scrapersky-{batch_id}-{shape}.{format}"


def _stream(res: Resources, tenant_id: int | None, batch_id: UUID, kind: Kind) -> Iterator[bytes]:
    with snapshot(res.engine) as connection:
        exports.limit_stalling(connection)
        _refuse_unknown(connection, tenant_id, batch_id)
        yield from kind.write(_read_jobs(connection, batch_id, kind.needs))


def _refuse_unknown(connection: Connection, tenant_id: int | None, batch_id: UUID) -> None:
    batch = batches.find_of_any_tenant(connection, batch_id)
    if batch is None or (tenant_id is not None and batch.tenant_id != tenant_id):
        raise NotFound(f"There is no batch {batch_id}.")


def _read_jobs(connection: Connection, batch_id: UUID, needs: frozenset[str]) -> Iterator[ExportedJob]:
    after = 0
    while jobs := exports.list_jobs(connection, batch_id, after, PORTION):
        tried = [job.id for job in jobs if job.attempt]
        found = {job.id: job.facts_attempt for job in jobs if job.facts_attempt is not None}
        attempts = _by_job(exports.list_attempts(connection, tried) if "attempts" in needs and tried else [])
        findings = _by_job(exports.list_findings(connection, found) if "findings" in needs and found else [])
        contacts = _by_job(exports.list_contacts(connection, found) if "contacts" in needs and found else [])
        pages = _by_job(exports.list_pages(connection, found) if "pages" in needs and found else [])
        for job in jobs:
            of_job = findings[job.id]
            yield ExportedJob(
                job, attempts[job.id], of_job[0].findings if of_job else {}, contacts[job.id], pages[job.id]
            )
        after = jobs[-1].id


def _by_job(rows: Iterable[Row[Any]]) -> defaultdict[int, list[Row[Any]]]:
    grouped: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.job_id].append(row)
    return grouped


def _csv_writer(columns: tuple[str, ...], rows_of: Callable[[ExportedJob], Iterable[Line]]) -> Writer:
    def write(jobs: Iterable[ExportedJob]) -> Iterator[bytes]:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer)
        writer.writerow(columns)
        for job in jobs:
            for row in rows_of(job):
                writer.writerow([safe_cell(row[column]) for column in columns])
            if buffer.tell() > 64 * 1024:
                yield _take(buffer)
        yield _take(buffer)

    return write


def _jsonl_writer(objects_of: Callable[[ExportedJob], Iterable[Line]]) -> Writer:
    def write(jobs: Iterable[ExportedJob]) -> Iterator[bytes]:
        for job in jobs:
            lines = "".join(as_json(line) + "\n" for line in objects_of(job))
            if lines:
                yield lines.encode()

    return write


def _take(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


_KINDS: Mapping[tuple[str, str], Kind] = {
    ("csv", "wide"): Kind(
        _csv_writer(WIDE_COLUMNS, lambda job: [wide_row(job)]), frozenset({"findings", "contacts", "pages"})
    ),
    ("csv", "long"): Kind(_csv_writer(LONG_COLUMNS, long_rows), frozenset({"contacts"})),
    ("jsonl", "wide"): Kind(
        _jsonl_writer(lambda job: [whole_job(job)]), frozenset({"findings", "contacts", "pages", "attempts"})
    ),
    ("jsonl", "long"): Kind(_jsonl_writer(whole_contacts), frozenset({"contacts"})),
}
