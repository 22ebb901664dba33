from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper_sky.model.report import Contact, Method
from scraper_sky.scraping.extract.app_links import read_app_link
from scraper_sky.scraping.extract.social.profiles import read_profile

Found = Callable[..., list[str]]
GetContact = Callable[..., Contact]


@pytest.mark.parametrize(
    ("url", "network", "profile"),
    [
        ("http://de-de.facebook.com/Acme.Bau/?ref=ts&fbclid=x", "facebook", "https://www.facebook.com/acme.bau"),
        ("https://m.facebook.com/acme/photos/", "facebook", "https://www.facebook.com/acme"),
        ("https://fb.com/acme", "facebook", "https://www.facebook.com/acme"),
        ("https://www.facebook.com/pg/acme/about", "facebook", "https://www.facebook.com/acme"),
        (
            "https://www.facebook.com/profile.php?id=1155802082&x=1",
            "facebook",
            "https://www.facebook.com/profile.php?id=1155802082",
        ),
        (
            "https://www.facebook.com/pages/Acme-Bau/208264345877578",
            "facebook",
            "https://www.facebook.com/pages/Acme-Bau/208264345877578",
        ),
        ("https://www.facebook.com/groups/acmefans/", "facebook", "https://www.facebook.com/groups/acmefans"),
        ("https://instagr.am/Acme_Bau", "instagram", "https://www.instagram.com/acme_bau"),
        ("https://www.instagram.com/acme/?igshid=x", "instagram", "https://www.instagram.com/acme"),
        (
            "https://uk.linkedin.com/company/Acme-Bau/jobs/?trk=x",
            "linkedin",
            "https://www.linkedin.com/company/acme-bau",
        ),
        ("https://www.linkedin.com/in/jane-roe-1a2b/", "linkedin", "https://www.linkedin.com/in/jane-roe-1a2b"),
        ("https://www.linkedin.com/school/acme", "linkedin", "https://www.linkedin.com/school/acme"),
        ("http://twitter.com/#!/Acme", "x", "https://x.com/acme"),
        ("https://mobile.twitter.com/@Acme?lang=de", "x", "https://x.com/acme"),
        ("https://x.com/acme", "x", "https://x.com/acme"),
        ("https://www.youtube.com/@AcmeBau/videos", "youtube", "https://www.youtube.com/@AcmeBau"),
        (
            "https://youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw?sub=1",
            "youtube",
            "https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw",
        ),
        ("https://www.youtube.com/user/acme", "youtube", "https://www.youtube.com/user/acme"),
        ("https://plus.google.com/+Acme/posts", "googleplus", "https://plus.google.com/+Acme"),
        ("https://www.google.com/+Acme", "googleplus", "https://plus.google.com/+Acme"),
        (
            "http://plus.google.com/107307393263977088342/about",
            "googleplus",
            "https://plus.google.com/107307393263977088342",
        ),
        ("https://www.tiktok.com/@Acme.Bau?lang=de", "tiktok", "https://www.tiktok.com/@acme.bau"),
        ("https://www.pinterest.de/acme/board/", "pinterest", "https://www.pinterest.com/acme"),
        ("https://github.com/Acme", "github", "https://github.com/acme"),
        ("https://github.com/orgs/Acme/repositories", "github", "https://github.com/acme"),
        ("https://www.threads.net/@acme", "threads", "https://www.threads.com/@acme"),
        ("https://bsky.app/profile/acme.de", "bluesky", "https://bsky.app/profile/acme.de"),
        ("https://mastodon.social/@Acme", "mastodon", "https://mastodon.social/@acme"),
        ("https://www.xing.com/companies/acmebau", "xing", "https://www.xing.com/companies/acmebau"),
        ("https://www.xing.com/profile/Jane_Roe", "xing", "https://www.xing.com/profile/jane_roe"),
        ("https://wa.me/+49 170 1234567?text=hi", "whatsapp", "https://wa.me/491701234567"),
        ("https://api.whatsapp.com/send?phone=491701234567&text=hi", "whatsapp", "https://wa.me/491701234567"),
        ("https://t.me/s/acmebau", "telegram", "https://t.me/acmebau"),
        ("https://www.yelp.de/biz/acme-berlin?osq=x", "yelp", "https://www.yelp.com/biz/acme-berlin"),
        ("https://www.snapchat.com/add/acme", "snapchat", "https://www.snapchat.com/add/acme"),
        ("https://www.reddit.com/r/Acme/", "reddit", "https://www.reddit.com/r/acme"),
        ("https://medium.com/@acme", "medium", "https://medium.com/@acme"),
        ("https://acme.medium.com/", "medium", "https://acme.medium.com"),
        ("https://vimeo.com/acme", "vimeo", "https://vimeo.com/acme"),
        ("https://discord.gg/AbCd", "discord", "https://discord.com/invite/AbCd"),
        ("https://www.twitch.tv/acme", "twitch", "https://www.twitch.tv/acme"),
        ("https://discord.com/invite/AbCd", "discord", "https://discord.com/invite/AbCd"),
        ("https://open.spotify.com/artist/0OdUW?si=x", "spotify", "https://open.spotify.com/artist/0OdUW"),
        ("https://t.me/joinchat/AbCd", "telegram", "https://t.me/joinchat/AbCd"),
        ("https://t.me/+AbCdEfGhIj", "telegram", "https://t.me/+AbCdEfGhIj"),
        ("https://line.me/R/ti/p/@acme", "line", "https://line.me/R/ti/p/@acme"),
        ("https://line.me/ti/p/~acme", "line", "https://line.me/R/ti/p/~acme"),
        ("https://lin.ee/AbCdEfG", "line", "https://lin.ee/AbCdEfG"),
        ("https://page.line.me/acme", "line", "https://page.line.me/acme"),
        ("https://u.wechat.com/MDd_AbCd", "wechat", "https://u.wechat.com/MDd_AbCd"),
        ("https://weixin.qq.com/r/AbCd", "wechat", "https://weixin.qq.com/r/AbCd"),
        ("http://pf.kakao.com/_AbCd", "kakaotalk", "https://pf.kakao.com/_AbCd"),
        ("https://zalo.me/0903418227", "zalo", "https://zalo.me/0903418227"),
        ("https://m.me/acme", "messenger", "https://m.me/acme"),
        ("https://blog.naver.com/Acme", "naver", "https://blog.naver.com/acme"),
        ("https://acme.tumblr.com/", "tumblr", "https://acme.tumblr.com"),
        ("https://acme.substack.com/archive", "substack", "https://acme.substack.com"),
        ("https://substack.com/@acme", "substack", "https://substack.com/@acme"),
        ("https://stackoverflow.com/users/12/jane", "stackoverflow", "https://stackoverflow.com/users/12"),
        ("https://www.crunchbase.com/organization/acme", "crunchbase", "https://www.crunchbase.com/organization/acme"),
        (
            "https://www.tripadvisor.de/Restaurant_Review-g1-d2-Reviews-Acme.html",
            "tripadvisor",
            "https://www.tripadvisor.com/Restaurant_Review-g1-d2-Reviews-Acme.html",
        ),
    ],
)
def test_a_profile_has_one_normalised_form(url: str, network: str, profile: str) -> None:
    read = read_profile(url)

    assert read is not None
    assert (read.network, read.url, read.rejected_by) == (network, profile, None)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("https://www.facebook.com/sharer/sharer.php?u=x", "share_link"),
        ("https://www.facebook.com/sharer.php?u=x", "share_link"),
        ("https://www.facebook.com/share.php?u=x", "share_link"),
        ("https://www.facebook.com/dialog/feed?app_id=1", "share_link"),
        ("https://www.facebook.com/plugins/like.php?href=x", "share_link"),
        ("https://www.facebook.com/acme/posts/123", "post_link"),
        ("https://www.facebook.com/events/123", "post_link"),
        ("https://www.facebook.com/policy.php", "not_a_profile"),
        ("https://www.facebook.com/", "not_a_profile"),
        ("https://developers.facebook.com/docs", "not_a_profile"),
        ("https://twitter.com/intent/tweet?text=x", "share_link"),
        ("https://twitter.com/share?url=x", "share_link"),
        ("https://twitter.com/acme/status/123", "post_link"),
        ("https://twitter.com/hashtag/acme", "post_link"),
        ("https://x.com/i/flow/login", "not_a_profile"),
        ("https://www.linkedin.com/shareArticle?mini=true&url=x", "share_link"),
        ("https://www.linkedin.com/sharing/share-offsite/?url=x", "share_link"),
        ("https://www.linkedin.com/feed/update/urn", "post_link"),
        ("https://www.linkedin.com/legal/privacy-policy", "not_a_profile"),
        ("https://www.instagram.com/p/AbCd/", "post_link"),
        ("https://www.instagram.com/explore/tags/acme", "post_link"),
        ("https://help.instagram.com/519522125107875", "not_a_profile"),
        ("https://www.youtube.com/watch?v=AbCd", "post_link"),
        ("https://www.youtube.com/embed/AbCd", "post_link"),
        ("https://youtu.be/AbCdEfGhIjK", "post_link"),
        ("https://www.pinterest.com/pin/create/button/?url=x", "post_link"),
        ("https://www.tiktok.com/@acme/video/123", "post_link"),
        ("https://api.whatsapp.com/send?text=x", "share_link"),
        ("https://t.me/share/url?url=x", "share_link"),
        ("https://www.xing.com/spi/shares/new?url=x", "share_link"),
        ("https://www.reddit.com/submit?url=x", "share_link"),
        ("https://vimeo.com/123456", "not_a_profile"),
        ("https://player.vimeo.com/video/123456", "not_a_profile"),
        ("https://github.com/acme/tool", "post_link"),
        ("https://mastodon.social/@acme/123456", "post_link"),
        ("https://www.facebook.com/wix", "site_builder"),
        ("https://vine.co/acme", "closed_network"),
        ("https://line.me/R/share?text=x", "not_a_profile"),
        ("https://mp.weixin.qq.com/s/AbCdEfGh", "not_a_profile"),
        ("https://acme.tumblr.com/post/123", "post_link"),
        ("https://www.tumblr.com/share/link?url=x", "share_link"),
        ("https://assets.tumblr.com/x.js", "not_a_profile"),
        ("https://acme.bandcamp.com/album/x", "post_link"),
        ("https://www.instagram.com/yourusername/", "placeholder"),
    ],
)
def test_share_buttons_posts_and_pages_of_the_network_are_refused(url: str, rule: str) -> None:
    read = read_profile(url)

    assert read is not None
    assert read.rejected_by == rule


