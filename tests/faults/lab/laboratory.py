"""A whole ScraperSky of real processes in a folder of its own, and the site farm that it scans."""

from __future__ import annotations

import http.client
import random
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO, TypeVar

import redis
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db import migrate
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.embedded import children
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.ports import HOST, free_port
from scraper_sky.embedded.postgres import Postgres
from scraper_sky.embedded.servers import Addresses, remove_cluster
from scraper_sky.embedded.state import StateFolder
from scraper_sky.embedded.supervisor import Child
from scraper_sky.embedded.valkey import Valkey
from scraper_sky.resources import Resources
from scraper_sky.services import tenants
from scraper_sky.settings import Settings, child_environment
from tests.faults.lab.conditions import KEYS, Conditions
from tests.faults.lab.keeper import Keeper
from tests.faults.lab.relay import Relay
from tests.faults.lab.state import count_seen_since, now
from tests.support.disks import Disk
from tests.support.farm import Farm
from tests.support.waiting import wait_until

T = TypeVar("T")
PORTS = (20_000, 24_000)
START_SECONDS = 60.0
CONTROL, BEAT, WEB, VALKEY, POSTGRES = "worker-control", "beat", "web", "valkey", "postgres"


class Laboratory:
    """Use it as a context manager; inside, everything is up and `res` reaches the database directly."""

    def __init__(self, conditions: Conditions, log_file: Path) -> None:
        self.conditions = conditions
        self.log_file = log_file
        self.workers = [f"worker-scan-{number}" for number in range(1, conditions.scan_workers + 1)]
        self._ends = ExitStack()
        self._rest = threading.Event()

    def __enter__(self) -> Laboratory:
        with ExitStack() as ends:
            self._start(ends)
            self._ends = ends.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.close()

    # What faults and tests ask for.

    @property
    def parts(self) -> list[str]:
        return self.keeper.names

    def rest(self, seconds: float) -> None:
        self._rest.wait(seconds)

    def valkey(self, seconds: float = 5.0) -> redis.Redis:
        return redis.Redis.from_url(self.addresses.redis_url, socket_timeout=seconds, socket_connect_timeout=2)

    def ask(self, question: Callable[[Connection], T], *, seconds: float = 60.0) -> T:
        """Asks the database, again while it is away, for `seconds` at the most."""
        give_up_at = monotonic_seconds() + seconds
        while True:
            try:
                with unit_of_work(self.res.engine) as connection:
                    return question(connection)
            except SQLAlchemyError:
                if monotonic_seconds() > give_up_at:
                    raise
            self.rest(0.2)

    def empty_valkey_folder(self) -> None:
        """Removes what Valkey keeps on disk; it must not be running."""
        shutil.rmtree(self.state.path / "valkey" / "appendonlydir", ignore_errors=True)

    def second_beat(self) -> Child:
        """Another beat beside the first, for the keeper to add."""
        beat = children.beat(self.environment, self.state.path / "second")
        (self.state.path / "second").mkdir(exist_ok=True)
        return replace(beat, name="beat-2")

    def scan_worker(self, name: str, environment: Mapping[str, str]) -> Child:
        """A scan worker beside or in the place of the laboratory's own, for the keeper to add.

        It does not give way to other programs, whose work would look like a fault with leases as short as here.
        """
        return _named(name, children.scan_worker(environment, self.settings, niceness=0))

    def control_worker(self, name: str, environment: Mapping[str, str]) -> Child:
        return _named(name, children.control_worker(environment, self.settings, niceness=0))

    def is_web_ready(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.web_port, timeout=3)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def say(self, line: str) -> None:
        self.log.write("lab", line)

    def await_whole(self) -> None:
        """Returns when every part runs and every worker has shown life since."""
        since = self.ask(now)
        wait_until(lambda: self._is_whole(since), START_SECONDS, "every part runs and shows life")

    def mend(self) -> None:
        """Undoes what a fault left when it did not come to its end."""
        for relay in self.relays:
            relay.mend()
        for name in self.keeper.names:
            if name not in self._own_parts:
                self.keeper.remove(name)
                continue
            self.keeper.signal(name, signal.SIGCONT)
            self.keeper.release(name)

    # How it comes up.

    def _start(self, ends: ExitStack) -> None:
        stream: TextIO = ends.enter_context(self.log_file.open("a"))
        self.log = LineLog(stream, colour=False)
        ends.callback(lambda: self.log.drain(5.0))
        folder = Path(tempfile.mkdtemp(prefix="scrapersky-lab-"))
        folder.chmod(0o711)  # PostgreSQL may run as somebody else, who must get through.
        ends.callback(lambda: shutil.rmtree(folder, ignore_errors=True))
        self.state = StateFolder(folder / "var")
        ends.callback(lambda: remove_cluster(self.state))
        ends.callback(self.state.release)
        self.disk = self._make_disk(ends) if self.conditions.disk_megabytes else None
        self.farm = ends.enter_context(Farm(state=None))
        self.keeper = Keeper(self.log)
        ends.callback(self.keeper.stop)
        self.addresses = self.keeper.do(self._start_servers)
        migrate.upgrade(self.addresses.database_url)
        names = ("connect_to", "allow_networks", "ca_file")
        farm = {f"SCRAPERSKY_{name.upper()}": str(self.farm.facts[name]) for name in names}
        own = self.conditions.environment(self.addresses, farm, str(self.state.path))
        self.settings: Settings = self.conditions.settings(own)
        self.environment = child_environment(own)
        self.res = Resources.open(self.settings)
        ends.callback(self.res.close)
        self.tenant_ids = {name: self._make_tenant(name) for name in KEYS}
        self.relays = self._make_relays(ends) if self.conditions.with_relay else []
        self._start_parts()

    def _start_servers(self) -> Addresses:
        """The two servers, away from the usual ports: another system on this machine may not take one that is down."""
        self.state.acquire()
        password = self.state.secrets(Settings()).server_password
        postgres = Postgres(self.state, password, durable=True)
        valkey = Valkey(self.state, password, durable=True)
        for server in (postgres, valkey):
            server.prepare()
            server.port = free_port(random.randrange(*PORTS))
            self.keeper.adopt(server, server.spawn())
            wait_until(server.is_ready, START_SECONDS, f"{server.name} answers")
            server.finish()
        return Addresses(postgres.url, valkey.url)

    def _make_disk(self, ends: ExitStack) -> Disk:
        """A disk that PostgreSQL has for itself. The state folder says where the cluster lies."""
        disk = ends.enter_context(Disk(self.conditions.disk_megabytes))
        self.state.acquire()
        self.state.write_private(self.state.path / "pg.path", f"{disk.folder / 'cluster' / 'pg'}\n")
        (disk.folder / "cluster").mkdir(mode=0o711)
        return disk

    def _make_tenant(self, name: str) -> int:
        tenant = tenants.DEFAULT_TENANT if name == "first" else name
        tenants.ensure_key(self.res.engine, KEYS[name], tenant=tenant)
        return tenants.authenticate(self.res.engine, KEYS[name]).tenant_id

    def _make_relays(self, ends: ExitStack) -> list[Relay]:
        ports = [make_url(self.addresses.database_url).port, make_url(self.addresses.redis_url).port]
        relays = [Relay(port) for port in ports if port is not None]
        for relay in relays:
            ends.callback(relay.close)
        ends.callback(self.keeper.stop)  # Before the relays: a worker signs off through them.
        return relays

    def _start_parts(self) -> None:
        self.keeper.add(children.control_worker(self.environment, self.settings))
        for name in self.workers:
            is_last = name == self.workers[-1]
            self.keeper.add(self.scan_worker(name, self._relayed() if is_last and self.relays else self.environment))
        if self.conditions.with_sweep:
            self.keeper.add(children.beat(self.environment, self.state.path))
        self.web_port = free_port(random.randrange(*PORTS))
        if self.conditions.with_web:
            self.keeper.add(children.web(self.environment, self.web_port))
            wait_until(self.is_web_ready, START_SECONDS, "the web process serves")
        self._own_parts = set(self.keeper.names)
        self.await_whole()

    def _relayed(self) -> dict[str, str]:
        database, broker = self.relays
        return {
            **self.environment,
            "DATABASE_URL": _with_port(self.addresses.database_url, database.port),
            "REDIS_URL": _with_port(self.addresses.redis_url, broker.port),
        }

    def _is_whole(self, since: datetime) -> bool:
        if any(self.keeper.pid(name) is None for name in self.keeper.names):
            return False
        if self.conditions.with_web and not self.is_web_ready():
            return False
        workers = self.ask(lambda connection: count_seen_since(connection, since, "worker"))
        beats = self.ask(lambda connection: count_seen_since(connection, since, "beat"))
        return workers > len(self.workers) and beats >= self.conditions.with_sweep


def _named(name: str, worker: Child) -> Child:
    node = ("scan@%h", "control@%h")
    return replace(worker, name=name, argv=tuple(f"{name}@%h" if part in node else part for part in worker.argv))


def _with_port(url: str, port: int) -> str:
    return make_url(url).set(port=port).render_as_string(hide_password=False)
