"""`scrapersky migrate`: for deployments with servers of their own; `scrapersky up` does it by itself."""

from __future__ import annotations

import click

from scraper_sky.db import migrate as schema
from scraper_sky.db.engine import sqlalchemy_url
from scraper_sky.settings import Settings


@click.command()
def migrate() -> None:
    """Bring the database that DATABASE_URL names to the schema of this release."""
    schema.upgrade(sqlalchemy_url(Settings.from_env().database_url))
    click.echo("The database has the schema of this release.")
