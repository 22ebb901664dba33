# ruff: noqa: E501
"""Sites that answer, and are no sites of a company: parked, for sale, unfinished, suspended, guarded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scraper_sky.model.outcome import Liveness, Outcome
from tests.support.farm.messages import Request, Response

Render = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Odd:
    """One such kind of site; its hosts are its name with or without a number behind it."""

    name: str
    liveness: Liveness
    title: str
    render: Render  # host -> the page's body and what its head has beside the title
    outcome: Outcome = Outcome.OK
    or_else: tuple[Outcome, ...] = ()
    status: int = 200
    server: str = "nginx"
    language: str = "en"
    headers: tuple[tuple[str, str], ...] = ()

    def respond(self, request: Request) -> Response:
        """The same page for every path, as such sites do; robots.txt is not there."""
        if request.path == "/robots.txt":
            return Response(404, "text/html", b"<html><head><title>404 Not Found</title></head><body>404</body></html>")
        host = request.host.removeprefix("www.")
        title = self.title.format(host=host)
        language = f' lang="{self.language}"' if self.language else ""
        page = f"<!DOCTYPE html><html{language}><head><title>{title}</title>{self.render(host)}</html>\n"
        headers = (("Server", self.server), *self.headers)
        return Response(self.status, "text/html; charset=utf-8", page.encode(), headers)


def _body(content: str, head: str = "") -> Render:
    return lambda host: f"{head}</head><body>{content.replace('HOST', host)}</body>"


_SEDO = """<div id="top"><h1>HOST</h1><p>This domain has been registered and is parked free, courtesy of its registrar.</p></div>
<div class="related"><h2>Related Searches</h2><ul><li><a href="/?q=insurance">Car Insurance</a></li><li><a href="/?q=flights">
Cheap Flights</a></li><li><a href="/?q=loans">Online Loans</a></li><li><a href="/?q=hosting">Web Hosting</a></li></ul></div>
<p class="disclaimer">The Sponsored Listings displayed above are served automatically by a third party. Neither the service
provider nor the domain owner maintain any relationship with the advertisers. In case of trademark issues please contact the
domain owner directly. <a href="/privacy.html">Privacy Policy</a></p>"""
_PARKED_SCRIPT = '<script src="https://img1.wsimg.com/parking-lander/static/js/main.d8ebbb8c.js"></script>'
_FOR_SALE = """<h1>HOST is for sale!</h1><p>The owner of HOST is offering this domain name for sale. Buy this domain for
2,495 EUR or make an offer.</p><form action="/offer"><input name="price" placeholder="Your offer in EUR"><button>Make offer</button>
</form><p>Secure transfer and escrow payment. Questions about this premium domain? Our brokers are here to help.</p>"""
_VERKAUF = """<h1>HOST</h1><p>Diese Domain steht zum Verkauf. Sie können die Domain HOST jetzt kaufen!</p>
<p>Der Inhaber dieser Domain bietet sie zum Preis von 1.900 EUR an. <a href="/angebot">Preisvorschlag senden</a></p>"""
_GEPARKT = """<h1>HOST</h1><p>Diese Domain wurde registriert und ist beim Provider geparkt. Hier ist noch keine Website
hinterlegt.</p><p>Sind Sie der Inhaber? Dann melden Sie sich im Kundenbereich an.</p>"""
_IT_WORKS = """<h1>It works!</h1><p>This is the default web page for this server.</p>
<p>The web server software is running but no content has been added, yet.</p>"""
_NGINX = """<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.
Further configuration is required.</p><p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.</p><p><em>Thank you for using nginx.</em></p>"""
_SOON = """<div class="hero"><h1>Coming soon</h1><p>Our new website is on its way. We are working hard to bring it online.
Please check back later!</p></div>"""
_BAUSTELLE = """<h1>Hier entsteht eine neue Internetpräsenz</h1><p>Diese Website befindet sich im Aufbau. Schauen Sie bald
wieder vorbei.</p>"""
_SUSPENDED = """<h1>Account Suspended</h1><p>This Account has been suspended.</p>
<p>Contact your hosting provider for more information.</p>"""
_SOFT_404 = """<h1>Oops! Page not found</h1><p>404</p><p>The page you are looking for doesn't exist or has been moved.
Try a search, or go back.</p><form><input name="s"></form>"""
_CHALLENGE_HEAD = """<meta http-equiv="refresh" content="390"><meta name="robots" content="noindex,nofollow">
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8a1b2c3d"></script>"""
_CHALLENGE = """<div class="main-wrapper" role="main"><div class="main-content"><h1 class="zone-name-title">HOST</h1>
<h2 id="challenge-running">Verifying you are human. This may take a few seconds.</h2><noscript>Enable JavaScript and cookies to
continue</noscript><div id="challenge-body-text">HOST needs to review the security of your connection before proceeding.</div>
</div></div><script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed',cRay:'8a1b2c3d4e5f6a7b'}}());</script>"""
_CAPTCHA = """<h1>One more step</h1><p>Please complete the security check to access HOST</p><form id="challenge-form">
<div class="g-recaptcha" data-sitekey="6LfBixYTAAAAABhdHynFUIMA_sa4s-XsJvnjtgB0"></div></form>
<p>Please enable cookies. Checking if the site connection is secure.</p>"""


