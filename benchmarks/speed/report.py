"""The figures of a benchmark as Markdown."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.speed import split
from benchmarks.speed.catalogue import SCENARIOS, Scenario
from benchmarks.speed.judge import Verdict, judge
from benchmarks.speed.machine import Executed
from benchmarks.speed.measure import Run
from benchmarks.speed.sampling import Profile

OURS, OURS_ALONE = "ScraperSky", "ScraperSky, robots.txt off"
FARM = "farm"
LOOP, SCRAPY = "aiohttp + lxml loop", "Scrapy, tuned (lxml)"
MOST_MS = {"https": 4.0, "http": 3.0}
MOST_OF_LOOP, MOST_OF_SCRAPY = 1.4, 0.5
MOST_OF_WORKER = 1 / 3  # our own Python code


@dataclass(slots=True)
class Results:
    """All runs of a benchmark, and what could not be had."""

    sites: int
    at_once: int
    page_bytes: Sequence[int]
    runs: list[Run] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    at_full_load: Profile | None = None
    with_few_threads: Profile | None = None
    few_threads_run: Run | None = None
    executed: Executed | None = None  # by a scan worker at full load
    load_before: float = 0.0

    def of(self, contender: str, scenario: Scenario) -> list[Run]:
        return [run for run in self.runs if run.contender == contender and run.scenario == scenario]

    def verdict(self, contender: str, scenario: Scenario) -> Verdict:
        """Of the worst run."""
        verdicts = [judge(run.names, run.found) for run in self.of(contender, scenario)]
        return min(verdicts, key=lambda verdict: verdict.found / max(1, verdict.wanted))

    @property
    def contenders(self) -> list[str]:
        return list(dict.fromkeys(run.contender for run in self.runs))

    @property
    def scenarios(self) -> list[Scenario]:
        return [each for each in SCENARIOS if any(run.scenario == each for run in self.runs)]


def write(results: Results) -> str:
    parts = [_head(results)]
    parts += [_scenario(results, scenario) for scenario in results.scenarios]
    parts += [_targets(results), _beside(results)]
    if results.at_full_load and results.with_few_threads and results.few_threads_run:
        parts.append(split.by_part(results.at_full_load, results.with_few_threads, results.few_threads_run))
    if results.at_full_load and results.executed:
        parts.append(split.by_code(results.at_full_load, results.executed))
    parts.append(_reading())
    if results.remarks:
        parts.append("## Remarks of this run\n\n" + "\n".join(f"- {remark}" for remark in results.remarks) + "\n")
    return "\n".join(parts)


def _head(results: Results) -> str:
    sizes = results.page_bytes
    rounds = max((len(results.of(OURS, each)) for each in results.scenarios), default=0)
    pages = f"{min(sizes) / 1000:.0f}–{max(sizes) / 1000:.0f} KB, on average {statistics.mean(sizes) / 1000:.0f} KB"
    return f"""# Speed

What a domain costs: ours end to end against others that fetch the same pages and find the same facts. Written by
`make bench`. In each round every contender ran right after the other, in another order each time.

- Rounds of {results.sites} domains: {rounds}; one page each ({pages}, sent gzipped), after a warm-up of as many others.
- At once: {results.at_once} threads of ours, {results.at_once} connections of each other.
- Machine: {os.cpu_count()} cores that also ran the farm and the servers; load from elsewhere before: \
{results.load_before:.1f}.

