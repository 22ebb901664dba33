"""One run: people at work, one random fault after another, then quiet, then the judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import redis
from sqlalchemy import text

from scraper_sky.clock import monotonic_seconds
from tests.faults.lab import state
from tests.faults.lab.conditions import Conditions
from tests.faults.lab.fault import FAULTS, Fault
from tests.faults.lab.faults import QUEUES
from tests.faults.lab.healing import BOUND_SECONDS, Healing, await_healing
from tests.faults.lab.history import History
from tests.faults.lab.judge import Judge, Trouble, Violation, judge_queues
from tests.faults.lab.laboratory import Laboratory
from tests.faults.lab.people import People
from tests.faults.lab.queues import QueueWatch
from tests.faults.lab.report import Injected, Result

NEED_SWEEP = {"beat-killed", "beat-away-for-a-while", "two-beats"}
NEED_DISK = {"disk-full"}
STILL_SECONDS = 60.0
SETTLE_SECONDS = 600.0


class Run:
    def __init__(self, seed: int, minutes: float, conditions: Conditions, log_file: Path, say: Callable[[str], None]):
        self._dice = Random(seed)
        self._seed = seed
        self._minutes = minutes
        self._conditions = conditions
        self._log_file = log_file
        self._say = say
        self._injected: list[Injected] = []
        self._longest_queue = 0

    def run(self, only: list[str] | None = None) -> Result:
        history = History()
        with Laboratory(self._conditions, self._log_file) as lab:
            began_at = time.time()
            with QueueWatch(lab) as watch, People(lab, history, self._seed) as people:
                lab.rest(3)
                self._break_things(lab, only)
                people.hand_in_no_more()
                settled = self._await_quiet(lab)
            violations = [Violation("lab", f"one of the people fell over: {fault!r}") for fault in people.faults]
            violations += list(self._unhealed())
            troubles = self._troubles(lambda fault: not fault.reads_work)
            violations += Judge(lab.res, history, troubles).judge()
            violations += judge_queues(lab.res, history, watch, self._troubles(lambda fault: fault.copies))
            figures = {**self._figures(lab, history), "looks into the queues": watch.looks}
            figures |= {"jobs with several messages, the excused ones too": len(watch.seen)}
            figures |= {"seconds to quiet after the last fault": f"{settled:.1f}"}
            figures["minutes in all"] = f"{(time.time() - began_at) / 60:.1f}"
        return Result(self._seed, self._title(), self._injected, violations, figures)

    def _title(self) -> str:
        without = "" if self._conditions.with_sweep else ", without the sweep"
        return f"seed {self._seed}, {self._minutes:g} minutes{without}"

    def _break_things(self, lab: Laboratory, only: list[str] | None) -> None:
        """Every fault comes once in random order before any comes again."""
        until = monotonic_seconds() + 60 * self._minutes
        names: list[str] = []
        while monotonic_seconds() < until:
            if not names:
                names = [name for name in only or FAULTS if self._can_be(name)]
                self._dice.shuffle(names)
            self._inject(lab, names.pop())
            lab.rest(self._dice.uniform(1, 5))

    def _can_be(self, name: str) -> bool:
        if name in NEED_DISK:
            return self._conditions.disk_megabytes > 0
        return self._conditions.with_sweep or name not in NEED_SWEEP

    def _inject(self, lab: Laboratory, name: str) -> None:
        lab.say(f"FAULT {name} begins")
        began_at = time.time()
        FAULTS[name].inject(lab, self._dice)
        gone_at = time.time()
        lab.say(f"FAULT {name}: its cause is gone")
        # Without the sweep nothing is expected to heal; the judge is to find that.
        healing = await_healing(lab) if self._conditions.with_sweep else None
        lab.say(f"FAULT {name}: {healing}")
        self._injected.append(Injected(name, began_at, gone_at, healing))
        self._say(f"{name}: lasted {gone_at - began_at:.1f} s, {_in_words(healing)}")
        with suppress(redis.RedisError), lab.valkey() as client:
            self._longest_queue = max(self._longest_queue, *(client.llen(queue) for queue in QUEUES))

    def _unhealed(self) -> Iterator[Violation]:
        for one in self._injected:
            if one.healing is not None and one.healing.seconds is None:
                says = f"not healed within {BOUND_SECONDS:.0f} s of {one.name}: {one.healing.missing}"
                yield Violation("I2", says)

    def _troubles(self, concerns: Callable[[Fault], bool]) -> list[Trouble]:
        return [
            Trouble(one.began_at - 1, one.gone_at + _until_well(one.healing) + 1)
            for one in self._injected
            if concerns(FAULTS[one.name])
        ]

    def _await_quiet(self, lab: Laboratory) -> float:
        """Until every batch has ended, or nothing has moved for a minute (which the judge will find)."""
        began = moved_at = monotonic_seconds()
        ended = -1
        while monotonic_seconds() - moved_at < STILL_SECONDS and monotonic_seconds() - began < SETTLE_SECONDS:
            if lab.ask(state.count_open_batches) == 0:
                break
            now_ended = lab.ask(state.count_ended_attempts)
            if now_ended != ended:
                ended, moved_at = now_ended, monotonic_seconds()
            lab.rest(0.5)
        return monotonic_seconds() - began

    def _figures(self, lab: Laboratory, history: History) -> dict[str, object]:
        tries = [answer for order in history.orders for answer in order.tries]
        answered = sorted(answer.seconds for answer in tries if answer.status == 202)
        reads = sorted(answer.seconds for answer in history.reads if answer.status == 200)
        return {
            "batches accepted": len(history.accepted()),
            "domains": sum(len(order.domains) for order in history.accepted()),
            "submissions tried, of these without an answer or 503": (
                f"{len(tries)}, {sum(answer.status in {0, 503} for answer in tries)}"
            ),
            "submit answered in, p50 / max s": _spread(answered),
            "commands": len(history.commands),
            "reads": f"{len(history.reads)}, of these {len(history.reads) - len(reads)} without an answer or 503",
            "read answered in, p50 / max s": _spread(reads),
            "attempts by outcome": lab.ask(lambda connection: _grouped(connection, "attempts")),
            "jobs by outcome": lab.ask(lambda connection: _grouped(connection, "jobs")),
            "processes killed or ended": sum(lab.keeper.ends_of(name) for name in lab.parts),
            "longest queue seen": self._longest_queue,
        }


def _in_words(healing: Healing | None) -> str:
    if healing is None:
        return "nobody looked whether it healed"
    if healing.seconds is None:
        return f"not healed: {healing.missing}"
    return f"healed in {healing.seconds:.1f} s"


def _until_well(healing: Healing | None) -> float:
    return BOUND_SECONDS if healing is None or healing.seconds is None else healing.seconds


def _spread(seconds: list[float]) -> str:
    return f"{seconds[len(seconds) // 2]:.2f} / {seconds[-1]:.2f}" if seconds else "-"


def _grouped(connection: object, table: str) -> str:
    statement = text(f"SELECT outcome, count(*) AS count FROM {table} GROUP BY outcome ORDER BY count DESC")
    rows = connection.execute(statement)  # type: ignore[attr-defined]
    return ", ".join(f"{row.outcome or 'none'} {row.count}" for row in rows)
