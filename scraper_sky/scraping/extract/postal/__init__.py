"""The postal address in the visible text of a page, where structured data does not state one.

Only an address that other signs support is reported: it stands in an `<address>`, behind a word for one, beside a
telephone number, an e-mail address or the name of a company, or it names its country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scraper_sky.model.report import Fact, Method
from scraper_sky.scraping.extract.addresses import ending_of
from scraper_sky.scraping.extract.digits import Span
from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.page_words import kind_of_page
from scraper_sky.scraping.extract.phones.regions import region_of_country
from scraper_sky.scraping.extract.postal.every import every_address
from scraper_sky.scraping.extract.postal.forms import Postal
from scraper_sky.scraping.extract.postal.plain import addresses_without_code
from scraper_sky.scraping.extract.postal.words import LABEL, NEAR, SHAPES

LONGEST_TEXT = 60_000  # characters that are searched, those at the end of the page, where addresses stand
LONGEST_MARKED = 4_000
MAX_NUMBERS = 5_000  # on a page, most of them years and prices
ENOUGH = 4  # points
ENOUGH_WITHOUT_CODE = 5  # where no postal code shows that it is an address at all
SURE = 5  # points, beyond which the first address on the page is as good as any
MOST_ADDRESSES = 12  # different ones on a page that is not a list of dealers or branches
_AROUND = 130
_DIGITS = str.maketrans(dict.fromkeys("012345678", "9"))
_DATE_OR_TIME = re.compile(
    r"(?<!\d)\d{1,2}[./]\d{1,2}\.(?:\d{2,4})?(?=[\s,])|\d\s?(?:uhr|[ap]\.?m\.?)(?!\w)|(?<![\d:])[012]?\d:[0-5]\d(?![\d:])",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"[\s,،;|·–—()-]{1,4}([^\W\d_][^\W\d_ .]*(?: [^\W\d_][^\W\d_ .]*){0,2})")


def postal_address(document: Document, text: str, numbers: Sequence[Span]) -> Postal | None:
    """The address that the page most surely shows as its own; None where none is sure enough.

    `numbers` are where those in `text` begin and end.
    """
    numbers = numbers[:MAX_NUMBERS]
    return _best(every_address(text, ending_of(document.host), numbers), document, text, ENOUGH) or _best(
        addresses_without_code(text, numbers), document, text, ENOUGH_WITHOUT_CODE
    )


def _best(found: Iterable[Postal], document: Document, text: str, enough: int) -> Postal | None:
    distinct: dict[tuple[str, str], Postal] = {}
    first: dict[tuple[str, str], int] = {}  # where each stands first
    for each in found:
        key = _key(each)
        # The same address may stand in a list without its country, and in the footer with it.
        if key not in distinct or (_country(text, each) and not _country(text, distinct[key])):
            distinct[key] = each
        first[key] = min(each.start, first.get(key, each.start))
        if len(distinct) > MOST_ADDRESSES:
            return None
    if not distinct:
        return None
    marked = _marked(document)
    shape = SHAPES.get(ending_of(document.host), "")
    home_of_addresses = kind_of_page(document.url) in ("contact", "imprint")
    points, best = max(
        ((min(_points(each, text, marked, shape) + home_of_addresses, SURE), each) for each in distinct.values()),
        key=lambda pair: (pair[0], -first[_key(pair[1])]),
    )
    return best if points >= enough else None


def _key(address: Postal) -> tuple[str, str]:
    """The same for `14 bis, quai Perrin` and `14 bis quai Perrin`."""
    return address.code, " ".join(address.street.replace(",", " ").split()).casefold()


def postal_facts(address: Postal, url: str, text: str) -> Iterator[Fact]:
    """`address` on one line, and its parts; `text` is the one that the address was found in."""
    country = _country(text, address)
    region = address.region if address.region != address.city else ""
    line = ", ".join(
        part for part in (address.street, f"{address.code} {address.city}".strip(), region, country) if part
    )
    snippet = " ".join(text[max(0, address.start - 80) : address.end + 40].split())[:160]
    parts = {
        "": line,
        "_street": address.street,
        "_postal_code": address.code,
        "_city": address.city,
        "_region": address.region,
        "_country": country,
    }
    yield from (Fact(f"address{name}", value, url, Method.TEXT, snippet) for name, value in parts.items() if value)


def _fits(code: str, shape: str) -> int:
    """1 for a code as the country writes them, -1 for one of elsewhere, 0 where the country is not known."""
    if not shape or not code:
        return 0
    written = re.sub("[A-Z]", "A", code.translate(_DIGITS)).replace(" ", "").replace("\xa0", "")
    return 1 if written == shape.replace(" ", "") else -1


def _marked(document: Document) -> str:
    """The text of the `<address>` elements."""
    if document.root is None:
        return ""
    texts = (
        "".join(map(str, element.itertext()))
        for element, _ in zip(document.root.iter("address"), range(10), strict=False)
    )
    return " ".join(" ".join(texts).split())[:LONGEST_MARKED]


def _points(address: Postal, text: str, marked: str, shape: str) -> int:
    points = address.points + _fits(address.code, shape)
    before = text[max(0, address.start - _AROUND - len(address.street)) : address.start].lower()
    behind = text[address.end : address.end + _AROUND].lower()
    points += 2 * bool(marked and (address.code or address.street) in marked)
    points += _fills_its_lines(address, text)
    points -= 2 * _is_of_an_event(address, text)
    points += 2 * bool(_country(text, address))
    points += bool(LABEL.search(before))
    points += bool(NEAR.search(before)) + bool(NEAR.search(behind))
    return points


def _is_of_an_event(address: Postal, text: str) -> bool:
    """True where a date or a time of day stands in front of it on its line."""
    line = text[max(0, address.start - _AROUND) : address.start].rpartition("\n")[2]
    return _DATE_OR_TIME.search(line) is not None


def _fills_its_lines(address: Postal, text: str) -> bool:
    """True if nothing stands before it on its first line and behind it on its last."""
    first = text.rfind(address.street.partition(",")[0], max(0, address.start - 120), address.end + 80)
    return (
        first >= 0
        and text[max(0, first - 1) : first] in ("", "\n")
        and text[address.end : address.end + 1] in ("", "\n")
    )


def _country(text: str, address: Postal) -> str:
    """The country named right behind the address, as an ISO code."""
    behind = text[address.end : address.end + 60]
    for _ in range(2):  # `Tamil Nadu, India`: a region may stand between
        named = _COUNTRY.match(behind)
        if named is None:
            return ""
        words = named[1].split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            region = region_of_country(name) if len(name) > 2 else ""
            if region:
                return region
        behind = behind[named.end() :]
    return ""
