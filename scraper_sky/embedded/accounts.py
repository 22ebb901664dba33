"""As whom PostgreSQL runs. It refuses root, so root starts it as `nobody`, who may lack the way to its files."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

from scraper_sky.embedded.engines import Engine
from scraper_sky.embedded.process import CLEAN_ENVIRONMENT, Account, launched
from scraper_sky.embedded.state import StateFolder
from scraper_sky.errors import Unavailable

SHARED = Path("/var/lib/scraper-sky")
"""Where root puts what `nobody` must reach when the user's own folders are closed. They are never opened instead."""


def postgres_account(data: Path) -> Account | None:
    """None for an ordinary user; for root the owner of an existing data folder, else `nobody`."""
    if os.geteuid() != 0:
        _check_ordinary_user(data)
        return None
    owner = data.stat().st_uid if data.exists() else 0
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise Unavailable(
            f"PostgreSQL does not run as root, and this machine has no user {owner or 'nobody'} to run it as."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _check_ordinary_user(data: Path) -> None:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise Unavailable(
            f"PostgreSQL needs to know its user, and user id {os.geteuid()} has no entry in /etc/passwd."
        ) from None
    if data.exists() and data.stat().st_uid != os.geteuid():
        raise Unavailable(
            f"The data folder {data} belongs to another user (id {data.stat().st_uid}); start as that user, "
            "or choose another folder with SCRAPERSKY_STATE_DIR."
        )


def reachable_engine(engine: Engine, account: Account | None, shared: Path = SHARED) -> Engine:
    """`engine`, or a copy of it in `shared` when `account` cannot run it where it is."""
    if account is None or _succeeds([str(engine.program), "--version"], account):
        return engine
    source = engine.program.parent.parent
    # The size tells two builds of one version apart.
    copy = _own_folder(shared) / f"postgresql-{engine.version}-{engine.program.stat().st_size}"
    if not copy.is_dir():
        _copy_for_all(source, copy)
    return replace(engine, program=copy / "bin" / "postgres")


def data_folder(state: StateFolder, shared: Path = SHARED) -> Path:
    """Where the cluster lies: `pg` in the state folder, or in `shared` when `nobody` could not get there.

    The choice is written down in the state folder, so that a removed state folder never meets the old cluster.
    """
    note = state.path / "pg.path"
    if note.is_file():
        return Path(note.read_text().strip())
    here = state.path / "pg"
    if os.geteuid() != 0 or here.exists() or _can_pass(state.path):
        return here
    folder = _own_folder(shared) / f"cluster-{secrets.token_hex(8)}"
    folder.mkdir(mode=0o711)
    state.write_private(note, f"{folder / 'pg'}\n")
    return folder / "pg"


def _can_pass(folder: Path) -> bool:
    account = postgres_account(folder / "pg")
    return account is None or _succeeds(["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)], account)


def _succeeds(argv: list[str], account: Account) -> bool:
    done = subprocess.run(
        launched(argv, account=account),
        env=CLEAN_ENVIRONMENT,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=20,
    )
    return done.returncode == 0


def _own_folder(shared: Path) -> Path:
    """`shared`, made if need be. A folder that somebody else prepared is refused: programs will be run from it."""
    try:
        shared.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"PostgreSQL cannot run as root, {error.filename} cannot be made for another user ({error.strerror}), and "
            "the state folder is closed to them; choose another with SCRAPERSKY_STATE_DIR, or set DATABASE_URL."
        ) from None
    found = shared.stat()
    if found.st_uid != 0 or stat.S_IMODE(found.st_mode) & 0o022:
        raise Unavailable(f"{shared} must belong to root and be writable by nobody else.")
    return shared


def _copy_for_all(source: Path, target: Path) -> None:
    """A copy that everybody may read; under its final name it is whole."""
    draft = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        shutil.copytree(source, draft, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                may_run = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if may_run else 0o644)
        draft.rename(target)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise Unavailable(
            f"PostgreSQL could not be copied to {target}, where it can be run ({error.strerror})."
        ) from None