@pytest.mark.parametrize(
    "url",
    [
        "https://www.acme.de/facebook.com/acme",
        "https://notfacebook.com/acme",
        "https://facebook.com.acme.de/x",
        "https://acme.de/@acme",
        "https://[bad/",
        "",
    ],
)
def test_other_addresses_are_no_profiles(url: str) -> None:
    assert read_profile(url) is None


def test_a_link_back_to_oneself_makes_any_server_a_mastodon(found: Found) -> None:
    assert found("social", '<a rel="me" href="https://acme.social.example/@acme">M</a>') == [
        "https://acme.social.example/@acme"
    ]
    assert found("social", '<a href="https://acme.social.example/@acme">M</a>') == []


@pytest.mark.parametrize(
    ("html", "profile", "method"),
    [
        ('<a href="//www.facebook.com/acme"><i class=icon></i></a>', "https://www.facebook.com/acme", Method.LINK),
        ("<p>Find us: facebook.com/acme.", "https://www.facebook.com/acme", Method.TEXT),
        ("<p>(https://www.instagram.com/acme)", "https://www.instagram.com/acme", Method.TEXT),
        ('<meta name="twitter:site" content="@Acme">', "https://x.com/acme", Method.META),
        ('<meta name="twitter:creator" content="@Acme">', "https://x.com/acme", Method.META),
        (
            '<meta property="article:publisher" content="https://www.facebook.com/acme">',
            "https://www.facebook.com/acme",
            Method.META,
        ),
        ('<link rel="me" href="https://mastodon.social/@acme">', "https://mastodon.social/@acme", Method.META),
        ('<a href="whatsapp://send?phone=491701234567">W</a>', "https://wa.me/491701234567", Method.LINK),
    ],
)
def test_profiles_are_found_in_links_text_and_head(
    contact: GetContact, html: str, profile: str, method: Method
) -> None:
    found = contact("social", html)

    assert (found.value, found.method) == (profile, method)


