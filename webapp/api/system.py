"""Whether the system works: health for everybody, the canary for those with a key."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from scraper_sky.clock import utc_now
from scraper_sky.errors import NotFound
from scraper_sky.services import batches, upkeep
from scraper_sky.services.tenants import Caller
from scraper_sky.services.upkeep import Flight, Part
from tasks import broker
from webapp import auth
from webapp.api.blueprint import PREFIX, ApiBlueprint, secured
from webapp.context import current_resources
from webapp.schemas.system import CanaryFlight, CanaryQuery, HealthState

open_blp = ApiBlueprint("health", __name__, url_prefix=PREFIX, description="Whether the system works.")
blp = secured("system", __name__, "Whether work gets through.")

_BATCH_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

REACHED = {
    "sent": "the broker took the test message",
    "received": "a worker received it",
    "started": "the worker began the task",
    "written": "the task wrote to the database",
    "finished": "the task finished",
}


@open_blp.get("/health")
@open_blp.response(200, HealthState)
@open_blp.alt_response(503, schema=HealthState, description="A part does not work; `parts` says which.")
@open_blp.doc(security=[])
def get_health() -> tuple[dict[str, Any], int]:
    """Is every part working?

    Open to everybody, without data of any tenant. With a key, batches of your own that stand still are named.
    """
    health = upkeep.check_health(current_resources(), broker.ping)
    caller = None if health.ok else auth.find_caller()
    broken = [part.name for part in health.parts if not part.ok]
    state = {
        "status": "OK" if health.ok else "ERROR",
        "message": "Every part works." if health.ok else f"Not working: {', '.join(broken)}.",
        "timestamp": utc_now(),
        "parts": {part.name: {"ok": part.ok, "sentence": _sentence(part, caller)} for part in health.parts},
    }
    return state, 200 if health.ok else 503


def _sentence(part: Part, caller: Caller | None) -> str:
    """What a part says, with the ids of batches that are the caller's own and of no others."""
    named = _BATCH_ID.findall(part.says)
    if not named:
        return part.says
    own = [batch_id for batch_id in named if caller is not None and _is_own(UUID(batch_id), caller)]
    sentence = "a batch makes no progress" if len(named) == 1 else f"{len(named)} batches make no progress"
    return f"{sentence}; of yours: {', '.join(own)}" if own else sentence


def _is_own(batch_id: UUID, caller: Caller) -> bool:
    try:
        batches.get_batch(current_resources(), caller.tenant_id, batch_id)
    except NotFound:
        return False
    return True


@blp.get("/test_background_task")
@blp.arguments(CanaryQuery, location="query")
@blp.response(200, CanaryFlight)
@blp.alt_response(503, schema=CanaryFlight, description="A stage was not reached in time; `missing` names it.")
def fly_canary(query: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Send a test task through broker, worker and database

    Waits until it has come all the way, eight seconds at the most, and tells the moment of each stage.
    """
    flight = upkeep.fly_canary(current_resources(), query["queue"], broker.send_canary)
    state = {
        "status": "OK" if flight.ok else "ERROR",
        "test_id": flight.id,
        "queue": flight.queue,
        "worker": flight.worker,
        "stages": dict(flight.stages),
        "missing": flight.missing,
        "sentence": _verdict(flight),
        "timestamp": utc_now(),
    }
    return state, 200 if flight.ok else 503


def _verdict(flight: Flight) -> str:
    if flight.missing is None:
        return "The test task came all the way through broker, worker and database."
    if flight.error is not None:
        return f"The test task could not be sent: {flight.error}."
    return f"Stage “{flight.missing}” was not reached in time: it should show that {REACHED[flight.missing]}."
