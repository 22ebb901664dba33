"""One thread that reads page after page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

PAGES_A_THREAD = 64


class ReadingThread:
    """Runs functions one after another, whoever asks. Its thread is renewed after `pages` of them: lxml keeps every
    name of a tag or attribute that a thread has met until that thread ends, and pages can be made of names."""

    def __init__(self, pages: int = PAGES_A_THREAD) -> None:
        self._pages = pages
        self._left = 0
        self._executor: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function` returns or raises."""
        with self._lock:
            future = self._renewed().submit(function, *args, **kwargs)
        return future.result()

    def _renewed(self) -> ThreadPoolExecutor:
        if self._executor is None or self._left == 0:
            if self._executor is not None:
                self._executor.shutdown(wait=False)
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="read")
            self._left = self._pages
        self._left -= 1
        return self._executor
