"""How a job looks in an export. Pure: rows in, plain values out (docs/decisions/0003-exports.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from scraper_sky.clock import iso_z
from scraper_sky.model.outcome import Outcome

BETWEEN = " | "  # between several values in one cell: a character that separates cells in no country's spreadsheet

WIDE_COLUMNS = (
    "row",
    "input",
    "domain",
    "status",
    "outcome",
    "outcome_sentence",
    "answered_url",
    "liveness",
    "title",
    "description",
    "language",
    "company_name",
    "address",
    "best_email",
    "emails",
    "best_phone",
    "phones",
    "fax",
    "contact_page",
    "linkedin",
    "x",
    "facebook",
    "instagram",
    "youtube",
    "tiktok",
    "other_profiles",
    "cms",
    "technologies",
    "favicon",
    "logo",
    "pages_read",
    "attempts",
    "redirects_to",
    "job_id",
    "finished_at",
    "same_site_as",
)
LONG_COLUMNS = (
    "row",
    "domain",
    "kind",
    "value",
    "as_written",
    "extension",
    "label",
    "on_domain",
    "best",
    "page_url",
    "method",
    "snippet",
)
FACT_COLUMNS = (
    "title",
    "description",
    "language",
    "company_name",
    "address",
    "contact_page",
    "favicon",
    "logo",
    "redirects_to",
)
NETWORK_COLUMNS = ("linkedin", "x", "facebook", "instagram", "youtube", "tiktok")

_TURNS_CELL = ("\t", "\r", "\n")
_NOT_SEEN = re.compile("\\A[\x00-\x20\x7f-\xa0\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]+")
_HARMLESS = re.compile("[0-9A-Za-z][^;\x00-\x1f\x7f-\x9f\u2028\u2029]*\\Z")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PHONES = re.compile(rf"\+\d+(?:{re.escape(BETWEEN)}\+\d+)*\Z", re.ASCII)
_AFTER_SEMICOLON = re.compile(r";(\s*)(?=[=+\-@＝＋－＠])")


@dataclass(frozen=True, slots=True)
class ExportedJob:
    """A job with all its attempts, and the findings, contacts and pages of the attempt that counts."""

    job: Row[Any]
    attempts: Sequence[Row[Any]]
    findings: Mapping[str, Any]
    contacts: Sequence[Row[Any]]
    pages: Sequence[Row[Any]]
    same_site: Sequence[Row[Any]] = ()  # other jobs that ended on the same site

    @property
    def same_site_as(self) -> list[str]:
        """Their domains."""
        return [other.domain for other in self.same_site]


def safe_cell(value: object) -> str:
    """`value` as text that no spreadsheet runs as a formula, on one line.

    What begins like a formula (after characters that cannot be seen, in any width) gets an apostrophe in front; the
    same after a semicolon, which separates cells in many countries. Phone numbers (`+` and digits) stay as they are.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) or (isinstance(value, str) and _HARMLESS.match(value)):
        return str(value)
    written = _CONTROLS.sub(" ", str(value))
    if _PHONES.match(written):
        return written
    written = _AFTER_SEMICOLON.sub(r";\1'", written)
    first = _NOT_SEEN.sub("", written, count=1)[:1]
    formula = first != "" and unicodedata.normalize("NFKC", first)[:1] in "=+-@"
    return "'" + written if formula or str(value)[:1] in _TURNS_CELL else written


def wide_row(exported: ExportedJob) -> dict[str, object]:
    """One row a domain, under WIDE_COLUMNS."""
    job = exported.job
    contacts = [contact for contact in exported.contacts if contact.rejected_by is None]
    technologies = exported.findings.get("technologies", [])
    row: dict[str, object] = {
        "row": job.row,
        "input": job.input,
        "domain": job.domain,
        "status": job.status,
        "outcome": job.outcome,
        "outcome_sentence": _sentence(job.outcome),
        "answered_url": job.answered_url,
        "liveness": job.liveness,
        "best_email": _best(contacts, "email"),
        "emails": _joined(_values(contacts, "email")),
        "best_phone": _best(contacts, "phone"),
        "phones": _joined(_values(contacts, "phone")),
        "fax": _joined(_values(contacts, "fax")),
        "cms": _joined(_named(tech) for tech in technologies if tech["category"] in ("cms", "shop")),
        "technologies": _joined(_named(tech) for tech in technologies),
        "pages_read": len(exported.pages),
        "attempts": job.attempt,
        "job_id": job.id,
        "finished_at": iso_z(job.finished_at),
        "same_site_as": _joined(exported.same_site_as),
    }
    facts = _first_facts(exported.findings)
    row.update({name: facts.get(name) for name in FACT_COLUMNS})
    row.update(_profiles(contacts))
    return row


