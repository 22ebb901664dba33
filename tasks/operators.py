"""What the commands of operators share: how they open the system, name who asks, and write tables and errors."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from scraper_sky.errors import ScraperSkyError, Unavailable
from scraper_sky.logs import escape
from scraper_sky.resources import Resources
from scraper_sky.settings import Settings

PACE_SECONDS = 5.0  # between two lines that say how far something is


class OperatorGroup(click.Group):
    """Turns our errors into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ScraperSkyError as error:
            click.echo(f"batch: {error.message}", err=True)
            ctx.exit(1)


@contextmanager
def opened() -> Iterator[Resources]:
    """The Resources of one command. Raises Unavailable with one sentence when the database does not answer."""
    res = Resources.open(Settings.from_env())
    try:
        yield res
    except DBAPIError as error:
        raise Unavailable(f"The database does not answer as it should: {_first_line(error.orig)}") from error
    finally:
        res.close()


def login_name() -> str:
    """Who is at the keyboard, for the audit trail."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def operator() -> str:
    return f"operator {login_name()}"


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """`rows` as lines in which the cells of each column begin below one another."""
    held = [[escape(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    for row in held:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def count_of_jobs(count: int) -> str:
    return "1 job" if count == 1 else f"{count} jobs"


def _first_line(what: object) -> str:
    return next((escape(line.strip()) for line in str(what).splitlines() if line.strip()), "it says nothing")
