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
    |(?:str[áa]nk[ay]|web|hosting|[úu]čet|prezentac[ei])[^.\n]{0,24}(?:pozastaven|zablokov[aá]n|deaktivov[aá]n)
    |(?:oldal|fiók|tárhely|webhely)[^.\n]{0,24}(?:felfüggeszt|letilt)|(?:cont|site|găzduire)\w{0,4}[^.\n]{0,20}suspendat
    |(?:konto|kontot|sidan|webbplatsen|siden|nettstedet|hjemmesiden)[^.\n]{0,24}(?:avstängd|spärrad|suspender|deaktiver|sperret|lukket)
    |(?:sivusto|tili)[^.\n]{0,20}(?:suljettu|keskeytetty)|(?:λογαριασμός|ιστοσελίδα|ιστότοπος)[^.\n]{0,24}(?:ανασταλεί|απενεργοποι)
    |(?:сайт|акаунт|хостинг)[^.\n]{0,30}(?:призупинен|вимкнен|спрян|блокиран)
    |(?:stranica|račun|nalog|sajt|stran)[^.\n]{0,24}(?:suspendir|suspendov|onemogočen|onemogućen)
    |(?:hesap|hesabı|site|sitesi|hosting)[^.\n]{0,30}(?:askıya\salın|durdurul)
    |(?:tài\skhoản|website|trang\sweb|hosting|tên\smiền)[^.\n]{0,30}(?:tạm\sngưng|tạm\skhóa|tạm\sdừng|đình\schỉ|bị\skhóa)
    |(?:akun|situs|website|hosting|laman|akaun)[^.\n]{0,24}(?:ditangguhkan|dinonaktifkan|disuspend|dibekukan|digantung)
    |(?:网站|站点|空间|主机|账户|網站|主機)[^。\n]{0,16}(?:暂停|暫停|停用|关闭|關閉|冻结|封停|停止服务)
    |(?:アカウント|サイト|サーバー)[^。\n]{0,12}(?:停止され|停止して|凍結|一時停止)
    |(?:사이트|계정|홈페이지|호스팅)[^.\n]{0,16}(?:정지|중지|차단)(?:되|된|상태)
    |(?:เว็บไซต์|บัญชี|โฮสติ้ง)[^\n]{0,24}(?:ถูกระงับ|ระงับการใช้งาน)|(?:वेबसाइट|खाता|साइट)[^।\n]{0,24}निलंबित
    |(?:الحساب|الموقع|الاستضافة)[^.\n]{0,24}(?:موقوف|معلق)|تم\s(?:إيقاف|تعليق)[^.\n]{0,12}(?:الحساب|الموقع)
    |(?:سایت|حساب|هاست)[^.\n]{0,30}(?:مسدود|تعلیق|معلق)|(?:האתר|החשבון)[^.\n]{0,20}(?:הושעה|מושעה|נחסם)
    """,
    words(
        """
        suspen disabled deactivated unavailable gesperrt deaktiviert abgeschaltet sospeso geblokkeerd opgeschort
        gebruik zawieszon zablokowan приостановлен заблокирован отключ pozastaven zablokov deaktiv felfüggeszt letilt
        avstängd spärrad sperret lukket suljettu keskeytetty ανασταλεί απενεργοποι призупинен вимкнен спрян блокиран
        onemogo onemogu askıya durdurul ngưng khóa dừng đình ditangguhkan dinonaktifkan dibekukan digantung
        暂停 暫停 停用 关闭 關閉 冻结 封停 停止 凍結 정지 중지 차단 ระงับ निलंबित موقوف معلق إيقاف تعليق مسدود تعلیق
        הושעה מושעה נחסם
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
    |tên\smiền[^\n]{0,40}(?:đã\sđược\sđăng\ský|parking)|domain[^\n]{0,40}(?:diparkir|terdaftar)
    |domain[^\n]{0,40}kayıtlıdır|домен[^\n]{0,30}(?:зареєстрован|регистриран)
    |النطاق[^\n]{0,20}(?:مسجل|محجوز)|دامنه[^\n]{0,30}ثبت\sشده|הדומיין[^\n]{0,30}(?:חונה|רשום|נרכש)
    |โดเมน[^\n]{0,20}จดทะเบียน|網域[^。\n]{0,12}(?:註冊|停放)
    """,
    words(
        """
        park registered future domain domein domen domén domin domín domæn domän doman domee verkkotunnus alan
        домен ドメイン 域名 도메인 miền النطاق دامنه הדומיין โดเมน 網域
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
    |(?:domain|tartomány)\w{0,3}\s(?:\S{1,60}\s)?eladó|domeniul?\s(?:\S{1,60}\s)?(?:este\s)?de\sv[âa]nzare
    |(?:verkkotunnus|domain)\s(?:\S{1,60}\s)?(?:on\s)?(?:myynnissä|myytävänä)|dom[æe]ne(?:t)?\s(?:\S{1,60}\s)?er\stil\ssalg
    |domen[ae]?\s(?:\S{1,60}\s)?(?:je\s)?(?:na\sprodaju|naprodaj|za\sprodaju)|домен\s(?:\S{1,60}\s)?прода[єю]
    |домейн\w{0,2}\s(?:\S{1,60}\s)?(?:се\sпродава|за\sпродажба)|domenas\s(?:\S{1,60}\s)?parduodamas
    |(?:domain|τομέα)\s(?:\S{1,60}\s)?πωλείται|domain\s(?:\S{1,60}\s)?dijual|tên\smiền\s(?:\S{1,60}\s)?(?:đang\s)?(?:rao\sbán|cần\sbán|được\sbán)
    |域名[^。\n]{0,40}(?:出售|转让|待售)|(?:出售|转让)(?:此|该|本)域名|網域[^。\n]{0,40}(?:出售|轉讓)
    |ドメイン[^。\n]{0,40}(?:販売中|お譲り|売ります)|도메인[^\n]{0,40}(?:판매|팝니다)
    |(?:النطاق|الدومين)[^\n]{0,40}للبيع|دامنه[^\n]{0,60}فروش|הדומיין[^\n]{0,60}למכירה|โดเมน[^\n]{0,60}ขาย
    """,
    words(
        """
        sale domain buy vendre venta vendita venda koop sprzeda prodej прода salu alan tartomány vanzare vânzare
        verkkotunnus salg prodaj parduodamas πωλείται miền 域名 網域 ドメイン 도메인 النطاق الدومين دامنه הדומיין โดเมน
        """
    ),
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
    |正在建设|维护中|維護中|建置中|即将(?:上线|推出)|即將(?:上線|推出)|敬請期待|近日公開|公開予定|공사\s?중|점검\s?중
    |قيد\s(?:التطوير|الصيانة)|تحت\s(?:الإنشاء|الصيانة)|قريب(?:اً|ا)(?!\S)|به\sزودی|در\s(?:دست|حال)\s(?:ساخت|طراحی|تعمیر)|בקרוב
    |inakuja\s(?:hivi\s)?karibuni|inatengenezwa|segera\shadir|akan\sdatang\ssegera|dalam\s(?:pembangunan|perbaikan|pembinaan|penyelenggaraan)
    |(?:website|trang\sweb)\s(?:hiện\s)?đang\s(?:được\s)?(?:xây\sdựng|bảo\strì|nâng\scấp)|sắp\sra\smắt
    |เร็ว\s?ๆ\s?นี้|กำลังปรับปรุง|ปิดปรับปรุง|อยู่ระหว่าง(?:การ)?(?:ปรับปรุง|ก่อสร้าง|พัฒนา|จัดทำ)
    |निर्माणाधीन|जल्द\s(?:ही\s)?आ\sरह|শীঘ্রই\sআস|নির্মাণাধীন|malapit\sna\s|очаквайте\sскоро|незабаром|σύντομα\sκοντά
    """,
    words(
        """
        coming under launching opening being progress working building right maintenance check entsteht aufbau
        arbeit befindet rze wartung demn constru travaux cours bient mantenimiento obras ximamente manuten breve
        costruzione allestimento aggiornamento prossimamente aanbouw onderhoud ontwikkeling binnenkort budowie
        przygotowaniu wkr techniczna stavb pracujeme сайт скоро amas yak kommer sivusto tulossa feltölt
        szerkeszt svetain lapa leht hamarosan izradi izdelavi κατασκευή 準備中 工事中 メンテナンス中 建设中
        敬请期待 준비 الإنشاء בבנייה 正在建设 维护中 維護中 建置中 即将 即將 敬請期待 公開 공사 점검 التطوير الصيانة
        قريب
        زودی ساخت طراحی تعمیر בקרוב inakuja inatengenezwa segera dalam đang sắp เร็ว ปรับปรุง ระหว่าง निर्माणाधीन जल्द শীঘ্রই
        নির্মাণাধীন malapit очаквайте незабаром σύντομα
        """
    ),
)
PRICE = re.compile(
    r"[€$£₽₹¥₪₫฿₩₺₴₦₱₸]\s?\d|\d\s?(?:[€₽₹₪₫฿₩₺₴₦₱₸元円원]|EUR\b|ر\.س|د\.إ|บาท|zł\b|kr\b|Kč\b|TL\b|CHF\b|USD\b)"
)
"""What is for sale already is not announced only."""

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
    |找不到(?:此|該)?(?:頁面|網頁)|페이지를\s찾을\s수\s없|không\stìm\sthấy\strang|trang\skhông\stồn\stại
    |halaman\stidak\sditemukan|ไม่พบหน้า|(?:पृष्ठ|पेज)\sनहीं\sमिला|الصفحة\sغير\sموجودة|صفحه[^.\n]{0,30}(?:یافت|پیدا)\sنشد
    |(?:הדף|העמוד)\sלא\sנמצא|η\sσελίδα\sδεν\sβρέθηκε|страницата\sне\sе\sнамерена|сторінк[ау]\sне\sзнайден
    |stranica\snije\sprona[đd]ena|strani?\sni\s(?:bilo\s)?mogoče\snajti|puslapis\snerastas|lapa\snav\satrasta|lehte\sei\sleitud
    """,
    words(
        """
        404 found requested looking exist gefunden introuvable trouv encontrada trovata gevonden istnieje
        znalezion nalezena jden найдена hitta finn fundet findes sivua oldal fost sayfa 見つかりません 不存在 找不到
        페이지를 không ditemukan ไม่พบ नहीं الصفحة صفحه נמצא βρέθηκε намерена знайден stranica najti nerastas atrasta
        leitud
        """
    ),
)
