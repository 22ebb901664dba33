"""The system that a command works with: the one that runs, or one that is started for as long as the command lasts."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from scraper_sky.cli.up import prepare_database
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.state import StateFolder
from scraper_sky.embedded.system import System, fresh_settings
from scraper_sky.errors import ScraperSkyError
from scraper_sky.resources import Resources
from scraper_sky.services.upkeep import check_health
from scraper_sky.settings import Settings
from tasks import broker

REMEMBERED_LINES = 40
NEEDED_PARTS = frozenset({"database", "broker", "workers", "beat"})


@dataclass(frozen=True, slots=True)
class Running:
    """A system that is up. Whoever waits calls `tick` several times a second, which keeps one of our own alive."""

    is_ours: bool
    tick: Callable[[], None]


@contextmanager
def some_system(say: Callable[[str], None]) -> Iterator[Running]:
    """Uses what runs, else starts servers, workers and beat and ends them with the block.

    Raises Conflict or Unavailable with the reason when nothing can be started; its last lines are shown then.
    """
    settings = fresh_settings()
    if is_running(settings):
        yield Running(False, _nothing)
        return
    say("No system is running here; starting one for this scan.")
    lines = _LastLines()
    system = System(settings, LineLog(lines, colour=False), prepare=prepare_database, with_pages=False)
    try:
        system.start()
    except ScraperSkyError:
        click.echo(lines.getvalue(), nl=False, err=True)
        raise
    try:
        yield Running(True, system.tick)
    finally:
        system.stop()


def is_running(settings: Settings) -> bool:
    """Whether there is a system to hand a batch to: one of this folder, or one behind the addresses in the settings."""
    if StateFolder(settings.state_dir).is_running():
        return True
    if not settings.database_url or not settings.redis_url:
        return False
    res = Resources.open(settings)
    try:
        parts = check_health(res, broker.ping).parts
        return {part.name for part in parts if part.ok} >= NEEDED_PARTS
    finally:
        res.close()


class _LastLines(io.StringIO):
    """A stream that remembers the last lines written to it. Each write is one whole line."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[str] = deque(maxlen=REMEMBERED_LINES)

    def write(self, text: str, /) -> int:
        self._lines.append(text)
        return len(text)

    def getvalue(self) -> str:
        return "".join(self._lines)


def _nothing() -> None:
    """Another process keeps the system alive."""
