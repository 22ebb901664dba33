"""Which machine code a process executes, sorted by what it is for: perf's samples of where each processor core was.

The regular expressions and the functions of `str` stand in the same stripped binary as the interpreter's loop. Its
tables for unwinding tell where each function begins, and probes tell which are which: what programs of nothing but
searches, or of nothing but work on texts, execute over and over and a program of plain Python hardly ever.
"""

from __future__ import annotations

import bisect
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.speed.measure import CouldNotRun

RATE = 499  # a second, of each core
LAST_WORDS_SECONDS = 60.0
_ELF_TYPE = slice(16, 18)
_AT_ITS_ADDRESSES = b"\x02\x00"  # ET_EXEC
_LEAST_SHARE, _LEAST_RATIO = 0.004, 4.0  # of a function in its probe, and to its share in plain Python

INTERPRETER, REGEX, TEXT, KERNEL, OTHER = "interpreter", "regular expressions", "texts (str)", "kernel", "other C"
LIBRARIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lxml and libxml2", re.compile(r"/lxml/|libxml2|libxslt")),
    ("OpenSSL", re.compile(r"libssl|libcrypto|/_ssl\.")),
    ("psycopg and libpq", re.compile(r"psycopg|libpq")),
    ("zlib", re.compile(r"/libz\.|/zlib\.")),
    ("memory and system calls (libc)", re.compile(r"/libc\.|/ld-linux|vdso")),
    (KERNEL, re.compile(r"kernel|\[k|\[unknown")),
)

_SAMPLE = re.compile(r"\s*([0-9a-f]+) \((.*)\)\s*\Z")
_BEGINS = re.compile(r" pc=([0-9a-f]+)\.\.")
_PROBES = {
    INTERPRETER: """
class Point:
    def __init__(self, left, right): self.left, self.right = left, right
    def total(self): return self.left + self.right
def work():
    points = [Point(number, number * 2) for number in range(500)]
    known = {point.left: point for point in points}
    for number in range(0, 500, 3):
        try: known[number].right = (known[number].total(), number in known, [*range(4)], {**{"a": 1}})
        except KeyError: pass
    return sum(1 for point in sorted(points, key=lambda point: -point.left) if isinstance(point.right, tuple))
""",
    REGEX: r"""
import re
TEXTS = ["lorem ipsum 030 1234 Dolor at 9-17 <a href='x'>y</a> " * 150 + sign for sign in "a\xe9\u2014\U0001f600"]
PATTERNS = [re.compile(each) for each in (r"\d\d*", r" (?:at|dot|arroba) ", r"(?<!\w)[a-z]+?\d{2}(?=x)", r"[^<]*+<",
    r"(?:mail|tel|fax)\b", r"(\w{1,9})\s{0,3}(\d{1,4})-(?P<end>\d+)", r"href=[\"'][^\"']*", r"(?i:impressum|kontakt)")]
def work():
    for text in TEXTS:
        for pattern in PATTERNS:
            for found in pattern.finditer(text): pass
""",
    TEXT: r"""
TEXTS = ["Lorem ipsum 030 1234 Dolor  at 9-17 <a href='x'>y</a>\n" * 300 + sign for sign in "a\xe9\u2014\U0001f600"]
def work():
    for text in TEXTS:
        ("absent" in text, text.find("nowhere"), text.lower(), text.replace("  ", " "), text.encode(), text.count("<"))
        "\n".join([line.strip() for line in text.split("\n") if not line.startswith("x")])
""",
}
_LOOP = "\nimport time\nuntil = time.monotonic() + 1.5\nwhile time.monotonic() < until: work()\n"


@dataclass(frozen=True, slots=True)
class Executed:
    """Samples by what was executed; `interpreter` is all of Python's binary that is nothing else."""

    samples: Mapping[str, int]

    def shares(self) -> dict[str, float]:
        """The largest first."""
        total = max(1, sum(self.samples.values()))
        return {kind: count / total for kind, count in Counter(self.samples).most_common()}


