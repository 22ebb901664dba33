"""Pages made to cost their reader dearly: each as large as is still read, and of one shape."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

Behaviour = Callable[["Exchange"], Awaitable[None]]

PAGE_BYTES = 2_900_000  # below the three MiB that are read at the most
SMALL_BYTES = 340_000
_HEAD = b"<!doctype html><html lang=en><head><title>Acme</title></head><body><h1>Acme</h1>"
_JSON, _JSON_END = b'<script type="application/ld+json">', b"</script>"


def _full(piece: str | bytes, before: bytes = b"", after: bytes = b"", size: int = PAGE_BYTES) -> bytes:
    """`before`, the piece again and again, `after`: a page of `size` bytes."""
    data = piece if isinstance(piece, bytes) else piece.encode()
    return _HEAD + before + data * ((size - len(_HEAD) - len(before) - len(after)) // len(data)) + after


def _numbered(pattern: str, before: bytes = b"", after: bytes = b"", size: int = PAGE_BYTES) -> bytes:
    """As _full, with a number of its own in each piece."""

    def pieces() -> Iterator[bytes]:
        room, number = size - len(_HEAD) - len(before) - len(after), 0
        while room > 0:
            piece = pattern.replace("#", str(number)).encode()
            yield piece
            room, number = room - len(piece), number + 1

    return _HEAD + before + b"".join(pieces()) + after


_ATTRIBUTES = " ".join(f"a{number}" for number in range(199))

SHAPES: dict[str, Callable[[], bytes]] = {
    # What libxml2 and the standard take for tags must be what is bounded.
    "attr-flood": lambda: _numbered("a# ", b"<p ", b">end"),
    "attr-flood-small": lambda: _numbered("a# ", b"<p ", b">end", SMALL_BYTES),
    "attr-flood-comment": lambda: _numbered("a# ", b"<!--><p ", b">-->"),
    "attr-flood-bang": lambda: _numbered("a# ", b"<!-- --!><p ", b">-->"),
    "attr-flood-script": lambda: _numbered("a# ", b"<script><!--<script></script><!-- </script><p ", b">-->"),
    "attr-flood-title": lambda: _numbered("a# ", b"<textarea></textareas><!--</textarea><p ", b">-->"),
    "attr-flood-quote": lambda: _numbered("a# ", "<a b=\u00a0\"><p ".encode(), b'>">'),
    "attr-flood-end-tag": lambda: _numbered("a# ", b"</a b=\"<x c='\"><p ", b">'>"),
    "attr-many-tags": lambda: _full(f"<p {_ATTRIBUTES}>"),
    "attr-short-names": lambda: _full("<p a b c d e f g h i j k l m n o p q r s t u v w x y z>"),
    "deep": lambda: _full("<div>"),
    "deep-then-wide": lambda: _full("<br>x", b"<div>" * 2040),
    "deep-then-links": lambda: _full("<a href=/x>y</a>", b"<span>" * 2040),
    "deep-then-codes": lambda: _full("<a data-cfemail=5a3b>y</a>", b"<span>" * 2040),
    "formatting": lambda: _full("<b><i><font><a>x"),
    "formatting-quadratic": lambda: _full("<p>x", b"<b>" * 20_000),
    "misnested": lambda: _full("<b><p></b></p>"),
    "wide": lambda: _full("<p>"),
    "tables": lambda: _full("<table><tr><td>"),
    "table-foster": lambda: _full("x<b>", b"<table>"),
    "options": lambda: _full("<option>x", b"<select>"),
    "svg": lambda: _full("<svg><g><math><mi>"),
    "end-tags": lambda: _full("</b>", b"<div>" * 2040),
    "comment-huge": lambda: _full("x ", b"<!--", b"-->"),
    "comments": lambda: _full("<!---->"),
    "cdata": lambda: _full("<![CDATA[x]]>"),
    "entities": lambda: _full("a&#64;b&#46;de "),
    "title-huge": lambda: b"<!doctype html><title>" + b"Acme | " * (PAGE_BYTES // 7) + b"</title><p>Hello",
    "description-huge": lambda: _full("word ", b"<meta name=description content='", b"'>"),
    "language-huge": lambda: b"<!doctype html><html lang='" + b"de-" * (PAGE_BYTES // 3) + b"'><title>Acme</title>Hi",
    "data-uri": lambda: _full("QUJD", b"<img src='data:image/png;base64,", b"'>"),
    "script-huge": lambda: _full("var a=1;", b"<script>", b"</script>"),
    "style-huge": lambda: _full("a{b:c}", b"<style>", b"</style>"),
    "spaces": lambda: _full(" ", b"<p>a", b"b"),
    "no-break-spaces": lambda: _full("\u00a0", b"<meta charset=utf-8><p>a", b"b"),
    "links": lambda: _numbered("<a href=/#>x</a>"),
    "links-foreign": lambda: _numbered("<a href=https://x#.de/>x</a>"),
    "links-long": lambda: _full("<a href='/" + "x" * 20_000 + "'>x</a>"),
    "link-huge": lambda: _full("x", b"<a href='/", b"'>x</a>"),
    # Text that looks like contacts.
    "mail-signs": lambda: _full("@.", b"<p>"),
    "mail-halves": lambda: _full("a@", b"<p>"),
    "mail-local-part": lambda: _full("a.", b"<p>", b"@acme.de"),
    "mail-host": lambda: _full("a-", b"<p>a@"),
    "mail-words": lambda: _full("a (at) b (dot) ", b"<p>"),
    "mail-brackets": lambda: _full("a[at]b[dot]", b"<p>"),
    "mail-underscores": lambda: _full("a_", b"<p>"),
    "mail-wide-signs": lambda: _full("a\uff20b\uff0e", b"<meta charset=utf-8><p>"),
    "mail-links": lambda: _numbered("<a href=mailto:a#@b.de>x</a>"),
    "mail-link-huge": lambda: _full("a@b.de,", b"<a href='mailto:", b"'>x</a>"),
    "mail-attributes": lambda: _numbered("<a data-email=a#@b.de>"),
    "mail-shifted-links": lambda: _full("<a href=\"javascript:linkTo_UnCryptMailto('nbjmup;b')\">x</a>"),
    "mail-at-dot": lambda: _full("a at b dot c ", b"<p>"),
    "mail-hyphens": lambda: _full("a-", b"<p>x at b dot de @ "),
    "mail-percents": lambda: _full("%40", b"<p>"),
    "mail-backwards": lambda: _full("moc.emca@nnahoj ", b"<p>"),
    "mail-hashes": lambda: _full("##gmail.com ", b"<p>"),
    "mail-calls": lambda: _full("<a href=\"javascript:a('info','acme.de')\">x</a>"),
    "mail-link-words": lambda: _full("<a href='mailto:" + "a_" * 10_000 + "'>x</a>"),
    "mail-link-fields": lambda: _full("<a href='mailto:?" + "to=a@b.de&" * 2_000 + "'>x</a>"),
    "mail-attribute-words": lambda: _full('<a data-email="' + "a_" * 195 + '">'),
    "mail-pictures": lambda: _full('a<img alt="@">b.com '),
    "noscripts-nested": lambda: _full("x<b>y</b>", b"<div>" + b"<noscript>" * 1000),
    "phone-digits": lambda: _full("1", b"<p>"),
    "phone-zeros": lambda: _full("0", b"<p>"),
    "phone-spaced-digits": lambda: _full("1 ", b"<p>"),
    "phone-nulls": lambda: _full(b"1\x00", b"<p>"),
    "phone-wide-digits": lambda: _full("\uff11\uff12", b"<meta charset=utf-8><p>"),
    "phone-words": lambda: _full("Tel: Fax: Phone: ", b"<p>"),
    "phone-numbers": lambda: _numbered("<p>Tel. 030 1#</p>"),
    "phone-links": lambda: _numbered("<a href=tel:+49301#>x</a>"),
    "phone-columns": lambda: _full("<th>Telefon</th>", b"<table><tr>"),
    "phone-rows": lambda: _full("<tr><td>Tel</td><td>030 1234567</td></tr>", b"<table>"),
    "phone-tables-nested": lambda: _full("<td>030 1234567", b"<table><tr><th>Telefon</th><td>" * 500),
    "phone-spans": lambda: _full("<tr><td colspan=1000>Tel<td rowspan=1000>030 1234567", b"<table>"),
    "phone-titles": lambda: _full("<a title='Tel. 030 1234567'>x</a>", b"<div>" * 2030),
    "phone-extensions": lambda: _full("650-253-0000 ext. 12345<br>", b"<p>"),
    "phone-neighbours": lambda: _full("030 1234567 / 030 7654321 ", b"<p>"),
    "phone-nearly-registers": lambda: _full("nr " * 30 + "0301234567 ", b"<p>"),
    "script-strings": lambda: _full("'@'+'a'+'.de'+", b"<script>x=", b"''</script>"),
    "script-growing": lambda: _full("a=a+a;", b"<script>a='x@';", b"</script>"),
    "script-backslashes": lambda: _full("\\", b"<script>'@", b"</script>"),
    "script-many": lambda: _full("<script>a='b'+'@'+'c.com'</script>"),
    "address-lines": lambda: _full("Main Street 12, 12345 Berlin<br>", b"<p>"),
    "address-capitals": lambda: _full("A ", b"<p>"),
    "address-numbers": lambda: _full("A 1, ", b"<p>"),
    "address-codes": lambda: _full("IL 62701 ", b"<p>"),
    "address-parts": lambda: _full("a 1, " * 30 + " 12345 Berlin<br>", b"<p>"),
    "address-slashes": lambda: _full("Aaa 1 / Bbb 2 / " * 9 + "12345 Berlin<br>", b"<p>"),
    "address-japan": lambda: _full("\u3012100-0001\u6771\u4eac\u90fd", b"<meta charset=utf-8><p>"),
    "address-britain": lambda: _full("12 High Street, London SW1A 1AA<br>", b"<p>"),
    "address-russia": lambda: _full("119021, \u0433. \u041c, ", b"<meta charset=utf-8><p>"),
    "address-classes": lambda: _full(" ", b"<div class='adr street-address'>" * 2040),
    "address-data": lambda: _full(
        '{"postalCode":"1","city":"a","street":"b"},', b"<script type=application/json>[", b"{}]</script>"
    ),
    "address-elements": lambda: _full("x<b>y</b>", b"<address>" * 1000),
    "hours-lines": lambda: _full("Mo-Fr 09:00-17:00 ", b"<p>Opening hours: "),
    "hours-days": lambda: _full("Mon - ", b"<p>"),
    "hours-times": lambda: _full("9am-", b"<p>"),
    "hours-nearly": lambda: _full("9:00 - 17:00 ", b"<p>"),
    "hours-japan": lambda: _full("\u6708\u66dc\u65e5 9:00~17:00 ", b"<meta charset=utf-8><p>"),
    "vat-labels": lambda: _full("VAT DE123456789 VAT ust 12345 ", b"<p>"),
    "copyright-signs": lambda: _full("\u00a9 2020 Acme GmbH ", b"<meta charset=utf-8><p>"),
    "profiles": lambda: _numbered("<a href=https://facebook.com/acme#>x</a>"),
    "profiles-long": lambda: _full("<a href=https://vimeo.com/user" + "1" * 5_000 + "!>x</a>"),
    "profiles-deep": lambda: _full("<a href=https://facebook.com/a>x</a>", b"<div>" * 2030),
    "logos-deep": lambda: _full("<img alt='Acme logo' class=logo src=/logo.png>", b"<div>" * 2030),
    # Text that looks like traces of technologies.
    "traces-scripts": lambda: _numbered("<script src=/wp-content/plugins/a#/b.js?ver=1.#></script>"),
    "traces-classes": lambda: _numbered("<i class='wp-block-a# elementor-#' id=shopify-section-#>"),
    "traces-folders": lambda: _full("<script src=/" + "wp-content/" * 900 + "x.js></script>"),
    "traces-comments": lambda: _full("<!-- This site is optimized with the Yoast SEO plugin v1.2 -->"),
    "traces-versions": lambda: _full("1.", b"<meta name=generator content='WordPress ", b"'>"),
    "traces-inline": lambda: _full("jQuery.fn.jquery='3.6.0';window.dataLayer=[];", b"<script>", b"</script>"),
    # Structured data.
    "json-deep": lambda: _full("[", _JSON, _JSON_END),
    "json-number": lambda: _full("1", _JSON + b'{"@type":"Organization","telephone":', b"}" + _JSON_END),
    "json-backslashes": lambda: _full("\\\\", _JSON + b'{"@type":"Organization","name":"', b'"}' + _JSON_END),
    "json-string": lambda: _full("x", _JSON + b'{"@type":"Organization","name":"', b'"}' + _JSON_END),
    "json-companies": lambda: _numbered(
        '{"@type":"Organization","name":"A#","telephone":"+49301#","email":"a#@b.de"},',
        _JSON + b"[", b"{}]" + _JSON_END,
    ),
    "json-hours": lambda: _numbered(
        '"Mo-Fr 09:00-17:#",', _JSON + b'{"@type":"LocalBusiness","openingHours":[', b'""]}' + _JSON_END
    ),
    "json-state": lambda: _numbered(
        '{"email":"a#@b.de","phone":"+49301#"},',
        b'<script id=__NEXT_DATA__ type="application/json">{"props":[',
        b"{}]}" + _JSON_END,
    ),
    "properties-nested": lambda: _full("w<b>x</b>", b"<div itemprop=a>" * 2040),
    "records": lambda: _full("\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n", b"<p>"),
    "items-deep": lambda: _full("<div itemscope itemprop=a itemtype=http://schema.org/Organization>"),
    # Characters that a database or a terminal would choke on.
    "nulls": lambda: _HEAD + bytes(PAGE_BYTES),
    "nul-in-facts": lambda: b"<!doctype html><title>Ac\0me</title><p>in\0fo@acme.test <a href='mailto:a\0@b.de'>",
    "surrogates": lambda: b"<!doctype html><meta charset=utf-8><title>A\xed\xa0\x80B\xed\xbf\xbf</title><p>&#xd800; Hi",
    "noncharacters": lambda: "<!doctype html><meta charset=utf-8><title>\ufffe\uffff\U0010ffff</title><p>Hi".encode(),
    "bidi": lambda: "<!doctype html><meta charset=utf-8><title>\u202eemca\u2066</title><p>\u202einfo@a.de".encode(),
    "random": lambda: bytes(range(256)) * (PAGE_BYTES // 256),
}  # fmt: skip


def page_of(shape: Callable[[], bytes], content_type: str | None = "text/html; charset=utf-8") -> Behaviour:
    """The page at every address but those of sitemaps, which do not exist."""

    async def behave(exchange: Exchange) -> None:
        if exchange.request.path == "/":
            await exchange.reply(Response(200, content_type, shape()))
        else:
            await exchange.reply(Response(404, "text/html", b"<!doctype html><title>404</title>"))

    return behave


async def page_of_floods(exchange: Exchange) -> None:
    """The same dear page at every address, with links to twenty more."""
    links = "".join(f"<a href=/kontakt/{number}>Kontakt</a>" for number in range(20))
    shape = SHAPES["attr-short-names"]()
    await exchange.reply(Response(200, "text/html", shape[: PAGE_BYTES // 2].replace(_HEAD, _HEAD + links.encode())))


def _in(charset: str, body: bytes = b"<!doctype html><title>Acme</title><p>Hello +ADw-b+AD4- \\u003cb\\u003e") -> bytes:
    return body.replace(b"<title>", b"<meta charset=" + charset.encode() + b"><title>")


CHARSETS = {
    f"charset-{label.replace('_', '-')}": label
    for label in (
        "idna", "punycode", "utf-7", "unicode_escape", "raw_unicode_escape", "undefined", "rot13", "hex", "zlib",
        "base64_codec", "utf-16", "utf-32", "nonsense", "iso-2022-kr", "x-user-defined",
    )
}  # fmt: skip


def said_to_be(label: str) -> Behaviour:
    """A page in ASCII whose header and meta element name another encoding."""
    return page_of(lambda: _in(label), f"text/html; charset={label}")
