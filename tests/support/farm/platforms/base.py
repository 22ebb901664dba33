"""What a platform leaves in the pages of a site, by which it can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.farm.company import Company
from tests.support.farm.dice import Dice
from tests.support.farm.style import Style


@dataclass(frozen=True, slots=True)
class Setting:
    """What a platform may look at when it dresses a site."""

    domain: str
    origin: str
    company: Company
    style: Style
    dice: Dice


def _no_name(kind: str, slug: str) -> str:
    return f"/{slug}"


@dataclass(frozen=True, slots=True)
class Dress:
    """Markup around the content. `technologies` maps a name to its version, None where the pages do not tell it."""

    technologies: dict[str, str | None]
    html_attributes: str = ""
    comment: str = ""  # right after <head>, where platforms sign
    head: str = ""
    body_attributes: str = ""
    before: str = ""  # after <body>
    wrap: tuple[str, str] = ("<main>", "</main>")
    section: tuple[str, str] = ("<section>", "</section>")
    form: str = ""  # opening tag of the contact form, where the platform has its own
    after: str = ""  # before </body>
    headers: tuple[tuple[str, str], ...] = ()
    image_folder: str = "/images"
    path_of: Callable[[str, str], str] = _no_name  # (kind, slug) -> path
    traps: tuple[str, ...] = ()
    extra_links: tuple[str, ...] = field(default=())
