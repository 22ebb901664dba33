"""How values look on the pages: times, durations, sizes, links."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers
from flask import Flask

from scraper_sky.clock import iso_z, utc_now
from scraper_sky.errors import BadInput
from scraper_sky.scraping.names import read_domain
from webapp.ui import words
from webapp.ui.bars import segments

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MINUTE, HOUR, DAY = 60, 3600, 86_400


def register(app: Flask) -> None:
    for function in (
        ago,
        until,
        moment,
        duration,
        milliseconds,
        size,
        number,
        safe_url,
        short_url,
        shown_domain,
        shown_phone,
        eta,
    ):
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.filters["iso"] = iso_z
    app.jinja_env.globals.update(words=words, segments=segments, now=utc_now)


def ago(when: datetime | None) -> str:
    """`12 s ago`, `3 min ago`, … and the date once it is more than a month."""
    if when is None:
        return "—"
    seconds = (utc_now() - when).total_seconds()
    if seconds < 3:
        return "just now"
    for limit, unit, name in ((MINUTE, 1, "s"), (HOUR, MINUTE, "min"), (DAY, HOUR, "h")):
        if seconds < limit:
            return f"{int(seconds // unit)} {name} ago"
    days = int(seconds // DAY)
    if days > 30:
        return f"{when.astimezone(UTC):%-d %b %Y}"
    return "yesterday" if days == 1 else f"{days} days ago"


def until(when: datetime | None) -> str:
    """`in 12 s`; a moment that has passed is `now`."""
    if when is None:
        return ""
    seconds = (when - utc_now()).total_seconds()
    return "now" if seconds < 1 else f"in {duration(seconds)}"


def moment(when: datetime | None) -> str:
    """Date and time in UTC, for the tooltip of a relative time."""
    return "" if when is None else f"{when.astimezone(UTC):%-d %B %Y, %H:%M:%S} UTC"


def duration(seconds: float | None) -> str:
    """`0.8 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `3 days 4 h`."""
    if seconds is None:
        return "—"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    for unit, name, part, part_name in ((DAY, "days", HOUR, "h"), (HOUR, "h", MINUTE, "min"), (MINUTE, "min", 1, "s")):
        if whole >= unit:
            many, rest = divmod(whole, unit)
            name = "day" if name == "days" and many == 1 else name
            return f"{many} {name} {rest // part} {part_name}" if rest // part else f"{many} {name}"
    return ""


def eta(seconds: float | None) -> str:
    """An estimate, no finer than it deserves: `less than a minute`, `about 4 min`, `about 2.5 h`."""
    if seconds is None:
        return "—"
    if seconds < 10:
        return "a few seconds"
    if seconds < MINUTE:
        return f"about {5 * round(seconds / 5)} s"
    if seconds < 1.5 * HOUR:
        return f"about {max(1, round(seconds / MINUTE))} min"
    return f"about {seconds / HOUR:.1f} h" if seconds < 2 * DAY else f"about {round(seconds / DAY)} days"


def milliseconds(value: int | None) -> str:
    if value is None:
        return "—"
    return f"{value} ms" if value < 1000 else duration(value / 1000)


def size(count: int | None) -> str:
    """Bytes as people read them."""
    if not count:
        return "0 B"
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def number(value: int | float | None) -> str:
    """With thin spaces between the thousands."""
    return "—" if value is None else f"{value:,}".replace(",", "\u202f")


def safe_url(url: str | None) -> str | None:
    """`url` when a link to it can do no harm, else None: http, https, mailto and tel only."""
    try:
        scheme = urlsplit((url or "").strip()).scheme.lower()
    except ValueError:
        return None
    return url.strip() if url and scheme in SAFE_SCHEMES else None


def short_url(url: str | None) -> str:
    """An address without what every address has; for reading, not for following."""
    text = (url or "").removeprefix("https://").removeprefix("http://")
    return text.removesuffix("/") if text.count("/") == 1 else text


@lru_cache(maxsize=4096)
def shown_domain(domain: str) -> str:
    """The domain in the script that people write it in."""
    try:
        return read_domain(domain).display
    except BadInput:
        return domain


@lru_cache(maxsize=4096)
def shown_phone(number: str) -> str:
    """An E.164 number with the spaces of its country."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
