"""What can be the name of a company, and the legal forms that stand in one."""

from __future__ import annotations

import re
from functools import lru_cache

_GENERIC = re.compile(
    r"""
    \A(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|home\spage|welcome|willkommen|bienvenue|bienvenidos?
      |benvenuti|index|main|hauptseite|etusivu|forside|hem|strona\sgłówna|úvod|domov|главная|untitled|new\spage
      |my\s(?:site|website|blog|wordpress)|mysite|site|website|blog|news|shop|just\sanother\swordpress\ssite|page
      |startpagina|ana\s?sayfa|naslovna|početna|acasă|αρχική|начало|головна|kezdőlap|főoldal|címlap
      |titulinis|sākums|avaleht|esileht|trang\schủ|beranda|首页|首頁|网站首页|ホーム|トップページ|홈|หน้าแรก|الرئيسية|خانه|דף\sהבית|होम
      |logo|header|men[uüú]|banner|image|contact(?:\sus)?|kontakt[ye]?|contatti|contactos?|contatos?|(?:nous\s)?contactez-?(?:\s?nous)?|yhteystiedot|kapcsolat|elérhetőség\w*|контакты|контакти|επικοινωνία|iletişim|kontaktai|kontakti|impressum|about(?:\sus)?|über\suns|all\srights\sreserved
      |copyright|fam|inh|dr|prof|gebr|[\w-]+(?:\.[\w-]+)+|\W*)\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Whoever made the software or runs the host is not the one who runs the site.
_VENDOR = re.compile(
    r"prestashop|magento|comsenz|discuz|wordpress|shopify|joomla|drupal|squarespace|opencart|webnode|jimdo|plesk|cpanel|"
    r"\b(?:phpbb|vbulletin|xenforo|wix\.com|ecommerce\ssoftware|software\secommerce)\b",
    re.IGNORECASE,
)
LEGAL_FORM = re.compile(
    r"""
    \b(?:gmbh(?:\s?&\s?co\.?\s?(?:kg|kgaa|ohg))?|mbh|ug|ag|kg|ohg|e\.?\s?k\.?|e\.\s?v\.|gbr|eg|se|inc\.?|llc
      |l\.l\.c\.|ltd\.?|limited|plc|llp|corp\.?|corporation|s\.?a\.?r\.?l\.?|sàrl|s\.?a\.?s\.?u?|s\.a\.
      |s\.?n\.?c\.|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.l\.(?:u\.)?|slu?\.|b\.?v\.?|n\.?v\.?|a/s|aps|oy|oyj|ab|as|asa|sp\.\s?z\s?o\.?\s?o\.?
      |s\.?r\.?o\.?|a\.s\.|d\.?o\.?o\.?|kft\.?|zrt\.?|bt\.|pty(?:\sltd)?|pvt\.?|ооо|зао|оао|тов|株式会社|有限公司|有限会社|\(주\)|주식회사
      |pvt\.?\sltd\.?|partm?bb|partg|hb|tmi|ky|rf|ou|oü|sia|uab|eood|ood|еоод|оод|d\.?d\.?|k\.?\s?d\.|lda\.?|ltda\.?
      |s\.?a\.?\sde\sc\.?v\.?|san\.\sve\stic\.\s(?:ltd\.\sşti\.|a\.ş\.)|ltd\.\sşti\.|a\.ş\.|фоп|чп|ип|пп|(?:ε\.π|α|ο|ι\.κ)\.ε\.|จำกัด|sdn\.?\sbhd\.?)(?!\w)
    |(?<=\w)(?:股份|責任|责任)?有限(?:責任|责任)?公司|(?<=\w)(?:株式会社|有限会社|합자회사|주식회사)(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What a dot belongs to that ends no sentence: `Gebr. Wittekindt OHG`, `Dr. Meier`, `J. Smith`.
_ABBREVIATIONS = (
    *("[Gg]ebr", "[Dd]r", "[Ss]t", "[Pp]rof", "[Mm]ag", "[Ii]ng", "[Dd]ipl", "[Mm]r", "[Mm]rs", "[Cc]o", "[Zz]n"),
    *("หจก", "บจก", "[A-ZÀ-Ý]"),
)
AFTER_NO_ABBREVIATION = "".join(rf"(?<!\b{each})" for each in _ABBREVIATIONS)
LONGEST_NAME = 80  # characters


def is_name(text: str) -> bool:
    """False for what every site calls its home page, for makers of software, and for what is too long or short."""
    return 2 <= len(text) <= LONGEST_NAME and _GENERIC.match(text) is None and _VENDOR.search(text) is None


@lru_cache(maxsize=1024)
def whole_form(text: str) -> re.Match[str] | None:
    """The legal form, of several in a row (`Pvt. Ltd.`) the last."""
    form = LEGAL_FORM.search(text)
    while form and (further := LEGAL_FORM.match(text, min(form.end() + 1, len(text)))):
        form = further
    return form


def is_abbreviation(form: str) -> bool:
    """True when a dot at the end belongs to the form: `Inc.`, `s.r.o.`, but not the one behind `SARL.`."""
    return "." in form[:-1] or form.lower().rstrip(".") in ("inc", "ltd", "ltda", "lda", "corp", "co", "kft", "zrt")
