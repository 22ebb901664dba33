"""A real PgBouncer in transaction mode in front of the tests' PostgreSQL."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.support.waiting import wait_until

PROGRAM = shutil.which("pgbouncer", path=os.environ.get("PATH", "") + ":/usr/sbin")
NOBODY = 65534


@contextmanager
def pooled(database_url: str, folder: Path, *, server_connections: int = 4) -> Iterator[str]:
    """Gives the address of `database_url` through the pooler; few server connections make clients share them."""
    assert PROGRAM is not None
    url = make_url(database_url)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    users, config, log = folder / "users.txt", folder / "pgbouncer.ini", folder / "pgbouncer.log"
    users.write_text(f'"{url.username}" "{url.password}"\n')
    config.write_text(
        f"[databases]\n* = host={url.host} port={url.port}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {users}\nstats_users = {url.username}\npool_mode = transaction\n"
        f"max_client_conn = 200\ndefault_pool_size = {server_connections}\n"
    )
    for path in (folder, users, config):
        path.chmod(0o755 if path.is_dir() else 0o644)
    command = [PROGRAM, str(config)]
    if os.geteuid() == 0:  # It refuses to run as root.
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        wait_until(lambda: process.poll() is not None or _answers(port), 10, "PgBouncer to answer")
        assert process.poll() is None, log.read_text()
        yield url.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)
    finally:
        process.terminate()
        process.wait(10)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
