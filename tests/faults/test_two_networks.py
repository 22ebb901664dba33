"""Two workers in networks of their own; the cable of one is out for a while in the middle of a batch.

python -m tests.faults.test_two_networks --seconds 60        the same with a longer cut, and with figures
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from scraper_sky.clock import monotonic_seconds
from scraper_sky.embedded import children
from scraper_sky.embedded.supervisor import Child
from tests.faults.lab.conditions import Conditions
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.laboratory import Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.faults.lab.report import say
from tests.faults.lab.state import now
from tests.support import networks
from tests.support.networks import Network
from tests.support.waiting import wait_until

CUT_SECONDS = 15.0
PATIENCE_SECONDS = 90.0
# The laboratory starts no scan worker: they are added here, each in its network.
CONDITIONS = Conditions(lease=4, sweep=1, heartbeat=1, scan_threads=24, scan_workers=0, with_relay=False)
NEAR, FAR = "worker-near", "worker-far"
VOID = "the lease was lost; the result is void"
ADDRESSES = ("DATABASE_URL", "REDIS_URL", "SCRAPERSKY_CONNECT_TO", "SCRAPERSKY_ALLOW_NETWORKS")
KEPT = ("batches", "jobs", "attempts", "pages", "contacts")


@dataclass
class TwoNetworks:
    """A laboratory whose only scan workers are one in each network."""

    lab: Laboratory
    networks: dict[str, Network]
    names: DomainMaker = field(default_factory=DomainMaker)

    def spoken(self, worker: str, words: str) -> int:
        """How often a worker has said this."""
        lines = self.lab.log_file.read_text().splitlines()
        return sum(f" {worker} " in line and words in line for line in lines)


@contextmanager
def two_networks(log_file: Path, far_patience: float) -> Iterator[TwoNetworks]:
    """The far worker waits so many seconds for an answer of a site: what was under way at the cut comes out late."""
    with ExitStack() as ends:
        made = {name: ends.enter_context(Network()) for name in (NEAR, FAR)}
        lab = ends.enter_context(Laboratory(CONDITIONS, log_file))
        for name, network in made.items():
            network.open(_ports(lab))
            patience = {
                "SCRAPERSKY_READ_SECONDS": f"{far_patience:g}",
                "SCRAPERSKY_DOMAIN_SECONDS": f"{far_patience:g}",
            }
            lab.keeper.add(_worker_inside(lab, name, network, patience if name == FAR else {}))
        both = TwoNetworks(lab, made)
        for name in made:
            await_life(both, name)
        try:
            yield both
        finally:
            for name in made:  # The far one may still wait for answers, and would be given time for it.
                lab.keeper.hold(name)
                lab.keeper.kill(name)


def _ports(lab: Laboratory) -> set[int]:
    urls = [make_url(lab.addresses.database_url), make_url(lab.addresses.redis_url)]
    return {int(url.port or 0) for url in urls} | {detour.to_port for detour in lab.settings.connect_to}


def _worker_inside(lab: Laboratory, name: str, network: Network, own: dict[str, str]) -> Child:
    seen = {key: network.seen_from_inside(lab.environment[key]) for key in ADDRESSES}
    worker = children.scan_worker({**lab.environment, **seen, **own}, lab.settings, niceness=0)
    argv = [f"{name}@%h" if part == "scan@%h" else part for part in worker.argv]
    return replace(worker, name=name, argv=network.inside(*argv))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoNetworks]:
    if reason := networks.why_none():
        pytest.skip(reason)
    with two_networks(tmp_path / "lab.log", _patience(CUT_SECONDS)) as made:
        yield made


@pytest.mark.timeout(300)
def test_the_late_results_of_a_worker_whose_network_was_cut_change_nothing(both: TwoNetworks) -> None:
    cut_one_off(both, CUT_SECONDS)


def cut_one_off(both: TwoNetworks, seconds: float) -> dict[str, object]:
    """The test itself; gives back figures for a person."""
    lab = both.lab
    batch = OneBatch(lab, both.names.slow(60, 1000))
    batch.await_work(FAR, jobs=8)
    lab.rest(1)  # Now they read their sites.

    with both.networks[FAR].cut():
        cut_at, watch = lab.ask(now), Watch()
        batch.await_end(PATIENCE_SECONDS)
        ended_after = watch.seconds
        before = everything(lab, batch)
        lab.rest(seconds - watch.seconds)
        begun = attempts_begun(lab, FAR, cut_at)
    cut_for, watch = watch.seconds, Watch()
    await_life(both, FAR)
    alive_after = watch.seconds
    await_use(both, FAR)
    useful_after = watch.seconds
    wait_until(lambda: both.spoken(FAR, VOID), PATIENCE_SECONDS, "the late worker finds its leases lost")
    late_after = watch.seconds

    assert begun == 0, "the cable was not out"
    assert batch.attempts()["worker_lost"] >= 8
    batch.assert_sound()
    assert everything(lab, batch) == before
    return {
        "cut off for, s": round(cut_for, 1),
        "the batch ended after the cut, s": round(ended_after, 1),
        "attempts": dict(batch.attempts()),
        "jobs": dict(batch.outcomes()),
        "rows compared": {table: len(rows) for table, rows in before.items()},
        "sign of life after the mending, s": round(alive_after, 1),
        "worked again after the mending, s": round(useful_after, 1),
        "a late result was seen after the mending, s": round(late_after, 1),
        "late results that were void": both.spoken(FAR, VOID),
        "times it was replaced": lab.keeper.ends_of(FAR),
    }


def await_life(both: TwoNetworks, worker: str) -> None:
    """Returns when the worker has written a heartbeat since now."""
    since = both.lab.ask(now)
    statement = text("SELECT count(*) FROM processes WHERE name LIKE :name AND seen_at > :since")

    def lives(connection: Connection) -> bool:
        return bool(connection.execute(statement, {"name": f"{worker}@%", "since": since}).scalar_one())

    wait_until(lambda: both.lab.ask(lives), PATIENCE_SECONDS, f"{worker} shows life")


def await_use(both: TwoNetworks, worker: str) -> None:
    """Runs batches until the worker has taken part in one; each of them must come out whole."""
    watch = Watch()
    while watch.seconds < PATIENCE_SECONDS:
        batch = OneBatch(both.lab, both.names.slow(40, 200))
        batch.await_end(PATIENCE_SECONDS)
        batch.assert_sound()
        if batch.value(
            "SELECT count(*) FROM attempts JOIN jobs ON job_id = jobs.id"
            f" WHERE batch_id = :id AND worker LIKE '{worker}@%'"
        ):
            return
    raise AssertionError(f"{worker} has done nothing for {PATIENCE_SECONDS:g} s")


def attempts_begun(lab: Laboratory, worker: str, since: datetime) -> int:
    """How many this worker has begun since then; a second is allowed for what was on its way."""
    statement = text("SELECT count(*) FROM attempts WHERE worker LIKE :name AND started_at > :since")
    values = {"name": f"{worker}@%", "since": since + timedelta(seconds=1)}
    return lab.ask(lambda connection: int(connection.execute(statement, values).scalar_one()))


def everything(lab: Laboratory, batch: OneBatch) -> dict[str, list[str]]:
    """Every row that is kept of a batch, by table."""
    return {table: lab.ask(partial(_rows, table=table, batch_id=batch.id)) for table in KEPT}


def _rows(connection: Connection, table: str, batch_id: UUID) -> list[str]:
    column = {"batches": "id", "jobs": "batch_id"}.get(table)
    which = f"{column} = :id" if column else "job_id IN (SELECT id FROM jobs WHERE batch_id = :id)"
    statement = text(f"SELECT CAST(to_jsonb({table}) AS text) AS kept FROM {table} WHERE {which} ORDER BY kept")
    return [row.kept for row in connection.execute(statement, {"id": batch_id})]


def _patience(cut_seconds: float) -> float:
    return 2 * cut_seconds + 30


class Watch:
    def __init__(self) -> None:
        self._began = monotonic_seconds()

    @property
    def seconds(self) -> float:
        return monotonic_seconds() - self._began


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.test_two_networks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for how long the cable is out")
    seconds = parser.parse_args().seconds
    if reason := networks.why_none():
        say(reason)
        return 1
    log_file = Path(tempfile.mkdtemp(prefix="scrapersky-networks-")) / "lab.log"
    say(f"what the processes say is in {log_file}")
    with two_networks(log_file, _patience(seconds)) as made:
        for name, figure in cut_one_off(made, seconds).items():
            say(f"{name}: {figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
