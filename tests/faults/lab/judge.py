"""Compares what the clients saw with what the database holds. Every line that comes out is a broken promise.

The promises, I1 to I8, are those of docs/faults.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import TERMINAL_BATCH
from scraper_sky.resources import Resources
from scraper_sky.services.audit import check_batch
from tests.faults.lab.history import Answer, History, Order, Poll
from tests.faults.lab.queues import QueueWatch

READ_SECONDS = 5.0
SUBMIT_SECONDS = 5.0
UNKNOWN_SECONDS = 30.0
CLOCK_SECONDS = 0.05
TAKE_BACK = {"pause", "cancel", "retry"}


@dataclass(frozen=True, slots=True)
class Violation:
    promise: str
    says: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A time in which the web process or the database was broken on purpose, healing included."""

    began_at: float
    ended_at: float


class Judge:
    def __init__(self, res: Resources, history: History, troubles: list[Trouble]) -> None:
        self._res = res
        self._history = history
        self._troubles = troubles

    def judge(self) -> list[Violation]:
        with self._res.engine.connect() as connection:
            rows = {row.id: row for row in connection.execute(text("SELECT * FROM batches"))}
            found = [
                *self._judge_orders(connection, rows),
                *self._judge_ends(rows),
                *self._judge_attempts(connection),
                *self._judge_commands(connection),
            ]
        for batch_id in rows:
            found += self._judge_rules(batch_id)
        found += self._judge_polls(rows)
        found += self._judge_answers()
        return found

    def _judge_orders(self, connection: Connection, rows: dict[UUID, Row[Any]]) -> Iterator[Violation]:
        """I1: what was accepted is there, whole and once; nothing is there that nobody handed in."""
        ids: Counter[UUID] = Counter()
        known: set[UUID] = set()
        for order in self._history.orders:
            if order.wanted_id is not None:
                known.add(order.wanted_id)
            if order.batch_id is None:
                if any(answer.status not in {0, 502, 503} for answer in order.tries):
                    yield Violation("I1", f"order {order.key} was refused: {order.tries[-1].status}")
                continue
            ids[order.batch_id] += 1
            known.add(order.batch_id)
            yield from self._judge_order(connection, order, rows.get(order.batch_id))
        for batch_id, times in ids.items():
            if times > 1:
                yield Violation("I1", f"batch {batch_id} was given to {times} orders")
        lost_replies = sum(order.batch_id is None for order in self._history.orders)
        strangers = set(rows) - known
        if len(strangers) > lost_replies:
            yield Violation("I1", f"{len(strangers)} batches that nobody knows, {lost_replies} orders without answer")

    def _judge_order(self, connection: Connection, order: Order, row: Row[Any] | None) -> Iterator[Violation]:
        replies = {str(answer.body["batch_id"]) for answer in order.tries if answer.status == 202}
        if len(replies) > 1:
            yield Violation("I1", f"order {order.key} became several batches: {replies}")
        if order.wanted_id is not None and order.batch_id != order.wanted_id:
            yield Violation("I1", f"order {order.key} wanted {order.wanted_id} and got {order.batch_id}")
        if row is None:
            yield Violation("I1", f"batch {order.batch_id} was accepted and is not there")
            return
        statement = text("SELECT domain FROM jobs WHERE batch_id = :id ORDER BY domain")
        stored = list(connection.execute(statement, {"id": row.id}).scalars())
        if stored != sorted(order.domains) or row.total != len(order.domains):
            yield Violation("I1", f"batch {row.id} holds {len(stored)} of {len(order.domains)} domains")

    def _judge_ends(self, rows: dict[UUID, Row[Any]]) -> Iterator[Violation]:
        """I2."""
        for row in rows.values():
            if row.status not in TERMINAL_BATCH:
                yield Violation("I2", f"batch {row.id} has not ended: it is {row.status}")

    def _judge_rules(self, batch_id: UUID) -> Iterator[Violation]:
        """I3, I4, I5: the rules that `celery -A tasks batch audit` checks."""
        for finding in check_batch(self._res, batch_id):
            if not finding.ok:
                yield Violation("I3-I5", f"batch {batch_id}: {finding.rule} {', '.join(finding.broken)}")

    def _judge_attempts(self, connection: Connection) -> Iterator[Violation]:
        """I3: void work left nothing. I6: attempts are bounded, and nobody gave up early or by a fault of ours."""
        for what, promise, statement in _ATTEMPT_RULES:
            values = {"lost": [Outcome.WORKER_LOST.value, Outcome.CANCELLED.value]}
            values |= {"retryable": [outcome.value for outcome in Outcome if outcome.retryable]}
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            count = connection.execute(text(statement), used).scalar_one()
            if count:
                yield Violation(promise, f"{count} times: {what}")

    def _judge_commands(self, connection: Connection) -> Iterator[Violation]:
        """What was stopped begins nothing: no attempt between the answer to pause or cancel and what undoes it."""
        statement = text(
            """
            SELECT extract(epoch FROM attempts.started_at) AS at FROM attempts JOIN jobs ON jobs.id = job_id
            WHERE batch_id = :id
            """
        )
        for order in self._history.accepted():
            assert order.batch_id is not None
            quiet = list(_quiet_times(self._history.commands_on(order.batch_id)))
            if not quiet:
                continue
            begun = [float(at) for at in connection.execute(statement, {"id": order.batch_id}).scalars()]
            for action, since, until in quiet:
                late = [at for at in begun if since + CLOCK_SECONDS < at < until - CLOCK_SECONDS]
                if late:
                    yield Violation("control", f"batch {order.batch_id}: {len(late)} attempts begun after {action}")

    def _judge_polls(self, rows: dict[UUID, Row[Any]]) -> Iterator[Violation]:
        """I4, as readers see it: counts add up at every look, and what is done stays done until a retry."""
        totals = {order.batch_id: len(order.domains) for order in self._history.accepted()}
        for batch_id, polls in self._history.polls.items():
            retries = [command for command in self._history.commands_on(batch_id) if command.action == "retry"]
            for poll in polls:
                if sum(poll.counts.values()) != totals[batch_id]:
                    yield Violation("I4", f"batch {batch_id}: counts {poll.counts} are not {totals[batch_id]} together")
                if poll.status in TERMINAL_BATCH and _open(poll):
                    yield Violation("I5", f"batch {batch_id} was shown as {poll.status} with open jobs: {poll.counts}")
            for reader in {poll.reader for poll in polls}:
                own = [poll for poll in polls if poll.reader == reader]
                for earlier, later in pairwise(own):
                    if not any(_may_lie_between(retry, earlier, later) for retry in retries):
                        yield from _judge_step(batch_id, earlier, later)

    def _judge_answers(self) -> Iterator[Violation]:
        """I8: reads are answered whatever happens to broker, beat and workers; a submit is quick; nothing is a 500."""
        tries = [answer for order in self._history.orders for answer in order.tries]
        for answer in (*tries, *self._history.commands, *self._history.reads):
            if answer.status not in {0, 200, 202, 409, 503}:
                yield Violation("I8", f"{answer.action} was answered with {answer.status}: {answer.body}")
        for answer in self._history.reads:
            if not self._in_trouble(answer) and (answer.status != 200 or answer.seconds > READ_SECONDS):
                yield Violation("I8", f"a read took {answer.seconds:.1f} s and was answered with {answer.status}")
        for answer in tries:
            if not self._in_trouble(answer) and (answer.status != 202 or answer.seconds > SUBMIT_SECONDS):
                yield Violation("I8", f"a submit took {answer.seconds:.1f} s and was answered with {answer.status}")

    def _in_trouble(self, answer: Answer) -> bool:
        return any(
            trouble.began_at <= answer.answered_at and answer.sent_at <= trouble.ended_at for trouble in self._troubles
        )


