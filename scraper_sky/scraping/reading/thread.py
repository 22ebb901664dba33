"""One thread that reads page after page."""

from __future__ import annotations

import _thread
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
MOST_LOOKS = 10  # at a thread that does not begin


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
        looks = 0
        while not _has_ended(future):
            looks += 1
            if (reader.has_ended or (not reader.has_begun and looks >= MOST_LOOKS)) and not future.done():
                self._forget(reader)
                raise MemoryError("the thread that reads pages has ended")
        return future.result()

    def _renewed(self) -> _Reader:
        if self._reader is None:
            self._reader, self._left = _Reader(), self._pages
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


class _Reader:
    """A thread of the plainest kind. To start one of `threading` is to wait until it has begun, and that is for ever
    where it ends for want of memory before."""

    def __init__(self) -> None:
        self.work: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self.has_begun = self.has_ended = False
        _thread.start_new_thread(self._run, ())

    def _run(self) -> None:
        self.has_begun = True
        try:
            while (item := self.work.get()) is not None:
                future, function = item
                try:
                    future.set_result(function())
                except BaseException as error:
                    future.set_exception(error)
                del item, future, function  # what was read is not kept until the next page comes
        finally:
            self.has_ended = True