CPU is user + system of all processes of a contender, in milliseconds a domain: the middle of the rounds, and the least
and the most of them. Ratios are made within each round; below 1 ours is cheaper.
"""


def _scenario(results: Results, scenario: Scenario) -> str:
    lines = [
        f"## {scenario.title}",
        "",
        "| contender | CPU ms a domain | in the kernel | ours / it | ours, robots.txt off / it | domains/s | peak MB "
        "| requests a domain | facts found |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    ours, alone = (_by_round(results.of(name, scenario)) for name in (OURS, OURS_ALONE))
    for name in results.contenders:
        runs = results.of(name, scenario)
        if not runs:
            continue
        verdict = results.verdict(name, scenario)
        missed = "".join(f", {count} {kind} missed" for kind, count in verdict.missed.items())
        cells = (
            name,
            _spread(run.cpu_ms for run in runs),
            f"{statistics.median(run.system_share for run in runs):.0%}",
            _ratio(ours, runs),
            _ratio(alone, runs),
            _spread((run.rate for run in runs), "{:.0f}"),
            f"{max(run.peak_bytes for run in runs) / 1e6:.0f}",
            f"{statistics.mean(run.requests / run.domains for run in runs):.2f}",
            f"{verdict.found} of {verdict.wanted}{missed}",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _by_round(runs: Sequence[Run]) -> dict[int, Run]:
    return {run.round: run for run in runs}


def _ratio(ours: Mapping[int, Run], others: Sequence[Run]) -> str:
    ratios = [ours[run.round].cpu_ms / run.cpu_ms for run in others if run.round in ours and run.cpu_ms]
    return _spread(ratios, "{:.2f}") if ratios else "–"


def _spread(values: Iterable[float], form: str = "{:.1f}") -> str:
    found = sorted(values)
    middle = form.format(statistics.median(found))
    return middle if len(found) == 1 else f"{middle} ({form.format(found[0])}–{form.format(found[-1])})"


def _targets(results: Results) -> str:
    """Judged where nothing is held back, by the middle of the rounds, as ours is by default."""
    lines = ["## Where we want to be", "", "| aim | now | held |", "|---|---|---|"]
    missed = False
    for scenario in (each for each in results.scenarios if each.latency_ms == 0):
        ours = _by_round(results.of(OURS, scenario))
        if not ours:
            continue
        cost = statistics.median(run.cpu_ms for run in ours.values())
        most = MOST_MS[scenario.scheme]
        lines.append(_aim(f"{scenario.title}: at most {most:.1f} CPU ms a domain", cost, most))
        missed = missed or cost > most
        for name, limit in ((LOOP, MOST_OF_LOOP), (SCRAPY, MOST_OF_SCRAPY)):
            ratios = [ours[run.round].cpu_ms / run.cpu_ms for run in results.of(name, scenario) if run.round in ours]
            if ratios:
                lines.append(_aim(f"{scenario.title}: at most {limit} × {name}", statistics.median(ratios), limit))
    if results.at_full_load and results.executed:
        own = split.shares_of_code(results.at_full_load, results.executed)[split.OWN_PYTHON]
        text = f"scan worker at full load: our own Python code at most {MOST_OF_WORKER:.2f} of the time"
        lines.append(_aim(text, own, MOST_OF_WORKER))
    if missed and results.with_few_threads and results.few_threads_run:
        lines += ["", _why(results, results.with_few_threads, results.few_threads_run)]
    return "\n".join(lines) + "\n"


def _why(results: Results, profile: Profile, run: Run) -> str:
    """What the milliseconds beyond the aim are spent on, and which of them a bare loop has too."""
    ours, alone, loop = (_by_round(results.of(name, run.scenario)) for name in (OURS, OURS_ALONE, LOOP))
    obeying = [ours[each].cpu_ms - alone[each].cpu_ms for each in ours if each in alone]
    return split.why(
        profile,
        run,
        MOST_MS[run.scenario.scheme],
        loop_ms=statistics.median(each.cpu_ms for each in loop.values()) if loop else None,
        robots_ms=statistics.median(obeying) if obeying else None,
    )


def _aim(text: str, now: float, limit: float) -> str:
    return f"| {text} | {now:.2f} | {'yes' if now <= limit else 'no'} |"


def _beside(results: Results) -> str:
    """What our workers cost one by one, and what stands beside them."""
    names = list(dict.fromkeys(name for run in results.runs for name in run.beside))
    lines = [
        "## Our processes one by one",
        "",
        "CPU ms a domain, the middle of the rounds. Scan, control and beat are the workers counted above; the others "
        "stand beside them, as a farm stands beside every contender.",
        "",
        "| process | " + " | ".join(scenario.title for scenario in results.scenarios) + " |",
        "|---" * (1 + len(results.scenarios)) + "|",
    ]
    for name in names:
        lines.append(_row(results, name))
    lines.append(_row(results, FARM))
    return "\n".join(lines) + "\n"


def _row(results: Results, name: str) -> str:
    cells = []
    for scenario in results.scenarios:
        runs = results.of(OURS, scenario)
        spent = [run.farm_cpu_seconds if name == FARM else run.beside[name] for run in runs]
        costs = [1000 * seconds / run.domains for seconds, run in zip(spent, runs, strict=True)]
        cells.append(f"{statistics.median(costs):.2f}" if costs else "–")
    return f"| {name} | " + " | ".join(cells) + " |"


def _reading() -> str:
    return """## How to read it

- **Ours** runs as `scrapersky up` starts it: a batch goes in through the API, is cut into chords, worked on by one scan
  worker with its threads, stored in PostgreSQL, and has ended when the API says so. It obeys robots.txt, and reads and
  stores far more than the facts that are compared: every contact with its page, method and snippet, technologies with
  versions, liveness, company, sitemaps, a ledger of every request, and the responses themselves where an archive is
  set. With robots.txt off (`SCRAPERSKY_OBEY_ROBOTS=false`) it obeys none; how many requests that saves, if it still
  reads sitemaps, the column of requests says. The others make one.
- **http** sites refuse port 443. Ours tries https first, as it must for names without a scheme; the others are told.
- **The others** are given URLs with ports, and names that lead to this machine without a lookup (Crawlee: with one in
  /etc/hosts); they verify certificates only where that is their default (Crawlee does not here). They extract by the
  few lines in `benchmarks/speed/peers`, write JSON lines, keep no state, retry nothing and would lose what they had
  in memory. `requests in turn` reads fewer domains, one after another, with a new connection each as it comes.
- **Facts** are title, description, e-mail addresses, phone numbers, profiles and the software named as generator, where
  the plan of a site puts them on its home page in a way that a short program can read.
- **Peak memory** is the largest resident size of each process, added up.
"""
