"""Celery's consumer with two differences.

A message which it stumbles over is dropped. Celery itself drops what it cannot decode; but a body of an unknown kind,
or `null`, ends the worker, which puts the message back into the queue as it goes, for the next worker: one such message
ends every worker for ever. The job that a dropped message belonged to is sent again by the sweep.

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
