"""What a scan of one domain gives back: frozen values, each with where it came from.

Lengths are bounded and NUL bytes and lone surrogates are dropped where a report is stored (`db/cleaning.py`),
so whoever makes these values need not care.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from scraper_sky.model.outcome import Liveness, Outcome


class Method(StrEnum):
    """How a value was found; together with page and snippet it is the value's provenance."""

    MAILTO = "mailto"
    TEL = "tel"
    TEXT = "text"
    DECODED = "decoded"  # the page hid it: Cloudflare, [at], entities, reversed, data attributes
    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    META = "meta"
    LINK = "link"  # a <link> or <a> element
    HTML = "html"  # another element or attribute of the page
    HEADER = "header"  # an HTTP response header
    COOKIE = "cookie"
    SCRIPT = "script"
    URL = "url"
    ROBOTS = "robots"
    DEFAULT = "default"  # a well-known place, such as /favicon.ico


class ContactKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    FAX = "fax"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the site says about itself. `name` is one of the names in docs/facts.md, such as `title`."""

    name: str
    value: str
    page_url: str
    method: Method
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach people, or a candidate that was refused (then `rejected_by` names the rule)."""

    kind: ContactKind
    value: str  # an address in lower case, an E.164 number, a normalised profile URL
    page_url: str
    method: Method
    snippet: str = ""
    as_written: str = ""
    label: str = ""  # email: role | personal; social: the network; phone: the region it was read for
    on_domain: bool | None = None  # email only: belongs to the scanned domain
    best: bool = False  # the one to use, of its kind
    why: str = ""  # for the best one: why it was chosen
    rejected_by: str | None = None
    extension: str = ""  # phone only: digits to dial behind the number


@dataclass(frozen=True, slots=True)
class Technology:
    name: str
    category: str  # one of those in docs/facts.md
    version: str | None
    page_url: str
    method: Method
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """One request on the wire, or one that ended before it got there. Appended in the order of happening."""

    purpose: str  # ladder | robots | page | sitemap
    url: str
    outcome: Outcome
    rung: str | None = None  # https_apex | https_www | http_apex | http_www, for the ladder
    status: int | None = None
    address: str | None = None  # the IP address that was contacted
    milliseconds: int = 0
    bytes_read: int = 0  # decoded bytes of the body
    detail: str = ""  # the fault in words
    redirects: tuple[str, ...] = ()  # the URLs it was sent on to, in order


@dataclass(frozen=True, slots=True)
class PageVisit:
    url: str  # as asked for
    final_url: str
    status: int
    content_type: str
    bytes_read: int
    milliseconds: int
    title: str
    chosen_for: str  # home | contact | about | imprint | team | legal | sitemap | link


@dataclass(frozen=True, slots=True)
class Sitemap:
    url: str
    kind: str  # urlset | index | text | feed
    url_count: int
    found_by: str  # robots | well_known | link | index
    error: str = ""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that the site lists as its own; nobody has looked at it."""

    url: str  # normalised
    listed_in: str  # the first sitemap that lists it; where there is none, the page that links to it
    last_modified: str = ""  # this and the next two as written
    change_frequency: str = ""
    priority: str = ""
    images: int = 0
    videos: int = 0
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a list of pages comes from, and what of the addresses that were seen is not in it."""

    source: str  # sitemaps | links
    pages: int  # in the list
    repeated: int = 0
    beyond_limit: int = 0  # further pages than one list holds
    unreadable: int = 0  # no address that could be fetched
    elsewhere: int = 0  # of other sites
    elsewhere_hosts: dict[str, int] = field(default_factory=dict)  # these by host, the most frequent ones


@dataclass(frozen=True, slots=True)
class Report:
    """All that one attempt at one domain found. Also what is stored when it found nothing: then `outcome` says why."""

    domain: str
    outcome: Outcome
    detail: str = ""
    retry_after_seconds: float | None = None
    answered_url: str | None = None
    answered_rung: str | None = None
    redirects: tuple[str, ...] = ()
    liveness: Liveness | None = None
    liveness_evidence: str = ""
    facts: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    technologies: tuple[Technology, ...] = ()
    sitemaps: tuple[Sitemap, ...] = ()
    pages: tuple[PageVisit, ...] = ()
    site_pages: tuple[SitePage, ...] = ()  # of a batch of the kind `sitemap`
    listing: Listing | None = None  # of such a batch, too
    tries: tuple[Try, ...] = field(default=())
    bytes_read: int = 0
    milliseconds: int = 0
