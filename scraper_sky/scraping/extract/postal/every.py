"""Every address in a text, whatever its form: the one place that knows all readers of addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scraper_sky.scraping.extract.digits import Span
from scraper_sky.scraping.extract.postal.city_first import addresses_after_city
from scraper_sky.scraping.extract.postal.east import eastern_addresses
from scraper_sky.scraping.extract.postal.forms import Postal, addresses_behind_code
from scraper_sky.scraping.extract.postal.samples import is_sample
from scraper_sky.scraping.extract.postal.scripts import addresses_of_other_scripts


def every_address(text: str, ending: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    """Those with a postal code, and those of countries that write none; samples of themes are left out.

    `ending` is the top-level domain of the site: codes of bare digits are told by it; `numbers` are those in the text.
    """
    return (each for each in _every_address(text, ending, numbers) if not is_sample(each.street, each.city))


def _every_address(text: str, ending: str, numbers: Sequence[Span]) -> Iterator[Postal]:
    if numbers:
        yield from addresses_behind_code(text, ending, numbers)
        yield from addresses_after_city(text, ending, numbers)
    if not text.isascii():
        yield from eastern_addresses(text, ending)
        yield from addresses_of_other_scripts(text)
