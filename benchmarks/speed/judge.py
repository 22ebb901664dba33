"""Whether a contender found what the sites publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.speed.catalogue import Wanted, wanted_of


@dataclass(frozen=True, slots=True)
class Found:
    """What a contender says about one home page, in the spellings of `Wanted`."""

    title: str
    description: str | None
    emails: frozenset[str]
    phones: frozenset[str]
    social: frozenset[str]
    makers: tuple[str, ...]  # the software that the site runs on, as far as it is named


@dataclass(frozen=True, slots=True)
class Verdict:
    found: int
    wanted: int
    missed: Mapping[str, int]  # by kind of fact

    @property
    def is_complete(self) -> bool:
        return self.found == self.wanted


def judge(domains: Iterable[str], found: Mapping[str, Found]) -> Verdict:
    """Counts every fact that the plan of each site publishes on its home page. More found than wanted is no fault."""
    wanted_count, missed = 0, Counter[str]()
    for domain in domains:
        wanted, got = wanted_of(domain), found.get(domain)
        for kind, (want, have) in _compared(wanted, got).items():
            wanted_count += len(want)
            if gone := len(want - have):
                missed[kind] += gone
    return Verdict(wanted_count - missed.total(), wanted_count, dict(missed))


def _compared(wanted: Wanted, got: Found | None) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    maker = frozenset([wanted.generator] if wanted.generator else [])
    nothing: frozenset[str] = frozenset()
    return {
        "title": (_texts(wanted.title), _texts(got.title) if got else nothing),
        "description": (_texts(wanted.description), _texts(got.description) if got else nothing),
        "email": (wanted.emails, got.emails if got else nothing),
        "phone": (wanted.phones, got.phones if got else nothing),
        "social": (wanted.social, got.social if got else nothing),
        "software": (maker, frozenset(name for name in maker if got and _names(name, got.makers))),
    }


def _texts(value: str | None) -> frozenset[str]:
    return frozenset([" ".join(value.split())] if value else [])


def _names(name: str, makers: tuple[str, ...]) -> bool:
    return any(maker.lower().startswith(name.lower()) for maker in makers)
