from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.values import PageFacts

Read = Callable[..., PageFacts]

WORDPRESS = '<script src="/wp-includes/js/dist/hooks.min.js?ver=6.4.2"></script>'


def names(page: PageFacts) -> dict[str, str | None]:
    return {technology.name: technology.version for technology in page.technologies}


@pytest.mark.parametrize(
    ("html", "name", "version"),
    [
        ('<meta name="generator" content="WordPress 6.4.2">', "WordPress", "6.4.2"),
        (WORDPRESS, "WordPress", "6.4.2"),
        ('<i class="fab fa-instagram"></i>', "Font Awesome", None),
        ('<div class="elementor elementor-24 elementor-location-header"></div>', "Elementor Pro", None),
        (
            '<meta name="generator" content="Incomedia WebSite X5 Evolution 17.1.6 - www.websitex5.com">',
            "WebSite X5",
            "17.1.6",
        ),
        ('<script src="res/jquery.js?17-1-6-0"></script>', "jQuery", None),
        ('<link href="/bitrix/templates/aspro_max/css/a.css">', "Aspro", None),
        ('<link href="/sitevision/system-resource/4c1f/css/portlets.css">', "Sitevision", None),
        ('<script src="//wcs.naver.net/wcslog.js"></script>', "Naver Analytics", None),
        ('<link href="/wp-content/themes/x/style.css">', "WordPress", None),
        ('<meta name="generator" content="Joomla! - Open Source Content Management">', "Joomla", None),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "Drupal", "10"),
        ('<meta name="generator" content="TYPO3 CMS">', "TYPO3", None),
        ("<!-- This website is powered by TYPO3 --><html><p>x", "TYPO3", None),
        ('<script src="https://cdn.shopify.com/s/files/1/theme.js"></script>', "Shopify", None),
        ('<meta name="generator" content="Wix.com Website Builder">', "Wix", None),
        ('<script src="https://static1.squarespace.com/static/x.js"></script>', "Squarespace", None),
        ('<html data-wf-page="1" data-wf-site="2">', "Webflow", None),
        ('<meta name="generator" content="Ghost 5.82">', "Ghost", "5.82"),
        ('<meta name="generator" content="Discuz! X3.4">', "Discuz!", "X3.4"),
        ('<script src="/assets/js/jquery.min.js,mmenu.js-5d1c07ab.js"></script>', "mmenu", None),
        ('<meta property="og:image" content="https://a.storyblok.com/f/1/a.png">', "Storyblok", None),
        ('<a href="https://www.doctolib.de/a"><img src="https://assets.doctolib.fr/b.png"></a>', "Doctolib", None),
        ("<p>x</p><!-- carrd.co -->", "Carrd", None),
        (
            '<script src="https://cdn.jsdelivr.net/npm/@finsweet/attributes-cmsload@1/cmsload.js"></script>',
            "Finsweet",
            None,
        ),
        ("<html><p>x</html><!-- Performance optimized by W3 Total Cache -->", "W3 Total Cache", None),
        ('<script type="text/x-magento-init">{}</script>', "Magento", None),
        ("<script>var prestashop = {};</script>", "PrestaShop", None),
        ('<script src="/core/misc/drupal.js?v=10.2.4"></script>', "Drupal", "10.2.4"),
        ('<link href="/media/vendor/joomla-custom-elements/css/a.css">', "Joomla", None),
        ('<link href="/components/com_sppagebuilder/assets/a.css">', "SP Page Builder", None),
        ('<script src="https://framerusercontent.com/sites/a.mjs"></script>', "Framer", None),
        ('<script src="/static/version1700000000/frontend/Acme/de_DE/a.js"></script>', "Magento", None),
        ('<link href="https://www.acme.de/bundles/storefront/a.css">', "Shopware", None),
        ('<meta name="shopify-digital-wallet" content="/1/digital_wallets/dialog">', "Shopify", None),
        ('<link href="https://c0.wp.com/p/woocommerce/8.5.2/assets/a.css">', "WooCommerce", "8.5.2"),
        ('<meta name="generator" content="WPML ver:4.6.8 stt:1,3;">', "WPML", "4.6.8"),
        ('<link href="https://use.fontawesome.com/releases/v5.0.6/css/all.css">', "Font Awesome", "5.0.6"),
        ('<script src="https://cdnjs.cloudflare.com/ajax/libs/gsap/3.12.2/gsap.min.js"></script>', "GSAP", "3.12.2"),
        ('<link href="/fonts/fontawesome/5.15.4/css/all.min.css?ver=2.8.1.2">', "Font Awesome", "5.15.4"),
        ('<script src="https://unpkg.com/htmx.org@1.9.10"></script>', "HTMX", "1.9.10"),
        ('<script src="/vendor/bootstrap/js/collapse.min.js?5.3.2"></script>', "Bootstrap", "5.3.2"),
        ('<script src="/js/jquery.fancybox.js"></script>', "jQuery", None),
        ('<div id="app" data-page="{&quot;component&quot;:&quot;Home&quot;}">', "Inertia.js", None),
        ('<link href="/media/system/css/joomla-fontawesome.min.css">', "Font Awesome", None),
        ('<mat-toolbar class="mat-toolbar mat-primary">', "Angular Material", None),
        ("<script>u='https:\\/\\/static.hotjar.com\\/c\\/a.js'</script>", "Hotjar", None),
        ('<script src="https://cdn.2adpro.com/a.js"></script>', "2AdPro Media Solutions", None),
        ('<meta name="generator" content="Jimdo"><link href="https://assets.jimstatic.com/a.css">', "Jimdo", None),
        ('<script src="/catalog/view/javascript/common.js"></script>', "OpenCart", None),
        ('<script src="https://code.jquery.com/jquery-3.6.0.min.js"></script>', "jQuery", "3.6.0"),
        ('<script src="/js/jquery.min.js?ver=3.7.1"></script>', "jQuery", "3.7.1"),
        ('<link href="https://cdn.jsdelivr.net/npm/bootstrap@5.3.2/dist/css/bootstrap.min.css">', "Bootstrap", "5.3.2"),
        ('<div id="__next"></div><script src="/_next/static/a.js"></script>', "Next.js", None),
        ('<app-root ng-version="17.0.3">', "Angular", "17.0.3"),
        ("<p data-v-1a2b3c4d>", "Vue.js", None),
        ('<div data-reactroot="">', "React", None),
        ('<p class="svelte-1x2y3z">', "Svelte", None),
        ('<p class="' + "md:flex lg:grid-cols-3 sm:p-4 " * 5 + '">', "Tailwind CSS", None),
        ('<meta name="csrf-param" content="authenticity_token">', "Ruby on Rails", None),
        ('<script src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>', "Google Analytics", None),
        ("<script>j.src='https://www.googletagmanager.com/gtm.js?id='+i</script>", "Google Tag Manager", None),
        ("<script>_paq.push(['setTrackerUrl', u+'matomo.php'])</script>", "Matomo", None),
        ("<script>fbq('init', '1')</script>", "Meta Pixel", None),
        ('<noscript><img src="https://www.facebook.com/tr?id=1"></noscript>', "Meta Pixel", None),
        ("<script>s1.src='https://embed.tawk.to/x'</script>", "Tawk.to", None),
        ('<div class="g-recaptcha">', "reCAPTCHA", None),
        ('<form action="https://acme.us1.list-manage.com/subscribe">', "Mailchimp", None),
        ('<script src="https://js.stripe.com/v3/"></script>', "Stripe", None),
        ('<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>', "Google Maps", None),
    ],
)
def test_a_technology_is_known_by_what_only_it_leaves(read: Read, html: str, name: str, version: str | None) -> None:
    found = names(read(html))

    assert name in found
    assert found[name] == version


