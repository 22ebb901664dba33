"""One sitemap file, bytes to entries as they come: urlset, index, feed or plain text.

https://www.sitemaps.org/protocol.html. A file is never held: neither the packed one, nor the unpacked one, nor a tree.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import webencodings

from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.inflate import Inflater
from scraper_sky.scraping.sitemap_markup import LONGEST_TEXT, Entry, MarkupReader

MAX_BYTES = 52_428_800  # unpacked; this and the next are the limits of sitemaps.org
MAX_ENTRIES = 50_000
MOST_TAGS = 400_000  # of those that matter, or lines, beside TAGS_PER_ENTRY for each entry
TAGS_PER_ENTRY = 50  # a page with nine pictures has 46
OPENING = 4 * 1024  # bytes by which a file is told
LONGEST_OPENING = 64 * 1024  # where comments come before the first element

_KINDS = {"urlset": "urlset", "sitemapindex": "index", "rss": "feed", "feed": "feed", "RDF": "feed"}
_GZIP = b"\x1f\x8b"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""", re.ASCII)
_BREAK = re.compile("[\r\n]")
_BLANK = re.compile(r"\s*")
_ELEMENT = re.compile(r"<(?:[^\s<>/:!?]{1,64}:)?([^\s<>/:!?]{1,64})[\s/>]")
_PAGE = "There is a web page in its place."
_DOCTYPE = "It declares a document type, which no sitemap needs."

Take = Callable[[str, Entry], None]
"""Is given the kind of the file and each of its entries."""


@dataclass(frozen=True, slots=True)
class SitemapFile:
    kind: str = ""  # urlset | index | feed | text; empty when it is none of these
    url_count: int = 0
    error: str = ""  # why it is no sitemap, or why it was not read to its end


class SitemapReader:
    """Reads one file; what it is shows in its first bytes, whatever its name and type say.

    It is left at `most_tags`, if these are fewer than it may have.
    """

    def __init__(self, content_type: str, take: Take, most_tags: int | None = None) -> None:
        self._content_type = content_type
        self._most_tags = most_tags
        self._take = take
        self._first = b""  # one byte, by which a packed file cannot be told yet
        self._inflater: Inflater | None = None
        self._has_begun = False
        self._opening = b""
        self._told_by = OPENING
        self._decoder: codecs.IncrementalDecoder | None = None
        self._reader: MarkupReader | _LineReader | None = None
        self._bytes = 0
        self._is_over = False
        self._kind, self._count, self._error = "", 0, ""

    @property
    def tags(self) -> int:
        """Those that were met and matter, or lines."""
        return self._reader.tags if self._reader is not None else 0

    def feed(self, data: bytes) -> bool:
        """Takes the next bytes. False when no more are wanted."""
        try:
            for piece in self._unpacked(data):
                self._read(piece)
                if self._is_over:
                    break
        except FetchFailed as failure:
            self._end(failure.detail)
        return not self._is_over

    def refuse(self, error: str) -> None:
        """The file will not come, for the reason given."""
        self._end(error)

    def close(self, error: str = "") -> SitemapFile:
        """What the file was. `error` says why it did not come to its end, if it did not. Never raises."""
        if not self._is_over:
            self._finish()
        if self._kind == "" and not self._error:
            self._error = "The file is empty."
        return SitemapFile(self._kind, self._count, self._error or error)

    def _finish(self) -> None:
        if self._inflater is not None:
            self._read(self._inflater.finish())
        elif not self._has_begun:
            self._read(self._first)
        if self._reader is None and self._opening.strip():
            self._begin(self._opening, is_all=True)
        if self._reader is not None:
            self._reader.close()

    def _unpacked(self, data: bytes) -> Iterator[bytes]:
        if not self._has_begun:
            data, self._first = self._first + data, b""
            if len(data) < len(_GZIP):
                self._first = data
                return
            self._has_begun = True
            if data.startswith(_GZIP):
                self._inflater = Inflater(gzip=True)
        if self._inflater is None:
            yield data
        else:
            yield from self._inflater.feed(data)

    def _read(self, piece: bytes) -> None:
        room = MAX_BYTES - self._bytes
        self._bytes += len(piece)
        if self._reader is not None:
            self._go_on(piece[:room])
        else:
            self._opening += piece[:room]
            if len(self._opening) >= self._told_by:
                self._begin(self._opening, is_all=False)
        if self._bytes > MAX_BYTES:
            self._end(f"It is larger than the {MAX_BYTES:,} bytes that a sitemap may have; the rest was not read.")

    def _go_on(self, piece: bytes) -> None:
        if self._decoder is not None and self._reader is not None:
            self._reader.feed(self._decoder.decode(piece))
            if self.tags > MOST_TAGS + TAGS_PER_ENTRY * self._count:
                self._end("There are far more tags or lines in it than addresses; the rest was not read.")
            elif self._most_tags is not None and self.tags > self._most_tags:
                self._end("There are more tags or lines in it than are looked at; the rest was not read.")

    def _begin(self, opening: bytes, *, is_all: bool) -> None:
        """Tells by its opening what the file is, and reads that; waits where it cannot be told yet."""
        decoder = _decoder_of(opening)
        text = decoder.decode(opening).lstrip("\ufeff\x00 \t\r\n")
        root, refusal = _root_of(text)
        declared_at = text.find("<?xml", 1)
        if root not in _KINDS and not refusal and declared_at > 0:
            text = text[declared_at:]  # Warnings of a server's script stand in front of the file.
            root, refusal = _root_of(text)
        if text.startswith("<"):
            if not (root or refusal or is_all or len(opening) >= LONGEST_OPENING):
                self._told_by = 2 * len(opening)
                return
            self._kind = _KINDS.get(root, "")
            self._error = "" if self._kind else refusal or "It is XML, but no sitemap."
        else:
            self._kind = "text" if "html" not in self._content_type and _is_list(text, is_all=is_all) else ""
            self._error = "" if self._kind else "It holds no list of addresses."
        self._opening = b""
        if not self._kind:
            self._is_over = True
            return
        self._decoder = decoder
        self._reader = _LineReader(self._count_in) if self._kind == "text" else MarkupReader(self._kind, self._count_in)
        self._reader.feed(text)

    def _count_in(self, entry: Entry) -> None:
        if self._count == MAX_ENTRIES:
            self._end(f"It lists more than the {MAX_ENTRIES:,} pages that a sitemap may have; the rest was not read.")
        if not self._is_over:
            self._count += 1
            self._take(self._kind, entry)

    def _end(self, error: str) -> None:
        self._error = self._error or error
        self._is_over = True


