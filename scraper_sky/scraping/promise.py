"""What a link promises: the words, in many languages, by which sites call the pages that tell who they are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

# In the order of what they are worth; `_fold` decides what accents, case and hyphens are good for.
WORDS: dict[str, tuple[str, ...]] = {
    "contact": (
        "contact", "contacts", "contact us", "contactus", "contact me", "contact info", "contact form", "get in touch",
        "reach us", "find us", "write to us", "talk to us", "store locator", "locations", "inquiry", "enquiry",
        "kontakt", "kontakte", "kontaktformular", "kontakt aufnehmen", "kontaktieren sie uns", "so erreichen sie uns",
        "anfahrt", "contactez nous", "nous contacter", "nous joindre", "contactez moi", "contacto", "contactenos",
        "contactanos", "contactar", "contacta", "atencion al cliente", "contatti", "contatto", "contattaci",
        "dove siamo", "contato", "contatos", "contactos", "contacte nos", "fale conosco", "entre em contato",
        "contacte", "contacteer ons", "neem contact op", "contactgegevens", "contactformulier", "kontakta",
        "kontakta oss", "kontaktuppgifter", "kontakt oss", "kontaktinformasjon", "kontakt os", "stik", "hafa samband",
        "hafdu samband", "yhteystiedot", "yhteys", "ota yhteytta", "kontakty", "kontaktujte nas", "napiste nam",
        "skontaktuj sie z nami", "dane kontaktowe", "kapcsolat", "kapcsolatfelvetel", "elerhetoseg", "elerhetosegek",
        "elerhetosegeink", "contacteaza", "contacteaza ne", "kontaktai", "susisiekite", "kontakti", "kontaktid",
        "vota uhendust", "sazinies ar mums", "kontaktirajte nas", "kontaktujte nas", "stupite v stik", "na kontaktoni",
        "iletisim", "iletisim bilgileri", "bize ulasin", "bize ulas", "epikoinonia", "επικοινωνια", "επικοινωνηστε",
        "επικοινωνηστε μαζι μας", "контакты", "контактная информация", "контакти", "контакт", "кантакты",
        "связаться с нами", "связаться", "обратная связь", "свяжитесь с нами", "зв язок", "зворотний зв язок",
        "зв яжіться з нами", "за контакти", "svyaz", "obratnaya svyaz", "お問い合わせ", "お問合せ", "お問い合せ",
        "お問合わせ", "問い合わせ", "お問い合わせフォーム", "ご連絡", "連絡先", "アクセス", "toiawase", "otoiawase",
        "联系我们", "联系方式", "联系", "联络我们", "聯絡我們", "聯繫我們", "聯絡", "與我們聯絡", "lianxi",
        "lianxiwomen",
        "문의", "문의하기", "연락처", "고객센터", "고객문의", "오시는 길", "찾아오시는 길", "اتصل بنا", "إتصل بنا",
        "تواصل معنا", "تواصل", "للتواصل", "الاتصال بنا", "تماس با ما", "ارتباط با ما", "رابطہ کریں", "צור קשר",
        "צרו קשר", "יצירת קשר", "דברו איתנו", "lien he", "lien he voi chung toi", "hubungi kami", "hubungi", "kontak",
        "kontak kami", "ติดต่อเรา", "ติดต่อ", "संपर्क", "संपर्क करें", "हमसे संपर्क करें", "যোগাযোগ", "contacta ns",
        "jarri gurekin harremanetan", "კონტაქტი", "კონტაქტები", "կապ", "байланыс", "əlaqə", "aloqa", "wasiliana nasi",
    ),
    "imprint": (
        "impressum", "imprint", "mentions legales", "aviso legal", "avis legal", "note legali", "note legale",
        "colofon", "colophon", "kolofon", "kolophon", "impresszum", "legal notice", "legal information", "site notice",
        "anbieterkennzeichnung", "pflichtangaben", "offenlegung", "tiraz", "impresum", "company information",
        "datos fiscales", "informacion legal", "informacoes legais", "informations legales", "dati societari",
        "bedrijfsgegevens", "firmeninfos", "dane firmy", "udaje o spolecnosti", "реквизиты", "реквізити",
        "rekvizity", "rekvizitai", "kunye", "会社概要", "会社案内", "会社情報", "運営会社", "運営者情報",
        "特定商取引法", "特定商取引法に基づく表記", "사업자정보", "公司资料", "版权声明", "στοιχεια εταιρειας",
    ),
    "about": (
        "about", "about us", "about me", "aboutus", "who we are", "our story", "our company", "our history", "company",
        "company profile", "corporate", "ueber uns", "uber uns", "ueber mich", "das unternehmen", "unternehmen",
        "wir ueber uns", "wer wir sind", "die firma", "a propos", "a propos de nous", "qui sommes nous", "qui suis je",
        "l entreprise", "notre entreprise", "notre histoire", "la societe", "sobre", "sobre nosotros", "acerca de",
        "quienes somos", "quien soy", "nosotros", "conocenos", "empresa", "la empresa", "chi siamo", "chi sono",
        "azienda", "l azienda", "la nostra storia", "sobre nos", "quem somos", "a empresa", "institucional", "over ons",
        "over mij", "wie zijn wij", "ons verhaal", "het bedrijf", "om oss", "om os", "om foretaget", "um okkur",
        "tietoa meista", "meista", "yritys", "yrityksesta", "o nas", "o firmie", "o spolecnosti", "o firme",
        "o spolocnosti", "o nama", "o podjetju", "o tvrtki", "rolunk", "cegunkrol", "bemutatkozas", "hakkimizda",
        "hakkinda", "kurumsal", "biz kimiz", "apie mus", "apie imone", "par mums", "par uznemumu", "meist",
        "ettevottest", "rreth nesh", "о нас", "о компании", "о фирме", "компания", "o kompanii", "про нас",
        "про компанію", "за нас", "о нама", "despre noi", "despre", "cine suntem", "σχετικα με εμας", "σχετικα",
        "ποιοι ειμαστε", "η εταιρεια", "η εταιρια", "εταιρεια", "私たちについて", "当社について", "企業情報",
        "企業概要",
        "ごあいさつ", "关于我们", "关于", "公司简介", "公司介绍", "企业简介", "關於我們", "關於", "公司簡介", "guanyu",
        "회사소개", "회사 소개", "소개", "기업소개", "من نحن", "عن الشركة", "نبذة عنا", "معلومات عنا", "درباره ما",
        "אודות", "אודותינו", "מי אנחנו", "קצת עלינו", "gioi thieu", "ve chung toi", "tentang kami", "tentang",
        "เกี่ยวกับเรา", "हमारे बारे में", "আমাদের সম্পর্কে", "sobre nosaltres", "qui som", "ჩვენ შესახებ",
    ),
    "team": (
        "team", "our team", "the team", "meet the team", "people", "our people", "staff", "leadership", "management",
        "unser team", "das team", "mitarbeiter", "mitarbeitende", "ansprechpartner", "equipe", "notre equipe",
        "l equipe", "equipo", "nuestro equipo", "el equipo", "il team", "il nostro team", "lo staff", "nossa equipe",
        "a nossa equipa", "equipa", "ons team", "het team", "medewerkers", "vart team", "medarbetare", "medarbejdere",
        "ansatte", "starfsfolk", "henkilosto", "henkilokunta", "tiimi", "zespol", "nasz zespol", "tym", "nas tym",
        "nas tim", "tim", "ekipa", "csapat", "csapatunk", "munkatarsak", "munkatarsaink", "ekip", "ekibimiz",
        "kadromuz", "komanda", "musu komanda", "meeskond", "ekipi yne", "команда", "наша команда", "сотрудники",
        "персонал", "екип", "екип ни", "тим", "echipa", "echipa noastra", "η ομαδα μας", "ομαδα", "スタッフ",
        "スタッフ紹介", "メンバー", "社員紹介", "团队", "我们的团队", "團隊", "团队介绍", "팀", "팀 소개", "구성원",
        "فريق العمل", "فريقنا", "تیم ما", "הצוות", "הצוות שלנו", "doi ngu", "tim kami", "ทีมงาน", "हमारी टीम",
    ),
    "legal": (
        "privacy", "privacy policy", "privacy notice", "datenschutz", "datenschutzerklaerung", "terms", "terms of use",
        "terms of service", "terms and conditions", "agb", "legal", "disclaimer", "cookie policy", "confidentialite",
        "cgv", "cgu", "politique de confidentialite", "donnees personnelles", "politica de privacidad", "privacidad",
        "privacidade", "politica de privacidade", "termos de uso", "informativa privacy", "privacybeleid",
        "privacyverklaring", "algemene voorwaarden", "integritetspolicy", "personuppgifter", "personvern",
        "privatlivspolitik", "tietosuoja", "tietosuojaseloste", "polityka prywatnosci", "regulamin",
        "ochrana osobnich udaju", "ochrana osobnych udajov", "obchodni podminky", "adatvedelem",
        "adatkezelesi tajekoztato", "aszf", "gizlilik", "gizlilik politikasi", "kvkk", "politica de confidentialitate",
        "termeni si conditii", "privatumo politika", "privatuma politika", "privaatsuspoliitika",
        "politika privatnosti",
        "zasebnost", "политика конфиденциальности", "пользовательское соглашение", "оферта",
        "політика конфіденційності", "политика за поверителност", "общи условия", "πολιτικη απορρητου", "οροι χρησης",
        "gdpr", "隐私", "隐私政策", "隐私权政策", "隱私權政策", "服务条款", "法律声明", "プライバシーポリシー",
        "個人情報保護方針", "利用規約", "개인정보처리방침", "이용약관", "سياسة الخصوصية", "الشروط والأحكام",
        "حریم خصوصی", "מדיניות פרטיות", "תקנון", "תנאי שימוש", "chinh sach bao mat", "kebijakan privasi",
        "นโยบายความเป็นส่วนตัว", "गोपनीयता नीति",
    ),
}  # fmt: skip

_BETWEEN = re.compile(r"[-_.+]")
_IDEOGRAPHS = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
_LENSES = re.compile("lens|lins|lentil|lenti |soczewk|линз")  # what opticians sell begins with the same word
_HANGUL = re.compile("[\uac00-\ud7a3]")
MOST_AROUND = 6  # further characters in a name without spaces, beyond which it is a sentence
_NOT_WORD = re.compile(r"[\W_]+")
_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|do)\Z", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d"})
LONGEST_TEXT = 40  # characters of a link text that can still be the name of a page


@lru_cache(maxsize=2_048)
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


def is_name(text: str, kind: str) -> bool:
    """True if `text`, of a link, is as a whole a name of pages of that kind."""
    return len(text) <= LONGEST_TEXT and any(_KIND_OF.get(form) == kind for form in _fold(text))


def may_promise(url: str) -> bool:
    """A quick look at the end of `url`, for lists of thousands: False if promise_of would hardly find anything."""
    last = url.rstrip("/").rpartition("/")[2].lower()
    return "%" in last or (len(last) <= LONGEST_TEXT and not _TOKENS.isdisjoint(_BETWEEN.split(last)))


def _kind_within(name: str) -> str:
    """Finds `contact` in `contact our berlin office`, but not in the title of an article about contacts."""
    words = name.split()
    if not words or len(words) > 4 or _LENSES.search(name):
        return ""
    if words[0] in _KIND_OF:
        return _KIND_OF[words[0]]
    if len(words) <= 3 and words[-1] in _KIND_OF:
        return _KIND_OF[words[-1]]
    if len(words) > 3:
        return ""
    return next((_KIND_OF[word] for word in _long_words_in(name) if not _is_sentence(name, word)), "")


def _long_words_in(name: str) -> list[str]:
    """The telling words that are parts of `name`, in the order of what they are worth."""
    starts = {name[at : at + 2] for at in range(len(name) - 1)} & _LONG_WORDS.keys()
    return sorted((word for start in starts for word in _LONG_WORDS[start] if word in name), key=_RANK_OF.__getitem__)


def _is_sentence(name: str, word: str) -> bool:
    return _IDEOGRAPHS.match(word) is not None and len(name) > len(word) + MOST_AROUND


def _fold(text: str) -> list[str]:
    """`text` in lower case without accents, in both ways in which umlauts are spelled out."""
    if text.isascii():
        form = _NOT_WORD.sub(" ", text.lower()).strip()
        return [form] if form else []
    lowered = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    forms = (
        _NOT_WORD.sub(" ", form).strip() for form in (lowered.translate(_UMLAUTS), bare.translate(_UMLAUTS), lowered)
    )
    return list(dict.fromkeys(form for form in forms if form))


def _tells_within(word: str) -> bool:
    """True if `word` is telling as a part of another: a short one would be found in the middle of strangers."""
    return len(word) >= (2 if _IDEOGRAPHS.match(word) else 3 if _HANGUL.match(word) else 7)


# The first kind that claims a word keeps it.
_KIND_OF = {form: kind for kind, words in reversed(WORDS.items()) for word in words for form in _fold(word)}
_RANK_OF = {word: rank for rank, word in enumerate(_KIND_OF)}
_LONG_WORDS: dict[str, list[str]] = {}  # by the two characters that they begin with
for _word in filter(_tells_within, _KIND_OF):
    _LONG_WORDS.setdefault(_word[:2], []).append(_word)
_TOKENS = frozenset(token for word in _KIND_OF for token in word.split() if len(token) > 3 or not token.isascii())
