"""What reading one page gives, and what the pages of one site add up to."""

from __future__ import annotations

from dataclasses import dataclass

from scraper_sky.model.outcome import Liveness
from scraper_sky.model.report import Contact, Fact, Technology


@dataclass(frozen=True, slots=True)
class Link:
    """An `<a href>` of the page: absolute, http or https, without its fragment."""

    url: str
    text: str  # visible text, else title or aria-label, white space folded, at most 200 characters
    rel: str = ""
    in_footer_or_nav: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page, read. Contacts include the refused candidates; nothing is merged or ranked yet."""

    url: str
    title: str = ""
    language: str = ""  # BCP 47 as declared, lower case; empty when not declared
    facts: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    technologies: tuple[Technology, ...] = ()
    links: tuple[Link, ...] = ()
    sitemap_links: tuple[str, ...] = ()  # <link rel="sitemap">
    meta_refresh: str | None = None  # absolute target of an immediate <meta http-equiv="refresh">
    noindex_nofollow: str = ""
    liveness: Liveness = Liveness.LIVE
    liveness_evidence: str = ""
    text_length: int = 0  # characters of visible text


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """All pages of one site together: values deduplicated and ordered, the best contact of each kind marked."""

    facts: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    technologies: tuple[Technology, ...] = ()
    liveness: Liveness = Liveness.LIVE
    liveness_evidence: str = ""