def judge_queues(res: Resources, history: History, watch: QueueWatch, copying: list[Trouble]) -> Iterator[Violation]:
    """No job has two messages in the broker, unless a fault put them there or a person had taken the job back."""
    with res.engine.connect() as connection:
        statement = text("SELECT id, batch_id FROM jobs WHERE id = ANY(:ids)")
        batch_of = {row.id: row.batch_id for row in connection.execute(statement, {"ids": list(watch.seen)})}
    for copies in watch.seen.values():
        taken_back = any(command.action in TAKE_BACK for command in history.commands_on(batch_of[copies.job_id]))
        if not taken_back and not any(one.began_at <= copies.at <= one.ended_at for one in copying):
            yield Violation("queue", f"job {copies.job_id}: {copies.says}")


def _open(poll: Poll) -> int:
    return sum(poll.counts[name] for name in ("pending", "queued", "running"))


def _judge_step(batch_id: UUID, earlier: Poll, later: Poll) -> Iterator[Violation]:
    if later.done < earlier.done:
        yield Violation("I4", f"batch {batch_id}: done fell from {earlier.done} to {later.done}")
    if earlier.status in TERMINAL_BATCH and later.status != earlier.status:
        yield Violation("I5", f"batch {batch_id} was {earlier.status}, and then {later.status}")


