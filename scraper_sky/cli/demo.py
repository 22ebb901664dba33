"""`scrapersky demo`: the whole system with invented websites to scan, so that it can be seen at work offline."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from scraper_sky import logs
from scraper_sky.cli.up import up
from scraper_sky.db import tenants
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded.system import fresh_settings
from scraper_sky.errors import Unavailable
from scraper_sky.resources import Resources
from scraper_sky.services import submission
from scraper_sky.services.submission import Submission
from scraper_sky.services.tenants import DEFAULT_TENANT
from scraper_sky.settings import Settings
from tasks import broker
from tasks.commands import login_name


@click.command()
@click.option(
    "--submit-only", is_flag=True, help="Hand the demo's domains to the system that runs with the demo's farm."
)
@click.option("--domains", type=click.IntRange(1), help="How many of them, with --submit-only.")
@click.pass_context
def demo(ctx: click.Context, submit_only: bool, domains: int | None) -> None:
    """Run everything here together with invented websites, and scan them. The same as `scrapersky up --demo`."""
    if not submit_only:
        if domains is not None:
            raise click.UsageError("--domains goes with --submit-only.")
        ctx.invoke(up, demo=True)
        return
    logs.set_up("ERROR", "text")
    settings = fresh_settings()
    typed = demo_domains()[:domains]
    try:
        batch_id = _submit(settings, typed)
    except DBAPIError as error:
        raise Unavailable(f"The database does not answer: {str(error.orig).strip().splitlines()[-1]}") from error
    click.echo(f"{settings.public_url}/batches/{batch_id} ({len(typed)} invented domains)")


def demo_domains() -> list[str]:
    """The domains of the farm. Raises Unavailable outside a checkout, for only a checkout has a farm."""
    checkout = str(Path(__file__).parents[2])
    sys.path.insert(0, checkout)
    try:
        farm = importlib.import_module("tests.support.farm")
    except ModuleNotFoundError as error:
        raise Unavailable(f"The demo needs a checkout of the source with the extra `demo`: {error}.") from None
    finally:
        sys.path.remove(checkout)
    return list(farm.demo_domains())


def _submit(settings: Settings, typed: list[str]) -> str:
    res = Resources.open(settings)
    try:
        with unit_of_work(res.engine) as connection:
            tenant_id = tenants.ensure(connection, DEFAULT_TENANT)
        asked = Submission(typed, source="command")
        accepted = submission.submit(res, tenant_id, asked, broker.wake, actor=f"demo of {login_name()}")
    finally:
        res.close()
    return str(accepted.batch_id)
