"""Real servers for the tests: one private PostgreSQL and Valkey a session, one database a test that asks for it; and
which tests come first when several processes share them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import redis
from sqlalchemy.engine import make_url
from xdist.scheduler import LoadFileScheduling

from scraper_sky.db import migrate
from scraper_sky.embedded.servers import Addresses, temporary_servers
from scraper_sky.resources import Resources
from scraper_sky.settings import Settings

TEMPLATE = "scrapersky_template"
# What waits for processes comes first, and the many that only compute fill the time at the end.
FIRST = ("faults", "journeys", "integration")
# These share one laboratory, so they go to one process of pytest-xdist.
OF_THE_LABORATORY = (
    "test_broken_servers.py",
    "test_broken_workers.py",
    "test_malformed_messages.py",
    "test_odd_workers.py",
)
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent

    def turn(item: pytest.Item) -> int:
        folder = item.path.relative_to(tests).parts[0]
        return FIRST.index(folder) if folder in FIRST else len(FIRST)

    items.sort(key=turn)


class Sharing(LoadFileScheduling):
    """Every file goes to one process, those of the laboratory all to the same; given out in the order above."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "the laboratory" if file.endswith(OF_THE_LABORATORY) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling | None:
    return Sharing(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def servers() -> Iterator[Addresses]:
    """PostgreSQL with a migrated template database, and Valkey; both end with the session."""
    with temporary_servers() as addresses:
        _administer(addresses, f'CREATE DATABASE "{TEMPLATE}"')
        migrate.upgrade(_of_database(addresses, TEMPLATE))
        yield addresses


@contextmanager
def fresh_database(servers: Addresses) -> Iterator[str]:
    """A migrated database of its own, dropped afterwards."""
    name = f"test_{next(_numbers)}"
    _administer(servers, f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    yield _of_database(servers, name)
    _administer(servers, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database_url(servers: Addresses) -> Iterator[str]:
    """A migrated database of the test's own."""
    with fresh_database(servers) as url:
        yield url


@pytest.fixture
def redis_url(servers: Addresses) -> Iterator[str]:
    """Valkey, emptied for the test."""
    with redis.Redis.from_url(servers.redis_url) as client:
        client.flushall()
    yield servers.redis_url


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path) -> Settings:
    """Settings with both servers and everything else at its default, except that nothing waits long, and that kept
    responses go with the test."""
    return Settings.from_env(
        {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SCRAPERSKY_SECRET_KEY": "a-secret-for-tests-that-is-long-enough",
            "SCRAPERSKY_DB_POOL": "4",
            "SCRAPERSKY_RETRY_BASE_SECONDS": "0",
            "SCRAPERSKY_CANARY_SECONDS": "1",
            "SCRAPERSKY_ARCHIVE": str(tmp_path / "archive"),
        }
    )


@pytest.fixture
def res(settings: Settings) -> Iterator[Resources]:
    resources = Resources.open(settings)
    yield resources
    resources.close()


def _administer(addresses: Addresses, statement: str) -> None:
    url = make_url(addresses.database_url).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def _of_database(addresses: Addresses, name: str) -> str:
    return make_url(addresses.database_url).set(database=name).render_as_string(hide_password=False)
