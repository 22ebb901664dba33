"""Ctrl-C, SIGTERM and the end of the terminal, as a number that is looked at where it is safe to stop."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

AT_ONCE = 3
INTERRUPTED = 130


class StopSignals:
    """While it is entered, the signals that ask this process to stop are counted and nothing else happens.

    An exception thrown into whatever is running would be lost in libraries that catch everything, or come between
    the start of a process and the note that it was started. The third signal ends this process on the spot; the kernel
    then ends its children.
    """

    def __init__(self) -> None:
        self.count = 0
        self._before: list[tuple[int, signal._HANDLER]] = []

    def __enter__(self) -> StopSignals:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup the end of the terminal is ignored, and stays so.
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                self._before.append((number, signal.signal(number, self._note)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._before:
            signal.signal(*self._before.pop())

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self.count == AT_ONCE:
            os._exit(INTERRUPTED)


@contextmanager
def every_end_as_interrupt() -> Iterator[None]:
    """For commands that end with what they do: SIGTERM and SIGHUP raise KeyboardInterrupt, as Ctrl-C does by itself."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
