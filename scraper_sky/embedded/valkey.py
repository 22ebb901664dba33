"""The private Valkey (or Redis): broker, results and live counters, kept on disk, 127.0.0.1 only."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import redis

from scraper_sky.embedded.engines import Engine, find_valkey
from scraper_sky.embedded.logfile import LogFile
from scraper_sky.embedded.orphans import clear_pid_file
from scraper_sky.embedded.ports import HOST
from scraper_sky.embedded.process import CLEAN_ENVIRONMENT, Process
from scraper_sky.embedded.state import StateFolder
from scraper_sky.errors import Unavailable

PORT = 25379


class Valkey:
    """A `Part` (see part.py). `prepare` comes first; `spawn` may follow any number of times."""

    name = "valkey"
    stop_turn = 3
    stop_signal: int = signal.SIGTERM
    grace_seconds = 15.0
    first_port = PORT

    def __init__(self, state: StateFolder, password: str, *, durable: bool = True) -> None:
        self._password = password
        self._durable = durable
        self._log = LogFile(state.path / "log" / "valkey.log")
        self.data = state.path / "valkey"
        self.port = PORT
        self.engine: Engine | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self._password}@{HOST}:{self.port}/0"

    def prepare(self) -> Engine:
        self.engine = find_valkey()
        try:
            self.data.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise Unavailable(f"Valkey cannot keep its data in {self.data} ({error.strerror}).") from None
        return self.engine

    def spawn(self) -> Process:
        engine = self.engine or self.prepare()
        clear_pid_file(self._pid_file, self.data, signal.SIGTERM)
        with self._log.open() as log:
            process = Process.spawn(
                self.name,
                # The configuration comes on standard input: on the command line everybody could read the password.
                [str(engine.program), "-"],
                env=CLEAN_ENVIRONMENT,
                cwd=self.data,
                stdin=subprocess.PIPE,
                output=log,
                death_signal=signal.SIGTERM,
            )
        process.feed(self._configuration().encode())
        return process

    def is_ready(self) -> bool:
        """Whether a PING with the password is answered. False while the server is still loading."""
        client = redis.Redis(host=HOST, port=self.port, password=self._password, socket_timeout=5)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def finish(self) -> None:
        """Nothing is left to do once it answers."""

    def note(self) -> str:
        """Nothing is ever unusual here."""
        return ""

    def last_words(self) -> str:
        words = self._log.last_words()
        if "Bad file format" in words:
            # What it keeps is only messages; the jobs stand in the database, and each is sent again when it is due.
            return f"its data is damaged; remove the folder {self.data} and start again, no job is lost by that"
        return words

    def is_port_taken(self) -> bool:
        return "already in use" in self._log.text()

    @property
    def _pid_file(self) -> Path:
        return self.data / "valkey.pid"

    def _configuration(self) -> str:
        settings = {
            "bind": HOST,
            "port": str(self.port),
            "requirepass": self._password,
            # Relative to the folder it is started in: a path with spaces or quotes needs no writing out.
            "dir": ".",
            "pidfile": self._pid_file.name,
            "daemonize": "no",
            "appendonly": "yes" if self._durable else "no",
            "appendfsync": "everysec",
            "save": '""',
            # A broker that forgets what does not fit loses messages; it must say no instead.
            "maxmemory-policy": "noeviction",
        }
        return "".join(f"{name} {value}\n" for name, value in settings.items())