@pytest.mark.parametrize(
    ("headers", "name", "version"),
    [
        ({"server": "nginx/1.24.0"}, "nginx", "1.24.0"),
        ({"server": "Apache/2.4.57 (Debian)"}, "Apache", "2.4.57"),
        ({"server": "Microsoft-IIS/10.0"}, "Microsoft IIS", "10.0"),
        ({"server": "cloudflare"}, "Cloudflare", None),
        ({"server": "aruba-proxy"}, "Aruba", None),
        ({"x_powered_by": "PHP/8.2.1"}, "PHP", "8.2.1"),
        ({"x_powered_by": "ASP.NET"}, "ASP.NET", None),
        ({"x_aspnet_version": "4.0.30319"}, "ASP.NET", "4.0.30319"),
        ({"x_vercel_id": "fra1::x"}, "Vercel", None),
        ({"x_amz_cf_id": "x"}, "Amazon CloudFront", None),
        ({"set_cookie": "laravel_session=x; path=/\nXSRF-TOKEN=y"}, "Laravel", None),
        ({"set_cookie": "a=1\nPHPSESSID=x"}, "PHP", None),
        ({"set_cookie": "mage-cache-sessid=1"}, "Magento", None),
        ({"set_cookie": "BIGipServerpool=1"}, "F5 BIG-IP", None),
        ({"x_drupal_cache": "HIT"}, "Drupal", None),
        ({"x_powered_by": "PleskLin"}, "Plesk", None),
    ],
)
def test_headers_and_cookies_tell_too(read: Read, headers: dict[str, str], name: str, version: str | None) -> None:
    assert names(read("<p>", **headers)) == {name: version}


