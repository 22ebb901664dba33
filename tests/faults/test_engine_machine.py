"""Random interleavings of commands, worker deaths, lost and doubled messages, against what must always hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from scraper_sky.db.leases import Dispatch, Lease
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import Conflict
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.rollup import final_status
from scraper_sky.model.status import TERMINAL_BATCH, BatchStatus
from scraper_sky.resources import Resources
from scraper_sky.services import control
from tests.support.fleet import HandFleet

ENDINGS = st.sampled_from(
    [Outcome.OK, Outcome.OK, Outcome.NXDOMAIN, Outcome.READ_TIMEOUT, Outcome.ROBOTS_DISALLOWED, Outcome.HTTP_5XX]
)

# Each row says what must never be found, and counts it.
FORBIDDEN = {
    "a terminal job without exactly one outcome, or an open one with any": """
        SELECT count(*) FROM jobs
        WHERE (status IN ('succeeded', 'failed', 'skipped', 'cancelled')) <> (outcome IS NOT NULL)""",
    "a running job, or one that waits in the middle, without exactly one open attempt": """
        SELECT count(*) FROM jobs
        WHERE (status = 'running' OR EXISTS (SELECT FROM unfinished WHERE job_id = jobs.id
                                             AND unfinished.attempt = jobs.attempt)) <> (
            (SELECT count(*) FROM attempts WHERE job_id = jobs.id AND finished_at IS NULL) = 1)""",
    "what a job had read is kept after it ended": """
        SELECT count(*) FROM jobs JOIN unfinished ON job_id = jobs.id
        WHERE status IN ('succeeded', 'failed', 'skipped', 'cancelled')""",
    "a job whose attempts are not numbered without a gap": """
        SELECT count(*) FROM jobs WHERE attempt <> (SELECT count(*) FROM attempts WHERE job_id = jobs.id)
            OR attempt <> (SELECT coalesce(max(number), 0) FROM attempts WHERE job_id = jobs.id)""",
    "more attempts than allowed": "SELECT count(*) FROM jobs WHERE attempt > attempt_limit",
    "a terminal batch with an open job": """
        SELECT count(*) FROM jobs JOIN batches ON batches.id = batch_id WHERE batches.finished_at IS NOT NULL
            AND jobs.status IN ('pending', 'queued', 'running')""",
    "a job that ended in another way than its last attempt": """
        SELECT count(*) FROM jobs JOIN attempts ON job_id = jobs.id AND number = attempt
        WHERE jobs.outcome IS NOT NULL AND jobs.outcome <> 'cancelled' AND jobs.outcome <> attempts.outcome""",
}


class EngineMachine(RuleBasedStateMachine):
    res: Resources

    def __init__(self) -> None:
        super().__init__()
        with unit_of_work(self.res.engine) as connection:
            connection.execute(text("TRUNCATE batches, audit_events, idempotency_keys CASCADE"))
        self.fleet = HandFleet(self.res, slots=6)
        self.total = 5
        self.limit = 3
        names = [f"site-{number}.test" for number in range(self.total)]
        self.batch_id: UUID = self.fleet.submit(*names, max_concurrent=self.limit).batch_id
        self.delivered: deque[Dispatch] = deque(maxlen=20)
        self.held: list[Lease] = []
        self.final: dict[int, str] = {}

    # What the broker and the workers do.

    @rule()
    def advance(self) -> None:
        self.fleet.advance(self.batch_id)

    @rule()
    def sweep(self) -> None:
        self.fleet.sweep()

    @precondition(lambda self: self.fleet.messages)
    @rule()
    def deliver(self) -> None:
        message = self.fleet.messages.popleft()
        self.delivered.append(message)
        lease = self.fleet.start(message)
        if lease is not None:
            self.held.append(lease)

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def deliver_once_more(self, data: st.DataObject) -> None:
        message = data.draw(st.sampled_from(list(self.delivered)))
        assert self.fleet.start(message) is None, "a message that was worked on counted twice"

    @precondition(lambda self: self.fleet.messages)
    @rule()
    def lose_all_messages(self) -> None:
        self.fleet.messages.clear()

    @rule(away=st.booleans())
    def broker_comes_and_goes(self, away: bool) -> None:
        self.fleet.broker_is_away = away

    @precondition(lambda self: self.held)
    @rule(data=st.data(), outcome=ENDINGS)
    def finish(self, data: st.DataObject, outcome: Outcome) -> None:
        """Also the late ones: a worker that lost its lease does not know, and tries to write."""
        lease = data.draw(st.sampled_from(self.held))
        self.held.remove(lease)
        holder = self.fleet.value("SELECT token FROM jobs WHERE id = :id", id=lease.job_id)
        assert self.fleet.record(lease, outcome) == (holder == lease.token)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def must_wait(self, data: st.DataObject) -> None:
        """The site asked for time: the worker is given back, the attempt stays open."""
        lease = data.draw(st.sampled_from(self.held))
        self.held.remove(lease)
        holder = self.fleet.value("SELECT token FROM jobs WHERE id = :id", id=lease.job_id)
        assert self.fleet.wait(lease) == (holder == lease.token)

    @rule()
    def all_holders_fall_silent(self) -> None:
        """Their leases run out and the sweep frees the jobs; what they hold in their hands is late from now on."""
        self.fleet.expire_leases()
        self.fleet.sweep()

    @rule()
    def time_passes(self) -> None:
        self.fleet.make_due()

    # What people do.

    @rule()
    def pause(self) -> None:
        self._try(lambda: control.pause(self.res, None, self.batch_id, actor="test"))

    @rule()
    def resume(self) -> None:
        self._try(lambda: control.resume(self.res, None, self.batch_id, lambda batch: None, actor="test"))

    @rule()
    def cancel(self) -> None:
        self._try(lambda: control.cancel(self.res, None, self.batch_id, actor="test"))

    @rule(outcomes=st.none() | st.lists(ENDINGS, min_size=1, max_size=2))
    def retry(self, outcomes: list[Outcome] | None) -> None:
        before = self._outcomes()
        self._try(
            lambda: control.retry(self.res, None, self.batch_id, lambda batch: None, actor="test", outcomes=outcomes)
        )
        for job_id, outcome in before.items():
            if self._outcomes().get(job_id) != outcome:
                self.final.pop(job_id, None)

    def _try(self, command: Callable[[], object]) -> None:
        with suppress(Conflict):
            command()

    def _outcomes(self) -> dict[int, str]:
        with unit_of_work(self.res.engine) as connection:
            rows = connection.execute(text("SELECT id, outcome FROM jobs WHERE outcome IS NOT NULL")).all()
        return {row.id: row.outcome for row in rows}

    # What must hold after every step.

    @invariant()
    def nothing_forbidden_is_found(self) -> None:
        for what, statement in FORBIDDEN.items():
            assert self.fleet.value(statement) == 0, what

    @invariant()
    def the_states_add_up(self) -> None:
        counts = self.fleet.counts(self.batch_id)
        assert counts.total == self.total
        assert counts.queued + counts.running <= self.limit

    @invariant()
    def an_outcome_once_given_stays_until_a_retry(self) -> None:
        now = self._outcomes()
        for job_id, outcome in self.final.items():
            assert now.get(job_id) == outcome, f"job {job_id} changed from {outcome} to {now.get(job_id)}"
        self.final = now

    @invariant()
    def a_terminal_batch_is_called_what_its_jobs_say(self) -> None:
        status = BatchStatus(self.fleet.status(self.batch_id))
        if status in TERMINAL_BATCH:
            cancelled = bool(self.fleet.value("SELECT cancel_requested FROM batches"))
            assert final_status(self.fleet.counts(self.batch_id), cancel_requested=cancelled) is status

    def teardown(self) -> None:
        """Whatever happened, the batch ends once people let it and the broker is there."""
        self.fleet.broker_is_away = False
        if self.fleet.status(self.batch_id) == "paused":
            self.resume()
        for _ in range(60):
            if self.fleet.status(self.batch_id) in TERMINAL_BATCH:
                return
            self.fleet.expire_leases()
            self.fleet.make_due()
            self.fleet.sweep()
            self.fleet.work()
            self.nothing_forbidden_is_found()
        raise AssertionError(f"the batch does not end: {self.fleet.counts(self.batch_id)}")


@pytest.fixture
def machine(res: Resources) -> Iterator[type[EngineMachine]]:
    yield type("EngineMachineOnThisDatabase", (EngineMachine,), {"res": res})


@pytest.mark.timeout(120)
def test_no_interleaving_breaks_the_invariants(machine: type[EngineMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
