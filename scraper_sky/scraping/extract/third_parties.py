"""Whose number or address it is instead: who made the site, an authority a notice has to name, an arbitration board."""

from __future__ import annotations

import re

_BY = r"(?:by|von|vom|durch|par|por|di|da|de|per|door|av|af|przez|od|bởi|oleh)"

# Words that by themselves, or with `by` behind them, say that somebody made the site.
_MAKER = re.compile(
    rf"""
    (?<!\w)(?:
      (?:(?:web\s?-?)?(?:site|page|design)|theme|template|shop|logo)\s
        (?:(?:and|&|\+)\s\w+\s)?(?:(?:design|develop|host|creat|manag|maintain|power)\w*\s|made\s|built\s)?{_BY}
      |(?:design|develop|creat|power|built|host|maintain|craft)\w*\s(?:(?:and|&|with)\s\w+\s)?by|made\s(?:with\s\S+\s)?by
      |courtesy\sof|(?:erstellt|entwickelt|umgesetzt|gestaltet|programmiert|betreut|realisiert|gehostet)\s{_BY}
      |(?:réalisée?|créée?|conçue?|développée?|hébergée?|propulsée?)\s{_BY}
      |(?:realizzat|sviluppat|creat|progettat)[oa]\s{_BY}|(?:desarrollad|diseñad|cread|realizad|hech)[oa]\s{_BY}
      |(?:desenvolvid|criad|produzid|feit)[oa]\s(?:com\s[^\w\s]{{1,3}}\s)?{_BY}|(?:gebouwd|ontwikkeld|gerealiseerd|gemaakt|ontworpen)\s{_BY}
      |(?:web\s?-?(?:løsning|løysing|lösning|sida|side|sted|plats)|hjemmeside|nett(?:side|sted)|webbplats|hemsida)\s{_BY}
      |(?:produceret|udviklet|utviklet|laget|levert|lavet|producerad|skapad|utvecklad|byggd)\s{_BY}
      |(?:stworzon|wykonan|zaprojektowan)[aeoy]\s{_BY}|(?:realizat|creat|dezvoltat)\s{_BY}
      |(?:készítette|fejlesztette|vytvořil[ao]?|vytvoril[ao]?|vyrobil[ao]?|izradi[ol]a?|toteutus|teostus)\W
      |ออกแบบ(?:และพัฒนา)?โดย|(?:डिज़ाइन|डिजाइन|वेबसाइट\sनिर्माण|ডিজাইন|בניי?ת\s(?:ה?אתר|אתרים))\s?[:：]
      |(?:thiết\skế|phát\striển)(?:\sweb(?:site)?)?\sbởi
      |(?:tovuti|website)\s(?:hii\s|yetu\s)?ime(?:tengenezwa|undwa|buniwa|sanifiwa)\sna\s
      |(?:web(?:site)?|situs|laman)\s(?:ini\s)?(?:dibuat|dirancang|dikembangkan)\soleh|(?:طراحی|توسعه)\sتوسط|(?:разработано|сделано|создано|изработен[ао]?|розроблено|створено)\s
    )
    """,
    re.VERBOSE,
)
# Words that are also a trade: they tell only with a colon and a name behind them.
_TRADE = re.compile(
    r"""
    (?<!\w)(?:
      (?:(?:web\s?-?|graphi[ck]\s?)?(?:design|development|hosting|layout)|credits?|concept|webmaster
      |umsetzung|realisierung|programmierung|gestaltung|konzept(?:ion)?|erstellung
      |conception|réalisation|création|développement|hébergement|hébergeur|site\sweb
      |realizzazione|progetto\sgrafico|grafica|diseño|desarrollo|maquetación|disseny|desenvolvimento|criação
      |ontwerp|realisatie|webbouw|wykonanie|realizacja|projekt|wdrożenie|tvorba|realizace|realizácia|úprava\sšablony
      |honlapkészítés|készítés|tárhely|tárhelyszolgáltató|realizare|creare|izrada|dizajn|oblikovanje|izdelava|израда
      |изработка|дизайн|создание|разработка|продвижение|створення|розробка|κατασκευή|σχεδιασμός|ανάπτυξη|υλοποίηση|δημιουργία
      |tasarım|yazılım|webb?design|webb?produktion|produktion|webbyrå|suunnittelu|izstrāde|sprendimas
      |thiết\skế|thiết\skế\sweb)
      (?:\s(?:web|www|sites?|d[eu]\s(?:la\s|l[’'])?(?:web|sites?|página|pagina)(?:\s(?:web|internet))?|site-ului|webu|webstránky|stránek|stránok|strony|stranica|spletnih\sstrani|сайта|сайту|ιστοσελίδ\w+
        |[&+]\s?\w+|and\s\w+|und\s\w+|y\s\w+|e\s\w+|et\s\w+|a\s\w+|i\s\w+|ja\s\w+|og\s\w+|и\s\w+))?\s?:
      |(?:создание|разработка|продвижение|створення|розробка|изработка)\s(?:и\s\w+\s)?(?:веб-?)?(?:сайт|уеб\sсайт)\w{0,3}\s?[—–-]
      |(?:création|réalisation|conception|realizzazione|diseño|desarrollo|desenvolvimento|criação|realizacja|tvorba)
        \s(?:d[eu]l?\s(?:la\s)?)?(?:web|www|sites?(?:\s(?:web|internet))?|sito(?:\sweb)?|strony|webu)\s?[—–-]
      |(?:web|website|homepage|webseite|honlap|weboldal|weblap|sito(?:\sweb)?|(?:sitio|site|pagina|página)\sweb|hjemmeside|nettside
        |kotisivut|kodulehe?d?)\s?:(?!\s?(?:https?:|www\.|[\w-]{1,63}\.[a-z]{2}))
      |web\stasarım\s?:?
      |עיצוב\sובניי?ת|בניי?ת\sאתרים|تصميم\s(?:و|المواقع)|تطوير\s|طراحی\s(?:سایت|و)|ออกแบบเว็บ|พัฒนาโดย
    )
    """,
    re.VERBOSE,
)
_MAKER_UNSPACED = re.compile(
    r"技术支持|技術支援|网站建设|网站制作|网页设计|網頁設計|網站設計|網站建置|设计制作|設計製作|制作[：:]|製作[：:]|デザイン[：:]|홈페이지\s?제작|제작[：:]|개발[：:]|호스팅"
)
# Who took the pictures may be the firm itself, so this tells of profiles only.
# `de` is left out: `fotos de` are also pictures of somebody.
_PICTURES = (
    r"(?<!\w)(?:photograph(?:y|s)|photos?|images?|fotos?|fotografie|foto's)\s(?:by|von|vom|par|por|door|av|af)\s"
)
_CREDIT = re.compile(rf"(?:{_MAKER.pattern}|{_PICTURES})[\s:@]*\Z", re.VERBOSE)
_NOTICE_CREDIT = re.compile(
    r"(?:©|\(c\)|copyright).{0,80}?(?<!\w)(?:(?:web)?\s?design(?!\w)|web(?:site)?\s?:(?!\s?(?:https?:|www\.)))"
)
_AUTHORITY = re.compile(
    r"""
    (?<!\w)(?:anpc|usda\s(?:complaint|office|program)\w*|(?:jäsen|mitglied|member|membre|medlem)\s?:|telefonul\sconsumator\w*|ombuds\w+|hmrc
      |\w*(?:ärzte|anwalts|anwälte|berater|architekten|handwerks|apotheker|ingenieur|handels)kammer\w*|zuständige\skammer
      |kassenärztliche\w*|(?:urlaubs)?vertretung\s?:|aufsichtsbehörde\w*|berufshaftpflicht\w*|versicherer|\w*schlichtungsstelle\w*
      |(?:landes|bundes)?datenschutzbe(?:auftragte|hörde)\w*|(?:supervisory|data\sprotection)\sauthority
      |data\sprotection\sofficer|délégué\sà\sla\sprotection|médiat(?:eur|ion)\s(?:(?:de\sla|à\sla)\sconsommation|:)
      |ärztliche\w*\s(?:bereitschafts|not)dienst|pohotovostní\sslužb\w+|lékařsk\w+\spohotovost|guardia\sm[eé]dica
      |médecins?\sde\sgarde|(?:centre\s)?anti-?poisons?|centro\santiveleni|gift(?:notruf|information)\w*|poison\s(?:control|cent)\w*|enedis|grdf
      |place\sde\sfontenoy|profeco(?=\s?[:,])|klachten(?:loket|commissie)\w*|anti-?ragging|росздравнадзор\w*|минздрав\w*|министерств\w+
      |arbitra(?:gem|je)\sde\s(?:conflitos|consumo)|livro\sde\sreclamações|hoja\sde\sreclamaci\w+|garante\s(?:per\sla\s)?privacy
      |békéltető\s?testület|fogyasztóvédelm\w*|betegjogi|rzecznik\w*|urząd\sochrony\w*|česká\sobchodní\sinspekce
      |autoriteit\spersoonsgegevens|geschillencommissie|datatilsynet|integritetsskyddsmyndighet\w*|konsumentverket
      |tietosuojavaltuute\w*|комиси\w+\sза\sзащита|роспотребнадзор\w*|συνήγορος)(?!\w)
    """,
    re.VERBOSE,
)
# A heading that stands alone above such a block.
_HEADING = re.compile(
    r"""
    (?:web\s?-?(?:design|entwicklung|development|hosting)|webagentur|web\sagency|gestaltung|(?:technische\s)?umsetzung
      |(?:technische\s)?realisierung|programmierung|konzept(?:ion)?|hosting(?:\sprovider)?|hoster|hébergeur|hébergement(?:\sdu\ssite)?
      |conception(?:\sdu\ssite)?|réalisation(?:\sdu\ssite)?|création\sdu\ssite|realizzazione(?:\ssito)?|diseño\sweb|design)
    (?:\s?(?:und|&|and|et|e|y|\+|/|,)\s?[\w-]{1,30}){0,2}\Z
    """,
    re.VERBOSE,
)
_HOST = re.compile(
    r"(?<!\w)(?:héberg\w+|hosting|hosted|hoster|gehostet|hostad|provider|alojamiento|hospedagem|tárhely\w*|хостинг)"
)
_LONGEST_HEADING = 60  # characters
_LINES_ABOVE = 4
_NOTICE = re.compile(r"©|\(c\)|copyright")
_LETTER, _LETTERS = re.compile(r"[^\W\d_]"), re.compile(r"(?!tel|phone|fon)[^\W\d_]{4}")
_HEAD_OF_OWN = re.compile(r"(?:kontakt|contact|impressum|anschrift|adresse|address|inhaber|betreiber)\b")


