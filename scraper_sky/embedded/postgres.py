"""The private PostgreSQL: one cluster in the state folder, one database, one password, 127.0.0.1 only."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql

from scraper_sky.embedded.accounts import data_folder, postgres_account, reachable_engine
from scraper_sky.embedded.engines import Engine, find_postgres
from scraper_sky.embedded.logfile import STAMP, LogFile
from scraper_sky.embedded.orphans import clear_pid_file
from scraper_sky.embedded.ports import HOST
from scraper_sky.embedded.process import CLEAN_ENVIRONMENT, Account, Process, launched
from scraper_sky.embedded.state import StateFolder, check_room
from scraper_sky.errors import Unavailable

NAME = "scrapersky"
PORT = 25432
NEEDED_BYTES = 300_000_000
FAST_SHUTDOWN = signal.SIGINT


class Postgres:
    """A `Part` (see part.py). `prepare` comes first; `spawn` may follow any number of times."""

    name = "postgres"
    stop_turn = 4
    stop_signal: int = FAST_SHUTDOWN
    grace_seconds = 20.0
    first_port = PORT

    def __init__(self, state: StateFolder, password: str, *, durable: bool = True) -> None:
        self._state = state
        self._password = password
        self._durable = durable
        self._log = LogFile(state.path / "log" / "postgres.log")
        self.port = PORT
        self.data = state.path / "pg"
        self._account: Account | None = None
        self.engine: Engine | None = None

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{NAME}:{self._password}@{HOST}:{self.port}/{NAME}"

    def prepare(self) -> Engine:
        """Chooses program, user and place, and makes the cluster if there is none. Raises Unavailable, saying why."""
        self.data = data_folder(self._state)
        self._account = postgres_account(self.data)
        self.engine = reachable_engine(find_postgres(_data_major(self.data)), self._account)
        if not self.data.is_dir():
            self._make_cluster(self.engine)
        return self.engine

    def spawn(self) -> Process:
        engine = self.engine or self.prepare()
        clear_pid_file(self.data / "postmaster.pid", self.data, FAST_SHUTDOWN)
        with self._log.open() as log:
            return Process.spawn(
                self.name,
                [str(engine.program), "-D", str(self.data), *self._options()],
                env=CLEAN_ENVIRONMENT,
                cwd=Path("/"),
                output=log,
                death_signal=FAST_SHUTDOWN,
                account=self._account,
            )

    def is_ready(self) -> bool:
        """Whether a real login works. False while the server is still starting or recovering."""
        try:
            with self._connect("postgres"):
                return True
        except psycopg.OperationalError:
            return False

    def finish(self) -> None:
        """Makes the database; the first time that the cluster runs."""
        with self._connect("postgres") as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (NAME,)).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def note(self) -> str:
        """What is unusual about where the data lies; empty when nothing is."""
        if self._account is None or self.data.is_relative_to(self._state.path):
            return ""
        return (
            f" Its data is in {self.data}, since it runs as {self._account.name}, to whom {self._state.path} is closed."
        )

    def last_words(self) -> str:
        return self._log.last_words()

    def is_port_taken(self) -> bool:
        return "Address already in use" in self._log.text()

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=HOST,
            port=self.port,
            user=NAME,
            password=self._password,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def _options(self) -> list[str]:
        options = {
            "listen_addresses": HOST,
            "port": str(self.port),
            # A socket's path is limited to 107 characters, and a folder in /tmp may be anybody's.
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "64MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "logging_collector": "off",
            "log_checkpoints": "off",
            # Shared memory is small in containers, and our queries are short: no parallel workers.
            "max_parallel_workers_per_gather": "0",
        }
        if not self._durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]

    def _make_cluster(self, engine: Engine) -> None:
        """initdb into a folder beside the final one: what a killed first run leaves is never taken for a cluster."""
        draft = self.data.with_name("pg.new")
        password_file = self.data.with_name(f".pg-{secrets.token_hex(4)}")
        try:
            shutil.rmtree(draft, ignore_errors=True)
            _remove_old(self.data.parent)
            check_room(self.data.parent, NEEDED_BYTES)
            draft.mkdir(mode=0o700)
            self._write_password(password_file)
            self._hand_over(draft)
            self._initdb(engine, draft, password_file)
            draft.rename(self.data)
        except OSError as error:
            raise Unavailable(f"The database cannot be made in {self.data} ({error.strerror}).") from None
        finally:
            with suppress(OSError):
                password_file.unlink(missing_ok=True)

    def _initdb(self, engine: Engine, draft: Path, password_file: Path) -> None:
        argv = [str(engine.program.with_name("initdb")), "-D", str(draft), "-U", NAME, "-E", "UTF8"]
        argv += ["--auth=scram-sha-256", f"--pwfile={password_file}"]
        # The built-in locale does not depend on what is installed on the machine; it came with version 17.
        argv += ["--locale-provider=builtin"] if engine.major >= 17 else []
        argv += ["--locale=C.UTF-8"]
        argv += [] if self._durable else ["--no-sync"]
        done = subprocess.run(
            launched(argv, death_signal=signal.SIGTERM, account=self._account),
            env=CLEAN_ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            start_new_session=True,
        )
        if done.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise Unavailable(f"PostgreSQL could not make its data folder {self.data}: {_complaint(done.stderr)}.")

    def _write_password(self, path: Path) -> None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self._password + "\n")
        self._hand_over(path)

    def _hand_over(self, path: Path) -> None:
        if self._account is not None:
            os.chown(path, self._account.uid, self._account.gid)


def _remove_old(folder: Path) -> None:
    """Removes the password files that killed first runs have left."""
    for path in folder.glob(".pg-*"):
        path.unlink(missing_ok=True)


def _data_major(data: Path) -> int | None:
    try:
        return int((data / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        if data.is_dir():
            raise Unavailable(f"{data} is not a data folder of PostgreSQL; move it away and start again.") from None
        return None
    except (OSError, ValueError) as error:
        raise Unavailable(f"{data / 'PG_VERSION'} cannot be read ({error}).") from None


def _complaint(stderr: bytes) -> str:
    """The line of initdb's words that names the trouble."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() or "fatal" in line.lower() or "space" in line]
    return STAMP.sub("", (errors or lines or ["it said nothing"])[0]).rstrip(".")
