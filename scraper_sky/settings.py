"""All settings, read once from the environment. Nothing else in ScraperSky reads os.environ.

Three layers, the first that has a name wins: the environment; the file `.env` of the current folder; the file
`run.env` in the state folder, which a running `scrapersky up` leaves there so that other commands find its servers.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from dotenv import dotenv_values

from scraper_sky.errors import BadSettings

USER_AGENT = "ScraperSky/0.1 (+https://scrapersky.example/bot)"
ROBOTS_AGENT = "ScraperSky"

_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w.-]+)*/?", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[\w./-]*)?", re.ASCII)

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class ConnectTo:
    """One detour: connections meant for `host:port` go to `address:to_port`. `host` may be `*` or start with `*.`."""

    host: str
    port: int
    address: str
    to_port: int


@dataclass(frozen=True, slots=True)
class Settings:
    """docs/settings.md explains each field under the name of its variable."""

    database_url: str = ""
    redis_url: str = ""
    broker_url: str = ""
    port: int = 8080
    flower_port: int = 5555

    state_dir: Path = Path("var")
    api_key: str = ""
    secret_key: str = ""
    public_url: str = ""
    flower_url: str = ""
    flower_password: str = ""
    log_level: str = "INFO"
    log_format: str = "text"

    connect_to: tuple[ConnectTo, ...] = ()
    allow_networks: tuple[Network, ...] = ()
    ca_file: str = ""

    user_agent: str = USER_AGENT
    robots_agent: str = ROBOTS_AGENT
    obey_robots: bool = True
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    domain_seconds: float = 60.0
    max_body_bytes: int = 3 * 1024 * 1024
    max_redirects: int = 8
    max_site_pages: int = 50_000

    per_host: int = 2
    per_address: int = 8
    max_crawl_delay_seconds: float = 120.0

    default_max_pages: int = 10
    default_max_concurrent: int | None = None
    max_domains: int = 100_000
    max_request_bytes: int = 16 * 1024 * 1024
    max_upload_domains: int = 1_000_000
    max_upload_bytes: int = 128 * 1024 * 1024
    interactive_domains: int = 20
    inline_domains: int = 0

    scan_threads: int = 64
    control_threads: int = 8
    db_pool: int = 16
    lease_seconds: float = 20.0
    queued_lease_seconds: float = 20.0
    sweep_seconds: float = 5.0
    heartbeat_seconds: float = 5.0
    max_attempts: int = 3
    retry_base_seconds: float = 4.0
    retry_cap_seconds: float = 300.0
    canary_seconds: float = 8.0

    keep_days: int = 0
    archive: str = ""
    archive_days: int = 7
    aws_endpoint_url: str = ""
    aws_region: str = "us-east-1"
    aws_access_key_id: str = ""
    aws_secret_access_key: str = field(default="", repr=False)

    env_names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """The settings of this process. Raises BadSettings naming the variable that cannot be used.

        `environ` stands in for the real environment in tests; then no file is read.
        """
        if environ is not None:
            return _read(environ)
        dotenv = _file_values(Path(".env"))
        state_dir = Path(os.environ.get("SCRAPERSKY_STATE_DIR") or dotenv.get("SCRAPERSKY_STATE_DIR") or "var")
        given = {name: value for name, value in os.environ.items() if value}
        return _read({**_file_values(state_dir / "run.env"), **dotenv, **given})

    @property
    def celery_broker_url(self) -> str:
        return self.broker_url or self.redis_url


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with `extra` on top, for the processes that the launcher starts."""
    return {**os.environ, **extra}


