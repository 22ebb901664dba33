"""E-mail addresses that a page hides from simple readers but shows to its visitors, put back together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from scraper_sky.scraping.extract.addresses import same_site
from scraper_sky.scraping.extract.emails.mailboxes import FREE_MAIL
from scraper_sky.scraping.extract.emails.rules import ends_well, normalised, refusal, role_or_personal
from scraper_sky.scraping.extract.emails.signs import (
    AT,
    CLOSE,
    DOT,
    DOT_INITIALS,
    OPEN,
    has_spaced_sign,
    local_before,
    named_signs,
)
from scraper_sky.scraping.extract.emails.text import Found, openly_written, trimmed_host
from scraper_sky.scraping.extract.wordlists import words

MAX_FINDS = 200
MAX_SIGNS = 2_000  # of one kind looked at on one page

# A worded '@' in brackets, and before it the local part.
_BRACKETED = re.compile(rf"{OPEN}{OPEN}?[ \xa0]?(?:{AT})[ \xa0]?{CLOSE}{{1,2}}")
_BRACKETED_OR_DASHED = re.compile(rf"{_BRACKETED.pattern}|(?<=[ \xa0])-at-(?=[ \xa0])")
_SPACES = re.compile(r"[ \xa0]{0,2}")
_LOCAL_BACKWARDS = re.compile(r"[a-zA-Z0-9\u00c0-\u024f][a-zA-Z0-9\u00c0-\u024f_.+-]{0,63}")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOT = (
    rf"(?:[ \xa0]{{0,2}}{OPEN}{{1,2}}[ \xa0]?(?:{DOT})[ \xa0]?{CLOSE}{{1,2}}[ \xa0]{{0,2}}"
    rf"|[ \xa0]{{1,2}}(?:{DOT})[ \xa0]{{1,2}}|\.)"
)
_DOMAIN = re.compile(rf"{_LABEL}(?:{_DOT}{_LABEL}){{1,6}}", re.I)
_ANY_DOT = re.compile(_DOT, re.I)

# Both signs in words, or in plain signs with spaces around both.
# Within `a-b-c` no second beginning is tried: where the first one fails, so would each.
_LOCAL = r"(?<![\w.])(?<!\w[+-])([a-z0-9][\w.+-]{0,63}+)"
_WORDED = re.compile(
    rf"{_LOCAL}[ \xa0]{{1,3}}(?:at|arroba|arobase|arobas|chiocciola|ät|-at-|@)"
    rf"[ \xa0]{{1,3}}({_LABEL}(?:[ \xa0]{{1,2}}(?:{DOT})[ \xa0]{{1,2}}{_LABEL}(?:\.[a-z]{{2,6}})?){{1,4}})",
    re.I,
)
_SPACED = re.compile(rf"{_LOCAL}[ \xa0]{{1,2}}(?:@|AT)[ \xa0]{{1,2}}({_LABEL}(?:\.{_LABEL}){{1,4}})", re.A)
_PERCENT = re.compile("%40")
_HOST = re.compile(r"[\w.-]{3,190}", re.A)
_RUN = re.compile(r"[\w.+-]{1,64}", re.A)
_RUN_BACKWARDS = re.compile(r"[\w.-]{3,118}(?![\w.-])", re.A)
_REVERSED = re.compile(r"[a-z]{2,12}\.[\w.-]{1,115}@[\w.+-]{1,64}\Z", re.A | re.I)
# What stands in every match of _WORDED, with spaces alone; hardly a page has both. A search that begins with one
# character is twice as fast, and the first letters spare most words a closer look.
_SPACED_AT = re.compile(r" (?:a(?:t|rroba|robase|robas)|chiocciola|ät|-at-|@) ")
_SPACED_DOT = re.compile(rf" (?=[{DOT_INITIALS}])(?:{DOT}) ")
_NO_HOST = words(
    """
    the this that a an our your each every one all any last first no it least once home work me us
    """
)


def cloudflare(encoded: str) -> str | None:
    """The address behind Cloudflare's `data-cfemail`: hexadecimal, the first byte is XORed with all others."""
    try:
        data = bytes.fromhex(encoded[:600])
    except ValueError:
        return None
    if len(data) < 6:
        return None
    return bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace")


