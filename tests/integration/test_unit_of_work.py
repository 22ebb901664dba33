"""A transaction has its limits from its first statement on, and begins on a connection that is there."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from scraper_sky.db.unit_of_work import snapshot, unit_of_work
from scraper_sky.resources import Resources

_CUT_OFF = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def value(connection: Connection, statement: str) -> object:
    return connection.execute(text(statement)).scalar_one()


def cut_off_all_but_one(res: Resources) -> None:
    """Leaves connections in the pool whose server has ended, and one that is well."""
    with ExitStack() as open_at_once:
        pids = {
            value(open_at_once.enter_context(unit_of_work(res.engine)), "SELECT pg_backend_pid()") for _ in range(3)
        }
    with unit_of_work(res.engine) as connection:
        assert len(pids) == 3
        assert connection.execute(_CUT_OFF).scalars().all() == [True, True]


@pytest.mark.parametrize(("long", "seconds"), [(False, "30s"), (True, "10min")])
def test_a_statement_has_its_limits_and_the_next_transaction_its_own(
    res: Resources, *, long: bool, seconds: str
) -> None:
    with unit_of_work(res.engine, long=long) as connection:
        limits = value(connection, "SHOW statement_timeout"), value(connection, "SHOW lock_timeout")
    with snapshot(res.engine) as connection:
        unlimited, isolation = (
            value(connection, "SHOW statement_timeout"),
            value(connection, "SHOW transaction_isolation"),
        )

    assert limits == (seconds, "10s")
    assert (unlimited, isolation) == ("0", "repeatable read")


def test_what_fails_leaves_nothing_behind_and_what_ends_well_stays(res: Resources) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work(res.engine) as connection:
        connection.execute(text("INSERT INTO tenants (name) VALUES ('lost')"))
        raise ZeroDivisionError
    with unit_of_work(res.engine) as connection:
        connection.execute(text("INSERT INTO tenants (name) VALUES ('kept')"))

    with unit_of_work(res.engine) as connection:
        assert value(connection, "SELECT string_agg(name, ' ') FROM tenants WHERE name IN ('lost', 'kept')") == "kept"


def test_connections_that_were_cut_off_in_the_pool_are_nobodys_trouble(res: Resources) -> None:
    cut_off_all_but_one(res)

    with ExitStack() as open_at_once:
        connections = [open_at_once.enter_context(unit_of_work(res.engine)) for _ in range(3)]
        assert [value(connection, "SELECT 1") for connection in connections] == [1, 1, 1]
    with snapshot(res.engine) as connection:
        assert value(connection, "SELECT 1") == 1


def test_what_is_cut_off_in_the_middle_of_a_transaction_is_not_done_again(res: Resources) -> None:
    with pytest.raises(DBAPIError), unit_of_work(res.engine) as connection:
        with unit_of_work(res.engine) as other:
            other.execute(_CUT_OFF)
        connection.execute(text("INSERT INTO tenants (name) VALUES ('cut')"))

    with unit_of_work(res.engine) as connection:
        assert value(connection, "SELECT count(*) FROM tenants WHERE name = 'cut'") == 0
