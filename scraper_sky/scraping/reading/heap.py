"""What the C library does with memory that was freed."""

from __future__ import annotations

import ctypes

_ARENAS = 2
_M_ARENA_MAX = -8  # malloc.h of glibc


def use_few_arenas() -> None:
    """Lets all threads share a few heaps, so that what one page took serves the next: left alone, glibc keeps up to
    eight for each core, each as large as it ever was. Once for each process, before its first thread."""
    _call("mallopt", _M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """To the system, what is free: a page of three megabytes may have taken a hundred and seventy."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    """A function of the C library, if it is one that has it."""
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
