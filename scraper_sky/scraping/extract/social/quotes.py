"""Links to somebody else: within a customer's words, a review or a strip of clients, or behind `Site by`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from scraper_sky.scraping.extract.document import Anchor
from scraper_sky.scraping.extract.social.profiles import Profile, is_named_like
from scraper_sky.scraping.extract.third_parties import ends_in_credit
from scraper_sky.scraping.extract.wordlists import words

_REACH = 5  # elements around a link, itself among them, whose classes tell
_TEXT_REACH = 3  # elements around it whose text is read
_NODES, _CHARACTERS = 60, 900  # of their text

# Whatever page they stand on, these are the company's own: pages of reviews about it, and ways to write to it.
_OF_THE_SITE = words(
    "trustpilot tripadvisor yelp provenexpert kununu houzz whatsapp messenger viber zalo line wechat threema"
)
_MARK = re.compile(
    r"""
    testimonial|temoignage|témoignage|testimonianz|depoimento|kundenstimm|kundenmeinung|bewertung|recension|отзыв|otzyv
    |(?<![a-z])(?:quotes?|block-?quote|reviews?|reviewers?|review-author|opinions?|opinie|opiniones|referenzen|voices?
      |user-?voice|customer-?voice|feedbacks?|yorumlar|avis-?clients?
      |(?:clients?|customers?)(?![_-]?(?:service|care|support|area|portal|login|account|cent|zone|space)))(?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:get|request|free|instant|your)[_-](?:an?[_-])?quote|quote[_-](?:form|request|button|btn|calc)", re.I
)
_SAID = re.compile(
    r"[“„«»″״][^“”„«»″״]{20,500}[”“»«″״]|[「『][^「」『』]{6,300}[」』]|\"[^\"]{25,500}\"|‹[^‹›]{20,500}›"
)
_FRAME = ("footer", "header", "nav")
_CARDS = ("blockquote", "figure", "article", "li")


def is_quoted(anchor: Anchor, profile: Profile, host: str, with_text: bool) -> bool:
    """True for the profile of somebody who is quoted, shown as a client or given credit on the site of `host`.

    A profile that is named like the site is its own wherever it stands. `with_text` reads the text around it too.
    """
    if profile.network in _OF_THE_SITE or is_named_like(profile.url, host):
        return False
    if any(_is_marked(element) for element in _around(anchor.element)) or ends_in_credit(_right_before(anchor.element)):
        return True
    return with_text and bool(anchor.text.strip()) and _stands_beside_words(anchor)


def _right_before(element: etree._Element) -> str:
    """The text between the link and the element before it, in the same parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _around(element: etree._Element) -> Iterator[etree._Element]:
    """The element and those around it, up to the foot or the head of the page; a quotation has a foot too."""
    yield element
    for outer in islice(element.iterancestors(), _REACH - 1):
        if element.tag in _FRAME and outer.tag not in _CARDS:
            return
        yield outer
        element = outer


def _is_marked(element: etree._Element) -> bool:
    if element.tag in ("blockquote", "cite"):
        return True
    name = " ".join([(element.get(name) or "")[:200] for name in ("class", "id", "aria-label")])
    return element.tag != "body" and bool(_MARK.search(name)) and not _OFFER.search(name)


def _stands_beside_words(anchor: Anchor) -> bool:
    """True where a sentence between quotation marks stands in the same paragraph, figure or card."""
    for element in islice(anchor.element.iterancestors(), _TEXT_REACH):
        if element.tag in _FRAME or element.tag == "body":
            return False
        text = "".join(islice(map(str, element.itertext()), _NODES))
        if len(text) > _CHARACTERS:
            return False
        if _SAID.search(text):
            return True
    return False
