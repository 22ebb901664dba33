"""Forms in which sites of many countries and builders write an address, and what only looks like one."""

from __future__ import annotations

import base64
import codecs
from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "html",
    [
        "info zavináč acme.de",
        "info zavinac acme tecka de",
        "info (zavináč) acme (tečka) de",
        "info kukac acme pont de",
        "info małpa acme kropka de",
        "info собака acme.de",
        "info (собака) acme (точка) de",
        "info arroba acme punto de",
        "info snabel-a acme.de",
        "info (a còng) acme (chấm) de",
        "info [एट] acme [डॉट] de",
        "info골뱅이acme.de",
        "info＜アット＞acme.de",
        "E-Mail：info at acme.de",
        "info@<br>acme.de",
        "info @acme.de",
        'info<i class="fa fa-at"></i>acme.de',
        '<a href="mailto:?bcc=info@acme.de&amp;subject=Price">x</a>',
        '<a href="mailto:?cc=info%40acme.de">x</a>',
        '<link rev="made" href="mailto:info@acme.de">',
        '<img src="m.png" alt="info [at] acme.de">',
        '<a href="#" title="info(at)acme.de">x</a>',
        f'<a href="#" data-contact="{in_base64("info@acme.de")}">x</a>',
        f'<a href="#" data-x="{in_base64("mailto:info@acme.de?subject=Hi")}">x</a>',
        '<p><object height="0"><a href="mailto:info@acme.de">x</a></object></p>',
    ],
)
def test_an_address_in_a_form_of_some_country_or_builder_is_put_together(found: Found, html: str) -> None:
    assert found("email", f"<p>{html}</p>") == ["info@acme.de"]


@pytest.mark.parametrize(
    "script",
    [
        "let u='info',h='acme.de';x.href=`mailto:${u}@${h}`",
        "const m=`${'info'}@${\"acme.de\"}`",
        r"var x='\x69\x6e\x66\x6f\x40acme.de'",
        r"var x='\u0069nfo\u0040acme.de'",
        "var x='&#105;nfo&#64;acme.de';document.write(x)",
        f"document.write(atob('{in_base64('<a href=mailto:info@acme.de>')}'))",
    ],
)
def test_a_script_that_hides_the_sign_is_read(found: Found, script: str) -> None:
    assert found("email", f"<script>{script}</script>") == ["info@acme.de"]


def test_a_template_with_names_that_are_not_known_is_no_address(found: Found) -> None:
    assert found("email", "<script>x=`mailto:${user}@${host}.de`</script>") == []


def test_links_of_typo3_with_an_escaped_slash_are_shifted_back(found: Found) -> None:
    shifted = "nbjmup+jogpAbdnf/ef".replace("/", "\\/")

    assert found("email", f"<a href=\"javascript:linkTo_UnCryptMailto('{shifted}')\">x</a>") == ["info@acme.de"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("registrar[dot]vn[at]gmail[dot]com", "registrar.vn@gmail.com"),
        ("anna (punkt) berg (at) acme (punkt) de", "anna.berg@acme.de"),
        ("anna dot berg at acme dot de", "anna.berg@acme.de"),
        ("信箱：acme.design at gmail.com", "acme.design@gmail.com"),
        ("メールinfo[at]acme.de", "info@acme.de"),
    ],
)
def test_the_local_part_is_taken_whole_and_without_the_word_before(found: Found, written: str, address: str) -> None:
    assert found("email", f"<p>{written}</p>") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Have a look at acme.de",
        "Follow us @acme.de",
        "News #acme.de",
        "Webdesign: hello@pixelhaus.net",
        "Hébergeur Netlify, San Francisco, support@netlify.com",
    ],
)
def test_what_is_no_address_of_the_owner_is_not_found(found: Found, text: str) -> None:
    assert found("email", f"<p>{text}</p>") == []


def test_a_mailbox_behind_a_trade_that_anyone_may_have_is_kept(found: Found) -> None:
    assert found("email", "<p>Design: acme.studio@gmail.com</p>") == ["acme.studio@gmail.com"]


def test_a_token_that_is_base64_of_more_than_an_address_is_none(found: Found) -> None:
    token = in_base64("session of info@acme.de until noon")

    assert found("email", f'<a data-token="{token}" data-rot="{codecs.encode("x@y", "rot13")}">x</a>') == []
