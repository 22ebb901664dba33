"""Phone and fax numbers of one page, read for the countries the page is likely to mean.

A bounded pattern finds runs of digits; only these are handed to libphonenumber, whose own matcher costs many times more
over a whole page. The value is E.164 (ITU-T E.164), an extension stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import unquote

from phonenumbers import PhoneNumber

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.phones.numbers import (
    e164,
    is_made_up,
    is_written_as_usual,
    read_number,
    region_of,
    without_extension,
)
from scraper_sky.scraping.extract.phones.rules import is_date, is_fax, names_identifier, shape_refusal
from scraper_sky.scraping.extract.phones.runs import Run, plain, runs
from scraper_sky.scraping.extract.state import StateString
from scraper_sky.scraping.extract.text import folded
from scraper_sky.scraping.extract.third_parties import of_another

MAX_LINKED = 300  # numbers that are looked at of each source of one page: links, chats, statements, data
LONGEST_STATED = 400  # characters
LONGEST_IN_STATE = 40  # characters

_DIGITS = re.compile(r"\d")
_CHAT = re.compile(
    r"(?:https?:)?(?://)?(?:(?:(?:api|web|www)\.)?whatsapp\.com/send|wa\.me/\+?\d|whatsapp:|viber:|signal\.me)", re.I
)
_CHAT_NUMBER = re.compile(r"(?:[?&#]|#p/|wa\.me/)(?:(?:phone|number)=)?(\+?[ ]?\d[\d ()-]{6,20}\d)")
_HEADS = ("tel:", "callto:", "phone:", "telephone:", "sms:", "fax:", "tell:", "te:")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read, or digits that a rule refused (then `value` is empty)."""

    value: str
    region: str
    fax: bool
    method: Method
    as_written: str
    snippet: str
    rejected_by: str | None = None
    extension: str = ""


def linked(document: Document, regions: Sequence[str]) -> Iterator[Number]:
    """The numbers of `tel:` links."""
    for anchor in [each for each in document.elsewhere if ":" in each.href[:12]][:MAX_LINKED]:
        head = anchor.href[:12].lower().replace(" ", "")
        if not head.startswith(_HEADS):
            continue
        written = unquote(anchor.href.partition(":")[2], errors="replace").lstrip("/").partition("?")[0]
        if not _DIGITS.search(written):
            continue
        shown = folded(anchor.text)
        number = read_number(written, regions)
        extension = without_extension(written)[1]
        if number is None or not extension:
            # `tel:+16502530000` is what a telephone needs; `650-253-0000 ext. 12` is what a person reads.
            visible = read_number(shown, regions) if _DIGITS.search(shown) else None
            if visible is not None and (number is None or e164(visible) == e164(number)):
                number, extension = visible, without_extension(shown)[1]
        before = folded(anchor.before)
        snippet = f"{before} {shown}"[-160:].strip()
        fax = head.startswith("fax:") or is_fax(before[-30:], "") or is_fax(shown[:24], "")
        found = judged(number, written, fax, Method.TEL, snippet, extension)
        yield replace(found, rejected_by="not_the_owner") if before and of_another(before) else found


def judged(
    number: PhoneNumber | None, written: str, fax: bool, method: Method, snippet: str, extension: str = ""
) -> Number:
    if number is None:
        return Number("", "", fax, method, written[:120], snippet, "invalid_number")
    refused = "placeholder" if is_made_up(number) else None
    return Number(e164(number), region_of(number), fax, method, written[:120], snippet, refused, extension)


def stated(text: str, regions: Sequence[str], method: Method, snippet: str, fax: bool = False) -> Iterator[Number]:
    """What markup declares to be a number (schema.org telephone, a meta element), or several in one text."""
    several = [text] if read_number(text, regions) is not None else [run.written for run in runs(text[:LONGEST_STATED])]
    read = [(each, number) for each in several if (number := read_number(each, regions)) is not None]
    for each, number in read:
        yield judged(number, text, fax, method, snippet, without_extension(each)[1])
    if not read:
        yield judged(None, text, fax, method, snippet)


def in_state(strings: Iterable[StateString], regions: Sequence[str]) -> Iterator[Number]:
    """Numbers that a script would show: strings that are nothing but one, written as its country writes numbers."""
    likely = (each for each in strings if len(each.text) <= LONGEST_IN_STATE and _DIGITS.search(each.text))
    alone = (each for each in likely if [run.written for run in runs(each.text)] == [each.text.strip()])
    for each in islice(alone, MAX_LINKED):
        coded = is_date(each.text) or names_identifier(each.before.replace('"', ""))
        number = None if coded else read_number(each.text, regions)
        if number is not None and (each.text.startswith("+") or is_written_as_usual(each.text, number)):
            snippet = f'{each.before}"{each.text}"'
            yield judged(number, each.text, is_fax(each.before, ""), Method.SCRIPT, snippet)


def in_chats(links: Iterable[tuple[str, str]]) -> Iterator[Number]:
    """The numbers in links (href, text) to WhatsApp, Viber and Signal: one may call there as well."""
    for href, text in islice((link for link in links if _CHAT.match(link[0])), MAX_LINKED):
        if digits := _CHAT_NUMBER.search(unquote(href[:300], errors="replace")):
            number = read_number("+" + digits[1].lstrip("+0 "), ())
            if number is not None:
                yield judged(number, href, False, Method.LINK, folded(text)[:160] or href[:160])


def international_regions(found: Iterable[Run]) -> list[str]:
    """Regions of the runs that begin with '+', the most frequent first."""
    counts: dict[str, int] = {}
    for run in found:
        if (
            run.written[:3].lstrip("( ").startswith(("+", "＋"))
            and (number := read_number(run.written, ())) is not None
        ):
            region = region_of(number)
            counts[region] = counts.get(region, 0) + 1
    return sorted(counts, key=lambda region: -counts[region])


def need_region(document: Document, found: Iterable[Run]) -> bool:
    """True when there may be a number on the page that does not name its country; mostly the digits are dates."""
    return (
        any(anchor.href[:8].lower().startswith(_HEADS) for anchor in document.elsewhere)
        or any("hone" in name for name, _ in document.metas)
        or any(not is_date(shown) and shape_refusal(shown) is None for shown in (plain(run.written) for run in found))
        or "elephone" in document.html
    )