def worded(text: str, host: str) -> Iterator[Found]:
    """Addresses with a '@' in words or brackets in a text without seams; `host` is the site's own."""
    lower = text.replace("İ", "I").lower()  # The only letter that has another length then.
    signs = _BRACKETED_OR_DASHED if "-at-" in lower else _BRACKETED
    is_spaced = has_spaced_sign(lower)
    for finder in (
        _bracketed(text, islice(signs.finditer(lower), MAX_SIGNS)),
        _bracketed(text, islice(named_signs(lower, is_spaced), MAX_SIGNS), apart=True),
        _both_in_words(text, lower) if is_spaced else (),
        _percent_encoded(text),
    ):
        for count, found in enumerate(finder):
            if count >= MAX_FINDS:
                break
            yield found
    if " @" not in text and " AT" not in text and "\xa0@" not in text:
        return
    for match in islice(_SPACED.finditer(text), MAX_SIGNS):
        spaced = _found(match[1], trimmed_host(match[2]), match[0], match.start())
        if spaced is not None and _is_plausible_when_spaced(spaced.address, host):
            yield spaced


def _bracketed(text: str, signs: Iterator[re.Match[str]], apart: bool = False) -> Iterator[Found]:
    """What stands around `signs`; with `apart` dots may be words between spaces on both sides of them."""
    for sign in signs:
        local = local_before(text, sign.start(), apart)
        domain = _DOMAIN.match(text, _end_of_spaces(text, sign.end()), sign.end() + 200)
        if local is None or domain is None:
            continue
        name, start = local
        host = trimmed_host(_ANY_DOT.sub(".", domain[0]))
        found = _found(name, host, text[start : domain.end()], start)
        if found is not None and ends_well(host.lower()):
            yield found


def _end_of_spaces(text: str, position: int) -> int:
    spaces = _SPACES.match(text, position)
    return spaces.end() if spaces else position


def _both_in_words(text: str, lower: str) -> Iterator[Found]:
    spaced = lower.replace("\xa0", " ")
    if _SPACED_AT.search(spaced) is None or _SPACED_DOT.search(spaced) is None:
        return
    for match in islice(_WORDED.finditer(text), MAX_SIGNS):
        host = trimmed_host(_ANY_DOT.sub(".", match[2]))
        name, start = local_before(text, match.end(1), apart=True) or (match[1], match.start())
        found = _found(name, host, text[start : match.end()], start)
        if found is None or host.partition(".")[0].lower() in _NO_HOST:
            continue
        if ends_well(host.lower()):
            yield found


def _percent_encoded(text: str) -> Iterator[Found]:
    for sign in islice(_PERCENT.finditer(text), MAX_SIGNS):
        local = _RUN.match(text[max(0, sign.start() - 64) : sign.start()][::-1])
        domain = _HOST.match(text, sign.end())
        if local is None or domain is None:
            continue
        start = sign.start() - local.end()
        found = _found(local[0][::-1], trimmed_host(domain[0]), text[start : domain.end()], start)
        if found is not None:
            yield found


def _found(local: str, host: str, written: str, start: int) -> Found | None:
    address = normalised(local, host) if host else None
    return None if address is None else Found(address, written.strip(), start, start + len(written), mended=True)


def _is_plausible_when_spaced(address: str, host: str) -> bool:
    """`info @ example.com` is an address; `follow us @ example.com` is not."""
    local, _, domain = address.partition("@")
    if local in _NO_HOST:
        return False
    own = same_site(domain, host)
    return role_or_personal(address) == "role" or domain in FREE_MAIL or (own and ("." in local or "_" in local))


_ANNOUNCED_LOCAL = re.compile(r"[:：][ \xa0]{0,2}([a-z0-9][\w.+-]{1,63})\Z", re.A | re.I)
_MARKED_HOSTS = ("gmail.com", "qq.com", "163.com", "126.com", "hotmail.com", "outlook.com", "yahoo.com")
_SIGNS = "#＃★☆◎●■※♯"
_TORN = re.compile(r"@(?:[ \n]|(?<= @))")


