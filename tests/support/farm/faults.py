"""Hosts that misbehave, each by name, and what a correct scanner makes of them.

A host name is the name of a fault, with numbers behind it that the fault may use: `slow-3000.farm.test`,
`slow-3000-7.farm.test`, `http-404-2.farm.test`. So there are as many hosts of each fault as a test asks for.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scraper_sky.model.outcome import Outcome
from tests.support.farm import hostile, sitemaps
from tests.support.farm.certificates import Tls
from tests.support.farm.faults_hostile import ATTACKS
from tests.support.farm.faults_kinds import Behaviour, Fault, error_page, redirect, reply
from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

METADATA_URL = "http://169.254.169.254/latest/meta-data/"
SLOW_IS_TOO_SLOW_MS = 8000


async def _serve_site(exchange: Exchange) -> None:
    await exchange.serve_site()


async def _slow(exchange: Exchange) -> None:
    await asyncio.sleep((exchange.numbers or (1000,))[0] / 1000)
    await exchange.serve_site()


async def _drop(exchange: Exchange) -> None:
    exchange.close()


async def _rst(exchange: Exchange) -> None:
    exchange.reset()


async def _silent(exchange: Exchange) -> None:
    await exchange.until_gone()


async def _only_https(exchange: Exchange) -> None:
    if exchange.request.scheme == "http":
        exchange.close()
    else:
        await exchange.serve_site()


async def _to_https(exchange: Exchange) -> None:
    """For hosts whose certificate is at fault: http is no way round it."""
    if exchange.request.scheme == "http":
        location = f"https://{exchange.request.host}{exchange.request.target}"
        await exchange.reply(Response(301, "text/html", b"", (("Location", location),)))
    else:
        await exchange.serve_site()


def _first(fault: Behaviour, default: int) -> Behaviour:
    """The fault for as many requests as the host name says, then the site."""

    async def behave(exchange: Exchange) -> None:
        if exchange.entry.faulted < (exchange.numbers or (default,))[0]:
            exchange.entry.faulted += 1
            await fault(exchange)
        else:
            await exchange.serve_site()

    return behave


async def _redirect_chain(exchange: Exchange) -> None:
    """/ -> /start -> /en/ -> /home, which is the site's own home page."""
    hops = {"/": "/start", "/start": "/en/", "/en/": "/home"}
    if exchange.request.path in hops:
        await redirect(hops[exchange.request.path], 301)(exchange)
    else:
        await exchange.serve_site()


async def _redirect_loop(exchange: Exchange) -> None:
    await redirect("/b" if exchange.request.path == "/a" else "/a")(exchange)


async def _redirect_endless(exchange: Exchange) -> None:
    step = exchange.request.path.rpartition("/")[2]
    await redirect(f"/step/{int(step) + 1 if step.isdigit() else 1}")(exchange)


async def _robots_disallow(exchange: Exchange) -> None:
    await exchange.reply(Response(200, "text/plain", b"User-agent: *\nDisallow: /\n"))


async def _crawl_delay(exchange: Exchange) -> None:
    rules = f"User-agent: *\nCrawl-delay: {(exchange.numbers or (1,))[0]}\nDisallow: /closed\n"
    await exchange.reply(Response(200, "text/plain", rules.encode()))


_FORBIDDEN = error_page(403, "Forbidden")
_BROKEN, _WAIT = error_page(500, "Internal Server Error"), error_page(429, "Too Many Requests", retry_after="1")
_OK, _RESET, _PROTOCOL = Outcome.OK, Outcome.CONNECTION_RESET, Outcome.PROTOCOL_ERROR
_TIMEOUT, _LARGE, _BLOCKED = Outcome.READ_TIMEOUT, Outcome.TOO_LARGE, Outcome.BLOCKED_ADDRESS

