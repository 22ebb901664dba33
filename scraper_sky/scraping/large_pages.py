"""Large pages are read a few at a time, and their memory is given back.

A page of three megabytes may take a hundred and seventy as a tree. Python reads one page at a time anyhow, so that
sixty-four such trees in memory at once would gain nothing. And glibc keeps what was freed, in up to eight heaps for
each core, each as large as it ever was.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LARGE_BYTES = 512 * 1024
AT_A_TIME = 2

_ARENAS = 2
_M_ARENA_MAX = -8  # malloc.h of glibc
_turns = threading.Semaphore(AT_A_TIME)


@contextmanager
def turn_to_read(body: bytes) -> Iterator[None]:
    """Waits, where `body` is large, until few others are read; afterwards what reading it took is given back."""
    if len(body) < LARGE_BYTES:
        yield
        return
    with _turns:
        yield
    _call("malloc_trim", 0)


def use_few_arenas() -> None:
    """Lets all threads share a few heaps, so that what one page took serves the next. Once for each process, early."""
    _call("mallopt", _M_ARENA_MAX, _ARENAS)


def _call(name: str, *arguments: int) -> None:
    """A function of the C library, if it is one that has it."""
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
