"""The connection pool of a process, safe behind a transaction pooler such as PgBouncer or Supavisor.

No prepared statements (`prepare_threshold=None`), no session state, no start-up options: a pooler may hand every
transaction to another server connection.

A transaction begins with a statement of ours, in which its limits stand already, so that they cost no round trip of
their own. Nor is a connection tried before it is used: the beginning does that (unit_of_work.py).
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from scraper_sky.errors import BadSettings
from scraper_sky.settings import Settings

# A server that can no longer be reached is noticed in seconds, not when the kernel gives up after a quarter of an hour.
_SOCKET = {
    "keepalives_idle": 10,  # seconds
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}


BEGINNING = "scrapersky_beginning"
"""The execution option of a connection that says with which statements its transactions begin; without it: BEGIN."""


def make_engine(settings: Settings) -> Engine:
    """An Engine for settings.database_url. Raises BadSettings when that is no PostgreSQL address."""
    engine = create_engine(
        sqlalchemy_url(settings.database_url),
        pool_size=settings.db_pool,
        max_overflow=0,
        pool_timeout=10,
        pool_recycle=1800,
        isolation_level="AUTOCOMMIT",  # for the driver: it begins nothing by itself, `_begin` does
        connect_args={
            "prepare_threshold": None,
            "connect_timeout": 5,
            "application_name": "scrapersky",
            **_SOCKET,
        },
        json_serializer=as_json,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGINNING, "BEGIN"))


def sqlalchemy_url(database_url: str) -> str:
    """`database_url` with our driver in it; `postgres://` and `postgresql://` are both understood."""
    if not database_url:
        raise BadSettings(
            "DATABASE_URL is not set and no `scrapersky up` is running here. Start one, or name a PostgreSQL server."
        )
    try:
        url = make_url(database_url)
    except ValueError as error:
        raise BadSettings(f"DATABASE_URL cannot be read: {error}") from None
    if url.drivername.split("+")[0] not in {"postgresql", "postgres"}:
        raise BadSettings("DATABASE_URL must name a PostgreSQL server; other databases do not keep our promises.")
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def as_json(value: object) -> str:
    """`value` as compact JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
