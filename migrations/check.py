"""`python -m migrations.check`: the migrations lead up, down and up again, and to exactly the schema of the tables."""

from __future__ import annotations

import sys

from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from scraper_sky.db import migrate
from scraper_sky.db.engine import sqlalchemy_url
from scraper_sky.db.tables import metadata
from scraper_sky.embedded.servers import temporary_servers

# What Alembic does not compare: check constraints and the conditions of partial indexes.
_DEFINITIONS = text(
    """
    SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE connamespace = CAST('public' AS regnamespace) AND conrelid <> CAST('alembic_version' AS regclass)
    UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    """
)


def main() -> int:
    with temporary_servers() as addresses:
        url = addresses.database_url
        heads = ScriptDirectory.from_config(migrate.config(url)).get_heads()
        if len(heads) != 1:
            sys.stderr.write(f"There must be one migration head, there are {len(heads)}: {', '.join(heads)}.\n")
            return 1
        try:
            migrate.upgrade(url)
            migrate.check(url)
            migrate.downgrade(url)
            migrate.upgrade(url)
            migrate.check(url)
        except CommandError as error:
            sys.stderr.write(f"The migrations and the tables differ: {error}\n")
            return 1
        if differing := _definitions(url) ^ _definitions(_made_from_tables(url)):
            sys.stderr.write("The migrations and the tables differ in:\n")
            sys.stderr.writelines(f"  {name}: {definition}\n" for name, definition in sorted(differing))
            return 1
    sys.stdout.write("Migrations: up, down, up again; equal to the tables.\n")
    return 0


def _made_from_tables(url: str) -> str:
    """Another database on the same server, made by SQLAlchemy without any migration."""
    with create_engine(sqlalchemy_url(url), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE from_tables"))
    other = make_url(url).set(database="from_tables").render_as_string(hide_password=False)
    with create_engine(sqlalchemy_url(other)).begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num text PRIMARY KEY)"))
        metadata.create_all(connection)
    return other


def _definitions(url: str) -> set[tuple[str, str]]:
    with create_engine(sqlalchemy_url(url)).connect() as connection:
        return {(row.name, row.definition) for row in connection.execute(_DEFINITIONS)}


if __name__ == "__main__":
    sys.exit(main())
