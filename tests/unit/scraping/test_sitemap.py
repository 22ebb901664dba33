from collections.abc import Iterable

import pytest

from scraper_sky.model.report import Sitemap
from scraper_sky.scraping import sitemap
from scraper_sky.scraping.fetch import Visit
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap import MOST_FETCHES, MOST_TAGS, SiteMap, read_sitemaps
from scraper_sky.scraping.sitemap_walk import Bounds, walk_sitemaps
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


def test_the_usual_place_is_tried_where_the_one_that_is_named_is_gone(visit: Visit, site: Site) -> None:
    site.answers["/robots.txt"] = answer("Sitemap: /gone.xml", content_type="text/plain")
    site.answers["/sitemap.xml"] = xml(urlset(HOME + "x"))

    assert [file.found_by for file in found(visit).files] == ["robots", "well_known"]


def test_a_file_that_breaks_off_counts_as_far_as_it_came(visit: Visit, site: Site) -> None:
    whole = xml(urlset(*(f"{HOME}{number}" for number in range(5_000))))
    site.answers["/sitemap.xml"] = lambda made, connection: connection.sendall(whole[: len(whole) // 2])

    [file] = found(visit).files

    assert 2_000 < file.url_count < 3_000
    assert file.error


def test_a_web_page_in_the_usual_place_is_no_sitemap(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = answer("<!doctype html><p>Not found")

    assert found(visit) == SiteMap()


def test_indexes_that_name_each_other_end(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(index("/b.xml"))
    site.answers["/b.xml"] = xml(index("/sitemap.xml", "/c.xml"))
    for this, following in ("cd", "de", "ef"):
        site.answers[f"/{this}.xml"] = xml(index(f"/{following}.xml"))
    site.answers["/f.xml"] = xml(urlset(HOME))

    assert [file.url for file in found(visit).files] == [
        HOME + name for name in ("sitemap.xml", "b.xml", "c.xml", "d.xml", "e.xml")
    ]


def test_an_index_of_very_many_files_is_not_followed_to_its_end(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(index(*(f"/{number}.xml" for number in range(100))))

    assert len(found(visit).files) == MOST_FETCHES


def test_a_sitemap_inside_a_private_network_is_not_fetched(visit: Visit, site: Site) -> None:
    site.answers["/robots.txt"] = answer("Sitemap: http://10.0.0.1/s.xml", content_type="text/plain")

    assert "never contacted" in found(visit).files[0].error


def test_the_time_that_belongs_to_the_pages_is_left_to_them(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(urlset(HOME))

    assert found(visit, reserve_seconds=60) == SiteMap()


def test_all_files_together_have_a_bounded_number_of_tags(visit: Visit, site: Site) -> None:
    flood = xml(f"<urlset>{'<loc>' * (MOST_TAGS * 2 // 5)}")
    site.answers |= {f"/{number}.xml": flood for number in range(5)}

    files = found(visit, [f"{HOME}{number}.xml" for number in range(5)]).files

    assert [file.url[-5:] for file in files] == ["0.xml", "1.xml", "2.xml"]
    assert [bool(file.error) for file in files] == [False, False, True]


def test_of_an_endless_index_a_bounded_number_of_files_is_remembered(visit: Visit, site: Site) -> None:
    site.answers["/sitemap.xml"] = xml(index(*(f"/{number}.xml" for number in range(2_000))))
    journal = Journal(visit)
    book = RobotsBook(journal, "ScraperSky", obey=True)
    bounds = Bounds(files=3, bytes=10**6, reserve_seconds=0, guesses=("/sitemap.xml",), known=20)

    walked = walk_sitemaps(journal, book, HOME, [], lambda base, entry: True, bounds)

    assert [file.url_count for file in walked.files] == [2_000, 0, 0]
    assert walked.unread == 20 - 3


def test_addresses_of_others_are_looked_at_a_bounded_number_of_times(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST_READ", 50)
    foreign = [f"https://elsewhere.test/contact/{number}" for number in range(40)]
    own = [f"{HOME}{number}" for number in range(40)]
    site.answers["/sitemap.xml"] = xml(urlset(*foreign, *own))

    assert list(found(visit).urls) == own[:10]
