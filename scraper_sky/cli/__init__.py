"""The `scrapersky` command: `main` is the group, and each command has a module of its own beside this one."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from scraper_sky.errors import ScraperSkyError

COMMANDS: Mapping[str, str] = {
    "bench": "scraper_sky.cli.bench",
    "demo": "scraper_sky.cli.demo",
    "key": "scraper_sky.cli.keys",
    "migrate": "scraper_sky.cli.migrate",
    "scan": "scraper_sky.cli.scan",
    "up": "scraper_sky.cli.up",
    "verify": "scraper_sky.cli.verify",
}
"""Which module holds which command, as a function of the same name; only the one that is called is imported."""

COULD_NOT_RUN = 2


class CommandGroup(click.Group):
    """Finds commands in their modules, and turns our errors into one sentence and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
            return command
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ScraperSkyError as error:
            click.echo(f"scrapersky: {error.message}", err=True)
            ctx.exit(COULD_NOT_RUN)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scraper-sky", message="%(prog)s %(version)s")
def main() -> None:
    """ScraperSky: a list of domains in, facts with evidence out."""