def test_the_network_is_the_label(contact: GetContact) -> None:
    assert contact("social", '<a href="https://x.com/acme">X</a>').label == "x"


def test_a_network_does_not_mention_itself(found: Found) -> None:
    assert found("social", '<a href="/acme">me</a>', url="https://www.facebook.com/") == []


@pytest.mark.parametrize(
    "href",
    [
        "www.facebook.com/acme",
        "facebook.com/acme",
        "http//www.facebook.com/acme",
        "http:/facebook.com/acme",
        "https://https://www.facebook.com/acme",
        "htttps://facebook.com/acme",
    ],
)
def test_an_address_without_a_scheme_or_with_a_broken_one_is_meant_for_the_network(found: Found, href: str) -> None:
    assert found("social", f'<a href="{href}">F</a>') == ["https://www.facebook.com/acme"]


@pytest.mark.parametrize("href", ["/facebook.com/acme", "a/facebook.com/acme", "?u=facebook.com/acme", "facebook.html"])
def test_a_page_of_ones_own_is_no_profile(found: Found, href: str) -> None:
    assert found("social", f'<a href="{href}">F</a>') == []


@pytest.mark.parametrize(
    ("href", "network", "profile"),
    [
        ("tg://resolve?domain=Acme", "telegram", "https://t.me/acme"),
        ("instagram://user?username=acme", "instagram", "https://www.instagram.com/acme"),
        ("fb://page/123456", "facebook", "https://www.facebook.com/123456"),
        ("viber://chat?number=%2B491701234567", "viber", "viber://chat?number=%2B491701234567"),
        ("viber://pa?chatURI=acme", "viber", "viber://pa?chatURI=acme"),
        ("line://ti/p/@acme", "line", "https://line.me/R/ti/p/@acme"),
        ("weixin://contacts/profile/acme_de", "wechat", "weixin://contacts/profile/acme_de"),
        ("threema://add?id=ABCD1234", "threema", "https://threema.id/ABCD1234"),
    ],
)
def test_the_link_of_an_app_leads_to_a_profile(href: str, network: str, profile: str) -> None:
    read = read_app_link(href)

    assert read is not None
    assert (read.network, read.url, read.rejected_by) == (network, profile, None)


