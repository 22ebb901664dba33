"""Who runs the site, where structured data does not say it: site name, copyright notice, title, legal notice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.addresses import registrable
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.hours import hours_in
from scraper_sky.scraping.extract.languages import language_of
from scraper_sky.scraping.extract.metadata import copyright_line
from scraper_sky.scraping.extract.postal import LONGEST_TEXT, postal_address, postal_facts
from scraper_sky.scraping.extract.postal_forms import Postal

_GENERIC = re.compile(
    r"""
    \A(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|home\spage|welcome|willkommen|bienvenue|bienvenidos?
      |benvenuti|index|main|hauptseite|etusivu|forside|hem|strona\sgłówna|úvod|domov|главная|untitled|new\spage
      |my\s(?:site|website|blog|wordpress)|mysite|site|website|blog|news|shop|just\sanother\swordpress\ssite|page
      |startpagina|ana\s?sayfa|contact(?:\sus)?|kontakt|impressum|about(?:\sus)?|über\suns|all\srights\sreserved
      |copyright|fam|inh|dr|prof|[\w-]+(?:\.[\w-]+)+|\W*)\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s+[|–—•·»:/\\~]+\s+|\s+-+\s+|\s*\|\s*|:\s+|\s+::\s+")
_NOTICE_NOISE = re.compile(
    r"""
    ©|\(c\)|Ⓒ|&copy;|\bcopyrights?\b
    |(?<!\d)(?:19|20)\d\d(?!\d)(?:\s{0,2}[-–—/,&]\s{0,2}(?:(?:19|20)?\d\d(?!\d)|today|heute|present))?|\ball\srights?\sreserved\b
    |\balle\srechte\svorbehalten\b|\btous\sdroits\sr[ée]serv[ée]s\b|\btodos\slos\sderechos\sreservados\b
    |\btutti\si\sdiritti\s(?:sono\s)?riservati\b|\btodos\sos\sdireitos\sreservados\b
    |\balle\srechten\svoorbehouden\b|\bwszelkie\sprawa\szastrze[żz]one\b|\bv[šs]echna\spr[áa]va\svyhrazena\b
    |\bвсе\sправа\sзащищены\b|\balla\srättigheter\s(?:förbehållna|reserverade)\b|\bminden\sjog\sfenntartva\b
    |\w?icp[备備]\S*|\bجميع\sالحقوق\sمحفوظة|\bכל\sהזכויות\sשמורות(?:\sל)?|\bتمامی\sحقوق\sمحفوظ\sاست|版权所有|版權所有|不许转载
    |\bsva\sprava\s(?:pridržana|zadržana)\b|\bvse\spravice\spridržane\b|\bkaikki\soikeudet\spidätetään\b
    |\bmed\senerett\b|\balle\srettigheder\sforbeholdes\b|\bvšetky\správa\svyhradené\b|\bусі\sправа\sзахищені\b
    |\bвсички\sправа\sзапазени\b|\bεπιφύλαξη\sπαντός\sδικαιώματος\b|\bสงวนลิขสิทธิ์\b|\btoate\sdrepturile\srezervate\b|\bt[üu]m\shaklar[ıi]\ssakl[ıi]d[ıi]r\b|\bby\b|\bde\b(?=\s[A-Z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTICE_END = re.compile(
    r"""
    \s[|–—•·»/]\s|\s-\s|\||\.\s(?=[A-Z])
    |\b(?:powered|designed?|made|created|built|developed|website|webdesign|site\sby|theme|hosted|impressum|imprint
      |datenschutz\w*|privacy|terms|agb|cookies?|sitemap|contact|kontakt|mentions|legal|webdesign|realisierung
      |umsetzung|desarrollado|propuls[ée]|réalis[ée]|realizzato|y-tunnus|cvr|org\.?\s?nr|nip|cif|cui|ičo?|p\.?\s?iva
      |all\b|alle\b|tous\b|registered|company\s(?:no|number|reg)|vat|design)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"""
    \b(?:gmbh(?:\s?&\s?co\.?\s?(?:kg|kgaa|ohg))?|mbh|ug|ag|kg|ohg|e\.?\s?k\.?|e\.\s?v\.|gbr|eg|se|inc\.?|llc
      |l\.l\.c\.|ltd\.?|limited|plc|llp|corp\.?|corporation|s\.?a\.?r\.?l\.?|sàrl|s\.?a\.?s\.?u?|s\.a\.
      |s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?l\.?u?\.|b\.?v\.?|n\.?v\.?|a/s|aps|oy|oyj|ab|as|asa|sp\.\s?z\s?o\.?\s?o\.?
      |s\.?r\.?o\.?|a\.s\.|d\.?o\.?o\.?|kft\.?|zrt\.?|bt\.|pty(?:\sltd)?|pvt\.?|ооо|зао|оао|тов|株式会社|有限公司|有限会社|\(주\)|주식회사
      |pvt\.?\sltd\.?|partm?bb|partg|hb|tmi|ky|rf|ou|oü|sia|uab|eood|ood|еоод|оод|d\.?d\.?|k\.?\s?d\.|lda\.?|ltda\.?
      |s\.?a\.?\sde\sc\.?v\.?|san\.\sve\stic\.\s(?:ltd\.\sşti\.|a\.ş\.)|ltd\.\sşti\.|a\.ş\.|фоп|чп|ип|пп|จำกัด|sdn\.?\sbhd\.?)(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VAT_LABELS = (
    "ust",
    "umsatzsteuer",
    "vat",
    "tva",
    "iva",
    "btw",
    "moms",
    "mwst",
    "uid",
    "nip",
    "dič",
    "tax id",
    "p.",
    "p iva",
    "partita",
    "α.φ",
    "αφμ",
    "cui",
    "c.u.i",
    "kmkr",
    "davčna",
    "id za ddv",
    "alv",
)
_VAT = re.compile(
    r"""
    \b((?:DE\s?\d{3}\s?\d{3}\s?\d{3}|ATU\s?\d{8}|CHE[- ]?\d{3}\.?\d{3}\.?\d{3}
      |FR\s?[A-HJ-NP-Z0-9]{2}\s?\d{3}\s?\d{3}\s?\d{3}|NL\s?\d{9}\s?B\d{2}|BE\s?0?\d{3}\.?\d{3}\.?\d{3}|IT\s?\d{11}
      |ES\s?[A-Z0-9]\d{7}[A-Z0-9]|GB\s?\d{3}\s?\d{4}\s?\d{2}|PL\s?\d{10}|CZ\s?\d{8,10}|SE\s?\d{12}|DK\s?\d{8}
      |FI\s?\d{8}|LU\s?\d{8}|PT\s?\d{9}|IE\s?\d[A-Z0-9]\d{5}[A-Z]{1,2}|SK\s?\d{10}|HU\s?\d{8}|SI\s?\d{8}
      |HR\s?\d{11}|RO\s?\d{2,10}|BG\s?\d{9,10}|EE\s?\d{9}|LT\s?(?:\d{9}|\d{12})|LV\s?\d{11}|EL\s?\d{9}))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Numbers that say themselves that they are for taxes, and those that a word in front of them says it of.
_EVIDENT_VAT = re.compile(
    r"(?<!\w)(ATU\s?\d{8}|CHE[- ]?\d{3}\.\d{3}\.\d{3}(?=\s(?:MWST|TVA|IVA))|NO\s?\d{3}\s?\d{3}\s?\d{3}\s?MVA)(?!\w)"
)
_NATIONAL_VAT = re.compile(
    r"""
    (?<!\w)(?:(?:p\.?\s?iva|partita\siva)\D{0,12}(\d{11})
      |nip\W{0,3}(\d{3}-?\d{3}-?\d{2}-?\d{2}|\d{3}-?\d{2}-?\d{2}-?\d{3})
      |(?:vat|btw)(?:[\s-](?:reg(?:istration|\.)?|no|number|nr)\b\.?){0,3}\W{0,3}(\d{3}\s?\d{4}\s?\d{2}|\d{10})
      |(?:α\.?φ\.?μ\.?)\W{0,3}(?:EL)?(\d{9})|(?:cui|c\.u\.i\.)\W{0,3}(RO\s?\d{2,10})|kmkr\D{0,8}(EE\s?\d{9})
      |(?:davčna|id\sza\sddv)\D{0,25}(SI\s?\d{8})|(?:alv|vat)\D{0,10}(FI\s?\d{8}))(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LONGEST_NAME = 80
LONGEST_NOTICE = 240
_EDGES = " ,;:|-–—·•"
_BEFORE_NAME = re.compile(r"\s[|·•;]\s?|\s[–—-]\s|:\s|\.\s(?=[A-Z]\w{3})")
_MAILBOX = re.compile(r"@|[\[(](?:at|dot)[\])]|\b(?:AT|DOT)\b")
_LINES_ABOVE = 2
_MOST_WORDS = 8
_SIGN = re.compile(r"©|\(c\)|Ⓒ|&copy;|copyright", re.IGNORECASE)
# Whoever made the software or runs the host is not the one who runs the site.
_VENDOR = re.compile(
    r"prestashop|magento|comsenz|discuz|wordpress|shopify|joomla|drupal|squarespace|opencart|webnode|jimdo|plesk|cpanel|"
    r"\b(?:phpbb|vbulletin|xenforo|wix\.com|ecommerce\ssoftware|software\secommerce)\b",
    re.IGNORECASE,
)
MAX_LABELS = 40  # looked at for each word that announces a VAT number


def company_facts(document: Document, text: str) -> Iterator[Fact]:
    """What structured data is not needed for: names from weaker sources; VAT number, address and hours in the text."""
    url = document.url
    site_name = document.first_meta("og:site_name", "application-name", "apple-mobile-web-app-title")
    if _is_name(site_name):
        yield Fact("company_name", site_name, url, Method.META, "og:site_name")
    notice = copyright_line(text)
    holder = copyright_holder(notice)
    if holder:
        yield Fact("company_name", holder, url, Method.TEXT, notice[:160])
        if _LEGAL_FORM.search(holder):
            yield Fact("legal_name", holder, url, Method.TEXT, notice[:160])
    name = name_in_title(document.title, document.host)
    if name:
        yield Fact("company_name", name, url, Method.HTML, f"title: {document.title}"[:160])
    vat = _vat(text)
    if vat:
        yield Fact("vat_id", re.sub(r"[\s.-]", "", vat[0]).upper(), url, Method.TEXT, vat[1])
    yield from _place(document, text[-LONGEST_TEXT:])


def _place(document: Document, text: str) -> Iterator[Fact]:
    """Where they are and when, and the name that stands above the address."""
    address = postal_address(document, text)
    if address is not None:
        yield from postal_facts(address, document.url, text)
        name, line = _name_above(address, text, document.host)
        if name:
            yield Fact("company_name", name, document.url, Method.TEXT, line)
            if _LEGAL_FORM.search(name):
                yield Fact("legal_name", name, document.url, Method.TEXT, line)
    hours, snippet = hours_in(text, document.language[:2] or language_of(text)[0])
    if hours:
        yield Fact("opening_hours", hours, document.url, Method.TEXT, snippet)


def _name_above(address: Postal, text: str, host: str) -> tuple[str, str]:
    """The name in front of a postal address, and all that was read: it has a legal form or the domain is named so."""
    street = text.rfind(address.street.partition(",")[0], max(0, address.start - 200), address.start)
    before = text[max(0, street - LONGEST_NOTICE) : street].rstrip(" \n,·|•–-:(") if street > 0 else ""
    for line in before.split("\n")[::-1][:_LINES_ABOVE]:
        name = _BEFORE_NAME.split(line)[-1].strip(_EDGES)
        if _is_name(name) and len(name.split()) <= _MOST_WORDS and not _MAILBOX.search(name):
            form = _whole_form(name)
            name = name[: form.end()] if form and name[form.end() :].startswith(",") else name
            if _LEGAL_FORM.search(name) or _named_so(name, _label_of(host)):
                return name, f"{line} | {address.street}"[:160]
    return "", ""


def _vat(text: str) -> tuple[str, str] | None:
    """The first VAT number that says so itself or stands behind a label for one, and what it was read from."""
    evident = _EVIDENT_VAT.search(text) if any(mark in text for mark in ("ATU", "CHE", "MVA")) else None
    if evident:
        return evident[1], evident[0]
    lower = text.lower()
    for label in _VAT_LABELS:
        position = -1
        for _ in range(MAX_LABELS):
            position = lower.find(label, position + 1)
            if position < 0:
                break
            national = _NATIONAL_VAT.match(text, position)
            if national:
                return next(filter(None, national.groups())), national[0].replace("\n", " ")
            found = _VAT.search(text, position, position + 90)
            if found and position + 70 >= found.start():
                return found[1], text[position : found.end()].replace("\n", " ")
    return None


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_NAME and _GENERIC.match(text) is None and _VENDOR.search(text) is None


def copyright_holder(notice: str) -> str:
    """`Acme GmbH` of `© 2019–2024 Acme GmbH. Alle Rechte vorbehalten. | Impressum`."""
    sign = _SIGN.search(notice)
    if len(notice) > LONGEST_NOTICE:
        return ""
    name = _named(notice[sign.start() :] if sign else notice)
    if sign and not name:
        name = _named(re.split(r"[|•·]", notice[: sign.start()])[-1])
    return name if _is_name(name) and len(name.split()) <= 8 and re.search(r"[^\W\d_]{2}", name) else ""


def _named(part: str) -> str:
    """What is left without signs, years and reservations of rights, up to a legal form or to the next thing said."""
    cleaned = " ".join(_NOTICE_NOISE.sub(" ", part).split()).strip(_EDGES)
    form = _whole_form(cleaned)
    if form and form.start() > 0 and _NOTICE_END.search(cleaned, 0, form.start()) is None:
        return cleaned[: form.end()] if _is_abbreviation(form[0]) else cleaned[: form.end()].rstrip(".")
    return _NOTICE_END.split(cleaned, maxsplit=1)[0].strip(_EDGES + ".")


def _whole_form(text: str) -> re.Match[str] | None:
    """The legal form, of several in a row (`Pvt. Ltd.`) the last."""
    form = _LEGAL_FORM.search(text)
    while form and (further := _LEGAL_FORM.match(text, min(form.end() + 1, len(text)))):
        form = further
    return form


def _is_abbreviation(form: str) -> bool:
    """True when a dot at the end belongs to the form: `Inc.`, `s.r.o.`, but not the one behind `SARL.`."""
    return "." in form[:-1] or form.lower().rstrip(".") in ("inc", "ltd", "corp", "co", "kft", "zrt")


def name_in_title(title: str, host: str) -> str:
    """The part of the title that the domain is named after, else nothing: a guess would often be a slogan."""
    label = _label_of(host)
    parts = [part.strip(" .,;:|-–—·•»«\"'") for part in _SEPARATORS.split(title[:300])]
    for part in sorted((part for part in parts if _is_name(part) and len(part.split()) <= 7), key=len):
        if _named_so(part, label):
            return part
    return ""


def _label_of(host: str) -> str:
    """`bergmannholz` of `www.bergmann-holz.de`."""
    return _letters(registrable(host).partition(".")[0])


def _named_so(name: str, label: str) -> bool:
    """True if the name and the domain's label contain one another, in one of the ways in which letters are spelled."""
    if len(label) < 3:
        return False
    forms = {_letters(name.translate(_SPELLED_OUT)), _letters(name), _letters(name.lower().translate(_CYRILLIC))}
    if any(len(form) >= 3 and (form in label or label in form) for form in forms):
        return True
    return _initials(name) == label


def _letters(text: str) -> str:
    """Lower case without accents and signs."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(_STROKES))
    return re.sub(r"[\W_]+", "", "".join(char for char in bare if not unicodedata.combining(char)))


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text.lower()))


_SPELLED_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "å": "aa", "Å": "aa", "ø": "oe", "Ø": "oe",
})  # fmt: skip
_STROKES = str.maketrans({
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th",
})  # fmt: skip
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch",
    "ъ": "a", "ы": "y", "ь": "",
    "э": "e",
    "ю": "yu", "я": "ya", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
})  # fmt: skip
