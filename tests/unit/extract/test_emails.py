from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Contact, Method
from scraper_sky.scraping.extract.contacts import MAX_OF_KIND
from scraper_sky.scraping.extract.emails import recipients
from scraper_sky.scraping.extract.emails.rules import normalised, refusal, role_or_personal

Found = Callable[..., list[str]]
Refused = Callable[..., dict[str, str | None]]
GetContact = Callable[..., Contact]


@pytest.mark.parametrize(
    ("href", "addresses"),
    [
        ("mailto:info@acme.de", ["info@acme.de"]),
        ("MAILTO:Info@Acme.DE?subject=Hello%20you&body=x@y", ["info@acme.de"]),
        ("mailto:%69nfo%40acme.de", ["info@acme.de"]),
        ("mailto:info@acme.de,sales@acme.de;boss@acme.de", ["info@acme.de", "sales@acme.de", "boss@acme.de"]),
        ("mailto:Acme <info@acme.de>", ["info@acme.de"]),
        ("mailto://info@acme.de", ["info@acme.de"]),
        ("mailto: info@acme.de ", ["info@acme.de"]),
        ("mailto:?to=info@acme.de&subject=x", ["info@acme.de"]),
        ("mailto:?subject=Look&body=https://acme.de/", []),
        ("mailto:", []),
        ("mailto:info", []),
    ],
)
def test_a_mail_link_may_be_encoded_and_have_several_recipients(href: str, addresses: list[str]) -> None:
    assert recipients(href) == addresses


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<p>Write to info@acme.de.</p>", "info@acme.de"),
        ("<p>E-Mail:info@acme.de</p>", "info@acme.de"),
        ("<p>(info@acme.de)</p>", "info@acme.de"),
        ("<p>&lt;info@acme.de&gt;</p>", "info@acme.de"),
        ("<p>info@acme.de, Tel. 1</p>", "info@acme.de"),
        ("<p>o'neil+web@sub.acme.co.uk</p>", "o'neil+web@sub.acme.co.uk"),
        ("<p>info@acme.deTelefon</p>", "info@acme.de"),
        ("<p>info@acme.com.Please call.</p>", "info@acme.com"),
        ("<p>info@acme.de0123 456</p>", "info@acme.de"),
        ("<b>E-Mail</b><b>info@acme.de</b><b>Fax</b>", "info@acme.de"),
        ("<p>Emailinfo@acme.de</p>", "info@acme.de"),
        ("<p>info@müller.de</p>", "info@xn--mller-kva.de"),
        ("<p>info@acme.test</p>", "info@acme.test"),
    ],
)
def test_an_address_in_the_text_is_found_without_what_is_glued_to_it(found: Found, html: str, address: str) -> None:
    assert found("email", html) == [address]


@pytest.mark.parametrize(
    "html",
    [
        "<p>@acme on X</p>",
        "<p>5 @ 3 €</p>",
        "<p>a@b</p>",
        "<p>.@acme.de</p>",
        "<p>follow us @ acme.de</p>",
        "<p>meet us at the dot exactly</p>",
        "<p>look at this dot in the picture</p>",
        "<input placeholder='info@acme.de'>",
        "<!-- info@acme.de -->",
        "<script>var x = 'info@acme.de'</script>",
        "<style>@import url(a.css)</style>",
        "<a href='mailto:?subject=x'>share</a>",
    ],
)
def test_what_is_no_address_is_not_found(found: Found, html: str) -> None:
    assert found("email", html) == []


@pytest.mark.parametrize(
    ("html", "value", "rule"),
    [
        ("<p>logo@2x.png</p>", "logo@2x.png", "asset_name"),
        ("<p>jquery@3.6.0</p>", "jquery@3.6.0", "package_version"),
        ("<p>user@host.invalidtld</p>", "user@host.invalidtld", "unknown_tld"),
        ("<p>name@example.com</p>", "name@example.com", "placeholder"),
        ("<p>you@domain.com</p>", "you@domain.com", "placeholder"),
        ("<p>max.mustermann@acme.de</p>", "max.mustermann@acme.de", "placeholder"),
        ("<p>info@mysite.com</p>", "info@mysite.com", "placeholder"),
        ("<p>hello@reallygreatsite.com</p>", "hello@reallygreatsite.com", "placeholder"),
        (
            "<p>0123456789abcdef0123456789abcdef@o1.ingest.sentry.io</p>",
            "0123456789abcdef0123456789abcdef@o1.ingest.sentry.io",
            "tracker_key",
        ),
        ("<p>0123456789abcdef01234567@acme.de</p>", "0123456789abcdef01234567@acme.de", "hash"),
        ("<p>https://lists.example.org/talk@acme.de/1</p>", "talk@acme.de", "in_url"),
        ('<script>{"email":"jane@other.com"}</script>', "jane@other.com", "script_data"),
    ],
)
def test_what_only_looks_like_an_address_is_kept_with_the_rule(
    refused: Refused, html: str, value: str, rule: str
) -> None:
    assert refused("email", html) == {value: rule}


def test_a_mail_link_with_a_misplaced_http_is_read(found: Found) -> None:
    assert found("email", '<a href="http://mailto:info@acme.de">M</a>') == ["info@acme.de"]


def test_a_mailbox_named_as_the_site_is_the_company_s_wherever_it_lies(contact: GetContact) -> None:
    assert contact("email", "<p>acme-bau@gmail.com", "https://acme-bau.de/").label == "role"


