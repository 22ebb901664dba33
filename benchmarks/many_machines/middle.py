"""What the parts in the middle have done so far, as they count it themselves; the difference of two looks is a cost."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import redis
from psycopg.rows import dict_row
from sqlalchemy.engine import make_url

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded.usage import usage_by_name
from tests.faults.lab.laboratory import Laboratory

WAL = "SELECT wal_bytes, wal_records, wal_sync FROM pg_stat_wal"
COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
BACKENDS = "SELECT count(*) AS backends FROM pg_stat_activity WHERE backend_type = 'client backend'"

# Chords and politeness ask by scripts; the commands inside a script are counted a second time, as `inside`.
PURPOSES = {
    "messages": ("lpush", "brpop", "llen", "lindex", "rpush"),
    "scripts": ("evalsha", "eval"),
    "events": ("publish",),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Sums since each part was started; `now` are figures of the moment."""

    seconds: float
    cpu: Mapping[str, float]  # part -> seconds
    sums: Mapping[str, float]
    now: Mapping[str, float]


class Middle:
    """The database behind its pooler, the broker, and every process of a laboratory."""

    def __init__(self, lab: Laboratory, pooled_url: str, pids: Mapping[str, int]) -> None:
        """`pids`: parts that the laboratory does not keep."""
        self._lab = lab
        self._direct = _plain(lab.addresses.database_url)
        self._pooler = _plain(make_url(pooled_url).set(database="pgbouncer").render_as_string(hide_password=False))
        self._pids = {"pgbouncer": _child_named("pgbouncer"), **pids}

    def look(self) -> Look:
        pids = {name: pid for name in self._lab.keeper.names if (pid := self._lab.keeper.pid(name)) is not None}
        cpu = {name: used.cpu_seconds for name, used in usage_by_name({**pids, **self._pids}).items()}
        sums: Counter[str] = Counter()
        now: dict[str, float] = {}
        self._ask_database(sums, now)
        self._ask_pooler(sums, now)
        self._ask_valkey(sums, now)
        return Look(monotonic_seconds(), cpu, sums, now)

    def _ask_database(self, sums: Counter[str], now: dict[str, float]) -> None:
        with psycopg.connect(self._direct, row_factory=dict_row) as connection:
            for statement in (WAL, COMMITS):
                sums.update({name: float(value) for name, value in _one(connection, statement).items()})
            now["PostgreSQL backends"] = float(_one(connection, BACKENDS)["backends"]) - 1

    def _ask_pooler(self, sums: Counter[str], now: dict[str, float]) -> None:
        """Its console knows no transactions and no statements with parameters."""
        with psycopg.connect(
            self._pooler, autocommit=True, row_factory=dict_row, cursor_factory=psycopg.ClientCursor
        ) as connection:
            for row in connection.execute("SHOW STATS_TOTALS").fetchall():
                if row["database"] != "pgbouncer":
                    sums["statements"] += float(row["query_count"])
                    sums["transactions"] += float(row["xact_count"])
                    sums["pooler bytes"] += float(row["bytes_received"]) + float(row["bytes_sent"])
            pools = [row for row in connection.execute("SHOW POOLS").fetchall() if row["database"] != "pgbouncer"]
            now["pooler's clients"] = sum(float(row["cl_active"]) + float(row["cl_waiting"]) for row in pools)
            now["pooler's clients that wait"] = sum(float(row["cl_waiting"]) for row in pools)

    def _ask_valkey(self, sums: Counter[str], now: dict[str, float]) -> None:
        with redis.Redis.from_url(self._lab.addresses.redis_url) as client:
            commands: dict[str, Any] = client.info("commandstats")
            stats: dict[str, Any] = client.info("stats")
            now["Valkey's clients"] = float(client.info("clients")["connected_clients"]) - 1
        sums["valkey bytes"] = float(stats["total_net_input_bytes"] + stats["total_net_output_bytes"])
        known = {command: purpose for purpose, names in PURPOSES.items() for command in names}
        for name, counted in commands.items():
            purpose = known.get(name.removeprefix("cmdstat_"), "all else and inside")
            sums[f"valkey commands: {purpose}"] += float(counted["calls"])
            sums[f"valkey microseconds: {purpose}"] += float(counted["usec"])


def _one(connection: psycopg.Connection[dict[str, Any]], statement: str) -> dict[str, Any]:
    row = connection.execute(statement).fetchone()
    assert row is not None
    return dict(row)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _child_named(name: str) -> int:
    """The pid of this process's child of that name."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text(errors="replace").rpartition(")")
            except (FileNotFoundError, ProcessLookupError):
                continue
            if fields[0].endswith(f"({name}") and int(fields[2].split()[1]) == os.getpid():
                return int(folder.name)
    raise RuntimeError(f"{name} is not running")
