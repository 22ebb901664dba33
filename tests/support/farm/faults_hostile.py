"""Hosts that attack whoever reads them, each by name as in faults.py: the hostile half of the farm.

No catalogue lists them among its sites; benchmarks.hostile scans them all.
"""

from __future__ import annotations

from scraper_sky.model.outcome import Outcome
from tests.support.farm import hostile_maps as maps
from tests.support.farm import hostile_wire as wire
from tests.support.farm.faults_kinds import Behaviour, Fault, error_page, redirect
from tests.support.farm.hostile_pages import CHARSETS, SHAPES, page_of, page_of_floods, said_to_be

_OK, _RESET, _PROTOCOL, _EMPTY = Outcome.OK, Outcome.CONNECTION_RESET, Outcome.PROTOCOL_ERROR, Outcome.EMPTY
_TIMEOUT, _LARGE, _BLOCKED = Outcome.READ_TIMEOUT, Outcome.TOO_LARGE, Outcome.BLOCKED_ADDRESS
_BOMB, _LOOP, _LATE = Outcome.DECOMPRESSION_BOMB, Outcome.REDIRECT_LOOP, Outcome.TIME_BUDGET
_CLOSED = Outcome.ROBOTS_DISALLOWED


def _plain(name: str, outcome: Outcome, sentence: str, behave: Behaviour, *or_else: Outcome) -> Fault:
    return Fault(name, outcome, sentence, behave, or_else, serves_site=False)


def _endless(name: str, outcome: Outcome, sentence: str, behave: Behaviour, *or_else: Outcome) -> Fault:
    return Fault(name, outcome, sentence, behave, (*or_else, _LATE), serves_site=False, takes_seconds=True)


def _map(name: str, sentence: str, behave: Behaviour) -> Fault:
    return Fault(name, _OK, sentence, behave, (_LATE,), robots_too=True, serves_site=False)


def _robots(name: str, outcome: Outcome, sentence: str, behave: Behaviour, *or_else: Outcome) -> Fault:
    return Fault(name, outcome, sentence, behave, or_else, only_robots=True, serves_site=False)


