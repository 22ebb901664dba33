"""A private RabbitMQ on loopback: one node with its own name, folder, ports and port mapper, ended with the block."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from types import TracebackType

from kombu import Connection

from scraper_sky.embedded.ports import HOST
from tests.support.waiting import wait_until

# The script itself: what lies in /usr/sbin changes to another user and to another folder first.
PROGRAM = shutil.which("rabbitmq-server", path="/usr/lib/rabbitmq/bin:" + os.environ.get("PATH", ""))
MAPPER = shutil.which("epmd")
START_SECONDS = 90.0


def why_none() -> str:
    """Why no RabbitMQ can be started here, or an empty string when it can."""
    missing = PROGRAM is None or MAPPER is None
    return "RabbitMQ is not installed (apt-get install rabbitmq-server)" if missing else ""


class RabbitMQ:
    """Use it as a context manager; inside, it answers at `url`. `folder` is its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port, self._mapper_port, self._node_port = (_free_port() for _ in range(3))
        self.url = f"amqp://guest:guest@{HOST}:{self._port}//"
        (folder / "rabbitmq.conf").write_text(f"listeners.tcp.1 = {HOST}:{self._port}\n")
        (folder / "enabled_plugins").write_text("[].\n")
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),  # where Erlang keeps its cookie
            "ERL_EPMD_PORT": str(self._mapper_port),
            "ERL_EPMD_ADDRESS": HOST,
            "RABBITMQ_NODENAME": f"scrapersky-{secrets.token_hex(4)}@localhost",
            "RABBITMQ_DIST_PORT": str(self._node_port),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2",
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_PID_FILE": str(folder / "pid"),
        }
        self._mapper: subprocess.Popen[bytes] | None = None
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> RabbitMQ:
        assert MAPPER is not None
        self._mapper = self._spawn(MAPPER, "-port", str(self._mapper_port), "-address", HOST)
        try:
            self.start()
        except BaseException:
            self._end(self._mapper)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if self._mapper is not None:
            self._end(self._mapper)

    @property
    def pid(self) -> int:
        assert self._server is not None
        return self._server.pid

    @property
    def port(self) -> int:
        return self._port

    def start(self) -> None:
        """Returns when it answers; with the data of the last time, if there was one."""
        assert PROGRAM is not None
        self._server = self._spawn(PROGRAM)
        wait_until(self._is_ready, START_SECONDS, "RabbitMQ to answer")

    def kill(self) -> None:
        """kill -9. Returns when it is gone."""
        if self._server is not None:
            self._end(self._server)
            self._server = None

    def forget(self) -> None:
        """Removes what it keeps on disk; it must not be running."""
        shutil.rmtree(self._folder / "data", ignore_errors=True)

    def delete_queue(self, name: str) -> None:
        """As somebody at the broker might."""
        with Connection(self.url) as connection:
            connection.default_channel.queue_delete(name)

    def _is_ready(self) -> bool:
        assert self._server is not None
        assert self._server.poll() is None, (self._folder / "log").read_text()[-2_000:]
        try:
            with Connection(self.url, connect_timeout=2) as connection:
                connection.connect()
        except OSError:
            return False
        return True

    def _spawn(self, *command: str) -> subprocess.Popen[bytes]:
        """In a process group of its own, so that the shell it is started by and the node end together."""
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as free:
        return int(free.getsockname()[1])
