"""A pasted text or an uploaded file, read into rows: one typed domain each, in the order in which they were written.

Nothing is judged here; `submission.judge_rows` does that. Blank lines count for nothing.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from scraper_sky.errors import BadInput
from scraper_sky.services import intake_table
from scraper_sky.services.intake_table import Column

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "This is an Excel or zip file. Save the sheet as CSV and choose that file."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file. Save the sheet as CSV and choose that file."),
    (b"%PDF", "This is a PDF file. Copy the list out of it and paste it."),
    (b"\x1f\x8b", "This file is packed with gzip. Unpack it first."),
)
_BREAK = re.compile(r"[,;\t\r\n\v\f\x85\u2028\u2029]")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_HAS_PATH = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?[^/\s]+\.[^/\s]+/")


@dataclass(frozen=True, slots=True)
class Intake:
    """The rows, and how the text was read. `columns` is empty where the text can only be a plain list."""

    rows: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    column: int | None = None  # the one that the rows were taken from; None: every value is a row
    delimiter: str = ""
    has_heading: bool = False


def decode(data: bytes) -> str:
    """The text of an uploaded file: by its byte order mark, else UTF-8, UTF-16, Windows-1252, whichever fits first.

    Raises BadInput for a file that holds no text.
    """
    for start, says in _NOT_TEXT:
        if data.startswith(start):
            raise BadInput(says)
    text = data.decode(_encoding(data), errors="replace")
    if "\x00" in text:
        raise BadInput("This is not a text file. Save the list as CSV or plain text and choose that file.")
    return text


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    # Latin letters in UTF-16 leave every second byte empty; such a file would pass for UTF-8 as well.
    sample = data[:4_000]
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def read(text: str, *, column: int | None = None, as_list: bool = False, has_heading: bool | None = None) -> Intake:
    """The rows of `text`. What is not given is proposed: a table or a list, which column, whether it has a heading.

    `column` (from 0) names the column of a table that holds the domains; `as_list` takes every value for a row.
    """
    grid = intake_table.read_grid(text.removeprefix("\ufeff"))
    if grid is None:
        return _read_list(text, has_heading)
    found = intake_table.describe(grid, has_heading)
    if column is None and not as_list and found.is_list:
        as_list = True
    if as_list:
        every = tuple(value for line in _lines(text)[1 if found.has_heading else 0 :] for value in line)
        return Intake(every, found.columns, None, grid.delimiter, found.has_heading)
    chosen = found.proposed if column is None else min(max(column, 0), len(found.columns) - 1)
    lines = grid.lines[1:] if found.has_heading else grid.lines
    rows = tuple(line[chosen].strip() if chosen < len(line) else "" for line in lines)
    return Intake(rows, found.columns, chosen, grid.delimiter, found.has_heading)


def _read_list(text: str, has_heading: bool | None) -> Intake:
    """Every value between commas, semicolons, tabs and line breaks."""
    rows = [value for line in _lines(text) for value in line]
    if has_heading is None:
        has_heading = len(rows) > 1 and intake_table.is_heading_word(rows[0])
    return Intake(tuple(rows[1:] if has_heading else rows), has_heading=has_heading)


def _lines(text: str) -> list[list[str]]:
    """The values of each line. A blank line between others is one empty value, so that every line keeps its number."""
    lines = [_values(line) for line in _LINE_BREAK.split(text.removeprefix("\ufeff"))]
    while lines and not lines[-1]:
        lines.pop()
    return [values or [""] for values in lines]


def _values(line: str) -> list[str]:
    """The values of one line. A comma may also belong to the path of an address: what follows such a comma without
    a dot in it cannot be a domain and is left where it was."""
    values: list[str] = []
    for part in _BREAK.split(line):
        if values and "." not in part and part.strip() and _HAS_PATH.match(values[-1]):
            values[-1] += "," + part
        elif part.strip(" \t\"'"):
            values.append(part.strip())
    return values
