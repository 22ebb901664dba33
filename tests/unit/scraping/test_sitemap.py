import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.report import Sitemap
from scraper_sky.scraping.fetch import Visit
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap import MOST_FETCHES, SiteMap, read_sitemaps
from scraper_sky.scraping.sitemap_file import MOST_KEPT, read_sitemap
from tests.unit.scraping.conftest import Site, answer

HOME = "http://a.farm.test/"
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str) -> str:
    entries = "".join(f"<url><loc>{url}</loc><lastmod>2026-01-01</lastmod></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SCHEMA}>{entries}</urlset>'


def index(*urls: str) -> str:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex {SCHEMA}>{entries}</sitemapindex>"


def xml(text: str) -> bytes:
    return answer(text, content_type="application/xml")


def test_a_urlset_gives_its_pages_in_order_and_not_their_pictures() -> None:
    picture = '<image:image xmlns:image="urn:x"><image:loc>http://x/p.jpg</image:loc></image:image>'
    body = urlset(" http://x/b ", "http://x/a?c=d&amp;e=f").replace("</url>", picture + "</url>")

    file = read_sitemap(body.encode(), "text/xml")

    assert (file.kind, file.urls, file.url_count, file.error) == ("urlset", ("http://x/b", "http://x/a?c=d&e=f"), 2, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_of_a_file_is_its_own_affair(encoding: str) -> None:
    body = urlset("http://x/é").replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)

    assert read_sitemap(body, "").urls == ("http://x/é",)


def test_an_index_names_its_files_even_where_an_entry_is_not_ended() -> None:
    body = b"<sitemapindex><sitemap><loc>http://x/1</loc><loc>http://x/2</loc></sitemap></sitemapindex>"

    assert read_sitemap(body, "").kind == "index"
    assert read_sitemap(body, "").urls == ("http://x/1", "http://x/2")


def test_feeds_give_one_address_for_each_entry() -> None:
    rss = (
        b"<rss><channel><link>http://x/</link><item><link>http://x/1</link><guid>http://x/g</guid></item>"
        b"<item><guid>http://x/2</guid></item></channel></rss>"
    )
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://x/"/><entry>'
        b'<link rel="edit" href="http://x/e"/><link href="http://x/1"/><link href="http://x/9"/></entry>'
        b'<entry><link rel="alternate" href="http://x/2"/></entry></feed>'
    )

    for body in (rss, atom):
        file = read_sitemap(body, "")
        assert (file.kind, file.urls) == ("feed", ("http://x/1", "http://x/2"))


def test_a_list_of_addresses_in_plain_text_is_a_sitemap() -> None:
    file = read_sitemap(b"\xef\xbb\xbfhttp://x/1\r\n\r\nhttps://x/2\n", "text/plain")

    assert (file.kind, file.urls) == ("text", ("http://x/1", "https://x/2"))