def test_the_way_and_the_place_are_told(contact: GetContact) -> None:
    mail = contact("email", "<p>Please <a href='mailto:Jane.Roe@acme.de'>write</a></p>")

    assert mail.method is Method.MAILTO
    assert mail.value == "jane.roe@acme.de"
    assert mail.as_written == "mailto:Jane.Roe@acme.de"
    assert mail.snippet == "Please write"
    assert mail.label == "personal"
    assert mail.on_domain is True


@pytest.mark.parametrize(
    ("address", "own"),
    [("a@acme.de", True), ("a@mail.acme.de", True), ("a@acme.com", False), ("a@gmail.com", False)],
)
def test_an_address_belongs_to_the_domain_of_the_page_or_not(contact: GetContact, address: str, own: bool) -> None:
    assert contact("email", f"<p>{address}").on_domain is own


@pytest.mark.parametrize(
    ("local", "label"),
    [
        ("info", "role"),
        ("info.berlin", "role"),
        ("kontakt", "role"),
        ("ventas", "role"),
        ("support2", "role"),
        ("no-reply", "role"),
        ("acme", "role"),
        ("jane.roe", "personal"),
        ("jroe", "personal"),
        ("m.post-mueller", "personal"),
    ],
)
def test_mailboxes_of_a_function_are_told_from_those_of_a_person(local: str, label: str) -> None:
    assert role_or_personal(f"{local}@acme.de") == label


@pytest.mark.parametrize(
    ("local", "domain", "address"),
    [
        ("A.B", "Acme.DE", "a.b@acme.de"),
        ("'a'", "acme.de.", "a@acme.de"),
        ("a..b", "acme.de", None),
        ("a" * 65, "acme.de", None),
        ("a", "b" * 64 + ".de", None),
        ("a", "-acme.de", "a@acme.de"),
        ("a", "ac..me.de", None),
        ("a", "de", None),
        ("", "acme.de", None),
        ("a", ".".join(["b" * 60] * 5), None),
    ],
)
def test_an_address_is_normalised_or_none(local: str, domain: str, address: str | None) -> None:
    assert normalised(local, domain) == address


def test_a_good_address_is_not_refused() -> None:
    assert refusal("info@acme.de") is None


def test_the_json_of_a_page_may_tell_an_address_of_its_own_domain(contact: GetContact) -> None:
    mail = contact(
        "email", '<script id="__NEXT_DATA__" type="application/json">{"contactEmail":"info@acme.de"}</script>'
    )

    assert mail.method is Method.SCRIPT


def test_a_meta_element_may_tell_an_address(contact: GetContact) -> None:
    assert contact("email", '<meta name="reply-to" content="info@acme.de">').method is Method.META


def test_the_list_of_addresses_is_bounded(found: Found) -> None:
    html = " ".join(f"<p>person{number}@acme.de</p>" for number in range(10 * MAX_OF_KIND))

    assert len(found("email", html)) == MAX_OF_KIND


@pytest.mark.parametrize(
    ("html", "method"),
    [
        ('<a href="/contact?to=jr" aria-label="Write to Jane at jane.roe@acme.de"></a>', Method.HTML),
        ('<img src="x.png" alt="jane.roe@acme.de">', Method.HTML),
        ('<input type="hidden" name="recipient" value="jane.roe@acme.de">', Method.HTML),
        ('<div data-contact="jane.roe@acme.de"></div>', Method.HTML),
        ("<noscript>jane.roe@acme.de</noscript>", Method.TEXT),
        ('<script>var state = {email:"jane.roe@acme.de"}</script>', Method.SCRIPT),
    ],
)
def test_an_address_in_a_label_a_field_or_the_data_of_a_script_is_found(
    contact: GetContact, html: str, method: Method
) -> None:
    found = contact("email", html)

    assert (found.value, found.method) == ("jane.roe@acme.de", method)


def test_the_value_of_a_field_must_belong_to_the_site(refused: Refused) -> None:
    assert refused("email", '<input value="jane@agency.com">') == {"jane@agency.com": "script_data"}


@pytest.mark.parametrize(
    "address", ["info@acme.co.za", "info@acme.com.bd", "info@acme.co.uk", "info@shop.acme.kawasaki.jp"]
)
def test_an_ending_of_two_labels_is_whole(found: Found, address: str) -> None:
    assert found("email", f"<p>Mail {address}.</p>") == [address]


def test_the_address_of_a_repository_is_refused(refused: Refused) -> None:
    assert refused("email", "<p>git clone git@github.com:acme/tool.git</p>") == {"git@github.com": "in_url"}


def test_a_mail_link_with_words_for_its_signs_is_read(found: Found) -> None:
    assert found("email", '<a href="mailto:info AT acme DOT de">mail</a>') == ["info@acme.de"]


def test_the_address_of_who_made_the_site_is_refused(refused: Refused) -> None:
    assert refused("email", "<p>Website by Tidal, support@tidal.com") == {"support@tidal.com": "not_the_owner"}
    assert refused("email", "<p>Website by ourselves, info@acme.de") == {}


def test_the_sample_of_a_picture_of_the_product_is_nobodys(found: Found, refused: Refused) -> None:
    html = "<p>Invoice 17 ap@buyer.example</p>"

    assert found("email", html) == []
    assert refused("email", html) == {"ap@buyer.example": "placeholder"}
    assert found("email", html, "https://www.buyer.example/") == ["ap@buyer.example"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Groups: groups at acme.de", ["groups@acme.de"]),
        ("Shop at acme.de for more", []),
        ("418206637#qq.com", ["418206637@qq.com"]),
        ("sales#acme.de", ["sales@acme.de"]),
        ("sales#other.de", []),
    ],
)
def test_other_words_and_signs_for_the_at_are_read_where_they_are_sure(
    found: Found, text: str, addresses: list[str]
) -> None:
    assert found("email", f"<p>{text}</p>") == addresses
