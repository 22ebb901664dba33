"""What many threads want of the database at about the same time, done in one transaction.

A transaction costs five round trips and as many turns of the interpreter, whatever is in it. So the thread that comes
first waits a moment for others, does the work of all of them, and hands each its answer. Nothing is answered before
the transaction is committed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Wish = TypeVar("Wish")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Turn(Generic[Wish, Answer]):
    wish: Wish
    woken: threading.Event = field(default_factory=threading.Event)
    leads: bool = False
    answers: list[Answer] = field(default_factory=list)  # one, when it is there
    error: BaseException | None = None


class Together(Generic[Wish, Answer]):
    """`do` gets up to `most` wishes and gives as many answers, or raises. `patience_seconds` says how long the first
    one waits until there are `enough`; asked each time, so that it can be nothing while there is little to do."""

    def __init__(
        self,
        do: Callable[[Sequence[Wish]], Sequence[Answer]],
        patience_seconds: Callable[[], float],
        most: int = 64,
        enough: int = 16,
    ) -> None:
        self._do = do
        self._patience_seconds = patience_seconds
        self._most = most
        self._enough = enough
        self._lock = threading.Lock()
        self._waiting: list[_Turn[Wish, Answer]] = []
        self._is_led = False
        self._are_enough = threading.Event()

    def ask(self, wish: Wish) -> Answer:
        """The answer to `wish`, once it is committed. Raises what `do` raises for it."""
        turn: _Turn[Wish, Answer] = _Turn(wish)
        with self._lock:
            self._waiting.append(turn)
            if len(self._waiting) >= self._enough:
                self._are_enough.set()
            turn.leads = not self._is_led
            self._is_led = True
        if not turn.leads:
            turn.woken.wait()
        if turn.leads:
            self._lead()
        if turn.error is not None:
            raise turn.error
        return turn.answers[0]

    def _lead(self) -> None:
        """Whatever happens to the one that leads, which is the first of those who wait, another takes over: a job whose
        thread waits for ever is never given to anybody else."""
        turns: Sequence[_Turn[Wish, Answer]] = ()
        try:
            patience = self._patience_seconds()
            if patience > 0:
                self._are_enough.wait(patience)
            with self._lock:
                turns, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                if len(self._waiting) < self._enough:
                    self._are_enough.clear()
            self._work(turns)
        finally:
            self._hand_over(has_taken=bool(turns))
            for turn in turns:
                turn.woken.set()

    def _hand_over(self, *, has_taken: bool) -> None:
        with self._lock:
            if not has_taken:
                del self._waiting[0]
            self._is_led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].woken.set()

    def _work(self, turns: Sequence[_Turn[Wish, Answer]]) -> None:
        """All together; if that fails, each by itself, so that what is wrong with one harms no other."""
        try:
            answers = self._do([turn.wish for turn in turns])
            for turn, answer in zip(turns, answers, strict=True):
                turn.answers.append(answer)
        except BaseException as error:
            if len(turns) == 1:
                turns[0].error = error
                return
            for turn in turns:
                self._work([turn])
