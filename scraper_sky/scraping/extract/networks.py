"""Social networks: their hosts, what an address of a profile looks like there, and what only resembles one."""

from __future__ import annotations

from dataclasses import dataclass

from scraper_sky.scraping.extract.wordlists import words


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


_PAGES = words(
    "login signup register join about privacy terms tos legal help support contact jobs careers press blog settings search "
    "home index.html index.php explore discover download business developers developer ads policies policy cookies oauth "
    "account accounts admin api app apps static assets notifications messages directory"
)

NETWORKS = (
    Network(
        "facebook", "facebook.com fb.com facebook.de fb.me", "https://www.facebook.com/{}", r"[\w.%-]{2,110}",
        prefixes="groups people p",
        reserved=_PAGES | words(
            "tr login.php home.php policy.php terms.php privacy.php help.php recover flx gp mobile places careers 2008 2010 "
            "fb marketplace gaming settings find-friends badges campaign business ads events games groups pages people p "
            "profile.php r.php l.php ajax legal events.php search.php groups.php pages.php connect lite full_data_use_policy "
            "allactivity friends bookmarks saved stories media notes reel reels"
        ),
        shares=words("sharer sharer.php share.php dialog plugins v2.0 v3.0 messenger_share feed"),
        posts=words(
            "posts photo.php photo story.php permalink.php permalink video.php videos watch hashtag reel reels photos "
            "watchparty live media stories story notes events"
        ),
        subdomains="www m mobile web touch business mbasic l de-de",
    ),
    Network(
        "instagram", "instagram.com instagr.am ig.me", "https://www.instagram.com/{}", r"[a-z0-9_.]{2,30}",
        reserved=_PAGES | words("accounts web direct challenge s emails session topics locations lite nametag"),
        shares=words("share sharer"), posts=words("p reel reels tv stories explore tags"),
    ),
    Network(
        "linkedin", "linkedin.com", "https://www.linkedin.com/{}", "",
        prefixes="company in school showcase organization pub company-beta edu groups",
        shares=words("sharearticle sharing cws share"), posts=words("posts feed pulse article events jobs learning"),
    ),
    Network(
        "x", "twitter.com x.com", "https://x.com/{}", r"@?\w{1,20}",
        reserved=_PAGES | words("i who_to_follow compose widgets widgets.js statuses goodies personalization logout "
                                 "sitemap similar_to account hashtag en de fr signup"),
        shares=words("share intent"), posts=words("status statuses hashtag search photo events"),
        subdomains="www m mobile",
    ),
    Network(
        "youtube", "youtube.com youtu.be", "https://www.youtube.com/{}", r"@?[\w.-]{2,60}", prefixes="channel c user",
        reserved=_PAGES | words("yt t feed redirect premium ads account howyoutubeworks creators intl s iframe_api player_api "
                                 "subscription_center kids music new upload gaming trends results channel c user "
                                 "subscription_manager select_site accounts"),
        posts=words("watch embed playlist shorts live hashtag v clip e results attribution_link"), lower=False,
        subdomains="www m",
    ),
    Network(
        "tiktok", "tiktok.com", "https://www.tiktok.com/{}", r"@[\w.]{2,30}",
        shares=words("share"), posts=words("video tag embed v discover trending music t photo"), subdomains="www m vm",
    ),
    Network(
        "pinterest", "pinterest.*", "https://www.pinterest.com/{}", r"[\w.-]{2,60}",
        reserved=_PAGES | words("ideas categories today source js resource password logout _ topics convert videos"),
        posts=words("pin"), subdomains="www m *",
    ),
    Network(
        "github", "github.com", "https://github.com/{}", r"[a-z0-9-]{1,39}",
        reserved=_PAGES | words(
            "features pricing topics trending marketplace sponsors orgs security site collections events readme "
            "customer-stories enterprise team nonprofit new issues pulls codespaces copilot stars solutions resources "
            "organizations logout sessions open-source partners edu education"
        ),
        subdomains="www",
    ),
    Network("gitlab", "gitlab.com", "https://gitlab.com/{}", r"[\w.-]{2,60}",
            reserved=_PAGES | words("users dashboard -"), subdomains="www"),
    Network("threads", "threads.net threads.com", "https://www.threads.com/{}", r"@[\w.]{1,30}",
            shares=words("intent"), posts=words("post t"), subdomains="www"),
    Network("bluesky", "bsky.app", "https://bsky.app/{}", "", prefixes="profile", shares=words("intent"),
            posts=words("post feed lists"), subdomains="www"),
    Network("xing", "xing.com xing.to", "https://www.xing.com/{}", "", prefixes="profile companies company pages profiles communities",
            shares=words("spi social app"), posts=words("news"), subdomains="www"),
    Network("telegram", "t.me telegram.me telegram.dog", "https://t.me/{}", r"\+?[\w-]{3,40}", prefixes="s joinchat",
            reserved=words("iv socks proxy addstickers setlanguage login"), shares=words("share"), subdomains="www"),
    Network("yelp", "yelp.*", "https://www.yelp.com/{}", "", prefixes="biz", subdomains="www m *"),
    Network("snapchat", "snapchat.com", "https://www.snapchat.com/{}", r"@[\w.-]{3,30}", prefixes="add",
            shares=words("share scan"), posts=words("spotlight lens discover"), subdomains="www"),
    Network("reddit", "reddit.com", "https://www.reddit.com/{}", "", prefixes="r user u", shares=words("submit"),
            posts=words("comments gallery"), subdomains="www old new"),
    Network("medium", "medium.com", "https://medium.com/{}", r"@?[\w.-]{2,60}",
            reserved=_PAGES | words("m p me tag topic topics new-story _ membership creators policy @medium plans"),
            posts=words("p"), subdomains="www"),
    Network("vimeo", "vimeo.com", "https://vimeo.com/{}", r"(?!\d+\Z)[\w-]{2,60}", prefixes="channels",
            reserved=_PAGES | words("watch features upgrade ondemand categories groups album showcase user log_in live stock "
                                     "enterprise create solutions pricing integrations manage"),
            posts=words("video videos event"), subdomains="www"),
    Network("discord", "discord.gg discord.com discordapp.com", "https://discord.com/{}", "",
            prefixes="invite channels", subdomains="www ptb canary"),
    Network("twitch", "twitch.tv", "https://www.twitch.tv/{}", r"\w{2,30}",
            reserved=_PAGES | words("videos p turbo subs downloads prime store friends inventory wallet user"),
            posts=words("video clip directory v"), subdomains="www m go"),
    Network("soundcloud", "soundcloud.com", "https://soundcloud.com/{}", r"[\w-]{2,60}",
            reserved=_PAGES | words("stream you pages charts player upload tags mobile go people oembed"),
            posts=words("sets tracks"), subdomains="www m"),
    Network("spotify", "spotify.com", "https://open.spotify.com/{}", "", prefixes="artist user show",
            posts=words("track album playlist episode embed"), subdomains="open"),
    Network("behance", "behance.net", "https://www.behance.net/{}", r"[\w-]{2,60}",
            reserved=_PAGES | words("joblist galleries gallery hire"), posts=words("gallery"), subdomains="www"),
    Network("dribbble", "dribbble.com", "https://dribbble.com/{}", r"[\w-]{2,60}",
            reserved=_PAGES | words("shots designers tags hiring session"), posts=words("shots"), subdomains="www"),
    Network("flickr", "flickr.com", "https://www.flickr.com/{}", "", prefixes="photos people groups", subdomains="www"),
    Network("vk", "vk.com vkontakte.ru vk.ru", "https://vk.com/{}", r"[\w.]{2,60}",
            reserved=_PAGES | words("feed im widget_community.php js away.php dev video_ext.php rtrg"),
            shares=words("share.php share widget_like.php"), posts=words("wall video"), subdomains="www m new"),
    Network("ok", "ok.ru odnoklassniki.ru", "https://ok.ru/{}", r"[\w.-]{2,60}", prefixes="group profile",
            reserved=_PAGES | words("dk game games group profile"), shares=words("dk offer"), posts=words("video"),
            subdomains="www m"),
    Network("weibo", "weibo.com weibo.cn", "https://weibo.com/{}", r"\w{2,40}", prefixes="u p",
            reserved=_PAGES | words("u p tv"), shares=words("share sharer"), subdomains="www e m"),
    Network("kununu", "kununu.com", "https://www.kununu.com/{}", "", prefixes="de at ch us", subdomains="www"),
    Network("trustpilot", "trustpilot.*", "https://www.trustpilot.com/{}", "", prefixes="review", subdomains="www *"),
    Network("houzz", "houzz.*", "https://www.houzz.com/{}", "", prefixes="pro professionals user", subdomains="www"),
    Network("linktree", "linktr.ee", "https://linktr.ee/{}", r"[\w.-]{2,60}", reserved=_PAGES | words("s marketplace"),
            subdomains="www"),
    Network("patreon", "patreon.com", "https://www.patreon.com/{}", r"[\w-]{2,60}", prefixes="c",
            reserved=_PAGES | words("posts user bepatron create policy c"), posts=words("posts"), subdomains="www"),
    Network("slideshare", "slideshare.net", "https://www.slideshare.net/{}", r"[\w-]{2,60}",
            reserved=_PAGES | words("slideshow embed_code signup upload"), posts=words("slideshow"), subdomains="www de fr es pt"),
)  # fmt: skip

# Mastodon has no host of its own; these are large servers, and `rel="me"` shows the rest.
MASTODON_HOSTS = words(
    "mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io infosec.exchange chaos.social norden.social "
    "troet.cafe mastodon.world techhub.social mstdn.ca mastodon.nl mastodon.uno piaille.fr framapiaf.org indieweb.social "
    "toot.community c.im ruhr.social nrw.social bonn.social legal.social sciences.social social.tchncs.de social.bund.de "
    "social.network.europa.eu floss.social octodon.social toot.wales aus.social mastodon.scot mathstodon.xyz journa.host "
    "newsie.social climatejustice.social digitalcourage.social"
)
