"""Addresses that themes and site builders leave behind as samples."""

from __future__ import annotations

import re

_STREET = re.compile(
    r"(?:\A|\b(?:1234?5?|500),?\s)(?:street\savenue|demo\sst(?:reet)?|fake\s(?:st(?:reet)?|ave(?:nue)?)|example\s(?:st(?:reet)?|ave(?:nue)?|road)"
    r"|your\s(?:st(?:reet)?|address|road)(?:\s\w+)?|any\s?(?:where\s)?st(?:reet)?|sample\s(?:st(?:reet)?|road|ave(?:nue)?)|some\sstreet"
    r"|street\s(?:name|address)|address(?:\sline)?\s?1?|terry\sfrancine\s(?:st(?:reet)?\.?|ave(?:nue)?))\.?\Z"
    r"|muster(?:stra(?:ß|ss)e|str\.|weg)\s?\d{0,4}[a-z]?\Z|beispiel(?:stra(?:ß|ss)e|str\.|weg)\s?\d{0,4}[a-z]?\Z",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"(?:any\s?town|city\stown|your\s(?:city|town)|muster(?:stadt|ort)|beispiel(?:stadt|ort)|city)\Z", re.IGNORECASE
)


def is_sample(street: str, city: str) -> bool:
    """True for `500 Terry Francine Street`, `Musterstraße 1` and a street in `Anytown`."""
    return _STREET.search(street.strip()) is not None or _CITY.match(city.strip()) is not None
