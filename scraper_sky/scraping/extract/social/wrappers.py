"""Addresses that hold the address of a profile: redirections, plug-ins that a page embeds, buttons to follow."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

_SIGNS = ("/l.php?", "/url?", "/plugins/", "/intent/", "l.instagram.com/?")
_FIELDS = {
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "google.com/url": ("q", "url"),
    "facebook.com/plugins/page.php": ("href",),
    "facebook.com/plugins/likebox.php": ("href",),
    "facebook.com/plugins/like.php": ("href",),
    "facebook.com/plugins/follow.php": ("href",),
}
_NAMES = ("twitter.com/intent/follow", "twitter.com/intent/user", "x.com/intent/follow", "x.com/intent/user")


def inner_address(url: str) -> str | None:
    """The absolute address within an absolute one, or None for all that hold none."""
    if not any(sign in url for sign in _SIGNS):
        return None
    try:
        parts = urlsplit(url)
        fields = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return None
    place = (parts.hostname or "").removeprefix("www.") + parts.path
    if place in _NAMES:
        name = fields.get("screen_name", [""])[0]
        return f"https://x.com/{name}" if name.isidentifier() else None
    values = (fields[name][0] for name in _FIELDS.get(place, ()) if name in fields)
    return next((value for value in values if value.startswith(("https://", "http://"))), None)
