"""Which sites the farm has, and what a correct scanner must find on each.

What is expected is written down by the same plan that the pages are made from (`blueprint`), and by no extractor.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace

from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import ContactKind
from tests.support.farm.blueprint import Blueprint, blueprint_of
from tests.support.farm.company import Address, slug_of
from tests.support.farm.disguise import Disguise
from tests.support.farm.faults import FAULTS, Fault, find_fault, outcome_of
from tests.support.farm.head import description_of, title_of
from tests.support.farm.odd import ODD, Odd, find_odd
from tests.support.farm.pages import SERVER_HEADERS, server_header

ZONE = "farm.test"
ANALYTICS = {"ga4": "Google Analytics", "gtm": "Google Tag Manager", "matomo": "Matomo"}
SERVERS = {"nginx": "nginx", "Apache": "Apache", "LiteSpeed": "LiteSpeed", "cloudflare": "Cloudflare"}
TRAPS = (
    "name@example.com",
    "logo@2x.png",
    "sharer.php",
    "intent/tweet",
    "shareArticle",
    "pin/create",
    "share/url",
    "send?",
)


@dataclass(frozen=True, slots=True)
class HostPlan:
    """Who answers for a host: an odd site, a fault, or a company's site (which some faults let through)."""

    domain: str
    odd: Odd | None
    fault: Fault | None
    numbers: tuple[int, ...]

    @property
    def redirects_to_https(self) -> bool:
        return self.fault is None

    def blueprint(self, scheme: str) -> Blueprint:
        """Sites of faulty hosts live at the name and scheme they are asked by, so that only the fault is odd there."""
        if self.fault is None:
            return blueprint_of(self.domain)
        return blueprint_of(self.domain, scheme, plain_host=True)


@functools.lru_cache(maxsize=65_536)
def plan_of(host: str) -> HostPlan:
    domain = host.removeprefix("www.")
    slug = domain.partition(".")[0]
    if odd := find_odd(slug):
        return HostPlan(domain, odd, None, ())
    fault, numbers = find_fault(slug) or (None, ())
    return HostPlan(domain, None, fault, numbers)


@dataclass(frozen=True, slots=True)
class Published:
    """One contact: its value, how the pages show it, and on which of them."""

    kind: ContactKind
    value: str
    disguise: Disguise
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a correct scanner finds. None means that the site does not tell; an empty set that there is none."""

    outcome: Outcome
    or_else: tuple[Outcome, ...] = ()
    heals: bool = False  # after some requests: a first attempt may end with another outcome, which is retryable
    liveness: Liveness | None = None
    title: str | None = None
    description: str | None = None
    language: str | None = None  # as declared, in lower case
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()  # E.164
    faxes: frozenset[str] = frozenset()
    social: frozenset[str] = frozenset()
    technologies: frozenset[str] = frozenset()
    versions: dict[str, str] = field(default_factory=dict)
    company_name: str | None = None
    address: Address | None = None
    address_told_by: str = ""  # json-ld (home page) or microdata (contact page)
    contact_page_url: str | None = None
    page_count: int = 0
    sitemap_urls: int = 0
    published: tuple[Published, ...] = ()
    traps: tuple[str, ...] = ()  # what looks like a contact and must not be taken for one
    closed_paths: tuple[str, ...] = ()  # linked, and closed by robots.txt

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """Every outcome that is right."""
        return frozenset((self.outcome, *self.or_else))


@dataclass(frozen=True, slots=True)
class Profile:
    """How a site is made, for tests that choose among them."""

    kind: str  # healthy | odd | fault
    name: str  # the platform, the fault, or the kind of odd site
    language: str = ""
    charset: str = ""
    takes_seconds: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    domain: str

    @property
    def profile(self) -> Profile:
        plan = plan_of(self.domain)
        if plan.odd:
            return Profile("odd", plan.odd.name, plan.odd.language, "utf-8")
        if plan.fault:
            return Profile("fault", plan.fault.name, takes_seconds=plan.fault.takes_seconds)
        site = blueprint_of(self.domain)
        return Profile("healthy", site.style.platform, site.company.locale.language, site.style.charset)

    @property
    def expected(self) -> Expected:
        return expected_of(self.domain)


def sites(count: int, start: int = 0) -> list[Site]:
    """That many healthy sites, always the same ones in the same order."""
    return [Site(f"{slug_of(number)}-{number}.{ZONE}") for number in range(start, start + count)]


def site_of(domain: str) -> Site:
    """The site of any name below farm.test."""
    return Site(domain.lower().removeprefix("www."))


def faulty_sites(slow_ones: bool = True) -> list[Site]:
    """One site of each fault. Without the slow ones, each ends within moments."""
    names = [fault.name for fault in FAULTS.values() if slow_ones or not fault.takes_seconds]
    return [Site(f"{name}.{ZONE}") for name in names]


def odd_sites() -> list[Site]:
    """One site of each kind that answers without being a company's site."""
    return [Site(f"{name}.{ZONE}") for name in ODD]


