"""The company's name in a title: the part that the domain, the logo or the link to the home page is named after."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from scraper_sky.scraping.extract.addresses import registrable
from scraper_sky.scraping.extract.company.names import is_name, whole_form
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.icons import is_home, is_of_somebody_else
from scraper_sky.scraping.extract.text import folded

MAX_BRANDS = 8
LONGEST_BRAND = 60  # characters
MAX_LINKS = 300  # looked at for what leads home
_MOST_WORDS = 7
_NAMED = 0.6  # share of the domain's letters that a name must cover, where it does not hold them all
_ALIKE = 0.4  # share of the longer of two names that the shorter one must be
_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SEPARATORS = re.compile(rf"\s+[|–—•·»:/\\~]+\s+|\s+-+\s+|\s*[|｜]\s*|:\s+|\s+::\s+|(?<=[{_EAST}])[_－—-](?=[{_EAST}])")
_BEFORE_PLACE = re.compile(r",|\s(?:in|à|en|em|a|w|v|в|во|у|te|din)\s(?=[A-ZÀ-ÝŁŚŻČŠŽА-ЯІЇЄ])")
_TITLES = re.compile(r"\b(?:dr|prof|med|dent|vet|dipl|ing|mag|jur)\b\.", re.I)  # domains leave them out
_EDGES = " .,;:|-–—·•»«\"'"
_QUOTES = (("«", "»"), ("»", "«"), ('"', '"'))
_ABBREVIATED = re.compile(r"(?<!\w)(?:(?:\w{1,2}\.){1,4}\w{1,2}|inc|ltda?|lda|corp|co|zn|kft|zrt)\Z", re.I)
# Names that say that they are one: `Östervik Hembygdsförening`, `NPO法人 凪の会`.
_ASSOCIATION = re.compile(
    r"\w(?:förening|forening|verein|vereniging|yhdistys|stiftung|egyesület|församling|gemeinde)\Z"
    r"|\A(?:NPO|ＮＰＯ|特定非営利活動|(?:一般|公益)(?:社団|財団)|医療|学校|社会福祉|宗教)法人\s?\S",
    re.I,
)
# What is said of a site in front of its name and behind it.
_HEAD = re.compile(
    r"\A(?:welcome\sto|willkommen\s(?:bei|im|in\sder)|bienvenue\s(?:chez|sur|à)|bienvenid[oa]s?\sa"
    r"|benvenuti\s(?:da|a|in)|logo(?:\s(?:von|der|of|de|du|di|da|van|firmy))?|wappen|официальный\sсайт)\s",
    re.I,
)
_TAIL = re.compile(
    r"""
    (?:[\s,]{1,3}(?:(?:is\s|are\s)?coming\ssoon|(?:is\s)?under\sconstruction|(?:site\s)?en\sconstruction
        |in\scostruzione|official\s(?:web)?site|offizielle\sweb(?:seite|site)|site\sofficiel|sito\sufficiale
        |sitio\s(?:web\s)?oficial|online\s?shop|web\s?shop|tienda\sonline|boutique\sen\sligne|home\s?page|startseite
        |website|logo(?:type)?|公式(?:サイト|ホームページ|hp)?|オンライン(?:ショップ|ストア)|ホームページ
        |官方网站|官网|官網|공식\s?(?:홈페이지|사이트)|로고|лого(?:тип)?)
      |\s?\*{2,5}(?:\s.{1,60})?|\s?\([^()]{2,30}\))\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def brand_names(document: Document) -> list[str]:
    """What the page shows as its own name: the texts of its logos and of its links to the home page."""
    found: dict[str, None] = {}
    for text in _shown(document):
        found |= dict.fromkeys([part for part in title_parts(text) if is_name(part)][:1])
        if len(found) >= MAX_BRANDS:
            break
    return list(found)


def _shown(document: Document) -> Iterator[str]:
    for image in document.images[:MAX_LINKS]:
        alt = (image.element.get("alt") or "").strip()
        if not alt or len(alt) > LONGEST_BRAND or is_of_somebody_else(alt):
            continue
        names = f"{alt} {image.element.get('class')} {image.element.get('src')}".lower()
        if "logo" in names or image.in_header or (image.link is not None and is_home(document, image.link)):
            yield folded(alt)
    for anchor in document.anchors[:MAX_LINKS]:
        if 2 <= len(anchor.text) <= 2 * LONGEST_BRAND and is_home(document, anchor.href):
            yield folded(anchor.text)


def trimmed(text: str) -> str:
    """`Acme` of `Welcome to Acme`, `Acme Logo`, `Acme is coming soon`, `Acme ****`, `Acme (Berlin)`."""
    name = _HEAD.sub("", text.strip(_EDGES))
    whole = _TAIL.sub("", name)
    return whole.strip(_EDGES) if whole != name else _with_its_signs(text, name)


