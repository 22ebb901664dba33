"""requests, one page after another, as most scripts begin."""

from __future__ import annotations

import requests

from benchmarks.speed.peers.by_lxml import extract
from benchmarks.speed.peers.race import Race, enter


def read(race: Race, urls: list[str]) -> None:
    for url in urls:
        answer = requests.get(url, timeout=15, verify=race.ca_file)
        race.write(url, extract(answer.content, answer.headers.get("content-type", "")))


def main() -> None:
    race = enter()
    read(race, race.warm_up)
    race.pause("ready")
    read(race, race.measured)
    race.pause("done")


if __name__ == "__main__":
    main()
