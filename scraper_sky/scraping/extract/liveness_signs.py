"""The sentences and marks of pages that are no site: parked, for sale, suspended, not built yet, not found, guarded.

A phrase alone proves nothing, because real pages write about all of this too; liveness.py asks for little text or for a
mark in the markup as well.
"""

from __future__ import annotations

import re

from scraper_sky.scraping.extract.wordlists import words


class Phrases:
    """A verbose pattern of sentences, and the `stems` one of which stands in whatever it matches, in lower case.

    Nearly all pages have none of them, and that is told in a hundredth of the time.
    """

    def __init__(self, pattern: str, stems: frozenset[str]) -> None:
        self.pattern = re.compile(pattern, re.VERBOSE | re.IGNORECASE)
        self.stems = stems

    def first_in(self, text: str) -> str | None:
        """The first of the sentences in `text`."""
        lower = text.lower()
        if not any(stem in lower for stem in self.stems):
            return None
        found = self.pattern.search(text)
        return found[0].strip() if found else None


CHALLENGE_MARKS = (
    "_cf_chl_opt", "cf-browser-verification", "cf_chl_prog", "id=\"challenge-form\"",
    "id=\"challenge-error-text\"", "captcha-delivery.com", "_incapsula_resource", "sucuri_cloudproxy_js",
    "/.well-known/sgcaptcha", "awswafintegration", "px-captcha", "ddos-guard", "id=\"cf-wrapper\"",
    "perfdrive.com", "geo.captcha", "/_sec/cp_challenge", "function tonumbers(d)", "kramericaindustries",
    "challenge.js?", "hcaptcha-challenge", "vercel security checkpoint", "bot-verification",
)  # fmt: skip
CHALLENGE = Phrases(
    r"""
    just\sa\smoment\b|checking\s(?:if\sthe\ssite\sconnection\sis\ssecure|your\sbrowser)
    |attention\srequired!\s\|\scloudflare|verify(?:ing)?\s(?:that\s)?you\sare\s(?:a\s)?human
    |are\syou\s(?:a\s)?(?:human|robot)\?|ddos\sprotection\sby|enable\sjavascript\sand\scookies\sto\scontinue
    |please\scomplete\sthe\ssecurity\scheck|security\scheck(?:point)?\b|you\shave\sbeen\sblocked
    |access\s(?:to\sthis\spage\shas\sbeen\s)?denied|bot\sverification|robot\scheck|one\smoment,\splease
    |verifica(?:ndo|ción)\sque\s(?:eres|es)\shumano|bist\sdu\sein\smensch|einen\smoment,\sbitte
    |un\sinstant\b.{0,3}\Z|проверка\sбраузера|request\sunsuccessful\.\sincapsula
    """,
    words(
        """
        moment checking cloudflare human robot ddos cookies security blocked denied verification mensch instant
        проверка incapsula
        """
    ),
)

SUSPENDED = Phrases(
    r"""
    (?:account|website|web\s?site|site|hosting|domain|service)\s(?:has\sbeen\s|is\s
      |was\s)?(?:temporarily\s)?(?:suspended|disabled|deactivated)|account\ssuspended
    |this\s(?:site|website)\sis\scurrently\sunavailable\sdue\sto\s(?:non-?payment|suspension)
    |(?:webseite|website|seite|account|konto|domain|pr[äa]senz|webspace)\s(?:ist
      |wurde)(?:\sleider)?\s(?:vor[üu]bergehend\s)?(?:gesperrt|deaktiviert|abgeschaltet)
    |(?:site|compte|h[ée]bergement|domaine)\s(?:a\s[ée]t[ée]\s|est\s)?(?:temporairement\s)?suspendu
    |(?:sitio|cuenta|p[áa]gina|dominio)(?:\sweb)?\s(?:ha\ssido\s|est[áa]\s)?suspendid[oa]
    |(?:sito|account|dominio)\s(?:[èe]\sstato\s)?sospeso
    |(?:website|account|domein)\sis\s(?:tijdelijk\s)?(?:geblokkeerd|opgeschort|buiten\sgebruik)
    |(?:strona|konto|us[łl]uga)\s(?:zosta[łl]a\s|jest\s)?(?:zawieszon|zablokowan)
    |(?:site|conta)\s(?:foi\s)?suspens[oa]
    |(?:сайт|аккаунт|хостинг)[^.\n]{0,30}(?:приостановлен|заблокирован|отключ[её]н)
    """,
    words(
        """
        suspen disabled deactivated unavailable gesperrt deaktiviert abgeschaltet sospeso geblokkeerd opgeschort
        gebruik zawieszon zablokowan приостановлен заблокирован отключ
        """
    ),
)
SUSPENDED_MARKS = ("suspendedpage.cgi", "/suspended.page/", "account-suspended")

