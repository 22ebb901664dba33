"""The Celery app. Its settings are stated, not assumed; docs/architecture.md says why each has its value."""

from __future__ import annotations

from typing import Any

from celery import Celery
from celery.signals import setup_logging
from kombu.entity import Queue

from scraper_sky import logs
from scraper_sky.errors import BadSettings
from scraper_sky.settings import Settings

SCAN, INTERACTIVE, CONTROL = "scan", "interactive", "control"
QUEUES = (SCAN, INTERACTIVE, CONTROL)
# Said, so that a RabbitMQ whose default is another type gives this one: a message is not worth being kept three times.
QUEUE_ARGUMENTS = {"x-queue-type": "classic"}


def celery_settings() -> dict[str, Any]:
    """Celery's configuration, read from the environment when it is first needed."""
    settings = Settings.from_env()
    if not settings.celery_broker_url or not settings.redis_url:
        raise BadSettings(
            "REDIS_URL is not set and no `scrapersky up` is running here. Start one, or name a Redis or Valkey server."
        )
    redis_options = {
        "socket_connect_timeout": 1.0,
        "socket_timeout": 15.0,
        "socket_keepalive": True,
        "health_check_interval": 15,
        "retry_on_timeout": True,
    }
    broker_options: dict[str, Any] = {
        **redis_options,
        "max_connections": 500,
        "ack_emulation": False,  # the rows know what is out; a second index in the broker doubled a message's price
    }
    is_redis = settings.celery_broker_url.startswith(("redis://", "rediss://"))
    if not is_redis:
        broker_options = {"max_retries": 1, "interval_start": 0.1, "interval_step": 0.1, "interval_max": 0.2}
    return {
        "broker_url": settings.celery_broker_url,
        "broker_transport": "tasks.transport:Transport" if is_redis else None,
        "result_backend": settings.redis_url,
        "accept_content": ["json"],
        "result_accept_content": ["json"],
        "task_serializer": "json",
        "result_serializer": "json",
        "enable_utc": True,
        "timezone": "UTC",
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_ignore_result": True,
        "task_store_errors_even_if_ignored": False,
        "task_track_started": False,
        "worker_consumer": "tasks.consumer:ScanConsumer",
        "worker_prefetch_multiplier": 1,
        # Celery asks the broker for more as each thread ends what a lost connection had brought, from that very thread,
        # while the main one reads the same connection; on RabbitMQ the worker then heard nothing for half a minute.
        "worker_enable_prefetch_count_reduction": False,
        "worker_send_task_events": True,
        "task_send_sent_event": False,
        "worker_soft_shutdown_timeout": 10.0,
        "worker_enable_soft_shutdown_on_idle": False,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_hijack_root_logger": False,
        "broker_connection_retry_on_startup": True,
        "broker_connection_timeout": 2.0,
        "broker_transport_options": broker_options,
        "broker_heartbeat": 10,  # not of Redis; RabbitMQ's own minute would hide for two that it is gone
        "result_backend_transport_options": {"retry_policy": {"timeout": 3.0, "max_retries": 3}},
        "result_backend_thread_safe": True,  # redis-py's client is: else each thread keeps one, and a connection
        "result_backend_always_retry": True,
        "result_backend_max_retries": 10,
        "redis_socket_connect_timeout": 1.0,
        "redis_socket_timeout": 15.0,
        "redis_socket_keepalive": True,
        "redis_retry_on_timeout": True,
        "redis_max_connections": 500,
        "task_publish_retry": True,
        "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2},
        "result_expires": 24 * 3600,
        "task_default_queue": CONTROL,
        "task_create_missing_queues": False,
        "task_queues": [
            Queue(name, routing_key=name, queue_arguments=QUEUE_ARGUMENTS)  # type: ignore[no-untyped-call]
            for name in QUEUES
        ],
        "task_routes": {
            "scan.*": {"queue": SCAN},
            "batch.*": {"queue": CONTROL},
            "upkeep.*": {"queue": CONTROL},
        },
        "beat_schedule": {
            "sweep": {
                "task": "upkeep.sweep",
                "schedule": settings.sweep_seconds,
                "options": {"expires": 2 * settings.sweep_seconds},
            },
            "tidy": {"task": "upkeep.tidy", "schedule": 3600.0, "options": {"expires": 3600}},
            "forget": {"task": "upkeep.forget", "schedule": 30.0, "options": {"expires": 30}},
        },
        "beat_max_loop_interval": min(5.0, settings.sweep_seconds),
    }


app = Celery("scrapersky", include=["tasks.batches", "tasks.scans", "tasks.upkeep", "tasks.worker"])
app.add_defaults(celery_settings)


@setup_logging.connect
def _set_up_logging(**_: object) -> None:
    settings = Settings.from_env()
    logs.set_up(settings.log_level, settings.log_format)