def test_the_plugins_of_wordpress_are_known_by_their_folders(read: Read) -> None:
    page = read(
        WORDPRESS
        + '<link href="/wp-content/plugins/elementor/assets/css/frontend.min.css?ver=3.18.3">'
        + '<link href="/wp-content/plugins/contact-form-7/includes/css/styles.css?ver=5.8">'
        + '<script src="/wp-content/plugins/my-own-plugin/a.js?ver=6.4.2"></script>'
        + '<script src="/wp-content/plugins/woocommerce/assets/js/cart.js"></script>'
        + "<!-- This site is optimized with the Yoast SEO plugin v21.7 - https://yoast.com/ -->"
        + '<link href="/wp-content/themes/hello-elementor/style.min.css?ver=3.0.0">'
    )

    assert names(page) == {
        "WordPress": "6.4.2",
        "Elementor": "3.18.3",
        "Contact Form 7": "5.8",
        "my-own-plugin": None,
        "WooCommerce": None,
        "Yoast SEO": "21.7",
        "Hello Elementor": "3.0.0",
    }


def test_the_way_and_the_evidence_are_told(read: Read) -> None:
    page = read('<meta name="generator" content="WordPress 6.4.2">')

    technology = page.technologies[0]

    assert technology.category == "cms"
    assert technology.method is Method.META
    assert technology.snippet == "WordPress 6.4.2"
    assert technology.page_url == "https://www.acme.de/"


def test_what_must_be_there_too_has_the_evidence_of_what_said_so(read: Read) -> None:
    page = read('<div class="wpcf7">')

    found = {technology.name: technology for technology in page.technologies}

    assert set(found) == {"Contact Form 7", "WordPress"}
    assert found["WordPress"].snippet == "Contact Form 7: .wpcf7"
    assert found["WordPress"].version is None


def test_the_longer_version_of_two_that_agree_is_told(read: Read) -> None:
    page = read('<meta name="generator" content="Drupal 10"><script src="/core/misc/drupal.js?v=10.2.4"></script>')

    assert names(page) == {"Drupal": "10.2.4"}


def test_folders_that_are_not_known_by_name_are_told_as_they_are(read: Read) -> None:
    page = read(
        '<link href="/wp-content/themes/acme-2024/style.css?ver=1.4">'
        '<script src="/app/plugins/acme-forms/a.js?ver=1700000000"></script>'
    )

    assert names(page) == {"WordPress": None, "acme-2024": "1.4", "acme-forms": None}


def test_the_core_tells_its_version_in_a_script(read: Read) -> None:
    page = read(
        '<link href="/wp-content/themes/astra/style.css">'
        "<script>window._wpemojiSettings = {'source':{'concatemoji':"
        "'https:\\/\\/www.acme.de\\/wp-includes\\/js\\/wp-emoji-release.min.js?ver=6.5.2'}};</script>"
    )

    assert names(page) == {"WordPress": "6.5.2", "Astra": None}


def test_libraries_and_extensions_do_not_lend_each_other_versions(read: Read) -> None:
    page = read(
        '<link href="/wp-content/plugins/elementor/assets/lib/eicons/css/elementor-icons.min.css?ver=5.25.0">'
        '<link href="/wp-content/plugins/elementor/assets/css/frontend.min.css?ver=3.18.3">'
        '<link href="/wp-content/themes/enfold/style.css?ver=5.6.9">'
        '<link href="/wp-content/themes/enfold/css/bootstrap.min.css?ver=5.6.9">'
    )

    assert names(page) == {"WordPress": None, "Elementor": "3.18.3", "Enfold": "5.6.9", "Bootstrap": None}


def test_of_several_signs_in_names_the_first_on_the_page_is_shown(read: Read) -> None:
    page = read('<i id="__eventvalidation"></i><i id="__viewstate"></i>')

    assert [technology.snippet for technology in page.technologies] == ["#__eventvalidation"]
