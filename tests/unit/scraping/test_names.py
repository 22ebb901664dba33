import pytest

from scraper_sky.scraping.names import Domain, NotADomain, read_domain

MEANT = {
    "Example.com": "example.com",
    "https://www.example.com/a?b#c": "example.com",
    "HTTP://EXAMPLE.COM:80/": "example.com",
    "https:example.com": "example.com",
    "//example.com/x": "example.com",
    "example.com:443": "example.com",
    "example.com.": "example.com",
    " example.com, ": "example.com",
    "“example.com”": "example.com",
    "<https://example.com>": "example.com",
    "ｅｘａｍｐｌｅ．ｃｏｍ": "example.com",
    "example。com": "example.com",
    "https://ex%61mple.com": "example.com",
    "https://user:secret@example.com/": "example.com",
    "user:secret@example.com": "example.com",
    "https://example.com\\@127.0.0.1/": "example.com",
    "https://example.com/@somebody": "example.com",
    "shop.Example.co.uk": "shop.example.co.uk",
    "foo_bar.example.com": "foo_bar.example.com",
    "www.com": "www.com",
    "www.co.uk": "www.co.uk",
    "www.www.com": "www.com",
    "somebody.github.io": "somebody.github.io",
    "www.somebody.github.io": "somebody.github.io",
    "bücher.de": "xn--bcher-kva.de",
    "WWW.BÜCHER.DE": "xn--bcher-kva.de",
    "faß.de": "xn--fa-hia.de",
    "食狮.中国": "xn--85x722f.xn--fiqs8s",
    "a.farm.test": "a.farm.test",
    "shop.example": "shop.example",
}

REFUSED = {
    "": "nothing here",
    " \n ": "nothing here",
    "a" * 2_049: "longer than 2,048",
    "exa\tmple.com": "cannot be seen",
    "exa\nmple.com": "cannot be seen",
    "example\x00.com": "cannot be seen",
    "\ud800.com": "cannot be seen",
    "ex ample.com": "space",
    "info@example.com": "e-mail address",
    "mailto:info@example.com": "e-mail address",
    "Somebody <info@example.com>": "e-mail address",
    "ftp://example.com": "only http and https",
    "file:///etc/passwd": "only http and https",
    "javascript:alert(1)": "only http and https",
    "git+ssh://example.com/": "only http and https",
    "example.com:8080": "Port 8080",
    "example.com:0": "Port 0",
    "example.com:65536": "too large",
    "example.com:abc": "not a port number",
    "127.0.0.1": "IP address",
    "2130706433": "IP address",
    "0x7f.1": "IP address",
    "0177.0.0.1": "IP address",
    "127.1.": "IP address",
    "①②⑦.⓪.⓪.①": "IP address",
    "256.256.256.256": "IP address",
    "1.2.3.4.5": "IP address",
    "http://[::1]/": "IP address",
    "http://[::ffff:10.0.0.1]:80": "IP address",
    "https://example.com@10.0.0.1/": "IP address",
    "localhost": "private network",
    "www.localhost": "private network",
    "printer.local": "private network",
    "metadata.google.internal": "private network",
    "host.docker.internal": "private network",
    "kubernetes.default.svc": "private network",
    "hidden.onion": "private network",
    "redis": "no ending",
    "com": "not a domain itself",
    "co.uk": "not a domain itself",
    "github.io": "not a domain itself",
    "test": "not a domain itself",
    "report.pdf": "“.pdf” is not an ending that domains have",
    "日本語.テスト": "not an ending",
    ".com": "empty part",
    "a..com": "empty part",
    "a" * 64 + ".com": "longer than 63",
    ".".join(["a" * 60] * 5) + ".com": "longer than the 253",
    "-example.com": "hyphen",
    "ex_ample.com": "hyphen",
    "exam!ple.com": "cannot have",
    "https://": "no name",
}


@pytest.mark.parametrize(("typed", "host"), MEANT.items())
def test_what_people_type_is_read_as_the_domain_they_mean(typed: str, host: str) -> None:
    assert read_domain(typed).host == host


@pytest.mark.parametrize(("typed", "reason"), REFUSED.items(), ids=[repr(typed[:20]) for typed in REFUSED])
def test_what_is_no_domain_is_refused_with_a_plain_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotADomain, match=reason) as refusal:
        read_domain(typed)

    assert refusal.value.reason.isprintable()
    assert len(refusal.value.reason) < 200


def test_a_domain_has_a_name_for_machines_one_for_people_and_one_that_was_registered() -> None:
    assert read_domain("https://Laden.Bücher.de/") == Domain(
        "laden.xn--bcher-kva.de", "laden.bücher.de", "xn--bcher-kva.de"
    )


def test_reading_a_domain_again_changes_nothing() -> None:
    for typed in MEANT:
        domain = read_domain(typed)

        assert read_domain(domain.host) == read_domain(domain.display) == domain
