"""Links to a network that are no profile, and yet the only thing that leads to the site's one: a video, a pin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scraper_sky.model.report import Contact, ContactKind, Method
from scraper_sky.scraping.extract.social.profiles import read_profile

_VIDEO_OR_PIN = re.compile(
    r"https?://(?:[\w-]{1,20}\.)?(?:youtube\.com/watch\?(?:[^#\s]{0,200}&)?v=[\w-]{5,20}|youtu\.be/[\w-]{5,20}"
    r"|tiktok\.com/(?:(?:embed|v)/\d{5,25}|@[\w.]{2,30}/video/\d{5,25})|pinterest\.[a-z.]{2,6}/pin/\d{5,25})(?![\w-])",
    re.I,
)
_AUTHOR = re.compile(r"(https?://(?:[\w-]{1,20}\.)?tiktok\.com/@[\w.]{2,30})/", re.I)


def stand_ins(profiles: list[Contact]) -> Iterator[Contact]:
    """For each network the first video or pin that a page without any profile links to, or its author if it names one.

    A handle that templates come with is believed if it is the only such one: else the template was left as it came.
    """
    if any(contact.rejected_by is None for contact in profiles):
        return
    found = set[str]()
    unfilled = [contact for contact in profiles if contact.rejected_by == "placeholder"]
    for contact in profiles:
        if contact.label in found or contact.method is not Method.LINK:
            continue
        if contact.rejected_by == "post_link" and _VIDEO_OR_PIN.match(contact.value):
            found.add(contact.label)
            yield replace(contact, value=_author(contact.value), rejected_by=None)
        elif contact.rejected_by == "placeholder" and len(unfilled) == 1 and not _says_your(contact.value):
            found.add(contact.label)
            yield replace(contact, rejected_by=None)


def _author(url: str) -> str:
    named = _AUTHOR.match(url)
    author = read_profile(named[1]) if named else None
    return author.url if author is not None and author.rejected_by is None else url


def _says_your(url: str) -> bool:
    return re.search(r"your|example|(?:^|/)(?:votre|ihre|deine|tu)", url, re.I) is not None


def is_stand_in(contact: Contact) -> bool:
    """True for a contact that only stands for a profile."""
    read = read_profile(contact.value)
    return read is not None and read.rejected_by is not None


def without_needless(contacts: list[Contact]) -> list[Contact]:
    """The contacts without those that stand for a profile, where another page of the site names one."""
    needless = {id(each) for each in contacts if each.kind is ContactKind.SOCIAL and is_stand_in(each)}
    if not needless:
        return contacts
    named = any(each.kind is ContactKind.SOCIAL and id(each) not in needless for each in contacts)
    return [each for each in contacts if id(each) not in needless] if named else contacts