_ALL = (
    Fault("slow", _OK, "answers after that many milliseconds", _slow, robots_too=True),
    Fault("silent", _TIMEOUT, "takes the request and never answers", _silent, robots_too=True, takes_seconds=True),
    Fault(
        "drip-headers",
        _TIMEOUT,
        "sends its headers a byte at a time",
        hostile.drip_headers,
        (Outcome.TIME_BUDGET,),
        takes_seconds=True,
    ),
    Fault(
        "drip-body",
        _TIMEOUT,
        "sends its page a byte at a time",
        hostile.drip_body,
        (Outcome.TIME_BUDGET,),
        takes_seconds=True,
    ),
    Fault("drop", _RESET, "closes without an answer", _drop, robots_too=True),
    Fault("rst", _RESET, "breaks off with a TCP reset", _rst, robots_too=True),
    Fault("cut-headers", _RESET, "closes amid its headers", hostile.cut_headers, (_PROTOCOL, Outcome.EMPTY)),
    Fault(
        "truncated", _RESET, "closes in the middle of its page", hostile.truncated, (_PROTOCOL, _OK), serves_site=False
    ),
    Fault("bad-chunked", _PROTOCOL, "sends chunks whose length is no number", hostile.bad_chunked, (_RESET,)),
    Fault("ssh-banner", _PROTOCOL, "speaks SSH on a web port", hostile.ssh_banner, robots_too=True),
    Fault("bad-status", _PROTOCOL, "has a status line without a status", hostile.bad_status, robots_too=True),
    Fault("header-flood", _PROTOCOL, "sends thousands of headers", hostile.header_flood),
    Fault("big-header", _PROTOCOL, "sends one header of a megabyte", hostile.big_header),
    Fault("http-400", Outcome.HTTP_4XX, "always 400", error_page(400, "Bad Request")),
    Fault(
        "http-401", Outcome.HTTP_4XX, "asks for a password", error_page(401, "Unauthorized", www_authenticate="Basic")
    ),
    Fault("http-403", Outcome.HTTP_403_BLOCKED, "always 403", _FORBIDDEN),
    Fault("http-404", Outcome.HTTP_4XX, "always 404", error_page(404, "Not Found")),
    Fault("http-410", Outcome.HTTP_4XX, "always 410", error_page(410, "Gone")),
    Fault("http-429", Outcome.HTTP_429_RATE_LIMITED, "always 429", _WAIT),
    Fault("http-451", Outcome.HTTP_4XX, "always 451", error_page(451, "Unavailable For Legal Reasons")),
    Fault("http-500", Outcome.HTTP_5XX, "always 500", _BROKEN),
    Fault("http-502", Outcome.HTTP_5XX, "always 502", error_page(502, "Bad Gateway")),
    Fault("http-503", Outcome.HTTP_5XX, "always 503", error_page(503, "Service Unavailable")),
    Fault(
        "flaky",
        _OK,
        "500 for its first requests, then well",
        _first(_BROKEN, 1),
        heals=True,
    ),
    Fault("busy", _OK, "429 first, then well", _first(_WAIT, 1), heals=True),
    Fault("shaky", _OK, "breaks off its first requests, then well", _first(_rst, 1), heals=True),
    Fault("redirect-chain", _OK, "three redirects, then its home page", _redirect_chain),
    Fault("redirect-loop", Outcome.REDIRECT_LOOP, "redirects in a circle", _redirect_loop),
    Fault("redirect-endless", Outcome.REDIRECT_LOOP, "redirects to ever new pages", _redirect_endless),
    Fault(
        "redirect-offsite",
        Outcome.REDIRECTED_OFFSITE,
        "forwards to a site of another domain",
        redirect("https://group.elsewhere.test/", 301),
    ),
    Fault("redirect-refresh", _OK, "redirects home by a meta element", hostile.refresh_home),
    Fault(
        "redirect-refresh-away",
        Outcome.REDIRECTED_OFFSITE,
        "forwards to another domain by a meta element",
        hostile.refresh_away,
        (Outcome.EMPTY,),
    ),
    Fault("redirect-metadata", _BLOCKED, "redirects to a cloud metadata address", redirect(METADATA_URL)),
    Fault("redirect-private", _BLOCKED, "redirects into a private network", redirect("http://10.0.0.1/admin")),
    Fault("redirect-loopback", _BLOCKED, "redirects to the scanner's machine", redirect("http://[::1]/")),
    Fault("redirect-file", _PROTOCOL, "redirects to a file", redirect("file:///etc/passwd"), (_BLOCKED,)),
    Fault("http-only", _OK, "has no https", _serve_site, tls=Tls.REFUSED),
    Fault("https-only", _OK, "closes http requests unanswered", _only_https, robots_too=True),
    Fault("huge", _LARGE, "a page of 24 MB", hostile.huge),
    Fault("endless", _LARGE, "a page without an end", hostile.endless),
    Fault("gzip-bomb", Outcome.DECOMPRESSION_BOMB, "256 MB of page in 256 KB", hostile.gzip_bomb, (_LARGE,)),
    Fault(
        "gzip-layers",
        Outcome.DECOMPRESSION_BOMB,
        "a page compressed twice over",
        hostile.gzip_layers,
        (_LARGE, _PROTOCOL),
    ),
    Fault("bad-gzip", _PROTOCOL, "says gzip and is not", hostile.bad_gzip),
    Fault("pdf", Outcome.NOT_HTML, "the home page is a PDF", reply(200, hostile.PDF, "application/pdf")),
    Fault("image", Outcome.NOT_HTML, "the home page is a picture", reply(200, hostile.PNG, "image/png")),
    Fault("binary", Outcome.NOT_HTML, "bytes without a type", reply(200, hostile.PNG + bytes(4000), None)),
    Fault("json", Outcome.NOT_HTML, "an API", reply(200, b'{"status": "ok"}', "application/json")),
    Fault("untyped", _OK, "a page without a Content-Type", hostile.untyped, serves_site=False),
    Fault("empty", Outcome.EMPTY, "a page of no bytes", reply(200)),
    Fault("no-content", Outcome.EMPTY, "204 and no page", reply(204, content_type=None)),
    Fault("tls-expired", Outcome.TLS_EXPIRED, "its certificate has expired", _to_https, tls=Tls.EXPIRED),
    Fault("tls-wrong-name", Outcome.TLS_NAME_MISMATCH, "another's certificate", _to_https, tls=Tls.WRONG_NAME),
    Fault("tls-self-signed", Outcome.TLS_SELF_SIGNED, "its own authority", _to_https, tls=Tls.SELF_SIGNED),
    Fault("tls-untrusted", Outcome.TLS_SELF_SIGNED, "an unknown authority", _to_https, tls=Tls.UNTRUSTED),
    Fault("tls-refused", Outcome.TLS_FAILURE, "refuses TLS, and http leads there", _to_https, tls=Tls.REFUSED),
    Fault("robots-disallow", Outcome.ROBOTS_DISALLOWED, "robots.txt says no", _robots_disallow, only_robots=True),
    Fault("crawl-delay", _OK, "wants that many seconds between requests", _crawl_delay, only_robots=True),
    Fault(
        "robots-500",
        Outcome.ROBOTS_DISALLOWED,
        "robots.txt fails, which RFC 9309 reads as no",
        error_page(500, "Internal Server Error"),
        only_robots=True,
    ),
    Fault("robots-404", _OK, "has no robots.txt", error_page(404, "Not Found"), only_robots=True),
    Fault("robots-html", _OK, "answers its home page for robots.txt", hostile.robots_html, only_robots=True),
    Fault(
        "attribute-flood", _OK, "a tag with 20,000 attributes", hostile.attribute_flood, (_LARGE,), serves_site=False
    ),
    Fault("deep-nesting", _OK, "50,000 elements inside each other", hostile.deep_nesting, (_LARGE,), serves_site=False),
    Fault("title-flood", _OK, "a title of a megabyte", hostile.title_flood, serves_site=False),
    Fault("contact-flood", _OK, "20,000 e-mail addresses", hostile.contact_flood, serves_site=False),
    Fault("sitemap-tree", _OK, "sitemaps of every kind, one below the other", sitemaps.tree, robots_too=True),
    Fault("sitemap-huge", _OK, "a sitemap of nearly 50 MB", sitemaps.huge, robots_too=True, serves_site=False),
    Fault("sitemap-soft", _OK, "answers a page for every sitemap", sitemaps.soft, robots_too=True),
    Fault("refuse", Outcome.CONNECT_REFUSED, "nothing listens there", _drop, address="closed"),
    Fault(
        "unreachable",
        Outcome.CONNECT_TIMEOUT,
        "no connection is ever taken",
        _drop,
        takes_seconds=True,
        address="full",
    ),
)

FAULTS: dict[str, Fault] = {fault.name: fault for fault in _ALL}


def find_fault(slug: str) -> tuple[Fault, tuple[int, ...]] | None:
    """The fault or attack of a host name's first label and the numbers behind its name; None for a site without one."""
    name = slug
    numbers: tuple[int, ...] = ()
    while name not in FAULTS and name not in ATTACKS:
        name, dash, tail = name.rpartition("-")
        if not dash or not tail.isdigit():
            return None
        numbers = (int(tail), *numbers)
    return FAULTS.get(name) or ATTACKS[name], numbers


def outcome_of(fault: Fault, numbers: tuple[int, ...]) -> Outcome:
    """What a scan ends with; whether slow is too slow depends on the number."""
    if fault.name == "slow" and (numbers or (1000,))[0] >= SLOW_IS_TOO_SLOW_MS:
        return Outcome.READ_TIMEOUT
    return fault.outcome
