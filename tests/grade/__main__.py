"""`python -m tests.grade [--misses] [--kind email]… [--page a01]… [--write-floor]`: the figures of the graded pages."""

from __future__ import annotations

import argparse
import json
import sys

from tests.grade.cases import FLOOR, list_cases
from tests.grade.floor import floor_of
from tests.grade.scoring import Grade, Tally, grade


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.grade", description="Grade the extractor on labelled pages.")
    parser.add_argument("--misses", action="store_true", help="list every label not found and every wrong finding")
    parser.add_argument("--kind", action="append", default=[], help="only misses of this kind of fact")
    parser.add_argument("--page", action="append", default=[], help="only this page, or pages that begin so")
    parser.add_argument("--write-floor", action="store_true", help="keep these figures as the floor of the tests")
    asked = parser.parse_args()
    if asked.write_floor and asked.page:
        parser.error("the floor is of all pages: leave --page out")
    result = grade(case for case in list_cases() if not asked.page or case.slug.startswith(tuple(asked.page)))
    sys.stdout.write(table(result))
    if asked.misses:
        sys.stdout.write(misses(result, asked.kind))
    if asked.write_floor:
        FLOOR.write_text(json.dumps(floor_of(result), indent=1) + "\n", encoding="utf-8")
    return 0


def table(result: Grade) -> str:
    """One line for each kind of fact: how many there are, how many were found, and the two shares in per cent."""
    lines = [f"{result.pages} pages", f"{'':22}{'true':>7}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}"]
    every = Tally()
    for kind, tally in result.tallies.items():
        lines.append(_line(kind, tally))
        every.hits, every.missed, every.extra = (
            every.hits + tally.hits,
            every.missed + tally.missed,
            every.extra + tally.extra,
        )
    return "\n".join([*lines, _line("all", every)]) + "\n"


def _line(kind: str, tally: Tally) -> str:
    counts = f"{tally.hits + tally.missed:>7}{tally.hits + tally.extra:>7}{tally.hits:>7}"
    return f"{kind:22}{counts}{tally.precision:>11.1%}{tally.recall:>8.1%}"


def misses(result: Grade, kinds: list[str]) -> str:
    """`page kind missed|extra value`, one a line, by kind."""
    order = list(result.tallies)
    chosen = [miss for miss in result.misses if not kinds or miss.kind in kinds]
    chosen.sort(key=lambda miss: (order.index(miss.kind), miss.slug, miss.how))
    return "".join(f"{miss.slug:8} {miss.kind:20} {miss.how:7} {miss.value}\n" for miss in chosen)


if __name__ == "__main__":
    sys.exit(main())
