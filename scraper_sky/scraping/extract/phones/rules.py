"""What surrounds a phone number on a page: the words that announce one, the words and shapes that rule one out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from scraper_sky.scraping.extract.third_parties import heads_another, of_another
from scraper_sky.scraping.extract.wordlists import words

REACH_BACK, REACH_ON, REACH_ALONG, REACH_UP = 60, 16, 160, 240  # characters

_FAX = re.compile(
    r"telefax|belge(?:geçer|ç)\b|t[ée]l[ée]fax|fax(?:nummer|nr|numre|ové|ový)?|t[ée]l[ée]c(?:opie(?:ur)?)?\b|faks(?:i|as|s)?\b|факс|φαξ|فاكس|فاکس|نمابر|دورنگار|פקס|"
    r"传真|傳真|ファックス|ファクス|팩스|โทรสาร|แฟกซ์|แฟ็กซ์|फ[ै़]?क्स|(?<![a-z])f(?=[.:]?\s{0,2}\Z)|(?<![a-z])fx(?=[.:\s])"
)
_PHONE = re.compile(
    r"""
    tele?ph?ones?\b|t[eé]l[eé]?f[oóòô]{1,2}n|t[ée]l[ée]phone|t[ée]l\b|t[ée]l(?=[.:\d(+])|telem[oó]vel|tālr
    |(?<![a-z])(?:telf?|telef|telm|tfn|tlf|tlm|telp|ph|pho|mob|cel|cell|gsm|natel|handy|mobil|mobilfunk|rufe?n?\s(?:sie\s)?uns\san
      |telefonisch|anrufen|mobile|mobiln[íýáie]|mobiel|m[oòó]bil|m[oó]vil|mobilnummer|mobitel|festnetz|landline|fono|simu|celular|cellulare|cellular|portable|fon|fone|phone|call|ring|dial
      |text|sms|hotline|helpline|infoline|infolinia|infolinka|freephone|freecall|toll[- ]free|ruf|anruf|rufnummer
      |durchwahl|direct\s(?:line|dial)|contact\s(?:no|number)|(?<!fax\s)zentrale|whats\s?app|whats|zap|wpp|viber|signal|telegram
      |ll[aá]m(?:e|a)(?:nos)?|chiam(?:a|ate)(?:ci)?|appele[zr]|ligue|bel|bellen|numero\sverde|num[eé]ro\svert|n°\svert
      |standard|soita|puh|(?:matka)?puhelin|kännykkä|puhelinnumero|sími|vaihde|växel|kom[oó]rka|kom|stacjonarny|dzwoń|zadzwoń|volejte
      |zavolajte|nazovite|pozovite|sunați|skambinkit?e?|zvaniet|helista|hívjon|tổng\sđài|mobilszám|reach\sus|notruf|switchboard|điện\sthoại|đt|sđt|telepon|hp|çağrı)\b
    |(?<![a-z])wa(?=:)|тел|моб|звон|телефон|τηλ|κιν|هاتف|جوال|طلفن|تلفن|موبايل|موبایل|همراه|تماس|טל|נייד|电话|電話|手机|手機|热线|フリーダイヤル
    |전화|고객센터|연락처|휴대폰|โทร|มือถือ|फोन|फ़ोन|मोबाइल|दूरभाष|[☎☏✆📞📱📲🤙℡]|(?<![a-z])[tpmc](?=[.:]\s{0,3}\Z)|(?<![a-z])[tpm](?=\s\Z)
    """,
    re.VERBOSE,
)
_NUMBER_OF = r"(?:nr|no|n[°ºr]|number|num|nummer|numero|número|numéro|de|der|code|id|ident\w{0,20})"
_IDENTIFIER = re.compile(
    rf"""
    (?<![a-z])(?:
      (?:ust|vat|tva|iva|btw|cvr|kvk|nif|cif|dni|nip|krs|i[čc]o?|di[čc]|rcs|ape|naf|hrb|hra|hr\s?b|vr|gnr|reg|fn|abn|acn
        |bn|ein|cpf|cnpj|rfc|rut|ruc|inn|kpp|инн|кпп|огрн|бик|bic|kto|blz|doi|ean|upc|gtin|sku|mpn|art|ref|id|lic|v|ver
        |rev|plz|zip|rif|cs|b\.?p\.?|oib|mb|pib|egn|eik|crn|cin|pan|uen|icp|lat|lng|wkn|gln|lei|s/n|rea|cui|nr\.?\sid
        )(?:nr|no|id|s|idnr)?
      |(?:u\.?\s?st\.?[- .]?id|umsatzsteuer|steuer(?:nummer|nr)?|st\.?-?nr|v\.a\.t|p\.?\s?iva|partita|mwst|moms
        |regon|pesel|siren|siret|rpps|adeli|handelsregister|registergericht|amtsgericht|registre|registro
        |registration|registered|registernummer|firmenbuch|company\s(?:no|number|reg\w*)|charity|nzbn|duns|d-u-n-s
        |cuit|ogrn|р/с|окпо|iban|swift|konto(?:nummer|nr)?|bank|account|sort\scode|routing|isbn|issn|asin
        |(?:hs|taric)\scode|(?:stok|ürün)\skod\w{{0,2}}
        |art(?:ikel)?(?:\.|-|nummer|nr)+|artikel|item|model|part|referen[cz]|order|best(?:ell)?(?:nummer|nr)|best(?=\.-?\s?nr)|bestell
        |auftrags\w*|invoice|rechnung(?:snummer)?|kunden(?:nummer|nr)|customer\s(?:no|id|number)|(?:job|claim|batch)(?=\s(?:no|nr|number|ref|\#))|permit|licen[sc]e
        |lizenz|cert(?:ificate)?|version|build|serial|imei|postcode|p\.?\s?o\.?\s?box|postfach|orgnr
        |org\.?\s?(?:nr|nummer|no)|y-tunnus|y-code|bulstat|adószám|cégjegyzékszám|gstin|备案号?|公网安备|公安备|許可|登録番号
        |사업자등록번호|통신판매업신고|edrpou|єдрпоу|long|latitude|longitude|pixel|isin|eori|cod(?:ice|igo|e)?|código|cód|weee(?:-reg)?|lucid|patent
        |ricetta|rezept|recipe|receta|recette|case|docket|ticket|tracking|sendung\w*|nasjonal|matrikel|protocol|sentenz|aktenzeichen|microchip
        )[a-zäöü]{{0,4}}
    )(?:[\s.:#№/-]{{1,4}}{_NUMBER_OF}\b){{0,3}}[\s.:#№°º=/()-]{{0,6}}(?:[a-z]{{2}}\s?)?\Z
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"[^\W\d_]{2}[.:]?\s{0,2}(?:n[º°]|№|nr\.?|núm\.|#)\s?\Z", re.I)
_IBAN = re.compile(r"(?<![A-Za-z])[A-Z]{2}\d{2}[ \xa0]?(?:[A-Z0-9]{1,4}[ \xa0]?){0,4}\Z")
_MONEY_BEFORE = re.compile(
    r"(?:[$€£¥₹₽₺₴₩]|\b(?:eur|usd|gbp|chf|pln|czk|sek|nok|dkk|huf|ron|rs|inr|aud|cad|r\$|kr|us\$))\s?\Z", re.I
)
_UNIT_AFTER = re.compile(
    r"""
    \s?(?:[$€£¥₹₽₺₴₩%‰°]|[,.]-|(?:eur|euros?|usd|gbp|chf|pln|zł|kč|czk|sek|nok|dkk|kr|ft|huf|lei|ron|руб|грн|tl|rs
      |dollars?|pounds?|k?g|mg|lbs?|oz|km|[cm]m|m²|m2|ha|px|dpi|mb|gb|tb|kwh?|mw|ps|hp|rpm|hz|khz|mhz|ghz|views?
      |followers?|likes?|downloads?|users?|items?|results?|posts?|comments?|subscribers?|uhr|h|am|pm|min|sec
      |years?|jahre?)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(
    r"\A(?:(?:0?[1-9]|[12]\d|3[01])[./-]\s?(?:0?[1-9]|1[0-2])[./-]\s?(?:\d{4}|\d{2})"
    r"|(?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:\d{4}|\d{2})"
    r"|(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![./-]?\d)"
)
_YEARS = re.compile(
    r"""
    \A\(?(?:1[89]|20)\d{2}\s{0,2}[-–/.]\s{0,2}(?:(?:1[89]|20)\d{2}|\d{2})\)?\Z
    |\A(?:(?:19|20)\d\d[\s,/-]{1,3}){2,}(?:19|20)?\d\d\Z
    """,
    re.VERBOSE,
)
_VOLUME = re.compile(r"\A(?:\d{1,6}\s?[(/]\s?(?:1[89]|20)\d{2}\)?|(?:19|20)\d{2}\s?\(\d{1,5}\)?)\Z")
_TIMES = re.compile(r"\A(?:[01]?\d|2[0-4])[.h]?[0-5]\d\s{0,2}[-–]\s{0,2}(?:[01]?\d|2[0-4])[.h]?[0-5]\d\Z")
_THOUSANDS = re.compile(r"\A\d{1,3}(?:[.\xa0]\d{3}){1,4}\Z")
_DECIMAL = re.compile(r"\A-?(?:0|[1-9]\d?|1\d\d)\.\d{4,}\Z|\A[2-9]\d\d\.(?:\d{4,5}|\d{8,})\Z|\A\d+\.\d{1,2}\Z")
_ADDRESS = re.compile(r"\A\d{1,3}(?:\.\d{1,3}){3}\Z")
_CODE = re.compile(r"[A-Za-z]-\Z")  # `ABC-0301234567`
_URL = re.compile(r"(?://|www\.|\w\.[a-z]{2,6}/)\S{0,60}\Z|\w[/=_]\S{0,20}[/=_-]\Z", re.I)
_FAX_BEHIND = re.compile(r"\s{0,2}[(\[]\s?(?:tele)?fax\b", re.I)
_LINES = re.compile(
    r"(?:direc?[tk]t?|office|work|fixe|fisso|fijo|vast|bureau|poste)(?:\snumber|nummer)?\Z", re.I
)  # heads
_AND = re.compile(r"[/&+,]|\b(?:und|and|et|y|e)\b")
_GROUPS = re.compile(r"\D+")

SEQUENCES = words(
    """
    1234567 12345678 123456789 1234567890 0123456789 01234567890 0123456 01234567 012345678
    """
)


@dataclass(frozen=True, slots=True)
class Column:
    """What the head of a column of a table names: telephones, faxes, or neither but articles and the like."""

    phone: bool
    fax: bool


@dataclass(slots=True)
class Surroundings:
    """What stands around digits. The words that announce a number are looked for once, when a rule first asks."""

    before: str  # at most REACH_BACK characters
    after: str  # at most REACH_ON characters
    line: str = ""  # what stands on the same line before, at most REACH_ALONG characters
    above: str = ""  # the lines above, at most REACH_UP characters
    column: Column | None = None  # of the table that the digits stand in
    _last_words: tuple[int, int] | None = None

    def announced(self) -> bool:
        """True when a word or sign for a telephone or fax stands before, or heads the column."""
        if self.column is not None:
            return self.column.phone or self.column.fax
        return max(self._last()) >= 0

    def announced_at_once(self) -> bool:
        """The same of the last few characters before."""
        nearest = _lowered(self.before[-16:])
        return _PHONE.search(nearest) is not None or _FAX.search(nearest) is not None

    def is_fax(self) -> bool:
        """True when the nearest word before says fax, or a bracket behind does; `Tel./Fax` is a telephone too."""
        if self.column is not None:
            return self.column.fax and not self.column.phone
        phone, fax = self._last()
        if fax < max(0, len(self.before) - 40):
            return _FAX_BEHIND.match(self.after) is not None
        return fax > phone and not (phone >= 0 and fax - phone < 16 and _AND.search(self.before, phone, fax))

    def is_both(self) -> bool:
        """True for one number behind `Tel./Fax`."""
        if self.column is not None:
            return self.column.phone and self.column.fax
        phone, fax = self._last()
        first, last = min(phone, fax), max(phone, fax)
        near = first >= max(0, len(self.before) - 40) and last - first < 16
        return near and _AND.search(self.before, first, last) is not None

    def _last(self) -> tuple[int, int]:
        if self._last_words is None:
            text = _lowered(self.before)
            self._last_words = (_last(_PHONE, text), _last(_FAX, text))
        return self._last_words


def _lowered(text: str) -> str:
    """In lower case, `ＴＥＬ` as `tel`."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()


def is_fax(before: str, after: str) -> bool:
    """As `Surroundings.is_fax`."""
    return Surroundings(before, after).is_fax()


def names_phone(head: str) -> bool:
    """True for the head of a column of telephone numbers."""
    return _PHONE.search(_lowered(head)) is not None or _LINES.match(head.strip()) is not None


def names_fax(head: str) -> bool:
    """True for the head of a column of fax numbers."""
    return _FAX.search(_lowered(head)) is not None


def names_identifier(before: str) -> bool:
    """True behind a word for a registration, an order, an account."""
    return _IDENTIFIER.search(before[-40:].lower()) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for found in pattern.finditer(text):
        position = found.start()
    return position


def is_date(written: str) -> bool:
    """True for a date, a span of years or hours, and for the volume of a magazine; no word makes these a number."""
    found = _DATE.match(written) or _YEARS.match(written) or _VOLUME.match(written) or _TIMES.match(written)
    return found is not None


def shape_refusal(written: str) -> str | None:
    """The rule that refuses digits by their shape, unless a word announces a number."""
    if _ADDRESS.match(written) and all(int(part) <= 255 for part in written.split(".")):
        return "ip_address"
    return "number" if _DECIMAL.match(written) or _THOUSANDS.match(written) or _is_count(written) else None


def _is_count(written: str) -> bool:
    """True for `1 2 3 4 5 6 7`, the numbers of slides, pages or days."""
    groups = _GROUPS.split(written)
    if len(groups) < 4 or not all(group.isdecimal() and len(group) < 4 for group in groups):
        return False
    numbers = [int(group) for group in groups]
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def context_refusal(around: Surroundings, written: str) -> str | None:
    """The rule that refuses digits by what stands around them."""
    before = around.before
    if before and not before[-1].isspace() and _URL.search(before):
        return "in_url"
    if _IBAN.search(before[-30:]):
        return "iban"
    if around.column is not None and not around.announced():
        return "identifier"
    if names_identifier(before) and not around.announced_at_once():
        return "identifier"
    if (_CODE.search(before) or _NUMBERED.search(before[-16:])) and not around.announced():
        return "identifier"
    if of_another(around.line) or heads_another(around.above):
        return "not_the_owner"
    international = written.startswith(("+", "00"))
    if _MONEY_BEFORE.search(before[-6:]) or (not international and _UNIT_AFTER.match(around.after)):
        return "price_or_quantity"
    return None
