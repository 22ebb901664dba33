"""One process that reads large pages, as its parent sees it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe

from scraper_sky.scraping.extract.values import PageFacts

LONGEST_SECONDS = 60.0  # a page takes one or two; the machine may be busy
ENDING_SECONDS = 5.0
CHILD = "scraper_sky.scraping.reading.child"


class ReadingFailed(Exception):
    """The process that should have read a page did not answer, or says what went wrong there."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What reading raised in the other process."""

    traceback: str
    is_shortage: bool


class ReadingProcess:
    """Started when there is something to read, and again when it has died. It ends with this process."""

    def __init__(self, longest_seconds: float = LONGEST_SECONDS) -> None:
        self._longest_seconds = longest_seconds
        self._turn = threading.Lock()
        self._child: tuple[subprocess.Popen[bytes], Connection] | None = None

    def read(self, url: str, headers: Mapping[str, str], body: bytes) -> PageFacts:
        """What `read_page` says. Raises MemoryError if there was too little of it over there, else ReadingFailed."""
        with self._turn:
            answer = self._answer((url, dict(headers), body))
        if isinstance(answer, PageFacts):
            return answer
        raise MemoryError(answer.traceback) if answer.is_shortage else ReadingFailed(answer.traceback)

    def _answer(self, page: tuple[str, dict[str, str], bytes]) -> PageFacts | Trouble:
        popen, line = self._alive()
        try:
            line.send(page)
            if line.poll(self._longest_seconds):
                answer: PageFacts | Trouble = line.recv()
                return answer
        except (EOFError, OSError):
            status = self._bury(ENDING_SECONDS)
            # What killed it without a word was most likely the kernel, short of memory.
            return Trouble(f"the process that read it ended with status {status}", status == -signal.SIGKILL)
        except BaseException:
            self._bury()  # half an answer may be left in the line
            raise
        self._bury()
        return Trouble(f"process {popen.pid} took more than {self._longest_seconds:g} s to read it", False)

    def _alive(self) -> tuple[subprocess.Popen[bytes], Connection]:
        """The process and the line to it; a new one if there is none that lives."""
        if self._child is not None and self._child[0].poll() is None:
            return self._child
        self._bury()
        line, its_line = Pipe()
        with its_line:
            number = its_line.fileno()
            argv = (sys.executable, "-m", CHILD, str(number))
            self._child = subprocess.Popen(argv, pass_fds=(number,), stdin=subprocess.DEVNULL), line
        return self._child

    def _bury(self, seconds: float = 0) -> int | None:
        """Waits at most `seconds` for the end of the process, then kills it. Its status, as `subprocess` counts."""
        if self._child is None:
            return None
        (popen, line), self._child = self._child, None
        line.close()
        with suppress(subprocess.TimeoutExpired):
            return popen.wait(seconds)
        popen.kill()
        return popen.wait()
