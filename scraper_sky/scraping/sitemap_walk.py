"""From one sitemap to the next within bounds: which there are, which are read, and in what order."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Sitemap
from scraper_sky.scraping.answer import Head, Response
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap_file import MAX_BYTES, SitemapFile, SitemapReader
from scraper_sky.scraping.sitemap_markup import Entry
from scraper_sky.scraping.urls import BadUrl, read_url

DEEPEST = 5  # files from the first index to a urlset
MOST_KNOWN = 50_000  # files of a site, which is as many as an index may name
KEPT_PLAIN = 256 * 1024  # bytes; larger files are kept packed, for a scan that has to wait and reads them again then
MOST_KEPT = 16 * 1024 * 1024  # bytes of all files of a scan, as kept

TakePage = Callable[[str, Entry], bool]
"""Is given the address of a file and each of its entries that is a page; False when no more files are wanted."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a walk goes."""

    files: int
    bytes: int  # unpacked by the connection; a packed file counts as packed
    reserve_seconds: float  # of the time for the site, which belong to what comes after
    guesses: tuple[str, ...]  # paths that are tried where no file that somebody named has pages
    tags: int | None = None  # of all files, or lines; without it as many as each may have
    known: int = MOST_KNOWN  # files that are remembered to be read


@dataclass(slots=True)
class Walked:
    files: list[Sitemap] = field(default_factory=list)
    unread: int = 0  # files that are known and were not read
    pages: int = 0  # entries that are pages


@dataclass(frozen=True, slots=True)
class _Place:
    url: str
    found_by: str  # robots | link | well_known | index
    depth: int = 1


def walk_sitemaps(
    journal: Journal, book: RobotsBook, home_url: str, linked: Iterable[str], take: TakePage, bounds: Bounds
) -> Walked:
    """Reads the sitemaps of the site that answered at `home_url`: those that its robots.txt names, those `linked` on
    its home page, and where these have no pages, what stands under the usual names.

    A file that cannot be had is named with its error, a guess that leads to none is not. Raises MustWait.
    """
    walk = _Walk(journal, book, take, bounds)
    walk.go([_Place(url, "robots") for url in book.of(home_url).sitemaps] + [_Place(url, "link") for url in linked])
    for path in bounds.guesses:
        if walk.done.pages or walk.is_over:
            break
        walk.go([_Place(read_url(home_url).origin + path, "well_known")])
    return walk.done


class _Walk:
    def __init__(self, journal: Journal, book: RobotsBook, take: TakePage, bounds: Bounds) -> None:
        self.done = Walked()
        self.is_over = False
        self._journal = journal
        self._book = book
        self._take = take
        self._bounds = bounds
        self._known: set[str] = set()
        self._asked = 0
        self._bytes_before = journal.bytes_read
        self._kept = 0
        self._tags_left = bounds.tags

    def go(self, places: list[_Place]) -> None:
        waiting: deque[_Place] = deque()
        self._add(places, waiting)
        while waiting and not self.is_over:
            self._visit(waiting.popleft(), waiting)
        self.done.unread += len(waiting)

    def _add(self, places: Iterable[_Place], waiting: deque[_Place]) -> None:
        for place in places:
            if place.url not in self._known and len(self._known) < self._bounds.known:
                self._known.add(place.url)
                waiting.append(place)

    def _visit(self, place: _Place, waiting: deque[_Place]) -> None:
        room = self._bounds.bytes - (self._journal.bytes_read - self._bytes_before)
        late = self._journal.visit.seconds_left < self._bounds.reserve_seconds
        if self._asked >= self._bounds.files or room <= 0 or late or self._tags_left == 0:
            waiting.appendleft(place)
            self.is_over = True
            return
        if place.found_by == "well_known" and not self._journal.can_get("sitemap", place.url):
            return
        children: dict[str, None] = {}
        file = self._read(place, min(MAX_BYTES + 1, room), children)
        if file.kind or place.found_by != "well_known":  # A guess is ours: nobody said that there would be a file.
            self.done.files.append(Sitemap(place.url, file.kind or "text", file.url_count, place.found_by, file.error))
        if place.depth < DEEPEST:
            self._add((_Place(url, "index", place.depth + 1) for url in children), waiting)

    def _read(self, place: _Place, max_bytes: int, children: dict[str, None]) -> SitemapFile:
        def take(kind: str, entry: Entry) -> None:
            if kind == "index":
                if len(children) < self._bounds.known:
                    _note_child(children, entry.url, place.url)
                return
            self.done.pages += 1
            self.is_over = not self._take(place.url, entry) or self.is_over

        def open_sink(head: Head) -> _Tee | None:
            opened.clear()
            if head.status == 200:
                opened.append(_Tee(SitemapReader(head.content_type, take, self._tags_left), MOST_KEPT - self._kept))
            return opened[0] if opened else None

        opened: list[_Tee] = []
        try:
            if place.found_by not in ("robots", "index") and not self._book.allows(place.url):
                return SitemapFile(error="robots.txt does not let us read it.")
            self._asked += 1
            response = self._journal.get("sitemap", place.url, max_bytes=max_bytes, may_cut=True, open_sink=open_sink)
        except FetchFailed as failure:
            self.is_over |= failure.outcome is Outcome.TIME_BUDGET
            return opened[0].reader.close(failure.detail) if opened else SitemapFile(error=failure.detail)
        except BadUrl as error:
            return SitemapFile(error=str(error))
        self._known.add(response.url)
        if response.status != 200:
            return SitemapFile(error=f"It answers with status {response.status}.")
        reader = opened[0].reader if opened else _read_again(response, take, self._tags_left)
        self._kept += len(response.body)
        if self._tags_left is not None:
            self._tags_left = max(0, self._tags_left - reader.tags)
        return reader.close("" if response.is_complete else "Only its beginning was read: it is too large.")


class _Tee:
    """Gives a body to its reader while it comes, and keeps it as long as it stays small (scraping.body.Sink)."""

    def __init__(self, reader: SitemapReader, most_kept: int) -> None:
        self.reader = reader
        self._most_kept = most_kept
        self._parts: list[bytes] = []
        self._size = 0
        self._packer: zlib._Compress | None = None

    @property
    def kept(self) -> bytes:
        if self._packer is not None:
            self._parts.append(self._packer.flush())
            self._packer = None
        return b"".join(self._parts)

    def take(self, piece: bytes) -> bool:
        if self._most_kept:
            self._keep(piece)
        return self.reader.feed(piece)

    def _keep(self, piece: bytes) -> None:
        if self._packer is None and self._size + len(piece) > KEPT_PLAIN:
            self._packer = zlib.compressobj(1, zlib.DEFLATED, 31)
            piece = b"".join(self._parts) + piece
            self._parts, self._size = [], 0
        if self._packer is not None:
            piece = self._packer.compress(piece)
        self._parts.append(piece)
        self._size += len(piece)
        if self._size > self._most_kept:
            self._parts, self._packer, self._most_kept = [], None, 0


def _read_again(response: Response, take: Callable[[str, Entry], None], most_tags: int | None) -> SitemapReader:
    """A file that was read before the scan had to wait, from what was kept of it."""
    reader = SitemapReader(response.content_type, take, most_tags)
    if response.body:
        reader.feed(response.body)
    elif response.bytes_read:
        reader.refuse("It was too large to be kept while the site had to be waited for.")
    return reader


def _note_child(children: dict[str, None], text: str, base: str) -> None:
    try:
        children.setdefault(read_url(text, base).href)
    except BadUrl:
        return
