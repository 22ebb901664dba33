from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from scraper_sky.model.report import Contact, Method
from scraper_sky.scraping.extract.emails.hidden import caesar, cloudflare, rot13
from scraper_sky.scraping.extract.script_strings import MAX_VALUES, joined_strings

Found = Callable[..., list[str]]
GetContact = Callable[..., Contact]


def protected(address: str, key: int = 0x5A) -> str:
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


def shifted(text: str, by: int) -> str:
    """What TYPO3 writes for a mail link."""
    ranges = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))

    def move(sign: str) -> str:
        for low, high in ranges:
            if low <= ord(sign) <= high:
                return chr(low + (ord(sign) - low + by) % (high - low + 1))
        return sign

    return "".join(move(sign) for sign in text)


HIDDEN = [
    f'<a class="__cf_email__" data-cfemail="{protected("info@acme.de")}">[email&#160;protected]</a>',
    f'<a href="/cdn-cgi/l/email-protection#{protected("info@acme.de", 0xC3)}">mail</a>',
    "<p>info[at]acme.de</p>",
    "<p>info (at) acme (dot) de</p>",
    "<p>info {AT} acme [punkt] de</p>",
    "<p>info(ät)acme.de</p>",
    "<p>info [@] acme.de</p>",
    "<p>info(a)acme.de</p>",
    "<p>info |at| acme.de</p>",
    "<p>info<span>(at)</span>acme.de</p>",
    "<p>info AT acme DOT de</p>",
    "<p>info at acme dot de</p>",
    "<p>info @ acme.de</p>",
    "<p>info @ acme . de</p>",
    "<p>info<b>@</b>acme.de</p>",
    "<p><span>info</span><span>@</span><span>acme</span><span>.de</span></p>",
    "<p>info<!-- x@y -->@<!-- . -->acme.de</p>",
    "<p>info<span style='display:none'>nospam</span>@acme.de</p>",
    "<p>in&shy;fo@ac\u200bme.de</p>",
    "<p>info＠acme.de</p>",
    "<p>&#105;&#110;&#102;&#111;&#64;acme.de</p>",
    "<p>info&amp;#64;acme.de</p>",
    "<p>info%40acme.de</p>",
    '<p style="unicode-bidi:bidi-override;direction:rtl">ed.emca@ofni</p>',
    "<p>info -at- acme.de</p>",
    "<p>info (arobas) acme.de</p>",
    "<p>info [ет] acme [тачка] de</p>",
    "<p>info (παπάκι) acme.de</p>",
    "<p>info ät acme piste de</p>",
    "<p>info (a còng) acme.de</p>",
    "<p>info#acme.de</p>",
    "<p>info★acme.de</p>",
    '<p>info<img src="at.gif" alt="@">acme.de</p>',
    "<p>info <img alt='(at)' src=at.gif> acme.de</p>",
    '<joomla-hidden-mail is-link="1" first="aW5mbw==" last="YWNtZS5kZQ==">protected</joomla-hidden-mail>',
    '<span data-rot13="vasb@npzr.qr">mail</span>',
    '<span data-rot="vasb@npzr.qr">mail</span>',
    f'<span data-enc="{base64.b64encode(b"info@acme.de").decode()}">mail</span>',
    "<script>var k=['info','@','acme','.','de'];document.write(k.join(''));</script>",
    "<script>var k=['info','acme.de'];document.write(k[0]+'@'+k[1]);</script>",
    "<script>document.write('ed.emca@ofni'.split('').reverse().join(''))</script>",
    "<script>document.write('info#acme.de'.replace('#','@'))</script>",
    "<script>document.write('info@'.concat('acme','.de'))</script>",
    "<script>mejl('info','acme','de');</script>",
    "<a href=\"javascript:mail('info','acme.de')\">mail</a>",
    "<a href=\"#\" onclick=\"mail('info', 'acme.de')\">mail</a>",
    '<a data-email="info@acme.de">mail</a>',
    '<a data-email="ed.emca@ofni">mail</a>',
    '<a data-mail="vasb@npzr.qr">mail</a>',
    '<a data-enc-email="vasb[at]npzr.qr">mail</a>',
    f'<a data-email="{base64.b64encode(b"info@acme.de").decode()}">mail</a>',
    '<a data-user="info" data-domain="acme.de">mail</a>',
    '<a data-user="info" data-domain="acme" data-tld="de">mail</a>',
    '<a data-user="ofni" data-domain="ed.emca">mail</a>',
    f"<a href=\"javascript:linkTo_UnCryptMailto('{shifted('mailto:info@acme.de', 2)}');\">mail</a>",
    f'<a href="javascript:linkTo_UnCryptMailto(%27{shifted("mailto:info@acme.de", -3)}%27);">mail</a>',
    f'<a href="#" data-mailto-token="{shifted("mailto:info@acme.de", 1)}" data-mailto-vector="1">mail</a>',
    "<a href=\"javascript:location.href='mailto:'+'info'+'@'+'acme.de'\">mail</a>",
    "<a href=\"#\" onclick=\"location='mai'+'lto:info'+'@acme.de'\">mail</a>",
    "<script>document.write('info' + '@' + 'acme.de')</script>",
    "<script>var u = 'info'; var d = \"acme.de\"; document.write(u + '@' + d);</script>",
    "<script>var a='in'+'fo'+'&#64;'; a = a + 'acme' + '&#46;' + 'de';</script>",
    "<script>a='info'; a+='@'; a+='acme.de';</script>",
    "<script>x = 'info\\x40acme\\u002ede' + ''</script>",
    "<script>document.write(String.fromCharCode(105,110,102,111,64,97,99,109,101,46,100,101))</script>",
    f"<script>mail = atob('{base64.b64encode(b'info@acme.de').decode()}')</script>",
    "<script>document.write(unescape('%3Ca%20href%3D%22mailto%3Ainfo%40acme.de%22%3E'))</script>",
]


