"""The sentences and marks of pages that are no site: parked, for sale, suspended, not built yet, not found, a robot check.

A phrase alone proves nothing, because real pages write about all of this too; liveness.py asks for little text or for a mark
in the markup as well.
"""

from __future__ import annotations

import re


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


CHALLENGE_MARKS = (
    "_cf_chl_opt", "cf-browser-verification", "cf_chl_prog", "id=\"challenge-form\"", "id=\"challenge-error-text\"",
    "captcha-delivery.com", "_incapsula_resource", "sucuri_cloudproxy_js", "/.well-known/sgcaptcha", "awswafintegration",
    "px-captcha", "ddos-guard", "id=\"cf-wrapper\"", "perfdrive.com", "geo.captcha", "/_sec/cp_challenge", "aes.js\"></script><script>function tonumbers",
    "kramericaindustries", "challenge.js?", "hcaptcha-challenge", "vercel security checkpoint", "bot-verification",
)  # fmt: skip
CHALLENGE = _any(
    r"just a moment\b", r"checking (?:if the site connection is secure|your browser)", r"attention required! \| cloudflare",
    r"verify(?:ing)? (?:that )?you are (?:a )?human", r"are you (?:a )?(?:human|robot)\?", r"ddos protection by",
    r"enable javascript and cookies to continue", r"please complete the security check", r"security check(?:point)?\b",
    r"you have been blocked", r"access (?:to this page has been )?denied", r"bot verification", r"robot check",
    r"one moment, please", r"verifica(?:ndo|ción) que (?:eres|es) humano", r"bist du ein mensch", r"einen moment, bitte",
    r"un instant\b.{0,3}\Z", r"проверка браузера", r"request unsuccessful\. incapsula",
)  # fmt: skip

SUSPENDED = _any(
    r"(?:account|website|web ?site|site|hosting|domain|service) (?:has been |is |was )?(?:temporarily )?(?:suspended|disabled|deactivated)",
    r"account suspended", r"this (?:site|website) is currently unavailable due to (?:non-?payment|suspension)",
    r"(?:webseite|website|seite|account|konto|domain|pr[äa]senz|webspace) (?:ist|wurde)(?: leider)? (?:vor[üu]bergehend )?(?:gesperrt|deaktiviert|abgeschaltet)",
    r"(?:site|compte|h[ée]bergement|domaine) (?:a [ée]t[ée] |est )?(?:temporairement )?suspendu",
    r"(?:sitio|cuenta|p[áa]gina|dominio)(?: web)? (?:ha sido |est[áa] )?suspendid[oa]",
    r"(?:sito|account|dominio) (?:[èe] stato )?sospeso", r"(?:website|account|domein) is (?:tijdelijk )?(?:geblokkeerd|opgeschort|buiten gebruik)",
    r"(?:strona|konto|us[łl]uga) (?:zosta[łl]a |jest )?(?:zawieszon|zablokowan)", r"(?:site|conta) (?:foi )?suspens[oa]",
    r"(?:сайт|аккаунт|хостинг)[^.\n]{0,30}(?:приостановлен|заблокирован|отключ[её]н)",
)  # fmt: skip
SUSPENDED_MARKS = ("suspendedpage.cgi", "/suspended.page/", "account-suspended")

PARKING_MARKS = (
    "sedoparking.com", "parkingcrew.net", "bodis.com", "above.com/marketplace", "data-adblockkey", "parking-lander", "skenzo.com",
    "parklogic.com", "cashparking", "parked-content.godaddy.com", "domainparking", "voodoo.com", "d38psrni17bvxu.cloudfront.net",
    "iyfubh.com", "ztomy.com", "namebrightstatic.com", "parking.namesilo", "window.park =", "fwdssp.com", "park.io",
    "rook-parking", "parkingweb", "uniregistry-parking", "c.parkingcrew", "/parking.php?ses=", "dsparking", "pk-frame",
    "window.location.href=\"/lander\"", "window.location.href='/lander'", "parkpage.foundationapi", "caf.js",
)  # fmt: skip
PARKED = _any(
    r"(?:domain|website|web ?site|site|page)(?: name)? (?:is|has been|was) (?:currently )?(?:parked|registered (?:and parked|at|with|by|through))",
    r"parked (?:domain|page|free)", r"domain parking", r"this domain is (?:parked|registered)", r"future home of",
    r"(?:diese |die )?domain (?:\S{1,60} )?(?:ist|wurde)(?: bereits| hier)? (?:geparkt|registriert|reserviert|konnektiert|eingerichtet)", r"domain geparkt",
    r"ce (?:nom de )?domaine (?:\S{1,60} )?(?:est|a [ée]t[ée]) (?:parqu[ée]|enregistr[ée]|r[ée]serv[ée])",
    r"(?:este|el) dominio (?:\S{1,60} )?(?:est[áa]|ha sido) (?:aparcado|registrado|estacionado|parqueado)",
    r"(?:questo )?dominio (?:\S{1,60} )?(?:[èe]|[èe] stato) (?:parcheggiato|registrato)", r"dit domein is (?:geparkeerd|geregistreerd|gereserveerd)",
    r"deze domeinnaam is (?:geregistreerd|geparkeerd|gereserveerd)", r"domena (?:jest |zosta[łl]a )?(?:zaparkowana|zarejestrowana)",
    r"dom[ée]na (?:je |byla )?(?:zaregistrov[áa]na|zaparkov[áa]na)", r"домен (?:припаркован|зарегистрирован)", r"(?:este )?dom[íi]nio (?:est[áa] |foi )(?:estacionado|registrado)",
)  # fmt: skip
FOR_SALE_MARKS = ("dan.com/", "hugedomains.com", "afternic.com/forsale", "afternic.com/domain", "sedo.com/search/details", "buydomains.com",
                  "domainmarket.com", "brandbucket.com", "squadhelp.com", "undeveloped.com", "efty.com", "domainnamesales")  # fmt: skip
