"""An export that is read while the batch goes on is the batch of one moment, and says what the counts said then."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from scraper_sky.db import findings
from scraper_sky.db.findings import Ending
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.resources import Resources
from scraper_sky.services import dispatch, exports
from scraper_sky.settings import Settings
from tests.support.fleet import HandFleet
from tests.support.results import rich_report

JOBS = 60
KINDS = [("csv", "wide"), ("csv", "long"), ("jsonl", "wide"), ("jsonl", "long")]
SUCCEEDED_CONTACTS = sum(contact.rejected_by is None for contact in rich_report("a.test").contacts)


class BusyBatch:
    """A batch of which something happens whenever `go_on` is called: a job begins, ends well, or ends badly."""

    def __init__(self, fleet: HandFleet) -> None:
        self._fleet = fleet
        self.id = fleet.submit(*(f"site-{number}.test" for number in range(JOBS)), max_concurrent=JOBS).batch_id
        self._steps = self._live()

    def go_on(self) -> None:
        next(self._steps, None)

    def counts(self) -> dict[str, int]:
        counts = self._fleet.counts(self.id)
        names = ("pending", "queued", "running", "succeeded", "failed")
        return {name: getattr(counts, name) for name in names if getattr(counts, name)}

    def _live(self) -> Iterator[None]:
        while True:
            self._fleet.advance(self.id)
            if not self._fleet.messages:
                return
            lease = self._fleet.start(self._fleet.messages.popleft())
            assert lease is not None
            yield
            if lease.job_id % 3:
                report = rich_report(lease.domain)
                with unit_of_work(self._fleet.res.engine) as connection:
                    again = dispatch.decide_again(lease, report, self._fleet.res.settings)
                    findings.record(connection, [Ending(lease, report, again, {})])
            else:
                self._fleet.record(lease, Outcome.NXDOMAIN)
            yield


@pytest.fixture
def reader(settings: Settings) -> Iterator[Resources]:
    resources = Resources.open(settings)
    yield resources
    resources.close()


@pytest.mark.parametrize(("format", "shape"), KINDS)
def test_an_export_shows_the_moment_of_its_beginning_whatever_happens_while_it_is_read(
    fleet: HandFleet, reader: Resources, monkeypatch: pytest.MonkeyPatch, format: str, shape: str
) -> None:
    monkeypatch.setattr(exports, "PORTION", 7)
    batch = BusyBatch(fleet)
    for _ in range(31):
        batch.go_on()
    counted = batch.counts()
    portions = exports.stream_export(reader, None, batch.id, format, shape)

    # The moment is that of the first question; what is set before it asks nothing.
    event.listen(
        reader.engine, "after_cursor_execute", lambda *told: told[2].startswith(("BEGIN", "SET")) or batch.go_on()
    )
    exported = b"".join(portions)

    assert batch.counts() != counted, "nothing happened meanwhile"
    rows = parse(exported, format)
    if shape == "wide":
        assert Counter(row["status"] for row in rows) == counted
        assert [int(row["row"]) for row in rows] == list(range(1, JOBS + 1))
        assert all(is_whole(row, format) for row in rows)
    else:
        assert len(rows) == SUCCEEDED_CONTACTS * counted["succeeded"]


def parse(exported: bytes, format: str) -> list[dict[str, Any]]:
    if format == "csv":
        return list(csv.DictReader(io.StringIO(exported.decode())))
    return [json.loads(line) for line in exported.splitlines()]


def is_whole(row: dict[str, Any], format: str) -> bool:
    """A job that ended well has all it found, and no other has anything."""
    found = row["best_email"] if format == "csv" else row["contacts"]
    ended = row["status"] in {"succeeded", "failed"}
    return bool(found) == (row["status"] == "succeeded") and bool(row["finished_at"]) == ended
