from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from scraper_sky.scraping.reading_turns import AT_A_TIME, LARGE_BYTES, SMALL_BYTES, turn_to_read

LARGE, MIDDLING, SMALL = bytes(LARGE_BYTES), bytes(LARGE_BYTES - 1), bytes(SMALL_BYTES - 1)


@pytest.mark.parametrize(("body", "limit"), [(SMALL, 1), (MIDDLING, AT_A_TIME), (LARGE, AT_A_TIME)])
def test_pages_of_a_size_are_read_in_turns(body: bytes, limit: int) -> None:
    lock, together, most = threading.Lock(), 0, 0

    def read(_: int) -> None:
        nonlocal together, most
        with turn_to_read(body):
            with lock:
                together += 1
                most = max(most, together)
            threading.Event().wait(0.001)
            with lock:
                together -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(read, range(40)))

    assert 1 <= most <= limit


def test_small_pages_do_not_wait_for_large_ones() -> None:
    reading = threading.Barrier(AT_A_TIME + 1)
    done = threading.Event()

    def read_slowly() -> None:
        with turn_to_read(LARGE):
            reading.wait()
            done.wait()

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for _ in range(AT_A_TIME):
            pool.submit(read_slowly)
        reading.wait()
        with turn_to_read(SMALL):
            done.set()


@pytest.mark.parametrize("body", [SMALL, LARGE])
def test_a_fault_gives_the_turn_back(body: bytes) -> None:
    for _ in range(AT_A_TIME + 1):
        with pytest.raises(ValueError), turn_to_read(body):
            raise ValueError

    with turn_to_read(body):
        pass
