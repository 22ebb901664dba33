from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.outcome import Liveness
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]

ARTICLE = "<p>" + "This is an article with a good many words about the matter. " * 100


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<title>Just a moment...</title><p>Enable JavaScript and cookies to continue", Liveness.CHALLENGE),
        ("<title>Attention Required! | Cloudflare</title><p>Please complete the security check", Liveness.CHALLENGE),
        ("<title>acme.de</title><script>window._cf_chl_opt={}</script>", Liveness.CHALLENGE),
        ("<title>Access denied</title><p>Access denied", Liveness.CHALLENGE),
        ("<title>Account Suspended</title><p>This Account has been suspended.", Liveness.SUSPENDED),
        ("<p>Diese Webseite wurde vorübergehend gesperrt.", Liveness.SUSPENDED),
        ("<meta http-equiv=refresh content='0;url=/cgi-sys/suspendedpage.cgi'>", Liveness.SUSPENDED),
        ("<html data-adblockkey='x'><title>acme.de</title><p>Related links", Liveness.PARKED),
        ('<script>window.onload=function(){window.location.href="/lander"}</script>', Liveness.PARKED),
        ("<title>acme.de</title><p>This domain is parked free of charge.", Liveness.PARKED),
        ("<p>Diese Domain wurde bei einem Anbieter registriert: Diese Domain ist geparkt.", Liveness.PARKED),
        ("<title>acme.de is for sale</title><p>Make an offer.", Liveness.FOR_SALE),
        ("<h1>acme.de</h1><p>Diese Domain steht zum Verkauf!", Liveness.FOR_SALE),
        ("<p>Ce nom de domaine est à vendre", Liveness.FOR_SALE),
        ("<title>Welcome to nginx!</title><p>If you see this page, the nginx web server is", Liveness.PLACEHOLDER),
        ("<title>Apache2 Ubuntu Default Page: It works</title>" + ARTICLE[:3000], Liveness.PLACEHOLDER),
        ("<title>IIS Windows Server</title><img src=iisstart.png>", Liveness.PLACEHOLDER),
        ("<title>Acme</title><h1>Coming soon</h1>", Liveness.PLACEHOLDER),
        ("<p>Hier entsteht eine neue Internetpräsenz.", Liveness.PLACEHOLDER),
        ("<p>Site en construction", Liveness.PLACEHOLDER),
        ("<p>Strona w budowie", Liveness.PLACEHOLDER),
        ("<p>Tovuti yetu inakuja hivi karibuni", Liveness.PLACEHOLDER),
        ("<title>Kedai Acme</title><p>Laman web dalam pembinaan", Liveness.PLACEHOLDER),
        ("<p>الموقع قيد التطوير", Liveness.PLACEHOLDER),
        ("<p>เว็บไซต์อยู่ระหว่างการปรับปรุง", Liveness.PLACEHOLDER),
        ("<title>站点已暂停</title><p>对不起，该网站已被暂停访问！", Liveness.SUSPENDED),
        ("<p>Tài khoản của bạn đã bị tạm ngưng.", Liveness.SUSPENDED),
        ("<p>このサイトは一時停止しています。", Liveness.SUSPENDED),
        ("<p>Bu hesap askıya alınmıştır.", Liveness.SUSPENDED),
        ("<h1>acme.cn</h1><p>该域名正在出售", Liveness.FOR_SALE),
        ("<h1>acme.id</h1><p>Domain ini dijual", Liveness.FOR_SALE),
        ("<h1>acme.co.il</h1><p>הדומיין acme.co.il מוצע למכירה", Liveness.FOR_SALE),
        ("<title>404 Not Found</title><p>nginx", Liveness.SOFT_404),
        ("<title>ไม่พบหน้าที่ต้องการ</title><p>404", Liveness.SOFT_404),
        ("<title>Seite nicht gefunden | Acme</title><p>Zur Startseite", Liveness.SOFT_404),
        ("<p>La page demandée: page introuvable.", Liveness.SOFT_404),
        ("", Liveness.EMPTY),
        ("<html><head><title></title></head><body></body></html>", Liveness.EMPTY),
        ("<!-- nothing -->", Liveness.EMPTY),
        ("\0\0\0", Liveness.EMPTY),
    ],
)
def test_pages_that_stand_in_for_a_site_are_told_with_evidence(read: Read, html: str, kind: Liveness) -> None:
    page = read(html)

    assert page.liveness is kind
    assert page.liveness_evidence


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Acme</h1><p>We build houses.",
        "<title>How to sell a domain that is for sale</title>" + ARTICLE,
        "<title>Why your account has been suspended</title>" + ARTICLE,
        "<title>Fixing a 404: page not found explained in depth</title>" + ARTICLE,
        "<title>Just a moment: mindfulness</title>" + ARTICLE,
        "<h1>Acme</h1><p>Coming soon: our new collection." + "".join(f"<a href=/{n}>{n}</a>" for n in range(20)),
        "<title>Acme</title><div id=root></div><script src=/app.js></script>",
        "<frameset><frame src=/start.html></frameset>",
        "<title>Acme</title><img src=/all-of-it.jpg>",
        "<title>Hotel</title><p>Our rooms are under maintenance in May." + ARTICLE,
        "<title>Acme</title><script src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'></script>" + ARTICLE,
    ],
)
def test_real_pages_that_use_the_same_words_are_live(read: Read, html: str) -> None:
    page = read(html)

    assert page.liveness is Liveness.LIVE
    assert page.liveness_evidence == ""


def test_a_header_may_tell_a_challenge(read: Read) -> None:
    assert read("<p>x", cf_mitigated="challenge").liveness is Liveness.CHALLENGE


def test_a_shop_that_announces_something_leads_on_to_pages_of_its_own(read: Read) -> None:
    menu = "".join(f'<a href="/{name}">{name}</a> ' for name in ("bikes", "parts", "service", "about"))

    assert read("<p>New e-bikes: coming soon").liveness is Liveness.PLACEHOLDER
    assert read(f"{menu}<p>New e-bikes: coming soon").liveness is Liveness.LIVE
    for price in ("€ 1.349,00", "24 ₪", "485,000₫", "฿ 90", "280 ر.س"):
        assert read(f"<p>New e-bikes: coming soon. {price}").liveness is Liveness.LIVE


@pytest.mark.parametrize("kind", ["email", "phone", "social"])
def test_contacts_on_the_page_of_a_host_are_not_the_owners(found: Callable[..., list[str]], kind: str) -> None:
    host = """<p>Write to support@host.net, call +49 30 901820, see <a href="https://x.com/host_help">X</a>"""

    assert found(kind, f"<title>Account suspended</title>{host}") == []
    assert len(found(kind, f"<title>Acme</title>{host}")) == 1


def test_the_owners_mailbox_on_such_a_page_is_kept(found: Callable[..., list[str]]) -> None:
    assert found("email", "<title>acme.de is for sale</title><p>sales@acme.de") == ["sales@acme.de"]
