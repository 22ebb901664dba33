"""In and out. An API key is the only credential; the session remembers which one was shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from scraper_sky.errors import Unauthorized
from webapp import auth
from webapp.ui.blueprint import ui
from webapp.ui.forms import SignInForm

_UNSAFE = re.compile(r"[\x00-\x20\\\x7f]")


@ui.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    form = SignInForm()
    wanted = safe_next(form.next.data or request.args.get("next"))
    form.next.data = wanted
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("sign_in.html", form=form), status
    try:
        auth.sign_in((form.key.data or "").strip())
    except Unauthorized:
        form.key.errors = ["This key is not valid. Check that all of it was copied."]
        return render_template("sign_in.html", form=form), 401
    return redirect(wanted, code=303)


@ui.post("/sign-out")
def sign_out() -> Response:
    auth.sign_out()
    return redirect(url_for("ui.sign_in"), code=303)


def safe_next(wanted: str | None) -> str:
    """`wanted` when it is a path of this site, else the home page. Browsers read `\\` as `/` and skip control
    characters, so neither is let through."""
    home = url_for("ui.home")
    if not wanted or not wanted.startswith("/") or wanted.startswith("//") or _UNSAFE.search(wanted):
        return home
    parts = urlsplit(wanted)
    return home if parts.scheme or parts.netloc else wanted
