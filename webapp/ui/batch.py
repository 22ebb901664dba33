"""One batch: its progress, what came of it, its jobs. The parts that change are also served by themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.status import JobStatus
from scraper_sky.services import batches
from webapp.context import current_caller, current_resources
from webapp.ui import trouble
from webapp.ui.blueprint import ui

PAGE = 100
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which jobs the table shows."""

    status: str = ""
    outcome: str = ""
    q: str = ""
    after: int = 0

    @classmethod
    def of_request(cls) -> Wanted:
        status, outcome = request.args.get("status", ""), request.args.get("outcome", "")
        after = request.args.get("after", "")
        return cls(
            status=status if status in set(JobStatus) else "",
            outcome=outcome if outcome in set(Outcome) else "",
            q=request.args.get("q", "").strip()[:LONGEST_SEARCH].replace("\x00", ""),
            after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.status or self.outcome or self.q)

    def query(self, **changes: Any) -> str:
        """The query string for these jobs with some things changed; a change starts at the first page."""
        values = {**asdict(self), "after": 0, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})


@ui.get("/batches/<uuid:batch_id>")
def batch(batch_id: UUID) -> str:
    res, caller = current_resources(), current_caller()
    view = batches.get_batch(res, caller.tenant_id, batch_id)
    return render_template(
        "batch.html",
        batch=view,
        troubles=trouble.of_batch(res, view),
        left_out=batches.list_left_out(res, caller.tenant_id, batch_id),
        events=batches.list_audit_events(res, caller.tenant_id, batch_id),
        **_jobs(batch_id),
    )


@ui.get("/batches/<uuid:batch_id>/live")
def batch_live(batch_id: UUID) -> str:
    """The top of the page: status, buttons, progress, outcomes."""
    res = current_resources()
    view = batches.get_batch(res, current_caller().tenant_id, batch_id)
    return render_template(
        "_batch_live.html", batch=view, troubles=trouble.of_batch(res, view), wanted=Wanted.of_request()
    )


@ui.get("/batches/<uuid:batch_id>/jobs-table")
def jobs_table(batch_id: UUID) -> str:
    view = batches.get_batch(current_resources(), current_caller().tenant_id, batch_id)
    return render_template("_jobs_table.html", batch=view, **_jobs(batch_id))


def _jobs(batch_id: UUID) -> dict[str, Any]:
    wanted = Wanted.of_request()
    rows = batches.list_jobs(
        current_resources(),
        current_caller().tenant_id,
        batch_id,
        status=wanted.status or None,
        outcome=wanted.outcome or None,
        q=wanted.q or None,
        after=wanted.after,
        limit=PAGE + 1,
    )
    more = rows[PAGE - 1].id if len(rows) > PAGE else None
    return {"jobs": rows[:PAGE], "more": more, "wanted": wanted}