DEMO_HEALTHY = 60
DEMO_OTHERS = [
    "parked-1",
    "for-sale-1",
    "coming-soon-1",
    "it-works-1",
    "suspended-1",
    "soft-404-1",
    "challenge-403-1",
    "http-403-1",
    "http-404-1",
    "http-500-1",
    "tls-expired-1",
    "tls-self-signed-1",
    "redirect-offsite-1",
    "redirect-loop-1",
    "robots-disallow-1",
    "flaky-2",
    "slow-300",
    "http-only-1",
    "pdf-1",
    "refuse",
]


def demo_domains() -> list[str]:
    """What a first look scans: healthy sites with the others strewn in."""
    domains = [site.domain for site in sites(DEMO_HEALTHY)]
    for number, slug in enumerate(DEMO_OTHERS):
        domains.insert(number * 4 + 2, f"{slug}.{ZONE}")
    return domains


def expected_of(domain: str) -> Expected:
    plan = plan_of(domain)
    if plan.odd:
        title = plan.odd.title.format(host=domain)
        return Expected(
            plan.odd.outcome,
            plan.odd.or_else,
            liveness=plan.odd.liveness,
            title=title,
            language=plan.odd.language.lower() or None,
        )
    if plan.fault is None:
        return _expected_site(blueprint_of(domain), Outcome.OK, ())
    outcome = outcome_of(plan.fault, plan.numbers)
    if outcome is not Outcome.OK or not plan.fault.serves_site:
        return Expected(outcome, plan.fault.or_else, plan.fault.heals)
    scheme = "http" if plan.fault.name == "http-only" else "https"
    return replace(_expected_site(plan.blueprint(scheme), outcome, plan.fault.or_else), heals=plan.fault.heals)


def _expected_site(site: Blueprint, outcome: Outcome, or_else: tuple[Outcome, ...]) -> Expected:
    style, company = site.style, site.company
    published = tuple(Published(line.kind, line.value, line.disguise, site.paths_of(line)) for line in site.lines)
    contact, technologies = site.page_of("contact"), _technologies(site)
    told_by = "json-ld" if style.json_ld else "microdata" if style.microdata and contact else ""

    def values(kind: ContactKind) -> frozenset[str]:
        return frozenset(each.value for each in published if each.kind is kind)

    return Expected(
        outcome=outcome,
        or_else=or_else,
        liveness=Liveness.LIVE,
        title=title_of(site, site.pages["/"]),
        description=description_of(site) if style.description else None,
        language=style.language_told.lower() or None,
        emails=values(ContactKind.EMAIL),
        phones=values(ContactKind.PHONE),
        faxes=values(ContactKind.FAX),
        social=values(ContactKind.SOCIAL),
        technologies=frozenset(technologies),
        versions={name: version for name, version in technologies.items() if version},
        company_name=company.name if told_by or style.open_graph else None,
        address=company.address if told_by else None,
        address_told_by=told_by,
        contact_page_url=site.url(contact.path) if contact else None,
        page_count=len(site.pages),
        sitemap_urls=len(site.pages) if style.sitemap else 0,
        published=published,
        traps=(*TRAPS, *site.dress.traps),
        closed_paths=(site.private_path,) if site.private_path else (),
    )


def _technologies(site: Blueprint) -> dict[str, str | None]:
    found = dict(site.dress.technologies)
    if site.style.analytics:
        found[ANALYTICS[site.style.analytics]] = None
    if server_header(site) == SERVER_HEADERS[site.style.server]:
        found[SERVERS[site.style.server]] = None
    return found
