"""One phone number as written, read by libphonenumber, and whether it is written the way its country writes numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import phonenumbers
from phonenumbers import Leniency, NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

from scraper_sky.scraping.extract.phones.rules import SEQUENCES

LONGEST_WRITTEN = 60  # characters
LONGEST_EXTENSION = 30  # characters, with the word before it

# Words for an extension: `x` and `#` everywhere, and what switchboards are called in a dozen languages.
EXTENSION_WORDS = (
    r"ext(?:ension|ensión|\.?n)?|x|\#|dw|durchwahl|nebenstelle|nst|apparat|app|poste|interno|int|anexo|ramal|toestel|tst"
    r"|wew|linka|klapka|mellék|ankn|dahili|εσωτ|доб(?:авочный)?|дод|вн|שלוחה|ต่อ|内線|內線|分机|分機|转|轉|내선"
)
_EXTENSION = re.compile(
    rf"(?:(?:\s?\([^\W\d]{{2,10}}\))?[\s,;(•·|-]*+(?:{EXTENSION_WORDS})[\s.:=-]{{0,3}}|\s~(?=\d{{3}})|;ext=|[,;p]{{1,3}})(\d{{1,7}})[)#]?\Z",
    re.IGNORECASE,
)
_OTHER_LINE = re.compile(r"(?<=\d)\s?(?:[/~～]\s?-?|-\s?/\s?-?)\d{1,2}\Z")
_OF_A_SONG = ("5555555", "8675309")  # what Americans write where any number will do
_TRUNK = re.compile(r"\(\s?0\s?\)")

# Where the trunk prefix (Hungary's 06) is mostly not written, whatever libphonenumber says of the format.
_TRUNK_LEFT_OUT = ("HU",)

# Prefixes that were dialled in a country until it did away with them, and that its pages still show.
_FORMER_PREFIXES = {"MX": ("01", "044", "045")}
_FORMER_MOBILE = re.compile(r"\+\D{0,2}52\D{0,3}1(?=\D{0,3}\d)")


def without_extension(written: str) -> tuple[str, str]:
    """A number as written in two parts: what one dials, and the extension behind it, in digits."""
    found = _EXTENSION.search(written, max(0, len(written) - LONGEST_EXTENSION))
    if found is None or found.start() == 0:
        return written, ""
    return written[: found.start()], found[1]


def read_number(written: str, regions: Sequence[str]) -> PhoneNumber | None:
    """The first valid reading, without its extension: as an international number when it says so, else for each region.

    `030 1234567/8` and `-1234567~8` name two neighbouring lines; the first is read.
    """
    main = without_extension(written)[0]
    first = _OTHER_LINE.sub("", main)
    if first != main and first.count("/") < 2 and (number := _in_regions(first, regions)) is not None:
        return number
    return _in_regions(main, regions)


def _in_regions(written: str, regions: Sequence[str]) -> PhoneNumber | None:
    text = _TRUNK.sub("", written) if "+" in written or written.lstrip().startswith("00") else written
    if not text.isascii():
        text = unicodedata.normalize("NFKC", in_ascii_digits(text))
    text = text.strip()[:LONGEST_WRITTEN]
    if "+" in text[:4]:
        text = text.lstrip("[({ ")
    if text.startswith("00") and (number := _parsed("+" + text[2:], None)) is not None:
        return number
    if text.startswith("+"):
        return _parsed(text, None) or _parsed(_FORMER_MOBILE.sub("+52", text), None)
    for region in regions:
        number = _parsed(text, region) or _formerly(text, region)
        if number is not None:
            return number
    return None


@lru_cache(maxsize=512)
def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    """The valid number; callers share it and must not change it."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _formerly(text: str, region: str) -> PhoneNumber | None:
    for prefix in _FORMER_PREFIXES.get(region, ()):
        if text.startswith(prefix):
            return _parsed(text[len(prefix) :], region)
    return None


def is_written_as_usual(written: str, number: PhoneNumber) -> bool:
    """True when the digits are grouped as the country groups them, or grouped at all behind a leading 0."""
    groups = _groups(without_extension(written)[0])
    if len(groups) == 1:
        return False
    usual = _groups(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    if _breaks(groups) <= _breaks(usual) or _breaks(groups[1:]) == _breaks(usual):
        return True
    if not usual[0].startswith("0") and number.country_code != 1 and _is_freely_grouped(groups):
        return True
    bracketed = written.startswith("(0") and len(groups) <= 8
    return groups[0].startswith("0") and len("".join(groups)) >= 9 and (bracketed or len(groups) <= 6)


def _is_freely_grouped(groups: list[str]) -> bool:
    """True for `917 32 606` in a country without trunk prefixes; not for `12 345 678`, which may be a sum."""
    thousands = len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:])
    return 3 <= len(groups) <= 5 and all(2 <= len(group) <= 4 for group in groups) and not thousands


def is_whole(written: str, number: PhoneNumber) -> bool:
    """True for nine digits and more that leave out no area code or trunk prefix, and are no code as `814-2000-905`."""
    main = without_extension(written)[0]
    groups = _groups(main)
    is_code = len(groups) > 1 and not any(sign.isspace() for sign in main.strip())
    return len("".join(groups)) >= 9 and len(groups) <= 10 and not is_code and not lacks_trunk_prefix(written, number)


def lacks_trunk_prefix(written: str, number: PhoneNumber) -> bool:
    """True for local digits that only happen to be a valid number elsewhere in a country where numbers begin with 0."""
    usual = _groups(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    return usual[0].startswith("0") and not _groups(written)[0].startswith("0")


def may_lack_trunk_prefix(written: str, number: PhoneNumber) -> bool:
    """True when the country also writes numbers of this kind without the 0 in front, as India does those of mobiles."""
    region = region_of(number)
    matcher = PhoneNumberMatcher(written, region, leniency=Leniency.VALID, max_tries=1)
    return region in _TRUNK_LEFT_OUT or bool(matcher.has_next())


def _groups(text: str) -> list[str]:
    return [group for group in re.split(r"\D+", in_ascii_digits(text)) if group]


def in_ascii_digits(text: str) -> str:
    """The text with the digits of Arabic, Persian, Hindi and other scripts as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _breaks(groups: list[str]) -> set[str]:
    """What stands before each break, so that coarser grouping gives a subset: `415-6667777` of `415-666-7777`."""
    return {"".join(groups[: index + 1]) for index in range(len(groups))}


def is_made_up(number: PhoneNumber) -> bool:
    digits = phonenumbers.national_significant_number(number)
    return digits in SEQUENCES or len(set(digits)) <= 1 or digits.startswith("5555555") or digits.endswith(_OF_A_SONG)


def e164(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def region_of(number: PhoneNumber) -> str:
    return phonenumbers.region_code_for_number(number) or ""
