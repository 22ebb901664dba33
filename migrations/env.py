"""Alembic's entry: runs the migrations on the connection or address it is given, else on DATABASE_URL."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

from scraper_sky.db.engine import sqlalchemy_url
from scraper_sky.db.tables import metadata
from scraper_sky.settings import Settings


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, compare_type=True)
    with context.begin_transaction():
        # Two releases may be started at once; the second waits here and finds its work done.
        connection.execute(text("SELECT pg_advisory_xact_lock(7266172)"))
        context.run_migrations()


def main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    url = context.config.attributes.get("database_url") or Settings.from_env().database_url
    engine = create_engine(sqlalchemy_url(url), poolclass=pool.NullPool, connect_args={"prepare_threshold": None})
    with engine.connect() as connection:
        run(connection)


main()
