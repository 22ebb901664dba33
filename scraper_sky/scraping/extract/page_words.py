"""How addresses and links of contact pages and legal notices are worded, in many languages."""

from __future__ import annotations

import re
from urllib.parse import unquote

from scraper_sky.scraping.extract.addresses import host_of, same_site
from scraper_sky.scraping.extract.values import Link

_CONTACT = re.compile(
    r"""
    (?<![a-z])(?:contact(?:s|-?us|-?me|ez(?:-nous)?|o|os|ar|e|i|enos|anos|form|-?page|eer)?|kontakt(?:y|e|i|a|ai
      |seite|formular|ieren|informationen|uppgifter|informasjon)?|contatt(?:i|o|aci|aci)|contat[eo]s?
      |nous-?contacter|contactez-?nous|get-?in-?touch|reach-?us|write-?to-?us|talk-?to-?us|so-?erreichen-?sie-?uns
      |ansprechpartner|anfahrt|yhteys(?:tiedot)?|ota-?yhteytt[aä]|kapcsolat(?:ok)?|elerhetoseg(?:ek)?
      |elérhetőség(?:ek)?|iletisim|ileti[sş]im|bize-?ulasin|k[oó]?ntakt[aā]s?|kontaktai|kontakti|susisiekite
      |yhteystiedot|lien-?he|hubungi(?:-?kami)?|epikoinonia|dove-?siamo|fale-?conosco|atencion-?al-?cliente
      |stupiti-u-kontakt|hafa-?samband)(?![a-z])|контакт|связаться|обратная\sсвязь|зв['’]?язок|επικοινων|联系|聯絡|聯繫
    |お問い合わせ|お問合せ|문의|연락처|اتصل|تواصل|צור[-_ ]?קשר|ติดต่อ|संपर्क|liên\shệ
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"""
    (?<![a-z])(?:impressum|imprint|legal-?notice|mentions-?legales|mentions\slégales|aviso-?legal|note-?legali
      |legal-?information|anbieterkennzeichnung|colofon|kolofon)(?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = re.compile(
    r"""
    (?<![a-z])(?:about(?:-?us)?|ueber-?uns|über\suns|uber-?uns|a-?propos|à\spropos|qui-?sommes-?nous
      |quienes-?somos|quiénes\ssomos|sobre(?:-?nosotros|-?nos)?|chi-?siamo|over-?ons|o-?nas|o-?nás|om-?oss?|om-?os
      |tietoa-?meist[aä]|rolunk|despre(?:-?noi)?|hakkimizda|team|unternehmen|company)(?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TOO_DEEP = 3  # segments of a path; contact pages are seldom further down
_NO_PAGE = re.compile(
    r"contact-?lens|kontaktlinse|lentilles|lenti-|\.(?:pdf|jpe?g|png|zip|vcf)\Z|/(?:tag|category|blog|news|product)/|@",
    re.I,
)
_EXACT = re.compile(
    r"""
    \A\W*(?:contact(?:\sus)?|kontakt|contatti|contacto|contact(?:ez)?[- ]?nous|nous\scontacter|contato|contactos?
      |kontakty)\W*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def kind_of_page(url: str) -> str:
    """`contact`, `imprint`, `about`, `home` or `other`, by the address alone."""
    path = _path(url)
    if len(path.strip("/")) <= 5 and "." not in path and not _CONTACT.search(path):
        return "home"
    for kind, pattern in (("contact", _CONTACT), ("imprint", _IMPRINT), ("about", _ABOUT)):
        if pattern.search(path) and not _NO_PAGE.search(path):
            return kind
    return "other"


def _path(url: str) -> str:
    rest = url.partition("://")[2].partition("/")[2]
    return "/" + unquote(rest.partition("?")[0].partition("#")[0], errors="replace").lower()


def contact_link_points(link: Link, domain: str, page_url: str) -> int:
    """How surely a link leads to the site's contact page: 0 for no, more for yes.

    The page it stands on counts as the site too, for a domain may send its visitors to another one.
    """
    path, host = _path(link.url), host_of(link.url)
    if not (same_site(host, domain) or same_site(host, host_of(page_url))) or _NO_PAGE.search(path):
        return 0
    points = 0
    if _CONTACT.search(path):
        points += 4
    if len(link.text) <= 40 and _CONTACT.search(link.text):
        points += 4 + 3 * bool(_EXACT.match(link.text))
    if points == 0 and (_IMPRINT.search(path) or (len(link.text) <= 40 and _IMPRINT.search(link.text))):
        points = 1
    if points > 1:
        points += link.in_footer_or_nav - max(0, path.strip("/").count("/") - _TOO_DEEP + 1)
    return max(points, 0)
