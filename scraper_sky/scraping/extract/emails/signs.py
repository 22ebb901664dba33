"""How people write '@' and '.' in words, and the local part that stands before such a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper_sky.scraping.extract.word_patterns import either

OPEN, CLOSE = r"[\[({<«‹|*_~（［｛＜【〈]", r"[\])}>»›|*_~）］｝＞】〉]"

# Words for the '@' that are nothing else beside Latin letters; in some scripts they stand without spaces.
_NAMES = (
    "arroba|arobase|arobas|arobaz|chiocciola|kukac|zavin[aá][čc]|malpa|małpa|snabel-?a|kr[øo]llalfa|alfakr[oø]ll|"
    "kissanhäntä|miukumauku|apenstaartje|klammeraffe|a còng|kuyruklu a|"
    "собака|маймунско а|παπάκι|παπακι|アットマーク|アット|골뱅이|艾特|小老鼠|एट|ऐट|অ্যাট|שטרודל|آت|แอท"
)
AT = rf"at|a|ät|æt|ett|et|arond|chez|bei|miu|{_NAMES}|ет|эт|ат|στο|あっと|앳|أت|ات|แอด|@|＠"
DOT = (
    r"dot|d0t|punkt|punt|point|punto|ponto|puncto|punkts|te[cč]ka|kropka|pont|nokta|piste|prikk|bod|titik|taškas|chấm|"
    r"точка|тачка|крапка|кропка|τελεία|ドット|どっと|닷|점|点|點|डॉट|डाट|ডট|נקודה|نقطة|نقطه|دوت|دات|จุด|ดอท|\."
)
DOT_INITIALS = "".join(sorted({word.lstrip("\\")[0] for word in DOT.split("|")}))
"""The first letters of the words for a dot."""

_ASIAN = "|".join(word for word in _NAMES.split("|") if word[0] > "ԯ")
_NAMED_SIGN = re.compile(rf"(?<=[ \xa0])(?:{_NAMES})(?=[ \xa0])|(?<![^\W\d_a-z])(?:{_ASIAN})")
# A search that begins with one character, or with a few, costs a tenth of one that begins with a look back.
_ANY_ASIAN = re.compile(_ASIAN)
_SPELLED_NAMES = _NAMES.replace(" ", r"\x20")
_SPACED_SIGN = re.compile(rf" (?:{either('at|ät|-at-|@|' + _SPELLED_NAMES)}) ")
_SPACED_NAME = re.compile(rf" (?:{either(_SPELLED_NAMES)}) ")

_LOCAL = re.compile(r"[a-zA-Z0-9\u00c0-\u024f][a-zA-Z0-9\u00c0-\u024f_.+-]{0,63}")
_DOT_IN_BRACKETS = re.compile(
    rf"[ \xa0]{{0,2}}{OPEN}{{1,2}}[ \xa0]?(?:{DOT})[ \xa0]?{CLOSE}{{1,2}}[ \xa0]{{0,2}}\Z", re.I
)
_DOT_APART = re.compile(r"[ \xa0]{1,2}(?:dot|punkt|punto|ponto|te[cč]ka|kropka|point)[ \xa0]{1,2}\Z", re.I)
_MOST_DOTS = 3  # in words, in one local part


def has_spaced_sign(lower: str) -> bool:
    """True if a text in lower case has a word for the '@', or the sign, between spaces."""
    return _SPACED_SIGN.search(lower.replace("\xa0", " ")) is not None


def named_signs(lower: str, is_spaced: bool) -> Iterator[re.Match[str]]:
    """Each word of its own that is always the '@', Asian ones also between Latin letters; in a text in lower case.

    `is_spaced` is what `has_spaced_sign` says of it.
    """
    if (is_spaced and _SPACED_NAME.search(lower.replace("\xa0", " "))) or _has_asian(lower):
        yield from _NAMED_SIGN.finditer(lower)


def _has_asian(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return _ANY_ASIAN.search(text) is not None
    return False


def local_before(text: str, end: int, apart: bool = False) -> tuple[str, int] | None:
    """The local part that ends at `end`, at most two spaces before it, and where it starts.

    Dots in brackets belong to it (`anna[dot]berg`); with `apart` also dots that are words between spaces.
    """
    before = text[max(0, end - 66) : end]
    stem = before.rstrip(" \xa0")
    local = _LOCAL.match(stem[::-1]) if len(before) - len(stem) <= 2 else None
    if local is None:
        return None
    name, start = local[0][::-1], end - (len(before) - len(stem)) - local.end()
    for _ in range(_MOST_DOTS):
        near = text[max(0, start - 16) : start]
        dot = _DOT_IN_BRACKETS.search(near) or (_DOT_APART.search(near) if apart else None)
        first = dot and _LOCAL.match(text[max(0, start - len(dot[0]) - 64) : start - len(dot[0])][::-1])
        if not dot or not first:
            break
        name, start = f"{first[0][::-1]}.{name}", start - len(dot[0]) - first.end()
    return name, start
