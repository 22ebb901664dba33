"""The site farm serves what its catalogue says, and misbehaves as its catalogue says."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import phonenumbers
import pytest
import webencodings
from lxml import etree, html

from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import ContactKind
from scraper_sky.settings import Settings
from tests.support.farm import Farm, Site, demo_domains, faulty_sites, odd_sites, site_of, sites
from tests.support.farm.blueprint import blueprint_of
from tests.support.farm.catalogue import Published
from tests.support.farm.company import invent
from tests.support.farm.disguise import Disguise
from tests.support.farm.locales.all import LOCALES
from tests.support.farm.messages import Request, Response
from tests.support.farm.site import respond
from tests.support.farm.style import PLATFORMS

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLE = sites(700)


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm() as started:
        yield started


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def get(farm: Farm, host: str, path: str = "/", scheme: str = "http", timeout: float = 10, **headers: str) -> Answer:
    """One request on a connection of its own, https with the farm's authority as the only one that is trusted."""
    connection = connect(farm, host, scheme, timeout)
    try:
        connection.request("GET", path, headers={"Host": host, **headers})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def peek(farm: Farm, host: str, scheme: str) -> None:
    """Reads the beginning of an answer and walks away."""
    connection = connect(farm, host, scheme, timeout=0.3)
    try:
        connection.request("GET", "/", headers={"Host": host})
        with connection.getresponse() as answer:
            answer.read(1_000_000)
    finally:
        connection.close()


def connect(farm: Farm, host: str, scheme: str = "http", timeout: float = 10) -> http.client.HTTPConnection:
    port = farm.https_port if scheme == "https" else farm.http_port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    connection.sock = socket.create_connection(("127.0.0.1", port), timeout)
    if scheme == "https":
        plain = connection.sock
        try:
            connection.sock = ssl.create_default_context(cafile=str(farm.ca_file)).wrap_socket(
                plain, server_hostname=host
            )
        except BaseException:
            plain.close()
            raise
    return connection


