"""The private PostgreSQL and Valkey, with the real programs."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import redis

from scraper_sky.embedded import Addresses, EmbeddedServers, temporary_servers
from scraper_sky.embedded.engines import Engine, choose_postgres
from scraper_sky.embedded.orphans import clear_pid_file
from scraper_sky.embedded.ports import HOST, free_port, is_free
from scraper_sky.embedded.servers import remove_cluster
from scraper_sky.embedded.state import StateFolder, check_room
from scraper_sky.errors import Conflict, Unavailable
from scraper_sky.settings import Settings
from tests.support.waiting import wait_until


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that whoever PostgreSQL runs as can pass; pytest's own are closed to others."""
    made = Path(tempfile.mkdtemp(prefix="scrapersky-test-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@contextmanager
def servers(folder: Path, **settings: str) -> Iterator[Addresses]:
    with EmbeddedServers(folder / "var", Settings(**settings), durable=False) as addresses:
        yield addresses


def query(addresses: Addresses, statement: str) -> list[tuple[object, ...]]:
    url = addresses.database_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def client(addresses: Addresses) -> redis.Redis:
    return redis.Redis.from_url(addresses.redis_url)


def is_mode(path: Path, mode: int) -> bool:
    return stat.S_IMODE(path.stat().st_mode) == mode


def test_both_servers_answer_and_keep_their_data_over_a_restart(folder: Path) -> None:
    with EmbeddedServers(folder / "var", Settings()) as addresses:
        query(addresses, "CREATE TABLE kept (word text)")
        query(addresses, "INSERT INTO kept VALUES ('ſtill here')")
        with client(addresses) as valkey:
            valkey.set("kept", "too")

    with EmbeddedServers(folder / "var", Settings()) as addresses:
        assert query(addresses, "SELECT word FROM kept") == [("ſtill here",)]
        assert query(addresses, "SHOW fsync") == [("on",)]
        with client(addresses) as valkey:
            assert valkey.get("kept") == b"too"
            assert valkey.config_get("appendonly") == {"appendonly": "yes"}
            assert valkey.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_the_database_speaks_utf8_and_utc_whatever_the_machine_does(folder: Path) -> None:
    with servers(folder) as addresses:
        assert query(addresses, "SHOW server_encoding") == [("UTF8",)]
        assert query(addresses, "SHOW timezone") == [("UTC",)]


def test_nobody_gets_in_without_the_password(folder: Path) -> None:
    with servers(folder) as addresses:
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(addresses.database_url.replace("+psycopg", "").replace("://scrapersky:", "://scrapersky:x"))
        stranger = redis.Redis.from_url("redis://" + addresses.redis_url.split("@")[1])
        with stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()


def test_no_password_is_visible_on_a_command_line(folder: Path) -> None:
    with servers(folder) as addresses:
        password = addresses.redis_url.split("@")[0].split(":")[-1].encode()
        lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]

    assert not [line for line in lines if password in line]


def test_secrets_are_made_once_and_are_for_their_owner_only(folder: Path) -> None:
    state = StateFolder(folder / "var")
    state.acquire()
    first = state.secrets(Settings())
    again = state.secrets(Settings())
    own = state.secrets(Settings(api_key="ssk_mine"))
    state.release()

    assert first == again
    assert first.api_key.startswith("ssk_") and len(first.api_key) == 44
    assert own.api_key == "ssk_mine" and own.secret_key == first.secret_key
    assert all(is_mode(path, 0o600) for path in (folder / "var" / "secrets").iterdir())
    assert is_mode(folder / "var" / "secrets", 0o700)


def test_a_configured_server_is_left_to_the_user(folder: Path) -> None:
    with servers(folder, database_url="postgresql://elsewhere/x", redis_url="redis://elsewhere") as addresses:
        assert addresses == Addresses("postgresql://elsewhere/x", "redis://elsewhere")
        assert not (folder / "var" / "pg").exists()
        assert not (folder / "var" / "valkey").exists()


def test_a_second_launcher_is_refused_and_disturbs_nothing(folder: Path) -> None:
    with servers(folder) as addresses:
        with pytest.raises(Conflict, match=rf"already running in {folder}/var \(process {os.getpid()}\)"):
            EmbeddedServers(folder / "var", Settings()).start()

        assert query(addresses, "SELECT 1") == [(1,)]


def test_ports_in_use_are_stepped_over_and_it_is_said(folder: Path) -> None:
    said: list[str] = []
    servers_here = EmbeddedServers(folder / "var", Settings(), durable=False, say=said.append)

    with temporary_servers() as first, servers_here as second:
        assert first.database_url.split("@")[1] != second.database_url.split("@")[1]
        assert first.redis_url.split("@")[1] != second.redis_url.split("@")[1]
        assert query(first, "SELECT 1") == query(second, "SELECT 1") == [(1,)]

    assert [line for line in said if "because 25432 is in use" in line and "PostgreSQL" in line]
    assert [line for line in said if "because 25379 is in use" in line]


def test_what_a_killed_first_run_left_is_not_taken_for_a_cluster(folder: Path) -> None:
    var = folder / "var"
    (var / "pg.new" / "base").mkdir(parents=True)
    (var / "pg.new" / "PG_VERSION").write_text("17\n")
    (var / ".pg-0000").write_text("a password\n")
    (var / "secrets").mkdir()
    (var / "secrets" / "server_password").write_text("")
    var.chmod(0o711)

    with servers(folder) as addresses:
        assert query(addresses, "SELECT 1") == [(1,)]

    assert not (var / "pg.new").exists()
    assert not (var / ".pg-0000").exists()


def test_a_pid_file_of_a_server_that_is_gone_does_not_matter(folder: Path) -> None:
    with servers(folder):
        pass
    # The pid of a process that lives but is no server of ours, as after a restart of the machine or the container.
    (folder / "var" / "pg" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'var' / 'pg'}\n0\n25432\n")
    (folder / "var" / "valkey" / "valkey.pid").write_text(f"{os.getpid()}\n")

    with servers(folder) as addresses:
        assert query(addresses, "SELECT 1") == [(1,)]


def test_a_server_that_was_left_behind_is_ended_before_a_new_one_starts(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    left = subprocess.Popen(["/bin/sleep", "600"], cwd=data)
    pid_file = folder / "server.pid"
    pid_file.write_text(f"{left.pid}\n")

    clear_pid_file(pid_file, data, signal.SIGTERM)

    assert left.wait(5) == -signal.SIGTERM
    assert not pid_file.exists()


def test_servers_that_were_killed_start_again_with_their_data(folder: Path) -> None:
    embedded = EmbeddedServers(folder / "var", Settings())
    addresses = embedded.start()
    query(addresses, "CREATE TABLE kept AS SELECT 1 AS n")
    for _, process in embedded.hand_over():
        process.kill()
    embedded.stop()

    with EmbeddedServers(folder / "var", Settings()) as addresses:
        assert query(addresses, "SELECT n FROM kept") == [(1,)]


def test_stopping_leaves_no_process(folder: Path) -> None:
    embedded = EmbeddedServers(folder / "var", Settings(), durable=False)
    embedded.start()
    embedded.stop()

    wait_until(lambda: not _processes_naming(folder), 5, "the servers' processes are gone")


def test_a_path_with_spaces_quotes_and_umlauts_is_fine(folder: Path) -> None:
    odd = folder / ("Mein Ordner, 'ä' \"ö\" " + "x" * 100)
    odd.mkdir()
    with servers(odd) as addresses:
        assert query(addresses, "SELECT 1") == [(1,)]


def test_a_data_folder_of_another_version_is_named_as_such(folder: Path) -> None:
    pg = folder / "var" / "pg"
    pg.mkdir(parents=True)
    (pg / "PG_VERSION").write_text("9\n")
    (folder / "var").chmod(0o711)
    if os.geteuid() == 0:
        os.chown(pg, pwd.getpwnam("nobody").pw_uid, -1)

    with pytest.raises(Unavailable, match=r"made by PostgreSQL 9, and this machine has only PostgreSQL 17.*package"):
        EmbeddedServers(folder / "var", Settings()).start()


def test_a_folder_that_is_no_cluster_is_left_alone(folder: Path) -> None:
    (folder / "var" / "pg").mkdir(parents=True)
    (folder / "var" / "pg" / "letter.txt").write_text("dear diary")

    with pytest.raises(Unavailable, match="is not a data folder of PostgreSQL"):
        EmbeddedServers(folder / "var", Settings()).start()

    assert (folder / "var" / "pg" / "letter.txt").exists()


def test_the_engine_of_the_version_that_made_the_data_is_chosen() -> None:
    engines = [Engine("PostgreSQL", version, Path("postgres"), "here") for version in ("17.10", "15.3")]

    assert choose_postgres(engines, None).major == 17
    assert choose_postgres(engines, 15).major == 15
    with pytest.raises(Unavailable, match="install PostgreSQL 16"):
        choose_postgres(engines, 16)
    with pytest.raises(Unavailable, match=r"No PostgreSQL for this machine.*DATABASE_URL"):
        choose_postgres([], None)


def test_a_full_disk_is_said_before_anything_is_made(folder: Path) -> None:
    with pytest.raises(Unavailable, match=r"The disk of .* MB free; a new database needs 1000000000 MB"):
        check_room(folder, 10**15)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_may_not_be_written_is_one_sentence(folder: Path) -> None:
    folder.chmod(0o500)

    with pytest.raises(Unavailable, match=r"The state folder .* cannot be used \(Permission denied"):
        EmbeddedServers(folder / "var", Settings()).start()

    folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run PostgreSQL as somebody else")
def test_as_root_a_closed_folder_stays_closed_and_the_cluster_lies_elsewhere(folder: Path) -> None:
    folder.chmod(0o700)
    try:
        with servers(folder) as addresses:
            assert query(addresses, "SELECT 1") == [(1,)]
            place = Path((folder / "var" / "pg.path").read_text().strip())
            assert place.parent.parent == Path("/var/lib/scraper-sky")
        assert is_mode(folder, 0o700)
        with servers(folder) as addresses:
            assert query(addresses, "SELECT 1") == [(1,)]
    finally:
        remove_cluster(StateFolder(folder / "var"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_as_root_the_cluster_of_an_ordinary_user_runs_as_that_user(folder: Path) -> None:
    games = pwd.getpwnam("games")
    with servers(folder):
        pass
    for path in [folder / "var" / "pg", *(folder / "var" / "pg").rglob("*")]:
        os.chown(path, games.pw_uid, games.pw_gid, follow_symlinks=False)

    with servers(folder) as addresses:
        pid = int((folder / "var" / "pg" / "postmaster.pid").read_text().split()[0])

        assert query(addresses, "SELECT 1") == [(1,)]
        assert Path(f"/proc/{pid}").stat().st_uid == games.pw_uid


def test_temporary_servers_leave_no_trace() -> None:
    with temporary_servers() as addresses:
        assert query(addresses, "SHOW fsync") == [("off",)]
        place = Path(str(query(addresses, "SHOW data_directory")[0][0]))
        assert place.is_relative_to(tempfile.gettempdir())

    assert not place.parent.parent.exists()


def test_a_port_that_is_listened_on_is_not_free_and_one_that_was_is() -> None:
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((HOST, port)):
            server.accept()[0].close()
        assert not is_free(port)
        assert free_port(port) > port

    # The connection that the server closed first still lingers in the kernel now.
    assert is_free(port)


def _processes_naming(folder: Path) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in path.read_bytes():
                found.append(str(path))
        except OSError:
            continue
    return found