_WIRE = (
    _plain("deflate-bomb", _BOMB, "256 MB as deflate", wire.packed(wire.deflate_bomb, "deflate")),
    _plain("deflate-bomb-raw", _BOMB, "256 MB as bare deflate", wire.packed(wire.raw_deflate_bomb, "deflate")),
    _plain("gzip-triple", _BOMB, "256 MB, packed thrice", wire.packed(wire.triple_gzip_bomb, "gzip, gzip, gzip")),
    _plain("gzip-chain", _BOMB, "said to be packed 200 times", wire.packed(lambda: b"x", ", ".join(["gzip"] * 200))),
    _plain("gzip-empty-members", _EMPTY, "150,000 gzip files of nothing",
           wire.packed(wire.empty_members, "gzip"), _LARGE),
    _plain("gzip-flushed", _OK, "a gzip block for every byte", wire.packed(wire.flushed_bytes, "gzip"), _LARGE),
    _plain("gzip-cut", _OK, "a gzip file that stops short", wire.packed(wire.cut_gzip, "gzip"), _RESET, _PROTOCOL),
    _plain("br-unasked", _PROTOCOL, "packed as br, which was not offered", wire.packed(wire.brotli_claim, "br")),
    _plain("zstd-bomb", _PROTOCOL, "256 MB in 8 KB of zstd, not offered", wire.packed(wire.zstd_bomb, "zstd")),
    _plain("coding-layers", _PROTOCOL, "gzip in br in zstd", wire.packed(wire.brotli_claim, "gzip, br, zstd, deflate")),
    _endless("endless-plain", _LARGE, "a page without length and end", wire.endless_plain),
    _endless("endless-tiny-chunks", _PROTOCOL, "chunks of one byte without end", wire.endless_tiny_chunks, _LARGE),
    _endless("endless-trailers", _PROTOCOL, "trailers without end", wire.endless_trailers),
    _endless("endless-extension", _PROTOCOL, "a chunk extension without end", wire.endless_chunk_extension, _RESET),
    _endless("endless-continue", _PROTOCOL, "100 Continue for ever", wire.endless_continue, _TIMEOUT),
    _endless("endless-header", _PROTOCOL, "a header without end", wire.endless_header),
    _endless("endless-folds", _PROTOCOL, "a folded header without end", wire.endless_folds),
    _endless("endless-status", _PROTOCOL, "a status line without end", wire.endless_status),
    _endless("drip-chunks", _TIMEOUT, "a chunk of one byte a second", wire.drip_chunks),
    _endless("drip-continue", _TIMEOUT, "100 Continue once a second", wire.drip_continue),
    _plain("header-50-mb", _PROTOCOL, "one header of 50 MB", wire.header_of_50_mb, _RESET),
    _plain("header-nul", _OK, "NUL and bare CR in headers", wire.page_with(b"X-A: a\0b\rc", b"\x00: x"), _PROTOCOL),
    _plain("header-no-colon", _OK, "headers without a colon", wire.page_with(b"nonsense", b": x", b" y"), _PROTOCOL),
    _plain("length-negative", _OK, "a negative length", wire.page_with(b"Content-Length: -1"), _PROTOCOL),
    _plain("length-absurd", _LARGE, "a length of 10^99", wire.page_with(b"Content-Length: 1" + b"0" * 99), _RESET),
    _plain("length-word", _OK, "a length in words", wire.page_with(b"Content-Length: many"), _PROTOCOL),
    _plain("length-two", _PROTOCOL, "two lengths", wire.page_with(b"Content-Length: 5", b"Content-Length: 6"), _OK),
    _plain("length-and-chunks", _RESET, "a length, and chunks that are none",
           wire.page_with(b"Content-Length: 5", b"Transfer-Encoding: chunked"), _PROTOCOL, _OK),
    _plain("status-999", _PROTOCOL, "a status beyond all", wire.page_with(status=b"999 No")),
    _plain("status-101", _PROTOCOL, "wants to speak another protocol", wire.page_with(status=b"101 Switch")),
    _plain("http-0-9", _PROTOCOL, "a page without a status line", wire.once(wire.OPENING)),
    _plain("blank-lines", _PROTOCOL, "nothing but line ends", wire.once(b"\r\n" * 50_000), _RESET),
    _plain("redirect-200", _LOOP, "200 redirects", wire.redirect_200),
    _endless("redirect-slow", _LATE, "each redirect takes seconds", wire.slow_redirects, _LOOP),
    _endless("redirect-endless-body", _LOOP, "redirects with pages without end", wire.endless_redirect_body),
    _plain("redirect-long", _PROTOCOL, "redirects to an address of 60 KB", redirect("/" + "x" * 60_000)),
    _plain("redirect-port", _BLOCKED, "redirects to a database's port", redirect("http://www.elsewhere.test:6379/")),
    _plain("redirect-userinfo", Outcome.REDIRECTED_OFFSITE, "redirects with a password",
           redirect("https://u:p@www.elsewhere.test/")),
    _plain("redirect-script", _BLOCKED, "redirects to a script", redirect("javascript:alert(1)"), _PROTOCOL),
    _plain("cookies-growing", _LOOP, "60 KB of cookies more with each redirect", wire.growing_cookies, _RESET),
    _plain("cookies-foreign", _OK, "cookies for other sites", wire.foreign_cookies),
    _plain("auth-negotiate", Outcome.HTTP_4XX, "asks for a ticket",
           error_page(401, "Unauthorized", www_authenticate="Negotiate, NTLM, Basic realm=x")),
    _plain("retry-after", Outcome.HTTP_429_RATE_LIMITED, "asks to wait for three years",
           error_page(429, "Too Many Requests", retry_after="99999999")),
    _plain("retry-after-digits", Outcome.HTTP_5XX, "asks to wait for 10^4000 seconds",
           error_page(503, "Unavailable", retry_after="9" * 4000)),
)  # fmt: skip

# Half of a page with that many zeros is taken for no text; the encoding is one that nobody may read (WHATWG Encoding).
_OTHERWISE = {"nulls": Outcome.NOT_HTML, "phone-nulls": Outcome.NOT_HTML, "charset-iso-2022-kr": _EMPTY}

_PAGES = (
    *(
        _plain(name, _OTHERWISE.get(name, _OK), "a page of this shape", page_of(shape))
        for name, shape in SHAPES.items()
    ),
    *(
        _plain(name, _OTHERWISE.get(name, _OK), f"says that it is in {label}", said_to_be(label))
        for name, label in CHARSETS.items()
    ),
    _plain("site-of-floods", _OK, "twenty pages of short attributes", page_of_floods, _LATE),
    _plain("binary-as-html", Outcome.NOT_HTML, "3 MB of zeros, said to be HTML", page_of(lambda: bytes(2_900_000))),
    _plain("html-as-binary", _OK, "a page, said to be binary",
           page_of(lambda: wire.OPENING, "application/octet-stream"), Outcome.NOT_HTML),
)  # fmt: skip

