"""Who runs the site, where structured data does not say it: site name, copyright notice, title, legal notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.addresses import registrable
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.metadata import copyright_line

_GENERIC = re.compile(
    r"""
    \A(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|home\spage|welcome|willkommen|bienvenue|bienvenidos?
      |benvenuti|index|main|hauptseite|etusivu|forside|hem|strona\sgłówna|úvod|domov|главная|untitled|new\spage
      |my\s(?:site|website|blog|wordpress)|mysite|site|website|blog|news|shop|just\sanother\swordpress\ssite|page
      |startpagina|ana\s?sayfa|contact(?:\sus)?|kontakt|impressum|about(?:\sus)?|über\suns|all\srights\sreserved
      |copyright|\W*)\Z
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
    |\btoate\sdrepturile\srezervate\b|\bt[üu]m\shaklar[ıi]\ssakl[ıi]d[ıi]r\b|\bby\b|\bde\b(?=\s[A-Z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTICE_END = re.compile(
    r"""
    \s[|–—•·»/]\s|\s-\s|\||\.\s(?=[A-Z])
    |\b(?:powered|designed?|made|created|built|developed|website|webdesign|site\sby|theme|hosted|impressum|imprint
      |datenschutz\w*|privacy|terms|agb|cookies?|sitemap|contact|kontakt|mentions|legal|webdesign|realisierung
      |umsetzung|all\b|alle\b|tous\b|registered|company\s(?:no|number|reg)|vat|design)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"""
    \b(?:gmbh(?:\s?&\s?co\.?\s?(?:kg|kgaa|ohg))?|mbh|ug|ag|kg|ohg|e\.?\s?k\.?|e\.\s?v\.|gbr|eg|se|inc\.?|llc
      |l\.l\.c\.|ltd\.?|limited|plc|llp|corp\.?|corporation|s\.?a\.?r\.?l\.?|sàrl|s\.?a\.?s\.?u?|s\.a\.
      |s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?l\.?u?\.|b\.?v\.?|n\.?v\.?|a/s|aps|oy|oyj|ab|as|asa|sp\.\s?z\s?o\.?\s?o\.?
      |s\.?r\.?o\.?|a\.s\.|d\.?o\.?o\.?|kft\.?|zrt\.?|bt\.|pty(?:\sltd)?|pvt\.?|ооо|зао|оао|тов|株式会社|有限公司|有限会社
      |(?:주))(?![\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VAT_LABELS = ("ust", "umsatzsteuer", "vat", "tva", "iva", "btw", "moms", "mwst", "uid", "nip", "dič", "tax id")
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
LONGEST_NAME = 80
LONGEST_NOTICE = 240
_EDGES = " ,;:|-–—·•"
_SIGN = re.compile(r"©|\(c\)|Ⓒ|&copy;|copyright", re.IGNORECASE)
MAX_LABELS = 40  # looked at for each word that announces a VAT number


def company_facts(document: Document, text: str) -> Iterator[Fact]:
    """`company_name` from up to three weaker sources, `legal_name` and `vat_id` where the text shows them plainly."""
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


def _vat(text: str) -> tuple[str, str] | None:
    """The first VAT number that stands within 70 characters behind a label for one, and both together."""
    lower = text.lower()
    for label in _VAT_LABELS:
        position = -1
        for _ in range(MAX_LABELS):
            position = lower.find(label, position + 1)
            if position < 0:
                break
            found = _VAT.search(text, position, position + 90)
            if found and position + 70 >= found.start():
                return found[1], text[position : found.end()].replace("\n", " ")
    return None


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_NAME and _GENERIC.match(text) is None


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
    form = _LEGAL_FORM.search(cleaned)
    if form and form.start() > 0 and _NOTICE_END.search(cleaned, 0, form.start()) is None:
        return cleaned[: form.end()] if _is_abbreviation(form[0]) else cleaned[: form.end()].rstrip(".")
    return _NOTICE_END.split(cleaned, maxsplit=1)[0].strip(_EDGES + ".")


def _is_abbreviation(form: str) -> bool:
    """True when a dot at the end belongs to the form: `Inc.`, `s.r.o.`, but not the one behind `SARL.`."""
    return "." in form[:-1] or form.lower().rstrip(".") in ("inc", "ltd", "corp", "co", "kft", "zrt")


def name_in_title(title: str, host: str) -> str:
    """The part of the title that the domain is named after, else nothing: a guess would often be a slogan."""
    label = _letters(registrable(host).partition(".")[0])
    parts = [part.strip(" .,;:|-–—·•»«\"'") for part in _SEPARATORS.split(title[:300])]
    for part in sorted((part for part in parts if _is_name(part) and len(part.split()) <= 7), key=len):
        letters = _letters(part)
        if len(letters) >= 3 and len(label) >= 3 and (letters in label or label in letters or _initials(part) == label):
            return part
    return ""


def _letters(text: str) -> str:
    plain = text.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"[\W_]+", "", plain)


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text.lower()))
