"""What can be broken. A fault is a function that causes, waits, and undoes; when it returns, the cause is gone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from random import Random
from typing import LiteralString

import psycopg
from sqlalchemy.engine import make_url

from scraper_sky.clock import monotonic_seconds
from tests.faults.lab.fault import fault
from tests.faults.lab.laboratory import BEAT, CONTROL, POSTGRES, VALKEY, WEB, Laboratory

QUEUES = ("scan", "interactive", "control")


@fault("control")
def nothing(lab: Laboratory, dice: Random) -> None:
    lab.rest(dice.uniform(0, 2))


# Processes.


@fault("F2")
def worker_killed(lab: Laboratory, dice: Random) -> None:
    lab.keeper.kill(dice.choice(lab.workers))


@fault("F2 F4")
def all_workers_killed_for_a_while(lab: Laboratory, dice: Random) -> None:
    _hold_down(lab, [*lab.workers, CONTROL], dice.uniform(4, 15))


@fault("F3")
def worker_ended_by_sigterm(lab: Laboratory, dice: Random) -> None:
    _end_in_order(lab, dice.choice(lab.workers), signal.SIGTERM)


@fault("F3")
def worker_ended_by_sigterm_then_killed(lab: Laboratory, dice: Random) -> None:
    name = dice.choice(lab.workers)
    lab.keeper.signal(name, signal.SIGTERM)
    lab.rest(dice.uniform(0.05, 1.5))
    lab.keeper.kill(name)


@fault("F13")
def worker_frozen_beyond_its_lease(lab: Laboratory, dice: Random) -> None:
    _freeze(lab, dice.choice(lab.workers), lab.conditions.lease * dice.uniform(1.2, 2.5))


@fault("F2")
def control_worker_killed(lab: Laboratory, dice: Random) -> None:
    lab.keeper.kill(CONTROL)


@fault("F13", copies=True)
def control_worker_frozen(lab: Laboratory, dice: Random) -> None:
    _freeze(lab, CONTROL, dice.uniform(3, 15))


@fault("F6")
def beat_killed(lab: Laboratory, dice: Random) -> None:
    lab.keeper.kill(BEAT)


@fault("F6")
def beat_away_for_a_while(lab: Laboratory, dice: Random) -> None:
    _hold_down(lab, [BEAT], dice.uniform(5, 15))


@fault("F6")
def two_beats(lab: Laboratory, dice: Random) -> None:
    second = lab.second_beat()
    lab.keeper.add(second)
    lab.rest(dice.uniform(5, 12))
    lab.keeper.remove(second.name)


@fault("F5", reads_work=False)
def web_killed(lab: Laboratory, dice: Random) -> None:
    for _ in range(dice.randint(1, 3)):
        lab.keeper.kill(WEB)
        lab.rest(dice.uniform(0.5, 3))


# The broker.


@fault("F7", copies=True)
def valkey_killed_with_its_data(lab: Laboratory, dice: Random) -> None:
    _hold_down(lab, [VALKEY], dice.uniform(0, 12))


@fault("F7", copies=True)
def valkey_restarted_without_data(lab: Laboratory, dice: Random) -> None:
    _hold_down(lab, [VALKEY], dice.uniform(0, 5), meanwhile=lab.empty_valkey_folder)


@fault("F7")
def valkey_flushed(lab: Laboratory, dice: Random) -> None:
    with lab.valkey() as client:
        for _ in range(dice.randint(1, 3)):
            client.flushall()
            lab.rest(dice.uniform(0.1, 1))


@fault("F8", copies=True)
def valkey_back_to_an_older_state(lab: Laboratory, dice: Random) -> None:
    """Acknowledged writes vanish, as when an asynchronous replica is promoted: the file kept is some seconds old."""
    folder = lab.state.path / "valkey" / "appendonlydir"
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    lab.rest(dice.uniform(1, 4))

    def put_back() -> None:
        lab.empty_valkey_folder()
        folder.mkdir(mode=0o700)
        for name, content in kept.items():
            (folder / name).write_bytes(content)

    _hold_down(lab, [VALKEY], dice.uniform(0, 2), meanwhile=put_back)


@fault("F9", copies=True)
def valkey_full(lab: Laboratory, dice: Random) -> None:
    with lab.valkey() as client:
        client.config_set("maxmemory", "1mb")
        lab.rest(dice.uniform(3, 12))
        client.config_set("maxmemory", "0")


@fault("F9", copies=True)
def valkey_read_only(lab: Laboratory, dice: Random) -> None:
    """A replica whose master does not answer keeps its data and refuses every write."""
    with lab.valkey() as client:
        client.execute_command("REPLICAOF", "127.0.0.1", "1")
        lab.rest(dice.uniform(3, 12))
        client.execute_command("REPLICAOF", "NO", "ONE")


@fault("F9", copies=True)
def valkey_silent(lab: Laboratory, dice: Random) -> None:
    """It takes every command and answers none for some seconds."""
    milliseconds = round(1000 * dice.uniform(2, 10))
    with lab.valkey() as client:
        client.execute_command("CLIENT", "PAUSE", milliseconds, "ALL")
    lab.rest(milliseconds / 1000)


@fault("F9", copies=True)
def valkey_frozen(lab: Laboratory, dice: Random) -> None:
    _freeze(lab, VALKEY, dice.uniform(3, 20))


@fault("F15", copies=True)
def messages_doubled(lab: Laboratory, dice: Random) -> None:
    """Every message that waits, or waited a moment ago and is being worked on, is put into its queue twice more."""
    seen: dict[tuple[str, bytes], None] = {}
    with lab.valkey() as client:
        for _ in range(4):
            for queue in QUEUES:
                seen.update(dict.fromkeys((queue, message) for message in client.lrange(queue, 0, 50)))
            for queue, message in seen:
                client.lpush(queue, message, message)
            lab.rest(dice.uniform(0.1, 0.7))


@fault("F2 F7")
def messages_stolen(lab: Laboratory, dice: Random) -> None:
    """For some seconds another consumer takes messages and forgets them."""
    until = monotonic_seconds() + dice.uniform(1, 5)
    with lab.valkey() as client:
        while monotonic_seconds() < until:
            client.brpop(dice.sample(QUEUES, len(QUEUES)), timeout=0.2)


@fault("F2 F7")
def queues_emptied(lab: Laboratory, dice: Random) -> None:
    with lab.valkey() as client:
        client.delete(*QUEUES)


@fault("F7")
def bindings_and_chord_counters_forgotten(lab: Laboratory, dice: Random) -> None:
    with lab.valkey() as client:
        keys = [*client.keys("_kombu.binding.*"), *client.keys("celery-task-meta-*"), *client.keys("chord*")]
        if keys:
            client.delete(*keys)


# The database.


@fault("F10", reads_work=False)
def postgres_killed(lab: Laboratory, dice: Random) -> None:
    _hold_down(lab, [POSTGRES], dice.uniform(0, 8))


@fault("F10", reads_work=False)
def postgres_backend_killed(lab: Laboratory, dice: Random) -> None:
    """kill -9 of one backend: PostgreSQL ends them all and recovers from its log."""
    with _administrator(lab) as connection:
        pids = [int(str(row[0])) for row in connection.execute(_OTHERS).fetchall()]
    with suppress(ProcessLookupError):
        os.kill(dice.choice(pids), signal.SIGKILL)


@fault("F10", reads_work=False)
def postgres_restarted(lab: Laboratory, dice: Random) -> None:
    lab.keeper.hold(POSTGRES)
    _end_in_order(lab, POSTGRES, signal.SIGINT)
    lab.rest(dice.uniform(0, 5))
    lab.keeper.release(POSTGRES)


@fault("F10", reads_work=False)
def database_connections_cut(lab: Laboratory, dice: Random) -> None:
    with _administrator(lab) as connection:
        for _ in range(dice.randint(1, 5)):
            connection.execute(f"SELECT pg_terminate_backend(pid) FROM ({_OTHERS}) AS others")
            lab.rest(dice.uniform(0.2, 1.5))


@fault("F12", reads_work=False)
def database_connections_exhausted(lab: Laboratory, dice: Random) -> None:
    """Somebody else takes every connection that is left, after all of ours were cut."""
    url = _plain_url(lab)
    with ExitStack() as held, suppress(psycopg.OperationalError):
        first = held.enter_context(psycopg.connect(url, autocommit=True))
        until = monotonic_seconds() + dice.uniform(3, 8)
        first.execute(f"SELECT pg_terminate_backend(pid) FROM ({_OTHERS}) AS others")
        with suppress(psycopg.OperationalError):
            while True:
                held.enter_context(psycopg.connect(url, connect_timeout=5))
        while monotonic_seconds() < until:
            with suppress(psycopg.OperationalError):
                held.enter_context(psycopg.connect(url, connect_timeout=5))
            lab.rest(0.05)


@fault("F11")
def batches_locked(lab: Laboratory, dice: Random) -> None:
    """Somebody holds the rows of all open batches; longer than the lock timeout now and then."""
    _lock(lab, "SELECT id FROM batches WHERE finished_at IS NULL ORDER BY id FOR UPDATE", dice.uniform(3, 13))


@fault("F11")
def jobs_locked(lab: Laboratory, dice: Random) -> None:
    _lock(lab, "SELECT id FROM jobs WHERE status IN ('queued', 'running') ORDER BY id FOR UPDATE", dice.uniform(3, 13))


@fault("F19", reads_work=False)
def disk_full(lab: Laboratory, dice: Random) -> None:
    """PostgreSQL's disk. It may end itself, and cannot come back before there is room for its log."""
    assert lab.disk is not None
    with lab.disk.filled():
        lab.rest(dice.uniform(3, 12))