def of_another(before: str) -> bool:
    """True when the line before a number or address says that it is that of somebody who does not run the site."""
    line = before.lower()
    return bool(
        _AUTHORITY.search(line) or _MAKER_UNSPACED.search(line) or _NOTICE_CREDIT.search(line) or _names_maker(line)
    )


def names_host(line: str, name: str) -> bool:
    """True when the line says that `name` keeps the site on its servers: `hébergeur Netlify, San Francisco,`."""
    words = line.lower()
    found = _HOST.search(words)
    return found is not None and len(name) > 2 and name in words[found.end() :]


def before_credit(line: str) -> str:
    """The line up to where it begins to say who made the site."""
    lower = line.lower()
    found = [match.start() for pattern in (_MAKER, _TRADE, _MAKER_UNSPACED) if (match := pattern.search(lower))]
    return line[: min(found)] if found and len(lower) == len(line) else line


def ends_in_credit(before: str) -> bool:
    """True for words such as `Site by` or `Photography by`: what follows is who made the site or its pictures."""
    return bool(_CREDIT.search(f"{' '.join(before[-80:].lower().split())} "))


def _names_maker(line: str) -> bool:
    for pattern, name in ((_MAKER, _LETTER), (_TRADE, _LETTERS)):
        found = pattern.search(line)
        if found and name.search(line, found.end()) and not _NOTICE.search(line, found.end()):
            return True
    return False


def heads_another(above: str) -> bool:
    """True when one of the last lines of the text above is a heading such as `Datenschutzbeauftragter`."""
    lines = [line for line in above.lower().split("\n") if line.strip()]
    for line in reversed(lines[-_LINES_ABOVE:]):
        heading = line.strip(" :\t")
        if len(heading) > _LONGEST_HEADING or _HEAD_OF_OWN.match(heading):
            return False
        if _AUTHORITY.match(heading) or _HEADING.match(heading):
            return True
    return False
