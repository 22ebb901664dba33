"""Everything that is said to the broker: chords, wake-ups, canaries, and two questions."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import redis
from amqp.exceptions import NotFound  # type: ignore[import-untyped]
from celery.utils import uuid

from scraper_sky.services.dispatch import Chord
from tasks.app import CONTROL, app

log = logging.getLogger(__name__)


def send_chord(wanted: Chord) -> None:
    """One `scan.domain` message a job; when all have returned, the batch is advanced. Raises when the broker is away.

    The token is the task's id as well, so that an attempt can be found in Flower; the domain stands in the message's
    description, where Flower shows it. The messages are those of celery.chord, put together at half the price: its
    header of signatures is cloned, frozen and declared one by one.
    """
    chord_id = uuid()
    callback = app.signature("batch.advance", args=(str(wanted.batch_id),), immutable=True).set(queue=CONTROL)
    callback.on_error(callback.clone())
    callback.freeze(group_id=chord_id)
    app.backend.set_chord_size(chord_id, len(wanted.dispatches))
    with app.producer_or_acquire() as producer:
        for index, dispatch in enumerate(wanted.dispatches):
            message = app.amqp.as_task_v2(
                str(dispatch.token),
                "scan.domain",
                args=(dispatch.job_id, str(dispatch.token)),
                group_id=chord_id,
                group_index=index,
                chord=callback,
                ignore_result=True,
                argsrepr=f"{dispatch.domain} (job {dispatch.job_id})",
                kwargsrepr="",
            )
            producer.publish(
                message.body,
                exchange="",
                routing_key=wanted.queue,
                serializer="json",
                headers=message.headers | {"queued_at": dispatch.queued_at.astimezone(UTC).isoformat()},
                retry=True,
                retry_policy=app.conf.task_publish_retry_policy,
                **message.properties,
            )


def wake(batch_id: UUID) -> None:
    """Asks a worker to advance a batch. When the broker is away, the log says so, and the sweep does it later."""
    try:
        with _impatient_connection() as connection:
            app.send_task(
                "batch.advance", args=(str(batch_id),), connection=connection, ignore_result=True, retry=False
            )
    except Exception as error:
        log.warning("batch %s: no wake-up could be sent, the sweep will find it: %s", batch_id, error)


def ask_for_sweep() -> None:
    """In the place of beat. Raises when the broker is away."""
    with _impatient_connection() as connection:
        app.send_task(
            "upkeep.sweep",
            kwargs={"by_beat": False},
            connection=connection,
            expires=app.conf.beat_schedule["sweep"]["options"]["expires"],
            ignore_result=True,
            retry=False,
        )


def send_canary(canary_id: UUID, queue: str) -> None:
    """Raises when the broker is away."""
    with _impatient_connection() as connection:
        app.send_task(
            "upkeep.canary",
            task_id=str(canary_id),
            queue=queue,
            connection=connection,
            ignore_result=True,
            retry=False,
        )


def ping() -> None:
    """Raises when the broker does not answer within about a second, or the server that counts the chords."""
    with _impatient_connection() as connection:
        connection.ensure_connection(max_retries=0, timeout=1.0)
        channel = connection.default_channel  # On RabbitMQ to open one is a question and its answer.
        if _is_redis(connection):
            channel.client.ping()
    if app.conf.result_backend != app.conf.broker_url:
        with redis.Redis.from_url(app.conf.result_backend, socket_timeout=1.0, socket_connect_timeout=1.0) as counter:
            counter.ping()


def _impatient_connection() -> Any:
    """A connection for people who wait: a broker that is frozen, not only one that is gone, fails within a second."""
    options = {**app.conf.broker_transport_options, "socket_timeout": 1.0, "retry_on_timeout": False}
    return app.connection_for_write(connect_timeout=1.0, transport_options=options)


def count_waiting(queues: Iterable[str]) -> int:
    """How many messages wait in these queues. Raises when the broker is away."""
    with app.pool.acquire(block=True, timeout=2) as connection:
        if _is_redis(connection):
            client = connection.default_channel.client
            return sum(int(client.llen(queue)) for queue in queues)
        return sum(_count_ready(connection, queue) for queue in queues)


def oldest_message(queue: str) -> datetime | None:
    """When the oldest waiting message of `queue` was sent, by the database's clock; None when nothing waits.

    Redis gives the message itself. Other brokers tell only that something waits; then the beginning of time is
    given, and no message is taken for lost before the queue is empty.
    """
    beginning = datetime.min.replace(tzinfo=UTC)
    with app.pool.acquire(block=True, timeout=2) as connection:
        if not _is_redis(connection):
            return beginning if _count_ready(connection, queue) else None
        raw = connection.default_channel.client.lindex(queue, -1)
    if raw is None:
        return None
    queued_at = json.loads(raw).get("headers", {}).get("queued_at")
    return datetime.fromisoformat(queued_at) if queued_at else beginning


def _is_redis(connection: Any) -> bool:
    return bool(connection.transport.driver_type == "redis")


def _count_ready(connection: Any, queue: str) -> int:
    """Of RabbitMQ. To ask after a queue that is not there costs the channel, so this has one of its own."""
    with connection.channel() as channel:
        try:
            return int(channel.queue_declare(queue=queue, passive=True).message_count)
        except NotFound:
            return 0
