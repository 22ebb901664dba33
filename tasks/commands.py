"""`celery -A tasks batch …`: the operators' view of the batches of all tenants."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import click
from sqlalchemy import Row

from scraper_sky.clock import iso_z, monotonic_seconds
from scraper_sky.logs import escape
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.rollup import Counts
from scraper_sky.model.status import BatchStatus, JobStatus
from scraper_sky.resources import Resources
from scraper_sky.services import audit, batches, control, inline
from tasks import broker
from tasks.operators import PACE_SECONDS, OperatorGroup, aligned, count_of_jobs, login_name, opened, operator
from tasks.reextraction import reextract

__all__ = ["aligned", "batch", "login_name"]

LEDGER_WIDTHS = (10, 32, 9, 7, 24, 24, 24, 22, 10, 8)
LEDGER_COLUMNS = ("job", "domain", "status", "attempt", "worker", "started", "ended", "outcome", "bytes", "ms")


@click.group(cls=OperatorGroup)
def batch() -> None:
    """Look at batches, move them, check them. ID is a batch's id or its first 6 or more characters."""


@batch.command("list")
@click.option("--status", type=click.Choice([status.value for status in BatchStatus]), help="Only those that are so.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
def list_batches(status: str | None, limit: int) -> None:
    """The batches of all tenants, newest first."""
    with opened() as res:
        lines = batches.list_batches(res, None, status=status, limit=limit)
    if not lines:
        click.echo("There is no batch." if status is None else f"There is no batch that is {status}.")
        return
    rows = [
        (
            str(line.id),
            line.tenant,
            line.status,
            f"{line.total}",
            f"{line.counts.progress:g} %",
            f"{line.counts.succeeded}",
            f"{line.counts.failed}",
            _moment(line.created_at),
            _duration(line.processing_seconds),
        )
        for line in lines
    ]
    columns = ("id", "tenant", "status", "jobs", "done", "succeeded", "failed", "created", "at work")
    click.echo("\n".join(aligned([columns, *rows])))


@batch.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> None:
    """Where one batch stands, and who did what to it."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        view = batches.get_batch(res, None, batch_id)
        events = batches.list_audit_events(res, None, batch_id)
    click.echo("\n".join([*_standing(view), *_outcomes(view.progress.outcomes), *_history(events)]))


@batch.command()
@click.argument("id_", metavar="ID")
@click.option("--outcome", "outcomes", multiple=True, type=click.Choice([outcome.value for outcome in Outcome]))
@click.option("--job", "job_ids", multiple=True, type=click.IntRange(1))
def retry(id_: str, outcomes: tuple[str, ...], job_ids: tuple[int, ...]) -> None:
    """Try ended jobs again: those named, those of the outcomes named, or else all that failed or were cancelled."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        reopened = control.retry(
            res,
            None,
            batch_id,
            broker.wake,
            actor=operator(),
            job_ids=job_ids or None,
            outcomes=[Outcome(outcome) for outcome in outcomes] or None,
        )
    click.echo(f"{batch_id}: {count_of_jobs(reopened)} will be tried again.")


@batch.command()
@click.argument("id_", metavar="ID")
def pause(id_: str) -> None:
    """Begin nothing new; what is being read may end."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        control.pause(res, None, batch_id, actor=operator())
    click.echo(f"{batch_id}: paused; nothing new is begun.")


@batch.command()
@click.argument("id_", metavar="ID")
def resume(id_: str) -> None:
    """Let a paused batch go on."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        control.resume(res, None, batch_id, broker.wake, actor=operator())
    click.echo(f"{batch_id}: goes on.")


@batch.command()
@click.argument("id_", metavar="ID")
def cancel(id_: str) -> None:
    """End every open job as cancelled; what has ended keeps its outcome."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        cancelled = control.cancel(res, None, batch_id, actor=operator())
    click.echo(f"{batch_id}: cancelled, with {count_of_jobs(cancelled)} not done.")


@batch.command()
@click.argument("id_", metavar="ID")
@click.option("--threads", type=click.IntRange(1, 2000), help="Domains to read at a time.  [default: as a worker]")
def run(id_: str, threads: int | None) -> None:
    """Work a batch off in this process, without broker and workers, until it ends or is paused."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        status = inline.run_inline(
            res,
            batch_id,
            worker=f"direct@{socket.gethostname()}",
            threads=threads or res.settings.scan_threads,
            looked=_Pace(res, batch_id).look,
        )
    click.echo(f"{batch_id}: {status}.")


batch.add_command(reextract)


