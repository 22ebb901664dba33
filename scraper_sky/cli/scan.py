"""`scrapersky scan`: domains in, a table and a file out, in one command."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.exc import DBAPIError

from scraper_sky import logs
from scraper_sky.cli import results
from scraper_sky.cli.running import Running, some_system
from scraper_sky.cli.up import every_end_as_interrupt
from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import tenants
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadInput, Conflict, Unavailable
from scraper_sky.model.status import BatchKind
from scraper_sky.resources import Resources
from scraper_sky.services import batches, control, intake, submission
from scraper_sky.services.batches import Progress
from scraper_sky.services.submission import Accepted, Submission
from scraper_sky.services.tenants import DEFAULT_TENANT
from scraper_sky.settings import Settings
from tasks import broker
from tasks.commands import login_name

LOOK_SECONDS = 0.5
TICK_SECONDS = 0.1
PATIENCE_SECONDS = 30.0
FILE_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl"})
SOME_FAILED, INTERRUPTED = 1, 130


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    rows: tuple[str, ...]
    kind: BatchKind
    out: Path | None
    out_format: str
    max_pages: int | None
    max_concurrent: int | None
    timeout: float | None


@dataclass(frozen=True, slots=True)
class Followed:
    """How following a batch ended: `stopped` is `interrupted` or `timeout` when the batch had not ended by then."""

    progress: Progress
    stopped: str | None = None


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="DOMAIN… | FILE")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in BatchKind]),
    default=BatchKind.SCAN.value,
    help="sitemap: list the pages of each domain instead of reading them.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write all results to this .csv or .jsonl."
)
@click.option("--max-pages", type=click.IntRange(1, 1000), help="Pages to read of each domain.")
@click.option("--max-concurrent", type=click.IntRange(1, 1000), help="Domains to read at a time.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Seconds after which to stop.")
@click.pass_context
def scan(
    ctx: click.Context,
    targets: tuple[str, ...],
    kind: str,
    out: Path | None,
    max_pages: int | None,
    max_concurrent: int | None,
    timeout: float | None,
) -> None:
    """Scan domains, or the domains in a file (`-` is standard input), and print what was found.

    Of the kind sitemap the table has the number of pages of each domain, and the file every page.

    What is not running is started for the time of the scan. Exit code 0: all read; 1: some failed or were refused;
    2: could not run; 130: interrupted.
    """
    logs.set_up("ERROR", "text")
    out_format = "" if out is None else results.check_out(out)
    wish = Wish(read_targets(targets), BatchKind(kind), out, out_format, max_pages, max_concurrent, timeout)
    refuse_nothing_to_do(wish.rows)
    try:
        with every_end_as_interrupt(), some_system(_say) as system:
            code = _scan(wish, system)
    except KeyboardInterrupt:
        _say("interrupted")
        code = INTERRUPTED
    except DBAPIError as error:
        raise Unavailable(f"The database does not answer: {str(error.orig).strip().splitlines()[-1]}") from error
    ctx.exit(code)


def read_targets(targets: Sequence[str]) -> tuple[str, ...]:
    """The rows that the arguments stand for: what names a file is read, all else is taken for a domain."""
    rows: list[str] = []
    for target in targets:
        if target == "-":
            rows += intake.read(intake.decode(sys.stdin.buffer.read())).rows
        elif Path(target).is_file():
            rows += intake.read(intake.decode(_bytes_of(Path(target)))).rows
        elif Path(target).is_dir():
            raise BadInput(f"{target} is a folder; name a file with domains in it.")
        elif Path(target).suffix.lower() in FILE_ENDINGS:
            raise BadInput(f"There is no file {target}.")
        else:
            rows.append(target)
    return tuple(rows)


def refuse_nothing_to_do(rows: Sequence[str]) -> None:
    """Raises BadInput, after a line for each row, when none of them is a domain: nothing need be started for that."""
    verdicts = submission.judge_rows(rows)
    if not verdicts.accepted:
        results.print_refused(
            [{"row": left.row, "input": left.input, "reason": left.reason} for left in verdicts.rejected]
        )
        raise BadInput("There is no domain to scan.")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None


def _scan(wish: Wish, system: Running) -> int:
    settings = Settings.from_env()
    res = Resources.open(settings)
    try:
        with unit_of_work(res.engine) as connection:
            tenant_id = tenants.ensure(connection, DEFAULT_TENANT)
        accepted = _submit(res, tenant_id, wish)
        results.print_refused(accepted.rejected)
        for left in accepted.duplicates:
            _say(f"row {left['row']} {left['input']!r}: repeats row {left['of_row']}, which is read once")
        followed = _follow(res, tenant_id, accepted, system, wish.timeout)
        if followed.stopped is not None:
            _stop(res, tenant_id, accepted.batch_id, system, followed.stopped)
        results.print_results(res, tenant_id, accepted.batch_id, wish.kind, accepted.job_count)
        if wish.out is not None:
            results.write_results(res, tenant_id, accepted.batch_id, wish.kind, wish.out, wish.out_format)
            _say(f"The results are in {wish.out}.")
        return _code(followed, accepted)
    finally:
        res.close()


def _submit(res: Resources, tenant_id: int, wish: Wish) -> Accepted:
    asked = Submission(wish.rows, wish.max_pages, wish.max_concurrent, source="command", kind=wish.kind)
    return submission.submit(res, tenant_id, asked, broker.wake, actor=f"command of {login_name()}")


def _follow(res: Resources, tenant_id: int, accepted: Accepted, system: Running, timeout: float | None) -> Followed:
    """Shows progress until the batch ends, time is up, or somebody interrupts."""
    give_up_at = None if timeout is None else monotonic_seconds() + timeout
    last = batches.get_progress(res, tenant_id, accepted.batch_id)
    seen_at = next_look = monotonic_seconds()
    with results.Screen(accepted.job_count) as screen:
        try:
            while True:
                system.tick()
                if monotonic_seconds() >= next_look:
                    try:
                        last = batches.get_progress(res, tenant_id, accepted.batch_id)
                        seen_at = monotonic_seconds()
                    except DBAPIError:
                        _refuse_long_silence(seen_at, accepted.batch_id)
                    screen.show(last)
                    next_look = monotonic_seconds() + LOOK_SECONDS
                if last.ended:
                    return Followed(last)
                if give_up_at is not None and monotonic_seconds() >= give_up_at:
                    return Followed(last, "timeout")
                time.sleep(TICK_SECONDS)
        except KeyboardInterrupt:
            return Followed(last, "interrupted")


def _refuse_long_silence(seen_at: float, batch_id: UUID) -> None:
    """A server that is started again takes seconds, not half a minute."""
    if monotonic_seconds() - seen_at > PATIENCE_SECONDS:
        raise Unavailable(
            f"The database has gone away. The batch {batch_id} is kept, and goes on when the system does."
        )


def _stop(res: Resources, tenant_id: int, batch_id: UUID, system: Running, why: str) -> None:
    """What becomes of a batch that nobody waits for any more: with a system of our own it ends, else it goes on."""
    says = "Interrupted" if why == "interrupted" else "Time is up"
    if not system.is_ours:
        _say(f"{says}; the batch goes on without this command. Follow it: celery -A tasks batch show {batch_id}")
        return
    try:
        cancelled = control.cancel(res, tenant_id, batch_id, actor=f"command of {login_name()}")
        _say(f"{says}; {cancelled} domains were not read to the end.")
    except Conflict:
        _say(f"{says}, just after the last domain was read.")


def _code(followed: Followed, accepted: Accepted) -> int:
    if followed.stopped == "interrupted":
        return INTERRUPTED
    counts = followed.progress.counts
    whole = counts.succeeded + counts.skipped == counts.total and not accepted.rejected
    return 0 if whole else SOME_FAILED


def _say(line: str) -> None:
    click.echo(line, err=True)