@fault("F13", copies=True)
def worker_cut_off_from_broker_and_database(lab: Laboratory, dice: Random) -> None:
    _cut(lab, (0, 1), dice.uniform(5, 20))


@fault("F13", copies=True)
def worker_cut_off_from_broker(lab: Laboratory, dice: Random) -> None:
    _cut(lab, (1,), dice.uniform(5, 20))


@fault("F13")
def worker_cut_off_from_database(lab: Laboratory, dice: Random) -> None:
    _cut(lab, (0,), dice.uniform(5, 20))


# How it is done.

_OTHERS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def _hold_down(lab: Laboratory, names: list[str], seconds: float, meanwhile: Callable[[], None] = lambda: None) -> None:
    """kill -9, and not started again before `seconds` have passed."""
    for name in names:
        lab.keeper.hold(name)
    for name in names:
        lab.keeper.kill(name)
    meanwhile()
    lab.rest(seconds)
    for name in names:
        lab.keeper.release(name)


def _end_in_order(lab: Laboratory, name: str, number: int) -> None:
    """Asks it to end and waits for that, as a deploy does."""
    ends = lab.keeper.ends_of(name)
    until = monotonic_seconds() + 30
    lab.keeper.signal(name, number)
    while lab.keeper.ends_of(name) == ends and monotonic_seconds() < until:
        lab.rest(0.05)
    if lab.keeper.ends_of(name) == ends:
        lab.keeper.kill(name)


def _freeze(lab: Laboratory, name: str, seconds: float) -> None:
    lab.keeper.signal(name, signal.SIGSTOP)
    lab.rest(seconds)
    lab.keeper.signal(name, signal.SIGCONT)


def _cut(lab: Laboratory, which: tuple[int, ...], seconds: float) -> None:
    for number in which:
        lab.relays[number].cut()
    lab.rest(seconds)
    for number in which:
        lab.relays[number].mend()


def _lock(lab: Laboratory, query: LiteralString, seconds: float) -> None:
    with _administrator(lab) as connection, connection.transaction():
        connection.execute(query)
        lab.rest(seconds)


def _plain_url(lab: Laboratory) -> str:
    return make_url(lab.addresses.database_url).set(drivername="postgresql").render_as_string(hide_password=False)


def _administrator(lab: Laboratory) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(_plain_url(lab), autocommit=True, connect_timeout=5)
