"""A large body, line by line, read into rows: one typed domain each. What is in memory does not grow with it.

Nothing is judged here; `submission.judge` does that. Blank lines count for nothing, a heading neither.
"""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from scraper_sky.errors import BadInput
from scraper_sky.services import intake_table

LONGEST_LINE = 16 * 1024  # bytes; a domain with whatever else a table says of it
SAMPLE_CHARACTERS = 128 * 1024  # that are looked at to describe a table

Rows = Iterator[str]


def read_json_lines(file: IO[bytes]) -> Rows:
    """Of each line a JSON text, or the field `domain` of a JSON object. Raises BadInput naming the line."""
    for number, line in _lines(file):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise BadInput(f"Line {number:,} is not JSON.") from None
        if isinstance(value, dict):
            value = value.get("domain")
        if not isinstance(value, str):
            raise BadInput(f"Line {number:,} is neither a JSON text nor an object with a text named domain.")
        yield value


def read_table(file: IO[bytes]) -> Rows:
    """Of each line of a table the cell that holds the domain: the column is found as the form of the pages does it,
    from the first lines. Where every column holds domains, each cell is a row. Raises BadInput naming the line."""
    lines = (line + "\n" for _, line in _lines(file))
    sample = list(_sample(lines))
    grid = intake_table.read_grid("".join(sample))
    if grid is None:
        delimiter, column, is_list = ",", 0, False
        has_heading = len(sample) > 1 and intake_table.is_heading_word(sample[0])
    else:
        found = intake_table.describe(grid, None)
        delimiter, column, is_list, has_heading = grid.delimiter, found.proposed, found.is_list, found.has_heading
        if sample[0].lower().startswith("sep="):
            sample = sample[1:]
    table = csv.reader(itertools.chain(sample, lines), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    try:
        for cells in itertools.islice(table, 1 if has_heading else 0, None):
            if is_list:
                yield from (cell for cell in cells if cell.strip())
            else:
                yield cells[column] if column < len(cells) else ""
    except csv.Error as error:
        raise BadInput(f"Line {table.line_num:,} cannot be read as a line of a table: {error}.") from None


READERS: Mapping[str, Callable[[IO[bytes]], Rows]] = {"ndjson": read_json_lines, "csv": read_table}


def _lines(file: IO[bytes]) -> Iterator[tuple[int, str]]:
    """The number and the text of each line that is not blank. What is no UTF-8 becomes U+FFFD, which no domain has."""
    for number in itertools.count(1):
        line = file.readline(LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > LONGEST_LINE:
            raise BadInput(f"Line {number:,} is longer than {LONGEST_LINE:,} bytes.")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if b"\x00" in line:
            raise BadInput(f"Line {number:,} is not text in UTF-8.")
        if text := line.decode("utf-8", "replace").strip():
            yield number, text


def _sample(lines: Iterable[str]) -> Iterator[str]:
    characters = 0
    for line in itertools.islice(lines, intake_table.SAMPLE):
        yield line
        characters += len(line)
        if characters > SAMPLE_CHARACTERS:
            return
