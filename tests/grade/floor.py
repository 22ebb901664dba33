"""The figures below which the extractor must not fall."""

from __future__ import annotations

import math

from tests.grade.scoring import Grade

Floor = dict[str, dict[str, float]]
"""By kind of fact: `precision` and `recall` (0..1)."""


def floor_of(result: Grade) -> Floor:
    """The figures as measured, rounded down to whole per cents."""
    return {
        kind: {"precision": _down(tally.precision), "recall": _down(tally.recall)}
        for kind, tally in result.tallies.items()
        if tally.hits + tally.missed + tally.extra
    }


def below(floor: Floor, result: Grade) -> list[str]:
    """Each figure of `result` that is under its floor, as a sentence."""
    fallen = []
    for kind, least in floor.items():
        tally = result.tallies[kind]
        for name, figure in (("precision", tally.precision), ("recall", tally.recall)):
            if figure < least[name]:
                fallen.append(f"{name} of {kind} is {figure:.3f}, below {least[name]:.2f}")
    return fallen


def _down(figure: float) -> float:
    # Without the small addition 0.29 would become 0.28.
    return math.floor(figure * 100 + 1e-9) / 100
