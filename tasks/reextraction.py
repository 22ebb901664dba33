"""`celery -A tasks batch reextract`: new facts from kept responses, and what differs."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator, Mapping

import click

from scraper_sky.clock import monotonic_seconds
from scraper_sky.errors import Conflict
from scraper_sky.logs import escape
from scraper_sky.model.difference import Change, How, count
from scraper_sky.services import audit
from scraper_sky.services import reextract as rereading
from scraper_sky.services.reextract import Reread, Result
from tasks.operators import PACE_SECONDS, aligned, count_of_jobs, opened, operator

SIGNS = {How.ADDED: "+", How.REMOVED: "-", How.CHANGED: "~"}
LONGEST_CELL = 300


@click.command("reextract")
@click.argument("id_", metavar="ID")
@click.option("--dry-run", is_flag=True, help="Write nothing; only say what would differ.")
@click.pass_context
def reextract(ctx: click.Context, id_: str, dry_run: bool) -> None:
    """Read the ended jobs again from their kept responses, without one fetch, and say field by field what differs.

    A job of which something differs gets a new attempt and shows it; how it ended stays. May be broken off and run
    again at any time. Exit code 1 if responses of a job cannot be read.
    """
    tally = _Tally()
    with opened() as res:
        batch_id = audit.find_batch_id(res, id_)
        pace = _Pace(rereading.count_ended(res, batch_id))
        try:
            for result in rereading.reextract(
                res, batch_id, worker=f"reextract@{socket.gethostname()}", dry_run=dry_run
            ):
                tally.add(result)
                for line in _told(result):
                    click.echo(line)
                pace.look(tally.jobs.total())
        finally:
            recorded = 0 if dry_run else tally.jobs[Reread.DIFFERENT]
            if recorded:
                rereading.note(res, batch_id, actor=operator(), changed=recorded)
    if tally.jobs.total() == tally.jobs[Reread.NOT_KEPT]:
        raise Conflict(f"Of no ended job of {batch_id} responses are kept; there is nothing to read again.")
    for line in tally.totals():
        click.echo(line)
    click.echo(f"{batch_id}: {tally.sentence(dry_run=dry_run)}")
    if tally.jobs[Reread.UNREADABLE]:
        ctx.exit(1)


class _Tally:
    """What came of all jobs so far."""

    def __init__(self) -> None:
        self.jobs: Counter[Reread] = Counter()
        self._changes: dict[str, Counter[How]] = {}

    def add(self, result: Result) -> None:
        self.jobs[result.became] += 1
        for kind, counted in count(result.changes).items():
            self._changes.setdefault(kind, Counter()).update(counted)

    def totals(self) -> Iterator[str]:
        if self._changes:
            rows = [(kind, *(f"{counted[how]}" for how in How)) for kind, counted in sorted(self._changes.items())]
            yield ""
            yield from aligned([("kind", *How), *rows])
            yield ""

    def sentence(self, *, dry_run: bool) -> str:
        read = self.jobs[Reread.SAME] + self.jobs[Reread.DIFFERENT]
        show = "would show" if dry_run else "now show"
        parts = [f"{count_of_jobs(read)} read again, {self.jobs[Reread.DIFFERENT]} {show} something else"]
        for became, says in _LEFT_OUT.items():
            if self.jobs[became]:
                parts.append(f"{self.jobs[became]} {says}")
        return ", ".join(parts) + "."


_LEFT_OUT: Mapping[Reread, str] = {
    Reread.NOT_KEPT: "without kept responses",
    Reread.MOVED: "tried again meanwhile",
    Reread.UNREADABLE: "could not be read",
}


class _Pace:
    """Says on standard error now and then how far it is."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._next_at = monotonic_seconds() + PACE_SECONDS

    def look(self, done: int) -> None:
        if monotonic_seconds() >= self._next_at:
            click.echo(f"{done} of {self._total} done", err=True)
            self._next_at = monotonic_seconds() + PACE_SECONDS


def _told(result: Result) -> Iterator[str]:
    if result.says:
        yield f"{result.domain} (job {result.job_id}): {escape(result.says)}."
    elif result.changes:
        attempt = "" if result.attempt is None else f", attempt {result.attempt}"
        yield f"{result.domain} (job {result.job_id}{attempt}):"
        yield from aligned(_cells(change) for change in result.changes)


def _cells(change: Change) -> tuple[str, str, str]:
    sign = f"  {SIGNS[change.how]}"
    if change.how is not How.CHANGED:
        return sign, change.kind, _cut(change.value)
    field = f"{_cut(change.value)}  {change.field}: " if change.field else ""
    return sign, change.kind, f"{field}{_quoted(change.before)} -> {_quoted(change.after)}"


def _quoted(text: str) -> str:
    return f"'{_cut(text)}'" if text else "nothing"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
