"""Which contacts a site publishes, on which of its pages, and in which disguise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scraper_sky.model.report import ContactKind
from tests.support.farm.company import Company, Phone, latin
from tests.support.farm.dice import Dice
from tests.support.farm.disguise import (
    EMAIL_WEIGHTS,
    NETWORKS,
    Disguise,
    handle_for,
    profile_href,
    show_email,
    show_phone,
)
from tests.support.farm.style import Style


@dataclass(frozen=True, slots=True)
class Line:
    """One contact in one place. `places` are page kinds, or "every" for the footer of all pages."""

    kind: ContactKind
    value: str
    disguise: Disguise
    places: tuple[str, ...]
    html: str
    label: str = ""


def arrange(seed: int, domain: str, company: Company, style: Style) -> tuple[Line, ...]:
    """All contacts of the site, those told by JSON-LD included."""
    dice = Dice(seed, "contacts")
    return (*_emails(domain, company, style, dice), *_phones(company, style, dice), *_profiles(company, style, dice))


def at_place(lines: Iterable[Line], place: str, *kinds: ContactKind) -> list[Line]:
    return [line for line in lines if place in line.places and line.kind in kinds and line.html]


def _emails(domain: str, company: Company, style: Style, dice: Dice) -> list[Line]:
    if dice.chance(4):
        return []
    local_part, *others = company.locale.mailboxes
    main = f"{local_part}@{domain}"
    disguise = _email_disguise(style, dice)
    places = ("every",) if style.one_page or dice.chance(45) else ("contact", "imprint")
    lines = [Line(ContactKind.EMAIL, main, disguise, places, show_email(main, disguise, dice))]
    if style.json_ld:
        lines.append(Line(ContactKind.EMAIL, main, Disguise.JSON_LD, ("home",), ""))
    if style.one_page:
        return lines
    for mailbox in dice.sample(others, dice.weighted(((0, 55), (1, 30), (2, 15)))):
        address, disguise = f"{mailbox}@{domain}", _email_disguise(style, dice)
        lines.append(Line(ContactKind.EMAIL, address, disguise, ("contact",), show_email(address, disguise, dice)))
    if dice.chance(40):
        for person in (company.manager, *company.staff[: dice.below(3)]):
            address, disguise = f"{latin(person).replace('-', '.')}@{domain}", _email_disguise(style, dice)
            lines.append(
                Line(ContactKind.EMAIL, address, disguise, ("team",), show_email(address, disguise, dice), person)
            )
    return lines


def _email_disguise(style: Style, dice: Dice) -> Disguise:
    """Cloudflare hides addresses only on sites that it serves."""
    disguise = dice.weighted(EMAIL_WEIGHTS)
    if disguise is Disguise.CLOUDFLARE and style.server != "cloudflare":
        return Disguise.MAILTO
    return disguise


def _phones(company: Company, style: Style, dice: Dice) -> list[Line]:
    if dice.chance(4):
        return []
    labels = company.locale.labels
    places = ("every",) if style.one_page or dice.chance(50) else ("contact", "imprint")
    lines = [_phone(ContactKind.PHONE, company.phone, labels["phone"], places, company, style, dice)]
    if style.json_ld and dice.chance(70):
        lines.append(Line(ContactKind.PHONE, company.phone.number, Disguise.JSON_LD, ("home",), ""))
    if dice.chance(20):
        lines.append(_phone(ContactKind.PHONE, company.mobile, labels["phone"], ("contact",), company, style, dice))
    if dice.chance(30):
        lines.append(_phone(ContactKind.FAX, company.fax, labels["fax"], ("contact", "imprint"), company, style, dice))
    return [line for line in lines if not style.one_page or line.places != ("contact",)]


def _phone(
    kind: ContactKind, phone: Phone, label: str, places: tuple[str, ...], company: Company, style: Style, dice: Dice
) -> Line:
    """A national number is only used where the page tells the country, by its language or its JSON-LD."""
    told = style.json_ld or "-" in style.language_told
    disguise = dice.weighted(((Disguise.TEL, 45), (Disguise.INTERNATIONAL, 25), (Disguise.NATIONAL, 30)))
    if kind is ContactKind.FAX and disguise is Disguise.TEL:
        disguise = Disguise.INTERNATIONAL
    if disguise is Disguise.NATIONAL and not told:
        disguise = Disguise.INTERNATIONAL
    if style.one_page:
        places = ("every",)
    return Line(kind, phone.number, disguise, places, show_phone(phone, disguise, label, dice))


def _profiles(company: Company, style: Style, dice: Dice) -> list[Line]:
    lines = []
    for network in dice.sample(tuple(NETWORKS), dice.weighted(((0, 25), (1, 20), (2, 30), (3, 15), (5, 10)))):
        profile = NETWORKS[network].format(handle_for(network, company.handle))
        disguise = dice.weighted(((Disguise.LINK, 75), (Disguise.TRACKED_LINK, 25)))
        href = profile_href(network, profile, disguise, dice)
        label = network.title() if network != "x" else "X"
        link = f'<a class="social {network}" href="{href}" target="_blank" rel="noopener">{label}</a>'
        lines.append(Line(ContactKind.SOCIAL, profile, disguise, ("every",), link, network))
    return lines
