"""The favicon and the logo of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.addresses import absolute, host_of
from scraper_sky.scraping.extract.document import Document, Image

_SIZE = re.compile(r"(\d{1,4})\s?[x×]\s?(\d{1,4})", re.I)
# For text in lower case: all their alternatives begin with a letter, which spares most positions a closer look.
_LOGO = re.compile(
    r"logo|brand(?<![a-z]brand)(?![a-z])|wordmark|signet|logga(?![a-z])|wappen|лого|λογότυπ|ロゴ|로고|לוגו|شعار|โลโก้"
)
_NO_LOGO = re.compile(
    r"partner|client|customer|kunde|sponsor|payment|visa|mastercard|paypal|award|badge|cert|zertifik|siegel|social|cookie|"
    r"app-?store|google-?play|testimonial|press-|member|verband|facebook|twitter|instagram|linkedin|youtube|whatsapp|avatar|"
    r"trust|review|flag|icon-|manufacturer|hersteller|transparent|pixel|blank|spacer|loading|ads?[-_]"
)
_ENOUGH = 4  # points
_SHORTEST_NAME = 4  # characters
_TITLE_END = re.compile(r"\s[-–—|·:•]\s|[|｜]")
_PARENTS = 4
_STAND_IN = re.compile(r"blank|placeholder|spacer|pixel|transparent|loading|lazy|1x1|empty")
_LAZY = ("src", "data-src", "data-lazy-src", "data-original", "data-lazyload")
MAX_IMAGES = 400


def favicon(document: Document) -> Fact:
    """The largest declared icon; where none is declared `/favicon.ico`, which nobody has looked at yet."""
    best: tuple[int, str, str] | None = None
    for element in document.links:
        rel = (element.get("rel") or "").lower()
        if "icon" not in rel or "mask-icon" in rel:
            continue
        url = document.resolve(element.get("href") or "")
        size = icon_size(element.get("sizes") or "", url or "") or _usual_size(
            rel, element.get("type") or "", url or ""
        )
        if url and (best is None or size > best[0]):
            best = (size, url, f'rel="{rel}" sizes="{element.get("sizes") or ""}"')
    if best is not None:
        return Fact("favicon", best[1], document.url, Method.LINK, best[2][:160])
    tile = document.resolve(document.first_meta("msapplication-tileimage"))
    if tile:
        return Fact("favicon", tile, document.url, Method.META, "msapplication-TileImage")
    default = absolute("/favicon.ico", document.url) or ""
    return Fact("favicon", default, document.url, Method.DEFAULT, "no icon is declared")


def icon_size(sizes: str, url: str = "") -> int:
    """The largest edge in pixels that `sizes`, or else the file name, tells; 0 when neither does."""
    found = [int(width) for width, _ in _SIZE.findall(sizes[:200])]
    if not found and sizes.lower() != "any":
        found = [int(width) for width, height in _SIZE.findall(url[-120:]) if width == height]
    return max(found, default=0)


def _usual_size(rel: str, kind: str, url: str) -> int:
    if "apple-touch" in rel:
        return 120
    if "svg" in kind or url.endswith(".svg"):
        return 100
    return 32 if ".png" in url else 16


def logo(document: Document, stated: Iterable[tuple[str, Method]]) -> Fact | None:
    """The logo: as structured data states it, else the image of the page that looks most like one."""
    for href, method in stated:
        url = document.resolve(href)
        if url:
            return Fact("logo", url, document.url, method, "logo of the organisation")
    best: tuple[int, str, str] | None = None
    for image in document.images[:MAX_IMAGES]:
        url = _source(document, image.element)
        if url is None:
            continue
        points, why = _points(document, image, url)
        if points >= _ENOUGH and (best is None or points > best[0]):
            best = (points, url, why)
    if best is not None:
        return Fact("logo", best[1], document.url, Method.HTML, best[2])
    declared = document.resolve(document.first_meta("og:logo"))
    return Fact("logo", declared, document.url, Method.META, "og:logo") if declared else None


def _source(document: Document, element: etree._Element) -> str | None:
    found = [url for name in _LAZY if (url := document.resolve(element.get(name) or ""))]
    real = next((url for url in found if not _STAND_IN.search(url.rpartition("/")[2].lower())), None)
    if real or found:
        return real or found[0]
    return document.resolve((element.get("srcset") or "").split(",")[0].split(" ")[0])


def _points(document: Document, image: Image, url: str) -> tuple[int, str]:
    element = image.element
    linked = image.link is not None and is_home(document, image.link)
    own = f"{element.get('class') or ''} {element.get('id') or ''}"
    alt, file = element.get("alt") or "", url.rsplit("/", 1)[-1]
    marked = element.get("itemprop") == "logo" or _LOGO.search(f"{own} {file} {alt}".lower()) is not None
    if not (linked or image.in_header or marked):
        return 0, ""  # Most pictures end here; what is around them costs more to look at.
    around = " ".join(_names(element))
    reasons: list[tuple[int, str]] = []
    for points, text, reason in (
        (4, own, "class"),
        (3, file, "file name"),
        (2, alt, "alt"),
        (3, around, "class around it"),
    ):
        if _LOGO.search(text.lower()):
            reasons.append((points, reason))
    if element.get("itemprop") == "logo":
        reasons.append((6, "itemprop"))
    if linked:
        reasons.append((3, "link to the home page"))
    if image.in_header:
        reasons.append((2, "in the header"))
    named = _is_in_title(alt, document.title)
    if named and (marked or linked):
        reasons.append((2, "named as the title"))
    elif element is document.images[0].element and _LOGO.search(file.lower()):
        reasons.append((1, "the first picture"))
    if not (named and linked) and _NO_LOGO.search(f"{own} {alt} {file} {around}".lower()):
        reasons.append((-6, "belongs to somebody else"))
    return sum(points for points, _ in reasons), ", ".join(reason for _, reason in reasons)


def _is_in_title(alt: str, title: str) -> bool:
    """True if the title holds the text of the picture, or this begins with what the title begins with."""
    text, whole = alt.strip().casefold(), title.casefold()
    head = _TITLE_END.split(whole, maxsplit=1)[0]
    return len(text) >= _SHORTEST_NAME and (text in whole or (len(head) >= _SHORTEST_NAME and text.startswith(head)))


def _names(element: etree._Element) -> Iterator[str]:
    for count, ancestor in enumerate(element.iterancestors()):
        if count >= _PARENTS:
            return
        yield f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"


def is_of_somebody_else(text: str) -> bool:
    """True for the names of partners, networks, payments and awards."""
    return _NO_LOGO.search(text.lower()) is not None


def is_home(document: Document, href: str) -> bool:
    """True if the link leads to the home page of the site, or to that in one of its languages."""
    if href in ("/", "./"):
        return True
    url = document.resolve(href)
    path = (url or "").partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0].strip("/")
    if not (len(path) <= 5 and "." not in path) and path not in ("index.html", "index.php", "index.htm", "home"):
        return False
    return url is not None and host_of(url).removeprefix("www.") == document.host.removeprefix("www.")
