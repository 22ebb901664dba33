"""The sites of the benchmark: the farm's own, with home pages as heavy as real ones, and what each publishes there."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from scraper_sky.model.report import ContactKind
from tests.support.farm.blueprint import Blueprint, blueprint_of
from tests.support.farm.catalogue import expected_of
from tests.support.farm.company import slug_of
from tests.support.farm.dice import Dice
from tests.support.farm.disguise import Disguise
from tests.support.farm.messages import Request, Response
from tests.support.farm.pages import render
from tests.support.farm.site import respond
from tests.support.farm.text import PARAGRAPHS, paragraphs_in

SMALLEST, LARGEST = 20_000, 100_000
LATENCY_MS = 300

# What a short program can be expected to read; the disguises are for tests/grade, not for a race.
PLAIN = frozenset(
    {
        Disguise.MAILTO,
        Disguise.MAILTO_SUBJECT,
        Disguise.TEXT,
        Disguise.TEL,
        Disguise.INTERNATIONAL,
        Disguise.JSON_LD,
        Disguise.LINK,
        Disguise.TRACKED_LINK,
    }
)
_GENERATOR = re.compile(r'<meta (?:name="generator" content="([^"]{1,200})"|content="([^"]{1,200})" name="generator")')


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way to reach the sites: all names of `zone` answer so."""

    zone: str
    scheme: str
    latency_ms: int

    @property
    def title(self) -> str:
        return f"{self.scheme}, {self.latency_ms} ms"


SCENARIOS = (
    Scenario("fast.test", "https", 0),
    Scenario("fast-plain.test", "http", 0),
    Scenario("slow.test", "https", LATENCY_MS),
    Scenario("slow-plain.test", "http", LATENCY_MS),
)
FAR = Scenario("far.test", "https", 3_000)  # for crowds only: nobody else waits for these sites


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the home page of one site publishes, by the plan that it was made from."""

    title: str
    description: str | None
    emails: frozenset[str]
    phones: frozenset[str]  # E.164
    social: frozenset[str]
    generator: str | None  # the name of the software that the page names as its maker


def domains(zone: str, count: int) -> list[str]:
    """That many domains of the zone, the same numbers in every zone."""
    return [f"{slug_of(number)}-{number}.{zone}" for number in _numbers(count)]


@functools.cache
def _numbers(count: int) -> tuple[int, ...]:
    """Sites that live at their bare name and over either scheme, in UTF-8, and hide nothing of their home page."""
    found: list[int] = []
    number = 0
    while len(found) < count:
        site = blueprint_of(f"{slug_of(number)}-{number}.{SCENARIOS[0].zone}")
        style = site.style
        if not style.www and not style.https_redirect and style.charset == "utf-8" and _is_plain(site):
            found.append(number)
        number += 1
    return tuple(found)


def _is_plain(site: Blueprint) -> bool:
    return all(line.disguise in PLAIN for line in site.lines if "/" in site.paths_of(line))


@functools.cache
def wanted_of(domain: str) -> Wanted:
    expected = expected_of(domain)
    at_home = [each for each in expected.published if "/" in each.paths]

    def values(kind: ContactKind) -> frozenset[str]:
        return frozenset(each.value for each in at_home if each.kind is kind)

    return Wanted(
        title=expected.title or "",
        description=expected.description,
        emails=values(ContactKind.EMAIL),
        phones=values(ContactKind.PHONE),
        social=values(ContactKind.SOCIAL),
        generator=_named_maker(blueprint_of(domain), expected.technologies),
    )


def _named_maker(site: Blueprint, technologies: frozenset[str]) -> str | None:
    """The technology that the first generator element of the page names, if the plan has one of that name."""
    found = _GENERATOR.search(site.dress.comment + site.dress.head)
    content = (found[1] or found[2]).lower() if found else ""
    return next((name for name in sorted(technologies) if content and content.startswith(name.lower())), None)


def heavy_respond(request: Request) -> Response:
    """What the farm answers, with the home page filled up to the size of a real one."""
    if request.path != "/" or request.host.count(".") != 2:
        return respond(request)
    site = blueprint_of(request.host)
    dice = Dice(site.seed, "weight")
    return home_page(site, dice, dice.between(SMALLEST, LARGEST))


def home_page(site: Blueprint, dice: Dice, size: int) -> Response:
    """The home page of the site, filled up to about `size` bytes."""
    style = replace(site.style, style_rules=size // 600, paragraphs=min(site.style.paragraphs, size // 1_500))
    pages = {path: replace(page, paragraphs=min(page.paragraphs, size // 1_500)) for path, page in site.pages.items()}
    answer = render(replace(site, style=style, pages=pages), pages["/"])
    head, footer, rest = answer.body.partition(b'<footer id="kontakt">')
    cards = _cards(site, dice, size - len(answer.body)).encode()
    return replace(answer, body=head + cards + footer + rest)


def _cards(site: Blueprint, dice: Dice, size: int) -> str:
    """Teasers with pictures and two links each, until they weigh `size` bytes."""
    sentences = paragraphs_in(site.company.locale.language)
    services, folder = site.company.trade.services, site.dress.image_folder
    parts, weight = ['<section class="cards">'], 0
    while weight < size:
        number = len(parts)
        service = services[number % len(services)]
        text = sentences[dice.below(PARAGRAPHS)].format(
            service=service,
            other=service,
            company=site.company.name,
            city=site.company.address.city,
            person="",
            year=site.company.founded,
        )[:120]
        card = (
            f'<article class="card card--{number % 7} col-sm-6 col-lg-4" data-id="{number}">'
            f'<a class="card__link" href="/archive/{number}/">'
            f'<img class="card__image" src="{folder}/card-{number}.jpg" '
            f'srcset="{folder}/card-{number}-480.jpg 480w, {folder}/card-{number}-960.jpg 960w" '
            f'sizes="(min-width: 60em) 33vw, 100vw" alt="" loading="lazy"></a>'
            f'<h3 class="card__title"><a href="/archive/{number}/">{service} {number}</a></h3>'
            f'<p class="card__text">{text}</p></article>'
        )
        parts.append(card)
        weight += len(card.encode())
    return "\n".join([*parts, "</section>\n"])