def page(url: str) -> Response:
    """What the farm serves at this URL, rendered here and now, after its redirects."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    response = respond(Request("GET", f"/{path}", host, scheme, wants_gzip=False, keep_alive=True))
    location = dict(response.headers).get("Location")
    return page(location) if location else response


def text_of(response: Response) -> str:
    """Decoded as a browser does: byte order mark, header, meta."""
    told = re.search(r"charset=([\w-]+)", response.content_type or "")
    in_page = re.search(rb"charset=[\"']?([\w-]+)", response.body[:1024])
    label = told[1] if told else in_page[1].decode() if in_page else "windows-1252"
    encoding = webencodings.lookup(label)
    assert encoding is not None, label
    return webencodings.decode(response.body, encoding)[0]


def reveal(text: str, disguise: Disguise) -> set[str]:
    """The e-mail addresses that the page shows in this disguise, found in no way that the product uses."""
    if disguise is Disguise.JSON_LD:
        return set(re.findall(r'"email": "([^"]+)"', text))
    if disguise is Disguise.CLOUDFLARE:
        codes = [bytes.fromhex(code) for code in re.findall(r'(?:data-cfemail="|email-protection#)([0-9a-f]+)"', text)]
        return {bytes(byte ^ code[0] for byte in code[1:]).decode() for code in codes}
    if disguise is Disguise.ENTITIES:
        coded = re.findall(r"(?:&#x?[0-9a-f]+;){6,}", text)
        return {unescape(each).removeprefix("mailto:") for each in coded}
    if disguise is Disguise.REVERSED:
        return {each[::-1] for each in re.findall(r'direction: rtl;">([^<]+)<', text)}
    if disguise is Disguise.AT_DOT:
        plain = re.sub(r"\s?[\[({]at[\])}]\s?", "@", re.sub(r"\s?[\[({]dot[\])}]\s?", ".", text))
        return set(re.findall(r"[\w.-]+@[\w.-]+\w", plain))
    if disguise is Disguise.PERCENT:
        return {unquote(each) for each in re.findall(r'mailto:((?:%[0-9a-f]{2})+)"', text)}
    if disguise is Disguise.SPANS:
        return {"".join(each) for each in re.findall(r"<span>([^<]+)</span><span>(@)</span><span>([^<]+)</span>", text)}
    if disguise in (Disguise.MAILTO, Disguise.MAILTO_SUBJECT):
        return set(re.findall(r'href="mailto:([^"?]+)', text))
    return set(re.findall(r"[\w.-]+@[\w.-]+\w", re.sub(r"<[^>]*>", " ", text)))


def published_on(site: Site, kind: ContactKind) -> Iterator[tuple[Published, str]]:
    """Each contact with the text of the first page that shows it."""
    plan = blueprint_of(site.domain)
    for each in site.expected.published:
        if each.kind is kind:
            yield each, text_of(page(plan.url(each.paths[0])))


# The catalogue and the pages


def test_the_same_number_gives_the_same_sites_and_no_domain_comes_twice() -> None:
    first, second = sites(5000), sites(5000)

    assert first == second
    assert len({site.domain for site in first}) == 5000
    assert sites(3, start=4000) == first[4000:4003]


def test_the_sample_has_every_platform_language_charset_and_disguise() -> None:
    profiles = [site.profile for site in SAMPLE]
    disguises = {each.disguise for site in SAMPLE for each in site.expected.published}

    assert {profile.name for profile in profiles} == {name for name, _ in PLATFORMS}
    assert {profile.language for profile in profiles} == {locale.language for locale, _ in LOCALES}
    assert {profile.charset for profile in profiles} >= {
        "utf-8", "utf-16", "windows-1252", "windows-1251", "iso-8859-2", "shift_jis",
    }  # fmt: skip
    assert disguises == set(Disguise)


def test_every_page_shows_its_email_addresses_in_the_declared_disguise() -> None:
    for site in SAMPLE[:300]:
        for each, text in published_on(site, ContactKind.EMAIL):
            assert each.value in reveal(text, each.disguise), (site.domain, each)


def test_a_disguised_address_does_not_stand_there_in_plain_text() -> None:
    hidden = {Disguise.CLOUDFLARE, Disguise.ENTITIES, Disguise.REVERSED, Disguise.AT_DOT, Disguise.PERCENT}
    for site in SAMPLE[:300]:
        told = {each.value for each in site.expected.published if each.disguise is Disguise.JSON_LD}
        for each, text in published_on(site, ContactKind.EMAIL):
            if each.disguise in hidden and each.value not in told:
                assert each.value not in text, (site.domain, each)


def test_every_phone_number_is_valid_and_readable_with_the_country_of_its_company() -> None:
    for site in SAMPLE[:300]:
        country = blueprint_of(site.domain).company.locale.country
        for each, text in published_on(site, ContactKind.PHONE):
            assert phonenumbers.is_valid_number(phonenumbers.parse(each.value, None)), each
            if each.disguise is Disguise.TEL:
                assert f'href="tel:{each.value}"' in text
            else:
                found = phonenumbers.PhoneNumberMatcher(re.sub(r"<[^>]*>", "\n", unescape(text)), country)
                shown = {phonenumbers.format_number(match.number, 0) for match in found}
                assert each.value in shown or each.disguise is Disguise.JSON_LD, (site.domain, each)


def test_a_number_written_for_its_own_country_is_only_shown_where_the_site_tells_the_country() -> None:
    for site in SAMPLE:
        if any(each.disguise is Disguise.NATIONAL for each in site.expected.published):
            assert site.expected.address or "-" in (site.expected.language or ""), site.domain


@pytest.mark.parametrize("locale", [locale for locale, _ in LOCALES], ids=lambda locale: locale.language)
def test_all_ways_to_write_a_number_mean_the_same_number(locale) -> None:
    companies = [company for company in map(invent, range(2000)) if company.locale is locale]

    assert len(companies) > 20
    for company in companies:
        for phone in (company.phone, company.mobile, company.fax):
            for written, region in ((phone.national, locale.country), (phone.international, None)):
                assert phonenumbers.format_number(phonenumbers.parse(written, region), 0) == phone.number, written


def test_profiles_are_linked_and_share_links_are_none_of_them() -> None:
    shared = 0
    for site in SAMPLE[:300]:
        for each, text in published_on(site, ContactKind.SOCIAL):
            assert f'href="{each.value}' in text, (site.domain, each)
        posts = [path for path, plan in blueprint_of(site.domain).pages.items() if plan.kind in ("post", "product")]
        if posts:
            shared += "sharer.php" in text_of(page(blueprint_of(site.domain).url(posts[0])))
        assert not any("share" in each or "intent" in each for each in site.expected.social)

    assert shared > 50


def test_the_home_page_has_the_expected_title_language_description_and_organisation() -> None:
    for site in SAMPLE:
        text, expected = text_of(page(f"https://{site.domain}/")), site.expected
        tree = html.fromstring(re.sub(r"^<!doctype html>", "", text))

        assert tree.findtext(".//title") == expected.title
        assert (tree.get("lang") or "").lower() == (expected.language or "")
        assert tree.xpath("string(//meta[@name='description']/@content)") == (expected.description or "")
        blocks = [json.loads(each) for each in tree.xpath("//script[@type='application/ld+json']/text()")]
        nodes = [node for block in blocks for node in block.get("@graph", [block]) if "address" in node]
        if expected.address and expected.address_told_by == "json-ld":
            assert nodes[0]["name"] == expected.company_name
            assert nodes[0]["address"]["postalCode"] == expected.address.postcode
        else:
            assert nodes == []


def test_the_contact_page_tells_the_address_as_microdata_where_json_ld_does_not() -> None:
    told = [site for site in SAMPLE if site.expected.address_told_by == "microdata"]

    assert len(told) > 20
    for site in told:
        expected = site.expected
        assert expected.contact_page_url and expected.address
        tree = html.fromstring(re.sub(r"^<!doctype html>", "", text_of(page(expected.contact_page_url))))
        marked = {each.get("itemprop"): each.text for each in tree.xpath("//*[@itemprop]")}
        assert marked["name"] == expected.company_name
        assert marked["streetAddress"] == expected.address.street
        assert marked["postalCode"] == expected.address.postcode


def test_all_pages_are_there_and_reached_by_links_from_the_home_page() -> None:
    for site in SAMPLE[:120]:
        plan, expected = blueprint_of(site.domain), site.expected
        seen, queue = {"/"}, ["/"]
        while queue:
            response = page(plan.url(queue.pop()))
            assert response.status == 200
            for href in re.findall(r'href="(/[^"#?]*)"', text_of(response)):
                if href in plan.pages and href not in seen:
                    seen.add(href)
                    queue.append(href)

        assert len(seen) == expected.page_count, site.domain
        assert expected.contact_page_url is None or expected.contact_page_url.startswith(plan.origin)


def test_sitemaps_list_as_many_pages_as_expected() -> None:
    kinds = set()
    for site in SAMPLE[:200]:
        plan = blueprint_of(site.domain)
        robots = page(plan.url("/robots.txt"))
        told = re.findall(r"Sitemap: (\S+)", robots.body.decode()) if robots.status == 200 else []
        queue, urls = told or [plan.url("/sitemap.xml")], []
        while queue:
            response = page(queue.pop())
            if response.status != 200:
                continue
            body = zlib.decompress(response.body, 31) if response.content_type == "application/gzip" else response.body
            root = etree.fromstring(body)
            found = root.xpath("//*[local-name()='loc']/text()")
            (queue if root.tag.endswith("sitemapindex") else urls).extend(found)
        kinds.add(plan.style.sitemap)

        assert len(urls) == site.expected.sitemap_urls, (site.domain, plan.style.sitemap)
        assert all(page(url).status == 200 for url in urls[:3])
    assert kinds == {"", "plain", "robots", "index", "gzip"}


def test_every_technology_leaves_a_sign_with_its_version() -> None:
    signs = {"WordPress": "wp-includes", "Yoast SEO": "Yoast", "Next.js": "_next", "WPForms": "wpforms"}
    for site in SAMPLE[:300]:
        response = page(f"https://{site.domain}/")
        haystack = f"{response.headers}\n{text_of(response)}".casefold().replace("-", "").replace(" ", "")
        for name in site.expected.technologies - {"Google Analytics", "Google Tag Manager"}:
            sign = signs.get(name, name).casefold().replace("-", "").replace(" ", "")
            assert sign in haystack, (site.domain, name)
        for name, version in site.expected.versions.items():
            assert version in haystack, (site.domain, name, version)


def test_pages_hold_traps_that_look_like_contacts() -> None:
    plan = next(blueprint_of(site.domain) for site in SAMPLE if site.profile.name == "wix")
    contact = plan.page_of("contact")
    assert contact is not None
    text = text_of(page(plan.url(contact.path)))

    assert "logo@2x.png" in text
    assert "name@example.com" in text
    assert "@sentry-next.wixpress.com" in text


def test_pages_closed_by_robots_are_linked_and_named() -> None:
    site = next(site for site in SAMPLE if site.expected.closed_paths)
    plan, closed = blueprint_of(site.domain), site.expected.closed_paths[0]

    assert f'href="{closed}"' in text_of(page(plan.url("/")))
    assert f"Disallow: {closed}" in page(plan.url("/robots.txt")).body.decode()
    assert page(plan.url(closed)).status == 200


def test_a_path_that_a_site_does_not_have_answers_404() -> None:
    assert page(f"https://{SAMPLE[3].domain}/no-such-page").status == 404


def test_a_name_outside_the_catalogue_is_a_healthy_site_too() -> None:
    site = site_of("d12345.farm.test")

    assert site.profile.kind == "healthy"
    assert site.expected.outcome is Outcome.OK
    assert page("https://d12345.farm.test/").status == 200


def test_there_are_many_faults_and_every_kind_of_liveness() -> None:
    faults, odd = faulty_sites(), odd_sites()

    assert len(faults) >= 30
    assert len({site.expected.outcome for site in faults}) >= 15
    assert {site.expected.liveness for site in odd} == {*Liveness} - {Liveness.LIVE}
    assert len(faulty_sites(slow_ones=False)) < len(faults)


def test_the_faults_that_heal_are_told_apart_from_those_that_stay() -> None:
    healing = {site.profile.name for site in faulty_sites() if site.expected.heals}

    assert healing == {"flaky", "busy", "shaky"}
    assert all(site_of(f"{name}-3.farm.test").expected.outcome is Outcome.OK for name in healing)


def test_the_names_of_all_faults_can_be_listed() -> None:
    command = [sys.executable, "-m", "tests.support.farm", "--list"]
    lines = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.splitlines()

    assert [line.split()[0] for line in lines] == [site.domain for site in [*faulty_sites(), *odd_sites()]]


def test_the_first_look_is_varied_and_quick() -> None:
    domains = demo_domains()
    chosen = [site_of(domain) for domain in domains]

    assert len(domains) == len(set(domains)) == 80
    assert sum(site.profile.kind == "healthy" for site in chosen) == 60
    assert not any(site.profile.takes_seconds for site in chosen)


# The server


def test_a_site_is_served_over_http_and_https_under_both_of_its_names(farm: Farm) -> None:
    site = next(site for site in SAMPLE if not blueprint_of(site.domain).style.https_redirect)
    host = blueprint_of(site.domain).host

    plain, secure = get(farm, host), get(farm, host, scheme="https")
    www = get(farm, f"www.{site.domain}", scheme="https")

    assert plain.status == secure.status == 200
    assert plain.body == secure.body == page(f"https://{host}/").body
    assert www.status in (200, 301)


def test_a_client_that_takes_gzip_gets_gzip_of_the_same_page(farm: Farm) -> None:
    plain = get(farm, "d7.farm.test", scheme="https")
    packed = get(farm, "d7.farm.test", scheme="https", **{"Accept-Encoding": "gzip, deflate"})

    assert packed.headers["content-encoding"] == "gzip"
    assert zlib.decompress(packed.body, 31) == plain.body
    assert len(packed.body) < len(plain.body) / 2


def test_one_connection_serves_many_requests(farm: Farm) -> None:
    connection = connect(farm, "d8.farm.test")
    for _ in range(5):
        connection.request("GET", "/robots.txt", headers={"Host": "d8.farm.test"})
        connection.getresponse().read()
    connection.request("HEAD", "/", headers={"Host": "d8.farm.test"})
    answer = connection.getresponse()
    length, body = int(answer.headers["Content-Length"]), answer.read()
    connection.close()

    assert length > 1000
    assert body == b""
    assert farm.stats("d8.farm")["hosts"]["d8.farm.test"]["max_connections"] == 1


def test_the_settings_it_gives_are_settings_of_scrapersky(farm: Farm) -> None:
    settings = Settings.from_env(farm.settings_env())

    exact = [detour.host for detour in settings.connect_to if not detour.host.startswith("*")]
    assert [detour.host for detour in settings.connect_to][: len(exact)] == exact
    assert ("*.farm.test", 443, "127.0.0.1", farm.https_port) in {
        (detour.host, detour.port, detour.address, detour.to_port) for detour in settings.connect_to
    }
    assert Path(settings.ca_file).is_file()
    assert str(settings.allow_networks[0]) == "127.0.0.0/8"


def test_odd_sites_answer_with_their_page(farm: Farm) -> None:
    for site in odd_sites():
        answer = get(farm, site.domain, scheme="https")
        assert site.expected.title in unescape(answer.body.decode())
        assert answer.status == (site_status(site) if site.expected.outcome is Outcome.CHALLENGE else 200)


def site_status(site: Site) -> int:
    return 503 if "503" in site.profile.name else 403


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("tls-expired", "certificate has expired"),
        ("tls-wrong-name", "Hostname mismatch"),
        ("tls-self-signed", "self-signed certificate|self signed certificate"),
        ("tls-untrusted", "unable to get local issuer|self-signed certificate in"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "www."])
def test_a_faulty_certificate_is_refused_for_its_fault(farm: Farm, host: str, words: str, prefix: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=words):
        get(farm, f"{prefix}{host}.farm.test", scheme="https")

    assert get(farm, f"{host}.farm.test").headers["location"] == f"https://{host}.farm.test/"


def test_hosts_without_tls_refuse_the_handshake_and_serve_http(farm: Farm) -> None:
    with pytest.raises(ssl.SSLError):
        get(farm, "http-only.farm.test", scheme="https")
    assert get(farm, "http-only.farm.test").status == 200

    with pytest.raises(http.client.RemoteDisconnected):
        get(farm, "https-only.farm.test")
    assert get(farm, "https-only.farm.test", scheme="https").status == 200


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("host", "error"),
    [
        ("drop", http.client.RemoteDisconnected),
        ("rst", ConnectionResetError),
        ("silent", TimeoutError),
        ("drip-headers", TimeoutError),
        ("drip-body", TimeoutError),
        ("ssh-banner", http.client.BadStatusLine),
        ("bad-status", http.client.BadStatusLine),
        ("header-flood", http.client.HTTPException),
        ("big-header", http.client.LineTooLong),
        ("truncated", http.client.IncompleteRead),
        ("bad-chunked", http.client.IncompleteRead),
    ],
)
def test_a_broken_answer_breaks_the_client_as_named(farm: Farm, scheme: str, host: str, error: type) -> None:
    with pytest.raises(error):
        get(farm, f"{host}.farm.test", scheme=scheme, timeout=0.4 if error is TimeoutError else 10)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 451, 500, 502, 503])
def test_a_host_named_after_a_status_always_answers_with_it(farm: Farm, status: int) -> None:
    assert get(farm, f"http-{status}-3.farm.test").status == status
    assert get(farm, f"http-{status}-3.farm.test", "/robots.txt").status in (200, 404)


def test_flaky_hosts_fail_as_often_as_their_name_says_and_then_serve(farm: Farm) -> None:
    farm.reset()

    assert [get(farm, "flaky-2.farm.test").status for _ in range(4)] == [500, 500, 200, 200]
    busy = [get(farm, "busy-1.farm.test") for _ in range(2)]
    assert [answer.status for answer in busy] == [429, 200]
    assert busy[0].headers["retry-after"] == "1"
    with pytest.raises(ConnectionResetError):
        get(farm, "shaky.farm.test")
    assert get(farm, "shaky.farm.test").status == 200

    farm.reset()
    assert get(farm, "flaky-2.farm.test").status == 500


@pytest.mark.parametrize(
    ("host", "target"),
    [
        ("redirect-offsite", "https://group.elsewhere.test/"),
        ("redirect-metadata", "http://169.254.169.254/latest/meta-data/"),
        ("redirect-private", "http://10.0.0.1/admin"),
        ("redirect-loopback", "http://[::1]/"),
        ("redirect-file", "file:///etc/passwd"),
    ],
)
def test_redirects_lead_where_they_should_not(farm: Farm, host: str, target: str) -> None:
    assert get(farm, f"{host}.farm.test").headers["location"] == target


def test_redirects_lead_home_in_three_steps_or_round_and_round(farm: Farm) -> None:
    def walk(host: str, most: int) -> list[str]:
        path, seen = "/", []
        while len(seen) < most and (answer := get(farm, host, path)).status in (301, 302):
            path = answer.headers["location"]
            seen.append(path)
        return seen

    assert walk("redirect-chain.farm.test", 9) == ["/start", "/en/", "/home"]
    assert walk("redirect-loop.farm.test", 5) == ["/a", "/b", "/a", "/b", "/a"]
    assert walk("redirect-endless.farm.test", 3) == ["/step/1", "/step/2", "/step/3"]
    assert b'content="0; url=/home"' in get(farm, "redirect-refresh.farm.test").body
    assert get(farm, "redirect-refresh.farm.test", "/home").status == 200
    assert get(farm, "group.elsewhere.test", scheme="https").status in (200, 301)


@pytest.mark.parametrize(
    ("host", "kind", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("image", "image/png", b"\x89PNG"),
        ("binary", None, b"\x89PNG"),
        ("json", "application/json", b"{"),
        ("untyped", None, b"<!doctype html>"),
        ("empty", "text/html", b""),
    ],
)
def test_a_home_page_that_is_no_page_says_so_or_does_not(
    farm: Farm, host: str, kind: str | None, begins: bytes
) -> None:
    answer = get(farm, f"{host}.farm.test")

    assert answer.headers.get("content-type") == kind
    assert answer.body.startswith(begins)
    assert (answer.body == b"") is (begins == b"")


def test_bombs_are_small_on_the_wire_and_large_unpacked(farm: Farm) -> None:
    once = get(farm, "gzip-bomb.farm.test")
    twice = get(farm, "gzip-layers.farm.test")

    assert len(once.body) < 400_000
    assert len(zlib.decompress(once.body, 31)) > 256_000_000
    assert len(twice.body) < 10_000
    assert zlib.decompress(twice.body, 31) == once.body


@pytest.mark.parametrize("host", ["huge", "endless"])
def test_large_pages_go_on_as_long_as_the_client_reads(farm: Farm, host: str) -> None:
    connection = connect(farm, f"{host}.farm.test")
    connection.request("GET", "/", headers={"Host": f"{host}.farm.test"})
    answer = connection.getresponse()
    read = sum(len(answer.read(1_000_000)) for _ in range(22))
    answer.close()
    connection.close()

    assert read == 22_000_000
    assert get(farm, "d9.farm.test", scheme="https").status in (200, 301)


def test_robots_may_forbid_fail_or_be_missing(farm: Farm) -> None:
    assert b"Disallow: /\n" in get(farm, "robots-disallow.farm.test", "/robots.txt").body
    assert get(farm, "robots-500.farm.test", "/robots.txt").status == 500
    assert get(farm, "robots-404.farm.test", "/robots.txt").status == 404
    assert get(farm, "robots-500.farm.test").status == 200


@pytest.mark.parametrize("host", ["attribute-flood", "deep-nesting", "title-flood", "contact-flood"])
def test_pages_that_are_dear_to_parse_are_served_whole(farm: Farm, host: str) -> None:
    assert len(get(farm, f"{host}.farm.test").body) > 100_000


def test_the_hosts_without_a_server_refuse_or_never_take_a_connection(farm: Farm) -> None:
    detours = {(each.host, each.port): each for each in Settings.from_env(farm.settings_env()).connect_to}
    refuse, unreachable = detours["refuse.farm.test", 443], detours["www.unreachable.farm.test", 80]

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((refuse.address, refuse.to_port), timeout=5)
    with pytest.raises(TimeoutError):
        socket.create_connection((unreachable.address, unreachable.to_port), timeout=0.3)


def test_slow_hosts_take_their_time_and_the_farm_counts_how_many_wait_at_once(farm: Farm) -> None:
    farm.reset()
    hosts = [f"silent-{number}.farm.test" for number in range(5)]
    waiting = [connect(farm, host) for host in hosts]
    for host, connection in zip(hosts, waiting, strict=True):
        connection.request("GET", "/", headers={"Host": host})
    get(farm, "slow-30.farm.test")
    while (stats := farm.stats("silent-"))["in_flight"] < 5:
        pass  # Each question is answered by the farm, so this waits for it and not for a time to pass.
    for connection in waiting:
        connection.close()

    assert stats["max_in_flight"] == 5
    assert stats["requests"] == 5
    assert farm.stats("slow-")["max_in_flight"] == 1
    assert farm.stats()["requests"] == 6
    assert farm.stats()["hosts"]["silent-3.farm.test"]["paths"] == ["/"]
    assert "hosts" not in farm.stats(hosts=False)


def test_a_farm_with_latency_holds_back_every_answer() -> None:
    with Farm(latency_ms=600) as slow:
        with pytest.raises(TimeoutError):
            get(slow, "d1.farm.test", timeout=0.2)
        assert get(slow, "d1.farm.test").status in (200, 301)


def test_it_writes_its_ready_file_keeps_its_authority_and_ends_when_told(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    command = [sys.executable, "-m", "tests.support.farm", "--state", str(tmp_path / "state")]
    command += ["--ready-file", str(ready)]
    authorities = []
    for _ in range(2):
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        facts = json.loads(process.stdout.readline())
        assert json.loads(ready.read_text()) == facts
        authorities.append(Path(facts["ca_file"]).read_bytes())
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        process.stdout.close()

    assert authorities[0] == authorities[1]


def test_no_fault_makes_the_farm_itself_complain(tmp_path: Path) -> None:
    complaints = tmp_path / "stderr"
    with complaints.open("wb") as stderr, Farm(stderr=stderr) as own:
        for site in faulty_sites():
            for scheme in ("http", "https"):
                with suppress(OSError, http.client.HTTPException):
                    peek(own, site.domain, scheme)

    assert complaints.read_text() == ""


def test_it_outlives_the_thread_that_started_it() -> None:
    farm = Farm()
    starter = threading.Thread(target=farm.start)
    starter.start()
    starter.join()
    with farm_stopped_afterwards(farm):
        assert get(farm, "d1.farm.test").status in (200, 301)


@contextmanager
def farm_stopped_afterwards(farm: Farm) -> Iterator[None]:
    try:
        yield
    finally:
        farm.stop()


def test_it_ends_with_its_parent_however_that_ends(tmp_path: Path) -> None:
    program = (
        "import json, sys; from pathlib import Path; from tests.support.farm import Farm\n"
        f"farm = Farm(state=Path({str(tmp_path)!r})).start()\n"
        "print(json.dumps(farm.facts), flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdin is not None and parent.stdout is not None
    facts = json.loads(parent.stdout.readline())
    with socket.create_connection(("127.0.0.1", facts["http_port"]), timeout=10) as connection:
        parent.kill()
        parent.wait()

        assert connection.recv(1) == b""
    parent.stdin.close()
    parent.stdout.close()
