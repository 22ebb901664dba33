"""The messages go through RabbitMQ; Valkey counts the chords. Everything else is as ever."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from scraper_sky.embedded.children import CHECKOUT
from scraper_sky.embedded.servers import Addresses
from tests.faults.lab.conditions import Conditions
from tests.faults.lab.domains import DomainMaker
from tests.faults.lab.laboratory import CONTROL, VALKEY, Laboratory
from tests.faults.lab.one_batch import OneBatch
from tests.support import rabbitmq
from tests.support.rabbitmq import RabbitMQ

pytestmark = [
    pytest.mark.skipif(bool(rabbitmq.why_none()), reason=rabbitmq.why_none()),
    pytest.mark.timeout(400),
]

HEALED_SECONDS = 90.0
SCAN = "worker-scan-1"


@dataclass(frozen=True, slots=True)
class OverRabbitMQ(Conditions):
    broker_url: str = ""

    def environment(self, addresses: Addresses, farm: dict[str, str], state_dir: str) -> dict[str, str]:
        usual = Conditions.environment(self, addresses, farm, state_dir)
        return {**usual, "CELERY_BROKER_URL": self.broker_url}


@dataclass
class World:
    broker: RabbitMQ
    lab: Laboratory
    names: DomainMaker = field(default_factory=DomainMaker)

    def batch(self, domains: list[str]) -> OneBatch:
        return OneBatch(self.lab, domains)

    def verify(self, *more: str) -> subprocess.CompletedProcess[str]:
        """`scrapersky verify`, which flies a canary through every queue and asks after every part."""
        command = [sys.executable, "-m", "scraper_sky.cli", "verify", *more]
        return subprocess.run(
            command, cwd=CHECKOUT, env=self.lab.environment, capture_output=True, text=True, timeout=120, check=False
        )

    def spoken(self, words: str) -> list[str]:
        return [line for line in self.lab.log_file.read_text().splitlines() if words in line]

    def assert_works(self, domains: int = 30) -> None:
        batch = self.batch(self.names.healthy(domains))
        batch.await_end(HEALED_SECONDS)
        batch.assert_sound()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("rabbitmq")
    with RabbitMQ(folder) as broker:
        conditions = OverRabbitMQ(
            lease=4, sweep=1, scan_threads=16, scan_workers=1, with_relay=False, per_address=0, broker_url=broker.url
        )
        with Laboratory(conditions, folder / "lab.log") as lab:
            yield World(broker, lab)


def test_small_and_large_batches_run_to_their_end(world: World) -> None:
    small, large = world.batch(world.names.healthy(5)), world.batch(world.names.slow(200, 100))

    for batch in (small, large):
        batch.await_end(HEALED_SECONDS)
        batch.assert_sound()
        assert set(batch.attempts()) == {"ok"}
    assert world.spoken("Traceback") == []


def test_every_part_is_well_and_a_canary_gets_through_every_queue(world: World) -> None:
    seen = world.verify()

    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_a_worker_told_to_stop_gives_back_what_it_has_not_begun(world: World) -> None:
    batch = world.batch(world.names.slow(60, 300))
    batch.await_work()

    world.lab.keeper.signal(SCAN, signal.SIGTERM)

    batch.await_end(HEALED_SECONDS)
    batch.assert_sound()
    assert set(batch.attempts()) == {"ok"}


def test_what_a_killed_worker_held_is_done_by_the_next(world: World) -> None:
    batch = world.batch(world.names.slow(60, 300))
    batch.await_work()

    world.lab.keeper.kill(SCAN)

    batch.await_end(HEALED_SECONDS)
    batch.assert_sound()


@pytest.mark.parametrize("with_its_data", [True, False])
def test_a_broker_that_is_away_is_named_and_comes_back(world: World, with_its_data: bool) -> None:
    batch = world.batch(world.names.slow(120, 300))
    batch.await_work()

    world.broker.kill()
    away = world.batch(world.names.healthy(8))
    seen = world.verify("--part", "broker")
    if not with_its_data:
        world.broker.forget()
    world.broker.start()

    assert seen.returncode == 1
    for each in (batch, away):
        each.await_end(HEALED_SECONDS)
        each.assert_sound()
    world.assert_works()


def test_that_nothing_counts_the_chords_is_named(world: World) -> None:
    world.lab.keeper.hold(VALKEY)
    world.lab.keeper.kill(VALKEY)
    try:
        seen = world.verify("--part", "broker")
    finally:
        world.lab.keeper.release(VALKEY)

    assert seen.returncode == 1
    world.assert_works()


def test_a_queue_that_somebody_deleted_is_made_again(world: World) -> None:
    batch = world.batch(world.names.slow(60, 300))
    batch.await_work()

    for queue in ("scan", "interactive", "control"):
        world.broker.delete_queue(queue)

    batch.await_end(HEALED_SECONDS)
    batch.assert_sound()
    world.assert_works()
    assert world.lab.keeper.ends_of(CONTROL) == 0
