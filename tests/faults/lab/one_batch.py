"""One batch in the laboratory, for tests that break one thing while it runs."""

from __future__ import annotations

from collections import Counter
from uuid import UUID, uuid4

from sqlalchemy import text

from scraper_sky.services.audit import check_batch
from tests.faults.lab.client import Client
from tests.faults.lab.conditions import KEYS
from tests.faults.lab.history import Order
from tests.faults.lab.laboratory import Laboratory
from tests.support.waiting import wait_until

HEALED_SECONDS = 30.0
Attempts = list[tuple[object, ...]]


class OneBatch:
    """Handed in through the HTTP API when it is made."""

    def __init__(self, lab: Laboratory, domains: list[str], *, max_concurrent: int | None = None) -> None:
        self._lab = lab
        order = Order(str(uuid4()), "first", domains, None, max_concurrent)
        self.answer = Client(lab.web_port, KEYS["first"]).submit(order)
        assert self.answer.status == 202, self.answer
        assert order.batch_id is not None
        self.id: UUID = order.batch_id
        self.domains = domains

    def value(self, statement: str) -> int:
        """A number about this batch, whose id is `:id` in `statement`."""
        return self._lab.ask(lambda connection: int(connection.execute(text(statement), {"id": self.id}).scalar_one()))

    def await_work(self, worker: str = "", jobs: int = 3) -> None:
        """Returns when so many jobs are being worked on, by that worker if one is named."""
        running = (
            "SELECT count(*) FROM jobs JOIN attempts ON job_id = jobs.id AND number = attempt"
            f" WHERE batch_id = :id AND status = 'running' AND worker LIKE '{worker}%'"
        )
        wait_until(lambda: self.value(running) >= jobs, 20, f"{jobs} jobs are being worked on by {worker or 'anybody'}")

    def await_done(self, jobs: int, seconds: float = HEALED_SECONDS) -> None:
        ended = "SELECT count(*) FROM jobs WHERE batch_id = :id AND finished_at IS NOT NULL"
        wait_until(lambda: self.value(ended) >= jobs, seconds, f"{jobs} jobs have ended")

    def has_ended(self) -> bool:
        return self.value("SELECT count(*) FROM batches WHERE id = :id AND finished_at IS NOT NULL") == 1

    def await_end(self, seconds: float = HEALED_SECONDS) -> None:
        try:
            wait_until(self.has_ended, seconds, "the batch ends")
        except AssertionError as error:
            raise AssertionError(f"{error}; outcomes {self.outcomes()}, attempts {self.attempts()}") from None

    def outcomes(self) -> Counter[str]:
        return self._count("SELECT outcome, count(*) FROM jobs WHERE batch_id = :id GROUP BY outcome")

    def attempts(self) -> Counter[str]:
        """Attempts by outcome."""
        return self._count(
            "SELECT attempts.outcome, count(*) FROM attempts JOIN jobs ON job_id = jobs.id WHERE batch_id = :id"
            " GROUP BY attempts.outcome"
        )

    def ledger(self) -> Attempts:
        """Everything that is kept of every attempt."""
        statement = text(
            "SELECT attempts.*, jobs.outcome AS ended_as, jobs.finished_at AS ended_at,"
            " (SELECT count(*) FROM pages WHERE pages.job_id = jobs.id) AS pages"
            " FROM attempts JOIN jobs ON job_id = jobs.id WHERE batch_id = :id ORDER BY job_id, number"
        )
        return self._lab.ask(lambda connection: [tuple(row) for row in connection.execute(statement, {"id": self.id})])

    def assert_sound(self) -> None:
        """Every rule of the audit holds, and every domain, each a healthy one, came out as such."""
        broken = [finding for finding in check_batch(self._lab.res, self.id) if not finding.ok]
        assert not broken, broken
        assert self.outcomes() == {"ok": len(self.domains)}, self.attempts()

    def _count(self, statement: str) -> Counter[str]:
        rows = self._lab.ask(lambda connection: connection.execute(text(statement), {"id": self.id}).all())
        return Counter({str(row[0]): int(row[1]) for row in rows})
