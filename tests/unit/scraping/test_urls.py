import pytest

from scraper_sky.scraping.suffixes import (
    has_known_ending,
    is_listed_ending,
    listed_registrable,
    registrable,
    same_site,
    without_www,
)
from scraper_sky.scraping.urls import BadUrl, read_url


def test_a_url_is_read_without_credentials_fragment_and_final_dot() -> None:
    url = read_url("HTTPS://user:secret@WWW.Bücher.de.:443/a b?c=d#e")

    assert url.href == "https://www.xn--bcher-kva.de/a%20b?c=d"
    assert (url.scheme, url.host, url.port, url.path) == ("https", "www.xn--bcher-kva.de", 443, "/a%20b?c=d")
    assert url.origin == "https://www.xn--bcher-kva.de"


def test_a_relative_url_is_read_from_its_base() -> None:
    assert read_url("../x?y", "https://example.com/a/b/c").href == "https://example.com/a/x?y"
    assert read_url("//other.example/", "https://example.com/").href == "https://other.example/"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("http://127.0.0.1:6666\\@1.1.1.1/", "127.0.0.1"),
        ("http://a@b@c.example/", "c.example"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://①②⑦.⓪.⓪.①/", "127.0.0.1"),
        ("http:127.0.0.1", "127.0.0.1"),
        ("http://exa\tmple.com/", "example.com"),
        ("http://[::FFFF:7F00:1]/", "[::ffff:7f00:1]"),
        ("http://a。。Faß.Example./", "a..xn--fa-hia.example"),
        ("http://1.2.3.4../", "1.2.3.4.."),
        ("http://ŁÓDŹ.pl/", "xn--d-uga0v4h.pl"),
    ],
)
def test_the_host_is_the_one_a_browser_would_contact(text: str, host: str) -> None:
    assert read_url(text).host == host


def test_an_address_in_place_of_a_name_is_recognized() -> None:
    assert str(read_url("http://[::1]/").address) == "::1"
    assert str(read_url("http://2130706433/").address) == "127.0.0.1"
    assert read_url("http://example.com/").address is None


@pytest.mark.parametrize(
    "text",
    [
        "", "example.com", "ftp://example.com/", "javascript:alert(1)", "http://", "http://a b/", "http://./",
        "http://ex%2Fample.com/", "http://1.2.3.4.5/", "http://example.com/" + "a" * 2_050,
        "http://\ud800.com/", "http://[::1%25lo]/", "http://example.com:65536/",
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(BadUrl) as refusal:
        read_url(text)

    assert not text or text not in str(refusal.value)


def test_www_is_left_out_unless_it_is_the_registered_name() -> None:
    assert without_www("www.example.com") == "example.com"
    assert without_www("www.com") == "www.com"
    assert without_www("www.co.uk") == "www.co.uk"
    assert without_www("www.shop.example.com") == "shop.example.com"


def test_the_registered_name_follows_the_public_suffix_list() -> None:
    assert registrable("a.b.example.co.uk") == "example.co.uk"
    assert registrable("a.b.github.io") == "b.github.io"
    assert registrable("co.uk") is None
    assert registrable("a.xn--55qx5d.cn") == "a.xn--55qx5d.cn"
    assert is_listed_ending("co.uk") and is_listed_ending("test") and not is_listed_ending("example.co.uk")
    assert listed_registrable("a.example.co.uk") == "example.co.uk" and listed_registrable("a.b.pdf") is None
    assert has_known_ending("a.test") and has_known_ending("a.com") and not has_known_ending("a.pdf")


@pytest.mark.parametrize(
    ("scanned", "other", "same"),
    [
        ("example.com", "www.example.com", True),
        ("example.com", "shop.example.com", True),
        ("shop.example.com", "example.com", True),
        ("shop.example.com", "www.example.com", True),
        ("example.com", "example.org", False),
        ("example.com", "notexample.com", False),
        ("a.farm.test", "b.farm.test", False),
        ("a.farm.test", "farm.test", True),
        ("farm.test", "b.farm.test", True),
        ("a.github.io", "b.github.io", False),
        ("a.github.io", "github.io", False),
        ("a.github.io", "x.a.github.io", True),
        ("example.com", "[::1]", False),
    ],
)
def test_a_name_above_or_below_is_the_same_site_and_a_sister_is_not(scanned: str, other: str, same: bool) -> None:
    assert same_site(scanned, other) is same


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("com", None), ("biz", None), ("domain.biz", "domain.biz"), ("a.b.domain.biz", "domain.biz"),
        ("b.example.uk.com", "example.uk.com"), ("uk.com", None), ("test.ac", "test.ac"), ("mm", None), ("c.mm", None),
        ("a.b.c.mm", "b.c.mm"), ("jp", None), ("test.jp", "test.jp"), ("www.test.ac.jp", "test.ac.jp"),
        ("kyoto.jp", None), ("b.ide.kyoto.jp", "b.ide.kyoto.jp"), ("a.b.ide.kyoto.jp", "b.ide.kyoto.jp"),
        ("c.kobe.jp", None), ("a.b.c.kobe.jp", "b.c.kobe.jp"), ("www.city.kobe.jp", "city.kobe.jp"), ("ck", None),
        ("test.ck", None), ("a.b.test.ck", "b.test.ck"), ("www.www.ck", "www.ck"), ("us", None), ("ak.us", None),
        ("www.test.k12.ak.us", "test.k12.ak.us"), ("k12.ak.us", None), ("xn--fiqs8s", None),
        ("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"), ("a.unlisted-ending", "a.unlisted-ending"),
    ],
)  # fmt: skip
def test_wildcards_and_exceptions_of_the_public_suffix_list_are_followed(host: str, owner: str | None) -> None:
    assert registrable(host) == owner
