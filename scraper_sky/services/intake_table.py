"""Tables in text: what sets the columns apart, whether there is a heading, which column holds the domains."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scraper_sky.scraping.names import NotADomain, read_domain

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 200  # lines that are looked at to describe a table
LONGEST_CELL = 50  # lines; a cell with more is a quotation mark that was never closed
MOST_COLUMNS = 200

_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_HEADING_WORDS = """
    domain domains domainname hostname host hosts url urls uri link website websites webpage web www site sites
    homepage companydomain companywebsite companyurl webaddress internet webseite webseiten internetadresse
    siteweb sitio sitioweb dominio domaine
"""
_HEADINGS = frozenset(_HEADING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a text, line by line. A blank line between others has none; those at either end are left out."""

    lines: tuple[tuple[str, ...], ...]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Column:
    name: str  # the heading, or `Column 3`
    example: str  # its first value
    domain_share: float  # 0..1: how many of its values are domains


@dataclass(frozen=True, slots=True)
class Description:
    columns: tuple[Column, ...]
    has_heading: bool
    proposed: int  # the column that most likely holds the domains
    is_list: bool  # every column holds domains: a list in lines, not a table


def read_grid(text: str) -> Grid | None:
    """The table that `text` is, or None when its lines do not agree on two columns or more."""
    said = _SEPARATOR_LINE.match(text)
    if said:
        grid = Grid(_cells(text[said.end() :], said[1]), said[1])
        return grid if grid.lines and _width(grid) > 1 else None
    candidates = [Grid(_cells(_first_lines(text), delimiter), delimiter) for delimiter in DELIMITERS]
    fitting = [grid for grid in candidates if _is_table(grid)]
    if not fitting:
        return None
    best = max(fitting, key=lambda grid: (_agreement(grid), _width(grid)))
    return Grid(_cells(text, best.delimiter), best.delimiter)


def describe(grid: Grid, has_heading: bool | None) -> Description:
    """The columns of a table; whether its first line is a heading is decided here when it is not given."""
    sample = grid.lines[:SAMPLE]
    width = min(_width(grid), MOST_COLUMNS)
    if has_heading is None:
        has_heading = _has_heading(sample)
    body = sample[1:] if has_heading else sample
    values = [[line[index].strip() for line in body if index < len(line)] for index in range(width)]
    names = [_name(sample[0], index, has_heading) for index in range(width)]
    hosts = [_hosts(cells) for cells in values]
    columns = tuple(
        Column(name, next((cell for cell in cells if cell), "")[:80], _share(found, cells))
        for name, cells, found in zip(names, values, hosts, strict=True)
    )
    scores = [_score(column, found) for column, found in zip(columns, hosts, strict=True)]
    return Description(
        columns=columns,
        has_heading=has_heading,
        proposed=scores.index(max(scores)),
        is_list=all(column.domain_share >= 0.5 for column in columns) and not has_heading,
    )


def is_heading_word(cell: str) -> bool:
    """True for what people write above a column of domains."""
    return re.sub(r"[\W_]", "", cell).lower() in _HEADINGS


def _first_lines(text: str) -> str:
    return "".join(text[: SAMPLE * 2_000].splitlines(keepends=True)[:SAMPLE])


def _cells(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    try:
        lines = _parse(text, delimiter, quoted=True)
        if any(cell.count("\n") > LONGEST_CELL for line in lines for cell in line):
            lines = _parse(text, delimiter, quoted=False)
    except csv.Error:
        lines = _parse("\n".join(line[:100_000] for line in text.splitlines()), delimiter, quoted=False)
    cells = [tuple(line) if any(cell.strip() for cell in line) else () for line in lines]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(itertools.dropwhile(lambda line: not line, cells))


def _parse(text: str, delimiter: str, *, quoted: bool) -> list[list[str]]:
    return list(
        csv.reader(
            io.StringIO(text, newline=""),
            delimiter=delimiter,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            skipinitialspace=delimiter != "\t",
        )
    )


def _width(grid: Grid) -> int:
    """The number of columns on which most lines agree."""
    return Counter(len(line) for line in _sample(grid)).most_common(1)[0][0]


def _agreement(grid: Grid) -> float:
    sample = _sample(grid)
    return sum(len(line) == _width(grid) for line in sample) / len(sample)


def _sample(grid: Grid) -> list[tuple[str, ...]]:
    return [line for line in grid.lines[:SAMPLE] if line]


def _is_table(grid: Grid) -> bool:
    return len(grid.lines) > 1 and _width(grid) > 1 and _agreement(grid) >= 0.7


def _has_heading(sample: Sequence[Sequence[str]]) -> bool:
    """A first line without any domain above lines that have some, or one that names its columns as people do."""
    first, rest = sample[0], sample[1:]
    if any(is_heading_word(cell) for cell in first):
        return True
    return not any(_hosts(first)) and any(host for line in rest for host in _hosts(line))


def _name(first: Sequence[str], index: int, has_heading: bool) -> str:
    heading = first[index].strip()[:60] if has_heading and index < len(first) else ""
    return heading or f"Column {index + 1}"


def _share(hosts: Sequence[str | None], cells: Sequence[str]) -> float:
    filled = sum(1 for cell in cells if cell)
    return sum(1 for host in hosts if host) / filled if filled else 0.0


def _score(column: Column, hosts: Sequence[str | None]) -> float:
    """Domains that differ from line to line count more than one that stands in every line, as a directory's does."""
    found = [host for host in hosts if host]
    variety = len(set(found)) / len(found) if found else 0.0
    coverage = len(found) / len(hosts) if hosts else 0.0
    return column.domain_share * (0.4 + 0.4 * variety + 0.2 * coverage) + (0.3 if is_heading_word(column.name) else 0)


def _hosts(cells: Sequence[str]) -> list[str | None]:
    return [_host(cell) for cell in cells]


def _host(cell: str) -> str | None:
    try:
        return read_domain(cell).host
    except NotADomain:
        return None
