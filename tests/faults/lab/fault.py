"""A fault and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.faults.lab.laboratory import Laboratory

Inject = Callable[[Laboratory, Random], None]
"""Causes, waits, and undoes; when it returns, the cause is gone."""


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    rows: str  # of the fault matrix
    inject: Inject
    reads_work: bool = True  # whether the web process and the database stay up, so that a read must be answered
    copies: bool = False  # whether a message may lie in the broker twice: copied, or sent again for want of an answer


FAULTS: dict[str, Fault] = {}


def fault(rows: str, *, reads_work: bool = True, copies: bool = False) -> Callable[[Inject], Inject]:
    def note(inject: Inject) -> Inject:
        name = inject.__name__.replace("_", "-")
        FAULTS[name] = Fault(name, rows, inject, reads_work, copies)
        return inject

    return note