class _LineReader:
    """A list of addresses in plain text."""

    def __init__(self, take: Callable[[Entry], None]) -> None:
        self.tags = 0  # lines
        self._take = take
        self._rest = ""

    def feed(self, text: str) -> None:
        *lines, rest = _BREAK.split(self._rest + text)
        self.tags += len(lines)
        for line in lines:
            self._line(line)
        self._rest = rest[: LONGEST_TEXT + 1]

    def close(self) -> None:
        self._line(self._rest)

    def _line(self, line: str) -> None:
        url = line.strip()
        if url[:8].lower().startswith(("http://", "https://")) and len(url) <= LONGEST_TEXT:
            self._take(Entry(url))


def _decoder_of(opening: bytes) -> codecs.IncrementalDecoder:
    """The encoding by byte order mark, by zeros, by declaration (of the WHATWG table), else UTF-8."""
    name = next((name for mark, name in _BOMS if opening.startswith(mark)), "")
    if not name and b"\x00" in opening[:2]:
        name = "utf-16-be" if opening.startswith(b"\x00") else "utf-16-le"
    declared = None if name else _DECLARED.match(opening)
    known = webencodings.lookup(declared[1].decode("ascii")) if declared else None
    if known is not None and not known.name.startswith(("utf-16", "replacement", "x-user")):
        make: type[codecs.IncrementalDecoder] = known.codec_info.incrementaldecoder
        return make("replace")
    return codecs.getincrementaldecoder(name or "utf-8")("replace")


def _root_of(text: str) -> tuple[str, str]:
    """The name of the first element of a document, or why it is not read; neither, where more text is needed.

    A document type is refused: no sitemap needs one, and every attack on a reader of XML does.
    """
    rest = text[_root_at(text) :]
    if rest[:9].lower() == "<!doctype":
        return "", _PAGE if rest[9:].lstrip()[:4].lower() == "html" else _DOCTYPE
    found = _ELEMENT.match(rest)
    if found is None:
        return "", ""
    return ("", _PAGE) if found[1].lower() == "html" else (found[1], "")


def _root_at(text: str) -> int:
    """Where what is neither blank nor comment nor processing instruction begins."""
    at = 0
    while blank := _BLANK.match(text, at):
        at = blank.end()
        ending = "?>" if text.startswith("<?", at) else "-->" if text.startswith("<!--", at) else ""
        end = text.find(ending, at) if ending else -1
        if end < 0:
            break
        at = end + len(ending)
    return at


def _is_list(text: str, *, is_all: bool) -> bool:
    """True if at least half of the lines in `text`, the beginning of a file, are addresses."""
    lines = [line.strip() for line in _BREAK.split(text)]
    whole = [line for line in (lines if is_all or len(lines) == 1 else lines[:-1]) if line]
    urls = [line for line in whole if line[:8].lower().startswith(("http://", "https://"))]
    return bool(urls) and 2 * len(urls) >= len(whole)
