"""Contacts of several pages merged by value and ordered, the best one of each kind marked and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from scraper_sky.model.report import Contact, ContactKind, Method
from scraper_sky.scraping.extract.addresses import host_of, registrable, same_site
from scraper_sky.scraping.extract.emails.mailboxes import FREE_MAIL, FRONT_DESK, SELLING, SPECIAL
from scraper_sky.scraping.extract.page_words import kind_of_page
from scraper_sky.scraping.extract.phones.rules import Surroundings
from scraper_sky.scraping.extract.rereading import read_for_site
from scraper_sky.scraping.extract.social.profiles import is_named_like
from scraper_sky.scraping.extract.stand_ins import without_needless
from scraper_sky.scraping.extract.values import PageFacts

MAX_REFUSED = 50  # kept for the whole site, of each kind

# How far a value found this way can be trusted; the lowest is shown as its provenance.
_TRUST = {
    Method.MAILTO: 0, Method.TEL: 0, Method.JSON_LD: 1, Method.MICRODATA: 2, Method.DECODED: 3, Method.META: 4,
    Method.LINK: 4, Method.TEXT: 5, Method.HTML: 5, Method.SCRIPT: 6,
}  # fmt: skip
_PAGES = {"contact": 0, "imprint": 1, "home": 2, "about": 3, "other": 4}
_PAGE_NAMES = {
    "contact": "the contact page", "imprint": "the legal notice", "home": "the home page",
    "about": "the page about the company", "other": "another page",
}  # fmt: skip
_WAYS = {
    Method.MAILTO: "as a mail link", Method.TEL: "as a telephone link", Method.JSON_LD: "in structured data",
    Method.MICRODATA: "in structured data", Method.DECODED: "hidden from simple readers",
    Method.META: "in the head of the page", Method.LINK: "as a link", Method.TEXT: "in the text",
    Method.HTML: "in the label of an element", Method.SCRIPT: "in a script",
}  # fmt: skip


@dataclass(slots=True)
class _Merged:
    """One value, wherever it was found."""

    best: Contact
    pages: set[str] = field(default_factory=set)
    methods: set[Method] = field(default_factory=set)
    mentions: int = 0
    order: int = 0
    nearest: str = "other"  # the most telling kind of page it stands on


def merged_contacts(domain: str, pages: Sequence[PageFacts]) -> tuple[Contact, ...]:
    """Accepted contacts by kind, the best first and marked; then the refused ones."""
    accepted = read_for_site([each for page in pages for each in page.contacts if each.rejected_by is None], domain)
    known = {(contact.kind, contact.value) for contact in accepted}
    groups = _merge(without_needless(_without_phones_that_are_faxes(accepted)), domain)
    refused: dict[tuple[ContactKind, str], Contact] = {}
    for page in pages:
        for contact in page.contacts:
            if contact.rejected_by is not None and (contact.kind, contact.value) not in known:
                refused.setdefault((contact.kind, contact.value), contact)
    homes = frozenset({domain, *(host_of(page.url) for page in pages[:1])})
    return (*_ranked(groups, homes, domain), *_first_of_each_kind(list(refused.values())))


def _first_of_each_kind(refused: list[Contact]) -> Iterator[Contact]:
    for kind in ContactKind:
        yield from [contact for contact in refused if contact.kind is kind][:MAX_REFUSED]


def _without_phones_that_are_faxes(contacts: list[Contact]) -> list[Contact]:
    """A number that a label calls a fax is one, although a link or a list elsewhere does not say so.

    What one label calls both (`Tel./Fax`) is both.
    """
    both = {contact.value for contact in contacts if contact.kind is ContactKind.FAX and _is_called_both(contact)}
    faxes = {contact.value for contact in contacts if contact.kind is ContactKind.FAX}
    phones = {
        contact.value
        for contact in contacts
        if contact.kind is ContactKind.PHONE
        and contact.value in faxes - both
        and contact.method in (Method.TEL, Method.JSON_LD)
    }
    return [
        contact
        for contact in contacts
        if not (contact.kind is ContactKind.PHONE and contact.value in faxes - phones - both)
        and not (contact.kind is ContactKind.FAX and contact.value in phones)
    ]


def _is_called_both(contact: Contact) -> bool:
    before = contact.snippet.partition(contact.as_written)[0]
    return contact.method is Method.TEXT and Surroundings(before, "").is_both()


def _merge(contacts: list[Contact], domain: str) -> list[_Merged]:
    merged: dict[tuple[ContactKind, str, str], _Merged] = {}
    for order, contact in enumerate(contacts):
        if contact.kind is ContactKind.EMAIL:
            own = same_site(domain, contact.value.rpartition("@")[2])
            contact = replace(contact, on_domain=own)
        group = merged.setdefault((contact.kind, contact.value, contact.extension), _Merged(contact, order=order))
        if _provenance(contact) < _provenance(group.best):
            group.best = contact
        group.pages.add(contact.page_url)
        group.methods.add(contact.method)
        group.mentions += 1
        group.nearest = min(group.nearest, kind_of_page(contact.page_url), key=lambda kind: _PAGES[kind])
    return list(merged.values())


def _provenance(contact: Contact) -> tuple[int, int]:
    return _TRUST.get(contact.method, 7), _PAGES[kind_of_page(contact.page_url)]


def _ranked(groups: list[_Merged], homes: frozenset[str], domain: str) -> Iterator[Contact]:
    keys: dict[ContactKind, Callable[[_Merged], tuple[object, ...]]] = {
        ContactKind.EMAIL: lambda group: _email_key(group, homes),
        ContactKind.PHONE: _phone_key,
        ContactKind.FAX: _phone_key,
        ContactKind.SOCIAL: lambda group: _social_key(group, domain),
    }
    for kind in ContactKind:
        ordered = sorted((group for group in groups if group.best.kind is kind), key=keys[kind])
        chosen: set[str] = set()
        for group in ordered:
            slot = group.best.label if kind is ContactKind.SOCIAL else ""
            if slot in chosen:
                yield group.best
                continue
            chosen.add(slot)
            yield replace(group.best, best=True, why=_why(group, len(ordered)))


def _email_key(group: _Merged, homes: frozenset[str]) -> tuple[object, ...]:
    contact = group.best
    return (
        _ownership(contact, homes),
        _purpose(contact),
        _PAGES[group.nearest],
        _TRUST.get(contact.method, 7),
        -len(group.pages),
        -group.mentions,
        group.order,
        contact.value,
    )


def _ownership(contact: Contact, homes: frozenset[str]) -> int:
    """0 on the scanned domain, 1 on one of the same name or where it led, 2 at a provider of mailboxes, 3 else."""
    if contact.on_domain:
        return 0
    host = contact.value.rpartition("@")[2]
    name = registrable(host).partition(".")[0]
    if any(same_site(home, host) or registrable(home).partition(".")[0] == name for home in homes):
        return 1
    return 2 if host in FREE_MAIL else 3


def _purpose(contact: Contact) -> int:
    local = contact.value.partition("@")[0]
    parts = {local, *local.replace("-", ".").replace("_", ".").split(".")}
    if parts & SPECIAL:
        return 5
    if parts & FRONT_DESK:
        return 0
    if parts & SELLING:
        return 1
    return 2 if contact.label == "role" else 3


def _phone_key(group: _Merged) -> tuple[object, ...]:
    trust = min(_TRUST.get(method, 7) for method in group.methods)
    extended = group.best.extension != ""
    return (_PAGES[group.nearest] > 2, trust > 2, extended, -len(group.pages), trust, group.order, group.best.value)


def _social_key(group: _Merged, domain: str) -> tuple[object, ...]:
    akin = is_named_like(group.best.value, domain)
    stated = bool(group.methods & {Method.JSON_LD, Method.MICRODATA, Method.META})
    company = "/company/" in group.best.value or "/channel/" in group.best.value
    personal = "linkedin.com/in/" in group.best.value
    return (
        group.best.label,
        not akin,
        not stated,
        personal,
        not company,
        -len(group.pages),
        group.order,
        group.best.value,
    )


def _why(group: _Merged, candidates: int) -> str:
    """One sentence for somebody who did not read the rules."""
    contact = group.best
    reasons: list[str] = []
    if contact.kind is ContactKind.EMAIL:
        reasons.append("on the site's own domain" if contact.on_domain else f"at {contact.value.rpartition('@')[2]}")
        reasons.append("a shared mailbox" if contact.label == "role" else "a personal mailbox")
    elif contact.kind is ContactKind.SOCIAL:
        reasons.append("the profile that fits the site best" if candidates > 1 else "the only profile found")
    where = f"found {_WAYS.get(contact.method, 'on the page')} on {_PAGE_NAMES[kind_of_page(contact.page_url)]}"
    reasons.append(where)
    if len(group.pages) > 1:
        reasons.append(f"on {len(group.pages)} pages in all")
    if candidates == 1 and contact.kind is not ContactKind.SOCIAL:
        reasons.append("the only one found")
    text = ", ".join(reasons)
    return text[0].upper() + text[1:] + "."
