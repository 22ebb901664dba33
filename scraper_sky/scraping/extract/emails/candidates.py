"""A candidate for an e-mail address, with the way it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.emails.rules import refusal
from scraper_sky.scraping.extract.emails.text import openly_written
from scraper_sky.scraping.extract.text import folded


@dataclass(frozen=True, slots=True)
class Candidate:
    address: str
    method: Method
    as_written: str
    snippet: str
    above: str = ""  # the text in front of it, at most some lines, where it was found in the text


def in_readings(texts: list[str], as_written: str = "") -> Iterator[Candidate]:
    """Of several readings the addresses of the first that has a good one, else of the first that has any."""
    found = [hits for text in texts if (hits := list(openly_written(text)))]
    best = next(
        (hits for hits in found if any(refusal(hit.address) is None for hit in hits)), found[0] if found else []
    )
    for hit in best:
        written = as_written or hit.as_written
        yield Candidate(hit.address, Method.DECODED, written[:200], folded(written)[:160])
