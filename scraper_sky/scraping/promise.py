"""What a link promises: the words, in many languages, by which sites call the pages that tell who they are."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

# In the order of what they are worth. Words are written without accents, in lower case, with single spaces.
WORDS: dict[str, tuple[str, ...]] = {
    "contact": (
        "contact", "contacts", "contact us", "contactus", "get in touch", "reach us", "find us", "kontakt",
        "kontakte",
        "kontaktformular", "anfahrt", "contactez nous", "nous contacter", "contacto", "contactenos", "contactanos",
        "contatti", "contattaci", "contato", "contactos", "fale conosco", "contacteer ons", "neem contact op",
        "kontakta", "kontakta oss", "kontakt oss", "kontakt os", "yhteystiedot", "ota yhteytta", "kontakty",
        "kapcsolat",
        "elerhetoseg", "iletisim", "bize ulasin", "контакты", "контакти", "связаться с нами", "contacte",
        "contacteaza",
        "epikoinonia", "επικοινωνια", "お問い合わせ", "联系我们", "联系", "聯絡我們", "문의", "문의하기", "اتصل بنا",
        "צור קשר", "lien he", "hubungi kami", "ติดต่อเรา", "kontaktai", "kontakti", "stik", "store locator",
        "locations",
    ),
    "imprint": (
        "impressum", "imprint", "mentions legales", "aviso legal", "note legali", "colofon", "colophon", "impresszum",
        "legal notice", "site notice", "anbieterkennzeichnung", "tiraz", "会社概要",
        "特定商取引法", "company information",
        "datos fiscales", "informacion legal", "informacoes legais",
    ),
    "about": (
        "about", "about us", "aboutus", "who we are", "our story", "our company", "company", "ueber uns", "uber uns",
        "das unternehmen", "unternehmen", "wir ueber uns", "a propos", "qui sommes nous", "l entreprise",
        "notre histoire",
        "sobre", "sobre nosotros", "quienes somos", "nosotros", "empresa", "chi siamo", "azienda", "sobre nos",
        "quem somos", "a empresa", "over ons", "om oss", "om os", "tietoa meista", "meista", "o nas",
        "o firmie", "o nama",
        "rolunk", "hakkimizda", "о нас", "о компании", "про нас", "despre noi", "σχετικα με εμας", "私たちについて",
        "企業情報", "关于我们", "關於我們", "회사소개", "من نحن", "אודות", "gioi thieu", "tentang kami", "เกี่ยวกับเรา",
    ),
    "team": (
        "team", "our team", "the team", "meet the team", "people", "our people", "staff", "leadership", "management",
        "unser team", "mitarbeiter", "ansprechpartner", "equipe", "notre equipe", "l equipe", "equipo",
        "nuestro equipo",
        "il team", "nossa equipe", "ons team", "medewerkers", "medarbetare", "medarbejdere", "ansatte", "henkilosto",
        "zespol", "nasz zespol", "tym", "csapatunk", "ekibimiz", "команда", "сотрудники",
        "echipa", "スタッフ紹介", "团队",
    ),
    "legal": (
        "privacy", "privacy policy", "datenschutz", "datenschutzerklaerung", "datenschutzerklarung", "terms",
        "terms of service", "terms and conditions", "agb", "legal", "disclaimer", "confidentialite", "cgv",
        "politique de confidentialite", "politica de privacidad", "privacidad", "privacidade", "informativa privacy",
        "privacybeleid", "algemene voorwaarden", "integritetspolicy", "personvern", "tietosuoja",
        "polityka prywatnosci",
        "regulamin", "ochrana osobnich udaju", "adatvedelem", "gizlilik", "политика конфиденциальности", "gdpr", "隐私",
        "プライバシーポリシー", "個人情報保護方針",
    ),
}  # fmt: skip

_KIND_OF = {word: kind for kind, words in reversed(WORDS.items()) for word in words}
_LONG_WORDS = {
    word: kind for word, kind in _KIND_OF.items() if len(word) >= 7 or (len(word) >= 2 and not word.isascii())
}
_TOKENS = frozenset(token for word in _KIND_OF for token in word.split() if len(token) > 3 or not token.isascii())
_BETWEEN = re.compile(r"[-_.+]")
_NOT_WORD = re.compile(r"[\W_]+")
_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|do)\Z", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d"})
LONGEST_TEXT = 40  # characters of a link text that can still be the name of a page


def promise_of(path: str, text: str) -> str:
    """`contact`, `imprint`, `about`, `team` or `legal` for a link to `path` (of a URL) named `text`; empty for others.

    The last part of the path speaks first, then the name of the link: whole words before parts of longer ones.
    """
    segments = [segment for segment in path.partition("?")[0].split("/") if segment]
    last = _ENDING.sub("", segments[-1]) if segments else ""
    names = [*_fold(unquote(last)), *(_fold(text) if len(text) <= LONGEST_TEXT else ())]
    for name in names:
        if name in _KIND_OF:
            return _KIND_OF[name]
    for name in names:
        kind = _kind_within(name)
        if kind:
            return kind
    return ""


def may_promise(url: str) -> bool:
    """A quick look at the end of `url`, for lists of thousands: False if promise_of would hardly find anything."""
    last = url.rstrip("/").rpartition("/")[2].lower()
    return "%" in last or (len(last) <= LONGEST_TEXT and not _TOKENS.isdisjoint(_BETWEEN.split(last)))


def _kind_within(name: str) -> str:
    """Finds `contact` in `contact our berlin office`, but not in the title of an article about contacts."""
    words = name.split()
    if not words or len(words) > 4:
        return ""
    if words[0] in _KIND_OF:
        return _KIND_OF[words[0]]
    if len(words) <= 3 and words[-1] in _KIND_OF:
        return _KIND_OF[words[-1]]
    return next((kind for word, kind in _LONG_WORDS.items() if word in name), "") if len(words) <= 3 else ""


def _fold(text: str) -> list[str]:
    """`text` in lower case without accents, in both ways in which umlauts are spelled out."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    forms = (
        _NOT_WORD.sub(" ", form).strip() for form in (lowered.translate(_UMLAUTS), bare.translate(_UMLAUTS), lowered)
    )
    return list(dict.fromkeys(form for form in forms if form))