PARKING_MARKS = (
    "sedoparking.com", "parkingcrew.net", "bodis.com", "above.com/marketplace", "data-adblockkey",
    "parking-lander", "skenzo.com", "parklogic.com", "cashparking", "parked-content.godaddy.com",
    "domainparking", "voodoo.com", "d38psrni17bvxu.cloudfront.net", "iyfubh.com", "ztomy.com",
    "namebrightstatic.com", "parking.namesilo", "window.park =", "fwdssp.com", "park.io", "rook-parking",
    "parkingweb", "uniregistry-parking", "c.parkingcrew", "/parking.php?ses=", "dsparking", "pk-frame",
    "window.location.href=\"/lander\"", "window.location.href='/lander'", "parkpage.foundationapi", "caf.js",
)  # fmt: skip
PARKED = Phrases(
    r"""
    (?:domain|website|web\s?site|site|page)(?:\sname)?\s(?:is|has\sbeen|was)\s(?:currently\s)?(?:parked
      |registered\s(?:and\sparked|at|with|by|through))|parked\s(?:domain|page|free)|domain\sparking
    |this\sdomain\sis\s(?:parked|registered)|future\shome\sof
    |(?:diese\s|die\s)?domain\s(?:\S{1,60}\s)?(?:ist|wurde)(?:\sbereits|\shier)?\s(?:geparkt|registriert
      |reserviert|konnektiert|eingerichtet)|domain\sgeparkt
    |ce\s(?:nom\sde\s)?domaine\s(?:\S{1,60}\s)?(?:est|a\s[ée]t[ée])\s(?:parqu[ée]|enregistr[ée]|r[ée]serv[ée])
    |(?:este|el)\sdominio\s(?:\S{1,60}\s)?(?:est[áa]|ha\ssido)\s(?:aparcado|registrado|estacionado|parqueado)
    |(?:questo\s)?dominio\s(?:\S{1,60}\s)?(?:[èe]|[èe]\sstato)\s(?:parcheggiato|registrato)
    |dit\sdomein\sis\s(?:geparkeerd|geregistreerd|gereserveerd)
    |deze\sdomeinnaam\sis\s(?:geregistreerd|geparkeerd|gereserveerd)
    |domena\s(?:jest\s|zosta[łl]a\s)?(?:zaparkowana|zarejestrowana)
    |dom[ée]na\s(?:je\s|byla\s)?(?:zaregistrov[áa]na|zaparkov[áa]na)|домен\s(?:припаркован|зарегистрирован)
    |(?:este\s)?dom[íi]nio\s(?:est[áa]\s|foi\s)(?:estacionado|registrado)
    |dom[eæ]ne(?:t)?\s(?:\S{1,60}\s)?er\s(?:parkert|parkeret)|dom[äa]nen\s(?:\S{1,60}\s)?är\s(?:parkerad|registrerad\savid)
    |\S{3,60}\.(?:no|dk)\s(?:er|är)\sparker|domeeni?\son\spargitud|verkkotunnus\son\s(?:rekister[öo]ity|pys[äa]k)
    |a\sdomain\s(?:parkol|regisztr)|domeniu(?:l)?\s(?:este\s)?(?:parcat|[îi]nregistrat)|domena\sje\s(?:parkirana|registrirana)
    |alan\sad[ıi]\spark|ドメインは(?:取得|お名前|登録)|域名已(?:注册|停放)|이\s도메인은
    """,
    words(
        """
        park registered future domain domein domen domén domin domín domæn domän doman domee verkkotunnus alan
        домен ドメイン 域名 도메인
        """
    ),
)
FOR_SALE_MARKS = (
    "dan.com/", "hugedomains.com", "afternic.com/forsale", "afternic.com/domain", "sedo.com/search/details",
    "buydomains.com", "domainmarket.com", "brandbucket.com", "squadhelp.com", "undeveloped.com", "efty.com",
    "domainnamesales",
)  # fmt: skip
FOR_SALE = Phrases(
    r"""
    (?:domain|name|\.[a-z]{2,6})\W{0,3}\s(?:is|may\sbe|could\sbe|is\snow)\s(?:available\s)?(?:for|4)\s?sale
    |buy\sthis\s(?:domain|website)|domain\sfor\ssale|(?:make|submit)\san\soffer\s(?:on|for)\sthis\sdomain
    |inquire\sabout\sthis\sdomain|purchase\sthis\sdomain|own\sthis\sdomain|domain\sis\savailable\sfor\spurchase
    |(?:diese\s|die\s)?domain(?:\s\S{1,60})?\s(?:steht|ist|k[öo]nnte)\s(?:\S{1,12}\s)?(?:zum\sverkauf
      |zu\sverkaufen|k[äa]uflich)|domain\s(?:jetzt\s)?(?:kaufen|zu\sverkaufen)
    |(?:domaine|site)\s(?:\S{1,60}\s)?(?:est\s)?[àa]\svendre
    |dominio\s(?:\S{1,60}\s)?(?:est[áa]\s)?(?:en|a\sla)\sventa|dominio\s(?:\S{1,60}\s)?(?:[èe]\s)?in\svendita
    |dom[íi]nio\s(?:\S{1,60}\s)?(?:est[áa]\s)?[àa]\svenda
    |domein(?:naam)?\s(?:\S{1,60}\s)?(?:is\s|staat\s)?te\skoop|domena\s(?:\S{1,60}\s)?(?:jest\s)?na\ssprzeda[żz]
    |dom[ée]na\s(?:\S{1,60}\s)?(?:je\s)?na\sprodej|домен\s(?:\S{1,60}\s)?прода[её]тся
    |dom[äa]n(?:en)?\s(?:\S{1,60}\s)?[äa]r\still\ssalu|alan\sad[ıi]\ssat[ıi]l[ıi]k
    """,
    words("sale domain buy vendre venta vendita venda koop sprzeda prodej прода salu alan"),
)

