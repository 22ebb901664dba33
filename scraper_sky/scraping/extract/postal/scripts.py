"""Addresses in Arabic, Persian, Thai and Vietnamese, which go by commas and by words for the parts.

| parts | example | street, city |
|---|---|---|
| Arabic: street, district, city | `17 شارع محمد فريد، عابدين، القاهرة` | 17 شارع محمد فريد, القاهرة |
| Persian: city, street, number | `کاشان، خیابان تلاش ۳، پلاک ۱۸` | خیابان تلاش ۳، پلاک ۱۸, کاشان |
| Thai: street, district, city, code | `88/12 ซอยสุขุมวิท 63 เขตวัฒนา กรุงเทพฯ 10110` | 88/12 ซอยสุขุมวิท 63, กรุงเทพฯ |
| Vietnamese: street, ward, district, city | `182 Cộng Hòa, Phường 12, Quận Tân Bình, TP.HCM` | 182 Cộng Hòa, TP.HCM |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from scraper_sky.scraping.extract.postal.forms import Postal

MAX_FOUND = 40  # of one form on a page
LONGEST_LINE = 160
MOST_WORDS = 6  # of a part

_COMMA = re.compile(r"\s*[،,]\s*|\s[-–—|]\s")
_LABELLED = re.compile(r"[^\d:：،,\n]{2,24}[:：]\s*")
_ARABIC_STREET = re.compile(r"(?<!\w)(?:شارع|طريق|جادة|ميدان|نهج|زنقة)\s")
_ARABIC_CODE = re.compile(r"\s*(?:الرمز البريدي\s?:?\s?)?(\d{5})(?:-\d{4})?\Z")
_PERSIAN_STREET = re.compile(r"(?<!\w)(?:خیابان|بلوار|خ\.|شهرک|میدان|جاده|کوچه|بزرگراه|اتوبان|چهارراه)\s")
_PERSIAN_CODE = re.compile(r"کد\s?پستی\s?:?\s?(\d{5}-?\d{5})")
_CODE_BELOW = re.compile(r"\n\s?کد\s?پستی\s?:?\s?\d{5}-?\d{5}(?!\d)")
_NUMBER = re.compile(r"\d")
_NUMBER_ALONE = re.compile(r"(?:رقم\s?|مبنى\s?)?\d{1,5}\Z")
_WORD = re.compile(r"[^\W\d_]{2}")
_COUNTRIES = frozenset({
    "مصر", "جمهورية مصر العربية", "السعودية", "المملكة العربية السعودية", "الإمارات", "الإمارات العربية المتحدة",
    "المغرب", "الأردن", "لبنان", "العراق", "ایران", "Việt Nam", "Vietnam",
})  # fmt: skip
_NAME = re.compile(r"[^\W\d_][^\d:@/]{1,30}\Z")
_PROVINCE = re.compile(r"(?:استان|محافظة)\s")
_THAI = re.compile(r"(กรุงเทพ(?:มหานคร|ฯ|\b)|(?:จ\.|จังหวัด)\s?[฀-๿]{2,30})\s{0,2}(?:รหัสไปรษณีย์\s)?(\d{5})(?!\d)")
_THAI_STREET = re.compile(
    r"(?:เลขที่\s?)?(\d[\d/-]{0,9}\s[^\n]{2,70}?)\s{0,2}(?=(?:แขวง|ตำบล|ต\.|เขต|อำเภอ|อ\.|กรุงเทพ|จ\.|จังหวัด|\Z))"
)
_THAI_PROVINCE = re.compile(r"\A(?:จ\.|จังหวัด)")
_THAI_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?([฀-๿]{2,30})")
_VIETNAMESE = re.compile(r"(?<!\w)(?:Phường|Quận|Huyện|Xã|Thành phố|TP\.?|P\.|Q\.|Tỉnh|Thị xã)(?=\s?[A-ZĐÀ-Ỹ\d])")
_VN_NUMBER = re.compile(r"(?:số|lô|tầng|km)?\s?\d", re.IGNORECASE)
_VN_CITY = re.compile(r"(?:TP\.?|Thành phố)\s?\S|(?:Hà Nội|Đà Nẵng|Hải Phòng|Cần Thơ|Huế)\Z")
_VN_DISTRICT = re.compile(r"(?:Quận|Huyện|Q\.|Thị xã|TX\.?)\s?\S")
_VN_PROVINCE = re.compile(r"(?:Tỉnh)\s\S")


def addresses_of_other_scripts(text: str) -> Iterator[Postal]:
    """Those of the four languages, in no order."""
    if any(word in text for word in ("شارع", "طريق", "جادة", "ميدان", "نهج", "زنقة")):
        yield from _of_lines(_ARABIC_STREET, text, _arabic)
    if any(word in text for word in ("خیابان", "بلوار", "شهرک", "میدان", "جاده", "کوچه")):
        yield from _of_lines(_PERSIAN_STREET, text, _persian)
    if "กรุงเทพ" in text or "จ." in text or "จังหวัด" in text:
        yield from _thai(text)
    if any(word in text for word in ("Phường", "Quận", "Huyện", "Thành phố", "TP.", "Tỉnh")):
        yield from _of_lines(_VIETNAMESE, text, _vietnamese)


def _of_lines(pattern: re.Pattern[str], text: str, read: Callable[[str, int], Postal | None]) -> Iterator[Postal]:
    """What `read` makes of each line in which the pattern occurs; it is given the line behind its label."""
    done = -1
    for found in islice(pattern.finditer(text), MAX_FOUND):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start == done or end - start > LONGEST_LINE:
            continue
        done = start
        if below := _CODE_BELOW.match(text, end):
            end = below.end()
        label = _LABELLED.match(text, start, end)
        first = label.end() if label else start
        address = read(text[first:end].rstrip(" .؛"), first)
        if address is not None:
            yield address


def _parts(line: str) -> list[str]:
    parts = [part.strip(" .") for part in _COMMA.split(line)]
    while parts and (not parts[-1] or parts[-1] in _COUNTRIES):
        parts.pop()
    return parts


def _arabic(line: str, start: int) -> Postal | None:
    parts = _parts(line)
    code = _ARABIC_CODE.search(parts[-1]) if parts else None
    if code:
        parts[-1] = parts[-1][: code.start()]
    street = next((index for index, part in enumerate(parts) if _ARABIC_STREET.search(part)), None)
    if street is None or street == len(parts) - 1 or not _is_name(parts[-1]):
        return None
    if len(parts[street].split()) > MOST_WORDS + 2:
        return None  # a sentence
    written = parts[street]
    if not _NUMBER.search(written) and street and _NUMBER_ALONE.match(parts[street - 1]):
        written = f"{parts[street - 1]}، {written}"
    points = 3 + bool(_NUMBER.search(written) or code)
    end = start + line.rfind(parts[-1]) + len(parts[-1]) + (code.end() - code.start() if code else 0)
    return Postal(written, code[1] if code else "", parts[-1], "", start, end, points)


def _persian(line: str, start: int) -> Postal | None:
    code = _PERSIAN_CODE.search(line)
    own = line[: code.start()].rstrip(" ،,-–\n") if code else line
    parts = _parts(own)
    region = parts.pop(0) if len(parts) > 2 and _PROVINCE.match(parts[0]) else ""
    if len(parts) < 2 or not _is_name(parts[0]) or _PERSIAN_STREET.search(parts[0]) or not _NUMBER.search(own):
        return None
    street = own[own.find(parts[1], own.find(parts[0]) + len(parts[0])) :]
    return Postal(street, code[1] if code else "", parts[0], region, start, start + len(line), 3 + bool(code))


def _thai(text: str) -> Iterator[Postal]:
    for found in islice(_THAI.finditer(text), MAX_FOUND):
        head = text[max(0, found.start() - LONGEST_LINE) : found.start()]
        lines = head.split("\n")
        head = lines[-1] if _NUMBER.search(lines[-1]) else " ".join(lines[-2:])
        street = _THAI_STREET.search(head)
        district = _THAI_DISTRICT.search(head)
        province = _THAI_PROVINCE.sub("", found[1]).strip()
        city = district[1] if district and not district[1].startswith("เมือง") else province
        region = province if city != province else ""
        yield Postal(street[1] if street else "", found[2], city, region, found.start(), found.end(), 3 + bool(street))


def _vietnamese(line: str, start: int) -> Postal | None:
    parts = _parts(line)
    first = next((index for index, part in enumerate(parts) if _VN_NUMBER.match(part)), None)
    if first is None or first > 1 or len(parts) < first + 2:
        return None
    street, behind = parts[first], parts[first + 1 :]
    city = next((part for part in reversed(behind) if _VN_CITY.match(part)), "")
    city = city or next((part for part in reversed(behind) if _VN_DISTRICT.match(part)), "")
    region = next((part for part in behind if _VN_PROVINCE.match(part)), "")
    if not city or not _WORD.search(street):
        return None
    return Postal(street, "", city, region, start, start + len(line), 4)


def _is_name(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS - 2 and _NAME.match(text) is not None
