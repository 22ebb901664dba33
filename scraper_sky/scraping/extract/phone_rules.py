"""What surrounds a phone number on a page: the words that announce one, the words and shapes that rule one out."""

from __future__ import annotations

import re

from scraper_sky.scraping.extract.wordlists import words

_FAX = re.compile(
    r"telefax|t[ée]l[ée]fax|fax(?:nummer|nr|numre|ové|ový)?|t[ée]l[ée]copie(?:ur)?|faks(?:i|as|s)?\b|факс|φαξ|فاكس|פקס|"
    r"传真|傳真|ファックス|ファクス|팩스|โทรสาร|(?<![a-z])f(?=[.:]?\s{0,2}\Z)",
    re.I,
)
_PHONE = re.compile(
    r"""
    tele?ph?ones?\b|tele?f[oóòô]n|t[ée]l[ée]phone|t[ée]l\b|t[ée]l(?=[.:\d(+])
    |(?<![a-z])(?:tel|tfn|tlf|ph|pho|mob|cel|cell|gsm|natel|handy|mobil|rufen\ssie\suns\san|rufe?\suns\san
      |telefonisch|anrufen|mobile|mobilní|m[oó]vil|celular|cellulare|cellular|portable|fon|phone|call|ring|dial
      |text|sms|hotline|helpline|infoline|infolinia|freephone|freecall|toll[- ]free|ruf|anruf|rufnummer|durchwahl
      |zentrale|whats\s?app|viber|signal|telegram|ll[aá]m(?:e|a)(?:nos)?|chiama(?:ci)?|appelez|ligue|bel|bellen
      |ring|soita|puh|puhelin|puhelinnumero|sími|vaihde|växel|kom[oó]rka|kom|stacjonarny|dzwoń|zadzwoń|volejte
      |zavolajte|hívjon|mobilszám|reach\sus|phone\snumber|notruf|switchboard)\b|тел|моб|звон|телефон|τηλ|κιν|هاتف
    |جوال|טל|נייד|电话|電話|手机|手機|热线|전화|โทร|फोन|[☎☏✆📞📱📲🤙℡]|(?<![a-z])[tpmc](?=[.:]\s{0,3}\Z)|(?<![a-z])[tpm](?=\s\Z)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"""
    (?<![a-z])(?:u\.?\s?st\.?[- .]?id|ust|umsatzsteuer|steuer(?:nummer|nr)?|st\.?-?nr|vat|v\.a\.t|tva|iva
      |p\.?\s?iva|partita|mwst|btw|moms|cvr|kvk|nif|cif|dni|nip|regon|krs|pesel|i[čc]o?|di[čc]|siren|siret|rcs
      |rpps|ape|naf|adeli|hrb|hra|hr\s?b|vr|gnr|handelsregister|registergericht|amtsgericht|registre|registro
      |registration|reg(?:istered)?|registernummer|firmenbuch|fn|company\s(?:no|number|reg\w*)|charity|abn|acn
      |nzbn|bn|ein|duns|d-u-n-s|cnpj|cpf|rfc|rut|ruc|cuit|inn|kpp|ogrn|инн|кпп|огрн|бик|р/с|окпо|iban|bic|swift
      |konto(?:nummer|nr)?|kto|blz|bank|account|sort\scode|routing|isbn|issn|doi|ean|gtin|upc|asin|sku|mpn
      |art(?:ikel)?(?:\.|-|nummer|nr)*|item|model|modell|part|ref(?:erence|erenz|\.)?|order|best(?:ell)?(?:nummer|nr)?
      |auftrags\w*|invoice|rechnung(?:snummer)?|kunden(?:nummer|nr)|customer\s(?:no|id|number)|id|ids|nr\.?\sid
      |permit|licen[sc]e|lic|lizenz|cert(?:ificate)?|version|v|ver|build|rev|serial|s/n|imei|plz|zip|postcode
      |p\.?\s?o\.?\s?box|postfach|b\.?p\.?|cs|org\.?\s?(?:nr|nummer|no)|orgnr|y-tunnus|y-code|oib|mb|pib|egn|eik
      |bulstat|adószám|cégjegyzékszám|crn|cin|gstin|pan|uen|icp|备案号?|公网安备|公安备|許可|登録番号|사업자등록번호|통신판매업신고|edrpou
      |єдрпоу|lat|lng|long|latitude|longitude|pixel|isin|wkn|gln|lei|eori|weee(?:-reg)?|lucid|patent|case|docket
      |ticket|tracking|sendung\w*|nasjonal|matrikel)[a-zäöü]{0,4}(?:[\s.:#№/-]{1,4}(?:nr|no|n[°ºr]|number|num
      |nummer|numero|número|numéro|de|der|code|id|ident\w{0,20})\b){0,3}[\s.:#№°º=/()-]{0,6}(?:[a-z]{2}\s?)?\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
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
_DECIMAL = re.compile(r"\A-?(?:0|[1-9]\d{0,2})\.\d{4,}\Z|\A\d+\.\d{1,2}\Z")
_ADDRESS = re.compile(r"\A\d{1,3}(?:\.\d{1,3}){3}\Z")
_CODE = re.compile(r"[A-Za-z]-\Z")  # `ABC-0301234567`
_URL = re.compile(r"(?://|www\.|\w\.[a-z]{2,6}/)\S{0,60}\Z|\w[/=_]\S{0,20}[/=_-]\Z", re.I)

SEQUENCES = words(
    """
    1234567 12345678 123456789 1234567890 0123456789 01234567890 0123456 01234567 012345678
    """
)


def shape_refusal(written: str, before: str) -> str | None:
    """The rule that refuses digits by their shape; some shapes are believed when a word announces a number."""
    if _DATE.match(written) or _YEARS.match(written) or _VOLUME.match(written) or _TIMES.match(written):
        return "date"
    if announced(before[-30:]):
        return None
    if _ADDRESS.match(written) and all(int(part) <= 255 for part in written.split(".")):
        return "ip_address"
    return "number" if _DECIMAL.match(written) else None


def context_refusal(before: str, written: str, after: str) -> str | None:
    """The rule that refuses digits by what stands around them; `before` and `after` are some 40 characters each."""
    if _URL.search(before):
        return "in_url"
    if _IBAN.search(before[-30:]):
        return "iban"
    if _IDENTIFIER.search(before[-45:]) and not announced(before[-12:]):
        return "identifier"
    if _CODE.search(before) and not announced(before):
        return "identifier"
    if _MONEY_BEFORE.search(before[-6:]) or (_UNIT_AFTER.match(after) and not written.startswith(("+", "00"))):
        return "price_or_quantity"
    if _THOUSANDS.match(written) and not announced(before):
        return "number"
    return None


def announced(before: str) -> bool:
    """True when a word or sign for a telephone or fax stands shortly before."""
    return _PHONE.search(before) is not None or _FAX.search(before) is not None


def is_fax(before: str, after: str) -> bool:
    """True when the nearest word before says fax, or a bracket behind does; `Tel./Fax` is a telephone too."""
    fax = _last(_FAX, before)
    if fax < 0:
        return re.match(r"\s{0,2}[(\[]\s?(?:tele)?fax\b", after, re.I) is not None
    phone = _last(_PHONE, before)
    return fax > phone and not (
        phone >= 0 and re.search(r"[/&+,]|\bund\b|\band\b|\bet\b|\by\b|\be\b", before[phone:fax]) and fax - phone < 16
    )


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for found in pattern.finditer(text):
        position = found.start()
    return position
