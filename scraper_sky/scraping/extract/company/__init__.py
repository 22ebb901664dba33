"""Who runs the site, where structured data does not say it: site name, copyright notice, title, legal notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.company.names import (
    AFTER_NO_ABBREVIATION,
    LEGAL_FORM,
    is_abbreviation,
    is_name,
    whole_form,
)
from scraper_sky.scraping.extract.company.titles import (
    brand_names,
    coverage,
    is_akin,
    label_of,
    name_in_title,
    named_as,
    title_parts,
    without_place,
)
from scraper_sky.scraping.extract.digits import Span, before_numbers, numbers_in, positions
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.hours import hours_in
from scraper_sky.scraping.extract.languages import language_of
from scraper_sky.scraping.extract.metadata import copyright_line
from scraper_sky.scraping.extract.postal import LONGEST_TEXT, postal_address, postal_facts
from scraper_sky.scraping.extract.postal.forms import Postal
from scraper_sky.scraping.extract.state import with_noscript
from scraper_sky.scraping.extract.text import visible
from scraper_sky.scraping.extract.third_parties import before_credit

_NOTICE_NOISE = re.compile(
    r"""
    ©|\(c\)|Ⓒ|&copy;|\bcopyrights?\b
    |(?<!\d)(?:19|20)\d\d(?!\d)(?:\s{0,2}[-–—/,&]\s{0,2}(?:(?:19|20)?\d\d(?!\d)|today|heute|present))?|\ball\srights?\sreserved\b
    |(?<!\d)(?:[۱١][۳۴٣٤]|[۲٢][۰٠]|25(?=[5-9]))\d\d(?!\d)
    |\balle\srechte\svorbehalten\b|\btous\sdroits\sr[ée]serv[ée]s\b|\btodos\slos\sderechos\sreservados\b
    |\btutti\si\sdiritti\s(?:sono\s)?riservati\b|\btodos\sos\sdireitos\sreservados\b
    |\balle\srechten\svoorbehouden\b|\bwszelkie\sprawa\szastrze[żz]one\b|\bv[šs]echna\spr[áa]va\svyhrazena\b
    |\bвсе\sправа\sзащищены\b|\balla\srättigheter\s(?:förbehållna|reserverade)\b|\bminden\sjog\sfenntartva\b
    |\w?icp[备備]\S*|\bجميع\sالحقوق\sمحفوظة|\bכל\sהזכויות\sשמורות(?:\sל)?|\bتمامی\sحقوق\sمحفوظ\sاست|版权所有|版權所有|不许转载
    |\bsva\sprava\s(?:pridržana|zadržana)\b|\bvse\spravice\spridržane\b|\bkaikki\soikeudet\spidätetään\b
    |\bmed\senerett\b|\balle\srettigheder\sforbeholdes\b|\bvšetky\správa\svyhradené\b|\bусі\sправа\sзахищені\b
    |\bвсички\sправа\sзапазени\b|\bεπιφύλαξη\sπαντός\sδικαιώματος\b|\bสงวนลิขสิทธิ์\b|\btoate\sdrepturile\srezervate\b|\bt[üu]m\shaklar[ıi]\ssakl[ıi]d[ıi]r\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTICE_END = re.compile(
    rf"""
    \s[|–—•·»/]\s|\s-\s|\||{AFTER_NO_ABBREVIATION}\.\s(?=[^\W\d_])
    |\b(?:powered|designed?|made|created|built|developed|website|webdesign|site\sby|theme|hosted|impressum|imprint
      |datenschutz\w*|privacy|terms|agb|cookies?|sitemap|contact|kontakt|mentions|legal|webdesign|realisierung
      |umsetzung|desarrollado|propuls[ée]|réalis[ée]|realizzato|y-tunnus|cvr|org\.?\s?nr|nip|cif|cui|ičo?|p\.?\s?iva
      |all\b|alle\b|tous\b|registered|company\s(?:no|number|reg)|vat|design|tel|fax)\b
    |,\s(?-i:[a-z(\d])|(?:[：:]|\s)(?=制作|製作|網頁|网站|地址|電話|电话|技术支持|統一編號|統編)|统一社会|[公网網]安[备備]|商業登記|サイト管理
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
    "trn",
    "الضريبي",
    "nif",
    "cif",
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
    r"(?<!\w)(ATU\s?\d{8}|CHE[- ]?\d{3}\.\d{3}\.\d{3}(?=\s(?:MWST|TVA|IVA))"
    r"|(?<!\d\s)(?:NO\s?)?\d{3}\s?\d{3}\s?\d{3}\s?MVA)(?!\w)"
)
_NATIONAL_VAT = re.compile(
    r"""
    (?<!\w)(?:(?:p\.?\s?iva|p\.\s?i\.|partita\siva)\D{0,12}(\d{11})
      |nip\W{0,3}(\d{3}-?\d{3}-?\d{2}-?\d{2}|\d{3}-?\d{2}-?\d{2}-?\d{3})
      |(?:vat|btw)(?:[\s-](?:reg(?:istration|\.)?|no|number|nr)\b\.?){0,3}\W{0,3}(\d{3}\s?\d{4}\s?\d{2}|\d{10})
      |(?:α\.?φ\.?μ\.?)\W{0,3}(?:EL)?(\d{9})|(?:cui|c\.u\.i\.)\W{0,3}(RO\s?\d{2,10})|kmkr\D{0,8}(EE\s?\d{9})
      |(?:davčna|id\sza\sddv)\D{0,25}(SI\s?\d{8})|(?:alv|vat)\D{0,10}(FI\s?\d{8})
      |(?:trn|الضريبي)\W{0,3}(\d{15})|(?:nif|cif)\W{0,3}([A-HJNP-SUVW]\d{7}[A-J0-9]))(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LONGEST_NOTICE = 240
_EDGES = " ,;:|-–—·•"
_BEFORE_NAME = re.compile(rf"\s[|·•;]\s?|\s[–—-]\s|:\s|{AFTER_NO_ABBREVIATION}\.\s(?=[A-Z]\w{{3}})")
_NOTICE_PART = re.compile(r"\.(?:\s|\Z)|\s?[|•·]\s?")
_AFTER_QUOTE = re.compile(r"[»”“\"]\s?[–—-]\s")  # what a customer says, and who that is
_MAILBOX = re.compile(r"@|[\[(](?:at|dot)[\])]|\b(?:AT|DOT)\b")
_BY = re.compile(r"\A(?:by|por|par|von|door|przez|de(?=\s(?-i:[A-ZÀ-Þ])))\s", re.IGNORECASE)
_LINES_ABOVE = 2
_MOST_WORDS = 8
_RESERVED = re.compile(r"(?:\A|[\s|])([^\s|©\d]{2,20})\s?(?:版權所有|版权所有)")  # said without a year
_SIGN = re.compile(r"©|\(c\)|Ⓒ|&copy;|copyright", re.IGNORECASE)
_FEWEST_DIGITS = 6  # of a VAT number
LABEL_REACH = 90  # characters from the beginning of a label to the end of its number
MAX_LABELS = 40  # looked at for each word that announces a VAT number


def company_facts(document: Document, text: str) -> Iterator[Fact]:
    """What structured data is not needed for: names from weaker sources; VAT number, address and hours in the text."""
    url, host = document.url, document.host
    brands = brand_names(document)
    site_name = document.first_meta("og:site_name", "application-name", "apple-mobile-web-app-title")
    notice = copyright_line(text)
    if not notice and (reserved := _RESERVED.search(text)):
        notice = reserved[0].strip()
    whole = _whole_name(notice, site_name, document.title)
    if is_name(site_name):
        shown = _shown_in(site_name, brands, document.title) or name_in_title(site_name, host, brands)
        yield Fact("company_name", whole or shown or site_name, url, Method.META, f"og:site_name: {site_name}"[:160])
    holder = whole or copyright_holder(notice)
    if holder:
        holder = whole or without_place(holder, host, brands)
        yield Fact("company_name", holder, url, Method.TEXT, notice[:160])
        if LEGAL_FORM.search(holder):
            yield Fact("legal_name", holder, url, Method.TEXT, notice[:160])
    name = whole if whole and whole in document.title else name_in_title(document.title, host, brands)
    if not name and not holder and (shown := named_as(host, brands)):
        yield Fact("company_name", shown, url, Method.HTML, f"logo: {shown}"[:160])
    if name:
        yield Fact("company_name", name, url, Method.HTML, f"title: {document.title}"[:160])
    numbers = numbers_in(text)
    vat = _vat(text, numbers)
    if vat:
        yield Fact("vat_id", re.sub(r"[\s.-]", "", vat[0]).upper(), url, Method.TEXT, vat[1])
    said = visible(with_noscript(document).text[len(document.text) :])
    end = (f"{text}\n{said}" if said else text)[-LONGEST_TEXT:]
    yield from _place(document, end, numbers if end == text else numbers_in(end), whole)


def _whole_name(notice: str, site_name: str, title: str) -> str:
    """`Acme & Sons – Builders`, where the notice names it as the site or its title does; else nothing."""
    if is_name(site_name) and site_name in notice:
        return site_name
    if "–" not in notice:
        return ""
    said = _NOTICE_PART.split(_without_noise(notice), maxsplit=1)[0].strip(_EDGES)
    return said if " – " in said and said in title and is_name(said) and len(said.split()) <= _MOST_WORDS else ""


def _shown_in(site_name: str, brands: list[str], title: str) -> str:
    """`Acme` of the site name `The dentists of Leeds Acme`, where the logo says `Acme` and a part of the title too."""
    parts = title_parts(title)
    return next((name for name in brands if name in site_name and name in parts), "")


def _place(document: Document, text: str, numbers: Sequence[Span], whole: str) -> Iterator[Fact]:
    """Where they are and when, and the name that stands above the address.

    `numbers` are those in the text, `whole` is a name that is not to be cut where it has a dash.
    """
    address = postal_address(document, text, numbers)
    if address is not None:
        yield from postal_facts(address, document.url, text)
        name, line = _name_above(address, text, document, whole)
        if name:
            yield Fact("company_name", name, document.url, Method.TEXT, line)
            if LEGAL_FORM.search(name):
                yield Fact("legal_name", name, document.url, Method.TEXT, line)
    hours, snippet = hours_in(text, document.language[:2] or language_of(text, document.host)[0], numbers)
    if hours:
        yield Fact("opening_hours", hours, document.url, Method.TEXT, snippet)


def _name_above(address: Postal, text: str, document: Document, whole: str) -> tuple[str, str]:
    """The name in front of a postal address, and all that was read.

    It has a legal form, or the domain is named so, or the title has it too.
    """
    label, parts = label_of(document.host), title_parts(document.title)
    street = text.rfind(address.street.partition(",")[0], max(0, address.start - 200), address.start)
    before = text[max(0, street - LONGEST_NOTICE) : street].rstrip(" \n,·|•–-:(") if street > 0 else ""
    for line in before.split("\n")[::-1][:_LINES_ABOVE]:
        if _AFTER_QUOTE.search(line):
            continue
        is_whole = bool(whole) and line.strip(_EDGES).endswith(whole)
        name = whole if is_whole else _BEFORE_NAME.split(line)[-1].strip(_EDGES)
        if is_name(name) and len(name.split()) <= _MOST_WORDS and not _MAILBOX.search(name):
            form = whole_form(name)
            name = name[: form.end()] if form and name[form.end() :].startswith(",") else name
            if LEGAL_FORM.search(name) or coverage(name, label) or is_akin(name, parts):
                return name, f"{line} | {address.street}"[:160]
    return "", ""


def _vat(text: str, numbers: Sequence[Span]) -> tuple[str, str] | None:
    """The first VAT number that says so itself or stands behind a label for one, and what it was read from."""
    evident = _EVIDENT_VAT.search(text) if any(mark in text for mark in ("ATU", "CHE", "MVA")) else None
    if evident:
        return evident[1], evident[0]
    zones = before_numbers(text, numbers, _FEWEST_DIGITS, LABEL_REACH)
    lower = text.lower() if zones else ""
    for label in _VAT_LABELS:
        for position in islice(positions(label, lower, zones), MAX_LABELS):
            national = _NATIONAL_VAT.match(text, position)
            if national:
                return next(filter(None, national.groups())), national[0].replace("\n", " ")
            found = _VAT.search(text, position, position + LABEL_REACH)
            if found and position + 70 >= found.start():
                return found[1], text[position : found.end()].replace("\n", " ")
    return None


def copyright_holder(notice: str) -> str:
    """`Acme GmbH` of `© 2019–2024 Acme GmbH. Alle Rechte vorbehalten. | Impressum`."""
    if len(notice) > LONGEST_NOTICE:
        return ""
    notice = before_credit(notice)
    sign = _SIGN.search(notice)
    name = _named(notice[sign.start() :] if sign else notice)
    if sign and not name:
        name = _named(re.split(r"[|•·]", notice[: sign.start()])[-1])
    return name if is_name(name) and len(name.split()) <= 8 and re.search(r"[^\W\d_]{2}", name) else ""


def _without_noise(part: str) -> str:
    return _BY.sub("", " ".join(_NOTICE_NOISE.sub(" ", part).split()).strip(_EDGES))


def _named(part: str) -> str:
    """What is left without signs, years and reservations of rights, up to a legal form or to the next thing said."""
    cleaned = _without_noise(part)
    form = whole_form(cleaned)
    if form and form.start() > 0 and _NOTICE_END.search(cleaned, 0, form.start()) is None:
        return cleaned[: form.end()] if is_abbreviation(form[0]) else cleaned[: form.end()].rstrip(".")
    return _NOTICE_END.split(cleaned, maxsplit=1)[0].strip(_EDGES + ".")
