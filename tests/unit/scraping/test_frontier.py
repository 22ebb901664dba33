import pytest

from scraper_sky.scraping.frontier import MOST_OF_A_KIND, Candidate, Frontier, is_trap
from scraper_sky.scraping.promise import promise_of
from scraper_sky.scraping.urls import read_url

HOME = "https://www.example.com/"


def order(*links: tuple[str, str], sitemap: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    frontier = Frontier("example.com", HOME)
    for path, text in links:
        frontier.add(read_url(path, HOME).href, text)
    for path in sitemap:
        frontier.add(read_url(path, HOME).href, from_sitemap=True)
    taken = []
    while (candidate := frontier.take()) is not None:
        taken.append((candidate.chosen_for, candidate.url.removeprefix(HOME[:-1])))
    return taken


@pytest.mark.parametrize(
    ("path", "text", "promise"),
    [
        ("/contact", "", "contact"),
        ("/contact-us.html", "", "contact"),
        ("/en/ContactUs/", "", "contact"),
        ("/page-12", "Contact us", "contact"),
        ("/kontakt", "", "contact"),
        ("/x", "Nous contacter", "contact"),
        ("/contatti", "", "contact"),
        ("/fale-conosco", "", "contact"),
        ("/yhteystiedot", "", "contact"),
        ("/elerhetoseg", "Elérhetőség", "contact"),
        ("/iletisim", "İletişim", "contact"),
        ("/x", "Контакты", "contact"),
        ("/%D0%BA%D0%BE%D0%BD%D1%82%D0%B0%D0%BA%D1%82%D1%8B", "", "contact"),
        ("/x", "お問い合わせはこちら", "contact"),
        ("/x", "联系我们", "contact"),
        ("/impressum", "", "imprint"),
        ("/x", "Mentions légales", "imprint"),
        ("/aviso-legal", "", "imprint"),
        ("/ueber-uns", "", "about"),
        ("/x", "Über uns", "about"),
        ("/x", "À propos", "about"),
        ("/quienes-somos", "", "about"),
        ("/o-nas", "", "about"),
        ("/over-ons", "", "about"),
        ("/about-the-firm", "", "about"),
        ("/unser-team", "", "team"),
        ("/x", "Meet the team", "team"),
        ("/datenschutz", "", "legal"),
        ("/privacy-policy", "", "legal"),
        ("/blog/how-to-contact-your-senator-about-schools", "How to contact your senator about schools", ""),
        ("/products/steam-cleaner", "", ""),
        ("/", "Home", ""),
    ],
)
def test_a_link_promises_what_its_name_says_in_many_languages(path: str, text: str, promise: str) -> None:
    assert promise_of(path, text) == promise


def test_the_pages_that_tell_who_the_people_are_come_first() -> None:
    links = [("/news", "News"), ("/privacy", ""), ("/team", ""), ("/about", ""), ("/impressum", ""), ("/contact", "")]

    assert [kind for kind, _ in order(*links, sitemap=("/from-map",))] == [
        "contact", "imprint", "about", "team", "legal", "sitemap", "link",
    ]  # fmt: skip


def test_the_order_of_the_sitemap_and_of_the_page_is_kept() -> None:
    assert order(("/z", ""), ("/a", ""), sitemap=("/m", "/b")) == [
        ("sitemap", "/m"), ("sitemap", "/b"), ("link", "/z"), ("link", "/a"),
    ]  # fmt: skip


def test_many_of_a_kind_wait_until_the_others_were_read() -> None:
    links = [(f"/branches/{number}/contact", "") for number in range(6)]

    kinds = [kind for kind, _ in order(*links, ("/about", ""), ("/news", ""))]

    assert kinds == [*["contact"] * MOST_OF_A_KIND, "about", "link", "contact", "contact"]


def test_a_page_is_taken_once_however_its_address_is_written() -> None:
    links = [
        ("/a", ""), ("/a/", ""), ("/a#b", ""), ("http://www.example.com/a", ""), ("https://example.com/a", ""),
        ("/a?utm_source=x", ""), ("/a/index.html", ""), ("/", "Home"), ("/index.php", ""), (HOME, ""),
    ]  # fmt: skip

    assert order(*links) == [("link", "/a")]


def test_a_better_name_for_a_page_counts() -> None:
    assert order(("/page-12", ""), ("/news", ""), ("/page-12", "Kontakt"))[0] == ("contact", "/page-12")


def test_links_are_led_to_the_host_that_answered() -> None:
    frontier = Frontier("example.com", HOME)
    frontier.add("http://example.com/x")
    frontier.add("https://shop.example.com/y")

    assert [frontier.take(), frontier.take()] == [
        Candidate(HOME + "x", "link"),
        Candidate("https://shop.example.com/y", "link"),
    ]


def test_a_name_above_is_not_followed_to_unless_the_site_answered_there() -> None:
    tenant = Frontier("a.farm.test", "https://a.farm.test/")
    moved = Frontier("shop.example.com", "https://www.example.com/")
    for frontier in (tenant, moved):
        for url in ("https://farm.test/contact", "https://b.farm.test/contact", "https://example.com/contact"):
            frontier.add(url)

    assert tenant.take() is None
    assert moved.take() == Candidate("https://www.example.com/contact", "contact")


def test_other_sites_and_nonsense_are_left_out() -> None:
    assert order(("https://example.org/contact", ""), ("//evil.example/contact", "")) == []
    frontier = Frontier("example.com", HOME)
    for url in ("mailto:a@example.com", "javascript:x", "http://", "not a url", "https://example.com:99999/"):
        frontier.add(url)
    assert frontier.take() is None


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/2026/05", "/events/month/", "/2026/05/", "/blog/page/77", "/blog?page=3", "/news?paged=2",
        "/x?sort=price", "/x?a=1&b=2&c=3&d=4", "/x;jsessionid=ABC", "/x?PHPSESSID=1", "/file.PDF", "/a.jpg",
        "/data.json", "/feed/",
        "/wp-admin/", "/wp-json/x", "/cdn-cgi/l/email-protection", "/login", "/cart/", "/checkout", "/a?add-to-cart=5",
        "/a/b/a/b/a/b", "/1/2/3/4/5/6/7/8", "/" + "x" * 301, "/search?q=x", "/x?replytocom=3",
    ],
)  # fmt: skip
def test_traps_and_what_is_no_page_are_left_out(path: str) -> None:
    assert is_trap(read_url(path, HOME))


@pytest.mark.parametrize(
    "path",
    ["/", "/contact", "/de/kontakt.html", "/index.php?id=12", "/about?lang=de", "/?page_id=7", "/p.aspx?x=1&y=2",
     "/x?utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d", "/2026-report"],
)  # fmt: skip
def test_ordinary_pages_are_no_traps(path: str) -> None:
    assert not is_trap(read_url(path, HOME))


def test_where_a_page_was_found_in_the_end_counts_as_read() -> None:
    frontier = Frontier("example.com", HOME)
    frontier.add(HOME + "a")
    frontier.add(HOME + "b")

    first = frontier.take()

    assert first is not None
    assert frontier.mark_read(first.url, HOME + "b")
    assert frontier.take() is None
    assert not frontier.mark_read(HOME + "c", HOME)
