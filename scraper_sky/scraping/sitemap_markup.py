"""The entries of a sitemap or feed, out of its markup as it goes by (docs/decisions/0009-sitemap-batches.md).

This is no XML parser, and on purpose: a sitemap needs a dozen tags, no tree, no document type and no entity but the
five of XML. What a parser would stumble over (a stray ampersand, a tag without its end, a name space that nobody
declared) does not matter here, and nothing is kept but the entry at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_TAG = 4_096  # characters; a tag that goes on for longer is none
LONGEST_TEXT = 4_096  # characters of one value that are kept; no address that is fetched is so long
_LONGEST_NOTE = 64  # characters of a date and the like

_TOKEN = re.compile(
    r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<end>/?)(?:(?P<prefix>[\w.-]{1,64}):)?"
    r"(?P<name>url|sitemap|item|entry|loc|link|guid|lastmod|changefreq|priority|pubDate|updated|published|date|"
    r"image|video|news)(?=[\s/>]))"
)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])(href|rel)\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_COMMENT, _CDATA = "<!--", "<![CDATA["

_ENTRIES = {"urlset": ("url",), "index": ("sitemap",), "feed": ("item", "entry")}
_FIELDS = {"loc": "url", "lastmod": "last_modified", "changefreq": "change_frequency", "priority": "priority"}
_FEED_FIELDS = {"link": "url", "guid": "guid"} | dict.fromkeys(("pubDate", "updated", "date"), "last_modified")
_EXTENSIONS = frozenset({"image", "video", "news"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that a file lists, as written, and what it says of it."""

    url: str
    last_modified: str = ""
    change_frequency: str = ""
    priority: str = ""
    images: int = 0
    videos: int = 0
    is_news: bool = False


class MarkupReader:
    """Reads the text of a file of `kind` (urlset, index, feed) in pieces and gives each entry to `take`."""

    def __init__(self, kind: str, take: Callable[[Entry], None]) -> None:
        self._entries = _ENTRIES[kind]
        self._fields = _FEED_FIELDS if kind == "feed" else _FIELDS
        self._take = take
        self.tags = 0  # that were met
        self._rest = ""  # of the text: the beginning of a tag whose end has not come yet
        self._until = ""  # what ends the comment or CDATA section that we are in
        self._is_open = False  # an entry has begun
        self._prefix = ""  # of its tags
        self._extension = ""  # the picture, video or news in it that we are in
        self._values: dict[str, str] = {}
        self._images, self._videos, self._is_news = 0, 0, False
        self._field = ""  # whose text goes by
        self._text: list[str] = []
        self._room = 0

    def feed(self, text: str) -> None:
        text = self._rest + text
        at: int | None = 0
        self._rest = ""
        while at is not None and at < len(text):
            if self._until:
                at = self._pass_section(text, at)
            elif self._field:
                at = self._pass_text(text, at)
            else:
                at = self._pass_tag(text, at)

    def close(self) -> None:
        """The text is over; an entry without its end counts."""
        self._end_field()
        self._flush()

    def _pass_section(self, text: str, at: int) -> int | None:
        """Through a comment or CDATA section. Each step gives where to go on; None when it takes more text."""
        end = text.find(self._until, at)
        if end < 0:
            stop = max(at, len(text) - len(self._until) + 1)
            self._rest = text[stop:]
        else:
            stop = end
        if self._until == "]]>":
            self._add(text[at:stop].replace("&", "&amp;"))
        if end < 0:
            return None
        self._until = ""
        return end + 3

    def _pass_text(self, text: str, at: int) -> int | None:
        """Through the text of a value, which any tag ends."""
        end = text.find("<", at)
        self._add(text[at:] if end < 0 else text[at:end])
        if end < 0:
            return None
        for opening, ending in ((_COMMENT, "-->"), (_CDATA, "]]>")):
            if text.startswith(opening, end):
                self._until = ending
                return end + len(opening)
            if opening.startswith(text[end : end + len(opening)]):
                self._rest = text[end:]
                return None
        self._end_field()
        return end

    def _pass_tag(self, text: str, at: int) -> int | None:
        """To the next tag that matters, and through it."""
        found = _TOKEN.search(text, at)
        if found is None:
            begun = text.rfind("<", at)
            if begun >= 0 and text.find(">", begun) < 0 and len(text) - begun <= LONGEST_TAG:
                self._rest = text[begun:]
            return None
        if found["comment"] or found["cdata"]:
            self._until = "-->" if found["comment"] else "]]>"
            return found.end()
        self.tags += 1
        end = text.find(">", found.end(), found.start() + LONGEST_TAG)
        if end < 0 and len(text) - found.start() < LONGEST_TAG:
            self._rest = text[found.start() :]
            return None
        if end < 0:
            return found.end()
        self._meet(found["name"], found["prefix"] or "", text[found.end() : end], is_end=bool(found["end"]))
        return end + 1

    def _meet(self, name: str, prefix: str, attributes: str, *, is_end: bool) -> None:
        is_empty = attributes.endswith("/")
        if name in self._entries:
            self._flush()
            self._is_open, self._prefix = not is_end, prefix
        elif not self._is_open:
            return
        elif name in _EXTENSIONS:
            self._extension = "" if is_end or is_empty else name
            self._images += name == "image" and not is_end
            self._videos += name == "video" and not is_end
            self._is_news |= name == "news"
        elif not is_end and not self._extension and name in self._fields:
            self._begin_field(name, prefix, attributes, is_empty=is_empty)

    def _begin_field(self, name: str, prefix: str, attributes: str, *, is_empty: bool) -> None:
        field = self._fields[name]
        told = {found[1]: found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(attributes)}
        if name == "link" and "href" in told:
            if told.get("rel", "alternate") == "alternate":
                self._set("url", told["href"])
        elif not (is_empty or (prefix != self._prefix and name != "date")):
            if name == "loc" and self._values.get("url"):
                self._flush()  # Some files forget to end an entry before the next.
                self._is_open = True
            self._field, self._text, self._room = field, [], LONGEST_TEXT

    def _add(self, text: str) -> None:
        if self._field and self._room > 0:
            self._text.append(text[: self._room])
            self._room -= len(text)

    def _end_field(self) -> None:
        if self._field:
            self._set(self._field, "".join(self._text))
            self._field = ""

    def _set(self, field: str, text: str) -> None:
        """The first value of a field is the one that counts."""
        value = " ".join(_ENTITY.sub(_character, text).split())
        if value and field not in self._values:
            self._values[field] = value if field in ("url", "guid") else value[:_LONGEST_NOTE]

    def _flush(self) -> None:
        values = self._values
        guid = values.get("guid", "")
        url = values.get("url", "") or (guid if guid.startswith(("http://", "https://")) else "")
        if url:
            self._take(
                Entry(
                    url,
                    values.get("last_modified", ""),
                    values.get("change_frequency", ""),
                    values.get("priority", ""),
                    self._images,
                    self._videos,
                    self._is_news,
                )
            )
        self._values = {}
        self._images, self._videos, self._is_news = 0, 0, False
        self._is_open, self._extension = False, ""


def _character(found: re.Match[str]) -> str:
    if found["name"]:
        return _NAMED[found["name"]]
    code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\ufffd"
