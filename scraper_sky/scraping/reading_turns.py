"""Pages are read in turns, and the memory of large ones is given back.

Python runs one thread at a time anyhow. Small pages are read one after another: sixty-four threads that all want the
interpreter take it from each other every few milliseconds, which makes each page dearer by a tenth. Larger ones have
two turns of their own, so that no small page waits for one of them. A page of three megabytes may take a hundred and
seventy as a tree, and glibc keeps what was freed, in up to eight heaps for each core, each as large as it ever was.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SMALL_BYTES = 128 * 1024  # unpacked; the worst page below it keeps the others waiting for less than a tenth of a second
LARGE_BYTES = 512 * 1024  # from which on memory is given back
AT_A_TIME = 2

_ARENAS = 2
_M_ARENA_MAX = -8  # malloc.h of glibc
_small = threading.Lock()
_others = threading.Semaphore(AT_A_TIME)


@contextmanager
def turn_to_read(body: bytes) -> Iterator[None]:
    """Waits until few others are read that are as large as `body`; afterwards what reading a large one took is given
    back."""
    with _small if len(body) < SMALL_BYTES else _others:
        yield
    if len(body) >= LARGE_BYTES:
        _call("malloc_trim", 0)


def use_few_arenas() -> None:
    """Lets all threads share a few heaps, so that what one page took serves the next. Once for each process, early."""
    _call("mallopt", _M_ARENA_MAX, _ARENAS)


def _call(name: str, *arguments: int) -> None:
    """A function of the C library, if it is one that has it."""
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
