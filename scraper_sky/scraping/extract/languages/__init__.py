"""The language a text is written in, told by its script and by the small words that no sentence does without.

Used for pages that do not declare one. It would rather say nothing than be wrong: menus of a few words tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter

from scraper_sky.scraping.extract.languages.words import AT_HOME, WEB_WORDS
from scraper_sky.scraping.extract.wordlists import words

SAMPLE = 12_000  # characters that are looked at
_FEWEST = 4.0  # points that the winner needs; a word of one language only is a point
_DISTINCT = 4  # different words of the winner
_FEWEST_AT_HOME, _DISTINCT_AT_HOME = 3.0, 2  # the same of a language of the country that the domain belongs to
_HOME_BONUS = 1.5  # times the points
_LEAD = 1.3  # times the points of the next one
_SHARE = 0.06  # of the words, or the page is in another language that is not known here
_SCRIPT_SHARE = 0.3  # of the letters, for a script that is one language's own

_SMALL_WORDS = {
    "en": """the and of to is that for you with this are your our on from have we by or not be an it can will all more
        at as has their who what which they been would about how""",
    "de": """der die das und ist von mit für auf den dem ein eine nicht sie wir ihr im zu sich auch als bei oder aus
        nach werden sind wird einer ihre unsere uns zur zum über haben können durch wie""",
    "fr": """le les des est et une du dans pour vous nous avec sur pas par sont votre notre qui que au aux ou plus cette
        ce son ses leur être vos nos à la tous comme ont mais""",
    "es": """el los las de que y en un una por con para es del se su lo como más al sus este esta son nuestro nuestra
        también pero desde todo muy ser hay nos puede sobre donde""",
    "it": """il di che è per un una del della con sono le gli nel nella non si al alla anche come dei delle più nostro
        nostra ai ha questo questa da tutti essere dal dalla degli sul lo""",
    "pt": """o os as de que e em um uma para com não é do da dos das no na por mais nos se ao seu sua como são você
        nosso nossa também pela pelo está à ou ser nas foi""",
    "nl": """de het een en van is dat op te voor met niet zijn wij ons onze aan bij ook naar of wordt door uw je als om
        maar kunt deze meer dan heeft worden over uit hebben jouw""",
    "pl": """i w na z do się jest nie że o dla przez od oraz po jak za lub są co to ze nasz nasza naszej być można
        które który także pod przed tylko czy ich jego bardzo""",
    "cs": """a je se na v že s pro jsou do nebo po za od jako při také by z o ve jsme naše který které která není bude
        více vám být může až jen pod však jeho nás byl""",
    "sk": """a je sa na v že s pre sú do alebo po za od ako pri aj by z o vo sme naše ktorý ktoré ktorá nie bude viac
        vám byť môže až len pod však jeho nás bol sme""",
    "hu": """a az és hogy egy nem is van meg ez de vagy csak mint már még ki el minden fel ha után volt lehet más nagyon
        számára által között több nálunk kell azt lesz miatt""",
    "ro": """și în de la cu pe nu o un este sunt pentru din care mai sau al ale prin ca fi noastre noastră dar după
        fost am vă toate această acest poate să lor are unui""",
    "hr": """i u je na se da za su od s koji koja koje ili kao nije bi do po sve što iz ali samo više može naše nas biti
        svoje prije nakon gdje ima te također kako""",
    "sl": """in je v na se da za so z ki pri ali tudi kot od po še bo iz ne pa smo lahko vse za naše nas več biti svoje
        vas med kako ima ter kjer""",
    "sv": """och att det i en är som på för av med till den inte har du vi kan om ett från eller oss din vår här så var
        också bli vara alla mer när hos men våra""",
    "da": """og at det i en er som på for af med til den ikke har du vi kan om et fra eller os din vores her så var også
        blive være alle mere når hos men efter deres jer skal kun meget hvad blev bliver uden mellem nogle noget ved ud
        op jeres hvordan kontakt dig alt dit""",
    "nb": """og å det i en er som på for av med til den ikke har du vi kan om et fra eller oss din vår her så var også
        bli være alle mer når hos men etter deres våre dere skal kun bare mye hva ble blir uten mellom noen noe ved ut
        opp hvordan kontakt deg alt ditt""",
    "fi": """ja on ei että se ovat tai myös kun joka mutta sekä voi niin kuin ole mukaan oli meillä jos olla sen
        hän kanssa vain siitä sinun meidän tämä kaikki jotka teidän tai lisää""",
    "et": """ja on ei et see või ka kui mis oma meie ning ta seda kes aga nii oli veel saab pole kõik juba meil teie
        olema selle võib välja kuni ole""",
    "lv": """un ir ar no par ka lai kas vai pie uz mūsu tiek var kā arī šo bet tā jūs mums pēc gan tikai ja līdz savu
        esam visi būt ne""",
    "lt": """ir yra su kad iš tai bet arba į mūsų apie kaip už ar jūsų prie nuo dėl per jau buvo gali taip tik šis
        visi mes būti nėra po kuris savo""",
    "tr": """ve bir bu için ile da de olarak en çok daha olan gibi ne ya veya değil her kadar biz sizin tüm sonra var
        olduğu bizim ki ise tarafından size""",
    "vi": """và của là có cho các được với trong không một những đến này tại về khi từ chúng tôi bạn để người đã sẽ như
        nhiều hoặc theo""",
    "id": """dan yang di untuk dengan dari ini pada adalah kami ke anda tidak dapat oleh akan atau dalam itu juga kita
        lebih sebagai bisa tersebut telah secara bagi karena""",
    "ca": """el els les de que i en un una per amb és del se al són més als nostre nostra també però des ser pot aquest
        aquesta seva seu dels com hi has fins""",
    "sq": """dhe të në një e për me që nga është më nuk si ka do janë ne kjo ky por tonë juaj mund tuaj edhe
        gjithë""",
    "is": """og að í á er sem til við með fyrir um ekki það af en hefur var frá eða þú þér okkar eru hjá vera allt""",
    "ru": """и в на не с что по для как из от за это или мы вы наш наша наши вас при так же его все более также быть
        до только если может можно у где был""",
    "uk": """і в на не з що по для як із від за це або ми ви наш наша наші вас при та його всі більше також бути до
        тільки якщо може можна у де є був""",
    "bg": """и в на не с че по за как от да е са или ние вие ви ще при така се го всички повече също ли до само ако може
        този тази който които със бъде""",
    "sr": """и у на не с да за је се су од или као што по све који која које није би до из али само више може наше
        нас бити своје где има""",
    "mk": """и во на не со да за е се од или како што по сите кој која кои нè би до но само повеќе може нашите нас ќе
        ги ја го има овој""",
    "be": """і ў на не з што па для як ад за гэта або мы вы наш вас пры таксама быць да толькі калі можа у дзе ёсць
        усе яго яна""",
    "ar": """في من على إلى عن مع هذا هذه التي الذي أن أو ما لا كل كما بعد قبل هو هي نحن لك حول بين كان تم يمكن""",
    "fa": """در از به که را با این برای است آن یا می و شما ما تا هم های بر خود باید نیز کرد شده دارد نمی""",
    "ur": """کے میں کی ہے اور سے کا کو پر یہ ہیں نے کہ آپ ہم بھی تھا جو نہیں ایک اس لئے گیا کر""",
    "hi": """के में की है और से का को पर यह हैं ने कि आप हम भी था जो नहीं एक इस लिए गया कर हमारे""",
    "mr": """आणि आहे च्या या तो ती ते मध्ये आहेत साठी हे किंवा आम्ही तुम्ही नाही एक करा""",
    "ne": """र को मा छ हो यो लागि गर्न पनि छन् हामी तपाईं भएको एक गरेको""",
    "sw": """na ya wa kwa ni za la katika kwenye hii hiyo au kama cha vya yetu wetu sisi wako yako zetu pia baada kabla
        kila zaidi sana hapa kuwa lakini ili hadi bila kutoka yako nchini""",
    "af": """die en van ons vir is nie te met op jou om wat ek sy hul hulle kan aan deur ook as word of al maar meer sal
        baie tot daar hierdie onder""",
    "az": """və bir bu üçün ilə də da ki olan daha ən hər biz sizin bizim kimi sonra var olaraq qədər isə yalnız bütün
        haqqında""",
    "uz": """va bu uchun bilan bir ham biz siz bizning sizning har eng yoki keyin bo'yicha bo'lgan kerak mumkin barcha
        orqali""",
    "tl": """ang ng sa mga at na ay ito para kami namin aming inyong iyong ka mo po ating may hindi lahat kung mula
        dito ninyo""",
    "eu": """eta da bat dira ez gure zure ere dugu du izan den baino guztiak hau edo behar dute egin gara zuen""",
    "gl": """o a os as de e en un unha para con non do da dos das no na por máis nós se ao seu súa como son ou está pola
        polo noso nosa tamén""",
    "cy": """y yr a yn i o ar gyda ein eich am mae ac neu gan wedi sydd hwn hon chi ni bod fod hefyd pob""",
    "ga": """agus an na ar is le ag don do ár do tá seo nó sa chun faoi ó sinn ní mar bhfuil gach againn""",
    "mt": """u li ta tal il fuq għal ma mal minn hija huwa aħna tagħna tiegħek jew dan din għandna biex kollha fil""",
    "kk": """және бұл үшін мен бен біз сіз біздің сіздің бір деп бар туралы да де немесе кейін барлық ең""",
    "mn": """ба нь энэ бол бид та манай таны юм болон бүх байна болно тухай гэж дээр""",
    "so": """iyo oo ka ku u waa in la ah ama aan soo si waxaan kala leh noo lagu waxa""",
}  # fmt: skip
_LISTS = {language: words(f"{text} {WEB_WORDS.get(language, '')}") for language, text in _SMALL_WORDS.items()}
_SHARED = Counter(word for known in _LISTS.values() for word in known)
_POINTS: dict[str, list[tuple[str, float]]] = {}
for _language, _known in _LISTS.items():
    for _word in _known:
        _POINTS.setdefault(_word, []).append((_language, 1 / _SHARED[_word]))

# Languages that are alone with their script, or nearly so. Kana before Han: Japanese has both.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30fa]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0386-\u03ce]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("th", re.compile("[\u0e01-\u0e3a]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("hy", re.compile("[\u0531-\u0586]")),
    ("bn", re.compile("[\u0985-\u09df]")),
    ("ta", re.compile("[\u0b85-\u0bb9]")),
    ("te", re.compile("[\u0c05-\u0c39]")),
    ("gu", re.compile("[\u0a85-\u0ab9]")),
    ("pa", re.compile("[\u0a05-\u0a39]")),
    ("or", re.compile("[\u0b05-\u0b39]")),
    ("kn", re.compile("[\u0c85-\u0cb9]")),
    ("ml", re.compile("[\u0d05-\u0d39]")),
    ("si", re.compile("[\u0d85-\u0dc6]")),
    ("lo", re.compile("[\u0e81-\u0eb0]")),
    ("km", re.compile("[\u1780-\u17b3]")),
    ("my", re.compile("[\u1000-\u102a]")),
    ("am", re.compile("[\u1200-\u135a]")),
)
_ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS).replace("]|[", ""))
_MOST_COMMON_OF_SCRIPT = {"ja": 0.05, "zh": 0.2}  # pages in these scripts are full of Latin letters too
_FEWEST_LETTERS = 40
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0963]+[^\W\d_]*)*")


def language_of(text: str, host: str = "") -> tuple[str, str]:
    """The BCP 47 tag of the language and what shows it, or two empty texts where that is not sure.

    Of the languages of the country that `host` is registered in, fewer words are enough.
    """
    sample = text[:SAMPLE]
    at_home = AT_HOME.get(host.rpartition(".")[2], ())
    return _by_script(sample) or _by_words(_WORD.findall(_without_addresses(sample.lower())), at_home) or ("", "")


def _without_addresses(text: str) -> str:
    """The `com` of addresses is no word."""
    return " ".join([each for each in text.split() if "@" not in each and "." not in each[1:-1]])


def _by_script(sample: str) -> tuple[str, str] | None:
    if sample.isascii() or _ANY_SCRIPT.search(sample) is None:
        return None
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        count = len(script.findall(sample))
        if count >= max(_FEWEST_LETTERS, letters * _MOST_COMMON_OF_SCRIPT.get(language, _SCRIPT_SHARE)):
            return language, f"{count} of {letters} letters are of its script"
    return None


def _by_words(found: list[str], at_home: tuple[str, ...]) -> tuple[str, str] | None:
    counts = Counter(found)
    points: dict[str, float] = {}
    for word, count in counts.items():  # in the order of the text: to add up in that of a set differs from run to run
        for language, weight in _POINTS.get(word, ()):
            # A word that comes again and again says little more than one that came three times.
            points[language] = points.get(language, 0) + min(count, 3) * weight
    for language in at_home:
        points[language] = points.get(language, 0) * _HOME_BONUS
    ranked = sorted(points.items(), key=lambda entry: -entry[1])[:2]
    if not ranked:
        return None
    best, most = ranked[0]
    fewest, distinct = (_FEWEST_AT_HOME, _DISTINCT_AT_HOME) if best in at_home else (_FEWEST, _DISTINCT)
    seen = [word for word in _LISTS[best] if word in counts]
    share = sum(counts[word] for word in seen) / max(len(found), 1)
    if most < fewest or len(seen) < distinct or share < _SHARE or (len(ranked) > 1 and most < _LEAD * ranked[1][1]):
        return None
    shown = sorted(seen, key=lambda word: (-counts[word], word))[:6]
    return best, "words: " + ", ".join(f"{word} ({counts[word]})" for word in shown)
