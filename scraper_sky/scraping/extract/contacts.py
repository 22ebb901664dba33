"""The contacts of one page: every candidate judged, the refused ones kept with the rule that refused them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from scraper_sky.model.outcome import Liveness
from scraper_sky.model.report import Contact, ContactKind, Method
from scraper_sky.scraping.extract import phones
from scraper_sky.scraping.extract.addresses import registrable, same_site
from scraper_sky.scraping.extract.attribute_data import attribute_strings
from scraper_sky.scraping.extract.document import SEAM, Anchor, Document
from scraper_sky.scraping.extract.emails import emails
from scraper_sky.scraping.extract.emails.candidates import Candidate
from scraper_sky.scraping.extract.emails.mailboxes import FREE_MAIL
from scraper_sky.scraping.extract.emails.rules import refusal, role_or_personal
from scraper_sky.scraping.extract.emails.text import clean, openly_written
from scraper_sky.scraping.extract.languages import language_of
from scraper_sky.scraping.extract.phones.columns import columns_of
from scraper_sky.scraping.extract.phones.extensions import extensions_alone
from scraper_sky.scraping.extract.phones.labels import in_labels, labels_with_numbers
from scraper_sky.scraping.extract.phones.regions import likely_regions, region_of_domain
from scraper_sky.scraping.extract.phones.runs import runs as runs_in
from scraper_sky.scraping.extract.phones.text import visible as visible_phones
from scraper_sky.scraping.extract.social import Mention, handed_to_scripts, mentions
from scraper_sky.scraping.extract.social.profiles import read_profile
from scraper_sky.scraping.extract.stand_ins import stand_ins
from scraper_sky.scraping.extract.state import StateString, state_strings, with_noscript
from scraper_sky.scraping.extract.structured import Stated
from scraper_sky.scraping.extract.third_parties import heads_another, names_host, of_another

MAX_CANDIDATES = 2_000  # e-mail addresses judged on one page
MAX_STATED = 100  # numbers of structured data and of meta elements on one page, each
MAX_OF_KIND = 50  # accepted ones on one page, and as many refused ones
_BY_DEALERS_AND_HOSTS = (Liveness.PARKED, Liveness.FOR_SALE, Liveness.SUSPENDED)
_FOR_EXAMPLES = ".example"  # RFC 2606 section 2
_JOINTS = str.maketrans("", "", "-._")
_PHONE_METAS = ("business:contact_data:phone_number", "og:phone_number", "telephone", "phone", "contact:phone")


def contacts(document: Document, stated: Stated, web: list[tuple[Anchor, str]]) -> tuple[Contact, ...]:
    """E-mails, then phones and faxes, then profiles; each value once for each way it was found."""
    document = with_noscript(document)
    data = [*state_strings(document), *attribute_strings(document)]
    profiles = [*_bounded(_profiles(document, stated, web))]
    profiles += stand_ins(profiles)
    if all(contact.rejected_by for contact in profiles):
        handed = (_profile(mention, document.url) for mention in handed_to_scripts(document))
        profiles += _bounded(chain(_state_profiles(document, data), handed))
    return (*_bounded(_emails(document, stated, data)), *_bounded(_phones(document, stated, data)), *profiles)


def without_those_of_hosts(found: tuple[Contact, ...], kind: Liveness) -> tuple[Contact, ...]:
    """The contacts of a page of this kind: those that a dealer or a host puts on it are not the owner's."""
    if kind not in _BY_DEALERS_AND_HOSTS:
        return found
    return tuple(
        each if each.rejected_by or each.on_domain else replace(each, rejected_by="not_the_owner") for each in found
    )


def _bounded(found: Iterable[Contact]) -> Iterator[Contact]:
    seen: set[tuple[str, str, str, Method, str | None]] = set()
    counts: dict[tuple[ContactKind, bool], int] = {}
    for contact in found:
        key = (contact.kind, contact.value, contact.extension, contact.method, contact.rejected_by)
        group = (contact.kind, contact.rejected_by is None)
        if key in seen or counts.get(group, 0) >= MAX_OF_KIND:
            continue
        seen.add(key)
        counts[group] = counts.get(group, 0) + 1
        yield contact


def _emails(document: Document, stated: Stated, data: list[StateString]) -> Iterator[Contact]:
    candidates = islice(chain(emails(document), _stated_emails(stated), _state_emails(data)), MAX_CANDIDATES)
    return (_email(candidate, document) for candidate in candidates)


def _email(candidate: Candidate, document: Document) -> Contact:
    on_domain = same_site(document.host, candidate.address.rpartition("@")[2])
    return Contact(
        kind=ContactKind.EMAIL,
        value=candidate.address,
        page_url=document.url,
        method=candidate.method,
        snippet=candidate.snippet,
        as_written=candidate.as_written[:300],
        label=_label(candidate.address, document.host),
        on_domain=on_domain,
        rejected_by=refusal(candidate.address) or _refused_in_place(candidate, document.host, on_domain),
    )


