"""The pages of a site as a list: its own, each once, as many as are kept."""

import gzip
from collections.abc import Callable

import pytest

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Listing, Report, SitePage
from scraper_sky.scraping import listing, sitemap_walk
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.listing import list_site
from scraper_sky.scraping.memory import Memory
from tests.unit.scraping.conftest import Site, answer
from tests.unit.scraping.test_sitemap import HOME, index, urlset, xml

MakeFetcher = Callable[..., Fetcher]
PAGE = "<!doctype html><title>Home</title><h1>Home</h1><p>" + "Words. " * 60


def listed(make_fetcher: MakeFetcher, max_pages: int = 5, memory: Memory | None = None, **environ: str) -> Report:
    return list_site("a.farm.test", make_fetcher(**environ), max_pages=max_pages, memory=memory)


def paths(report: Report) -> list[str]:
    return [page.url.removeprefix(HOME) for page in report.site_pages]


@pytest.fixture(autouse=True)
def home(site: Site) -> None:
    site.answers["/"] = answer(PAGE)


def test_the_pages_of_all_sitemaps_come_once_each_with_what_is_said_of_them(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.answers |= {
        "/robots.txt": answer("Sitemap: /index.xml", content_type="text/plain"),
        "/index.xml": xml(index("/a.xml", "/b.xml.gz")),
        "/a.xml": xml(
            urlset("/1", "HTTP://A.farm.test:80/2#part", "https://www.a.farm.test/3", "http://blog.a.farm.test/")
        ),
        "/b.xml.gz": answer(gzip.compress(urlset(HOME + "3", HOME + "4").encode()), content_type="text/plain"),
    }

    report = listed(make_fetcher)

    assert report.outcome is Outcome.OK
    assert [page.url for page in report.site_pages] == [
        HOME + "1", HOME + "2", "https://www.a.farm.test/3", "http://blog.a.farm.test/", HOME + "4",
    ]  # fmt: skip
    assert report.site_pages[0] == SitePage(HOME + "1", HOME + "a.xml", "2026-01-01")
    assert report.listing == Listing("sitemaps", 5, repeated=1)
    assert [visit.chosen_for for visit in report.pages] == ["home"]
    assert report.detail == ""


def test_addresses_of_others_and_what_is_no_address_are_counted_and_named(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    others = ["http://elsewhere.example/1", "http://elsewhere.example/2", "http://b.farm.test/", "http://farm.test/"]
    site.answers["/sitemap.xml"] = xml(urlset("/mine", *others, "mailto:a@b.c", "http://[bad"))

    report = listed(make_fetcher)

    assert paths(report) == ["mine"]
    assert report.listing is not None
    assert (report.listing.elsewhere, report.listing.unreadable) == (4, 2)
    assert report.listing.elsewhere_hosts == {"elsewhere.example": 2, "b.farm.test": 1, "farm.test": 1}


def test_a_full_list_says_what_is_not_in_it(make_fetcher: MakeFetcher, site: Site) -> None:
    site.answers["/robots.txt"] = answer("Sitemap: /a.xml\nSitemap: /b.xml", content_type="text/plain")
    site.answers["/a.xml"] = xml(urlset(*(f"/{number}" for number in range(9))))
    site.answers["/b.xml"] = xml(urlset("/b"))

    report = listed(make_fetcher, max_site_pages="4")

    assert paths(report) == ["0", "1", "2", "3"]
    assert report.listing == Listing("sitemaps", 4, beyond_limit=5)
    assert "4 pages at the most" in report.detail
    assert "1 sitemap was not read" in report.detail
    assert "/b.xml" not in site.paths


def test_the_usual_names_are_tried_until_one_has_pages(make_fetcher: MakeFetcher, site: Site) -> None:
    site.answers["/sitemap.xml"] = answer("<!doctype html><title>Oops</title>")
    site.answers["/sitemap_index.xml"] = xml(index("/child.xml"))
    site.answers["/child.xml"] = xml(urlset("/1"))

    report = listed(make_fetcher)

    assert [file.url for file in report.sitemaps] == [HOME + "sitemap_index.xml", HOME + "child.xml"]
    assert paths(report) == ["1"]
    assert set(site.paths) <= {"/", "/robots.txt", "/sitemap.xml", "/sitemap_index.xml", "/child.xml"}


def test_without_a_sitemap_the_links_of_some_pages_are_the_list(make_fetcher: MakeFetcher, site: Site) -> None:
    links = "".join(f"<a href='/{name}'>{name}</a>" for name in ("contact", "gone", "shop", "photo.jpg"))
    site.answers["/"] = answer(PAGE + links + "<a href='http://elsewhere.example/'>x</a>")
    site.answers["/contact"] = answer(PAGE + "<a href='/deeper'>d</a>")
    site.answers["/shop"] = site.answers["/deeper"] = answer(PAGE)

    report = listed(make_fetcher, max_pages=4)

    assert report.outcome is Outcome.OK
    assert paths(report) == ["", "contact", "shop", "deeper"]
    assert report.site_pages[-1].listed_in == HOME + "contact"
    assert report.listing is not None
    assert (report.listing.source, report.listing.elsewhere) == ("links", 0)
    assert "no sitemap" in report.detail


def test_a_site_that_cannot_be_read_ends_as_a_scan_does(make_fetcher: MakeFetcher, site: Site) -> None:
    site.answers["/"] = answer("no", 403)
    site.answers["/sitemap.xml"] = xml(urlset("/1"))

    report = listed(make_fetcher)

    assert (report.outcome, report.site_pages, report.listing) == (Outcome.HTTP_403_BLOCKED, (), None)


def test_robots_txt_keeps_us_from_guessing(make_fetcher: MakeFetcher, site: Site) -> None:
    site.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /sitemap", content_type="text/plain")
    site.answers["/sitemap.xml"] = xml(urlset("/1"))

    listed(make_fetcher)

    assert not [path for path in site.paths if path.startswith("/sitemap")]


@pytest.mark.parametrize("size", [3, 20_000])
def test_a_listing_that_goes_on_later_asks_for_nothing_twice(make_fetcher: MakeFetcher, site: Site, size: int) -> None:
    site.answers["/sitemap.xml"] = xml(urlset(*(f"/{number}" for number in range(size))))
    memory = Memory()
    before = listed(make_fetcher, memory=memory)
    asked = len(site.asked)
    kept = sum(len(each.response.body) for each in memory.exchanges if each.response is not None)

    again = listed(make_fetcher, memory=Memory(memory.exchanges))

    assert len(site.asked) == asked
    assert (again.site_pages, again.listing) == (before.site_pages, before.listing)
    assert kept < 300_000


def test_what_is_too_large_to_be_kept_says_so_when_the_listing_goes_on(
    make_fetcher: MakeFetcher, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap_walk, "MOST_KEPT", 100)
    site.answers["/sitemap.xml"] = xml(urlset(*(f"/{number}" for number in range(50))))
    site.answers["/robots.txt"] = answer("Sitemap: /sitemap.xml", content_type="text/plain")
    memory = Memory()
    listed(make_fetcher, memory=memory)

    again = listed(make_fetcher, memory=Memory(memory.exchanges))

    assert "too large to be kept" in again.sitemaps[0].error


def test_no_more_than_so_many_files_are_read(
    make_fetcher: MakeFetcher, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_FILES", 3)
    site.answers["/sitemap.xml"] = xml(index(*(f"/{number}.xml" for number in range(9))))
    site.answers["/0.xml"] = xml(urlset("/1"))

    report = listed(make_fetcher)

    assert len(report.sitemaps) == 3
    assert "7 sitemaps were not read: no more than 3 are." in report.detail