def _with_its_signs(text: str, name: str) -> str:
    """`Acme S.L.` of `Acme S.L.` and `Dental «Acme»` of `Dental «Acme».`: what of its edges belongs to the name."""
    start = text.find(name)
    before, behind = text[:start], text[start + len(name) :]
    if behind[:1] == "." and _ABBREVIATED.search(name):
        return f"{name}."
    for opening, closing in _QUOTES:
        if sum(sign in (opening, closing) for sign in name) == 1:  # its other half was taken for an edge
            if behind[:1] == closing:
                return name + closing
            if before[-1:] == opening:
                return opening + name
    return name


def title_parts(title: str) -> list[str]:
    """What stands between the separators of a title."""
    return [trimmed(part) for part in _SEPARATORS.split(title[:300])]


def name_in_title(title: str, host: str, brands: Iterable[str] = ()) -> str:
    """The part of the title that most surely is the name, else nothing: a guess would often be a slogan.

    `brands` are names that the page shows as its own.
    """
    label = label_of(host)
    shown = {letters for brand in brands if len(letters := _letters(brand)) >= 2}
    best, most = "", 0.0
    for part in title_parts(title):
        name = part if _is_short(part) else part.partition(",")[0]
        if not is_name(name) or not _is_short(name):
            continue
        name = _without_place(name, label, shown)
        points = _points(name, label, shown)
        if points > most or (points == most and best and len(name) < len(best)):
            best, most = name, points
    return best


def without_place(name: str, host: str, brands: Iterable[str]) -> str:
    """`Acme` of `Acme, Berlin` where the domain, the logo or the link to the home page is named so."""
    return _without_place(name, label_of(host), {letters for brand in brands if len(letters := _letters(brand)) >= 2})


def named_as(host: str, brands: Iterable[str]) -> str:
    """The first name that the page shows as its own and that its domain is spelled like."""
    label = label_of(host)
    return next((brand for brand in brands if label and label in _spellings(brand)), "")


def _is_short(name: str) -> bool:
    return len(name.replace("&", " ").split()) <= _MOST_WORDS


def _points(name: str, label: str, shown: set[str]) -> float:
    """How surely this is the name, 0 for not at all."""
    points, letters = coverage(name, label), _letters(name)
    if letters in shown:
        points += 2
    else:
        likeness = max((_likeness(letters, brand) for brand in shown), default=0.0)
        points += likeness if likeness >= _ALIKE else 0
    return points + 0.9 * (_ends_in_form(name) or _ASSOCIATION.search(name) is not None)


def _likeness(letters: str, brand: str) -> float:
    """Which part of the longer one the shorter one is, if it stands in it."""
    shorter, longer = sorted((letters, brand), key=len)
    return len(shorter) / len(longer) if len(shorter) >= 3 and shorter in longer else 0.0


def _ends_in_form(name: str) -> bool:
    form = whole_form(name)
    return bool(form and form.start() > 0 and form.end() >= len(name) - 1 and not form[0].islower())


def _without_place(name: str, label: str, shown: set[str]) -> str:
    """`Acme` of `Acme, Berlin`, if it is no worse a name than all of it."""
    form = whole_form(name)
    if form and form.start() > 0 and name[form.end() :].startswith(","):
        return name[: form.end()]
    head = (name.partition(",")[0] if form else _BEFORE_PLACE.split(name, maxsplit=1)[0]).strip()
    if head != name and is_name(head) and _points(head, label, shown) >= max(_points(name, label, shown), 0.5):
        return head
    return name


def label_of(host: str) -> str:
    """`bergmannholz` of `www.bergmann-holz.de`."""
    return _letters(registrable(host).partition(".")[0])


def coverage(name: str, label: str) -> float:
    """1 for a name that holds the domain's label or has its initials, the share for one that is most of it, else 0."""
    if len(label) < 3:
        return 0.0
    spelled = _spellings(name)
    if any(label in form for form in spelled) or _initials(name) == label:
        return 1.0
    share = max((len(form) / len(label) for form in spelled if len(form) >= 3 and form in label), default=0.0)
    return share if share >= _NAMED else 0.0


def _spellings(name: str) -> list[str]:
    """The letters of a name as a domain may write them."""
    spelled = [_letters(name.translate(_SPELLED_OUT)), _letters(name), _letters(name.lower().translate(_CYRILLIC))]
    if "&" in name:
        spelled += [_letters(name.replace("&", word)) for word in ("and", "und", "et", "y", "e")]
    if "." in name:
        spelled.append(_letters(_TITLES.sub("", name.translate(_SPELLED_OUT))))
    return spelled


def is_akin(name: str, names: Iterable[str]) -> bool:
    """True if it is one of the names, but for signs and accents."""
    letters = _letters(name)
    return len(letters) >= 2 and any(letters == _letters(other) for other in names)


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
