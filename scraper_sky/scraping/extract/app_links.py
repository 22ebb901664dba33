"""Links that open an app (`tg://resolve?domain=acme`) read as the profiles they lead to."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

from scraper_sky.scraping.extract.social.profiles import Profile, read_profile

_SCHEMES = ("whatsapp:", "tg:", "viber:", "line:", "weixin:", "fb:", "instagram:", "twitter:", "threema:", "sgnl:")
_NAME = re.compile(r"@?[\w.-]{2,60}\Z")
_PHONE = re.compile(r"\+?\d[\d ()-]{6,20}\Z")

# Scheme and host of an app link, the field that names the profile, and the profile's address on the web.
_LEADS_TO = {
    ("tg", "resolve"): ("domain", "https://t.me/{}"),
    ("tg", "join"): ("invite", "https://t.me/joinchat/{}"),
    ("instagram", "user"): ("username", "https://www.instagram.com/{}"),
    ("twitter", "user"): ("screen_name", "https://x.com/{}"),
    ("threema", "add"): ("id", "https://threema.id/{}"),
}
_IN_PATH = {("fb", "page"): "https://www.facebook.com/{}", ("fb", "profile"): "https://www.facebook.com/{}"}


def read_app_link(href: str) -> Profile | None:
    """The profile behind the link of an app; None for other links, and for those that only open the app."""
    if not href[:10].lower().startswith(_SCHEMES):
        return None
    try:
        parts = urlsplit(href)
        fields = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return None
    place = (parts.scheme, parts.netloc.lower())
    if parts.scheme == "whatsapp":
        return read_profile(href)
    if place in _LEADS_TO:
        field, address = _LEADS_TO[place]
        name = fields.get(field, [""])[0]
        return read_profile(address.format(name)) if _NAME.match(name) else None
    last = parts.path.rpartition("/")[2]
    if place in _IN_PATH and _NAME.match(last):
        return read_profile(_IN_PATH[place].format(last))
    if parts.scheme == "viber":
        return _viber(fields)
    if parts.scheme == "line" and parts.netloc == "ti":
        return read_profile("https://line.me/R/ti" + parts.path)
    if place == ("weixin", "contacts") and parts.path.startswith("/profile/") and _NAME.match(last):
        return Profile("wechat", f"weixin://contacts/profile/{last}")
    return None


def _viber(fields: dict[str, list[str]]) -> Profile | None:
    number = fields.get("number", [""])[0].strip()
    if _PHONE.match(number):
        return Profile("viber", "viber://chat?number=%2B" + re.sub(r"\D", "", number))
    name = fields.get("chatURI", [""])[0]
    return Profile("viber", f"viber://pa?chatURI={quote(name)}") if _NAME.match(name) else None
