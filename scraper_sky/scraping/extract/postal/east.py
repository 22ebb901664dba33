"""Addresses in East Asia, written from the largest part to the smallest and without commas.

| form | example | street, city, region |
|---|---|---|
| Japan | `〒650-0022 兵庫県神戸市中央区元町通3-18-2` | 元町通3-18-2, 神戸市中央区, 兵庫県 |
| Korea | `(10881) 경기도 고양시 덕양구 회동길 182` | 덕양구 회동길 182, 고양시, 경기도 |
| China | `地址：江苏省无锡市惠山区兴洲路166号 邮编：214181` | 惠山区兴洲路166号, 无锡市, 江苏省 |
| Taiwan | `603 嘉義縣梅山鄉瑞里村1鄰18-2號` | 瑞里村1鄰18-2號, 梅山鄉, 嘉義縣 |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from scraper_sky.scraping.extract.postal.forms import Postal

MAX_FOUND = 60  # of one form on a page
_HYPHENS = str.maketrans(dict.fromkeys("－‐−ー–", "-"))

_JP_STREET = r"[^\n,、。|()（）「」※／]{1,60}"
# The names of some towns hold one of the signs that end a name.
_JP_CITY = (
    r"(?:\w{1,5}?郡)?(?:(?:四日市|廿日市|野々市|大町|十日町|東村山|武蔵村山|羽村|田村|大村)市|\w{1,6}?[市区町村])"
    r"(?:(?<=市)\w{1,3}?区)?"
)
_JP_PREFECTURE = r"東京都|北海道|大阪府|京都府|(?:神奈川|和歌山|鹿児島|[一-鿿]{2})県"
_JAPAN = re.compile(rf"(\d\d\d[-－‐−ー–]\d{{4}})(?!\d)[\s　]{{0,3}}({_JP_PREFECTURE})?({_JP_CITY})({_JP_STREET})")
_JP_SIGN = re.compile(r"(?:〒\s?|(?<![\d-]))\Z")
_JAPAN_WITHOUT_CODE = re.compile(rf"({_JP_PREFECTURE})({_JP_CITY})({_JP_STREET})")
_JP_END = re.compile(r"[\s　](?:TEL|Tel|電話|ＴＥＬ|FAX|ＦＡＸ|アクセス|営業|代表|MAP|地図)")
_JP_NUMBER = re.compile(r"\d|丁目|番")
_JP_BLOCK = re.compile(r"\A[^\d\s]{0,12}\d{1,4}\s?(?:丁目|番|[-－‐−の]\d)")

_KR_METROPOLIS = r"(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별자치시|특별시|광역시|시)?"
_KR_PROVINCE = r"(?:경기|강원|제주|전북)(?:특별자치도|도)?|(?:충청|전라|경상)[남북]도|[충전경][남북]"
_KOREA = re.compile(
    rf"(?<!\w)(?:({_KR_METROPOLIS})|({_KR_PROVINCE}))\s{{1,2}}((?:\w{{1,5}}[시군구]\s{{1,2}}){{0,2}})"
    r"((?:\w{1,5}[읍면]\s{1,2})?(?:\w{1,14}(?:로|길)\s?\d{1,4}(?:-\d{1,4})?(?!\d)|\w{1,6}[동리가]\s\d{1,4}(?:-\d{1,4})?(?!\d)(?:번지)?)"
    r"(?:,?\s(?:지하\s?)?[B\d][\d-]{0,5}(?:층|호|동)(?:\s?\d{1,4}호)?|,\s?[^\n,()|/:]{1,24}(?:층|호|빌딩|타워|센터))?)"
)
_KR_CODE_BEFORE = re.compile(r"(?<![\d-])(\d{5}|\d{3}-\d{3})[)\]]?\s{0,2}\Z")
_KR_CODE_BEHIND = re.compile(r"[^\n\d]{0,24}(?<![\d-])(\d{5})(?![\d-])")

_CHINA = re.compile(
    r"(?:地址|厂址|总部|地点|(?<=\n))[^\n:：]{0,3}[:：\s]{0,3}(?:中国|中華人民共和国)?(?:(?<!\d)(\d{6})\s)?"
    r"([一-鿿]{2,3}省|[一-鿿]{2,6}自治区)?((?:北京|上海|天津|重庆)市?|[一-鿿]{2,4}?市|[一-鿿]{2,8}自治州)([^\n,，。;；|()（）：:]{3,60})"
)
_CN_NUMBER = re.compile(r"\d\s?[号弄栋幢座室楼层]")
_CN_END = re.compile(r"\s*(?:邮编|邮政编码|电话|传真|手机|TEL|Tel|联系|(?<!\d)\d{6}(?!\d)|[\s ][^\s:：]{1,6}\Z)")
_CN_CODE = re.compile(r"[^\d\n]{0,12}\n?(?:邮编|邮政编码|邮政)?[:：\s]{0,3}(?<!\d)(\d{6})(?![\d-])")

_TAIWAN = re.compile(
    r"((?:[臺台][北中南]|高雄|新北|桃園|基隆|新竹|嘉義)市|(?:新竹|嘉義|苗栗|彰化|南投|雲林|屏東|宜蘭|花蓮|[臺台]東|澎湖|金門|連江)縣)"
    r"([一-鿿]{1,3}[區鄉鎮市])([^\n,，。|()（）:：]{2,50}?號(?:之\d{1,3})?(?:\s?\d{1,2}樓(?:之\d{1,2})?)?)"
)
_TW_CODE = re.compile(r"(?<![\d-])(\d{3}(?:\d{2,3})?)[)\]]?\s{0,2}\Z")


def eastern_addresses(text: str, ending: str) -> Iterator[Postal]:
    """Those of the four countries, in no order; each is looked for only where a sign of its script occurs."""
    if "〒" in text or "県" in text or "東京都" in text or ending == "jp":
        yield from _japanese(text)
    if "로 " in text or "길 " in text or "동 " in text:
        yield from _korean(text)
    if "号" in text or "地址" in text:
        yield from _chinese(text)
    if "號" in text:
        yield from _taiwanese(text)


def _japanese(text: str) -> Iterator[Postal]:
    coded = 0
    for found in islice(_JAPAN.finditer(text), MAX_FOUND):
        sign = _JP_SIGN.search(text, max(0, found.start() - 2), found.start())
        street = _plain(_JP_END.split(found[4], maxsplit=1)[0])
        if sign and (sign[0] or found[2]) and street and _JP_NUMBER.search(street):
            coded += 1
            yield Postal(street, _plain(found[1]), found[3], found[2] or "", sign.start(), found.end(), 4)
    if coded:
        return
    for found in islice(_JAPAN_WITHOUT_CODE.finditer(text), MAX_FOUND):
        street = _JP_END.split(found[3], maxsplit=1)[0]
        if _JP_BLOCK.match(street):
            yield Postal(_plain(street), "", found[2], found[1], found.start(), found.end(), 3)


def _plain(text: str) -> str:
    """With digits and letters of the usual width."""
    return unicodedata.normalize("NFKC", text).translate(_HYPHENS).strip(" -")


def _korean(text: str) -> Iterator[Postal]:
    for found in islice(_KOREA.finditer(text), MAX_FOUND):
        metropolis, province, districts, street = found.groups()
        names = [*filter(None, [metropolis]), *districts.split()]
        if not names:
            continue
        city, street = names[0], " ".join([*names[1:], street])
        before = _KR_CODE_BEFORE.search(text, max(0, found.start() - 12), found.start())
        code = before or _KR_CODE_BEHIND.match(text, found.end())
        start = before.start() if before else found.start()
        yield Postal(street, code[1] if code else "", city, province or "", start, found.end(), 4 if code else 3)


def _chinese(text: str) -> Iterator[Postal]:
    for found in islice(_CHINA.finditer(text), MAX_FOUND):
        first, province, city, rest = found.groups()
        street = _CN_END.split(rest, maxsplit=1)[0].strip()
        if not _CN_NUMBER.search(street):
            continue
        end = found.start(4) + len(street)
        behind = _CN_CODE.match(text, end)
        code = first or (behind[1] if behind else "")
        points = 3 + bool(code) + found[0].startswith(("地址", "厂址"))
        yield Postal(street, code, city, province or "", found.start(3), end, points)


def _taiwanese(text: str) -> Iterator[Postal]:
    for found in islice(_TAIWAN.finditer(text), MAX_FOUND):
        county, district, street = found.groups()
        before = _TW_CODE.search(text, max(0, found.start() - 9), found.start())
        in_city = county.endswith("市")
        yield Postal(
            street=f"{district}{street}" if in_city else street,
            code=before[1] if before else "",
            city=county if in_city else district,
            region="" if in_city else county,
            start=before.start() if before else found.start(),
            end=found.end(),
            points=4 if before else 3,
        )
