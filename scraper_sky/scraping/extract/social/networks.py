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
    owner_subdomains: bool = False  # `acme.tumblr.com` is a profile
    closed: bool = False  # it is no more; its links lead nowhere


COMMON_PAGES = words(
    """
    login signup register join about privacy terms tos legal help support contact jobs careers press blog
    settings search home index.html index.php explore discover download business developers developer ads
    policies policy cookies oauth account accounts admin api app apps static assets notifications messages
    directory
    """
)

LARGE = (
    Network(
        "facebook",
        "facebook.com fb.com fb.co facebook.de fb.me fb.gg",
        "https://www.facebook.com/{}",
        r"[\w.%-]{2,110}",
        prefixes="groups people p",
        reserved=COMMON_PAGES
        | words(
            """
            tr login.php home.php policy.php terms.php privacy.php help.php recover flx gp mobile places careers
            2008 2010 fb marketplace gaming settings find-friends badges campaign business ads events games
            groups pages people p profile.php r.php l.php ajax legal events.php search.php groups.php pages.php
            connect lite full_data_use_policy allactivity friends bookmarks saved stories media notes reel reels
            """
        ),
        shares=words("sharer sharer.php share.php dialog plugins v2.0 v3.0 messenger_share feed"),
        posts=words(
            """
            posts photo.php photo story.php permalink.php permalink video.php videos watch hashtag reel reels
            photos watchparty live media stories story notes events
            """
        ),
        subdomains="www m mobile web touch business mbasic l de-de",
    ),
    Network(
        "instagram",
        "instagram.com instagr.am ig.me",
        "https://www.instagram.com/{}",
        r"[a-z0-9_.]{2,30}",
        reserved=COMMON_PAGES | words("accounts web direct challenge s emails session topics locations lite nametag"),
        shares=words("share sharer"),
        posts=words("p reel reels tv stories explore tags"),
    ),
    Network(
        "linkedin",
        "linkedin.com",
        "https://www.linkedin.com/{}",
        "",
        prefixes="company in school showcase organization pub company-beta edu groups",
        shares=words("sharearticle sharing cws share"),
        posts=words("posts feed pulse article events jobs learning"),
    ),
    Network(
        "x",
        "twitter.com x.com",
        "https://x.com/{}",
        r"@?(?!\d{8})\w{1,20}",
        reserved=COMMON_PAGES
        | words(
            """
            i who_to_follow followers following compose widgets widgets.js statuses goodies personalization
            logout sitemap
            similar_to account hashtag en de fr signup
            """
        ),
        shares=words("share intent"),
        posts=words("status statuses hashtag search photo events"),
        subdomains="www m mobile",
    ),
    Network(
        "youtube",
        "youtube.com youtu.be",
        "https://www.youtube.com/{}",
        r"@?[\w.-]{2,60}",
        prefixes="channel c user",
        reserved=COMMON_PAGES
        | words(
            """
            yt t feed redirect premium ads account howyoutubeworks creators intl s iframe_api player_api
            subscription_center kids music new upload gaming trends results channel c user subscription_manager
            select_site accounts
            """
        ),
        posts=words("watch embed playlist shorts live hashtag v clip e results attribution_link"),
        lower=False,
        subdomains="www m",
    ),
    Network(
        "tiktok",
        "tiktok.com",
        "https://www.tiktok.com/{}",
        r"@[\w.]{2,30}",
        shares=words("share"),
        posts=words("video tag embed v discover trending music t photo"),
        subdomains="www m vm",
    ),
    Network(
        "pinterest",
        "pinterest.*",
        "https://www.pinterest.com/{}",
        r"[\w.-]{2,60}",
        reserved=COMMON_PAGES
        | words("ideas categories today source js resource password logout _ topics convert videos"),
        posts=words("pin"),
        subdomains="www m *",
    ),
    Network(
        "github",
        "github.com",
        "https://github.com/{}",
        r"[a-z0-9-]{1,39}",
        reserved=COMMON_PAGES
        | words(
            """
            features pricing topics trending marketplace sponsors orgs security site collections events readme
            customer-stories enterprise team nonprofit new issues pulls codespaces copilot stars solutions
            resources organizations logout sessions open-source partners edu education
            """
        ),
        subdomains="www",
    ),
    Network(
        "gitlab",
        "gitlab.com",
        "https://gitlab.com/{}",
        r"[\w.-]{2,60}",
        reserved=COMMON_PAGES | words("users dashboard -"),
        subdomains="www",
    ),
    Network(
        "threads",
        "threads.net threads.com",
        "https://www.threads.com/{}",
        r"@[\w.]{1,30}",
        shares=words("intent"),
        posts=words("post t"),
        subdomains="www",
    ),
    Network(
        "bluesky",
        "bsky.app",
        "https://bsky.app/{}",
        "",
        prefixes="profile",
        shares=words("intent"),
        posts=words("post feed lists"),
        subdomains="www",
    ),
    Network(
        "xing",
        "xing.com xing.to",
        "https://www.xing.com/{}",
        "",
        prefixes="profile companies company pages profiles communities",
        shares=words("spi social app"),
        posts=words("news"),
        subdomains="www",
    ),
    Network(
        "telegram",
        "t.me telegram.me telegram.dog",
        "https://t.me/{}",
        r"\+?[\w-]{3,40}",
        prefixes="s joinchat",
        reserved=words("iv socks proxy addstickers setlanguage login c a"),
        shares=words("share"),
        subdomains="www",
    ),
)
