"""Is an answer a web page? Told from its type and its first bytes, before the rest is read."""

from __future__ import annotations

import codecs
import re

from scraper_sky.scraping.answer import Head

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_UNSURE = frozenset({"", "text/plain", "application/octet-stream", "unknown/unknown", "text/xml", "application/xml"})
_DOCUMENT = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
# https://mimesniff.spec.whatwg.org section 7.1, for answers that name no type.
_MARKUP = re.compile(
    rb"<(?:!doctype html|!--|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta)[\s>/-]", re.I
)
_BINARY = (
    b"%PDF", b"PK\x03\x04", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"BM", b"RIFF", b"\x00\x00\x00",
    b"\x00\x00\x01\x00", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"ID3", b"OggS", b"wOFF", b"wOF2",
)  # fmt: skip
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_page(head: Head, first: bytes) -> bool:
    """True if `first`, the first bytes of the answer with `head`, begin a page to be read as HTML."""
    if not first.strip():
        return head.content_type in _HTML or not head.content_type
    if head.content_type in _HTML or "/" not in head.content_type:
        return not _is_binary(head, first) and (bool(head.content_type) or bool(_MARKUP.match(_text(first))))
    return head.content_type in _UNSURE and bool(_DOCUMENT.search(_text(first)))


def _is_binary(head: Head, first: bytes) -> bool:
    if first.startswith(_BOMS) or "utf-16" in head.headers.get("content-type", "").lower():
        return False
    controls = sum(first.count(code) for code in (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x05", b"\x06"))
    return first.startswith(_BINARY) or controls > len(first) // 20


def _text(first: bytes) -> bytes:
    """The bytes without UTF-16's zeros and byte order marks, enough to find ASCII tags."""
    return first.removeprefix(codecs.BOM_UTF8).replace(b"\x00", b"").lstrip(b"\xfe\xff \t\r\n")
