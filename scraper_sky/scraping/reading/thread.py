"""One thread that reads page after page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

PAGES_A_THREAD = 64
LOOK_SECONDS = 1.0  # between two looks whether the thread still lives


class ReadingThread:
    """Runs functions one after another, whoever asks. Its thread is renewed after `pages` of them: lxml keeps every
    name of a tag or attribute that a thread has met until that thread ends, and pages can be made of names."""

    def __init__(self, pages: int = PAGES_A_THREAD) -> None:
        self._pages = pages
        self._left = 0
        self._reader: _Reader | None = None
        self._lock = threading.Lock()

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function` returns or raises. Raises MemoryError when the thread has ended for want of memory."""
        future: Future[T] = Future()
        with self._lock:
            reader = self._renewed()
            reader.work.put((future, lambda: function(*args, **kwargs)))
            self._left -= 1
            if self._left == 0:
                reader.work.put(None)
                self._reader = None
        while not _has_ended(future):
            if not reader.is_alive() and not future.done():
                self._forget(reader)
                raise MemoryError("the thread that reads pages has ended")
        return future.result()

    def _renewed(self) -> _Reader:
        if self._reader is None:
            reader = _Reader()
            reader.start()  # may fail, and leaves nothing behind then
            self._reader, self._left = reader, self._pages
        return self._reader

    def _forget(self, reader: _Reader) -> None:
        with self._lock:
            if self._reader is reader:
                self._reader = None


def _has_ended(future: Future[T]) -> bool:
    """Waits for it, but not for long."""
    with suppress(TimeoutError):
        future.exception(LOOK_SECONDS)
    return future.done()


class _Reader(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="read", daemon=True)
        self.work: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()

    def run(self) -> None:
        while (item := self.work.get()) is not None:
            future, function = item
            try:
                future.set_result(function())
            except BaseException as error:
                future.set_exception(error)
            del item, future, function  # what was read is not kept until the next page comes
