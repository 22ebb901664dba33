"""The ways in which web pages show, and hide, an e-mail address, a phone number or a profile."""

from __future__ import annotations

import html
from collections.abc import Callable
from enum import StrEnum

from tests.support.farm.company import Phone
from tests.support.farm.dice import Dice


class Disguise(StrEnum):
    MAILTO = "mailto"
    MAILTO_SUBJECT = "mailto_subject"  # mailto:a@b?subject=…
    PERCENT = "percent"  # mailto:%61%40…
    TEXT = "text"
    SPANS = "spans"  # text whose parts are in elements of their own
    ENTITIES = "entities"
    AT_DOT = "at_dot"
    CLOUDFLARE = "cloudflare"
    REVERSED = "reversed"
    JSON_LD = "json-ld"
    TEL = "tel"
    NATIONAL = "national"
    INTERNATIONAL = "international"
    LINK = "link"
    TRACKED_LINK = "tracked_link"  # with what a share button or a campaign leaves behind


EMAIL_WEIGHTS = (
    (Disguise.MAILTO, 46),
    (Disguise.TEXT, 16),
    (Disguise.MAILTO_SUBJECT, 4),
    (Disguise.PERCENT, 3),
    (Disguise.SPANS, 3),
    (Disguise.ENTITIES, 7),
    (Disguise.AT_DOT, 9),
    (Disguise.CLOUDFLARE, 7),
    (Disguise.REVERSED, 5),
)
_AT_DOT_FORMS = (
    ("[at]", "[dot]"),
    (" [at] ", " [dot] "),
    ("(at)", "(dot)"),
    (" (at) ", " (dot) "),
    ("(at)", "."),
    (" [at] ", "."),
    ("{at}", "{dot}"),
)


def cloudflare_hex(email: str, key: int) -> str:
    """Cloudflare's e-mail protection: a key byte, then each byte of the address XOR the key, all in hexadecimal."""
    return bytes([key, *(byte ^ key for byte in email.encode())]).hex()


def show_email(email: str, disguise: Disguise, dice: Dice) -> str:
    """HTML that shows this address in this way."""
    return _EMAIL[disguise](email, dice)


def show_phone(phone: Phone, disguise: Disguise, label: str, dice: Dice) -> str:
    """HTML that shows this number after its label."""
    if disguise is Disguise.TEL:
        shown = dice.pick((phone.national, phone.international))
        return f'{label}: <a href="tel:{phone.number}">{shown}</a>'
    return f"{label}: {phone.national if disguise is Disguise.NATIONAL else phone.international}"


def _spans(email: str, dice: Dice) -> str:
    local, _, domain = email.partition("@")
    return f"<span>{local}</span><span>@</span><span>{domain}</span>"


def _at_dot(email: str, dice: Dice) -> str:
    at, dot = dice.pick(_AT_DOT_FORMS)
    local, _, domain = email.partition("@")
    return local + at + domain.replace(".", dot)


def _entities(email: str, dice: Dice) -> str:
    form = dice.pick(("&#{};", "&#x{:x};"))
    coded = "".join(form.format(ord(each)) for each in email)
    prefix = "".join(form.format(ord(each)) for each in "mailto:")
    return dice.pick((coded, f'<a href="{prefix}{coded}">{coded}</a>'))


def _cloudflare(email: str, dice: Dice) -> str:
    code = cloudflare_hex(email, dice.between(1, 255))
    words = "[email&#160;protected]"
    if dice.chance(50):
        return f'<a href="/cdn-cgi/l/email-protection#{code}">{words}</a>'
    return f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">{words}</a>'


def _reversed(email: str, dice: Dice) -> str:
    return f'<span style="unicode-bidi:bidi-override; direction: rtl;">{email[::-1]}</span>'


def _percent(email: str, dice: Dice) -> str:
    coded = "".join(f"%{byte:02x}" for byte in email.encode())
    return f'<a href="mailto:{coded}">E-Mail</a>'


_EMAIL: dict[Disguise, Callable[[str, Dice], str]] = {
    Disguise.MAILTO: lambda email, dice: (
        f'<a href="mailto:{email}">{dice.pick((email, html.escape(email), "E-Mail"))}</a>'
    ),
    Disguise.MAILTO_SUBJECT: lambda email, dice: f'<a href="mailto:{email}?subject=Web%20site&amp;body=">{email}</a>',
    Disguise.PERCENT: _percent,
    Disguise.TEXT: lambda email, dice: email,
    Disguise.SPANS: _spans,
    Disguise.ENTITIES: _entities,
    Disguise.AT_DOT: _at_dot,
    Disguise.CLOUDFLARE: _cloudflare,
    Disguise.REVERSED: _reversed,
}


# How a profile of each network is written in its plain form; {} is the handle.
NETWORKS: dict[str, str] = {
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "linkedin": "https://www.linkedin.com/company/{}",
    "x": "https://x.com/{}",
    "youtube": "https://www.youtube.com/@{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "pinterest": "https://www.pinterest.com/{}",
}
_LEFT_BEHIND = {"facebook": "?ref=hl", "instagram": "?igshid=YmMyMTA2M2Y", "youtube": "?si=Zx81", "x": "?lang=en"}


def handle_for(network: str, handle: str) -> str:
    """The handle in the letters that the network allows."""
    plain = handle.replace(".", "")
    if network == "x":
        return plain[:15]
    return plain.replace("_", "-") if network in ("linkedin", "pinterest") else handle


def profile_href(network: str, profile: str, disguise: Disguise, dice: Dice) -> str:
    """The address as the page links to it."""
    if disguise is Disguise.TRACKED_LINK:
        return profile + _LEFT_BEHIND.get(network, "/")
    return dice.pick((profile, profile + "/"))


def share_links(url: str) -> tuple[tuple[str, str], ...]:
    """(label, href) of the buttons that share a page, none of which is a profile of the company."""
    return (
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}"),
        ("X", f"https://twitter.com/intent/tweet?url={url}"),
        ("LinkedIn", f"https://www.linkedin.com/shareArticle?mini=true&amp;url={url}"),
        ("Pinterest", f"https://www.pinterest.com/pin/create/button/?url={url}"),
        ("WhatsApp", f"https://api.whatsapp.com/send?text={url}"),
        ("Telegram", f"https://t.me/share/url?url={url}"),
    )
