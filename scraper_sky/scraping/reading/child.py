"""`python -m scraper_sky.scraping.reading.child NUMBER`: reads the pages that come through file descriptor NUMBER.

It ends when its parent does, or closes the line. Of the two the kernel shall take this one when memory runs out.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.faults import shortage
from scraper_sky.scraping.reading.heap import give_back
from scraper_sky.scraping.reading.process import Trouble
from scraper_sky.scraping.reading.thread import ReadingThread

FIRST_TO_GO = "500"  # proc(5), oom_score_adj: half of all memory more than it really has


def main() -> None:
    # Whoever stops a worker may tell its whole group; the worker still has pages to be read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
    thread = ReadingThread(pages=1)
    with Connection(int(sys.argv[1])) as line, suppress(EOFError, OSError):
        while True:
            line.send(_read(thread, *line.recv()))
            give_back()
    os._exit(0)


def _read(thread: ReadingThread, url: str, headers: dict[str, str], body: bytes) -> PageFacts | Trouble:
    try:
        return thread.run(read_page, url, headers, body)
    except Exception as error:
        return Trouble(traceback.format_exc(), shortage(error) is not None)


if __name__ == "__main__":
    main()