class _Pace:
    """Says on standard error now and then how far a batch is."""

    def __init__(self, res: Resources, batch_id: UUID) -> None:
        self._res = res
        self._batch_id = batch_id
        self._next_at = monotonic_seconds() + PACE_SECONDS

    def look(self) -> None:
        if monotonic_seconds() >= self._next_at:
            counts = batches.get_batch(self._res, None, self._batch_id).progress.counts
            click.echo(f"{counts.done} of {counts.total} done", err=True)
            self._next_at = monotonic_seconds() + PACE_SECONDS


@batch.command("audit")
@click.argument("id_", metavar="ID")
@click.option("--quiet", is_flag=True, help="Leave out the ledger.")
@click.pass_context
def audit_batch(ctx: click.Context, id_: str, quiet: bool) -> None:
    """The ledger of all attempts, and whether the batch keeps its rules. Exit code 1 if it breaks one."""
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        if not quiet:
            click.echo(_ledger_line(LEDGER_COLUMNS))
            for row in audit.stream_ledger(res, batch_id):
                click.echo(_ledger_line(_ledger_cells(row)))
            click.echo()
        findings = audit.check_batch(res, batch_id)
    for finding in findings:
        click.echo(_verdict(finding))
    broken = sum(not finding.ok for finding in findings)
    click.echo(f"{batch_id}: {f'{broken} of {len(findings)} rules are broken' if broken else 'sound'}.")
    if broken:
        ctx.exit(1)


def _standing(view: batches.BatchView) -> Iterator[str]:
    progress = view.progress
    yield f"Batch     {view.id}"
    yield f"Kind      {view.kind}"
    yield f"Status    {progress.status}, {progress.counts.progress:g} % done{_pace(progress)}"
    yield f"Jobs      {_sum(progress.counts)}, of {view.total} accepted"
    if progress.waiting:
        waiting = count_of_jobs(progress.waiting)
        yield f"Waiting   {waiting} for another attempt, the first at {_moment(progress.next_at)}"
    allowed = "a fair share" if view.max_concurrent is None else f"at most {view.max_concurrent}"
    yield f"Limits    {view.max_pages} pages a domain, {allowed} at a time, queue {view.queue}"
    yield f"Came      {_moment(view.created_at)} by {escape(view.source)}, tenant {view.tenant_id}"
    yield f"Started   {_moment(view.started_at)}"
    yield f"Ended     {_moment(view.finished_at)}"
    yield f"At work   {_duration(view.processing_seconds)}"
    if view.error:
        yield f"Error     {escape(view.error)}"


def _outcomes(outcomes: Any) -> Iterator[str]:
    if outcomes:
        yield ""
        yield "Outcomes"
        ordered = sorted(outcomes.items(), key=lambda pair: (-pair[1], pair[0]))
        rows = [(f"  {code}", f"{count}", batches.sentence_of(code)) for code, count in ordered]
        yield from aligned(rows)


def _history(events: Sequence[Row[Any]]) -> Iterator[str]:
    if events:
        yield ""
        yield "History"
        details = [
            ", ".join(f"{name} {value}" for name, value in event.details.items() if value is not None)
            for event in events
        ]
        yield from aligned(
            (f"  {_moment(event.at)}", event.actor, event.action, detail)
            for event, detail in zip(events, details, strict=True)
        )


def _sum(counts: Counts) -> str:
    return " + ".join(f"{counts[status]} {status.value}" for status in JobStatus) + f" = {counts.total}"


def _pace(progress: batches.Progress) -> str:
    if progress.ended:
        return ""
    left = "" if progress.eta_seconds is None else f", about {progress.eta_seconds:.0f} s left"
    return f", {progress.rate:g} domains a second{left}"


def _ledger_cells(row: Row[Any]) -> tuple[str, ...]:
    if row.number is None:
        return (str(row.job_id), row.domain, row.status, "0", *["-"] * 6)
    return (
        str(row.job_id),
        row.domain,
        row.status,
        str(row.number),
        escape(row.worker),
        _moment(row.started_at),
        _moment(row.finished_at),
        row.outcome or "-",
        str(row.bytes_read),
        str(row.milliseconds),
    )


def _ledger_line(cells: Sequence[str]) -> str:
    # Fixed widths: a batch of 100,000 jobs is written as it is read, and nobody waits for the widest cell.
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, LEDGER_WIDTHS, strict=True)).rstrip()


def _verdict(finding: audit.Finding) -> str:
    if finding.ok:
        return f"ok      {finding.rule}"
    return f"BROKEN  {finding.rule}  {'; '.join(finding.broken)}{'; and more' if finding.more else ''}"


def _moment(moment: datetime | None) -> str:
    return iso_z(moment) or "-"


def _duration(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f} s"