def test_a_gzip_file_is_unpacked_and_a_damaged_one_told() -> None:
    body = gzip.compress(urlset("http://x/1").encode())

    assert read_sitemap(body, "application/gzip").urls == ("http://x/1",)
    assert read_sitemap(body[:2] + b"\xff" * 40, "").error


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><html><body>Not found",
        b"<html><urlset><url><loc>http://x/</loc></url></urlset></html>",
        b"Not found",
        b"<svg></svg>",
        b"\xff\xfe\x00\x01",
        b"PK\x03\x04 a zip file",
    ],
)
def test_what_stands_in_the_place_of_a_sitemap_is_none(body: bytes) -> None:
    file = read_sitemap(body, "text/html")

    assert (file.kind, file.urls) == ("", ())
    assert file.error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_file_that_declares_entities_is_refused_and_nothing_of_ours_is_read(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("http://x/secret")
    grows = '<!ENTITY b "ha">' + "".join(f'<!ENTITY {name} "{"&b;" * 10}">' for name in "acdef")
    for doctype in (f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>', f"<!DOCTYPE x [{grows}]>"):
        body = f"<?xml version='1.0' encoding='{encoding}'?>{doctype}<urlset><url><loc>&a;</loc></url></urlset>"

        file = read_sitemap(body.encode(encoding), "")

        assert (file.urls, file.url_count) == ((), 0)


def test_a_file_with_a_fault_is_read_as_far_as_it_goes() -> None:
    body = urlset("http://x/1", "http://x/2?a&b", "http://x/3")

    assert read_sitemap(body.encode(), "").url_count == 3
    assert read_sitemap(body.encode()[:-60], "").urls[0] == "http://x/1"


def test_a_giant_file_is_counted_and_its_beginning_kept() -> None:
    started = monotonic_seconds()

    file = read_sitemap(urlset(*(f"http://x/{number}" for number in range(50_000))).encode(), "")

    assert (file.url_count, len(file.urls)) == (50_000, MOST_KEPT)
    assert monotonic_seconds() - started < 5


def test_deep_nesting_does_no_harm() -> None:
    assert read_sitemap(b"<urlset>" + b"<url>" * 500_000, "").url_count == 0


def found(visit: Visit, linked: Iterable[str] = (), wanted: int = 10, reserve_seconds: float = 0) -> SiteMap:
    journal = Journal(visit)
    book = RobotsBook(journal, "ScraperSky", obey=True)
    return read_sitemaps(journal, book, "a.farm.test", HOME, linked, wanted=wanted, reserve_seconds=reserve_seconds)


def test_of_thousands_of_articles_some_are_kept_and_every_page_that_promises_something(
    visit: Visit, site: Site
) -> None:
    articles = [f"{HOME}articles/what-happened-on-day-{number}" for number in range(2_000)]
    site.answers["/sitemap.xml"] = xml(urlset(*articles, HOME + "company/contact-us/", HOME + "impressum.html"))

    urls = list(found(visit, wanted=30).urls)

    assert urls[:80] == articles[:80]
    assert urls[80:] == [HOME + "company/contact-us/", HOME + "impressum.html"]


def test_the_sitemaps_of_robots_txt_and_of_the_page_are_read(visit: Visit, site: Site) -> None:
    site.answers |= {
        "/robots.txt": answer("Sitemap: /index.xml", content_type="text/plain"),
        "/index.xml": xml(index("/child.xml", "http://a.farm.test/missing.xml", "/index.xml")),
        "/child.xml": xml(urlset(HOME + "x", "http://elsewhere.example/y", HOME + "z")),
        "/linked.xml": xml(urlset(HOME + "x", HOME + "linked")),
    }

    got = found(visit, [HOME + "linked.xml"])

    assert got.files == [
        Sitemap(HOME + "index.xml", "index", 3, "robots"),
        Sitemap(HOME + "linked.xml", "urlset", 2, "link"),
        Sitemap(HOME + "child.xml", "urlset", 3, "index"),
        Sitemap(HOME + "missing.xml", "text", 0, "index", "It answers with status 404."),
    ]
    assert list(got.urls) == [HOME + "x", HOME + "linked", HOME + "z"]


def test_the_usual_place_is_tried_where_none_is_named(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(urlset(HOME + "x"))

    assert found(visit).files == [Sitemap(HOME + "sitemap.xml", "urlset", 1, "well_known")]


def test_a_web_page_in_the_usual_place_is_no_sitemap(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = answer("<!doctype html><p>Not found")

    assert found(visit) == SiteMap()


def test_indexes_that_name_each_other_end(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(index("/b.xml"))
    site.answers["/b.xml"] = xml(index("/sitemap.xml", "/c.xml"))
    site.answers["/c.xml"] = xml(index("/d.xml"))
    site.answers["/d.xml"] = xml(urlset(HOME))

    assert [file.url for file in found(visit).files] == [HOME + "sitemap.xml", HOME + "b.xml", HOME + "c.xml"]


def test_an_index_of_very_many_files_is_not_followed_to_its_end(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(index(*(f"/{number}.xml" for number in range(100))))

    assert len(found(visit).files) == MOST_FETCHES


def test_a_sitemap_inside_a_private_network_is_not_fetched(visit: Visit, site: Site) -> None:
    site.answers["/robots.txt"] = answer("Sitemap: http://10.0.0.1/s.xml", content_type="text/plain")

    assert "never contacted" in found(visit).files[0].error


def test_the_time_that_belongs_to_the_pages_is_left_to_them(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(urlset(HOME))

    assert found(visit, reserve_seconds=60) == SiteMap()
