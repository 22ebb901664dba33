"""Alembic's entry: runs the migrations on the connection or address it is given, else on DATABASE_URL.

Migrations run while the release before is at work. A statement that waits for a whole table makes everybody who comes
after it wait too, behind one long download for instance. So all tables are taken first, each waited for only a short
time; when that does not work, everything is let go and tried again.
"""

from __future__ import annotations

import logging
import time

from alembic import context
from psycopg.errors import DeadlockDetected, LockNotAvailable
from sqlalchemy import Connection, create_engine, inspect, pool, text
from sqlalchemy.exc import OperationalError

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db.engine import sqlalchemy_url
from scraper_sky.db.tables import metadata
from scraper_sky.settings import Settings

log = logging.getLogger("migrations")

LOCK_SECONDS = 3.0  # less than a transaction of ours waits for a lock (db/unit_of_work.py)
PAUSE_SECONDS = 2.0
PATIENCE_SECONDS = 900.0


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, compare_type=True)
    with context.begin_transaction():
        # Two releases may be started at once; the second waits here and finds its work done.
        connection.execute(text("SELECT pg_advisory_xact_lock(7266172)"))
        if set(context.get_context().get_current_heads()) != set(context.script.get_heads()):
            _take_tables(connection)
        context.run_migrations()


def _take_tables(connection: Connection) -> None:
    """Parents first, as the statements of the workers do; half of the tables and a wait for the rest is a deadlock."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS:g}s'"))
    there = set(inspect(connection).get_table_names())
    names = ", ".join(table.name for table in metadata.sorted_tables if table.name in there)
    if names:
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


def _run_with_patience(url: str) -> None:
    engine = create_engine(sqlalchemy_url(url), poolclass=pool.NullPool, connect_args={"prepare_threshold": None})
    give_up_at = monotonic_seconds() + PATIENCE_SECONDS
    while True:
        try:
            with engine.connect() as connection:
                run(connection)
            return
        except OperationalError as error:
            in_use = isinstance(error.orig, DeadlockDetected | LockNotAvailable)
            if not in_use or monotonic_seconds() > give_up_at:
                raise
        log.warning("the tables are in use; the migration is tried again in %g s", PAUSE_SECONDS)
        time.sleep(PAUSE_SECONDS)


def main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
    else:
        _run_with_patience(context.config.attributes.get("database_url") or Settings.from_env().database_url)


main()
