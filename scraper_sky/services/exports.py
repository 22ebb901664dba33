"""A batch as a file: CSV or JSON lines, one row a domain (wide), or one row a contact or page of a site (long)."""

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

from scraper_sky.db import batches, exports, same_site, site_pages
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
from scraper_sky.services.site_shapes import (
    SITE_COLUMNS,
    SITE_PAGE_COLUMNS,
    site_page_row,
    site_row,
    whole_site,
)

FORMATS = ("csv", "jsonl")
SHAPES = ("wide", "long")
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
PORTION = 200  # jobs in memory at a time
PAGES = 2_000  # pages of a site in memory at a time
CHUNK = 64 * 1024  # characters handed out at a time

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of export: where its lines come from, and the columns of a table."""

    lines: Callable[[Connection, UUID], Iterator[Line]]
    columns: tuple[str, ...] = ()  # of CSV


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
        of_batch = _get_kind(connection, tenant_id, batch_id)
    return _stream(res, tenant_id, batch_id, _KINDS[of_batch, format, shape])


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
        _get_kind(connection, tenant_id, batch_id)
        lines = kind.lines(connection, batch_id)
        yield from _as_csv(kind.columns, lines) if kind.columns else _as_json_lines(lines)


def _get_kind(connection: Connection, tenant_id: int | None, batch_id: UUID) -> str:
    """What the batch wants of its domains. Raises NotFound."""
    batch = batches.find_of_any_tenant(connection, batch_id)
    if batch is None or (tenant_id is not None and batch.tenant_id != tenant_id):
        raise NotFound(f"There is no batch {batch_id}.")
    return str(batch.kind)


def _read_jobs(connection: Connection, batch_id: UUID, needs: frozenset[str]) -> Iterator[ExportedJob]:
    after = 0
    while jobs := exports.list_jobs(connection, batch_id, after, PORTION):
        tried = [job.id for job in jobs if job.attempt]
        found = {job.id: job.facts_attempt for job in jobs if job.facts_attempt is not None}
        attempts = _by_job(exports.list_attempts(connection, tried) if "attempts" in needs and tried else [])
        findings = _by_job(exports.list_findings(connection, found) if "findings" in needs and found else [])
        contacts = _by_job(exports.list_contacts(connection, found) if "contacts" in needs and found else [])
        pages = _by_job(exports.list_pages(connection, found) if "pages" in needs and found else [])
        same = same_site.list_others(connection, batch_id, list(found)) if "same_site" in needs and found else {}
        for job in jobs:
            of_job = findings[job.id]
            yield ExportedJob(
                job,
                attempts[job.id],
                of_job[0].findings if of_job else {},
                contacts[job.id],
                pages[job.id],
                same.get(job.id, ()),
            )
        after = jobs[-1].id


def _by_job(rows: Iterable[Row[Any]]) -> defaultdict[int, list[Row[Any]]]:
    grouped: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.job_id].append(row)
    return grouped


def _as_csv(columns: tuple[str, ...], lines: Iterable[Line]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for line in lines:
        writer.writerow([safe_cell(line[column]) for column in columns])
        if buffer.tell() > CHUNK:
            yield _take(buffer)
    yield _take(buffer)


def _as_json_lines(lines: Iterable[Line]) -> Iterator[bytes]:
    buffer = io.StringIO()
    for line in lines:
        buffer.write(as_json(line) + "\n")
        if buffer.tell() > CHUNK:
            yield _take(buffer)
    if buffer.tell():
        yield _take(buffer)


def _take(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def _of_jobs(
    rows_of: Callable[[ExportedJob], Iterable[Line]], *needs: str
) -> Callable[[Connection, UUID], Iterator[Line]]:
    """The lines of each job in turn; `needs` are the parts of a job that they are made of."""

    def lines(connection: Connection, batch_id: UUID) -> Iterator[Line]:
        for job in _read_jobs(connection, batch_id, frozenset(needs)):
            yield from rows_of(job)

    return lines


def _of_site_pages(connection: Connection, batch_id: UUID) -> Iterator[Line]:
    """A line a page, of which one site may have tens of thousands."""
    for exported in _read_jobs(connection, batch_id, frozenset()):
        job, after = exported.job, -1
        if job.facts_attempt is None:
            continue
        while pages := site_pages.list_rows(connection, job.id, job.facts_attempt, after=after, limit=PAGES):
            for page in pages:
                yield site_page_row(job, page)
            after = pages[-1].position


_KINDS: Mapping[tuple[str, str, str], Kind] = {
    ("scan", "csv", "wide"): Kind(
        _of_jobs(lambda job: [wide_row(job)], "findings", "contacts", "pages", "same_site"), WIDE_COLUMNS
    ),
    ("scan", "csv", "long"): Kind(_of_jobs(long_rows, "contacts"), LONG_COLUMNS),
    ("scan", "jsonl", "wide"): Kind(
        _of_jobs(lambda job: [whole_job(job)], "findings", "contacts", "pages", "attempts", "same_site")
    ),
    ("scan", "jsonl", "long"): Kind(_of_jobs(whole_contacts, "contacts")),
    ("sitemap", "csv", "wide"): Kind(_of_jobs(lambda job: [site_row(job)], "findings", "same_site"), SITE_COLUMNS),
    ("sitemap", "csv", "long"): Kind(_of_site_pages, SITE_PAGE_COLUMNS),
    ("sitemap", "jsonl", "wide"): Kind(_of_jobs(lambda job: [whole_site(job)], "findings", "attempts", "same_site")),
    ("sitemap", "jsonl", "long"): Kind(_of_site_pages),
}
