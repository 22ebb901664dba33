"""One phone number as written, read by libphonenumber, and whether it is written the way its country writes numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from scraper_sky.scraping.extract.phone_rules import SEQUENCES

EXTENSION = re.compile(r"[\s,;]*(?:ext|x|dw|durchwahl|poste|доб)", re.IGNORECASE)
_TRUNK = re.compile(r"\(\s?0\s?\)")


def read_number(written: str, regions: Sequence[str]) -> PhoneNumber | None:
    """The first valid reading: as an international number when it says so, else for each region in turn."""
    text = _TRUNK.sub("", written) if "+" in written or written.lstrip().startswith("00") else written
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.strip()[:60].lstrip("[({ ") if "+" in text[:4] else text.strip()[:60]
    if text.startswith("00"):
        number = _parsed("+" + text[2:], None)
        if number is not None:
            return number
    if text.startswith("+"):
        return _parsed(text, None)
    for region in regions:
        number = _parsed(text, region)
        if number is not None:
            return number
    return None


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def is_written_as_usual(written: str, number: PhoneNumber) -> bool:
    """True when the digits are grouped as the country groups them, or grouped at all behind a leading 0."""
    groups = _groups(EXTENSION.split(written)[0])
    if len(groups) == 1:
        return False
    bare = PhoneNumber(
        country_code=number.country_code,
        national_number=number.national_number,
        italian_leading_zero=number.italian_leading_zero,
    )
    usual = _groups(phonenumbers.format_number(bare, PhoneNumberFormat.NATIONAL))
    if _breaks(groups) <= _breaks(usual) or _breaks(groups[1:]) == _breaks(usual):
        return True
    bracketed = written.startswith("(0") and len(groups) <= 8
    return groups[0].startswith("0") and len("".join(groups)) >= 9 and (bracketed or len(groups) <= 6)


def lacks_trunk_prefix(written: str, number: PhoneNumber) -> bool:
    """True for local digits that only happen to be a valid number elsewhere in a country where numbers begin with 0."""
    usual = _groups(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    return usual[0].startswith("0") and not _groups(written)[0].startswith("0")


def _groups(text: str) -> list[str]:
    return [group for group in re.split(r"\D+", text) if group]


def _breaks(groups: list[str]) -> set[str]:
    """What stands before each break, so that coarser grouping gives a subset: `415-6667777` of `415-666-7777`."""
    return {"".join(groups[: index + 1]) for index in range(len(groups))}


def is_made_up(number: PhoneNumber) -> bool:
    digits = phonenumbers.national_significant_number(number)
    return digits in SEQUENCES or len(set(digits)) <= 1 or digits.startswith("5555555") or digits.endswith("5555555")


def e164(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def region_of(number: PhoneNumber) -> str:
    return phonenumbers.region_code_for_number(number) or ""
