"""One laboratory for all tests that break real processes; each test leaves it whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.lab.conditions import Conditions
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.laboratory import Laboratory
from tests.support import disks

DISK_MEGABYTES = 600


@pytest.fixture(scope="package")
def shared_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    log_file: Path = tmp_path_factory.mktemp("lab") / "lab.log"
    megabytes = 0 if disks.why_none() else DISK_MEGABYTES
    # Without a limit for an address: what a dead worker held there would keep the others waiting, and prove nothing.
    conditions = Conditions(lease=3, sweep=0.5, heartbeat=0.5, per_address=0, disk_megabytes=megabytes)
    with Laboratory(conditions, log_file) as lab:
        yield lab


@pytest.fixture
def lab(shared_lab: Laboratory) -> Iterator[Laboratory]:
    """The laboratory with everything up, before the test and after it."""
    shared_lab.await_whole()
    yield shared_lab
    shared_lab.mend()


@pytest.fixture(scope="session")
def names() -> DomainMaker:
    return DomainMaker()
