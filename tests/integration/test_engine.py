"""The batch engine on real rows: windows, leases, tokens, retries, control."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from scraper_sky.db import findings
from scraper_sky.db.findings import Ending
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadInput, Conflict, NotFound
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Fact, Method, Report
from scraper_sky.resources import Resources
from scraper_sky.services import batches, control, dispatch, submission, upkeep
from scraper_sky.services.submission import Submission
from tests.support.fleet import HandFleet


@pytest.fixture
def fleet(res: Resources) -> HandFleet:
    return HandFleet(res)


def names(count: int) -> list[str]:
    return [f"site-{number}.test" for number in range(count)]


def test_a_batch_that_fits_its_window_is_one_chord_and_ends_completed(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*names(10)).batch_id

    fleet.run_to_end(batch_id)

    assert [len(chord.dispatches) for chord in fleet.chords] == [10]
    assert fleet.status(batch_id) == "completed"
    assert fleet.counts(batch_id).succeeded == 10


def test_never_more_jobs_are_out_than_max_concurrent_says(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*names(20), max_concurrent=5).batch_id

    for _ in range(3):
        fleet.advance(batch_id)

    counts = fleet.counts(batch_id)
    assert (counts.queued, counts.pending) == (5, 15)


def test_nothing_is_sent_while_no_worker_lives(res: Resources) -> None:
    fleet = HandFleet(res, slots=0)
    batch_id = fleet.submit("a.test").batch_id

    fleet.advance(batch_id)

    assert fleet.counts(batch_id).pending == 1
    assert fleet.status(batch_id) == "pending"


def test_a_broker_that_is_away_leaves_the_jobs_pending_and_the_sweep_sends_them_later(fleet: HandFleet) -> None:
    fleet.broker_is_away = True
    batch_id = fleet.submit(*names(3)).batch_id
    fleet.advance(batch_id)
    assert fleet.counts(batch_id).pending == 3

    fleet.broker_is_away = False
    fleet.make_due()
    fleet.sweep()

    assert fleet.counts(batch_id).queued == 3


def test_a_doubled_message_is_worked_on_once(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    message = fleet.messages.popleft()

    first, second = fleet.start(message), fleet.start(message)

    assert first is not None
    assert second is None


def test_a_late_worker_cannot_write_after_its_lease_went_to_another(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    late = fleet.start(fleet.messages.popleft())
    assert late is not None
    fleet.expire_leases()
    fleet.sweep()
    fleet.make_due()
    fleet.advance(batch_id)
    second = fleet.start(fleet.messages.popleft())
    assert second is not None

    assert not fleet.record(late, Outcome.NXDOMAIN)
    assert fleet.record(second, Outcome.OK)

    assert fleet.counts(batch_id).succeeded == 1
    assert fleet.value("SELECT string_agg(outcome, ' ' ORDER BY number) FROM attempts") == "worker_lost ok"


def test_a_job_that_kills_its_workers_ends_as_worker_lost_after_the_attempt_limit(fleet: HandFleet) -> None:
    batch_id = fleet.submit("killer.test").batch_id

    for _ in range(fleet.res.settings.max_attempts):
        fleet.advance(batch_id)
        fleet.start(fleet.messages.popleft())
        fleet.expire_leases()
        fleet.sweep()
        fleet.make_due()
    fleet.sweep()

    assert fleet.value("SELECT outcome FROM jobs") == "worker_lost"
    assert fleet.value("SELECT count(*) FROM attempts") == fleet.res.settings.max_attempts
    assert fleet.status(batch_id) == "failed"


def test_a_worker_that_dies_in_the_last_attempt_does_not_decide_what_became_of_the_site(fleet: HandFleet) -> None:
    batch_id = fleet.submit("slow.test").batch_id
    outcomes = [Outcome.READ_TIMEOUT, Outcome.READ_TIMEOUT, None, Outcome.READ_TIMEOUT]

    for outcome in outcomes:
        fleet.make_due()
        fleet.advance(batch_id)
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        if outcome is None:
            fleet.expire_leases()
            fleet.sweep()
        else:
            fleet.record(lease, outcome)
    fleet.sweep()

    assert fleet.value("SELECT outcome FROM jobs") == "read_timeout"
    assert fleet.value("SELECT count(*) FROM attempts") == 4


def test_a_lost_message_is_sent_again_and_costs_no_attempt(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    fleet.messages.clear()

    fleet.expire_leases()
    fleet.sweep()
    assert len(fleet.messages) == 1
    fleet.work()
    fleet.advance(batch_id)

    assert fleet.status(batch_id) == "completed"
    assert fleet.value("SELECT attempt FROM jobs") == 1


def test_a_message_that_still_waits_in_the_queue_is_not_sent_twice(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    waiting_since = fleet.messages[0].queued_at
    fleet.expire_leases()

    fleet._oldest = lambda queue: waiting_since  # type: ignore[assignment, method-assign, return-value]
    fleet.sweep()

    assert len(fleet.messages) == 1


def test_a_batch_whose_callback_never_came_is_ended_by_the_sweep(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    fleet.work()

    fleet.sweep()

    assert fleet.status(batch_id) == "completed"


def test_a_transient_outcome_waits_for_another_attempt_with_its_reason_and_holds_nothing(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None

    fleet.record(lease, Outcome.HTTP_429_RATE_LIMITED, retry_after=120)

    counts = fleet.counts(batch_id)
    assert (counts.pending, counts.queued, counts.running) == (1, 0, 0)
    assert "the site asked for 120 s" in str(fleet.value("SELECT wait_reason FROM jobs"))
    assert fleet.value("SELECT token IS NULL AND not_before > now() + interval '100 s' FROM jobs")


def test_some_good_and_some_bad_is_partial(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test", "b.test").batch_id
    fleet.advance(batch_id)
    for outcome in (Outcome.OK, Outcome.NXDOMAIN):
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        fleet.record(lease, outcome)

    fleet.advance(batch_id)

    assert fleet.status(batch_id) == "partial"


def test_pause_withdraws_what_is_queued_and_resume_sends_it_again(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*names(4)).batch_id
    fleet.advance(batch_id)
    running = fleet.start(fleet.messages.popleft())
    assert running is not None

    control.pause(fleet.res, fleet.caller.tenant_id, batch_id, actor="test")
    fleet.advance(batch_id)

    assert fleet.work() == 0, "messages from before the pause must not count"
    assert fleet.record(running, Outcome.OK), "what was being read may end"
    counts = fleet.counts(batch_id)
    assert (counts.pending, counts.succeeded) == (3, 1)
    control.resume(fleet.res, fleet.caller.tenant_id, batch_id, lambda batch: None, actor="test")
    fleet.run_to_end(batch_id)
    assert fleet.status(batch_id) == "completed"


def test_cancel_ends_every_open_job_at_once_and_late_results_change_nothing(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*names(3)).batch_id
    fleet.advance(batch_id)
    running = fleet.start(fleet.messages.popleft())
    assert running is not None

    cancelled = control.cancel(fleet.res, fleet.caller.tenant_id, batch_id, actor="test")

    assert cancelled == 3
    assert fleet.status(batch_id) == "cancelled"
    assert not fleet.record(running, Outcome.OK)
    assert fleet.work() == 0
    assert fleet.counts(batch_id).cancelled == 3
    assert fleet.value("SELECT count(*) FROM attempts WHERE finished_at IS NULL") == 0


def test_retry_by_outcome_reruns_just_those_jobs_in_the_same_batch(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*names(3)).batch_id
    fleet.advance(batch_id)
    for outcome in (Outcome.OK, Outcome.NXDOMAIN, Outcome.TLS_EXPIRED):
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        fleet.record(lease, outcome)
    fleet.advance(batch_id)

    reopened = control.retry(
        fleet.res,
        fleet.caller.tenant_id,
        batch_id,
        lambda batch: None,
        actor="test",
        outcomes=[Outcome.TLS_EXPIRED],
    )
    fleet.run_to_end(batch_id)

    assert reopened == 1
    counts = fleet.counts(batch_id)
    assert (counts.succeeded, counts.failed, counts.total) == (2, 1, 3)
    assert fleet.value("SELECT count(*) FROM attempts") == 4
    assert fleet.status(batch_id) == "partial"


def test_a_retry_in_a_paused_batch_waits_for_the_resume(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test", "b.test").batch_id
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None
    fleet.record(lease, Outcome.NXDOMAIN)
    control.pause(fleet.res, fleet.caller.tenant_id, batch_id, actor="test")

    control.retry(fleet.res, fleet.caller.tenant_id, batch_id, fleet.advance, actor="test")

    assert fleet.status(batch_id) == "paused"
    assert fleet.work() == 0
    assert fleet.counts(batch_id).pending == 2


def test_a_retry_that_fits_no_job_is_a_conflict(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.run_to_end(batch_id)

    with pytest.raises(Conflict):
        control.retry(fleet.res, fleet.caller.tenant_id, batch_id, lambda batch: None, actor="test")


def test_another_tenant_s_batch_is_not_found(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id

    with pytest.raises(NotFound):
        batches.get_batch(fleet.res, fleet.caller.tenant_id + 1, batch_id)
    with pytest.raises(NotFound):
        control.cancel(fleet.res, fleet.caller.tenant_id + 1, batch_id, actor="test")


def test_each_row_gets_a_verdict_with_its_number(fleet: HandFleet) -> None:
    accepted = fleet.submit("Example.com", "", "https://www.example.com/a?b", "no domain at all", "192.168.0.1")

    assert accepted.job_count == 1
    assert [(left["row"], left.get("of_row")) for left in accepted.duplicates] == [(3, 1)]
    assert [left["row"] for left in accepted.rejected] == [2, 4, 5]
    assert all(left["reason"] for left in accepted.rejected)


def test_a_submission_without_any_domain_is_refused_and_stores_nothing(fleet: HandFleet) -> None:
    with pytest.raises(BadInput):
        fleet.submit("???")

    assert fleet.value("SELECT count(*) FROM batches") == 0


def test_fifty_identical_requests_with_one_key_make_one_batch_and_get_one_answer(fleet: HandFleet) -> None:
    answers = []

    def request() -> None:
        wanted = Submission(["a.test", "b.test"])
        answers.append(
            submission.submit(
                fleet.res, fleet.caller.tenant_id, wanted, lambda batch: None, actor="test", idempotency_key="k"
            )
        )

    threads = [threading.Thread(target=request) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 50
    assert len({repr(answer) for answer in answers}) == 1
    assert fleet.value("SELECT count(*) FROM batches") == 1


def test_a_key_used_with_another_body_is_refused(fleet: HandFleet) -> None:
    for domain, refused in (("a.test", False), ("b.test", True)):
        try:
            submission.submit(
                fleet.res,
                fleet.caller.tenant_id,
                Submission([domain]),
                lambda batch: None,
                actor="test",
                idempotency_key="k",
            )
        except BadInput:
            assert refused
        else:
            assert not refused


def test_a_batch_id_that_is_taken_is_a_conflict(fleet: HandFleet) -> None:
    wanted = Submission(["a.test"], batch_id=uuid4())
    submission.submit(fleet.res, fleet.caller.tenant_id, wanted, lambda batch: None, actor="test")

    with pytest.raises(Conflict):
        submission.submit(fleet.res, fleet.caller.tenant_id, wanted, lambda batch: None, actor="test")


def test_many_finishers_at_once_leave_counts_that_equal_the_rows(fleet: HandFleet) -> None:
    batch_id = fleet.submit(*names(30)).batch_id
    fleet.advance(batch_id)
    leases = [fleet.start(message) for message in fleet.messages]

    def finish(position: int) -> None:
        lease = leases[position]
        assert lease is not None
        fleet.record(lease, Outcome.OK)
        fleet.advance(batch_id)

    threads = [threading.Thread(target=finish, args=(position,)) for position in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert fleet.counts(batch_id).succeeded == 30
    assert fleet.status(batch_id) == "completed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE jobs SET status = 'succeeded'",
        "UPDATE jobs SET outcome = 'ok'",
        "UPDATE jobs SET status = 'running'",
        "UPDATE jobs SET status = 'done'",
        "UPDATE jobs SET attempt = 99",
        "UPDATE batches SET status = 'completed'",
        "UPDATE batches SET finished_at = now()",
    ],
)
def test_the_database_forbids_states_that_must_not_exist(fleet: HandFleet, statement: str) -> None:
    fleet.submit("a.test")

    with pytest.raises(IntegrityError), unit_of_work(fleet.res.engine) as connection:
        connection.execute(text(statement))


def test_nul_and_lone_surrogates_from_a_page_do_not_stop_the_record(fleet: HandFleet) -> None:
    batch_id = fleet.submit("a.test").batch_id
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None
    from_the_web = "a\x00b\ud800c" + "x" * 100_000

    with unit_of_work(fleet.res.engine) as connection:
        report = Report(
            lease.domain,
            Outcome.OK,
            detail=from_the_web,
            facts=(Fact("title", from_the_web, "https://a.test/", Method.HTML),),
        )
        assert findings.record(connection, [Ending(lease, report, None, {"title": from_the_web})]) == [True]

    assert str(fleet.value("SELECT findings->'facts'->0->>'value' FROM attempts")).startswith("abcx")


def test_a_small_batch_goes_out_whole_at_once_although_a_large_one_holds_the_fleet(fleet: HandFleet) -> None:
    large = fleet.submit(*names(200)).batch_id
    fleet.advance(large)
    held = fleet.counts(large).queued

    small = fleet.submit(*[f"small-{number}.test" for number in range(10)]).batch_id
    fleet.advance(small)

    assert held <= 36, "a reserve of the 40 slots must stay free for whoever comes later"
    assert fleet.counts(small).queued == 10


def test_a_large_batch_gives_way_to_one_that_came_later_as_its_jobs_end(fleet: HandFleet) -> None:
    large = fleet.submit(*names(200)).batch_id
    fleet.advance(large)
    other = fleet.submit(*[f"other-{number}.test" for number in range(200)]).batch_id
    fleet.advance(other)
    for _ in range(30):
        lease = fleet.start(fleet.messages.popleft())
        assert lease is not None
        fleet.record(lease, Outcome.OK)

    fleet.advance(large)

    assert fleet.counts(large).queued <= 20, "beyond its half of the 40 slots it must send nothing new"


def test_what_is_sent_is_bounded_by_the_fleet_and_not_by_the_size_of_the_batches(fleet: HandFleet) -> None:
    ids = [fleet.submit(*[f"s{batch}-{number}.test" for number in range(100)]).batch_id for batch in range(8)]

    for _ in range(3):
        for batch_id in ids:
            fleet.advance(batch_id)

    assert len(fleet.messages) <= 2 * 40


def test_a_silent_beat_is_noticed_by_who_has_watched_long_enough(fleet: HandFleet) -> None:
    long = 3 * fleet.res.settings.sweep_seconds + 6

    assert not upkeep.is_beat_silent(fleet.res, 1), "nobody can say yet"
    assert upkeep.is_beat_silent(fleet.res, long), "no beat has ever shown itself"
    fleet.sweep()
    assert not upkeep.is_beat_silent(fleet.res, long), "beat asked for a sweep just now"


def test_a_job_that_has_to_wait_goes_on_with_the_same_attempt_and_what_it_had_read(fleet: HandFleet) -> None:
    batch_id = fleet.submit("good.com").batch_id
    fleet.advance(batch_id)
    first = fleet.start(fleet.messages.popleft())
    assert first is not None and first.unfinished is None

    assert fleet.wait(first)
    assert not fleet.wait(first)
    fleet.make_due()
    fleet.advance(batch_id)
    second = fleet.start(fleet.messages.popleft())

    assert second is not None
    assert (second.attempt, second.unfinished) == (1, b"what it had read")
    assert not fleet.record(first, Outcome.OK)
    assert fleet.record(second, Outcome.OK)
    assert fleet.value("SELECT count(*) FROM unfinished") == 0
    assert fleet.value("SELECT count(*) FROM attempts") == 1
    assert fleet.value("SELECT token FROM attempts") == second.token


def test_a_worker_that_dies_after_a_wait_costs_the_attempt_and_what_it_had_read(fleet: HandFleet) -> None:
    batch_id = fleet.submit("good.com").batch_id
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None and fleet.wait(lease)
    fleet.make_due()
    fleet.advance(batch_id)
    assert fleet.start(fleet.messages.popleft()) is not None

    fleet.expire_leases()
    fleet.sweep()
    fleet.make_due()
    fleet.advance(batch_id)
    fresh = fleet.start(fleet.messages.popleft())

    assert fresh is not None
    assert (fresh.attempt, fresh.unfinished) == (2, None)


def test_cancelling_ends_an_attempt_that_waits(fleet: HandFleet) -> None:
    batch_id = fleet.submit("good.com").batch_id
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None and fleet.wait(lease)

    control.cancel(fleet.res, None, batch_id, actor="test")

    assert fleet.value("SELECT outcome FROM attempts") == "cancelled"
    assert fleet.value("SELECT count(*) FROM unfinished") == 0


def test_advance_tells_when_the_next_job_is_due(fleet: HandFleet) -> None:
    batch_id = fleet.submit("good.com").batch_id
    fleet.advance(batch_id)
    lease = fleet.start(fleet.messages.popleft())
    assert lease is not None and fleet.wait(lease)

    move = dispatch.advance(fleet.res, batch_id, fleet.send)

    assert move.next_due_seconds is not None and 25 < move.next_due_seconds <= 30
    fleet.make_due()
    assert dispatch.advance(fleet.res, batch_id, fleet.send).next_due_seconds is None
