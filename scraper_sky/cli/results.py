"""What `scrapersky scan` shows of a batch while it runs and gives back when it has ended."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text
from sqlalchemy import Row

from scraper_sky.clock import monotonic_seconds
from scraper_sky.errors import BadInput, Unavailable
from scraper_sky.logs import escape
from scraper_sky.model.status import BatchKind
from scraper_sky.resources import Resources
from scraper_sky.services import batches, exports
from scraper_sky.services.batches import Progress

Columns: TypeAlias = Mapping[str, str]
"""What a column is called -> what of a job's summary stands in it."""

COLUMNS: Mapping[BatchKind, Columns] = {
    BatchKind.SCAN: {"title": "title", "e-mail": "email", "phone": "phone", "CMS": "cms"},
    BatchKind.SITEMAP: {"pages": "site_pages", "sitemaps": "sitemaps", "title": "title"},
}
SHAPES: Mapping[BatchKind, str] = {BatchKind.SCAN: "wide", BatchKind.SITEMAP: "long"}
FORMATS: Mapping[str, str] = {f".{name}": name for name in exports.FORMATS}
LINES_ON_A_TERMINAL = 200
PAGE = 1_000
LINE_SECONDS = 2.0


class Screen:
    """Shows progress on standard error: a bar on a terminal, else a line now and then."""

    def __init__(self, total: int) -> None:
        self._console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}", markup=False),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("reading", total=total, note="")
        self._said = ""
        self._next_line_at = 0.0

    def __enter__(self) -> Screen:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, progress: Progress) -> None:
        if not self._bar.disable:
            self._bar.update(self._task, completed=progress.counts.done, note=_note(progress))
        elif progress.ended or monotonic_seconds() >= self._next_line_at:
            self._say_once(f"{progress.counts.done} of {progress.counts.total} done: {_note(progress)}")

    def _say_once(self, line: str) -> None:
        if line != self._said:
            click.echo(line, err=True)
            self._said = line
            self._next_line_at = monotonic_seconds() + LINE_SECONDS


def _note(progress: Progress) -> str:
    counts = progress.counts
    parts = [f"{counts.succeeded} succeeded"]
    parts += [f"{count} {word}" for count, word in ((counts.failed, "failed"), (counts.skipped, "skipped")) if count]
    parts += [f"{counts.running} being read"] if counts.running else []
    parts += [f"{progress.waiting} waiting for another attempt"] if progress.waiting else []
    parts += [f"{progress.rate:g} a second"] if progress.rate else []
    parts += [f"about {progress.eta_seconds:.0f} s left"] if progress.eta_seconds else []
    return ", ".join(parts)


def print_results(res: Resources, tenant_id: int, batch_id: UUID, kind: BatchKind, total: int) -> None:
    """The jobs of a batch on standard output: a table on a terminal, else one line each with tabs between the cells."""
    console, columns = Console(), COLUMNS[kind]
    names = ("domain", "status", "what happened", *columns)
    rows = (_cells(job, columns) for job in _all_jobs(res, tenant_id, batch_id))
    if not console.is_terminal:
        click.echo("\t".join(names))
        for row in rows:
            click.echo("\t".join(row))
        return
    table = Table(*names, box=None, pad_edge=False)
    for row, _ in zip(rows, range(LINES_ON_A_TERMINAL), strict=False):
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    if total > LINES_ON_A_TERMINAL:
        console.print(f"… and {total - LINES_ON_A_TERMINAL:,} more; --out FILE writes them all.", markup=False)


def _all_jobs(res: Resources, tenant_id: int, batch_id: UUID) -> Iterator[Row[Any]]:
    after = 0
    while page := batches.list_jobs(res, tenant_id, batch_id, after=after, limit=PAGE):
        yield from page
        after = page[-1].id


def _cells(job: Row[Any], columns: Columns) -> tuple[str, ...]:
    said = job.summary
    what = batches.sentence_of(job.outcome) or job.wait_reason or ""
    cells = (job.domain, job.status, what, *(str(said.get(name, "")) for name in columns.values()))
    return tuple(escape(cell) for cell in cells)


def print_refused(rejected: Sequence[Mapping[str, Any]]) -> None:
    """The rows that are no domains, each with its number and why, on standard error."""
    for left in rejected:
        click.echo(f"row {left['row']} {escape(left['input'])!r} was left out: {left['reason']}", err=True)


def check_out(path: Path) -> str:
    """The export format that the name of the file asks for. Raises BadInput for a file that could not be written."""
    if path.suffix.lower() not in FORMATS:
        raise BadInput(f"--out {path}: the name must end in one of {', '.join(FORMATS)}.")
    folder = path.absolute().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise BadInput(f"--out {path}: {folder} is no folder that can be written to.")
    return FORMATS[path.suffix.lower()]


def write_results(
    res: Resources, tenant_id: int, batch_id: UUID, kind: BatchKind, path: Path, file_format: str
) -> None:
    """Writes the export to `path` whole or not at all: a row a domain, or of the kind `sitemap` a row a page. Raises
    Unavailable when the disk does not take it."""
    try:
        exports.export_to_file(res, tenant_id, batch_id, path, file_format, SHAPES[kind])
    except OSError as error:
        raise Unavailable(f"{path} could not be written: {error.strerror}.") from None
