"""`python -m benchmarks.in_flight.neighbours SECONDS ROUNDS`: how long ordinary sites take in a process, beside others.

Ordinary sites come ten a second, far below what the process can do; each is scanned in a thread of its own, as a worker
does. Beside them, in turn: nobody; names whose look-up takes five seconds, in half as many threads as a worker has; one
page of three megabytes after the other, believable or hostile. The ordinary names are looked up by the same threads.

The sites are at ports 80 and 443, since a detour would spare the look-up: so this runs in a network of its own, which
`command` puts before it. What it prints is one line of JSON for each neighbour and round.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.in_flight.farm import great_sites, usual_sites
from benchmarks.speed.grounds import CHECKOUT
from scraper_sky.clock import monotonic_seconds
from scraper_sky.scraping.crawl import scan_site
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.settings import Settings

PER_SECOND = 10
USUAL_SITES = 200
SLOW_THREADS, SLOW_SECONDS, SLOW_NAME = 32, 5.0, "late-answer"
THREADS = 64
WARM_UP = 30
HOSTILE = (
    *("attr-many-tags", "deep-then-links", "misnested", "tables", "wide", "options", "links", "comments"),
    *("contact-flood", "mail-words", "mail-attributes", "phone-digits", "phone-numbers", "script-strings"),
    *("address-lines", "hours-lines", "json-companies", "no-break-spaces"),
)
ALONE, SLOW_DNS, GREAT_PAGES, HOSTILE_PAGES = "nobody", "slow name servers", "believable pages", "hostile pages"
PLAN = ALONE, SLOW_DNS, GREAT_PAGES, HOSTILE_PAGES


def command(seconds: float, rounds: int) -> list[str]:
    """It, in a network of its own."""
    own = [sys.executable, "-m", "benchmarks.in_flight.neighbours", str(seconds), str(rounds)]
    return ["unshare", "--net", "--map-root-user", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *own]


def main() -> None:
    seconds, rounds = float(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="scrapersky-neighbours-") as folder, _farm(Path(folder)) as ca_file:
        fetcher = Fetcher(_settings(ca_file), look_up=_look_up)
        _load(fetcher, WARM_UP / PER_SECOND)
        for host in great_sites():
            scan_site(host, fetcher, max_pages=1)
        for number in range(rounds):
            for who in PLAN if number % 2 == 0 else PLAN[::-1]:
                with _beside(fetcher, who) as done:
                    took = _load(fetcher, seconds)
                sys.stdout.write(json.dumps({"who": who, "seconds": took, "beside": len(done)}) + "\n")
                sys.stdout.flush()


@contextlib.contextmanager
def _farm(folder: Path) -> Iterator[Path]:
    argv = [sys.executable, "-m", "benchmarks.in_flight.farm", "--state", str(folder)]
    with subprocess.Popen(argv, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as farm:
        assert farm.stdout is not None and farm.stdin is not None
        yield Path(farm.stdout.readline().decode().strip())
        farm.stdin.close()


def _settings(ca_file: Path) -> Settings:
    values = {"ALLOW_NETWORKS": "127.0.0.0/8", "CA_FILE": str(ca_file), "PER_HOST": "0", "PER_ADDRESS": "0"}
    values["SCAN_THREADS"] = str(THREADS)
    return Settings.from_env({f"SCRAPERSKY_{name}": value for name, value in values.items()})


def _look_up(host: str) -> list[str]:
    if SLOW_NAME in host:
        time.sleep(SLOW_SECONDS)
        raise socket.gaierror(socket.EAI_AGAIN, "no answer")
    return ["127.0.0.1"]


def _load(fetcher: Fetcher, seconds: float) -> list[float]:
    """What each of the ordinary scans took, counted from when it was due."""
    took: list[float] = []
    sites = itertools.cycle(usual_sites(USUAL_SITES))
    threads = []
    began = monotonic_seconds()

    def scan(host: str, due: float) -> None:
        scan_site(host, fetcher, max_pages=1)
        took.append(monotonic_seconds() - due)

    for number in range(round(seconds * PER_SECOND)):
        due = began + number / PER_SECOND
        time.sleep(max(0.0, due - monotonic_seconds()))
        threads.append(threading.Thread(target=scan, args=(next(sites), due)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return took


@contextlib.contextmanager
def _beside(fetcher: Fetcher, who: str) -> Iterator[list[str]]:
    """Neighbours as long as the block lasts; it is given the hosts that were scanned to their end."""
    over, done = threading.Event(), list[str]()
    numbers = itertools.count(1)
    names: dict[str, Callable[[int], str]] = {
        SLOW_DNS: lambda number: f"{SLOW_NAME}-{number}.farm.test",
        GREAT_PAGES: lambda number: great_sites()[number % len(great_sites())],
        HOSTILE_PAGES: lambda number: f"{HOSTILE[number % len(HOSTILE)]}-{number}.farm.test",
    }

    def scan_on() -> None:
        while not over.is_set():
            host = names[who](next(numbers))
            scan_site(host, fetcher, max_pages=1)
            done.append(host)

    count = {ALONE: 0, SLOW_DNS: SLOW_THREADS}.get(who, 1)
    threads = [threading.Thread(target=scan_on) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    main()
