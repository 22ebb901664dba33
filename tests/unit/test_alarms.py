from __future__ import annotations

import queue
from uuid import UUID, uuid4

import pytest

from tasks.alarms import Alarms


def test_a_batch_is_woken_once_at_the_earliest_moment_asked_for() -> None:
    woken: queue.Queue[UUID] = queue.Queue()
    alarms = Alarms(woken.put)
    late, soon = uuid4(), uuid4()
    alarms.set(late, 0.4)
    for seconds in (0.9, 0.1, 0.5, 0.1):
        alarms.set(soon, seconds)

    assert [woken.get(timeout=5), woken.get(timeout=5)] == [soon, late]
    with pytest.raises(queue.Empty):
        woken.get(timeout=1.0)


def test_a_batch_that_was_woken_can_be_woken_again() -> None:
    woken: queue.Queue[UUID] = queue.Queue()
    alarms = Alarms(woken.put)
    batch_id = uuid4()
    for _ in range(3):
        alarms.set(batch_id, 0.0)
        assert woken.get(timeout=5) == batch_id
