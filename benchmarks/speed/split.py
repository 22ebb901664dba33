"""How the scan worker's CPU time divides, as Markdown: by part, function and kind of code; and why it is not less."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.speed.machine import INTERPRETER, REGEX, TEXT, Executed
from benchmarks.speed.measure import Run
from benchmarks.speed.sampling import CELERY, TLS, Profile

FUNCTIONS = 30
OWN_PYTHON, OTHER_PYTHON = "the interpreter, in our own Python code", "the interpreter, in Python code of libraries"
_WHY = (
    ("for what a bare loop does too", ("fetch", TLS, "parse the page into a tree")),
    (
        "for reading what the loop does not look for: every contact in any disguise with its place, software with "
        "versions, company, address and hours, whether the site lives",
        (
            "extract: contacts",
            "extract: company, address and hours",
            "extract: technology",
            "extract: all else",
        ),
    ),
    (
        "for a scan that survives the death of any process and can be asked about while it runs; the loop holds all in "
        "memory until its end. A domain has a row, an attempt, a lease, a ledger of its requests and its findings",
        ("database", CELERY, "keeping the responses", "services and logging"),
    ),
    (
        "for manners, and for knowing where to look next",
        ("politeness", "robots.txt and sitemaps", "links: frontier and addresses"),
    ),
)


def by_part(full: Profile, few: Profile, run: Run) -> str:
    """Shares of both profiles; the milliseconds are those of the worker with few threads."""
    cost = _cost(run)
    lines = [
        "## Where the scan worker spends it",
        "",
        f"Samples of one scan worker ({run.scenario.title}), by the innermost function of ours. *Full load*: "
        f"{full.total:,} samples of the thread that had the GIL, all threads at work. *Two threads*: {few.total:,} "
        f"samples of threads that ran, with or without the GIL, and the shares of its {cost:.1f} CPU ms a domain.",
        "",
        "![Flame graph of a scan worker at full load](../images/worker-profile.svg)",
        "",
        "| part | full load, share | two threads, share | ms a domain |",
        "|---|---|---|---|",
    ]
    lines += _shares(full.by_part(), few.by_part(), cost, "{}")
    lines += [
        "",
        "| function, with the libraries that it calls | full load, share | two threads, share | ms a domain |",
    ]
    lines += ["|---|---|---|---|", *_shares(full.by_function(), few.by_function(), cost, "`{}`")[:FUNCTIONS]]
    return "\n".join(lines) + "\n"


def _shares(full: Mapping[str, float], few: Mapping[str, float], cost: float, form: str) -> list[str]:
    """The largest of the second first."""
    names = sorted({**full, **few}, key=lambda name: -few.get(name, 0.0))
    return [
        f"| {form.format(name)} | {full.get(name, 0.0):.1%} | {few.get(name, 0.0):.1%} "
        f"| {few.get(name, 0.0) * cost:.2f} |"
        for name in names
    ]


def by_code(full: Profile, executed: Executed) -> str:
    shares, own = executed.shares(), full.own_share_of_python()
    in_binary = sum(shares.get(kind, 0.0) for kind in (INTERPRETER, REGEX, TEXT))
    lines = [
        "## Whose code the scan worker runs",
        "",
        f"{sum(executed.samples.values()):,} samples of where the processor was while one scan worker was at full load "
        "(perf, kernel included), by what that machine code is for. Which functions of the interpreter's binary are "
        "those of regular expressions and of `str` was found out with probes. What is left of the binary is divided "
        f"as py-spy saw it at full load: in {own:.0%} of the samples within the binary the innermost Python function "
        "was ours, its regular expressions with it, which hardly any library has. With the regular expressions and "
        f"texts that it hands to C, our own Python code is {own * in_binary:.1%} of the whole.",
        "",
        "| what runs | share |",
        "|---|---|",
    ]
    lines += [f"| {kind} | {share:.1%} |" for kind, share in shares_of_code(full, executed).items()]
    return "\n".join(lines) + "\n"


def shares_of_code(full: Profile, executed: Executed) -> dict[str, float]:
    """By kind of code: our own Python's, libraries' Python's, then C, the largest first."""
    shares = executed.shares()
    interpreter, patterns = shares.pop(INTERPRETER, 0.0), shares.get(REGEX, 0.0)
    own = max(0.0, full.own_share_of_python() * (interpreter + patterns) - patterns)
    return {OWN_PYTHON: own, OTHER_PYTHON: interpreter - own, **{f"C: {kind}": share for kind, share in shares.items()}}


def why(profile: Profile, run: Run, most: float, *, loop_ms: float | None, robots_ms: float | None) -> str:
    """What the scan worker spends, in groups; `most` is the aim, `loop_ms` what the bare loop costs in all."""
    cost, shares = _cost(run), profile.by_part()
    lines = [
        f"What is left, of the {cost:.1f} CPU ms a domain of a scan worker ({run.scenario.title}, two threads):",
        "",
    ]
    basic = 0.0
    for text, parts in _WHY:
        spent = {part: shares.get(part, 0.0) * cost for part in parts}
        basic = basic or sum(spent.values())
        named = ", ".join(f"{part.removeprefix('extract: ')} {ms:.2f}" for part, ms in spent.items())
        lines.append(f"- {sum(spent.values()):.1f} {text} ({named}).")
    control = 1000 * sum(run.beside.get(name, 0.0) for name in ("worker-control", "beat")) / run.domains
    lines.append(f"- {control:.1f} more in the processes that cut batches into tasks and watch over them.")
    if robots_ms is not None and robots_ms > 0:
        lines.append(f"- In these, robots.txt: a domain costs {robots_ms:.1f} less where it is not obeyed.")
    loop = f", against {loop_ms:.1f} of the whole loop" if loop_ms else ""
    lines += ["", f"The first group alone is {basic:.1f}{loop}; the aim is {most:.1f} for all groups together."]
    return "\n".join(lines)


def _cost(run: Run) -> float:
    """CPU ms a domain of the scan worker."""
    return 1000 * run.beside["worker-scan"] / run.domains
