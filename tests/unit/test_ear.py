"""A worker that takes no messages although some wait and it has room."""

from __future__ import annotations

from tasks.worker import DEAF_SECONDS, Ear


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_worker_with_room_that_takes_nothing_while_messages_wait_is_deaf_after_a_while() -> None:
    clock = Clock()
    ear = Ear(clock)

    clock.seconds = DEAF_SECONDS
    assert not ear.is_deaf(waiting=3, busy=0, slots=10)
    clock.seconds = DEAF_SECONDS + 1
    assert ear.is_deaf(waiting=3, busy=0, slots=10)


def test_an_empty_queue_a_full_worker_or_a_message_starts_the_wait_anew() -> None:
    clock = Clock()
    ear = Ear(clock)

    for begin in (lambda: ear.is_deaf(0, 0, 10), lambda: ear.is_deaf(5, 10, 10), ear.heard):
        clock.seconds += DEAF_SECONDS + 5
        begin()
        clock.seconds += DEAF_SECONDS - 1
        assert not ear.is_deaf(waiting=3, busy=0, slots=10)