FOR_SALE = _any(
    r"(?:domain|name|\.[a-z]{2,6})\W{0,3} (?:is|may be|could be|is now) (?:available )?(?:for|4) ?sale", r"buy this (?:domain|website)", r"domain for sale",
    r"(?:make|submit) an offer (?:on|for) this domain", r"inquire about this domain", r"purchase this domain", r"own this domain", r"domain is available for purchase",
    r"(?:diese |die )?domain(?: \S{1,60})? (?:steht|ist|k[öo]nnte) (?:\S{1,12} )?(?:zum verkauf|zu verkaufen|k[äa]uflich)", r"domain (?:jetzt )?(?:kaufen|zu verkaufen)",
    r"(?:domaine|site) (?:\S{1,60} )?(?:est )?[àa] vendre", r"dominio (?:\S{1,60} )?(?:est[áa] )?(?:en|a la) venta", r"dominio (?:\S{1,60} )?(?:[èe] )?in vendita",
    r"dom[íi]nio (?:\S{1,60} )?(?:est[áa] )?[àa] venda", r"domein(?:naam)? (?:\S{1,60} )?(?:is |staat )?te koop", r"domena (?:\S{1,60} )?(?:jest )?na sprzeda[żz]",
    r"dom[ée]na (?:\S{1,60} )?(?:je )?na prodej", r"домен (?:\S{1,60} )?прода[её]тся", r"dom[äa]n(?:en)? (?:\S{1,60} )?[äa]r till salu", r"alan ad[ıi] sat[ıi]l[ıi]k",
)  # fmt: skip

