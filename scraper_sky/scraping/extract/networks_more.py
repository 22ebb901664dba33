"""The smaller networks, and all of them together."""

from __future__ import annotations

from scraper_sky.scraping.extract.networks import COMMON_PAGES, LARGE, Network
from scraper_sky.scraping.extract.wordlists import words

NETWORKS = (
    *LARGE,
    Network("yelp", "yelp.*", "https://www.yelp.com/{}", "", prefixes="biz", subdomains="www m *"),
    Network(
        "snapchat",
        "snapchat.com",
        "https://www.snapchat.com/{}",
        r"@[\w.-]{3,30}",
        prefixes="add",
        shares=words("share scan"),
        posts=words("spotlight lens discover"),
        subdomains="www",
    ),
    Network(
        "reddit",
        "reddit.com",
        "https://www.reddit.com/{}",
        "",
        prefixes="r user u",
        shares=words("submit"),
        posts=words("comments gallery"),
        subdomains="www old new",
    ),
    Network(
        "medium",
        "medium.com",
        "https://medium.com/{}",
        r"@?[\w.-]{2,60}",
        reserved=COMMON_PAGES | words("m p me tag topic topics new-story _ membership creators policy @medium plans"),
        posts=words("p"),
        subdomains="www",
    ),
    Network(
        "vimeo",
        "vimeo.com",
        "https://vimeo.com/{}",
        r"(?!\d+\Z)[\w-]{2,60}",
        prefixes="channels",
        reserved=COMMON_PAGES
        | words(
            """
            watch features upgrade ondemand categories groups album showcase user log_in live stock enterprise
            create solutions pricing integrations manage
            """
        ),
        posts=words("video videos event"),
        subdomains="www",
    ),
    Network(
        "discord",
        "discord.gg discord.com discordapp.com",
        "https://discord.com/{}",
        "",
        prefixes="invite channels",
        subdomains="www ptb canary",
    ),
    Network(
        "twitch",
        "twitch.tv",
        "https://www.twitch.tv/{}",
        r"\w{2,30}",
        reserved=COMMON_PAGES | words("videos p turbo subs downloads prime store friends inventory wallet user"),
        posts=words("video clip directory v"),
        subdomains="www m go",
    ),
    Network(
        "soundcloud",
        "soundcloud.com",
        "https://soundcloud.com/{}",
        r"[\w-]{2,60}",
        reserved=COMMON_PAGES | words("stream you pages charts player upload tags mobile go people oembed"),
        posts=words("sets tracks"),
        subdomains="www m",
    ),
    Network(
        "spotify",
        "spotify.com",
        "https://open.spotify.com/{}",
        "",
        prefixes="artist user show",
        posts=words("track album playlist episode embed"),
        subdomains="open",
    ),
    Network(
        "behance",
        "behance.net",
        "https://www.behance.net/{}",
        r"[\w-]{2,60}",
        reserved=COMMON_PAGES | words("joblist galleries gallery hire"),
        posts=words("gallery"),
        subdomains="www",
    ),
    Network(
        "dribbble",
        "dribbble.com",
        "https://dribbble.com/{}",
        r"[\w-]{2,60}",
        reserved=COMMON_PAGES | words("shots designers tags hiring session"),
        posts=words("shots"),
        subdomains="www",
    ),
    Network("flickr", "flickr.com", "https://www.flickr.com/{}", "", prefixes="photos people groups", subdomains="www"),
    Network(
        "vk",
        "vk.com vkontakte.ru vk.ru",
        "https://vk.com/{}",
        r"[\w.]{2,60}",
        reserved=COMMON_PAGES | words("feed im widget_community.php js away.php dev video_ext.php rtrg"),
        shares=words("share.php share widget_like.php"),
        posts=words("wall video"),
        subdomains="www m new",
    ),
    Network(
        "ok",
        "ok.ru odnoklassniki.ru",
        "https://ok.ru/{}",
        r"[\w.-]{2,60}",
        prefixes="group profile",
        reserved=COMMON_PAGES | words("dk game games group profile"),
        shares=words("dk offer"),
        posts=words("video"),
        subdomains="www m",
    ),
    Network(
        "weibo",
        "weibo.com weibo.cn",
        "https://weibo.com/{}",
        r"\w{2,40}",
        prefixes="u p",
        reserved=COMMON_PAGES | words("u p tv"),
        shares=words("share sharer"),
        subdomains="www e m",
    ),
    Network("kununu", "kununu.com", "https://www.kununu.com/{}", "", prefixes="de at ch us", subdomains="www"),
    Network("trustpilot", "trustpilot.*", "https://www.trustpilot.com/{}", "", prefixes="review", subdomains="www *"),
    Network("houzz", "houzz.*", "https://www.houzz.com/{}", "", prefixes="pro professionals user", subdomains="www"),
    Network(
        "linktree",
        "linktr.ee",
        "https://linktr.ee/{}",
        r"[\w.-]{2,60}",
        reserved=COMMON_PAGES | words("s marketplace"),
        subdomains="www",
    ),
    Network(
        "patreon",
        "patreon.com",
        "https://www.patreon.com/{}",
        r"[\w-]{2,60}",
        prefixes="c",
        reserved=COMMON_PAGES | words("posts user bepatron create policy c"),
        posts=words("posts"),
        subdomains="www",
    ),
    Network(
        "slideshare",
        "slideshare.net",
        "https://www.slideshare.net/{}",
        r"[\w-]{2,60}",
        reserved=COMMON_PAGES | words("slideshow embed_code signup upload"),
        posts=words("slideshow"),
        subdomains="www de fr es pt",
    ),
)

# Mastodon has no host of its own; these are large servers, and `rel="me"` shows the rest.
MASTODON_HOSTS = words(
    """
    mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io infosec.exchange chaos.social
    norden.social troet.cafe mastodon.world techhub.social mstdn.ca mastodon.nl mastodon.uno piaille.fr
    framapiaf.org indieweb.social toot.community c.im ruhr.social nrw.social bonn.social legal.social
    sciences.social social.tchncs.de social.bund.de social.network.europa.eu floss.social octodon.social
    toot.wales aus.social mastodon.scot mathstodon.xyz journa.host newsie.social climatejustice.social
    digitalcourage.social
    """
)

# Whoever builds with these finds their accounts in the footer of a new site.
SITE_BUILDERS = words(
    """
    wix wixcom squarespace shopify wordpresscom wordpressdotcom wordpress weebly jimdo jimdo_com godaddy elegantthemes
    elemntor elementor webflow squarespaceinc themeforest envato prestashop opencart joomla
    """
)
UNFILLED = words(
    """
    yourpage your-page your_page yourprofile your-profile yourusername your-username your_username yourname username
    yourcompany your-company yourbrand yourhandle your-handle profile example page accountname pagename mypage usuario
    tupagina votrepage ihreseite deineseite
    """
)
