"""What a worker process does beside its tasks: shows that it lives, renews its leases, notes a canary's arrival, and
ends itself when it takes no messages any more."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery.signals import celeryd_after_setup, task_received, worker_ready, worker_shutdown

from scraper_sky.clock import monotonic_seconds
from scraper_sky.db.fleet import Heartbeat
from scraper_sky.scraping.reading.heap import use_few_arenas
from scraper_sky.services import scans, upkeep
from tasks import broker, process
from tasks.app import CONTROL

log = logging.getLogger(__name__)

DEAF_SECONDS = 30.0
LAST_GRACE_SECONDS = 15.0
ENDED_DEAF = 70
YOUNG_OBJECTS = 10_000  # made until the garbage collector looks at them; a page makes tens of thousands


class Ear:
    """Whether the worker still takes messages. After some reconnects Celery's consumer does not, for ever and silently:
    then messages wait, slots are free, and nothing comes."""

    def __init__(self, now: Callable[[], float] = monotonic_seconds) -> None:
        self._now = now
        self._heard_at = now()

    def heard(self) -> None:
        self._heard_at = self._now()

    def is_deaf(self, waiting: int, busy: int, slots: int) -> bool:
        """Asked at every heartbeat; an empty queue or a full worker counts as having heard."""
        if waiting == 0 or busy >= slots:
            self.heard()
        return self._now() - self._heard_at > DEAF_SECONDS


class WorkerLife:
    """The threads that run as long as the worker does."""

    def __init__(self, name: str, slots: int, queues: tuple[str, ...]) -> None:
        self.name = name
        self.ear = Ear()
        self._slots = slots
        self._queues = queues
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._began_at = monotonic_seconds()

    def begin(self) -> None:
        self.ear.heard()
        for target in (self._show_life, self._keep_leases):
            thread = threading.Thread(target=target, daemon=True, name=f"worker-{target.__name__.strip('_')}")
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

    def _keep_leases(self) -> None:
        scans.keep_leases(process.resources(), process.held_leases(), self._stop)

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
            self._end_if_deaf(busy)
            self._stand_in_for_beat()
            if self._stop.wait(res.settings.heartbeat_seconds):
                return

    def _stand_in_for_beat(self) -> None:
        """A beat that is frozen or gone must not stop retries and healing: a worker that sweeps asks for the sweep."""
        if CONTROL not in self._queues:
            return
        try:
            if upkeep.is_beat_silent(process.resources(), monotonic_seconds() - self._began_at):
                broker.ask_for_sweep()
        except Exception as error:
            log.warning("beat could not be looked after: %s", error)

    def _end_if_deaf(self, busy: int) -> None:
        try:
            waiting = broker.count_waiting(self._queues)
        except Exception:
            self.ear.heard()  # No broker, no messages: Celery itself reconnects.
            return
        if self.ear.is_deaf(waiting, busy, self._slots):
            log.error("%s messages wait and none is taken; this worker ends, to be started afresh", waiting)
            last_resort = threading.Timer(LAST_GRACE_SECONDS, os._exit, args=(ENDED_DEAF,))
            last_resort.daemon = True
            last_resort.start()
            os.kill(os.getpid(), signal.SIGTERM)
            self.ear.heard()


_lives: list[WorkerLife] = []


@celeryd_after_setup.connect
def _prepare(sender: str, instance: Any, **_: object) -> None:
    use_few_arenas()  # glibc settles their number when a handful of threads have begun, and keeps to it
    queues = tuple(sorted(instance.app.amqp.queues.consume_from))
    _lives[:] = [WorkerLife(sender, int(instance.concurrency or 1), queues)]


@worker_ready.connect
def _begin(**_: object) -> None:
    # What is there by now stays: looking through it for garbage would only stop every scan of this worker for a while.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
    for life in _lives:
        life.begin()
        log.info("%s is ready", life.name)


@worker_shutdown.connect
def _end(**_: object) -> None:
    for life in _lives:
        life.end()


@task_received.connect
def _note_arrival(request: Any, **_: object) -> None:
    for life in _lives:
        life.ear.heard()
    if request.name == "upkeep.canary":
        _note_canary(UUID(request.id), str(request.hostname))


def _note_canary(canary_id: UUID, worker: str) -> None:
    try:
        upkeep.canary_received(process.resources(), canary_id, worker)
    except Exception as error:
        log.warning("the arrival of a canary could not be written: %s", error)
