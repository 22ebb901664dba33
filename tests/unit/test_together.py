"""What many threads want, done in one go."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from scraper_sky.db.together import Together


def nothing() -> float:
    return 0.0


def test_what_comes_while_others_are_served_is_done_in_one_go() -> None:
    begun, go_on, portions = threading.Event(), threading.Event(), []

    def do(wishes: Sequence[int]) -> list[int]:
        portions.append(len(wishes))
        begun.set()
        assert go_on.wait(10)
        return [10 * wish for wish in wishes]

    together = Together(do, nothing)
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(together.ask, 0)
        assert begun.wait(10)
        others = [pool.submit(together.ask, number) for number in range(1, 6)]
        while len(together._waiting) < 5:
            threading.Event().wait(0.001)
        go_on.set()

        assert first.result(10) == 0
        assert [other.result(10) for other in others] == [10, 20, 30, 40, 50]
    assert portions == [1, 5]


def test_nobody_waits_for_more_than_enough() -> None:
    together: Together[int, int] = Together(list, lambda: 600.0, enough=3)
    with ThreadPoolExecutor(3) as pool:
        for _ in range(2):
            asked = [pool.submit(together.ask, number) for number in range(3)]
            assert [one.result(10) for one in asked] == [0, 1, 2]


def test_what_is_wrong_with_one_harms_no_other() -> None:
    def do(wishes: Sequence[int]) -> list[int]:
        if 3 in wishes:
            raise ValueError("three")
        return list(wishes)

    together = Together(do, lambda: 0.01)
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(together.ask, number) for number in range(6)]

        assert [one.result(10) for number, one in enumerate(asked) if number != 3] == [0, 1, 2, 4, 5]
        with pytest.raises(ValueError, match="three"):
            asked[3].result(10)


def test_when_the_one_that_leads_comes_to_grief_another_takes_over() -> None:
    begun, go_on, griefs = threading.Event(), threading.Event(), [MemoryError()]

    def patience() -> float:
        begun.set()
        assert go_on.wait(10)
        if griefs:
            raise griefs.pop()
        return 0.0

    together: Together[int, int] = Together(list, patience)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(together.ask, 0)
        assert begun.wait(10)
        others = [pool.submit(together.ask, number) for number in (1, 2)]
        while len(together._waiting) < 3:
            threading.Event().wait(0.001)
        go_on.set()

        with pytest.raises(MemoryError):
            first.result(10)
        assert [other.result(10) for other in others] == [1, 2]
    assert together.ask(4) == 4
