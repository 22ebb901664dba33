"""The plan of one site: its company, its make-up, its pages. Rendering and expecting both start from here."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from scraper_sky.model.report import ContactKind
from tests.support.farm.company import Company, invent, latin, slug_of
from tests.support.farm.contacts import Line, arrange
from tests.support.farm.dice import Dice, seed_of
from tests.support.farm.platforms import PLATFORM, Dress, Setting
from tests.support.farm.style import Style, choose_style

BLUEPRINTS_KEPT = 4096
SHOPS = frozenset({"shopify", "prestashop", "magento"})
IN_NAVIGATION = ("home", "about", "services", "team", "blog", "contact")
SHARE_OF_HOME = {  # paragraphs, in percent of the home page's
    "about": 70,
    "services": 80,
    "team": 25,
    "blog": 30,
    "contact": 15,
    "imprint": 40,
    "privacy": 120,
    "post": 60,
    "product": 30,
}


@dataclass(frozen=True, slots=True)
class PagePlan:
    kind: str  # home | about | services | team | blog | contact | imprint | privacy | post | product
    path: str
    label: str
    paragraphs: int
    service: str = ""  # what a post is about


@dataclass(frozen=True, slots=True)
class Blueprint:
    seed: int
    domain: str
    host: str  # the domain, or www. before it
    origin: str
    company: Company
    style: Style
    dress: Dress
    lines: tuple[Line, ...]
    pages: dict[str, PagePlan]  # by path
    private_path: str  # linked, and closed to robots; empty on most sites

    def page_of(self, kind: str) -> PagePlan | None:
        return next((page for page in self.pages.values() if page.kind == kind), None)

    def url(self, path: str) -> str:
        return self.origin + path

    def paths_of(self, line: Line) -> tuple[str, ...]:
        """The pages on which this contact stands."""
        every = "every" in line.places
        return tuple(page.path for page in self.pages.values() if every or page.kind in line.places)


def site_seed(domain: str) -> int:
    """The number at the end of a catalogued name; of any other name a number made from all of it."""
    label = domain.partition(".")[0]
    slug, _, number = label.rpartition("-")
    if number.isdigit() and len(number) < 12 and slug_of(int(number)) == slug:
        return int(number)
    return seed_of(domain)


@functools.lru_cache(maxsize=BLUEPRINTS_KEPT)
def blueprint_of(domain: str, scheme: str = "https", plain_host: bool = False) -> Blueprint:
    """The site of this domain. `plain_host` keeps it from living under www."""
    seed = site_seed(domain)
    company = invent(seed)
    style = choose_style(seed, company.locale)
    host = f"www.{domain}" if style.www and not plain_host else domain
    origin = f"{scheme}://{host}"
    dress = PLATFORM[style.platform](Setting(domain, origin, company, style, Dice(seed, "platform")))
    pages = _pages(seed, company, style, dress)
    kinds = {page.kind for page in pages}
    lines = tuple(
        line for line in arrange(seed, domain, company, style) if kinds & set(line.places) or "every" in line.places
    )
    dice = Dice(seed, "private")
    return Blueprint(
        seed=seed,
        domain=domain,
        host=host,
        origin=origin,
        company=company,
        style=style,
        dress=dress,
        lines=lines,
        pages={page.path: page for page in pages},
        private_path="/intern/" if dice.chance(12) and not style.one_page else "",
    )


def _pages(seed: int, company: Company, style: Style, dress: Dress) -> list[PagePlan]:
    dice, labels, paths = Dice(seed, "pages"), company.locale.labels, company.locale.paths
    pages = [PagePlan("home", "/", labels["home"], style.paragraphs)]
    if style.one_page:
        return pages

    def add(kind: str, label: str, slug: str, service: str = "") -> None:
        count = max(1, style.paragraphs * SHARE_OF_HOME[kind] // 100)
        pages.append(PagePlan(kind, dress.path_of(kind, slug), label, count, service))

    for kind, chance in (
        ("about", 90),
        ("services", 85),
        ("team", 100),
        ("contact", 95),
        ("imprint", 100),
        ("privacy", 90),
    ):
        if dice.chance(chance):
            add(kind, labels[kind], paths[kind])
    if style.posts:
        kind = "product" if style.platform in SHOPS else "post"
        if kind == "post":
            add("blog", labels["blog"], paths["blog"])
        for number in range(style.posts):
            service = company.trade.services[number % len(company.trade.services)]
            slug = latin(service) or paths["blog"]
            add(kind, service, f"{slug}-{2024 - number // 5}-{number + 1}", service)
    return pages


def has_contact(blueprint: Blueprint, kind: ContactKind) -> bool:
    return any(line.kind is kind for line in blueprint.lines)
