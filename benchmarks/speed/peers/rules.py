"""What every peer's extraction has in common: which strings are contacts, and how they are written down."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote

NETWORKS = ("facebook.com", "instagram.com", "linkedin.com", "x.com", "youtube.com", "tiktok.com", "pinterest.com")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"\+\d[\d ()/.-]{6,20}\d")
_PROFILE = re.compile(r"https?://(?:www\.)?(?:" + "|".join(NETWORKS).replace(".", r"\.") + r")/[^?#]+")


@dataclass(slots=True)
class Facts:
    """Of one home page, in the order found."""

    title: str = ""
    description: str = ""
    generator: str = ""
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    social: set[str] = field(default_factory=set)

    def add_href(self, href: str) -> None:
        if href.startswith("mailto:"):
            self.emails.add(unquote(href[7:].partition("?")[0]).lower())
        elif href.startswith("tel:"):
            self._add_phone(href[4:])
        elif profile := _PROFILE.match(href):
            self.social.add(profile[0].rstrip("/"))

    def add_text(self, text: str) -> None:
        self.emails.update(found.lower() for found in _EMAIL.findall(text))
        for phone in _PHONE.findall(text):
            self._add_phone(phone)

    def add_json_ld(self, source: str) -> None:
        try:
            data = json.loads(source)
        except ValueError:
            return
        for name, value in _strings(data):
            if name == "email":
                self.emails.add(value.removeprefix("mailto:").lower())
            elif name == "telephone":
                self._add_phone(value)
            elif name == "sameAs":
                self.add_href(value)

    def as_json(self, url: str) -> str:
        values = {name: sorted(value) if isinstance(value, set) else value for name, value in asdict(self).items()}
        return json.dumps({"url": url, **values}, ensure_ascii=False)

    def _add_phone(self, written: str) -> None:
        digits = written.replace("(0)", "")  # the zero of a trunk call, which is no part of +44
        self.phones.add("+" + "".join(character for character in digits if character.isdigit()))


def _strings(data: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each string with the name of the member it stands under."""
    if isinstance(data, str):
        yield name, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, name)
