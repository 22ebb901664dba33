"""A worker that has run out of memory, threads or files: the job is tried again, by whoever has them."""

from __future__ import annotations

import errno
import os

import pytest

from scraper_sky.model.outcome import Outcome
from scraper_sky.resources import Resources
from scraper_sky.scraping import pages
from scraper_sky.scraping.answer import Response
from scraper_sky.scraping.pages import Pages, facts_of
from scraper_sky.services import scans
from tests.support.fleet import HandFleet


class PoorFetcher:
    """Of a process that has run out of something."""

    def __init__(self, lacking: Exception) -> None:
        self._lacking = lacking

    def close(self) -> None:
        """As any fetcher."""

    def __getattr__(self, name: str) -> object:
        raise self._lacking


@pytest.mark.parametrize(
    ("lacking", "detail"),
    [
        (MemoryError(), "The worker ran out of memory."),
        (OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)), "The worker ran out of memory."),
        (RuntimeError("can't start new thread"), "The worker ran out of threads."),
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), "The worker ran out of files."),
        (OSError(errno.ENFILE, os.strerror(errno.ENFILE)), "The worker ran out of files."),
    ],
    ids=["memory", "memory of the system", "threads", "files", "files of the system"],
)
def test_a_job_that_a_poor_worker_could_not_do_is_done_by_another(
    fleet: HandFleet, res: Resources, lacking: Exception, detail: str
) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    message = fleet.messages.popleft()
    res.__dict__["fetcher"] = PoorFetcher(lacking)

    outcome = scans.scan(res, scans.HeldLeases(), message.job_id, message.token, "scan@test")
    told = fleet.value("SELECT outcome || ': ' || detail FROM attempts")
    fleet.run_to_end(batch_id)

    assert (outcome, told) == (Outcome.WORKER_LOST, f"worker_lost: {detail}")
    assert fleet.value("SELECT string_agg(outcome, ' ' ORDER BY number) FROM attempts") == "worker_lost ok"
    assert fleet.status(batch_id) == "completed"


@pytest.mark.parametrize("fault", [RuntimeError("something else"), OSError(errno.ENOENT, "no such file")])
def test_another_fault_of_ours_is_one_for_good(fleet: HandFleet, res: Resources, fault: Exception) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    message = fleet.messages.popleft()
    res.__dict__["fetcher"] = PoorFetcher(fault)

    outcome = scans.scan(res, scans.HeldLeases(), message.job_id, message.token, "scan@test")

    assert outcome == Outcome.INTERNAL_ERROR


def test_memory_that_runs_out_while_a_page_is_read_is_not_taken_for_a_bad_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def exhaust(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pages, "read", exhaust)
    monkeypatch.setattr(pages, "merge_pages", exhaust)
    read = Pages()
    read._facts.append(None)  # type: ignore[arg-type]

    with pytest.raises(MemoryError):
        facts_of(Response("https://a.test/", 200, {}, b"<p>", True, "192.0.2.1"))
    with pytest.raises(MemoryError):
        read.merged("a.test")
