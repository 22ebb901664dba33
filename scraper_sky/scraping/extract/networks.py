"""Social networks: their hosts, what an address of a profile looks like there, and what only resembles one."""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Network:
    """How the addresses of one network are read. Paths are matched without their leading '/' and in lower case."""

    name: str
    domains: str  # registrable domains; `name.*` stands for every top-level domain
    canonical: str  # the normalised profile URL, `{}` for the handle
    handle: str = r"[\w.-]{1,80}"  # of profiles that stand at the root of the site; empty when none do
    prefixes: str = ""  # first path segments behind which a profile stands, kept in the normalised URL
    reserved: frozenset[str] = frozenset()  # first path segments that are no handle
    shares: frozenset[str] = frozenset()  # first path segments of share buttons and intents
    posts: frozenset[str] = frozenset()  # path segments, anywhere, of posts, videos, hashtags
    subdomains: str = "www m mobile web"  # accepted ones; two letters, or two and two, always are; `*` for any
    lower: bool = True  # handles do not depend on case


_PAGES = _words(
    "login signup register join about privacy terms tos legal help support contact jobs careers press blog settings search "
    "home index.html index.php explore discover download business developers developer ads policies policy cookies oauth "
    "account accounts admin api app apps static assets notifications messages directory"
)

NETWORKS = (
    Network(
        "facebook", "facebook.com fb.com facebook.de fb.me", "https://www.facebook.com/{}", r"[\w.%-]{2,110}",
        prefixes="groups people p",
        reserved=_PAGES | _words(
            "tr login.php home.php policy.php terms.php privacy.php help.php recover flx gp mobile places careers 2008 2010 "
            "fb marketplace gaming settings find-friends badges campaign business ads events games groups pages people p "
            "profile.php r.php l.php ajax legal events.php search.php groups.php pages.php connect lite full_data_use_policy "
            "allactivity friends bookmarks saved stories media notes reel reels"
        ),
        shares=_words("sharer sharer.php share.php dialog plugins v2.0 v3.0 messenger_share feed"),
        posts=_words(
            "posts photo.php photo story.php permalink.php permalink video.php videos watch hashtag reel reels photos "
            "watchparty live media stories story notes events"
        ),
        subdomains="www m mobile web touch business mbasic l de-de",
    ),
    Network(
        "instagram", "instagram.com instagr.am ig.me", "https://www.instagram.com/{}", r"[a-z0-9_.]{2,30}",
        reserved=_PAGES | _words("accounts web direct challenge s emails session topics locations lite nametag"),
        shares=_words("share sharer"), posts=_words("p reel reels tv stories explore tags"),
    ),
    Network(
        "linkedin", "linkedin.com", "https://www.linkedin.com/{}", "",
        prefixes="company in school showcase organization pub company-beta edu groups",
        shares=_words("sharearticle sharing cws share"), posts=_words("posts feed pulse article events jobs learning"),
    ),
    Network(
        "x", "twitter.com x.com", "https://x.com/{}", r"@?\w{1,20}",
        reserved=_PAGES | _words("i who_to_follow compose widgets widgets.js statuses goodies personalization logout "
                                 "sitemap similar_to account hashtag en de fr signup"),
        shares=_words("share intent"), posts=_words("status statuses hashtag search photo events"),
        subdomains="www m mobile",
    ),
    Network(
        "youtube", "youtube.com youtu.be", "https://www.youtube.com/{}", r"@?[\w.-]{2,60}", prefixes="channel c user",
        reserved=_PAGES | _words("yt t feed redirect premium ads account howyoutubeworks creators intl s iframe_api player_api "
                                 "subscription_center kids music new upload gaming trends results channel c user "
                                 "subscription_manager select_site accounts"),
        posts=_words("watch embed playlist shorts live hashtag v clip e results attribution_link"), lower=False,
        subdomains="www m",
    ),
    Network(
        "tiktok", "tiktok.com", "https://www.tiktok.com/{}", r"@[\w.]{2,30}",
        shares=_words("share"), posts=_words("video tag embed v discover trending music t photo"), subdomains="www m vm",
    ),
    Network(
        "pinterest", "pinterest.*", "https://www.pinterest.com/{}", r"[\w.-]{2,60}",
        reserved=_PAGES | _words("ideas categories today source js resource password logout _ topics convert videos"),
        posts=_words("pin"), subdomains="www m *",
    ),
    Network(
        "github", "github.com", "https://github.com/{}", r"[a-z0-9-]{1,39}",
        reserved=_PAGES | _words(
            "features pricing topics trending marketplace sponsors orgs security site collections events readme "
            "customer-stories enterprise team nonprofit new issues pulls codespaces copilot stars solutions resources "
            "organizations logout sessions open-source partners edu education"
        ),
        subdomains="www",
    ),
    Network("gitlab", "gitlab.com", "https://gitlab.com/{}", r"[\w.-]{2,60}",
            reserved=_PAGES | _words("users dashboard -"), subdomains="www"),
    Network("threads", "threads.net threads.com", "https://www.threads.com/{}", r"@[\w.]{1,30}",
            shares=_words("intent"), posts=_words("post t"), subdomains="www"),
    Network("bluesky", "bsky.app", "https://bsky.app/{}", "", prefixes="profile", shares=_words("intent"),
            posts=_words("post feed lists"), subdomains="www"),
    Network("xing", "xing.com xing.to", "https://www.xing.com/{}", "", prefixes="profile companies company pages profiles communities",
            shares=_words("spi social app"), posts=_words("news"), subdomains="www"),
    Network("telegram", "t.me telegram.me telegram.dog", "https://t.me/{}", r"\+?[\w-]{3,40}", prefixes="s joinchat",
            reserved=_words("iv socks proxy addstickers setlanguage login"), shares=_words("share"), subdomains="www"),
    Network("yelp", "yelp.*", "https://www.yelp.com/{}", "", prefixes="biz", subdomains="www m *"),
    Network("snapchat", "snapchat.com", "https://www.snapchat.com/{}", r"@[\w.-]{3,30}", prefixes="add",
            shares=_words("share scan"), posts=_words("spotlight lens discover"), subdomains="www"),
    Network("reddit", "reddit.com", "https://www.reddit.com/{}", "", prefixes="r user u", shares=_words("submit"),
            posts=_words("comments gallery"), subdomains="www old new"),
    Network("medium", "medium.com", "https://medium.com/{}", r"@?[\w.-]{2,60}",
            reserved=_PAGES | _words("m p me tag topic topics new-story _ membership creators policy @medium plans"),
            posts=_words("p"), subdomains="www"),
    Network("vimeo", "vimeo.com", "https://vimeo.com/{}", r"(?!\d+\Z)[\w-]{2,60}", prefixes="channels",
            reserved=_PAGES | _words("watch features upgrade ondemand categories groups album showcase user log_in live stock "
                                     "enterprise create solutions pricing integrations manage"),
            posts=_words("video videos event"), subdomains="www"),
    Network("discord", "discord.gg discord.com discordapp.com", "https://discord.com/{}", "",
            prefixes="invite channels", subdomains="www ptb canary"),
    Network("twitch", "twitch.tv", "https://www.twitch.tv/{}", r"\w{2,30}",
            reserved=_PAGES | _words("videos p turbo subs downloads prime store friends inventory wallet user"),
            posts=_words("video clip directory v"), subdomains="www m go"),
    Network("soundcloud", "soundcloud.com", "https://soundcloud.com/{}", r"[\w-]{2,60}",
            reserved=_PAGES | _words("stream you pages charts player upload tags mobile go people oembed"),
            posts=_words("sets tracks"), subdomains="www m"),
    Network("spotify", "spotify.com", "https://open.spotify.com/{}", "", prefixes="artist user show",
            posts=_words("track album playlist episode embed"), subdomains="open"),
    Network("behance", "behance.net", "https://www.behance.net/{}", r"[\w-]{2,60}",
            reserved=_PAGES | _words("joblist galleries gallery hire"), posts=_words("gallery"), subdomains="www"),
    Network("dribbble", "dribbble.com", "https://dribbble.com/{}", r"[\w-]{2,60}",
            reserved=_PAGES | _words("shots designers tags hiring session"), posts=_words("shots"), subdomains="www"),
    Network("flickr", "flickr.com", "https://www.flickr.com/{}", "", prefixes="photos people groups", subdomains="www"),
    Network("vk", "vk.com vkontakte.ru vk.ru", "https://vk.com/{}", r"[\w.]{2,60}",
            reserved=_PAGES | _words("feed im widget_community.php js away.php dev video_ext.php rtrg"),
            shares=_words("share.php share widget_like.php"), posts=_words("wall video"), subdomains="www m new"),
    Network("ok", "ok.ru odnoklassniki.ru", "https://ok.ru/{}", r"[\w.-]{2,60}", prefixes="group profile",
            reserved=_PAGES | _words("dk game games group profile"), shares=_words("dk offer"), posts=_words("video"),
            subdomains="www m"),
    Network("weibo", "weibo.com weibo.cn", "https://weibo.com/{}", r"\w{2,40}", prefixes="u p",
            reserved=_PAGES | _words("u p tv"), shares=_words("share sharer"), subdomains="www e m"),
    Network("kununu", "kununu.com", "https://www.kununu.com/{}", "", prefixes="de at ch us", subdomains="www"),
    Network("trustpilot", "trustpilot.*", "https://www.trustpilot.com/{}", "", prefixes="review", subdomains="www *"),
    Network("houzz", "houzz.*", "https://www.houzz.com/{}", "", prefixes="pro professionals user", subdomains="www"),
    Network("linktree", "linktr.ee", "https://linktr.ee/{}", r"[\w.-]{2,60}", reserved=_PAGES | _words("s marketplace"),
            subdomains="www"),
    Network("patreon", "patreon.com", "https://www.patreon.com/{}", r"[\w-]{2,60}", prefixes="c",
            reserved=_PAGES | _words("posts user bepatron create policy c"), posts=_words("posts"), subdomains="www"),
    Network("slideshare", "slideshare.net", "https://www.slideshare.net/{}", r"[\w-]{2,60}",
            reserved=_PAGES | _words("slideshow embed_code signup upload"), posts=_words("slideshow"), subdomains="www de fr es pt"),
)  # fmt: skip

# Mastodon has no host of its own; these are large servers, and `rel="me"` shows the rest.
MASTODON_HOSTS = _words(
    "mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io infosec.exchange chaos.social norden.social "
    "troet.cafe mastodon.world techhub.social mstdn.ca mastodon.nl mastodon.uno piaille.fr framapiaf.org indieweb.social "
    "toot.community c.im ruhr.social nrw.social bonn.social legal.social sciences.social social.tchncs.de social.bund.de "
    "social.network.europa.eu floss.social octodon.social toot.wales aus.social mastodon.scot mathstodon.xyz journa.host "
    "newsie.social climatejustice.social digitalcourage.social"
)
