"""The contacts of one page: every candidate judged, the refused ones kept with the rule that refused them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from scraper_sky.model.report import Contact, ContactKind, Method
from scraper_sky.scraping.extract import phones
from scraper_sky.scraping.extract.addresses import registrable, same_site
from scraper_sky.scraping.extract.document import Anchor, Document
from scraper_sky.scraping.extract.email_candidates import Candidate
from scraper_sky.scraping.extract.email_rules import refusal, role_or_personal
from scraper_sky.scraping.extract.email_text import clean, openly_written
from scraper_sky.scraping.extract.emails import emails
from scraper_sky.scraping.extract.profiles import read_profile
from scraper_sky.scraping.extract.regions import likely_regions
from scraper_sky.scraping.extract.social import Mention, mentions
from scraper_sky.scraping.extract.structured import Stated
from scraper_sky.scraping.extract.text import folded

MAX_CANDIDATES = 2_000  # e-mail addresses judged on one page
MAX_OF_KIND = 50  # accepted ones on one page, and as many refused ones
_JOINTS = str.maketrans("", "", "-._")
_PHONE_METAS = ("business:contact_data:phone_number", "og:phone_number", "telephone", "phone", "contact:phone")


def contacts(document: Document, stated: Stated, web: list[tuple[Anchor, str]]) -> tuple[Contact, ...]:
    """E-mails, then phones and faxes, then profiles; each value once for each way it was found."""
    return (
        *_bounded(_emails(document, stated)),
        *_bounded(_phones(document, stated)),
        *_bounded(_profiles(document, stated, web)),
    )


def _bounded(found: Iterable[Contact]) -> Iterator[Contact]:
    seen: set[tuple[str, str, Method, str | None]] = set()
    counts: dict[tuple[ContactKind, bool], int] = {}
    for contact in found:
        key = (contact.kind, contact.value, contact.method, contact.rejected_by)
        group = (contact.kind, contact.rejected_by is None)
        if key in seen or counts.get(group, 0) >= MAX_OF_KIND:
            continue
        seen.add(key)
        counts[group] = counts.get(group, 0) + 1
        yield contact


def _emails(document: Document, stated: Stated) -> Iterator[Contact]:
    for candidate in islice(chain(emails(document), _stated_emails(stated)), MAX_CANDIDATES):
        domain = candidate.address.rpartition("@")[2]
        on_domain = same_site(document.host, domain)
        rule = refusal(candidate.address) or _refused_in_place(candidate, on_domain)
        yield Contact(
            kind=ContactKind.EMAIL,
            value=candidate.address,
            page_url=document.url,
            method=candidate.method,
            snippet=candidate.snippet,
            as_written=candidate.as_written[:300],
            label=_label(candidate.address, document.host),
            on_domain=on_domain,
            rejected_by=rule,
        )


def _label(address: str, host: str) -> str:
    """`acme@gmail.com` on acme.de is the mailbox of the company, as `info@acme.de` is."""
    name = registrable(host).partition(".")[0].replace("-", "")
    local = address.partition("@")[0].translate(_JOINTS)
    return "role" if local == name else role_or_personal(address)


def _refused_in_place(candidate: Candidate, on_domain: bool) -> str | None:
    """What is an address in form, but not where it stands."""
    if candidate.method is Method.SCRIPT and not on_domain:
        return "script_data"
    position = candidate.snippet.lower().find(candidate.address)
    before = candidate.snippet[max(0, position - 200) : max(0, position)]
    if candidate.method is Method.TEXT and "://" in before.rpartition(" ")[2]:
        return "in_url"
    return None


def _stated_emails(stated: Stated) -> Iterator[Candidate]:
    for text, method in stated.emails:
        for found in openly_written(clean(text)):
            yield Candidate(found.address, method, text[:200], f"email: {text}"[:160])


def _phones(document: Document, stated: Stated) -> Iterator[Contact]:
    runs = phones.runs(document.text)
    international = phones.international_regions(runs)
    regions = likely_regions(document, stated.countries, international) if phones.need_region(document, runs) else []
    for number in phones.linked(document, regions):
        yield _phone(number, document.url)
    for text, method, fax in stated.phones:
        snippet = f"{'faxNumber' if fax else 'telephone'}: {text}"[:160]
        yield from (_phone(number, document.url) for number in phones.stated(text, regions, method, snippet, fax))
    for name, content in document.metas:
        if name in _PHONE_METAS:
            snippet = f"{name}: {content}"[:160]
            yield from (
                _phone(number, document.url) for number in phones.stated(content, regions, Method.META, snippet)
            )
    for number in phones.visible(document.text, runs, regions):
        yield _phone(number, document.url)


def _phone(number: phones.Number, page: str) -> Contact:
    return Contact(
        kind=ContactKind.FAX if number.fax else ContactKind.PHONE,
        value=number.value or number.as_written,
        page_url=page,
        method=number.method,
        snippet=number.snippet,
        as_written=number.as_written,
        label=number.region,
        rejected_by=number.rejected_by,
    )


def _profiles(document: Document, stated: Stated, web: list[tuple[Anchor, str]]) -> Iterator[Contact]:
    for text, method in stated.profiles:
        url = document.resolve(text)
        profile = read_profile(url) if url else None
        if profile is not None:
            yield _profile(Mention(profile, method, text[:300], f"sameAs: {text}"[:160]), document.url)
    own = registrable(document.host)
    links = [
        (url, folded(anchor.text)[:160], anchor.href[:300], "me" in (anchor.element.get("rel") or "").split())
        for anchor, url in web
    ]
    for mention in mentions(document, links):
        # The network's own pages link to themselves in every line.
        if own not in mention.profile.url.partition("://")[2].partition("/")[0]:
            yield _profile(mention, document.url)


def _profile(mention: Mention, page: str) -> Contact:
    return Contact(
        kind=ContactKind.SOCIAL,
        value=mention.profile.url,
        page_url=page,
        method=mention.method,
        snippet=mention.snippet,
        as_written=mention.as_written,
        label=mention.profile.network,
        rejected_by=mention.profile.rejected_by,
    )
