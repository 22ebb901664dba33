"""A new batch: the form, the preview with a verdict for every row, the start. Before the start nothing is stored."""

from __future__ import annotations

import secrets

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from scraper_sky.errors import BadInput
from scraper_sky.services import batches, submission
from webapp.context import current_caller, current_resources, current_wake
from webapp.ui.blueprint import ui
from webapp.ui.forms import ScanForm

RECENT = 6
SHOWN_ACCEPTED = 200
SHOWN_LEFT_OUT = 500


@ui.get("/")
def home() -> Response:
    response = make_response(_form_page(ScanForm()))
    # Not `no-store`: the back button then finds the list as it was typed.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@ui.post("/edit")
def edit() -> str:
    """Back from the preview, with everything as it was."""
    return _form_page(ScanForm())


@ui.get("/preview")
@ui.get("/edit")
@ui.get("/scans")
def back_to_the_form() -> Response:
    """The address bar on one of these steps, opened anew: the list is gone with its form, so the form it is."""
    return redirect(url_for("ui.home"), code=303)


@ui.post("/preview")
def preview() -> str | tuple[str, int]:
    form = ScanForm()
    if not form.validate():
        return _form_page(form), 422
    read = form.read()
    verdicts = submission.judge_rows(read.rows)
    left_out = sorted((*verdicts.rejected, *verdicts.duplicates), key=lambda left: left.row)
    return render_template(
        "preview.html",
        form=form,
        read=read,
        verdicts=verdicts,
        accepted=verdicts.accepted[:SHOWN_ACCEPTED],
        left_out=left_out[:SHOWN_LEFT_OUT],
        left_out_count=len(left_out),
        settings=current_resources().settings,
        nonce=secrets.token_urlsafe(18),
    )


@ui.post("/scans")
def start() -> str | Response | tuple[str, int]:
    """Stores the batch. The nonce of the preview makes a second press of the button find the same batch."""
    form = ScanForm()
    if not form.validate():
        return _form_page(form), 422
    caller = current_caller()
    try:
        accepted = submission.submit(
            current_resources(),
            caller.tenant_id,
            form.submission(),
            current_wake(),
            actor=caller.actor,
            idempotency_key=f"form:{form.nonce.data}" if form.nonce.data else None,
        )
    except BadInput as refusal:
        form.text.errors = [refusal.message]
        return _form_page(form), 422
    flash(f"{accepted.job_count:,} {'domain' if accepted.job_count == 1 else 'domains'} accepted.", "good")
    return redirect(url_for("ui.batch", batch_id=accepted.batch_id), code=303)


def _form_page(form: ScanForm) -> str:
    res = current_resources()
    recent = batches.list_batches(res, current_caller().tenant_id, limit=RECENT)
    return render_template("home.html", form=form, recent=recent, settings=res.settings)
