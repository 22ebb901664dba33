"""Where a busy worker spends its CPU, sorted by part: py-spy's samples of every thread, native code included.

At full load only the thread that has the GIL is sampled: whoever else seems to run may just be waiting for its turn.
So what runs without the GIL (TLS, zlib, parts of lxml and libpq) is missing there. With few threads all are sampled.
"""

from __future__ import annotations

import re
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.measure import CHECKOUT, CouldNotRun

PY_SPY = CHECKOUT / ".venv-bench" / "bin" / "py-spy"
RATE = 100  # a second
LAST_WORDS_SECONDS = 60.0

Stack = tuple[str, ...]
"""From the thread's beginning to where it is; a frame is `name (file:line)` or, of native code, `name (library)`."""

# Native functions at whose end a thread waits, or lets others go first.
_WAITS = frozenset(
    {
        *("pthread_cond_timedwait", "pthread_cond_wait", "pthread_cond_signal"),
        *("pthread_mutex_lock", "pthread_mutex_unlock", "PyThread_acquire_lock_timed", "sem_wait", "sem_clockwait"),
        *("poll", "ppoll", "epoll_wait", "select", "clock_nanosleep", "nanosleep"),
    }
)

# The innermost frame of ours that one of these describes says which part a sample belongs to; where there is none, as
# in Celery's own threads, the innermost of any library.
OWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("extract: contacts", re.compile(r"scraping/extract/(email|phone|mailbox|contact|social|profile|network)")),
    ("extract: technology", re.compile(r"scraping/extract/(technolog|fingerprint|signature|detect)")),
    ("parse the page into a tree", re.compile(r"scraping/extract/(walk|document|charset|html|text)")),
    ("extract: company, address and hours", re.compile(r"scraping/extract/(company|postal|hours|digits)")),
    ("extract: all else", re.compile(r"scraping/(extract/|reading|pages)")),
    ("links: frontier and addresses", re.compile(r"scraping/(frontier|promise|others|urls|page_list)")),
    ("robots.txt and sitemaps", re.compile(r"scraping/(robots|sitemap|listing)")),
    ("politeness", re.compile(r"scraping/politeness")),
    ("keeping the responses", re.compile(r"scraping/(warc|memory|shelf)|scraper_sky/archive")),
    ("fetch", re.compile(r"scraper_sky/scraping/")),
    ("database", re.compile(r"scraper_sky/db/")),
    ("services and logging", re.compile(r"scraper_sky/")),
)
CELERY = "Celery and the broker"
LIBRARIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("database", re.compile(r"sqlalchemy/|psycopg")),
    (CELERY, re.compile(r"celery/|kombu/|redis/|vine/|billiard/|tasks/|concurrent/futures")),
)
TLS, ELSE = "fetch: TLS", "all else"
_PYTHON, _OWN = re.compile(r"\.py:"), re.compile(r"\((scraper_sky|tasks)/")
_IN_INTERPRETER = re.compile(r"\.py:|\(<|\(python3")  # the rest is native code of a library
_TLS = re.compile(r"\(ssl\.py:|_ssl\.")


@dataclass(frozen=True, slots=True)
class Profile:
    """Samples of threads at work."""

    stacks: Mapping[Stack, int]

    @property
    def total(self) -> int:
        return sum(self.stacks.values())

    def by_part(self) -> dict[str, float]:
        """Each part's share of the samples, the largest first."""
        counts = Counter[str]()
        for stack, count in self.stacks.items():
            counts[part_of(stack)] += count
        return {part: count / self.total for part, count in counts.most_common()}

    def own_share_of_python(self) -> float:
        """Our files' share of the samples within Python's own binary, by the innermost Python function."""
        counts = Counter[bool]()
        for stack, count in self.stacks.items():
            innermost = next((frame for frame in reversed(stack) if _PYTHON.search(frame)), "")
            if innermost and _IN_INTERPRETER.search(stack[-1]):
                counts[_OWN.search(innermost) is not None] += count
        return counts[True] / max(1, counts.total())

    def by_function(self) -> dict[str, float]:
        """Each function's share, the largest first: with the libraries that it calls, without other functions of ours.

        In Celery's own threads, where nothing of ours is at work, the innermost function of Python's stands for it.
        """
        counts = Counter[str]()
        for stack, count in self.stacks.items():
            of_interest = _PYTHON if part_of(stack) == CELERY else _OWN
            frame = next((frame for frame in reversed(stack) if of_interest.search(frame)), "")
            if frame:
                counts[re.sub(r":\d+\)$", ")", frame)] += count
        return {function: count / self.total for function, count in counts.most_common()}


def part_of(stack: Stack) -> str:
    innermost = next((place for place in range(len(stack) - 1, -1, -1) if _OWN.search(stack[place])), 0)
    if any(_TLS.search(frame) for frame in stack[innermost:]):
        return TLS
    for parts in (OWN, LIBRARIES):
        for frame in reversed(stack):
            for part, pattern in parts:
                if pattern.search(frame):
                    return part
    return ELSE


def sample(pid: int, work: Callable[[], object], folder: Path, *, gil_only: bool) -> Profile:
    """Watches the process while `work` goes on. Raises CouldNotRun where the kernel does not allow it."""
    raw = folder / "samples.txt"
    raw.unlink(missing_ok=True)
    command = [str(PY_SPY), "record", "--native", "--pid", str(pid), "--format", "raw", "--rate", str(RATE)]
    command += ["--duration", "600", "--output", str(raw), *(["--gil"] if gil_only else [])]
    try:
        spy = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except FileNotFoundError:
        raise CouldNotRun(f"there is no {PY_SPY.name}; ops/make-bench-env.sh installs it") from None
    try:
        work()
    finally:
        spy.send_signal(signal.SIGINT)
        said, _ = spy.communicate(timeout=LAST_WORDS_SECONDS)
    if not raw.is_file():
        raise CouldNotRun(f"py-spy: {said.decode(errors='replace').strip()[-300:]}")
    return read(raw.read_text().splitlines())


def read(lines: Sequence[str]) -> Profile:
    """py-spy's collapsed stacks, those of waiting threads left out."""
    stacks = Counter[Stack]()
    for line in lines:
        text, _, count = line.rpartition(" ")
        stack = tuple(text.split(";"))
        if not _WAITS & set(_native_end(stack)):
            stacks[stack] += int(count)
    return Profile(stacks)


def _native_end(stack: Stack) -> list[str]:
    """The names of the innermost frames that are no Python, up to four."""
    names: list[str] = []
    for frame in reversed(stack[-4:]):
        if ".py:" in frame:
            break
        names.append(frame.partition(" (")[0])
    return names
