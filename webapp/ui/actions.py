"""What a person does to a batch. Each is a POST; the two that cannot be undone have a page that asks first."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from scraper_sky.model.outcome import Outcome
from scraper_sky.services import batches, control
from webapp.context import current_caller, current_resources, current_wake
from webapp.ui.blueprint import ui


@ui.post("/batches/<uuid:batch_id>/pause")
def pause(batch_id: UUID) -> Response:
    caller = current_caller()
    control.pause(current_resources(), caller.tenant_id, batch_id, actor=caller.actor)
    flash("Paused. Sites that are being read now are finished; nothing new is begun.", "good")
    return _to_batch(batch_id)


@ui.post("/batches/<uuid:batch_id>/resume")
def resume(batch_id: UUID) -> Response:
    caller = current_caller()
    control.resume(current_resources(), caller.tenant_id, batch_id, current_wake(), actor=caller.actor)
    flash("Resumed.", "good")
    return _to_batch(batch_id)


@ui.get("/batches/<uuid:batch_id>/<any(cancel, delete):action>")
def confirm(batch_id: UUID, action: str) -> str:
    view = batches.get_batch(current_resources(), current_caller().tenant_id, batch_id)
    return render_template("confirm.html", batch=view, action=action)


@ui.post("/batches/<uuid:batch_id>/cancel")
def cancel(batch_id: UUID) -> Response:
    caller = current_caller()
    count = control.cancel(current_resources(), caller.tenant_id, batch_id, actor=caller.actor)
    flash(f"Cancelled; {_domains(count)} left unread. What was found before is kept.", "good")
    return _to_batch(batch_id)


@ui.post("/batches/<uuid:batch_id>/delete")
def delete(batch_id: UUID) -> Response:
    caller = current_caller()
    control.delete(current_resources(), caller.tenant_id, batch_id, actor=caller.actor)
    flash("The batch and everything found in it was deleted.", "good")
    return redirect(url_for("ui.batch_list"), code=303)


@ui.post("/batches/<uuid:batch_id>/retry")
def retry(batch_id: UUID) -> Response:
    """The jobs that were ticked, or those of one outcome, or all that failed."""
    caller = current_caller()
    outcomes = [_outcome(code) for code in request.form.getlist("outcome")] or None
    job_ids = [_job_id(text) for text in request.form.getlist("job")] or None
    if request.form.get("of") == "ticked" and job_ids is None:
        flash("Tick the domains that are to be tried again.", "problem")
        return _to_batch(batch_id)
    count = control.retry(
        current_resources(),
        caller.tenant_id,
        batch_id,
        current_wake(),
        actor=caller.actor,
        job_ids=job_ids,
        outcomes=outcomes,
    )
    flash(f"{_domains(count).capitalize()} will be tried again.", "good")
    if job_ids and len(job_ids) == 1 and request.form.get("back") == "job":
        return redirect(url_for("ui.job", batch_id=batch_id, job_id=job_ids[0]), code=303)
    return _to_batch(batch_id)


def _to_batch(batch_id: UUID) -> Response:
    return redirect(url_for("ui.batch", batch_id=batch_id), code=303)


def _outcome(code: str) -> Outcome:
    return Outcome(code) if code in set(Outcome) else abort(422)


def _job_id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else abort(422)


def _domains(count: int) -> str:
    return f"{count:,} {'domain' if count == 1 else 'domains'}"