@pytest.mark.parametrize(
    "href", ["tg://settings", "viber://add", "weixin://", "fb://", "tg://[", "https://t.me/acme", ""]
)
def test_a_link_that_only_opens_the_app_leads_to_none(href: str) -> None:
    assert read_app_link(href) is None


@pytest.mark.parametrize(
    ("html", "profile"),
    [
        (
            '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Facme&tabs=x">',
            "https://www.facebook.com/acme",
        ),
        ('<div class="fb-page" data-href="https://www.facebook.com/acme"></div>', "https://www.facebook.com/acme"),
        ('<a href="https://twitter.com/intent/follow?screen_name=acme">F</a>', "https://x.com/acme"),
        (
            '<a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.instagram.com%2Facme">F</a>',
            "https://www.instagram.com/acme",
        ),
        ('<a href="https://www.google.com/url?q=https://www.facebook.com/acme">F</a>', "https://www.facebook.com/acme"),
        ('<a href="https://instagram.com/_u/acme">F</a>', "https://www.instagram.com/acme"),
        ('<a href="https://www.messenger.com/t/acme">F</a>', "https://m.me/acme"),
        ('<a href="https://api.whatsapp.com/message/AB12CD">F</a>', "https://wa.me/message/AB12CD"),
        (
            """<button onclick="window.open('https://www.facebook.com/acme')">F</button>""",
            "https://www.facebook.com/acme",
        ),
        ('<span data-href="https://www.instagram.com/acme">F</span>', "https://www.instagram.com/acme"),
    ],
)
def test_a_profile_within_another_address_or_an_attribute_is_found(found: Found, html: str, profile: str) -> None:
    assert found("social", html) == [profile]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fwww.acme.de%2F"></iframe>',
        '<a href="https://l.instagram.com/?u=https%3A%2F%2Fwww.acme.de">F</a>',
        '<a href="https://twitter.com/intent/tweet?text=a">F</a>',
    ],
)
def test_what_leads_back_to_the_site_is_no_profile(found: Found, html: str) -> None:
    assert found("social", html) == []


def test_attributes_for_scripts_are_not_asked_where_links_show_profiles(found: Found) -> None:
    html = """<a href="https://www.facebook.com/acme">F</a><b data-href="https://www.instagram.com/mia.bakes">x</b>"""

    assert found("social", html) == ["https://www.facebook.com/acme"]