def _may_lie_between(command: Answer, earlier: Poll, later: Poll) -> bool:
    """Whether the command may have been done between two looks; one without an answer may be done later still."""
    if command.status not in {0, 202, 503}:
        return False
    ended_at = command.answered_at + (0 if command.status == 202 else UNKNOWN_SECONDS)
    return command.sent_at <= later.answered_at and ended_at >= earlier.sent_at


def _quiet_times(commands: Iterable[Answer]) -> Iterator[tuple[str, float, float]]:
    """(action, since, until): from the answer to a pause or cancel to the next command that may undo it.

    The commands on one batch come from one person, one after another.
    """
    ordered = sorted(commands, key=lambda command: command.sent_at)
    for position, command in enumerate(ordered):
        if command.action not in {"pause", "cancel"} or command.status != 200:
            continue
        # A retry undoes a pause as well, when the batch has ended in between: by a cancel, or by its last job.
        undoes = {"pause": {"resume", "retry"}, "cancel": {"retry"}}[command.action]
        later = [other.sent_at for other in ordered[position + 1 :] if other.action in undoes]
        earlier_open = any(
            other.action in undoes
            and other.status in {0, 503}
            and other.answered_at + UNKNOWN_SECONDS > command.sent_at
            for other in ordered[:position]
        )
        if not earlier_open:
            yield command.action, command.answered_at, min(later, default=float("inf"))


_ATTEMPT_RULES = (
    (
        "an attempt that was lost or cancelled left pages",
        "I3",
        "SELECT count(*) FROM pages JOIN attempts ON attempts.job_id = pages.job_id AND number = pages.attempt"
        " WHERE outcome = ANY(:lost)",
    ),
    (
        "an attempt that was lost or cancelled left contacts",
        "I3",
        "SELECT count(*) FROM contacts JOIN attempts ON attempts.job_id = contacts.job_id"
        " AND number = contacts.attempt WHERE outcome = ANY(:lost)",
    ),
    (
        "a job succeeded in more than one attempt without being asked for again",
        "I3",
        "SELECT count(*) FROM (SELECT job_id FROM attempts WHERE outcome = 'ok' GROUP BY job_id HAVING count(*) > 1)"
        " AS twice",
    ),
    ("more attempts than allowed", "I6", "SELECT count(*) FROM jobs WHERE attempt > attempt_limit"),
    (
        "a job was given up before its attempts were used up",
        "I6",
        "SELECT count(*) FROM jobs WHERE status = 'failed' AND outcome = ANY(:retryable) AND attempt < attempt_limit",
    ),
    ("a fault of ours (internal_error)", "I6", "SELECT count(*) FROM attempts WHERE outcome = 'internal_error'"),
    (
        "a healthy site was called something else than ok",
        "I3",
        "SELECT count(*) FROM attempts JOIN jobs ON jobs.id = job_id WHERE domain LIKE 'site-%'"
        " AND attempts.outcome NOT IN ('ok', 'worker_lost', 'cancelled', 'time_budget', 'read_timeout',"
        " 'connect_timeout')",
    ),
)
