from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from scraper_sky.scraping.large_pages import AT_A_TIME, LARGE_BYTES, turn_to_read

LARGE, SMALL = bytes(LARGE_BYTES), bytes(LARGE_BYTES - 1)


def test_large_pages_are_read_a_few_at_a_time() -> None:
    lock, together, most = threading.Lock(), 0, 0

    def read(_: int) -> None:
        nonlocal together, most
        with turn_to_read(LARGE):
            with lock:
                together += 1
                most = max(most, together)
            threading.Event().wait(0.001)
            with lock:
                together -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(read, range(40)))

    assert 1 <= most <= AT_A_TIME


def test_small_pages_wait_for_nobody() -> None:
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


def test_a_fault_gives_the_turn_back() -> None:
    for _ in range(AT_A_TIME + 1):
        try:
            with turn_to_read(LARGE):
                raise ValueError
        except ValueError:
            pass

    with turn_to_read(LARGE):
        pass
