"""The pure decisions: outcomes, retries, windows, roll-ups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper_sky.model.outcome import RULES, Outcome
from scraper_sky.model.retry import RetryPolicy, next_try
from scraper_sky.model.rollup import Counts, final_status
from scraper_sky.model.status import TERMINAL_JOB, BatchStatus, JobStatus
from scraper_sky.model.window import Capacity, chord_sizes, window_size

POLICY = RetryPolicy(max_attempts=3, base_seconds=4, cap_seconds=60)

RETRYABLE = {
    "dns_failure",
    "connect_timeout",
    "read_timeout",
    "connection_reset",
    "http_429_rate_limited",
    "http_5xx",
    "time_budget",
    "worker_lost",
}


def highest(low: float, high: float) -> float:
    return high


def test_every_outcome_has_a_sentence_and_leads_to_a_terminal_status() -> None:
    assert set(RULES) == set(Outcome)
    for outcome in Outcome:
        assert outcome.sentence.endswith(".")
        assert outcome.job_status in TERMINAL_JOB


def test_exactly_the_transient_outcomes_are_retryable() -> None:
    assert {outcome.value for outcome in Outcome if outcome.retryable} == RETRYABLE


def test_a_permanent_outcome_is_not_tried_again() -> None:
    assert next_try(Outcome.NXDOMAIN, 1, None, POLICY, highest) is None


def test_the_last_allowed_attempt_is_the_last() -> None:
    assert next_try(Outcome.READ_TIMEOUT, 2, None, POLICY, highest) is not None
    assert next_try(Outcome.READ_TIMEOUT, 3, None, POLICY, highest) is None


def test_the_wait_doubles_with_each_attempt_up_to_the_cap() -> None:
    policy = RetryPolicy(max_attempts=10, base_seconds=4, cap_seconds=10)

    waits = [next_try(Outcome.HTTP_5XX, made, None, policy, highest) for made in (1, 2, 3)]

    assert [wait.delay_seconds for wait in waits if wait] == [4, 8, 10]


def test_retry_after_is_honoured_but_clamped_and_both_are_said() -> None:
    again = next_try(Outcome.HTTP_429_RATE_LIMITED, 1, 99_999_999, POLICY, highest)

    assert again is not None
    assert again.delay_seconds == 60
    assert "99999999 s" in again.reason
    assert "60 s at the most" in again.reason


def test_a_lone_batch_may_use_all_slots_but_a_reserve() -> None:
    assert window_size(None, Capacity(100, 1, 1, 1, 0)) == 90


def test_a_caller_s_limit_is_never_exceeded() -> None:
    assert window_size(5, Capacity(100, 1, 1, 1, 0)) == 5


def test_two_tenants_share_the_slots_evenly_while_both_use_theirs() -> None:
    assert window_size(None, Capacity(100, 2, 2, 1, out_elsewhere=50)) == 50


def test_a_batch_behind_a_large_one_gets_its_share_although_all_slots_are_taken() -> None:
    assert window_size(None, Capacity(100, 2, 2, 1, out_elsewhere=90)) == 50


@given(st.integers(1, 5_000), st.integers(1, 2_000))
def test_chords_hold_all_jobs_and_none_is_larger_than_the_window(jobs: int, window: int) -> None:
    sizes = chord_sizes(jobs, window)

    assert sum(sizes) == jobs
    assert all(1 <= size <= max(1, window // 4) for size in sizes)


@pytest.mark.parametrize(
    ("counts", "cancel_requested", "status"),
    [
        (Counts(succeeded=3), False, BatchStatus.COMPLETED),
        (Counts(succeeded=2, skipped=1), False, BatchStatus.COMPLETED),
        (Counts(skipped=1), False, BatchStatus.COMPLETED),
        (Counts(succeeded=2, failed=1), False, BatchStatus.PARTIAL),
        (Counts(failed=2), False, BatchStatus.FAILED),
        (Counts(succeeded=2, cancelled=1), True, BatchStatus.CANCELLED),
        (Counts(succeeded=2), True, BatchStatus.COMPLETED),
        (Counts(succeeded=2, pending=1), False, None),
        (Counts(cancelled=2, running=1), True, None),
    ],
)
def test_the_status_of_a_batch_follows_from_its_jobs(
    counts: Counts, cancel_requested: bool, status: BatchStatus | None
) -> None:
    assert final_status(counts, cancel_requested=cancel_requested) is status


@given(st.dictionaries(st.sampled_from([status.value for status in JobStatus]), st.integers(0, 1_000)))
def test_the_states_add_up_and_progress_is_100_only_when_nothing_is_open(by_status: dict[str, int]) -> None:
    counts = Counts.of(by_status)

    assert counts.open + counts.done == counts.total == sum(by_status.values())
    assert (counts.progress == 100) == (counts.open == 0)
