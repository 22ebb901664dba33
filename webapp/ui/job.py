"""One domain: what was found with the evidence for it, and every attempt with every request."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from flask import render_template

from scraper_sky.services import batches
from scraper_sky.services.batches import JobView
from webapp.context import current_caller, current_resources
from webapp.ui.blueprint import ui
from webapp.ui.words import CONTACT_KINDS


@ui.get("/batches/<uuid:batch_id>/jobs/<int:job_id>")
def job(batch_id: UUID, job_id: int) -> str:
    view = batches.get_job(current_resources(), current_caller().tenant_id, job_id, batch_id)
    return render_template("job.html", view=view, job=view.job, findings=view.findings, **_contacts(view))


def _contacts(view: JobView) -> dict[str, object]:
    """The accepted ones by kind, best first; the refused ones apart."""
    order = list(CONTACT_KINDS)
    accepted = [contact for contact in view.contacts if contact.rejected_by is None]
    accepted.sort(key=lambda contact: (order.index(contact.kind), not contact.best, contact.position))
    by_kind = [(kind, list(of_kind)) for kind, of_kind in groupby(accepted, key=lambda contact: contact.kind)]
    return {"contacts": by_kind, "refused": [contact for contact in view.contacts if contact.rejected_by is not None]}
