"""For machines that watch us: whether this process lives and can serve, and figures. Open; no tenant's data in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping

from flask import Blueprint, Flask, Response, current_app, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from scraper_sky.resources import Resources
from scraper_sky.services import figures, upkeep
from webapp.context import current_resources

log = logging.getLogger(__name__)

blp = Blueprint("probes", __name__)


def register(app: Flask) -> None:
    app.register_blueprint(blp)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SystemCollector(app.extensions["scrapersky"]))
    app.extensions["scrapersky_metrics"] = registry


@blp.get("/health/live")
def live() -> Response:
    """This process answers; nothing else is asked."""
    return jsonify({"status": "OK"})


@blp.get("/health/ready")
def ready() -> tuple[Response, int]:
    """This process can serve requests: the database answers."""
    if upkeep.is_ready(current_resources()):
        return jsonify({"status": "OK"}), 200
    return jsonify({"code": "unavailable", "message": "The database does not answer."}), 503


@blp.get("/metrics")
def metrics() -> Response:
    return Response(generate_latest(current_app.extensions["scrapersky_metrics"]), content_type=CONTENT_TYPE_LATEST)


class SystemCollector(Collector):
    """Asks the database when it is scraped, so every web process tells the same."""

    def __init__(self, res: Resources) -> None:
        self._res = res

    def describe(self) -> list[Metric]:
        return []  # Registering asks nothing of a database that may not be there yet.

    def collect(self) -> Iterator[Metric]:
        try:
            now = figures.measure(self._res)
        except SQLAlchemyError as error:
            log.warning("metrics: the database does not answer: %s", str(error).split("\n", 1)[0])
            yield _gauge("scrapersky_database_up", "1 while the database answers.", 0)
            return
        yield _gauge("scrapersky_database_up", "1 while the database answers.", 1)
        yield _by("status", "scrapersky_open_batches", "Batches that have not ended.", now.open_batches)
        yield _by("status", "scrapersky_jobs", "Jobs of the batches that have not ended.", now.jobs)
        yield _gauge(
            "scrapersky_oldest_due_job_seconds",
            "For how long the oldest job that is due waits.",
            now.oldest_due_seconds,
        )
        yield _by(
            "queue",
            "scrapersky_queue_latency_seconds",
            "For how long the oldest job that a worker could begin waits.",
            {queue: each.latency_seconds for queue, each in now.queues.items()},
        )
        yield _by(
            "queue",
            "scrapersky_queue_waiting_jobs",
            "Jobs that workers could begin.",
            {queue: each.waiting_jobs for queue, each in now.queues.items()},
        )
        yield _gauge("scrapersky_workers", "Live worker processes.", now.workers)
        yield _gauge("scrapersky_worker_slots", "Jobs the live workers can work on at a time.", now.slots)
        yield _gauge("scrapersky_worker_slots_busy", "Slots that are working now.", now.busy)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)


def _by(label: str, name: str, says: str, counts: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
