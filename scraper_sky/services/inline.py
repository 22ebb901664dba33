"""Direct processing: a batch worked off in this process, without a broker; the same steps on the same rows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from uuid import UUID

from scraper_sky.db import batches, leases
from scraper_sky.db.leases import Dispatch
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import NotFound
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import TERMINAL_BATCH, BatchStatus
from scraper_sky.resources import Resources
from scraper_sky.services import scans
from scraper_sky.services.dispatch import Chord, advance
from scraper_sky.services.scans import HeldLeases

LOOK_SECONDS = 0.5


def run_inline(
    res: Resources,
    batch_id: UUID,
    *,
    worker: str,
    threads: int,
    looked: Callable[[], None] = lambda: None,
) -> BatchStatus:
    """Works on the batch until it ends or is paused, and gives back its status. Raises NotFound.

    `looked` is called about twice a second, for whoever shows progress; what it raises ends the run, and the jobs that
    are out are taken up again by whoever advances the batch next.
    """
    with unit_of_work(res.engine) as connection:
        leases.withdraw_queued(connection, batch_id)  # Their messages may be in a broker that is gone.
    held, stop = HeldLeases(), threading.Event()
    keeper = threading.Thread(target=scans.keep_leases, args=(res, held, stop), daemon=True)
    keeper.start()
    try:
        with ThreadPoolExecutor(threads, thread_name_prefix="inline") as pool:
            return _work_off(res, batch_id, _Hands(res, held, worker, pool), threads, looked)
    finally:
        stop.set()
        keeper.join()


class _Hands:
    """Takes the place of broker and workers: what is sent is begun at once in a thread."""

    def __init__(self, res: Resources, held: HeldLeases, worker: str, pool: ThreadPoolExecutor) -> None:
        self._res, self._held, self._worker, self._pool = res, held, worker, pool
        self.busy: set[Future[Outcome | None]] = set()

    def send(self, chord: Chord) -> None:
        for dispatch in chord.dispatches:
            self.busy.add(self._pool.submit(self._scan, dispatch))

    def wait_for_one(self) -> None:
        done, self.busy = wait(self.busy, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            future.result()

    def _scan(self, dispatch: Dispatch) -> Outcome | None:
        return scans.scan(self._res, self._held, dispatch.job_id, dispatch.token, self._worker)


def _work_off(res: Resources, batch_id: UUID, hands: _Hands, threads: int, looked: Callable[[], None]) -> BatchStatus:
    pause = threading.Event()
    while True:
        advance(res, batch_id, hands.send, own_slots=threads)
        status = _status(res, batch_id)
        looked()
        if status in TERMINAL_BATCH or (status is BatchStatus.PAUSED and not hands.busy):
            return status
        if hands.busy:
            hands.wait_for_one()
        else:
            pause.wait(LOOK_SECONDS)  # Every open job waits for its time.


def _status(res: Resources, batch_id: UUID) -> BatchStatus:
    with unit_of_work(res.engine) as connection:
        row = batches.find_of_any_tenant(connection, batch_id)
    if row is None:
        raise NotFound(f"There is no batch {batch_id}.")
    return BatchStatus(row.status)