@pytest.mark.parametrize("html", HIDDEN)
def test_an_address_hidden_from_simple_readers_is_put_together(found: Found, contact: GetContact, html: str) -> None:
    assert found("email", html) == ["info@acme.de"]
    assert contact("email", html).method is Method.DECODED


@pytest.mark.parametrize(
    "html",
    [
        "<p>Look (at) our offer.</p>",
        "<p>we meet at noon dot</p>",
        "<p>ende@gut.alles</p>",
        '<a data-email="">mail</a>',
        '<a data-user="info">mail</a>',
        '<a data-cfemail="zz">mail</a>',
        '<a data-cfemail="00">mail</a>',
        "<a href=\"javascript:linkTo_UnCryptMailto('nonsense');\">mail</a>",
        "<script>a = 'x' + '@' + 'y'</script>",
        "<script>'</script>",
        "<script>String.fromCharCode(99999999)</script>",
        "<script>atob('@@@') + 'mail'</script>",
    ],
)
def test_what_hides_nothing_gives_nothing(found: Found, html: str) -> None:
    assert found("email", html) == []


def test_a_reversed_personal_address_needs_a_style_that_turns_it(found: Found) -> None:
    assert found("email", "<p>ed.emca@eor.enaj</p>") == []
    assert found("email", '<p style="direction:rtl">ed.emca@eor.enaj</p>') == ["jane.roe@acme.de"]


def test_the_decoders_undo_what_was_done() -> None:
    assert cloudflare(protected("info@acme.de")) == "info@acme.de"
    assert caesar(shifted("mailto:info@acme.de", 5)) == "mailto:info@acme.de"
    assert rot13("Vasb@npzr.qr") == "Info@acme.de"


def test_strings_are_joined_in_the_order_of_the_script() -> None:
    script = "a = 'one'; b = a + ' ' + \"two\"; c = unknown + 'x' + a; f(b)"

    assert list(joined_strings(script)) == ["one two", "xone"]


def test_the_work_on_one_script_is_bounded() -> None:
    script = "a='x@';" + "a=a+a;" * 4_000

    assert len(list(joined_strings(script))) <= MAX_VALUES


@pytest.mark.parametrize(
    "html",
    [
        "<script>track('click', 'shop.com')</script>",
        "<script>a = ['x', 1].join('@')</script>",
        "<script>a = b.join('') + ['info', '@'</script>",
        "<script>a = 'info@acme.de'.reverse().pop()[9]</script>",
        "<p>see issue#acme-tools.de</p>",
        '<p>info<img src="dot.gif" alt="dot">acme.de</p>',
        '<joomla-hidden-mail first="%%" last="">protected</joomla-hidden-mail>',
    ],
)
def test_what_only_resembles_a_hidden_address_is_none(found: Found, html: str) -> None:
    assert found("email", html) == []