def long_rows(exported: ExportedJob) -> Iterator[dict[str, object]]:
    """One row a contact, under LONG_COLUMNS; refused candidates are left out."""
    for contact in exported.contacts:
        if contact.rejected_by is None:
            yield {
                "row": exported.job.row,
                "domain": exported.job.domain,
                **{name: getattr(contact, name) for name in LONG_COLUMNS[2:]},
            }


def whole_job(exported: ExportedJob) -> dict[str, object]:
    """Everything that is known of a job, with where each value was found."""
    job, findings = exported.job, exported.findings
    return {
        "row": job.row,
        "input": job.input,
        "domain": job.domain,
        "job_id": job.id,
        "status": job.status,
        "outcome": job.outcome,
        "outcome_sentence": _sentence(job.outcome),
        "detail": job.detail,
        "wait_reason": job.wait_reason,
        "started_at": iso_z(job.started_at),
        "finished_at": iso_z(job.finished_at),
        "answered_url": job.answered_url,
        "answered_rung": findings.get("answered_rung"),
        "same_site_as": exported.same_site_as,
        "redirects": findings.get("redirects", []),
        "liveness": job.liveness,
        "liveness_evidence": findings.get("liveness_evidence", ""),
        "facts": findings.get("facts", []),
        "contacts": [_contact(contact) for contact in exported.contacts],
        "technologies": findings.get("technologies", []),
        "sitemaps": findings.get("sitemaps", []),
        "pages": [_page(page) for page in exported.pages],
        "attempts": [_attempt(attempt) for attempt in exported.attempts],
    }


def whole_contacts(exported: ExportedJob) -> Iterator[dict[str, object]]:
    """One object a contact, with the job it belongs to; refused candidates are left out."""
    job = exported.job
    for contact in exported.contacts:
        if contact.rejected_by is None:
            yield {"row": job.row, "domain": job.domain, "job_id": job.id, **_contact(contact)}


def _contact(contact: Row[Any]) -> dict[str, object]:
    names = ("kind", "value", "as_written", "extension", "label", "on_domain", "best", "why", "page_url", "method")
    return {name: getattr(contact, name) for name in (*names, "snippet", "rejected_by")}


def _page(page: Row[Any]) -> dict[str, object]:
    names = ("url", "final_url", "status", "content_type", "bytes_read", "milliseconds", "title", "chosen_for")
    return {name: getattr(page, name) for name in names}


def _attempt(attempt: Row[Any]) -> dict[str, object]:
    return {
        "number": attempt.number,
        "worker": attempt.worker,
        "started_at": iso_z(attempt.started_at),
        "finished_at": iso_z(attempt.finished_at),
        "outcome": attempt.outcome,
        "detail": attempt.detail,
        "bytes_read": attempt.bytes_read,
        "milliseconds": attempt.milliseconds,
        "tries": attempt.tries,
    }


def _sentence(outcome: str | None) -> str:
    return "" if outcome is None else Outcome(outcome).sentence


def _first_facts(findings: Mapping[str, Any]) -> dict[str, str]:
    first: dict[str, str] = {}
    for fact in findings.get("facts", []):
        first.setdefault(fact["name"], fact["value"])
    return first


def _values(contacts: Iterable[Row[Any]], kind: str) -> list[str]:
    return [contact.value for contact in contacts if contact.kind == kind]


def _best(contacts: Sequence[Row[Any]], kind: str) -> str | None:
    chosen = [contact.value for contact in contacts if contact.kind == kind and contact.best]
    return next(iter(chosen or _values(contacts, kind)), None)


def _profiles(contacts: Iterable[Row[Any]]) -> dict[str, str]:
    by_column: dict[str, list[str]] = {column: [] for column in (*NETWORK_COLUMNS, "other_profiles")}
    for contact in contacts:
        if contact.kind == "social":
            network = "x" if contact.label == "twitter" else contact.label
            by_column[network if network in NETWORK_COLUMNS else "other_profiles"].append(contact.value)
    return {column: _joined(values) for column, values in by_column.items()}


def _named(technology: Mapping[str, Any]) -> str:
    return f"{technology['name']} {technology['version']}" if technology.get("version") else str(technology["name"])


def _joined(values: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(values))
