"""A fault of ours that cannot even be written down: its own words raise."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from scraper_sky.logs import JsonLine, TextLine
from scraper_sky.model.outcome import Outcome
from scraper_sky.resources import Resources
from scraper_sky.services import scans
from tests.support.fleet import HandFleet


class Unspeakable(Exception):
    def __repr__(self) -> str:
        raise RuntimeError("nobody shall know")

    __str__ = __repr__


class SpitefulFetcher:
    def close(self) -> None:
        """As any fetcher."""

    def __getattr__(self, name: str) -> object:
        raise Unspeakable


class Listener(logging.Handler):
    """Whatever a line's formatter raises reaches whoever logged."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(params=[JsonLine(), TextLine(dated=True)], ids=["json", "text"])
def listener(request: pytest.FixtureRequest) -> Iterator[Listener]:
    listener, log = Listener(request.param), logging.getLogger("scraper_sky")
    log.addHandler(listener)
    yield listener
    log.removeHandler(listener)


def test_a_fault_whose_words_raise_ends_its_job_by_name_and_no_other(
    fleet: HandFleet, res: Resources, listener: Listener
) -> None:
    batch_id = fleet.submit("a.test", "b.test").batch_id
    fleet.advance(batch_id)
    message = fleet.messages.popleft()
    res.__dict__["fetcher"] = SpitefulFetcher()

    outcome = scans.scan(res, scans.HeldLeases(), message.job_id, message.token, "scan@test")
    fleet.run_to_end(batch_id)

    assert outcome == Outcome.INTERNAL_ERROR
    assert fleet.value("SELECT string_agg(outcome, ' ' ORDER BY job_id) FROM attempts") == "internal_error ok"
    assert fleet.status(batch_id) == "partial"
    assert any("Unspeakable" in line for line in listener.lines)
