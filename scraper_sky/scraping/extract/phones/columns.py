"""Numbers in a table whose columns are headed `Phone` and `Fax`: what the head of its column says goes before the text.

| Office | Phone | Fax |
|---|---|---|
| Quimper | 02 98 95 37 61 | 02 98 95 37 60 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from scraper_sky.scraping.extract.document import Document
from scraper_sky.scraping.extract.phones.numbers import without_extension
from scraper_sky.scraping.extract.phones.rules import Column, names_fax, names_identifier, names_phone
from scraper_sky.scraping.extract.phones.runs import digits_of, plain, runs
from scraper_sky.scraping.extract.text import folded

MAX_TABLES = 20
MAX_ROWS = 200  # of one table
MAX_CELLS = 30  # of one row
LONGEST_HEAD = 40  # characters
LONGEST_CELL = 200  # characters
_MOST_HEADS = 3  # rows above the numbers: a title may stand above the names of the columns

_CODES = re.compile(r"(?:code|codice|c[óo]digo|k[óo]d|код|price|preis|prix|prezzo|precio|cena|цена)(?!\w)", re.I)
_TABLES = etree.XPath(f"descendant-or-self::table[position() <= {MAX_TABLES}]", smart_strings=False)
_ROWS = etree.XPath("thead/tr | tbody/tr | tr", smart_strings=False)


Columns = Mapping[str, Column]  # by the digits of a number, without those of its extension


def columns_of(document: Document) -> Columns:
    """The numbers that stand in columns for telephones, for faxes, or for what is neither (articles, orders)."""
    if document.root is None:
        return {}
    tables = _TABLES(document.root)
    found: dict[str, Column] = {}
    for table in tables if isinstance(tables, list) else ():
        if isinstance(table, etree._Element):
            for digits, column in _numbers(table):
                known = found.get(digits)
                found[digits] = Column(column.phone or known.phone, column.fax or known.fax) if known else column
    return found


def _numbers(table: etree._Element) -> Iterator[tuple[str, Column]]:
    rows = _ROWS(table)
    heads: dict[int, Column] = {}
    for index, row in enumerate(rows[:MAX_ROWS] if isinstance(rows, list) else ()):
        cells = [*_cells(row)] if isinstance(row, etree._Element) else []
        if not heads:
            heads = _heads(cells)
            if not heads and index >= _MOST_HEADS:
                return
            continue
        for position, text in cells:
            if position in heads:
                yield from _in_cell(text, heads[position])


def _cells(row: etree._Element) -> Iterator[tuple[int, str]]:
    """The place of each cell, counted in columns, and its text."""
    position = 0
    for cell in islice(row.iterchildren("td", "th"), MAX_CELLS):
        yield position, "\n".join(map(str, islice(cell.itertext(), MAX_CELLS)))[:LONGEST_CELL]
        span = cell.get("colspan") or ""
        position += int(span) if span.isascii() and span.isdigit() and 0 < len(span) < 3 else 1


def _heads(cells: list[tuple[int, str]]) -> dict[int, Column]:
    if len(cells) < 2 or any(map(runs, (text for _, text in cells))):
        return {}
    named = {position: folded(text) for position, text in cells if len(text) <= LONGEST_HEAD}
    return {
        position: Column(names_phone(head), names_fax(head))
        for position, head in named.items()
        if names_phone(head) or names_fax(head) or names_identifier(head) or _CODES.match(head)
    }


def _in_cell(text: str, column: Column) -> Iterator[tuple[str, Column]]:
    """The numbers of a cell; of two in a column `Tel./Fax` the second is the fax."""
    written = [without_extension(plain(run.written))[0] for run in runs(text)]
    for index, each in enumerate(written):
        both = column.phone and column.fax and len(written) == 2
        yield digits_of(each), Column(index == 0, index == 1) if both else column
