"""What a run of the laboratory prints: one row a fault, the broken promises, and the figures behind them."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.faults.lab.fault import FAULTS
from tests.faults.lab.healing import Healing
from tests.faults.lab.judge import Violation

NAMED = 40


@dataclass(frozen=True, slots=True)
class Injected:
    """One fault as it happened: from the moment it began to that at which its cause was gone, and how it healed."""

    name: str
    began_at: float
    gone_at: float
    healing: Healing | None  # None: nobody looked, in the control without the sweep


@dataclass(frozen=True, slots=True)
class Result:
    seed: int
    title: str
    injected: Sequence[Injected]
    violations: Sequence[Violation]
    figures: Mapping[str, object]

    @property
    def ok(self) -> bool:
        return not self.violations


def say(line: str) -> None:
    """One line for whoever started the run, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def write_report(result: Result) -> str:
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Result) -> Iterator[str]:
    yield f"### {result.title}"
    yield ""
    yield from _fault_table(result.injected)
    yield ""
    yield "| figure | value |"
    yield "|---|---|"
    for name, value in result.figures.items():
        yield f"| {name} | {value} |"
    yield ""
    yield f"Violations: {len(result.violations)}"
    for promise, count in sorted(Counter(violation.promise for violation in result.violations).items()):
        yield f"- {promise}: {count}"
    for violation in result.violations[:NAMED]:
        yield f"  - {violation.promise}: {violation.says}"


def _fault_table(injected: Sequence[Injected]) -> Iterator[str]:
    by_name: dict[str, list[Injected]] = defaultdict(list)
    for one in injected:
        by_name[one.name].append(one)
    yield "| fault | matrix | injected | cause lasted, max s | healed in, p50 s | max s | not healed |"
    yield "|---|---|---|---|---|---|---|"
    for name in [name for name in FAULTS if name in by_name]:
        ones = by_name[name]
        yield f"| {name} | {FAULTS[name].rows} | {len(ones)} | {_cause(ones)} | {_healed(ones)} |"
    real = [one for one in injected if one.name != "nothing"]
    if real:
        yield f"| **all but `nothing`** | | {len(real)} | {_cause(real)} | {_healed(real)} |"


def _cause(ones: Sequence[Injected]) -> str:
    return f"{max(one.gone_at - one.began_at for one in ones):.1f}"


def _healed(ones: Sequence[Injected]) -> str:
    looked = [one.healing for one in ones if one.healing is not None]
    seconds = [healing.seconds for healing in looked if healing.seconds is not None]
    unhealed = len(looked) - len(seconds)
    if not seconds:
        return f"- | - | {unhealed}"
    return f"{median(seconds):.1f} | {max(seconds):.1f} | {unhealed}"
