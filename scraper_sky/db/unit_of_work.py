"""The only place that commits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, Transaction
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db.engine import BEGINNING

T = TypeVar("T")

# The last limit frees the row locks of a process that vanished or froze in the middle of a transaction.
_WITH_LIMITS = (
    "BEGIN; SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '10s';"
    " SET LOCAL idle_in_transaction_session_timeout = '10s'"
)
_WITH_LONG_LIMITS = (
    "BEGIN; SET LOCAL statement_timeout = '600s'; SET LOCAL lock_timeout = '10s';"
    " SET LOCAL idle_in_transaction_session_timeout = '60s'"
)
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def unit_of_work(engine: Engine, *, long: bool = False) -> Iterator[Connection]:
    """One transaction: committed when the block ends, rolled back when it raises.

    Never open one while talking to the web or to the broker. A statement may take 30 s and wait 10 s for a lock
    (`long`: 600 s, for a large submission).
    """
    with _transaction(engine, _WITH_LONG_LIMITS if long else _WITH_LIMITS) as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A read-only transaction in which everything is seen as of one moment, for exports."""
    with _transaction(engine, _SNAPSHOT) as connection:
        yield connection


@contextmanager
def _transaction(engine: Engine, beginning: str) -> Iterator[Connection]:
    with engine.connect() as connection, _begun(connection.execution_options(**{BEGINNING: beginning})):
        yield connection


def _begun(connection: Connection) -> Transaction:
    """A transaction of `connection`; where the server cut that off while it lay in the pool, of a new one.

    Nothing was done before the beginning, so nothing is done twice. The pool drops whatever is as old as what was cut.
    """
    try:
        return connection.begin()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        return connection.begin()


def with_patience(work: Callable[[], T], *, seconds: float) -> T:
    """Runs `work` again while the database is away or asks for it (restart, deadlock), for `seconds` at the most.

    `work` must be harmless to repeat: when a commit's acknowledgement is lost, it has happened already.
    """
    give_up_at = monotonic_seconds() + seconds
    pause = 0.1
    while True:
        try:
            return work()
        except (DBAPIError, TimeoutError) as error:
            if not _may_pass(error) or monotonic_seconds() + pause > give_up_at:
                raise
        time.sleep(random.uniform(pause / 2, pause))
        pause = min(pause * 2, 2.0)


def _may_pass(error: DBAPIError | TimeoutError) -> bool:
    if isinstance(error, TimeoutError):
        return True  # Every connection of the pool was in use.
    return error.connection_invalidated or isinstance(error, OperationalError)
