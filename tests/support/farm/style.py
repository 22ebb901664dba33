"""How a site is made, apart from what it says: platform, charset, size, and where it lives."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from tests.support.farm.dice import Dice
from tests.support.farm.locales import Locale

PLATFORMS = (
    ("wordpress", 36),
    ("plain", 13),
    ("bootstrap", 7),
    ("joomla", 5),
    ("typo3", 5),
    ("drupal", 4),
    ("wix", 6),
    ("shopify", 5),
    ("squarespace", 4),
    ("webflow", 3),
    ("nextjs", 4),
    ("ghost", 2),
    ("prestashop", 2),
    ("magento", 2),
    ("hubspot", 2),
)
MODERN = frozenset({"wix", "shopify", "squarespace", "webflow", "nextjs", "ghost", "hubspot", "magento"})


@dataclass(frozen=True, slots=True)
class Style:
    platform: str
    charset: str
    charset_told_by: str  # header | meta | both
    language_told: str  # the lang attribute; empty when there is none
    paragraphs: int  # of the home page
    style_rules: int  # inline, each about 110 bytes
    json_ld: bool
    microdata: bool  # the address on the contact page, where JSON-LD does not tell it
    open_graph: bool
    description: bool
    canonical: bool
    favicon: str  # a path, or empty for /favicon.ico without a link
    one_page: bool
    posts: int
    www: bool  # the site lives under www.; without it, it redirects there
    https_redirect: bool
    analytics: str  # "", ga4, gtm, matomo
    server: str
    sitemap: str  # "", plain, index, gzip, robots


def choose_style(seed: int, locale: Locale) -> Style:
    dice = Dice(seed, "style")
    platform = dice.weighted(PLATFORMS)
    modern = platform in MODERN
    charset = "utf-8" if modern else dice.weighted(locale.charsets)
    one_page = platform in ("plain", "bootstrap", "webflow") and dice.chance(25)
    json_ld = dice.chance(78 if modern else 52)
    style = Style(
        platform=platform,
        charset=charset,
        charset_told_by="both" if charset == "utf-8" else dice.pick(("header", "meta", "both")),
        language_told=dice.weighted(((locale.language, 55), (locale.base_language, 40), ("", 0 if modern else 5))),
        paragraphs=dice.weighted(((3, 8), (12, 20), (24, 32), (40, 26), (64, 14))) + dice.below(6),
        style_rules=0 if platform == "plain" else dice.weighted(((0, 15), (20, 35), (60, 35), (120, 15))),
        json_ld=json_ld,
        microdata=not json_ld and not one_page and dice.chance(35),
        open_graph=dice.chance(95 if modern else 55),
        description=dice.chance(85),
        canonical=modern or dice.chance(60),
        favicon=dice.pick(("/favicon.ico", "/assets/icon-32.png", "/assets/icon.svg", "")),
        one_page=one_page,
        posts=0 if one_page else dice.weighted(((0, 40), (3, 20), (6, 25), (12, 15))),
        www=dice.chance(8),
        https_redirect=dice.chance(30),
        analytics=dice.weighted((("", 35), ("ga4", 25), ("gtm", 25), ("matomo", 15))),
        server=dice.weighted((("nginx", 34), ("Apache", 30), ("LiteSpeed", 12), ("cloudflare", 24))),
        sitemap=dice.weighted((("", 25), ("plain", 30), ("robots", 25), ("index", 12), ("gzip", 8))),
    )
    return replace(style, charset_told_by="both") if charset == "utf-16" else style


@functools.cache
def python_codec(charset: str) -> str:
    """The codec for what browsers mean by the label (WHATWG Encoding): Shift_JIS is Microsoft's."""
    return {"shift_jis": "cp932", "windows-1252": "cp1252", "windows-1251": "cp1251"}.get(charset, charset)