def _file_values(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    return {name: value for name, value in dotenv_values(path).items() if value}


def _read(environ: Mapping[str, str]) -> Settings:
    reader = _Reader(environ)
    return Settings(
        database_url=reader.text("DATABASE_URL"),
        redis_url=reader.text("REDIS_URL"),
        broker_url=reader.text("CELERY_BROKER_URL"),
        port=reader.integer("PORT", 8080, 1, 65535),
        flower_port=reader.integer("FLOWER_PORT", 5555, 1, 65535),
        state_dir=Path(reader.text("SCRAPERSKY_STATE_DIR", "var")),
        api_key=reader.text("SCRAPERSKY_API_KEY"),
        secret_key=reader.text("SCRAPERSKY_SECRET_KEY"),
        public_url=reader.text("SCRAPERSKY_PUBLIC_URL").rstrip("/"),
        flower_url=reader.text("SCRAPERSKY_FLOWER_URL").rstrip("/"),
        flower_password=reader.text("SCRAPERSKY_FLOWER_PASSWORD"),
        log_level=reader.choice("SCRAPERSKY_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        log_format=reader.choice("SCRAPERSKY_LOG_FORMAT", "text", ("text", "short", "json")),
        connect_to=reader.connect_to("SCRAPERSKY_CONNECT_TO"),
        allow_networks=reader.networks("SCRAPERSKY_ALLOW_NETWORKS"),
        ca_file=reader.text("SCRAPERSKY_CA_FILE"),
        user_agent=reader.text("SCRAPERSKY_USER_AGENT", USER_AGENT),
        robots_agent=reader.text("SCRAPERSKY_ROBOTS_AGENT", ROBOTS_AGENT),
        obey_robots=reader.boolean("SCRAPERSKY_OBEY_ROBOTS", True),
        connect_seconds=reader.number("SCRAPERSKY_CONNECT_SECONDS", 5.0, 0.1, 60),
        read_seconds=reader.number("SCRAPERSKY_READ_SECONDS", 10.0, 0.1, 300),
        domain_seconds=reader.number("SCRAPERSKY_DOMAIN_SECONDS", 60.0, 1, 3600),
        max_body_bytes=reader.integer("SCRAPERSKY_MAX_BODY_BYTES", 3 * 1024 * 1024, 1024, 64 * 1024 * 1024),
        max_redirects=reader.integer("SCRAPERSKY_MAX_REDIRECTS", 8, 0, 30),
        max_site_pages=reader.integer("SCRAPERSKY_MAX_SITE_PAGES", 50_000, 1, 1_000_000),
        per_host=reader.integer("SCRAPERSKY_PER_HOST", 2, 0, 1_000),
        per_address=reader.integer("SCRAPERSKY_PER_ADDRESS", 8, 0, 10_000),
        max_crawl_delay_seconds=reader.number("SCRAPERSKY_MAX_CRAWL_DELAY_SECONDS", 120.0, 0, 3_600),
        default_max_pages=reader.integer("SCRAPERSKY_DEFAULT_MAX_PAGES", 10, 1, 1000),
        default_max_concurrent=reader.optional_integer("SCRAPERSKY_DEFAULT_MAX_CONCURRENT", 1, 1000),
        max_domains=reader.integer("SCRAPERSKY_MAX_DOMAINS", 100_000, 1, 10_000_000),
        max_request_bytes=reader.integer("SCRAPERSKY_MAX_REQUEST_BYTES", 16 * 1024 * 1024, 1024, 2**31),
        max_upload_domains=reader.integer("SCRAPERSKY_MAX_UPLOAD_DOMAINS", 1_000_000, 1, 10_000_000),
        max_upload_bytes=reader.integer("SCRAPERSKY_MAX_UPLOAD_BYTES", 128 * 1024 * 1024, 1024, 2**33),
        inline_domains=reader.integer("SCRAPERSKY_INLINE_DOMAINS", 0, 0, 1_000),
        interactive_domains=reader.integer("SCRAPERSKY_INTERACTIVE_DOMAINS", 20, 0, 10_000),
        scan_threads=reader.integer("SCRAPERSKY_SCAN_THREADS", 64, 1, 2000),
        control_threads=reader.integer("SCRAPERSKY_CONTROL_THREADS", 8, 1, 200),
        db_pool=reader.integer("SCRAPERSKY_DB_POOL", 16, 1, 500),
        lease_seconds=reader.number("SCRAPERSKY_LEASE_SECONDS", 20.0, 1, 3600),
        queued_lease_seconds=reader.number("SCRAPERSKY_QUEUED_LEASE_SECONDS", 20.0, 1, 3600),
        sweep_seconds=reader.number("SCRAPERSKY_SWEEP_SECONDS", 5.0, 0.2, 600),
        heartbeat_seconds=reader.number("SCRAPERSKY_HEARTBEAT_SECONDS", 5.0, 0.2, 600),
        max_attempts=reader.integer("SCRAPERSKY_MAX_ATTEMPTS", 3, 1, 25),
        retry_base_seconds=reader.number("SCRAPERSKY_RETRY_BASE_SECONDS", 4.0, 0, 3600),
        retry_cap_seconds=reader.number("SCRAPERSKY_RETRY_CAP_SECONDS", 300.0, 0, 86_400),
        canary_seconds=reader.number("SCRAPERSKY_CANARY_SECONDS", 8.0, 0.5, 120),
        keep_days=reader.integer("SCRAPERSKY_KEEP_DAYS", 0, 0, 36_500),
        archive=reader.archive("SCRAPERSKY_ARCHIVE"),
        archive_days=reader.integer("SCRAPERSKY_ARCHIVE_DAYS", 7, 1, 36_500),
        aws_endpoint_url=reader.web_address("AWS_ENDPOINT_URL"),
        aws_region=reader.text("AWS_REGION", "us-east-1"),
        aws_access_key_id=reader.text("AWS_ACCESS_KEY_ID"),
        aws_secret_access_key=reader.text("AWS_SECRET_ACCESS_KEY"),
        env_names=dict(reader.seen),
    )


class _Reader:
    """Turns variables into values; an empty variable counts as not set."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.seen: dict[str, str] = {}

    def text(self, name: str, default: str = "") -> str:
        self.seen[name] = default
        return self._environ.get(name, "").strip() or default

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise BadSettings(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")
        return value

    def boolean(self, name: str, default: bool) -> bool:
        value = self.text(name, "true" if default else "false").lower()
        if value not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
            raise BadSettings(f"{name} is {value!r}; it must be true or false.")
        return value in {"1", "true", "yes", "on"}

    def number(self, name: str, default: float, low: float, high: float) -> float:
        value = self.text(name, f"{default:g}")
        try:
            number = float(value)
        except ValueError:
            raise BadSettings(f"{name} is {value!r}; it must be a number.") from None
        if not low <= number <= high:
            raise BadSettings(f"{name} is {value}; it must lie between {low:g} and {high:g}.")
        return number

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            raise BadSettings(f"{name} is {value!r}; it must be a whole number.") from None
        if not low <= number <= high:
            raise BadSettings(f"{name} is {value}; it must lie between {low} and {high}.")
        return number

    def optional_integer(self, name: str, low: int, high: int) -> int | None:
        return self.integer(name, low, low, high) if self.text(name) else None

    def archive(self, name: str) -> str:
        value = self.text(name)
        if "://" not in value:
            return value
        if not _BUCKET.fullmatch(value):
            raise BadSettings(f"{name} is {value!r}; write s3://BUCKET or s3://BUCKET/PREFIX.")
        if find_spec("obstore") is None:
            raise BadSettings(f"{name} names a bucket, which needs the extra s3: pip install 'scraper-sky[s3]'.")
        return value

    def web_address(self, name: str) -> str:
        value = self.text(name)
        if value and not _WEB_ADDRESS.fullmatch(value):
            raise BadSettings(f"{name} is {value!r}; it must begin with http:// or https:// and a name.")
        return value

    def networks(self, name: str) -> tuple[Network, ...]:
        parts = [part.strip() for part in self.text(name).split(",") if part.strip()]
        try:
            return tuple(ipaddress.ip_network(part) for part in parts)
        except ValueError as error:
            raise BadSettings(f"{name}: {error}; write networks such as 10.0.0.0/8, set apart by commas.") from None

    def connect_to(self, name: str) -> tuple[ConnectTo, ...]:
        parts = [part.strip() for part in self.text(name).split(",") if part.strip()]
        return tuple(_connect_to(name, part) for part in parts)


def _connect_to(name: str, part: str) -> ConnectTo:
    try:
        source, target = part.split("=")
        host, port = source.rsplit(":", 1)
        address, to_port = target.rsplit(":", 1)
        return ConnectTo(host.lower(), int(port), str(ipaddress.ip_address(address.strip("[]"))), int(to_port))
    except ValueError:
        raise BadSettings(
            f"{name}: {part!r} is not HOST:PORT=ADDRESS:PORT, as in *.farm.test:443=127.0.0.1:8443."
        ) from None
