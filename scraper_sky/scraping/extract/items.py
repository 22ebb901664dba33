"""What structured data says, whatever its syntax: items of schema.org types with properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Item:
    """A schema.org item. A property has several values; a value is a text or another item."""

    types: tuple[str, ...] = ()  # short names, as `LocalBusiness`
    role: str = ""  # the property of the parent that holds it; empty for an outermost item
    identifier: str = ""
    properties: dict[str, list[Value]] = field(default_factory=dict)

    def texts(self, name: str) -> list[str]:
        """The textual values of a property, also of the `name`, `url` or `@value` of an item that stands for a text."""
        found: list[str] = []
        for value in self.properties.get(name, ()):
            text = value if isinstance(value, str) else value.text("name") or value.text("url") or value.identifier
            if text:
                found.append(" ".join(text.split()))
        return found

    def text(self, name: str) -> str:
        for value in self.properties.get(name, ()):
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
        return ""

    def items(self, name: str) -> Iterator[Item]:
        for value in self.properties.get(name, ()):
            if isinstance(value, Item):
                yield value


Value = str | Item


def short_name(name: str) -> str:
    """`PostalAddress` of `https://schema.org/PostalAddress` and of `schema:PostalAddress`."""
    for prefix in (
        "https://schema.org/",
        "http://schema.org/",
        "https://www.schema.org/",
        "http://www.schema.org/",
        "schema:",
    ):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name.strip()
