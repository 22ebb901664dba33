"""What proves nothing: words, links, other people's files, and names that only look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]


def names(page: PageFacts) -> set[str]:
    return {technology.name for technology in page.technologies}


@pytest.mark.parametrize(
    "html",
    [
        "<p>We love WordPress, Shopify, jQuery, React, Elementor and Google Analytics.",
        "<h1>WordPress 6.4 agency</h1><p>Powered by WordPress, Joomla! 4 and Drupal 10.",
        '<meta name="description" content="WordPress 6.4, TYPO3 and Shopify experts">',
        '<meta name="keywords" content="wordpress, elementor, woocommerce">',
        '<img src="https://other.com/wp-content/uploads/a.jpg">',
        '<script src="https://other.com/wp-content/plugins/booking/embed.js"></script>',
        '<iframe src="https://other.com/wp-content/uploads/map.html"></iframe>',
        '<script src="https://other.com/sites/default/files/js/a.js"></script>',
        '<a href="https://wordpress.org/wp-content/plugins/elementor/">plugin</a>',
        '<a href="https://www.shopify.com/">Shopify</a> <a href="https://www.wix.com/">Wix</a>',
        '<a href="/wp-content/uploads/wordpress-guide.pdf">guide</a>',
        '<link rel="canonical" href="https://www.blogger.com/feeds/x">',
        '<link rel="me" href="https://www.facebook.com/plugins/acme">',
        "<code>&lt;div ng-version=&quot;1&quot;&gt; wp-content/plugins/elementor</code>",
        "<pre> data-wf-page=1 data-drupal-selector=x</pre>",
        "<p>jquery-3.6.0.min.js</p>",
        '<div class="shopify-agency wordpress-hosting my-elementor-section-x">',
        '<div data-website="1" data-pages="2">',
        '<a href="/" data-page="c4">Start</a>',
        '<script type="application/ld+json">{"name": "window.__nuxt__", "url": "https://static.hotjar.com/"}</script>',
        "<script>var text = 'We build with WordPress and Shopify';</script>",
        "<!-- to do: try wordpress, elementor or typo3 -->",
        '<script src="/js/myjquery.js"></script><script src="/js/reactions.js"></script>',
        '<script src="/track?u=https://static.hotjar.com/a.js"></script>',
        '<script src="https://hotjar.com.example.org/a.js"></script>',
    ],
)
def test_words_pictures_and_links_prove_nothing(read: Read, html: str) -> None:
    assert names(read(html)) == set()


@pytest.mark.parametrize(
    ("headers", "html"),
    [
        ({"x_powered_by": "Phoenix"}, ""),
        ({"server": "apachexyz"}, ""),
        ({"server": "notapache/2.4"}, ""),
        ({"set_cookie": "wordpress=1; path=/"}, ""),
        ({"via": "1.1 googlebot-cache"}, ""),
    ],
)
def test_names_that_look_alike_are_others(read: Read, headers: dict[str, str], html: str) -> None:
    assert names(read(html or "<p>x", **headers)) == set()


def test_a_foreign_store_of_the_sites_own_files_counts(read: Read) -> None:
    by_name = '<link href="https://static.acmeholz-files.net/wp-content/themes/x/style.css">'
    by_store = '<link href="https://d1.cloudfront.net/wp-content/themes/x/style.css">'
    by_share = "".join(f'<script src="https://files.example.org/wp-content/plugins/x/{n}.js"></script>' for n in "abc")

    assert "WordPress" in names(read(by_name, url="https://www.acmeholz.de/"))
    assert "WordPress" in names(read(by_store))
    assert "WordPress" in names(read(by_share))


def test_a_hint_at_a_service_is_not_yet_its_use(read: Read) -> None:
    assert names(read('<link rel="preconnect" href="https://cdn.2adpro.com">')) == set()


def test_a_service_on_its_own_site_is_no_third_party(read: Read) -> None:
    page = read('<script src="https://cdn.2adpro.com/a.js"></script>', url="https://www.2adpro.com/")

    assert names(page) == set()


def test_a_version_is_taken_whole_or_not_at_all(read: Read) -> None:
    page = read('<script src="/js/jquery.min.js?ver=1700000000"></script><script src="/js/vue.js?v=3f9a"></script>')

    assert {technology.name: technology.version for technology in page.technologies} == {"jQuery": None, "Vue.js": None}
