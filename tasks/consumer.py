"""Celery's consumer with three differences.

A message which it stumbles over is dropped. Celery itself drops what it cannot decode; but a body of an unknown kind,
or `null`, ends the worker, which puts the message back into the queue as it goes, for the next worker: one such message
ends every worker for ever. The job that a dropped message belonged to is sent again by the sweep.

A worker whose threads are to grow in number (`--autoscale`) ends before it takes anything. Threads cannot: Celery would
find that out anew at every message beyond the first few, and the message would be gone.

The events for Flower go out together a few times a second, where Celery sends those of each task by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from celery.worker.consumer import Consumer

FAULTS_OF_A_MESSAGE = (TypeError, ValueError, LookupError, AttributeError, RecursionError)
EVENTS_EVERY_SECONDS = 0.3
MOST_EVENTS = 1_000  # that are held back


class ScanConsumer(Consumer):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.controller.autoscale and not hasattr(self.pool, "grow"):
            raise SystemExit("--autoscale does not work with this pool: give --concurrency, and start more workers.")

    def create_task_handler(self, *arguments: Any, **options: Any) -> Callable[[Any], None]:
        handle = super().create_task_handler(*arguments, **options)
        self._hold_events_back()

        def receive(message: Any) -> None:
            try:
                handle(message)
            except FAULTS_OF_A_MESSAGE as error:
                if message.acknowledged:
                    raise
                self.on_decode_error(message, error)

        return receive

    def _hold_events_back(self) -> None:
        if self.hub is not None and self.event_dispatcher is not None:
            self.event_dispatcher.on_send_buffered = None
            self.event_dispatcher.buffer_limit = MOST_EVENTS
            self.hub.call_repeatedly(EVENTS_EVERY_SECONDS, self._flush_events)
