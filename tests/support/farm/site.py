"""What the host of a request answers when it answers as a web server should."""

from __future__ import annotations

from tests.support.farm.catalogue import plan_of
from tests.support.farm.files import find_file, missing_page
from tests.support.farm.messages import Request, Response
from tests.support.farm.pages import render


def respond(request: Request) -> Response:
    """The answer to a GET of this host and target."""
    plan = plan_of(request.host)
    if plan.odd is not None:
        return plan.odd.respond(request)
    site = plan.blueprint(request.scheme)
    if request.host != site.host or (
        site.style.https_redirect and plan.redirects_to_https and request.scheme == "http"
    ):
        return Response(301, "text/html", b"", (("Location", site.origin + request.target),))
    page = site.pages.get("/" if request.path == "/home" else request.path)
    if page is not None:
        return render(site, page)
    if site.private_path and request.path == site.private_path:
        return Response(200, "text/html", b"<!doctype html><title>Intern</title><p>Not for robots.")
    return find_file(site, request.path) or missing_page(site)
