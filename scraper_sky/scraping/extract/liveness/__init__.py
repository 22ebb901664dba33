"""What kind of page answered: a live site, or a page that stands in for one. Each verdict comes with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scraper_sky.model.outcome import Liveness
from scraper_sky.scraping.extract.addresses import host_of
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.liveness import signs

# Characters of visible text up to which a page may be what a phrase on it says; a real page has more.
_TERSE, _SHORT, _MEDIUM = 500, 1_500, 4_000
_FEW = 3  # other pages that a page under way may lead to: its legal notice, another language

Verdict = tuple[Liveness, str]
_LIVE: Verdict = (Liveness.LIVE, "")


def liveness(document: Document, text: str, headers: Mapping[str, str]) -> Verdict:
    """The class of the page and what shows it; `text` is its visible text."""
    markup = document.html[:200_000].lower() if len(text) <= _MEDIUM else ""
    title = document.title
    checks = (
        _challenge(title, text, markup, headers),
        _suspended(title, text, markup),
        _for_sale(title, text, markup),
        _parked(title, text, markup),
        _default_page(title, text),
        _construction(title, text, document),
        _not_found(title, text, document),
        _empty(text, document),
    )
    return next((verdict for verdict in checks if verdict is not None), _LIVE)


def _mark(markup: str, marks: Sequence[str]) -> str | None:
    return next((mark for mark in marks if mark in markup), None)


def _challenge(title: str, text: str, markup: str, headers: Mapping[str, str]) -> Verdict | None:
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return Liveness.CHALLENGE, "header cf-mitigated: challenge"
    if len(text) > _SHORT:
        return None
    phrase = signs.CHALLENGE.first_in(title) or signs.CHALLENGE.first_in(text)
    mark = _mark(markup, signs.CHALLENGE_MARKS)
    if mark and (phrase or len(text) < 80):
        return Liveness.CHALLENGE, f"mark “{mark}”" + (f" and “{phrase}”" if phrase else " and hardly any text")
    if phrase and len(text) < _TERSE and signs.CHALLENGE.first_in(title):
        return Liveness.CHALLENGE, f"title “{title[:100]}” and hardly any text"
    return None


def _suspended(title: str, text: str, markup: str) -> Verdict | None:
    mark = _mark(markup, signs.SUSPENDED_MARKS) if len(text) < _SHORT else None
    if mark:
        return Liveness.SUSPENDED, f"mark “{mark}”"
    return _titled_or_terse(Liveness.SUSPENDED, signs.SUSPENDED, title, text)


def _titled_or_terse(kind: Liveness, phrases: signs.Phrases, title: str, text: str) -> Verdict | None:
    """The verdict for a phrase in the title of a short page, or in the text of a very short one."""
    phrase = phrases.first_in(title)
    if phrase and len(text) <= _SHORT:
        return kind, f"title “{title[:100]}”"
    phrase = phrases.first_in(text) if len(text) <= _TERSE else None
    return (kind, f"“{phrase[:100]}” on a page of {len(text)} characters") if phrase else None


def _for_sale(title: str, text: str, markup: str) -> Verdict | None:
    if len(text) > _MEDIUM:
        return None
    phrase = signs.FOR_SALE.first_in(title) or signs.FOR_SALE.first_in(text)
    mark = _mark(markup, signs.FOR_SALE_MARKS) or _mark(markup, signs.PARKING_MARKS)
    if phrase and mark:
        return Liveness.FOR_SALE, f"“{phrase}” and mark “{mark}”"
    return _titled_or_terse(Liveness.FOR_SALE, signs.FOR_SALE, title, text)


def _parked(title: str, text: str, markup: str) -> Verdict | None:
    mark = _mark(markup, signs.PARKING_MARKS) if len(text) <= _SHORT else None
    if mark:
        return Liveness.PARKED, f"mark “{mark}”"
    return _titled_or_terse(Liveness.PARKED, signs.PARKED, title, text)


def _default_page(title: str, text: str) -> Verdict | None:
    phrase = signs.DEFAULT_TITLES.first_in(title)
    if phrase and len(text) <= _MEDIUM:
        return Liveness.PLACEHOLDER, f"title “{title[:100]}”"
    phrase = signs.DEFAULT_TEXT.first_in(text) if len(text) <= _MEDIUM else None
    return (Liveness.PLACEHOLDER, f"“{phrase[:120]}”") if phrase else None


def _construction(title: str, text: str, document: Document) -> Verdict | None:
    """Shops announce things with these very words, so a page that leads on to others of its own is live."""
    if len(text) > _SHORT or len(document.anchors) > 15:
        return None
    phrase = signs.CONSTRUCTION.first_in(title)
    if phrase:
        return Liveness.PLACEHOLDER, f"title “{title[:100]}”"
    if len(text) > _TERSE or _own_links(document) > _FEW or signs.PRICE.search(text):
        return None
    phrase = signs.CONSTRUCTION.first_in(text)
    return (Liveness.PLACEHOLDER, f"“{phrase[:100]}” on a page of {len(text)} characters") if phrase else None


def _own_links(document: Document) -> int:
    """How many other pages of its own the page leads to."""
    home = {document.url.rstrip("/"), document.base.rstrip("/")}
    urls = {document.resolve(anchor.href.partition("#")[0]) for anchor in document.anchors[:100]}
    return sum(url is not None and url.rstrip("/") not in home and host_of(url) == document.host for url in urls)


def _not_found(title: str, text: str, document: Document) -> Verdict | None:
    phrase = signs.NOT_FOUND.first_in(title)
    if phrase and len(text) <= _MEDIUM and (len(title) < 60 or title.lower().startswith(phrase.lower())):
        # A post about the error has the words in its title too, but then much more to say.
        return Liveness.SOFT_404, f"title “{title[:100]}”"
    phrase = signs.NOT_FOUND.first_in(text) if len(text) <= _TERSE and len(document.anchors) <= 40 else None
    if phrase and phrase != "404":
        return Liveness.SOFT_404, f"“{phrase[:100]}” on a page of {len(text)} characters"
    return None


def _empty(text: str, document: Document) -> Verdict | None:
    """Nothing to see and nothing that could draw something: an application that scripts fill in is live."""
    if len(text) >= 10 or document.images or document.forms:
        return None
    if (
        any(not resource.lower().endswith((".css", ".ico", ".png")) for resource in document.resources)
        or document.scripts
    ):
        return None
    return Liveness.EMPTY, f"{len(text)} characters of text, no image, no frame, no script"