def _label(address: str, host: str) -> str:
    """`acme@gmail.com` on acme.de is the mailbox of the company, as `info@acme.de` is."""
    name = registrable(host).partition(".")[0].replace("-", "")
    local = address.partition("@")[0].translate(_JOINTS)
    return "role" if local == name else role_or_personal(address)


def _refused_in_place(candidate: Candidate, host: str, on_domain: bool) -> str | None:
    """What is an address in form, but not where it stands."""
    for_machines = candidate.method is Method.HTML and candidate.snippet.startswith(("value=", "data-"))
    if (candidate.method is Method.SCRIPT or for_machines) and not on_domain:
        return "script_data"
    if candidate.address.endswith(_FOR_EXAMPLES) and not host.endswith(_FOR_EXAMPLES):
        return "placeholder"
    position = candidate.snippet.lower().find(candidate.address)
    before = candidate.snippet[max(0, position - 200) : max(0, position)]
    if not on_domain:
        above, _, line = candidate.above.replace(SEAM, "").rpartition("\n")
        if _is_anothers(line or before, candidate.address) or heads_another(above):
            return "not_the_owner"
    if candidate.method is Method.TEXT and "://" in before.rpartition(" ")[2]:
        return "in_url"
    return None


def _is_anothers(line: str, address: str) -> bool:
    """True behind a line that names somebody else, or a trade whose only name is the address: `Webdesign: a@b.de`."""
    domain = address.rpartition("@")[2]
    if of_another(line) or (domain not in FREE_MAIL and of_another(f"{line}{domain}")):
        return True
    return names_host(line, registrable(domain).partition(".")[0])


def _stated_emails(stated: Stated) -> Iterator[Candidate]:
    for text, method in stated.emails:
        for found in openly_written(clean(text)):
            yield Candidate(found.address, method, text[:200], f"email: {text}"[:160])


def _phones(document: Document, stated: Stated, data: list[StateString]) -> Iterator[Contact]:
    runs = runs_in(document.text)
    international = phones.international_regions(runs)
    labels = labels_with_numbers(document)
    need_region = phones.need_region(document, runs) or data or labels
    regions = _regions(document, stated, international) if need_region else []
    shown = [*visible_phones(document.text, runs, regions, columns_of(document) if runs else {})]
    found = chain(
        phones.linked(document, regions),
        _stated_phones(document, stated, regions),
        shown,
        extensions_alone(document.text, shown, runs),
        in_labels(labels, regions),
        phones.in_chats(chain(((a.href, a.text) for a in document.elsewhere), ((each.text, "") for each in data))),
        phones.in_state(data, regions),
    )
    return (_phone(number, document.url) for number in found)


def _regions(document: Document, stated: Stated, international: list[str]) -> list[str]:
    """As `likely_regions`; where nothing is declared and nothing else tells, with the language that the text shows."""
    if not (document.language or stated.countries or international or region_of_domain(document.host)):
        document = replace(document, language=language_of(document.text)[0])
    return likely_regions(document, stated.countries, international)


def _state_emails(data: list[StateString]) -> Iterator[Candidate]:
    for each in data:
        if "@" in each.text:
            for hit in openly_written(each.text):
                yield Candidate(hit.address, Method.SCRIPT, each.text, f'{each.before}"{each.text}"'[:160])


def _stated_phones(document: Document, stated: Stated, regions: list[str]) -> Iterator[phones.Number]:
    for text, method, fax in stated.phones[:MAX_STATED]:
        snippet = f"{'faxNumber' if fax else 'telephone'}: {text}"[:160]
        yield from phones.stated(text, regions, method, snippet, fax)
    for name, content in islice((meta for meta in document.metas if meta[0] in _PHONE_METAS), MAX_STATED):
        yield from phones.stated(content, regions, Method.META, f"{name}: {content}"[:160])


def _phone(number: phones.Number, page: str) -> Contact:
    return Contact(
        kind=ContactKind.FAX if number.fax else ContactKind.PHONE,
        value=number.value or number.as_written,
        page_url=page,
        method=number.method,
        snippet=number.snippet,
        as_written=number.as_written,
        extension=number.extension,
        label=number.region,
        rejected_by=number.rejected_by,
    )


def _profiles(document: Document, stated: Stated, web: list[tuple[Anchor, str]]) -> Iterator[Contact]:
    own = registrable(document.host)
    for mention in mentions(document, stated.profiles, web):
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


def _state_profiles(document: Document, data: list[StateString]) -> Iterator[Contact]:
    for each in data:
        profile = read_profile(each.text) if each.text.startswith("http") else None
        if profile is not None:
            yield _profile(
                Mention(profile, Method.SCRIPT, each.text, f'{each.before}"{each.text}"'[:160]), document.url
            )
