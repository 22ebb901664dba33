"""What a worker process does beside its tasks: shows that it lives, renews its leases, notes a canary's arrival."""

from __future__ import annotations

import logging
import os
import threading
from typing import Any
from uuid import UUID

from celery.signals import celeryd_after_setup, task_received, worker_ready, worker_shutdown

from scraper_sky.db.fleet import Heartbeat
from scraper_sky.services import scans, upkeep
from tasks import process

log = logging.getLogger(__name__)


class WorkerLife:
    """The threads that run as long as the worker does."""

    def __init__(self, name: str, slots: int, queues: tuple[str, ...]) -> None:
        self.name = name
        self._slots = slots
        self._queues = queues
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        res, held = process.resources(), process.held_leases()
        for target, args in ((self._show_life, ()), (scans.keep_leases, (res, held, self._stop))):
            thread = threading.Thread(target=target, args=args, daemon=True, name=f"worker-life-{len(self._threads)}")
            thread.start()
            self._threads.append(thread)

    def end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)
        try:
            upkeep.leave(process.resources(), self.name)
        except Exception as error:
            log.warning("the worker could not sign off: %s", error)
        process.close()

    def _show_life(self) -> None:
        res, held = process.resources(), process.held_leases()
        while True:
            busy = len(held.snapshot())
            heartbeat = Heartbeat(
                self.name, "worker", os.getpid(), self._queues, self._slots, busy, held.taken_since_last_asked()
            )
            try:
                upkeep.show_life(res, heartbeat)
            except Exception as error:
                log.warning("no heartbeat could be written: %s", error)
            if self._stop.wait(res.settings.heartbeat_seconds):
                return


_lives: list[WorkerLife] = []


@celeryd_after_setup.connect
def _prepare(sender: str, instance: Any, **_: object) -> None:
    queues = tuple(sorted(instance.app.amqp.queues.consume_from))
    _lives[:] = [WorkerLife(sender, int(instance.concurrency or 1), queues)]


@worker_ready.connect
def _begin(**_: object) -> None:
    for life in _lives:
        life.begin()
        log.info("%s is ready", life.name)


@worker_shutdown.connect
def _end(**_: object) -> None:
    for life in _lives:
        life.end()


@task_received.connect
def _note_canary(request: Any, **_: object) -> None:
    if request.name != "upkeep.canary":
        return
    try:
        upkeep.canary_received(process.resources(), UUID(request.id), str(request.hostname))
    except Exception as error:
        log.warning("the arrival of a canary could not be written: %s", error)
