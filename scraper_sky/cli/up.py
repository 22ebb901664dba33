"""`scrapersky up`: the whole system in the foreground."""

from __future__ import annotations

import subprocess
import sys

import click
import redis
from sqlalchemy.exc import OperationalError

from scraper_sky.db import migrate
from scraper_sky.db.engine import make_engine
from scraper_sky.embedded import Addresses
from scraper_sky.embedded.children import FLOWER_USER
from scraper_sky.embedded.lines import LineLog
from scraper_sky.embedded.signals import INTERRUPTED, StopSignals
from scraper_sky.embedded.signals import every_end_as_interrupt as every_end_as_interrupt
from scraper_sky.embedded.state import Secrets
from scraper_sky.embedded.system import Facts, System, fresh_settings
from scraper_sky.errors import Unauthorized, Unavailable
from scraper_sky.services.tenants import authenticate, ensure_key
from scraper_sky.settings import Settings, child_environment

DEMO_SECONDS = 60


@click.command()
@click.option("--demo", is_flag=True, help="Also serve invented websites on this machine, and scan them.")
def up(demo: bool) -> None:
    """Run everything here until Ctrl-C: pages, workers, Flower and, unless configured, PostgreSQL and Valkey."""
    settings = fresh_settings()
    log = LineLog(sys.stdout)
    with StopSignals() as signals:
        system = System(settings, log, prepare=prepare_database, stops_asked=lambda: signals.count, with_farm=demo)
        try:
            with system as facts:
                click.echo(welcome(facts, system, settings))
                if demo:
                    log.write("scrapersky", submit_demo())
                system.run()
        except KeyboardInterrupt:
            log.write("scrapersky", "stopped before everything was up")
            raise SystemExit(INTERRUPTED) from None
    log.write("scrapersky", "stopped; everything is kept for the next start")


def prepare_database(addresses: Addresses, secrets: Secrets) -> None:
    """Checks that both servers answer, brings the schema up to date, and makes the key valid. Raises Unavailable."""
    try:
        redis.Redis.from_url(addresses.redis_url, socket_connect_timeout=5, socket_timeout=5).ping()
    except (redis.RedisError, ValueError) as error:
        raise Unavailable(f"The server named by REDIS_URL does not answer: {_one_line(error)}") from None
    engine = make_engine(Settings(database_url=addresses.database_url, db_pool=1))
    try:
        migrate.upgrade(addresses.database_url)
        ensure_key(engine, secrets.api_key)
    except OperationalError as error:
        raise Unavailable(f"The server named by DATABASE_URL does not answer: {_one_line(error.orig)}") from None
    finally:
        engine.dispose()


def submit_demo() -> str:
    """Hands in the demo's domains; what to tell the user about it, in one line."""
    command = [sys.executable, "-m", "scraper_sky.cli", "demo", "--submit-only"]
    env = child_environment({})
    try:
        done = subprocess.run(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=DEMO_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"the demo could not be submitted within {DEMO_SECONDS} s"
    if done.returncode != 0:
        return f"the demo could not be submitted: {_one_line(done.stderr)}"
    return f"the demo is running: {_one_line(done.stdout)}"


def welcome(facts: Facts, system: System, settings: Settings) -> str:
    """The block that tells a person where everything is."""
    kept_in = "SCRAPERSKY_API_KEY" if settings.api_key else system.state.secret_path("api_key")
    lines = [
        "ScraperSky is up.",
        "",
        f"  Pages      {facts.public_url}/",
        f"  API        {facts.public_url}/api/v3/docs",
        f"  Flower     {facts.flower_url}/   user {FLOWER_USER}, password {facts.secrets.flower_password}",
        f"  API key    {facts.secrets.api_key}",
        f"             ({_key_note(facts, str(kept_in))})",
        "",
        "  Stop with Ctrl-C; everything is kept for the next start.",
    ]
    return "\n".join(["", *lines, ""])


def _key_note(facts: Facts, kept_in: str) -> str:
    engine = make_engine(Settings(database_url=facts.addresses.database_url, db_pool=1))
    try:
        authenticate(engine, facts.secrets.api_key)
    except Unauthorized:
        return f"revoked, it opens nothing; remove it from {kept_in}, or: scrapersky key add --name NAME"
    finally:
        engine.dispose()
    return f"kept in {kept_in}"


def _one_line(what: object) -> str:
    lines = [line.strip() for line in str(what).splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