def executed_by(pid: int, work: Callable[[], object], folder: Path) -> Executed:
    """What the process executes while `work` goes on. Raises CouldNotRun where perf or its tables cannot be had."""
    binary = Path(f"/proc/{pid}/exe").resolve()
    kinds = _kinds_of(binary, folder)
    return Executed(Counter(kind_of(*place, binary, kinds) for place in _places(["-p", str(pid)], work, folder)))


def kind_of(address: int, file: str, binary: Path, kinds: Callable[[int], str]) -> str:
    """What the code at the address is for; `kinds` says it of those in Python's binary."""
    if file == str(binary):
        return kinds(address)
    return next((kind for kind, pattern in LIBRARIES if pattern.search(file)), OTHER)


def _kinds_of(binary: Path, folder: Path) -> Callable[[int], str]:
    if binary.open("rb").read(18)[_ELF_TYPE] != _AT_ITS_ADDRESSES:
        raise CouldNotRun(f"{binary} is moved in memory, so its functions are not known")
    begins = _beginnings(binary)
    in_probes = {name: _functions_in(name, binary, begins, folder) for name in _PROBES}
    kinds = told_apart(in_probes)
    return lambda address: kinds.get(_function_at(address, begins), INTERPRETER)


def told_apart(in_probes: Mapping[str, Mapping[int, float]]) -> dict[int, str]:
    """The functions that belong to one kind, by their shares in each probe."""
    plain = in_probes[INTERPRETER]
    kinds: dict[int, str] = {}
    for function in {function for shares in in_probes.values() for function in shares}:
        kind, share = max(
            ((kind, shares.get(function, 0.0)) for kind, shares in in_probes.items() if kind != INTERPRETER),
            key=lambda pair: pair[1],
        )
        if share >= _LEAST_SHARE and share >= _LEAST_RATIO * plain.get(function, 0.0):
            kinds[function] = kind
    return kinds


def _functions_in(name: str, binary: Path, begins: Sequence[int], folder: Path) -> dict[int, float]:
    """The shares of the functions of Python's binary in a probe."""
    probe = [sys.executable, "-c", _PROBES[name] + _LOOP]
    places = _places(["--", *probe], lambda: None, folder)
    counts = Counter(_function_at(address, begins) for address, file in places if file == str(binary))
    return {function: count / max(1, len(places)) for function, count in counts.items()}


@cache
def _beginnings(binary: Path) -> list[int]:
    try:
        frames = subprocess.run(
            ["readelf", "--debug-dump=frames", str(binary)], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise CouldNotRun(f"readelf: {error}") from None
    return sorted({int(begin, 16) for begin in _BEGINS.findall(frames.stdout)})


def _function_at(address: int, begins: Sequence[int]) -> int:
    """Where the function that holds the address begins."""
    place = bisect.bisect_right(begins, address)
    return begins[place - 1] if place else 0


def _places(what: list[str], work: Callable[[], object], folder: Path) -> list[tuple[int, str]]:
    """The samples of a process (`-p PID`, until `work` has ended) or of a command: addresses and their files."""
    data = folder / "perf.data"
    command = ["perf", "record", "-q", "-e", "cpu-clock", "-F", str(RATE), "-o", str(data), *what]
    try:
        perf = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise CouldNotRun("there is no perf") from None
    try:
        work()
    finally:
        if "-p" in what:
            perf.send_signal(signal.SIGINT)
        _, said = perf.communicate(timeout=LAST_WORDS_SECONDS)
    listed = subprocess.run(["perf", "script", "-i", str(data), "-F", "ip,dso"], capture_output=True, text=True)
    found = [(int(line[1], 16), line[2]) for line in map(_SAMPLE.match, listed.stdout.splitlines()) if line]
    if not found:
        raise CouldNotRun(f"perf: {(said.decode(errors='replace') + listed.stderr).strip()[-300:]}")
    return found
