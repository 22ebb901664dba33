"""Numbers in what elements are called: the title of a link, the label of a button, the description of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from scraper_sky.model.report import Method
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.phones import Number
from scraper_sky.scraping.extract.phones.rules import names_fax, names_phone
from scraper_sky.scraping.extract.phones.runs import count_digits, runs
from scraper_sky.scraping.extract.phones.text import visible

MAX_LABELS = 500  # looked at on one page
LONGEST_LABEL = 200  # characters
_FEWEST_DIGITS = 6

_DIGIT = re.compile(r"\d")

# Asked for by its name an attribute is found at a tenth of the cost; each set has its bound, for to join sets costs the
# product of their sizes.
_FIRST = f"[position() <= {MAX_LABELS}]"
_LABELS = etree.XPath(
    f"({' | '.join(f'(descendant-or-self::*/@{name}){_FIRST}' for name in ('title', 'aria-label', 'alt'))}){_FIRST}",
    smart_strings=False,
)


def labels_with_numbers(document: Document) -> str:
    """Those with digits and a word that announces a number, or a '+', one a line."""
    if document.root is None:
        return ""
    found = _LABELS(document.root)
    texts = (str(each)[:LONGEST_LABEL] for each in found) if isinstance(found, list) else iter(())
    # Most say nothing at all, or nothing with a digit.
    labels = dict.fromkeys(" ".join(text.split()) for text in texts if _DIGIT.search(text))
    return "\n".join(each for each in labels if count_digits(each) >= _FEWEST_DIGITS and _says_number(each))


def in_labels(labels: str, regions: Sequence[str]) -> Iterator[Number]:
    """The numbers in `labels`, as in `title="Call us on 01454 619483"`."""
    accepted = (each for each in visible(labels, runs(labels), regions, {}) if each.rejected_by is None)
    return (replace(each, method=Method.HTML) for each in accepted)


def _says_number(label: str) -> bool:
    return "+" in label or names_phone(label) or names_fax(label)
