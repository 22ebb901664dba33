"""What people do to a batch while it runs or after it: pause, resume, cancel, retry, delete. Each is one transaction
and one line in the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from scraper_sky.db import batches, jobs, leases, rereading
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import Conflict, NotFound
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.rollup import final_status
from scraper_sky.model.status import TERMINAL_BATCH, BatchStatus
from scraper_sky.resources import Resources
from scraper_sky.services.submission import Wake


def pause(res: Resources, tenant_id: int | None, batch_id: UUID, *, actor: str) -> None:
    """Nothing new is begun from now on; what is being read may end. Raises NotFound, or Conflict for an ended batch."""
    with unit_of_work(res.engine, long=True) as connection:
        batch = _lock(connection, tenant_id, batch_id)
        _refuse_ended(batch, "paused")
        if batch.status == BatchStatus.PAUSED:
            return
        withdrawn = leases.withdraw_queued(connection, batch_id)
        batches.set_status(connection, batch_id, BatchStatus.PAUSED)
        batches.note(connection, batch.tenant_id, batch_id, actor, "pause", {"withdrawn": withdrawn})


def resume(res: Resources, tenant_id: int | None, batch_id: UUID, wake: Wake, *, actor: str) -> None:
    """A paused batch goes on. Raises NotFound, or Conflict when it is not paused."""
    with unit_of_work(res.engine, long=True) as connection:
        batch = _lock(connection, tenant_id, batch_id)
        if batch.status != BatchStatus.PAUSED:
            raise Conflict(f"This batch is {batch.status}, not paused.")
        batches.set_status(connection, batch_id, _open_status(batch))
        batches.note(connection, batch.tenant_id, batch_id, actor, "resume", {})
    wake(batch_id)


def cancel(res: Resources, tenant_id: int | None, batch_id: UUID, *, actor: str) -> int:
    """Ends every open job as cancelled and with them the batch; gives back how many. Ended jobs keep their outcome.

    Raises NotFound, or Conflict for an ended batch.
    """
    with unit_of_work(res.engine, long=True) as connection:
        batch = _lock(connection, tenant_id, batch_id)
        _refuse_ended(batch, "cancelled")
        cancelled = leases.cancel_open(connection, batch_id)
        batches.set_status(connection, batch_id, BatchStatus(batch.status), cancel_requested=True)
        status = final_status(jobs.count_by_status(connection, batch_id), cancel_requested=True)
        assert status is not None, "a job was open after all were cancelled under the batch's lock"
        batches.finalize(connection, batch_id, status)
        batches.note(connection, batch.tenant_id, batch_id, actor, "cancel", {"cancelled": cancelled})
    return cancelled


def retry(
    res: Resources,
    tenant_id: int | None,
    batch_id: UUID,
    wake: Wake,
    *,
    actor: str,
    job_ids: Sequence[int] | None = None,
    outcomes: Sequence[Outcome] | None = None,
) -> int:
    """Ended jobs are tried again in the same batch, with their attempts kept: those named, those of the named
    outcomes, or (neither given) all that failed or were cancelled. Gives back how many; none at all is a Conflict.
    """
    with unit_of_work(res.engine, long=True) as connection:
        batch = _lock(connection, tenant_id, batch_id)
        reopened = leases.reopen(connection, batch_id, res.settings.max_attempts, job_ids=job_ids, outcomes=outcomes)
        if reopened == 0:
            raise Conflict("No ended job of this batch fits; there is nothing to try again.")
        paused = batch.status == BatchStatus.PAUSED
        batches.set_status(connection, batch_id, BatchStatus.PAUSED if paused else _open_status(batch))
        details = {"jobs": reopened, "job_ids": job_ids, "outcomes": outcomes}
        batches.note(connection, batch.tenant_id, batch_id, actor, "retry", details)
    wake(batch_id)
    return reopened


def delete(res: Resources, tenant_id: int | None, batch_id: UUID, *, actor: str) -> None:
    """The batch with all it found and all that was kept for it is gone; the audit trail keeps that it was. A late
    worker can write nothing."""
    with unit_of_work(res.engine, long=True) as connection:
        batch = _lock(connection, tenant_id, batch_id)
        days = rereading.list_days(connection, batch_id)
        batches.delete(connection, batch_id)
        batches.note(connection, batch.tenant_id, batch_id, actor, "delete", {"jobs": batch.total})
    res.archive.forget_batch(batch_id, days)


def _lock(connection: Connection, tenant_id: int | None, batch_id: UUID) -> Row[Any]:
    """The batch, locked; `tenant_id` None stands for an operator, who may touch every tenant's."""
    batch = batches.lock(connection, batch_id)
    if batch is None or (tenant_id is not None and batch.tenant_id != tenant_id):
        raise NotFound(f"There is no batch {batch_id}.")
    return batch


def _refuse_ended(batch: Row[Any], wish: str) -> None:
    if batch.status in TERMINAL_BATCH:
        raise Conflict(f"This batch has ended ({batch.status}) and can no longer be {wish}.")


def _open_status(batch: Row[Any]) -> BatchStatus:
    return BatchStatus.PENDING if batch.started_at is None else BatchStatus.RUNNING
