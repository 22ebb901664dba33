"""Labels against findings: hits, misses and extras for each kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import SiteFacts
from tests.grade.cases import Case
from tests.grade.sameness import folded, folded_email, folded_profile

FACTS = (
    "title",
    "description",
    "language",
    "canonical",
    "favicon",
    "logo",
    "company_name",
    "address_street",
    "address_postal_code",
    "address_city",
    "address_country",
    "opening_hours",
    "vat_id",
    "feed",
)
CONTACTS = ("email", "phone", "fax", "extension", "social")
KINDS = ("liveness", *FACTS, *CONTACTS, "technology", "version")
SEVERAL = frozenset({"feed"})


@dataclass(frozen=True, slots=True)
class Miss:
    """A label that was not found (`missed`), or a finding that is no label (`extra`)."""

    slug: str
    kind: str
    how: str  # missed | extra
    value: str


@dataclass(slots=True)
class Tally:
    """What one kind of fact came to over all pages."""

    hits: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the part that is true (0..1); 1 when nothing was found."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what is true, the part that was found (0..1); 1 when there was nothing to find."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


@dataclass(slots=True)
class Grade:
    """All pages together."""

    pages: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    misses: list[Miss] = field(default_factory=list)

    def add(
        self, slug: str, kind: str, wanted: Iterable[str], found: Iterable[str], fold: Callable[[str], object]
    ) -> None:
        """Count what `wanted` and `found` have in common by `fold`, and what only one of them has."""
        labels = {fold(value): value for value in wanted}
        findings = {fold(value): value for value in found}
        tally = self.tallies.setdefault(kind, Tally())
        missed = [value for key, value in labels.items() if key not in findings]
        extra = [value for key, value in findings.items() if key not in labels]
        tally.hits += len(labels) - len(missed)
        tally.missed += len(missed)
        tally.extra += len(extra)
        self.misses += [Miss(slug, kind, "missed", value) for value in missed]
        self.misses += [Miss(slug, kind, "extra", value) for value in extra]


def grade(cases: Iterable[Case]) -> Grade:
    """Read every page as a scan does that sees this page only, and compare."""
    result = Grade()
    for case in cases:
        result.pages += 1
        _grade_page(result, case, merge_pages(case.domain, [read_page(case.url, case.headers, case.body)]))
    return result


def _grade_page(result: Grade, case: Case, site: SiteFacts) -> None:
    labels = case.labels
    result.add(case.slug, "liveness", [labels["liveness"]], [site.liveness.value], str)
    _grade_facts(result, case, site)
    kept = [contact for contact in site.contacts if contact.rejected_by is None]
    result.add(case.slug, "email", labels["emails"], [c.value for c in kept if c.kind == "email"], folded_email)
    result.add(case.slug, "phone", labels["phones"], [c.value for c in kept if c.kind == "phone"], str)
    result.add(case.slug, "fax", labels["faxes"], [c.value for c in kept if c.kind == "fax"], str)
    wanted = [f"{number} ext {own}" for number, lines in labels["extensions"].items() for own in several(lines)]
    extensions = [f"{c.value} ext {c.extension}" for c in kept if c.extension]
    result.add(case.slug, "extension", wanted, extensions, str)
    profiles = [profile for network in labels["social"].values() for profile in several(network)]
    result.add(case.slug, "social", profiles, [c.value for c in kept if c.kind == "social"], folded_profile)
    _grade_technologies(result, case, {each.name: each.version for each in site.technologies})


def _grade_facts(result: Grade, case: Case, site: SiteFacts) -> None:
    # What nobody looked at (`default`) is no statement about the page.
    stated = [fact for fact in site.facts if fact.method != "default"]
    for name in dict.fromkeys((*FACTS, *case.labels["facts"])):
        if name in case.labels["facts"] and case.labels["facts"][name] is None:
            continue  # careful readers would not agree
        label = case.labels["facts"].get(name, [])
        found = [fact.value for fact in stated if fact.name == name]

        def fold(value: str, name: str = name) -> object:
            return folded(name, value, case.url)

        wanted = several(label)
        if name not in SEVERAL:
            # Several truths, any of which will do: the one that was found, else the first.
            folds = {fold(value) for value in found}
            wanted = ([value for value in wanted if fold(value) in folds] or wanted)[:1]
        result.add(case.slug, name, wanted, found, fold)


def several(label: str | list[str]) -> list[str]:
    """A label that is one text or a list of texts, as a list."""
    return [label] if isinstance(label, str) else label


def _grade_technologies(result: Grade, case: Case, found: dict[str, str | None]) -> None:
    findings = {name.casefold(): version for name, version in found.items()}
    labels: dict[str, str | None] = {}
    for names, version in case.labels["technologies"].items():
        # Several names of one thing, any of which will do: the one that was found, else the first.
        own = names.casefold().split("|")
        labels[next((name for name in own if name in findings), own[0])] = version
    result.add(case.slug, "technology", labels, findings, str)
    # The version of a technology that is wrongly found is no second mistake.
    known = {name: version for name, version in findings.items() if name in labels}
    result.add(case.slug, "version", _versions(labels), _versions(known), str)


def _versions(technologies: dict[str, str | None]) -> Iterator[str]:
    return (f"{name} {version}" for name, version in technologies.items() if version)
