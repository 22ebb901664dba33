"""`scrapersky key`: who may use the API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from scraper_sky.clock import iso_z
from scraper_sky.db.engine import make_engine
from scraper_sky.embedded.system import fresh_settings
from scraper_sky.errors import Unavailable
from scraper_sky.services import tenants
from tasks.commands import aligned


@click.group()
def key() -> None:
    """Make, list and revoke API keys."""


@key.command()
@click.option("--tenant", default=tenants.DEFAULT_TENANT, show_default=True, help="Whose data the key opens.")
@click.option("--name", required=True, help="What the key is for; the audit trail shows it.")
def add(tenant: str, name: str) -> None:
    """Make a key and print it, this once; only its digest is kept."""
    made = tenants.new_key()
    with _engine() as engine:
        tenants.ensure_key(engine, made, tenant=tenant, name=name)
    click.echo(made)
    click.echo(f"The key {name!r} of tenant {tenant!r} is shown this once; keep it.", err=True)


@key.command("list")
def list_keys() -> None:
    """All keys, also those that were revoked."""
    with _engine() as engine:
        keys = tenants.list_keys(engine)
    rows = [
        (str(line.id), line.tenant, line.name, f"{line.prefix}…", iso_z(line.created_at) or "", iso_z(line.revoked_at))
        for line in keys
    ]
    heading = ("id", "tenant", "name", "begins with", "made", "revoked")
    click.echo("\n".join(aligned([heading, *((*row[:-1], row[-1] or "-") for row in rows)])))


@key.command()
@click.argument("key_id", type=click.IntRange(1))
def revoke(key_id: int) -> None:
    """End a key for good, by its id from `key list`."""
    with _engine() as engine:
        tenants.revoke_key(engine, key_id)
    click.echo(f"Key {key_id} is revoked.")


@contextmanager
def _engine() -> Iterator[Engine]:
    engine = make_engine(fresh_settings())
    try:
        yield engine
    except DBAPIError as error:
        raise Unavailable(f"The database does not answer: {str(error.orig).strip().splitlines()[-1]}") from error
    finally:
        engine.dispose()
