"""Pages made to hurt. None may raise, and each must be done long before the timeout."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from scraper_sky.scraping.extract.contacts import MAX_OF_KIND
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.emails import MAX_SOUGHT, emails
from scraper_sky.scraping.extract.microdata import MOST_NESTED, markup_items
from scraper_sky.scraping.extract.values import PageFacts
from scraper_sky.scraping.extract.walk import read_document

Read = Callable[..., PageFacts]

MIB = 1_000_000
END = b"<p>info@acme.de</p>"

FLOODS = {
    "attributes": b"<a " + b" ".join(b"a%x" % number for number in range(200_000)) + b">",
    "many tags with many attributes": (b"<a " + b" ".join(b"a%d" % number for number in range(190)) + b">") * 2_000,
    "nesting": b"<div>" * 200_000,
    "paragraphs": b"<p>" * 500_000,
    "closing tags": b"<div>" * 2_000 + b"</b>" * 300_000,
    "open scripts": b"<script>" * 100_000,
    "open comments": b"<!--" * 250_000,
    "open quotes": b'<a href="' * 100_000,
    "angle brackets": b"<" * MIB,
    "ampersands": b"&" * MIB,
    "a long title": b"<title>" + b"a | " * 250_000,
    "spaces": b"<p>" + b" " * MIB,
    "nulls": b"\0" * MIB,
    "random bytes": bytes(range(256)) * 4_000,
    "at signs": b"<p>" + b"@" * MIB,
    "half addresses": b"<p>" + b"a@" * 500_000,
    "a long local part": b"<p>" + b"a" * MIB + b"@acme.de",
    "a long domain": b"<p>a@" + b"a-" * 500_000,
    "dots and letters": b"<p>" + b"x.a" * 300_000 + b"@",
    "worded signs": b"<p>" + b"a (at) b (dot) " * 70_000,
    "brackets": b"<p>" + b"(" * MIB,
    "spaced signs": b"<p>" + b"a @ b." * 150_000,
    "digits": b"<p>" + b"1" * MIB,
    "spaced digits": b"<p>" + b"1 " * 500_000,
    "plus signs": b"<p>" + b"+1 " * 330_000,
    "numbers": b"".join(b"<p>Tel. 030 %07d</p>" % number for number in range(40_000)),
    "telephone links": b"".join(b'<a href="tel:+4930%07d">x</a>' % number for number in range(25_000)),
    "mail links": b"".join(b'<a href="mailto:a%d@b.com">x</a>' % number for number in range(25_000)),
    "a long mail link": b'<a href="mailto:' + b"a@b.com," * 120_000 + b'">',
    "nested lists": b'<script type="application/ld+json">' + b"[" * MIB + b"</script>",
    "nested objects": b'<script type="application/ld+json">' + b'{"a":' * 200_000 + b"</script>",
    "commas": b'<script type="application/ld+json">{' + b"," * MIB + b"</script>",
    "items": b'<div itemscope itemprop="a">' * 2_000 + b'<i itemprop="b">x</i>' * 20_000,
    "growing strings": b"<script>a='x@';" + b"a=a+a;" * 4_000 + b"</script>",
    "backslashes": b"<script>'@" + b"\\" * MIB + b"</script>",
    "hiding scripts": b"<script>a='b'+'@'+'c.com'</script>" * 20_000,
    "data attributes": b"".join(b'<a data-email="a%d@b.com">' % number for number in range(20_000)),
    "utility classes": b'<p class="' + b"md:flex " * 120_000 + b'">',
    "a long refresh": b'<meta http-equiv=refresh content="0' + b";" * MIB + b'">',
    "copyright signs": "<p>© 2020 Acme".encode() * 50_000,
    "chained calls": (b"<script>a='" + b"x" * 390 + b"@';" + b"b=a.split('').reverse().join('');" * 800) * 30,
    "passed parts": b"<script>mail('info','acme.de')</script>" * 25_000,
    "labels": b'<a title="info@acme.de" aria-label="b@c.de">' * 22_000,
    "pictures of signs": b'a<img alt="@">b.com ' * 50_000,
    "signs for signs": b"<p>" + b"a#acme.de " * 100_000,
    "data of a script": b'<script type="application/json">[' + b'"030 123 45 67","a@acme.de",' * 34_000 + b"]</script>",
    "numbers in data": b'<script type="application/json">'
    + b"".join(b'"030 %07d",' % number for number in range(70_000))
    + b"</script>",
    "escapes in data": b'<script type="application/json">"' + b"\\" * MIB + b"</script>",
    "words without scripts": b"<noscript>Tel. 030 1234567</noscript>" * 28_000,
    "extensions": b"<p>" + b"650-253-0000 ext ext 1 " * 43_000,
    "fax endings": b"<p>" + b"Tel. 030 1234567, Fax: -8 " * 38_000,
    "chats": b"".join(b'<a href="https://wa.me/49170%07d">x</a>' % number for number in range(25_000)),
    "nested properties": b"<div itemprop=a>" * 2_000 + b"w<b>x</b>" * 80_000,
    "nested words without scripts": b"<noscript>" * 1_000 + b"w<b>x</b>" * 80_000,
    "nested parts of an address": b"<div class='adr street-address'>" * 2_000 + b" " * MIB,
    "words in data attributes": (b'<a data-email="' + b"a_" * 195 + b'">') * 2_400,
    "words in mail links": (b"<a href='mailto:" + b"a_" * 10_000 + b"'>x</a>") * 50,
    "shifted links": b"<a href=\"javascript:linkTo_UnCryptMailto('nbjmup;b')\">x</a>" * 15_000,
    "underscores": b"<p>" + b"a_" * 500_000,
    "addresses in references": b"<p>" + b"a&#64;b&#46;de " * 70_000,
    "percent signs": b"<p>" + b"%40" * 330_000,
    "addresses turned round": b"<p>" + b"moc.emca@nnahoj " * 60_000,
    "columns of telephones": b"<table><tr>" + b"<th>Telefon</th>" * 60_000,
    "tables in tables": b"<table><tr><th>Telefon</th><td>" * 500 + b"<td>030 1234567" * 60_000,
    "parts of addresses": b"<p>" + (b"a 1, " * 30 + b"12345 Berlin<br>") * 6_000,
    "nearly hours": b"<p>" + b"9:00 - 17:00 " * 80_000,
    "schemes": b'<a href="' + b"http://" * 280 + b'facebook.com/a">x</a>' + b"<a href='http:/x'>" * 50_000,
    "hosts": b"<p>" + b"facebook.com/x " * 60_000,
    "icon sizes": b'<link rel=icon href=a sizes="' + b"1x" * 400_000 + b'">',
    "charset declarations": b"<meta charset=" * 70_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_hostile_page_is_read_to_its_end_with_bounded_results(read: Read, flood: bytes) -> None:
    page = read(flood)

    assert len([each for each in page.contacts if each.kind == "email"]) <= 2 * MAX_OF_KIND
    assert len(page.title) <= 1_000
    assert len(page.facts) < 100


@pytest.mark.parametrize("flood", ["attributes", "many tags with many attributes", "spaces", "digits", "at signs"])
def test_what_follows_a_flood_is_still_read(read: Read, flood: str) -> None:
    page = read(FLOODS[flood] + END)

    assert "info@acme.de" in [each.value for each in page.contacts]


class Searched(str):
    """A text that counts how often something was looked for in all of it."""

    times = 0

    def __contains__(self, sought: str) -> bool:
        Searched.times += 1
        return super().__contains__(sought)

    def lower(self) -> str:
        return Searched(super().lower())


def test_the_markup_is_not_searched_for_each_of_a_thousand_addresses() -> None:
    text = " ".join(f"a{number}@acme{number}.de" for number in range(1_000))
    Searched.times = 0

    found = list(emails(Document("https://www.acme.de/", Searched("<p>Nothing of that"), text=text)))

    assert len(found) == 1_000
    assert Searched.times < 2 * MAX_SOUGHT + 50


def test_a_text_is_read_for_few_of_the_properties_around_it() -> None:
    nested = "<div itemprop=name>" * 40 + "Acme"
    document = read_document("https://www.acme.de/", f"<div itemscope itemtype=https://schema.org/Shop>{nested}")

    [item] = markup_items(document)

    assert item.properties["name"] == ["Acme"] * (MOST_NESTED + 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"\0",
        b"<",
        b"<!",
        b"<html",
        b"\xff",
        b"\xff\xfe",
        b"%PDF-1.4",
        b"<?xml version='1.0' encoding='utf-16'?><a>",
    ],
)
def test_a_body_that_is_no_page_raises_nothing(read: Read, body: bytes) -> None:
    assert read(body).url == "https://www.acme.de/"


@pytest.mark.parametrize("label", ["idna", "utf-7", "unicode_escape", "undefined", "\x00", "é"])
def test_a_strange_encoding_label_raises_nothing(read: Read, label: str) -> None:
    assert read("<title>Acme</title>", content_type=f"text/html; charset={label}").title == "Acme"


def test_a_page_cut_in_the_middle_is_read_as_far_as_it_goes(read: Read) -> None:
    page = read(b"<title>Acme</title><p>info@acme.de</p><a href='/kontakt'>Kon" + "ü".encode()[:1])

    assert page.title == "Acme"
    assert [each.value for each in page.contacts] == ["info@acme.de"]


def test_the_tree_of_a_page_is_gone_with_its_page() -> None:
    """A tree takes a hundred megabytes at the worst: none may wait for the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        read_document("https://gone.acme.de/", "<title>Acme</title><p><a href='mailto:a@b.de'>x</a>")

        alive = [each.url for each in gc.get_objects() if type(each) is Document]
        assert "https://gone.acme.de/" not in alive
    finally:
        gc.enable()