DEFAULT_TITLES = Phrases(
    r"""
    \Awelcome\sto\s(?:nginx|openresty|centos|caddy|tengine)|apache2?\s(?:\w+\s)?default\spage
    |test\spage\sfor\s(?:the\s)?(?:apache|nginx|http)|(?:apache\s)?http\sserver\stest\spage|\Ait\sworks!?\Z
    |\Aiis\s(?:windows|\d)|\Adefault\s(?:web\s?site|parallels\splesk|plesk|web)\spage|\Adomain\sdefault\spage
    |\Aweb\sserver's\sdefault\spage|\Adefault\sweb\ssite\spage|\Aplesk\s(?:obsidian|onyx)|\Aindex\sof\s/
    |\Aphpinfo\(\)|\Aapache\stomcat/|\Awelcome\sto\s(?:your\snew|cpanel|plesk|ispconfig|directadmin)
    |\Awelcome\sto\s\S{3,60}!?\Z(?<=hostinger)|\Adefault\spage\Z|\Aunconfigured\sdomain
    |\Awebsite\s(?:coming|default)|\A(?:your\s)?(?:new\s)?web\s?site\sis\s(?:ready|under)
    |\Asite\snot\s(?:found|configured|published)|\Ahello,?\sworld!?\Z
    """,
    words("welcome default test works iis plesk index phpinfo tomcat unconfigured site hello"),
)
DEFAULT_TEXT = Phrases(
    r"""
    if\syou\s(?:see|are\sseeing)\sthis\spage,\sthe\s(?:nginx|openresty
      |caddy)\sweb\s?server\sis\ssuccessfully\sinstalled
    |this\sis\sthe\sdefault\s(?:welcome\s)?page\sused\sto\stest\sthe\scorrect\soperation\sof\sthe\sapache
    |this\spage\sis\sused\sto\stest\sthe\sproper\soperation\sof
    |if\syou\sare\sthe\swebsite\sadministrator.{0,80}index\.html
    |there\s(?:is|was)\sno\swebsite\s(?:configured\s)?at\sthis\saddress
    |this\sis\sa\sdefault\s(?:index\s)?page\sfor\s(?:a\s)?new\sdomain
    |you\sare\sseeing\sthis\spage\sbecause\sthere\sis\snothing\sconfigured
    |the\sowner\sof\sthis\s(?:domain|website)\shas\snot\syet\suploaded
    |no\sweb\s?site\sis\sconfigured\sat\sthis\saddress
    """,
    words("successfully default operation administrator configured uploaded address"),
)
CONSTRUCTION = Phrases(
    r"""
    coming\ssoon|under\sconstruction|under\s(?:maintenance|development)|launching\ssoon|opening\ssoon
    |(?:website|site|page)\s(?:is\s)?(?:coming|being\sbuilt|in\sprogress)
    |we(?:'|’)?(?:re|\sare)\s(?:working|building)\s(?:hard\s)?(?:on\s)?(?:our|something|a)\s(?:new\s)?
    |be\sright\sback|scheduled\smaintenance|maintenance\smode|check\sback\s(?:soon|later)|hier\sentsteht
    |(?:seite|website|webseite|homepage|internetseite|baustelle)[^.\n]{0,40}(?:im\saufbau|in\sarbeit
      |in\sbearbeitung|befindet\ssich|in\sk[üu]rze|in\swartung|[üu]berarbeitet)
    |demn[äa]chst\s(?:hier|online|verf[üu]gbar)|wartungsarbeiten|wartungsmodus
    |in\sk[üu]rze\s(?:hier|online|verf[üu]gbar)
    |neue\s(?:webseite|website|homepage)\s(?:ist\s)?in\s(?:arbeit|k[üu]rze)
    |(?:site|page)(?:\sweb|\sinternet)?\s(?:est\s)?(?:actuellement\s)?en\s(?:construction|maintenance|travaux
      |cours\sde)|bient[ôo]t\s(?:disponible|en\sligne|de\sretour)|en\sconstruction
    |(?:sitio|p[áa]gina|web)(?:\sweb)?\s(?:est[áa]\s)?en\s(?:construcci[óo]n|mantenimiento|obras)|pr[óo]ximamente
    |en\smantenimiento|(?:site|p[áa]gina)\sem\s(?:constru[çc][ãa]o|manuten[çc][ãa]o)|em\sbreve
    |(?:sito|pagina)(?:\sweb)?\s(?:[èe]\s)?in\s(?:costruzione|manutenzione|allestimento|aggiornamento)
    |prossimamente
    |(?:website|site|pagina)\s(?:is\s)?(?:momenteel\s)?(?:in\saanbouw|onder\sconstructie|in\sonderhoud
      |in\sontwikkeling)|binnenkort\s(?:online|beschikbaar|hier)|strona\sw\s(?:budowie|przygotowaniu|przebudowie)
    |ju[żz]\swkr[óo]tce|przerwa\stechniczna|(?:str[áa]nky?|web)\s(?:je\s|jsou\s|s[úu]\s)?(?:ve|vo)\sv[ýy]stavb[ěe]
    |ve\sv[ýy]stavb[ěe]|pracujeme\sna\snov
    |сайт\s(?:находится\s)?(?:в\sразработке|на\sреконструкции|в\sстадии\sразработки|на\sтехобслуживании)
    |скоро\s(?:здесь|открытие|откро)|yap[ıi]m\sa[şs]amas[ıi]nda|yak[ıi]nda|under\sopbygning|under\suppbyggnad
    |under\soppbygging|kommer\ssnart|sivusto(?:a)?\s(?:on\s)?rakenn|tulossa\spian|feltölt[ée]s\salatt
    |szerkeszt[ée]s\salatt|svetain[ėe]\s(?:kuriama|ruo[šs]iama)|lapa\stiek\s(?:izstr|veid)|leht\son\s(?:valmimisel|ehitamisel)|hamarosan|[îi]n\sconstruc[țt]ie|u\sizradi|v\sizdelavi|υπό\sκατασκευή|準備中|工事中|メンテナンス中
    |建设中|敬请期待|준비\s?중|قيد\sالإنشاء|בבנייה
    """,
    words(
        """
        coming under launching opening being progress working building right maintenance check entsteht aufbau
        arbeit befindet rze wartung demn constru travaux cours bient mantenimiento obras ximamente manuten breve
        costruzione allestimento aggiornamento prossimamente aanbouw onderhoud ontwikkeling binnenkort budowie
        przygotowaniu wkr techniczna stavb pracujeme сайт скоро amas yak kommer sivusto tulossa feltölt
        szerkeszt svetain lapa leht hamarosan izradi izdelavi κατασκευή 準備中 工事中 メンテナンス中 建设中
        敬请期待 준비 الإنشاء בבנייה
        """
    ),
)
NOT_FOUND = Phrases(
    r"""
    (?:error|fehler|erreur|errore|chyba|b[łl][ąa]d)\W{0,3}404|\b404\b|page\s(?:was\s|is\s)?not\sfound
    |(?:page|site)\s(?:you\s(?:requested|are\slooking\sfor)|requested)\s(?:could\snot|cannot|can't|was\snot|doesn)
    |(?:page|content|file)\s(?:does\snot|doesn['’]t)\sexist
    |seite\s(?:wurde\s|konnte\s)?(?:leider\s)?nicht\sgefunden|diese\sseite\sexistiert\s(?:leider\s)?nicht
    |page\s(?:introuvable|non\strouv[ée]e|inexistante)|cette\spage\sn['’]existe\spas
    |p[áa]gina\sno\s(?:encontrada|existe)|pagina\snon\strovata|p[áa]gina\sn[ãa]o\sencontrada
    |pagina\sniet\sgevonden|(?:strona|strony)\snie\s(?:istnieje|zosta[łl]a\sznaleziona|znaleziono)
    |nie\sznaleziono\sstrony|str[áa]nka\s(?:nebyla\s|nebola\s)?(?:nenalezena|nalezena|nen[áa]jden[áa])
    |страница\sне\sнайдена|sidan\s(?:kunde\sinte\shittas|hittades\sinte|finns\sinte)
    |siden\s(?:ble\s|blev\s)?ikke\sfundet|siden\s(?:finnes|findes)\sikke|sivua\sei\sl[öo]y[td]
    |az\soldal\snem\stal[áa]lhat[óo]|pagina\snu\sa\sfost\sg[ăa]sit[ăa]|sayfa\sbulunamad[ıi]|ページが見つかりません|页面不存在
    |找不到页面
    """,
    words(
        """
        404 found requested looking exist gefunden introuvable trouv encontrada trovata gevonden istnieje
        znalezion nalezena jden найдена hitta finn fundet findes sivua oldal fost sayfa 見つかりません 不存在 找不到
        """
    ),
)
