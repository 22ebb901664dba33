"""Addresses of profiles in forms that one network alone has."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

_NUMBER = re.compile(r"\d{6,18}\Z")
_LINE_ID = re.compile(r"[@~][\w.-]{2,40}\Z|[\w-]{6,40}\Z")


def quoted(text: str) -> str:
    return quote(text, safe="@+.-_~")


def joined(segments: list[str]) -> str:
    return "/".join(quoted(segment) for segment in segments)


def special_form(network: str, domain: str, first: str, segments: list[str], query: str) -> str | None:
    """The normalised profile URL for a form that only this network has, else None.

    `segments` are those of the path, at least one, and `first` is the first of them in lower case.
    """
    match network:
        case "facebook":
            return _facebook(first, segments, query)
        case "telegram":
            return _telegram(first, segments)
        case "line":
            return _line(domain, segments)
        case "wechat" if domain == "weixin.qq.com" and first == "r" and len(segments) == 2:
            return f"https://weixin.qq.com/r/{quoted(segments[1])}"
        case "kakaotalk" if domain == "open.kakao.com" and len(segments) >= 2:
            return "https://open.kakao.com/" + joined(segments[:2])
        case "linkedin" if first == "pub" and len(segments) >= 2:
            return "https://www.linkedin.com/pub/" + joined(segments[1:5])
        case "discord" if domain == "discord.gg":
            return f"https://discord.com/invite/{segments[0]}"
        case "github" if first == "orgs" and len(segments) >= 2:
            return f"https://github.com/{segments[1].lower()}"
        case "instagram" if first == "_u" and len(segments) >= 2:
            return "https://www.instagram.com/" + quoted(segments[1].lower())
        case "messenger" if first == "t" and len(segments) >= 2:
            return "https://m.me/" + quoted(segments[1].lower())
        case "stackoverflow" if first == "users" and len(segments) >= 2 and segments[1].isdecimal():
            return f"https://stackoverflow.com/users/{segments[1]}"
        case "xiaohongshu" if segments[:2] == ["user", "profile"] and len(segments) >= 3:
            return f"https://www.xiaohongshu.com/user/profile/{quoted(segments[2])}"
    return None


def _facebook(first: str, segments: list[str], query: str) -> str | None:
    if first == "profile.php":
        numbers = parse_qs(query).get("id", [""])
        return f"https://www.facebook.com/profile.php?id={numbers[0]}" if _NUMBER.match(numbers[0]) else None
    if first in ("pages", "people") and len(segments) >= 3:
        return "https://www.facebook.com/" + joined(segments[:4] if segments[1] == "category" else segments[:3])
    if first == "pages" and len(segments) == 2 and segments[1].lower() not in ("create", "category", "create.php"):
        return "https://www.facebook.com/" + joined(segments)
    if first == "pg" and len(segments) >= 2:
        return "https://www.facebook.com/" + joined(segments[1:2]).lower()
    if first == "share" and len(segments) >= 2 and "u=" not in query:
        # The app hands these out as the address of a page, and owners put them into their footers.
        return "https://www.facebook.com/" + joined(segments[:3])
    return None


def _telegram(first: str, segments: list[str]) -> str | None:
    """Invitations depend on case, names do not."""
    if first.startswith("+") and len(first) > 8:
        return f"https://t.me/{quoted(segments[0])}"
    if len(segments) < 2:
        return None
    if first == "joinchat":
        return f"https://t.me/joinchat/{quoted(segments[1])}"
    return f"https://t.me/{quoted(segments[1].lower())}" if first == "s" else None


def _line(domain: str, segments: list[str]) -> str | None:
    if domain == "lin.ee":
        return f"https://lin.ee/{quoted(segments[0])}"
    path = segments[1:] if segments[0] == "R" else segments
    if len(path) >= 3 and path[:2] in (["ti", "p"], ["ti", "g"], ["ti", "g2"]) and _LINE_ID.match(path[2]):
        return (
            "https://line.me/R/ti/" + joined(path[1:3])
            if path[2][0] in "@~"
            else "https://line.me/ti/" + joined(path[1:3])
        )
    if len(path) == 1 and domain == "page.line.me":
        return f"https://page.line.me/{quoted(path[0])}"
    return None
