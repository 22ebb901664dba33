"""What a site is built with, from signs that only the technology itself leaves; a word in the text proves nothing.

`loader` reads what is known (data/), `evidence` sorts what a page shows, `matching` looks one up in the other,
`wordpress` reads the folders that WordPress serves its themes and plugins from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from scraper_sky.model.report import Method, Technology
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.technology.evidence import evidence_of
from scraper_sky.scraping.extract.technology.loader import Fingerprints, fingerprints
from scraper_sky.scraping.extract.technology.matching import finds
from scraper_sky.scraping.extract.technology.wordpress import of_wordpress

__all__ = ["technologies"]


def technologies(document: Document, headers: Mapping[str, str]) -> tuple[Technology, ...]:
    """Every technology once, with the first sign it was known by and a version when some sign tells it.

    `headers` are the response's, names in lower case, several Set-Cookie joined by newlines.
    """
    known = fingerprints()
    evidence = evidence_of(document, headers)
    found: dict[str, Technology] = {}
    ranks: dict[str, int] = {}
    for entry, technology in finds(evidence, known):
        rank = ranks.get(entry.name)
        if rank is None or (rank == entry.rank and _tells_more(technology, found[entry.name])) or entry.rank < rank:
            ranks[entry.name], found[entry.name] = entry.rank, technology
    for technology in _implied(found, known):
        found.setdefault(technology.name, technology)
    if "WordPress" in found:
        for technology in of_wordpress(evidence):
            if technology.name not in found or _tells_more(technology, found[technology.name]):
                found[technology.name] = technology
        found = _without_borrowed_versions(found)
    return tuple(sorted(found.values(), key=lambda technology: (technology.category, technology.name.lower())))


def _tells_more(technology: Technology, known: Technology) -> bool:
    """A version where there was none, or a longer one of the same."""
    if technology.version is None or known.version is None:
        return technology.version is not None
    return technology.version.startswith(known.version + ".")


def _implied(found: Mapping[str, Technology], known: Fingerprints) -> Iterator[Technology]:
    """What must be there because of what was found; the evidence is that of what was found."""
    for name, technology in tuple(found.items()):
        for other in known.by_name[name].implies:
            if other not in found:
                snippet = f"{name}: {technology.snippet}"[:200]
                yield replace(
                    technology, name=other, category=known.by_name[other].category, version=None, snippet=snippet
                )


def _without_borrowed_versions(found: Mapping[str, Technology]) -> dict[str, Technology]:
    """Versions that are not the technology's own.

    WordPress gives files that have no version the one of the core; themes and plugins give theirs to the libraries they
    bring along.
    """
    core = found["WordPress"].version
    lenders = {each.version for each in found.values() if each.category in ("theme", "plugin") and each.version}
    kept = {}
    for name, technology in found.items():
        is_asked_for = technology.method is Method.URL and name != "WordPress" and technology.version is not None
        is_lent = technology.category not in ("theme", "plugin") and "/wp-content/" in technology.snippet
        borrowed = technology.version == core or (is_lent and technology.version in lenders)
        kept[name] = replace(technology, version=None) if is_asked_for and borrowed else technology
    return kept