DEFAULT_TITLES = _any(
    r"\Awelcome to (?:nginx|openresty|centos|caddy|tengine)", r"apache2? (?:\w+ )?default page", r"test page for (?:the )?(?:apache|nginx|http)",
    r"(?:apache )?http server test page", r"\Ait works!?\Z", r"\Aiis (?:windows|\d)", r"\Adefault (?:web ?site|parallels plesk|plesk|web) page",
    r"\Adomain default page", r"\Aweb server's default page", r"\Adefault web site page", r"\Aplesk (?:obsidian|onyx)", r"\Aindex of /", r"\Aphpinfo\(\)",
    r"\Aapache tomcat/", r"\Awelcome to (?:your new|cpanel|plesk|ispconfig|directadmin)", r"\Awelcome to \S{3,60}!?\Z(?<=hostinger)", r"\Adefault page\Z",
    r"\Aunconfigured domain", r"\Awebsite (?:coming|default)", r"\A(?:your )?(?:new )?web ?site is (?:ready|under)", r"\Asite not (?:found|configured|published)",
    r"\Ahello,? world!?\Z",
)  # fmt: skip
DEFAULT_TEXT = _any(
    r"if you (?:see|are seeing) this page, the (?:nginx|openresty|caddy) web ?server is successfully installed",
    r"this is the default (?:welcome )?page used to test the correct operation of the apache", r"this page is used to test the proper operation of",
    r"if you are the website administrator.{0,80}index\.html", r"there (?:is|was) no website (?:configured )?at this address", r"this is a default (?:index )?page for (?:a )?new domain",
    r"you are seeing this page because there is nothing configured", r"the owner of this (?:domain|website) has not yet uploaded", r"no web ?site is configured at this address",
)  # fmt: skip
CONSTRUCTION = _any(
    r"coming soon", r"under construction", r"under (?:maintenance|development)", r"launching soon", r"opening soon", r"(?:website|site|page) (?:is )?(?:coming|being built|in progress)",
    r"we(?:'|’)?(?:re| are) (?:working|building) (?:hard )?(?:on )?(?:our|something|a) (?:new )?", r"be right back", r"scheduled maintenance", r"maintenance mode", r"check back (?:soon|later)",
    r"hier entsteht", r"(?:seite|website|webseite|homepage|internetseite|baustelle)[^.\n]{0,40}(?:im aufbau|in arbeit|in bearbeitung|befindet sich|in k[üu]rze|in wartung|[üu]berarbeitet)", r"demn[äa]chst (?:hier|online|verf[üu]gbar)",
    r"wartungsarbeiten", r"wartungsmodus", r"in k[üu]rze (?:hier|online|verf[üu]gbar)", r"neue (?:webseite|website|homepage) (?:ist )?in (?:arbeit|k[üu]rze)",
    r"(?:site|page)(?: web| internet)? (?:est )?(?:actuellement )?en (?:construction|maintenance|travaux|cours de)", r"bient[ôo]t (?:disponible|en ligne|de retour)", r"en construction",
    r"(?:sitio|p[áa]gina|web)(?: web)? (?:est[áa] )?en (?:construcci[óo]n|mantenimiento|obras)", r"pr[óo]ximamente", r"en mantenimiento", r"(?:site|p[áa]gina) em (?:constru[çc][ãa]o|manuten[çc][ãa]o)", r"em breve",
    r"(?:sito|pagina)(?: web)? (?:[èe] )?in (?:costruzione|manutenzione|allestimento|aggiornamento)", r"prossimamente", r"(?:website|site|pagina) (?:is )?(?:momenteel )?(?:in aanbouw|onder constructie|in onderhoud|in ontwikkeling)",
    r"binnenkort (?:online|beschikbaar|hier)", r"strona w (?:budowie|przygotowaniu|przebudowie)", r"ju[żz] wkr[óo]tce", r"przerwa techniczna", r"(?:str[áa]nky?|web) (?:je |jsou |s[úu] )?(?:ve|vo) v[ýy]stavb[ěe]", r"ve v[ýy]stavb[ěe]",
    r"pracujeme na nov", r"сайт (?:находится )?(?:в разработке|на реконструкции|в стадии разработки|на техобслуживании)", r"скоро (?:здесь|открытие|откро)", r"yap[ıi]m a[şs]amas[ıi]nda", r"yak[ıi]nda",
    r"under opbygning", r"under uppbyggnad", r"under oppbygging", r"kommer snart", r"sivusto(?:a)? (?:on )?rakenn", r"tulossa pian", r"feltölt[ée]s alatt", r"szerkeszt[ée]s alatt", r"hamarosan", r"[îi]n construc[țt]ie",
    r"u izradi", r"v izdelavi", r"υπό κατασκευή", r"準備中", r"工事中", r"メンテナンス中", r"建设中", r"敬请期待", r"준비\s?중", r"قيد الإنشاء", r"בבנייה",
)  # fmt: skip
NOT_FOUND = _any(
    r"(?:error|fehler|erreur|errore|chyba|b[łl][ąa]d)\W{0,3}404", r"\b404\b", r"page (?:was |is )?not found", r"(?:page|site) (?:you (?:requested|are looking for)|requested) (?:could not|cannot|can't|was not|doesn)",
    r"(?:page|content|file) (?:does not|doesn['’]t) exist", r"seite (?:wurde |konnte )?(?:leider )?nicht gefunden", r"diese seite existiert (?:leider )?nicht", r"page (?:introuvable|non trouv[ée]e|inexistante)", r"cette page n['’]existe pas",
    r"p[áa]gina no (?:encontrada|existe)", r"pagina non trovata", r"p[áa]gina n[ãa]o encontrada", r"pagina niet gevonden", r"(?:strona|strony) nie (?:istnieje|zosta[łl]a znaleziona|znaleziono)", r"nie znaleziono strony",
    r"str[áa]nka (?:nebyla |nebola )?(?:nenalezena|nalezena|nen[áa]jden[áa])", r"страница не найдена", r"sidan (?:kunde inte hittas|hittades inte|finns inte)", r"siden (?:ble |blev )?ikke fundet", r"siden (?:finnes|findes) ikke", r"sivua ei l[öo]y[td]",
    r"az oldal nem tal[áa]lhat[óo]", r"pagina nu a fost g[ăa]sit[ăa]", r"sayfa bulunamad[ıi]", r"ページが見つかりません", r"页面不存在", r"找不到页面",
)  # fmt: skip