def _guarded(name: str, status: int, title: str, render: Render) -> Odd:
    """A site behind a check for humans."""
    return Odd(
        name,
        Liveness.CHALLENGE,
        title,
        render,
        Outcome.CHALLENGE,
        status=status,
        server="cloudflare",
        language="en-US",
        headers=(("cf-mitigated", "challenge"), ("CF-RAY", "8a1b2c3d4e5f6a7b-FRA")),
    )


_ALL = (
    Odd("parked", Liveness.PARKED, "{host}", _body(_SEDO)),
    Odd("parked-lander", Liveness.PARKED, "{host} - parked domain", _body(_SEDO, _PARKED_SCRIPT)),
    Odd("zu-verkaufen", Liveness.FOR_SALE, "{host} steht zum Verkauf", _body(_VERKAUF), language="de"),
    Odd("geparkt", Liveness.PARKED, "{host}: Domain geparkt", _body(_GEPARKT), language="de"),
    Odd("blank", Liveness.EMPTY, "", _body(""), Outcome.EMPTY, (Outcome.OK,)),
    Odd("for-sale", Liveness.FOR_SALE, "{host} is for sale", _body(_FOR_SALE)),
    Odd(
        "it-works",
        Liveness.PLACEHOLDER,
        "Apache2 Default Page: It works",
        _body(_IT_WORKS),
        server="Apache/2.4.52 (Ubuntu)",
    ),
    Odd("welcome-nginx", Liveness.PLACEHOLDER, "Welcome to nginx!", _body(_NGINX), language=""),
    Odd("coming-soon", Liveness.PLACEHOLDER, "Coming soon", _body(_SOON)),
    Odd("im-aufbau", Liveness.PLACEHOLDER, "Hier entsteht eine neue Website", _body(_BAUSTELLE), language="de"),
    Odd("suspended", Liveness.SUSPENDED, "Account Suspended", _body(_SUSPENDED), server="LiteSpeed"),
    Odd("soft-404", Liveness.SOFT_404, "Page not found", _body(_SOFT_404)),
    _guarded("challenge-403", 403, "Just a moment...", _body(_CHALLENGE, _CHALLENGE_HEAD)),
    _guarded("challenge-503", 503, "Just a moment...", _body(_CHALLENGE, _CHALLENGE_HEAD)),
    _guarded("captcha", 403, "Attention Required! | Cloudflare", _body(_CAPTCHA)),
)

ODD: dict[str, Odd] = {odd.name: odd for odd in _ALL}


def find_odd(slug: str) -> Odd | None:
    name, dash, tail = slug.rpartition("-")
    return ODD.get(slug) or (ODD.get(name) if dash and tail.isdigit() else None)
