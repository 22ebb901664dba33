"""Codes in the words of the people who read the pages. A code without an entry is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scraper_sky.model.outcome import Outcome

BATCH_STATUSES = {
    "pending": "Accepted",
    "running": "Running",
    "paused": "Paused",
    "completed": "Completed",
    "partial": "Partly failed",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
JOB_STATUSES = {
    "succeeded": "Succeeded",
    "failed": "Failed",
    "skipped": "Skipped",
    "cancelled": "Cancelled",
    "running": "Running",
    "queued": "Queued",
    "pending": "Waiting",
}
OUTCOMES = {
    "ok": "Read",
    "nxdomain": "No such domain",
    "dns_failure": "Name servers failed",
    "blocked_address": "Private address",
    "connect_refused": "Connection refused",
    "connect_timeout": "Not reachable in time",
    "tls_expired": "Certificate expired",
    "tls_name_mismatch": "Certificate of another site",
    "tls_self_signed": "Certificate not trusted",
    "tls_failure": "No secure connection",
    "read_timeout": "Stopped answering",
    "connection_reset": "Connection broken off",
    "too_large": "Page too large",
    "decompression_bomb": "Unpacks like an attack",
    "protocol_error": "Answer is not HTTP",
    "http_4xx": "Page not found or closed",
    "http_403_blocked": "Refuses robots",
    "http_429_rate_limited": "Asked us to slow down",
    "http_5xx": "Server error",
    "not_html": "Not a web page",
    "empty": "Empty page",
    "challenge": "Check for humans",
    "robots_disallowed": "robots.txt says no",
    "redirect_loop": "Redirects in circles",
    "redirected_offsite": "Forwards elsewhere",
    "time_budget": "Took too long",
    "worker_lost": "Worker was lost",
    "internal_error": "Fault of ours",
    "cancelled": "Cancelled",
}
LIVENESS = {
    "live": "Live site",
    "parked": "Parked domain",
    "for_sale": "Domain for sale",
    "placeholder": "Placeholder page",
    "suspended": "Suspended account",
    "challenge": "Check for humans",
    "soft_404": "Error page that says 200",
    "empty": "Empty page",
}
METHODS = {
    "mailto": "an e-mail link",
    "tel": "a phone link",
    "text": "the visible text",
    "decoded": "an address hidden from robots, decoded",
    "json-ld": "structured data (JSON-LD)",
    "microdata": "structured data (microdata)",
    "meta": "a meta tag",
    "link": "a link",
    "html": "the page’s markup",
    "header": "a response header",
    "cookie": "a cookie",
    "script": "a script",
    "url": "the address itself",
    "robots": "robots.txt",
    "default": "the usual place",
}
RUNGS = {
    "https_apex": "https",
    "https_www": "https, www",
    "http_apex": "http",
    "http_www": "http, www",
}
PURPOSES = {"ladder": "First contact", "robots": "robots.txt", "page": "Page", "sitemap": "Sitemap"}
PAGES_CHOSEN_FOR = {
    "home": "Home",
    "contact": "Contact",
    "about": "About",
    "imprint": "Imprint",
    "team": "Team",
    "legal": "Legal",
    "sitemap": "From the sitemap",
    "link": "Linked",
}
SITEMAPS_FOUND_BY = {
    "robots": "robots.txt",
    "well_known": "the usual place",
    "link": "a link",
    "index": "a sitemap index",
}
SITEMAPS = {"urlset": "List of pages", "index": "List of sitemaps", "text": "Plain text", "feed": "Feed"}
TECHNOLOGIES = {
    "cms": "CMS",
    "cdn": "CDN",
    "tag_manager": "Tag manager",
    "analytics": "Analytics",
    "shop": "Shop system",
}
CONTACT_KINDS = {"email": "E-mail", "phone": "Phone", "fax": "Fax", "social": "Social profiles"}
NETWORKS = {
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "github": "GitHub",
    "tiktok": "TikTok",
    "whatsapp": "WhatsApp",
    "soundcloud": "SoundCloud",
    "stackoverflow": "Stack Overflow",
    "gitlab": "GitLab",
    "tripadvisor": "Tripadvisor",
    "xing": "XING",
    "vk": "VK",
}
KINDS = {"scan": "Contacts and technology", "sitemap": "List of pages"}
LISTING_SOURCES = {"sitemaps": "its sitemaps", "links": "links on its pages"}
ATTEMPT_SOURCES = {"web": "read from the web", "archive": "read again from kept responses"}
SOURCES = {"api": "API", "form": "web form", "command": "command line"}
ACTIONS = {
    "submit": "Submitted",
    "pause": "Paused",
    "resume": "Resumed",
    "cancel": "Cancelled",
    "retry": "Tried again",
    "reextract": "Read again from kept responses",
    "delete": "Deleted",
}
FACTS = {
    "company_name": "Company name",
    "company_type": "Kind of company",
    "contact_page": "Contact page",
    "geo": "Coordinates",
    "legal_name": "Legal name",
    "opening_hours": "Opening hours",
    "redirects_to": "Forwards to",
    "robots_meta": "Robots tag",
    "tax_id": "Tax number",
    "theme_color": "Theme colour",
    "vat_id": "VAT number",
}
REFUSALS = {
    "asset_name": "It is the name of a file, such as an image for sharp screens.",
    "closed_network": "The network was closed, so the link leads nowhere.",
    "date": "It is a date or a time.",
    "hash": "It is a string that a machine made.",
    "iban": "It is the number of a bank account.",
    "identifier": "It is a number in a register, such as a tax number.",
    "in_url": "It is part of a web address.",
    "invalid_number": "No country has phone numbers like this.",
    "ip_address": "It is the address of a computer.",
    "no_area_code": "It has no area code, so it could be anywhere.",
    "no_phone_context": "Nothing around it says that it is a phone number.",
    "not_the_owner": "It belongs to somebody else, such as an authority or who made the site.",
    "not_a_profile": "It leads to the network itself, not to a profile.",
    "number": "It is a number, but not that of a phone.",
    "package_version": "It is the version of a software package.",
    "placeholder": "It is an example that nobody replaced.",
    "post_link": "It leads to a single post, not to a profile.",
    "price_or_quantity": "It is a price or a quantity.",
    "script_data": "It stands in the data of a script and belongs to another domain.",
    "share_link": "It shares this page and leads to no profile.",
    "too_long": "It has more digits than a phone number can have.",
    "site_builder": "It is the profile of the maker of the template.",
    "tracker_key": "It is the key of an error tracker, not a mailbox.",
    "unknown_tld": "Its ending is not one that domains have.",
}

_ENDED_IN = re.compile(r"ended in ([a-z0-9_]+)")


def of(words: dict[str, str], code: str | None) -> str:
    """The words for a code; one that has none is shown as it is, with spaces."""
    if not code:
        return ""
    return words.get(code) or code.replace("_", " ").replace("-", " ").capitalize()


def fact(name: str) -> str:
    """What a fact is called; the names of Open Graph keep their prefix out of sight."""
    return f"Open Graph {name[3:].replace('_', ' ')}" if name.startswith("og:") else of(FACTS, name)


def sentence(outcome: str | None) -> str:
    return Outcome(outcome).sentence if outcome else ""


def status_of(outcome: str | None) -> str:
    """The job status that an outcome stands for, for its colour."""
    return Outcome(outcome).job_status.value if outcome else "pending"


def label(kind: str, text: str) -> str:
    """What is known of a contact beside its value: role or personal, the network, the country of a number."""
    if kind == "email":
        return {"role": "shared mailbox", "personal": "personal"}.get(text, text)
    return text if kind in ("phone", "fax") else of(NETWORKS, text)


def details(values: Mapping[str, Any] | None) -> str:
    """The details of an audit event in a few words."""
    said = values or {}
    words = []
    for name, singular in (("jobs", "domain"), ("cancelled", "domain"), ("withdrawn", "queued domain")):
        if isinstance(said.get(name), int) and said[name]:
            words.append(f"{said[name]:,} {singular}{'' if said[name] == 1 else 's'}")
    if said.get("source"):
        words.append(f"from the {of(SOURCES, said['source'])}")
    if said.get("outcomes"):
        words.append("that ended with " + ", ".join(f"“{of(OUTCOMES, code)}”" for code in said["outcomes"]))
    return ", ".join(words)


def wait_reason(reason: str | None) -> str:
    """Why a job waits, with the outcome of its last attempt in words."""
    said = _ENDED_IN.sub(lambda found: f"ended with “{of(OUTCOMES, found[1])}”", reason or "")
    return said[:1].upper() + said[1:]


def refusal(rule: str) -> str:
    """The rule that refused a candidate, as a sentence."""
    return REFUSALS.get(rule) or f"The rule “{rule.replace('_', ' ')}” refuses it."