def marked(text: str, owner: str) -> Iterator[Found]:
    """`sales#example.com`: another sign for the '@', before the site's own registered name or a provider's."""
    for sign in _SIGNS:
        if sign not in text:
            continue
        for host in (owner, *_MARKED_HOSTS):
            for position in islice(_positions(text, sign + host), MAX_SIGNS):
                before = _LOCAL_BACKWARDS.match(text[max(0, position - 66) : position][::-1])
                found = before and _found(before[0][::-1], host, f"{before[0][::-1]}{sign}{host}", position)
                if found:
                    yield found


def spoken(text: str, owner: str) -> Iterator[Found]:
    """`Groups: groups at example.com`, the site's own name or a provider's behind a word that a colon announces.

    `Visit our shop at` is none.
    """
    if " at " not in text:
        return
    for host in (owner, *_MARKED_HOSTS):
        for position in islice(_positions(text, f" at {host}"), MAX_SIGNS):
            before = _ANNOUNCED_LOCAL.search(text, max(0, position - 66), position)
            found = before and _found(before[1], host, f"{before[1]} at {host}", position - len(before[1]))
            if found:
                yield found


def torn(text: str, owner: str) -> Iterator[Found]:
    """`info@ example.com` and `info @example.com`: a space or a new line beside the '@' of the site's own name."""
    if not _TORN.search(text):
        return
    for written in (f"@ {owner}", f"@\n{owner}", f"@\n\n{owner}", f" @{owner}"):
        for position in islice(_positions(text, written), MAX_SIGNS):
            local = _LOCAL_BACKWARDS.match(text[max(0, position - 64) : position][::-1])
            found = local and _found(local[0][::-1], owner, f"{local[0][::-1]}{written}", position - len(local[0]))
            if found and (written[0] == "@" or role_or_personal(found.address) == "role"):
                yield found


def _positions(text: str, sought: str) -> Iterator[int]:
    position = text.find(sought)
    while position >= 0:
        yield position
        position = text.find(sought, position + 1)


def backwards(text: str, html: str) -> Iterator[Found]:
    """Addresses written from right to left (`moc.elpmaxe@ofni`) for a style sheet to turn round.

    Without a sign of such a style in the markup only role addresses are believed.
    """
    is_turned = cache(lambda: _has_right_to_left(html))  # looked for at the most once
    for position in islice(_positions(text, "@"), MAX_FINDS):
        before = _RUN_BACKWARDS.match(text[max(0, position - 120) : position][::-1])
        after = _RUN.match(text, position + 1, position + 66)
        if before is None or after is None:
            continue
        written = f"{before[0][::-1]}@{after[0]}"
        if _REVERSED.match(written) is None or _is_forwards(written):
            continue
        for found in openly_written(written[::-1]):
            believed = role_or_personal(found.address) == "role" or is_turned()
            if believed and refusal(found.address) in (None, "placeholder"):
                yield Found(found.address, written, position - len(before[0]), after.end(), mended=True)


def _has_right_to_left(html: str) -> bool:
    markup = html.lower()
    return "rtl" in markup or "bidi" in markup


def _is_forwards(written: str) -> bool:
    return any(refusal(found.address) is None for found in openly_written(written))


_TYPO3_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


def caesar(encoded: str) -> str | None:
    """The `mailto:` behind TYPO3's shifted links (`ocknvq,kphq…`), or None; the first letter tells the shift."""
    if not "a" <= encoded[:1] <= "z":
        return None
    first = (ord("m") - ord(encoded[0])) % 26
    for shift in range(first - 26, 27, 26):
        if encoded[:7].translate(_shifting(shift)) == "mailto:":
            return encoded[:300].translate(_shifting(shift))
    return None


@lru_cache(maxsize=64)
def _shifting(shift: int) -> dict[int, str]:
    return {code: _shifted(chr(code), shift) for low, high in _TYPO3_RANGES for code in range(low, high + 1)}


def _shifted(sign: str, shift: int) -> str:
    code = ord(sign)
    for low, high in _TYPO3_RANGES:
        if low <= code <= high:
            return chr(low + (code - low + shift) % (high - low + 1))
    return sign


def rot13(text: str) -> str:
    return "".join(_rotated(sign) for sign in text[:400])


def _rotated(sign: str) -> str:
    if not (sign.isascii() and sign.isalpha()):
        return sign
    base = ord("a") if sign.islower() else ord("A")
    return chr(base + (ord(sign) - base + 13) % 26)
