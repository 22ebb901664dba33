"""Reads pages so that no page keeps the other scans of a worker waiting.

Python runs one thread at a time, and some calls keep the interpreter until they end. So small pages are read one after
another, by one thread; large ones by a process of their own, where they cost the others neither time nor memory. It is
started with the first large page.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.reading.process import ReadingProcess
from scraper_sky.scraping.reading.thread import ReadingThread

LARGE_BYTES = 128 * 1024  # unpacked; the worst page below it is read in less than a tenth of a second


class Readers:
    """The readers of one process."""

    def __init__(self) -> None:
        self.thread = ReadingThread()
        self.process = ReadingProcess()


def read(url: str, headers: Mapping[str, str], body: bytes) -> PageFacts:
    """What `read_page` says of the page; waits for those that came before it.

    Raises what `read_page` raises, or ReadingFailed for a large page whose process did not live to answer.
    """
    if len(body) < LARGE_BYTES:
        return _readers.thread.run(read_page, url, headers, body)
    return _readers.process.read(url, headers, body)


def _begin_anew() -> None:
    """In a forked process: neither thread nor process of its parent are its own."""
    global _readers
    _readers = Readers()


_readers = Readers()
os.register_at_fork(after_in_child=_begin_anew)