_MAPS = (
    _map("map-laughs", "a billion laughs", maps.site_with(maps.laughs)),
    _map("map-laughs-bare", "entities that nobody declared", maps.site_with(maps.laughs_without_doctype)),
    _map("map-quadratic", "a long entity, many times", maps.site_with(maps.quadratic_entities)),
    _map("map-xxe", "an entity that is a file of ours", maps.site_with(maps.outside_file)),
    _map("map-dtd", "an outside document type", maps.site_with(maps.outside_dtd)),
    _map("map-xinclude", "includes and style sheets", maps.site_with(maps.inclusion)),
    _map("map-gzip-bomb", "256 MB of sitemap", maps.site_with(maps.gzip_bomb, "/sitemap.xml.gz", "application/gzip")),
    _map("map-gzip-layers", "a bomb in a bomb", maps.site_with(maps.layered_gzip_bomb, "/sitemap.xml.gz")),
    _map("map-zip", "a zip named sitemap.xml.gz", maps.site_with(maps.zip_file, "/sitemap.xml.gz", "application/gzip")),
    _map("map-too-many", "80,000 addresses", maps.site_with(maps.too_many)),
    _map("map-too-large", "58 MB", maps.site_with(maps.too_large)),
    _map("map-only-tags", "15 MB of tags", maps.site_with(maps.only_tags)),
    _map("map-open-tags", "15 MB of tags that do not end", maps.site_with(maps.open_tags)),
    _map("map-tags-of-many", "tags in ten files", maps.site_with_many("<loc>")),
    _map("map-entries-of-many", "short addresses in ten files", maps.site_with_many("<url><loc>http://a/#</loc></url>")),
    _map("map-promises", "others' contact pages in ten files",
         maps.site_with_many("<url><loc>https://elsewhere.test/contact/#</loc></url>")),
    _map("map-indexes", "indexes of 30,000 in ten files",
         maps.site_with_many("<sitemap><loc>/m/#.xml</loc></sitemap>", "<sitemapindex>")),
    _map("map-lines", "empty lines in ten files", maps.site_with_many("\n", "https://elsewhere.test/\n")),
    _map("map-lists", "lists of addresses in ten files",
         maps.site_with_many("https://elsewhere.test/contact/#\n", "https://elsewhere.test/\n")),
    _map("map-one-address", "one address of 15 MB", maps.site_with(maps.one_address)),
    _map("map-strange", "addresses of files, mail, private networks", maps.site_with(maps.strange_addresses)),
    _map("map-strangers", "an index of private and foreign ones", maps.site_with(maps.index_of_strangers)),
    _map("map-wide", "an index of 60,000, none of which exists", maps.site_with(maps.wide_index)),
    _map("map-loop", "indexes of indexes, in circles and for ever", maps.index_without_end),
    _map("map-endless", "a sitemap without end", maps.endless_map),
    Fault("map-drip", _OK, "a tag a second", maps.drip_map, (_LATE,), serves_site=False, takes_seconds=True),
)  # fmt: skip

_ROBOTS = (
    _robots("robots-403", _OK, "robots.txt is forbidden", error_page(403, "Forbidden")),
    _robots("robots-429", _OK, "robots.txt asks to wait", error_page(429, "Too Many Requests"), _CLOSED),
    _robots("robots-503", _CLOSED, "robots.txt is unavailable", error_page(503, "Unavailable")),
    _robots("robots-moved-5", _OK, "robots.txt after five redirects", maps.robots_moved(5)),
    _robots("robots-moved-6", _OK, "robots.txt after six redirects", maps.robots_moved(6)),
    _robots("robots-loop", _OK, "robots.txt redirects for ever", maps.robots_moved(10**6)),
    Fault("robots-silent", _CLOSED, "robots.txt never answers", wire.endless(b"", b"", 60), (_LATE,), only_robots=True,
          serves_site=False, takes_seconds=True),
    Fault("robots-drip", _CLOSED, "robots.txt at a byte a second", maps.drip_robots, (_LATE,), only_robots=True,
          serves_site=False, takes_seconds=True),
    _robots("robots-endless", _OK, "robots.txt without end", maps.endless_robots),
    _robots("robots-beyond", _OK, "its prohibition stands after 630 KB", maps.robots(maps.BEYOND_THE_BOUND)),
    _robots("robots-breaks", _OK, "BOM, NUL, Latin-1 and every line end", maps.robots(maps.EVERY_BREAK)),
    _robots("robots-soft-404", _OK, "a page for robots.txt", maps.robots(wire.OPENING * 9000, "text/html")),
    _robots("robots-agents", _OK, "20,000 names times 15,000 rules", maps.robots(maps.many_agents())),
    _robots("robots-rules", _OK, "20,000 rules with wildcards", maps.robots(maps.many_rules())),
    _robots("robots-stars", _CLOSED, "rules of 100,000 wildcards", maps.robots(maps.many_stars()), _OK),
    _robots("robots-maps", _OK, "names 25,000 sitemaps", maps.robots(maps.many_sitemaps())),
)  # fmt: skip

ATTACKS: dict[str, Fault] = {fault.name: fault for fault in (*_WIRE, *_PAGES, *_MAPS, *_ROBOTS)}
