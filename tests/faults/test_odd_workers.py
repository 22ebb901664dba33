"""Workers with a wrong clock, without memory, and at work for a long time."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from scraper_sky.services.audit import check_batch
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.laboratory import CONTROL, Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.support import clocks
from tests.support.waiting import wait_until

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
PATIENCE_SECONDS = 60.0

pytestmark = pytest.mark.timeout(300)


def test_a_worker_that_is_out_of_memory_stops_no_batch(lab: Laboratory, names: DomainMaker) -> None:
    worker = lab.workers[0]
    ends, pid = lab.keeper.ends_of(worker), lab.keeper.pid(worker)
    assert pid is not None
    no_more = look(pid).address_space // 2
    batches = []

    resource.prlimit(pid, resource.RLIMIT_AS, (no_more, resource.RLIM_INFINITY))
    while lab.keeper.ends_of(worker) == ends and all(batch.attempts().keys() <= {"ok"} for batch in batches):
        assert len(batches) < 5, "there was memory enough"
        batches.append(OneBatch(lab, names.slow(40, 100)))
        batches[-1].await_end(PATIENCE_SECONDS)
    with suppress(ProcessLookupError):  # It may have ended of it.
        resource.prlimit(pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    for batch in batches:
        assert [finding for finding in check_batch(lab.res, batch.id) if not finding.ok] == []
        # What went wrong there has its name: a thread that could not be had, or the worker's end.
        assert batch.outcomes().keys() <= {"ok", "worker_lost"}
    after = OneBatch(lab, names.healthy(24))
    after.await_end()
    after.assert_sound()


def test_a_worker_holds_no_more_after_many_jobs_than_after_some(lab: Laboratory, names: DomainMaker) -> None:
    batch = OneBatch(lab, names.healthy(700))
    pid = lab.keeper.pid(lab.workers[0])
    assert pid is not None
    batch.await_done(200, seconds=120)
    some = look_often(lab, pid)
    batch.await_done(680, seconds=240)
    many = look_often(lab, pid)

    # Less than one file or thread in twenty jobs, and less than 20 kB a job.
    assert many.files - some.files < 24
    assert many.threads - some.threads < 5
    assert many.connections - some.connections < 5
    assert many.resident - some.resident < 10 * MEGABYTE
    batch.await_end()
    batch.assert_sound()


@dataclass(frozen=True)
class Use:
    """What a process holds."""

    files: int
    threads: int
    resident: int  # bytes
    address_space: int  # bytes
    connections: int = 0  # to the database, of all processes together


def look(pid: int) -> Use:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines) if value.split()}
    files = sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    return Use(files, int(told["Threads"]), int(told["VmRSS"]) * KILOBYTE, int(told["VmSize"]) * KILOBYTE)


def look_often(lab: Laboratory, pid: int) -> Use:
    """The least of several looks, so that what is just at work does not count."""
    looks = []
    statement = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'scrapersky'")
    for _ in range(10):
        connections = lab.ask(lambda connection: int(connection.execute(statement).scalar_one()))
        looks.append(replace(look(pid), connections=connections))
        lab.rest(0.05)
    return Use(*(min(getattr(one, name.name) for one in looks) for name in fields(Use)))


@contextmanager
def wrong_clocks_only(lab: Laboratory) -> Iterator[None]:
    """While the block runs, the only workers are a scan worker and a control worker two hours ahead, and a scan worker
    two hours behind. They are further apart than any two moments that the engine compares."""
    for name in (*lab.workers, CONTROL):
        lab.keeper.hold(name)
        lab.keeper.kill(name)
    ahead, behind = (clocks.wrong_clock(lab.environment, hours) for hours in (2, -2))
    lab.keeper.add(lab.control_worker("control-ahead", ahead))
    lab.keeper.add(lab.scan_worker("scan-ahead", ahead))
    lab.keeper.add(lab.scan_worker("scan-behind", behind))
    wait_until(lambda: live(lab) == 3, 60, "the workers with wrong clocks live, and no others")
    yield


def live(lab: Laboratory) -> int:
    statement = text("SELECT count(*) FROM processes WHERE kind = 'worker' AND seen_at > now() - interval '2 s'")
    return lab.ask(lambda connection: int(connection.execute(statement).scalar_one()))


@pytest.mark.skipif(bool(clocks.why_none()), reason=clocks.why_none())
def test_nothing_is_freed_early_or_late_where_every_clock_is_wrong(lab: Laboratory, names: DomainMaker) -> None:
    with wrong_clocks_only(lab):
        warm = OneBatch(
            lab, names.healthy(24)
        )  # The first sites keep a fresh worker busy for longer than a lease lasts.
        warm.await_end(PATIENCE_SECONDS)
        warm.assert_sound()

        calm = OneBatch(lab, names.slow(24, 400), max_concurrent=12)
        calm.await_end(PATIENCE_SECONDS)
        calm.assert_sound()
        assert calm.attempts() == {"ok": 24}, "a lease was taken from somebody who held it"
        assert workers_of(lab, calm) == {"scan-ahead", "scan-behind"}

        retried = OneBatch(lab, [name.replace("site", "shaky-1") for name in names.healthy(6)])
        lost = OneBatch(lab, names.slow(24, 400), max_concurrent=12)
        lost.await_work("scan-ahead")
        lab.keeper.hold("scan-ahead")
        lab.keeper.kill("scan-ahead")
        for batch in (retried, lost):
            batch.await_end(PATIENCE_SECONDS)
            batch.assert_sound()
        assert lost.attempts()["worker_lost"] >= 1, "the kill hit nobody at work"


def workers_of(lab: Laboratory, batch: OneBatch) -> set[str]:
    statement = text("SELECT DISTINCT worker FROM attempts JOIN jobs ON job_id = jobs.id WHERE batch_id = :id")
    found = lab.ask(lambda connection: connection.execute(statement, {"id": batch.id}).scalars().all())
    return {str(name).partition("@")[0] for name in found}
