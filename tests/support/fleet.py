"""A fleet without processes: the tests play broker and worker by hand, one step at a time, on real rows."""

from __future__ import annotations

import os
from collections import deque
from uuid import UUID

from sqlalchemy import text

from scraper_sky.db import findings, jobs, leases
from scraper_sky.db.findings import Ending
from scraper_sky.db.fleet import Heartbeat
from scraper_sky.db.leases import Claim, Dispatch, Lease
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Report
from scraper_sky.model.rollup import Counts
from scraper_sky.resources import Resources
from scraper_sky.services import dispatch, submission, tenants, upkeep
from scraper_sky.services.dispatch import Chord, Move
from scraper_sky.services.submission import Accepted, Submission

KEY = "ssk_key_for_tests_0123456789"


class HandFleet:
    """One worker with `slots` slots, and a broker that keeps what it is sent until the test takes it."""

    def __init__(self, res: Resources, slots: int = 40) -> None:
        self.res = res
        self.messages: deque[Dispatch] = deque()
        self.chords: list[Chord] = []
        self.broker_is_away = False
        tenants.ensure_key(res.engine, KEY)
        self.caller = tenants.authenticate(res.engine, KEY)
        upkeep.show_life(res, Heartbeat("scan@test", "worker", os.getpid(), ("interactive", "scan"), slots, 0, False))

    def submit(self, *domains: str, max_concurrent: int | None = None) -> Accepted:
        return submission.submit(
            self.res,
            self.caller.tenant_id,
            Submission(domains, max_concurrent=max_concurrent),
            wake=lambda batch_id: None,
            actor="test",
        )

    def send(self, chord: Chord) -> None:
        if self.broker_is_away:
            raise ConnectionError("the broker is away")
        self.chords.append(chord)
        self.messages.extend(chord.dispatches)

    def advance(self, batch_id: UUID) -> Move:
        return dispatch.advance(self.res, batch_id, self.send)

    def sweep(self) -> int:
        return upkeep.sweep(self.res, self.send, self._oldest, beat_pid=1)

    def _oldest(self, queue: str) -> None:
        return None

    def start(self, message: Dispatch) -> Lease | None:
        with unit_of_work(self.res.engine) as connection:
            return leases.start(connection, [Claim(message.job_id, message.token, "scan@test")], 20)[0]

    def record(self, lease: Lease, outcome: Outcome, *, retry_after: float | None = None) -> bool:
        report = Report(lease.domain, outcome, detail=f"ended in {outcome}", retry_after_seconds=retry_after)
        again = dispatch.decide_again(lease, report, self.res.settings)
        with unit_of_work(self.res.engine) as connection:
            return findings.record(connection, [Ending(lease, report, again, {})])[0]

    def wait(self, lease: Lease) -> bool:
        with unit_of_work(self.res.engine) as connection:
            return leases.wait(connection, lease, 30.0, "example.com asked for 30 s", b"what it had read")

    def work(self, outcome: Outcome = Outcome.OK) -> int:
        """Takes every message there is, and ends each job in `outcome`; gives back how many counted."""
        done = 0
        while self.messages:
            lease = self.start(self.messages.popleft())
            done += lease is not None and self.record(lease, outcome)
        return done

    def run_to_end(self, batch_id: UUID, outcome: Outcome = Outcome.OK) -> None:
        for _ in range(100):
            self.advance(batch_id)
            if not self.messages:
                return
            self.work(outcome)
        raise AssertionError("the batch does not end")

    def counts(self, batch_id: UUID) -> Counts:
        with unit_of_work(self.res.engine) as connection:
            return jobs.count_by_status(connection, batch_id)

    def status(self, batch_id: UUID) -> str:
        return str(self.value("SELECT status FROM batches WHERE id = :id", id=batch_id))

    def expire_leases(self) -> None:
        """Puts every lease into the past, as if its holder had died some time ago."""
        with unit_of_work(self.res.engine) as connection:
            connection.execute(text("UPDATE jobs SET lease_until = now() - interval '1 s' WHERE token IS NOT NULL"))

    def make_due(self) -> None:
        """Ends every wait for another attempt."""
        with unit_of_work(self.res.engine) as connection:
            connection.execute(text("UPDATE jobs SET not_before = now() WHERE status = 'pending'"))

    def value(self, statement: str, **values: object) -> object:
        with unit_of_work(self.res.engine) as connection:
            return connection.execute(text(statement), values).scalar_one()
