"""All pages of a site together: one value for each fact, in a stable order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper_sky.model.outcome import Liveness
from scraper_sky.model.report import Fact, Method, Technology
from scraper_sky.scraping.extract.page_words import contact_link_points, kind_of_page
from scraper_sky.scraping.extract.ranking import merged_contacts
from scraper_sky.scraping.extract.values import PageFacts, SiteFacts

# What the first page that says it decides; the home page comes first.
_SEVERAL = ("feed",)
_OF_HOME_ONLY = (
    "canonical",
    "robots_meta",
    "og:url",
    "og:type",
    "title",
    "description",
    "og:title",
    "og:description",
    "og:image",
)
_IDENTITY = (
    "company_name",
    "legal_name",
    "company_type",
    "vat_id",
    "tax_id",
    "founded",
    "opening_hours",
    "geo",
    "logo",
)
_OF_OTHERS = frozenset({Liveness.PARKED, Liveness.FOR_SALE, Liveness.SUSPENDED, Liveness.CHALLENGE})
_ABOUT_THE_OWNER = (*_IDENTITY, "address", "copyright")
_TRUST = {
    Method.JSON_LD: 0,
    Method.MICRODATA: 1,
    Method.META: 2,
    Method.HEADER: 2,
    Method.LINK: 2,
    Method.TEXT: 3,
    Method.HTML: 4,
}
_ADDRESS_PAGES = {"imprint": 0, "contact": 1, "home": 2}
_COUNTRY = "address_country"
MAX_FEEDS = 5


def merge_pages(domain: str, pages: Sequence[PageFacts]) -> SiteFacts:
    """What the pages of `domain` add up to. The first page is the one that answered for the domain, its home page."""
    if not pages:
        return SiteFacts(liveness=Liveness.EMPTY, liveness_evidence="no page could be read")
    return SiteFacts(
        facts=tuple(_facts(domain, pages)),
        contacts=merged_contacts(domain, pages),
        technologies=_technologies(pages),
        liveness=pages[0].liveness,
        liveness_evidence=pages[0].liveness_evidence,
    )


def _facts(domain: str, pages: Sequence[PageFacts]) -> Iterator[Fact]:
    by_name: dict[str, list[Fact]] = {}
    for index, page in enumerate(pages):
        for fact in page.facts:
            if page.liveness in _OF_OTHERS and fact.name.startswith(_ABOUT_THE_OWNER):
                continue  # That is the host or the dealer.
            if index == 0 or fact.name not in _OF_HOME_ONLY:
                by_name.setdefault(fact.name, []).append(fact)
    for name, found in by_name.items():
        if name in _SEVERAL:
            yield from _distinct(found)[:MAX_FEEDS]
        elif name.startswith("address"):
            continue
        else:
            yield _first_or_most_trusted(name, found)
    yield from _address(by_name)
    leading = contact_page(domain, pages)
    if leading is not None:
        yield leading


def _distinct(facts: list[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.value, fact)
    return list(seen.values())


def _first_or_most_trusted(name: str, found: list[Fact]) -> Fact:
    if name not in _IDENTITY:
        # The default favicon is a guess that any declared icon beats.
        return next((fact for fact in found if fact.method is not Method.DEFAULT), found[0])
    return min(found, key=lambda fact: _TRUST.get(fact.method, 5))


def _address(by_name: dict[str, list[Fact]]) -> Iterator[Fact]:
    """The most trusted address with the parts that came with it, never a street from one and a city from another.

    One that names no more than a town or a country gives way to a fuller one, and lends it the country it names.
    """
    read = [(line, _parts_of(line, by_name)) for line in by_name.get("address", [])]
    if not read:
        return
    best, parts = min(read, key=lambda pair: (_is_bare(*pair), *_address_key(pair[0])))
    if _COUNTRY not in parts and best.method is Method.TEXT:
        parts |= next(({_COUNTRY: own[_COUNTRY]} for _, own in read if _COUNTRY in own and _is_stated(own)), {})
    yield best
    yield from parts.values()


def _parts_of(line: Fact, by_name: dict[str, list[Fact]]) -> dict[str, Fact]:
    """The parts by name, each the first of the same page and method that the line holds."""
    found: dict[str, Fact] = {}
    for name, parts in by_name.items():
        if name.startswith("address_"):
            own = [part for part in parts if part.page_url == line.page_url and part.method is line.method]
            fitting = next((part for part in own if part.value in line.value), None)
            if fitting is not None:
                found[name] = fitting
    return found


def _is_bare(line: Fact, parts: dict[str, Fact]) -> bool:
    """True without a street, a postal code or any digits that may be a part of them."""
    named = "address_street" in parts or "address_postal_code" in parts
    return not named and not any(map(str.isdigit, line.value))


def _is_stated(parts: dict[str, Fact]) -> bool:
    return all(part.method in (Method.JSON_LD, Method.MICRODATA) for part in parts.values())


def _address_key(line: Fact) -> tuple[int, int]:
    """What is stated is best where it is fullest; what was read from text, where a site shows its own address."""
    trust = _TRUST.get(line.method, 5)
    if line.method is not Method.TEXT:
        return trust, -len(line.value)
    return trust, _ADDRESS_PAGES.get(kind_of_page(line.page_url), len(_ADDRESS_PAGES))


def contact_page(domain: str, pages: Sequence[PageFacts]) -> Fact | None:
    """The contact page: one that was read, else the link that most surely leads there, else the legal notice."""
    for page in pages[1:]:
        if kind_of_page(page.url) == "contact" and page.liveness is Liveness.LIVE:
            return Fact("contact_page", page.url, page.url, Method.URL, page.title[:160])
    best: tuple[int, Fact] | None = None
    for page in pages:
        for link in page.links:
            points = contact_link_points(link, domain, page.url)
            if points and (best is None or points > best[0]):
                best = (points, Fact("contact_page", link.url, page.url, Method.LINK, link.text[:160]))
    return best[1] if best else None


def _technologies(pages: Sequence[PageFacts]) -> tuple[Technology, ...]:
    found: dict[str, Technology] = {}
    for page in pages:
        for technology in page.technologies:
            known = found.get(technology.name)
            if known is None or (known.version is None and technology.version is not None):
                found[technology.name] = technology
    return tuple(sorted(found.values(), key=lambda technology: (technology.category, technology.name.lower())))
