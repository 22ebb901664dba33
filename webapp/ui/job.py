"""One domain: what was found with the evidence for it, and every attempt with every request."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request

from scraper_sky.services import batches
from scraper_sky.services.batches import JobView
from webapp.context import current_caller, current_resources
from webapp.ui.blueprint import ui
from webapp.ui.words import CONTACT_KINDS

PAGE = 100
LONGEST_SEARCH = 100


@ui.get("/batches/<uuid:batch_id>/jobs/<int:job_id>")
def job(batch_id: UUID, job_id: int) -> str:
    view = batches.get_job(current_resources(), current_caller().tenant_id, job_id, batch_id)
    pages = _site_pages(view) if view.findings.get("listing") else {}
    return render_template("job.html", view=view, job=view.job, findings=view.findings, **_contacts(view), **pages)


@dataclass(frozen=True, slots=True)
class WantedPages:
    """Which pages of the site the table shows."""

    q: str = ""
    after: int = -1

    @classmethod
    def of_request(cls) -> WantedPages:
        after = request.args.get("after", "")
        return cls(
            q=request.args.get("q", "").strip()[:LONGEST_SEARCH].replace("\x00", ""),
            after=int(after) if after.isascii() and after.isdigit() and len(after) < 10 else -1,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q) or self.after >= 0

    def query(self, after: int = -1) -> str:
        values = ({"q": self.q} if self.q else {}) | ({"after": after} if after >= 0 else {})
        return "?" + urlencode(values)


def _site_pages(view: JobView) -> dict[str, object]:
    """A part of the list, and the position that the next part begins behind."""
    wanted = WantedPages.of_request()
    rows = batches.list_site_pages(
        current_resources(),
        current_caller().tenant_id,
        view.job.id,
        view.job.batch_id,
        q=wanted.q or None,
        after=wanted.after,
        limit=PAGE + 1,
    )
    more = rows[PAGE - 1].position if len(rows) > PAGE else None
    return {"site_pages": rows[:PAGE], "more": more, "wanted": wanted}


def _contacts(view: JobView) -> dict[str, object]:
    """The accepted ones by kind, best first; the refused ones apart."""
    order = list(CONTACT_KINDS)
    accepted = [contact for contact in view.contacts if contact.rejected_by is None]
    accepted.sort(key=lambda contact: (order.index(contact.kind), not contact.best, contact.position))
    by_kind = [(kind, list(of_kind)) for kind, of_kind in groupby(accepted, key=lambda contact: contact.kind)]
    return {"contacts": by_kind, "refused": [contact for contact in view.contacts if contact.rejected_by is not None]}
