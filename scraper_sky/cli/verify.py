"""`scrapersky verify`: does work get through, from the broker to the database, on every queue?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import click
from sqlalchemy.exc import DBAPIError

from scraper_sky import logs
from scraper_sky.embedded.system import fresh_settings
from scraper_sky.errors import Unavailable
from scraper_sky.resources import Resources
from scraper_sky.services import audit, upkeep
from scraper_sky.services.upkeep import Flight, Part
from tasks import broker
from tasks.app import QUEUES
from tasks.commands import aligned

WORKER_OF = {"scan": "worker-scan", "interactive": "worker-scan", "control": "worker-control"}
PARTS = ("database", "broker", "workers", "beat", "oldest_due_job", "progress")
BROKEN = 1


@click.command()
@click.option("--part", type=click.Choice(PARTS), help="Only say whether this part is well; nothing is sent.")
@click.pass_context
def verify(ctx: click.Context, part: str | None) -> None:
    """Send a canary through every queue and show each stage that it reached; then the health of every part.

    Exit code 0: all is well; 1: something does not work; 2: there is no system to look at.
    """
    logs.set_up("ERROR", "text")
    res = Resources.open(fresh_settings())
    try:
        ok = _verify_all(res) if part is None else _verify_part(res, part)
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[-1]
        raise Unavailable(f"The database does not answer, so nothing can be tried: {reason}") from error
    finally:
        res.close()
    ctx.exit(0 if ok else BROKEN)


def _verify_all(res: Resources) -> bool:
    with ThreadPoolExecutor(len(QUEUES)) as pool:
        flights = list(pool.map(lambda queue: upkeep.fly_canary(res, queue, broker.send_canary), QUEUES))
    live = audit.list_live_queues(res)
    health = upkeep.check_health(res, broker.ping)
    click.echo("\n".join([*_stages(flights), "", *_meanings(flights, live), *_health(health.parts)]))
    return health.ok and all(flight.ok for flight in flights)


def _verify_part(res: Resources, name: str) -> bool:
    found = [part for part in upkeep.check_health(res, broker.ping).parts if part.name == name]
    click.echo("\n".join(_health(found)) or f"{name}  BROKEN  cannot be told without the database")
    return bool(found) and all(part.ok for part in found)


def _stages(flights: list[Flight]) -> Iterator[str]:
    """One line for each queue: the stages with the milliseconds since the canary was sent."""
    heading = ("queue", *upkeep.STAGES, "worker")
    yield from aligned([heading, *(_stage_cells(flight) for flight in flights)])


def _stage_cells(flight: Flight) -> tuple[str, ...]:
    sent_at = flight.stages[0][1]
    cells = []
    for stage, moment in flight.stages:
        if moment is None or sent_at is None:
            cells.append("MISSING" if stage == flight.missing else "-")
        else:
            cells.append("yes" if stage == "sent" else f"{1000 * (moment - sent_at).total_seconds():.0f} ms")
    return (flight.queue, *cells, flight.worker or "-")


def _meanings(flights: list[Flight], live: set[str]) -> Iterator[str]:
    broken = [flight for flight in flights if not flight.ok]
    for flight in broken:
        yield f"{flight.queue}: {meaning(flight, is_taken=flight.queue in live)}"
    if broken:
        yield ""


def meaning(flight: Flight, *, is_taken: bool) -> str:
    """Why a canary got no further, as far as that can be told. `is_taken`: a live worker takes from its queue."""
    worker = WORKER_OF[flight.queue]
    match flight.missing:
        case "sent":
            return f"{flight.error}: does the server behind REDIS_URL (or CELERY_BROKER_URL) run?"
        case "received" if is_taken:
            return f"{worker} takes this queue but did not come to it in time: it is busy, or it has lost the broker."
        case "received":
            return f"no worker takes the queue {flight.queue}: is {worker} running?"
        case "started":
            return f"{flight.worker} received it and did not begin: all its threads are at work."
        case _:
            return f"{flight.worker} began and could not write: does it reach the database?"


def _health(parts: Iterable[Part]) -> Iterator[str]:
    seen = [part for part in parts if part.name in PARTS]
    yield from aligned((part.name, "ok" if part.ok else "BROKEN", part.says) for part in seen)
