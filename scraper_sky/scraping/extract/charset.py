"""Which character encoding a page is in, and its bytes as text.

The order is the one of browsers (https://html.spec.whatwg.org/#determining-the-character-encoding): byte order mark,
Content-Type header, `<meta>`; then, where a browser would guess, strict UTF-8 and at last windows-1252. Labels are
looked up in the WHATWG table only: handing a name from the page to Python's own codecs would let the page choose
`utf-7`, `idna` or `unicode_escape`.
"""

from __future__ import annotations

import re

import webencodings

PRESCAN_BYTES = (
    16_384  # Browsers stop at 1,024 and start over when a later <meta> contradicts; one longer look does both.
)

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_HEADER_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:+-]{1,40})""", re.IGNORECASE | re.ASCII)

_VALUE = rb"""\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)?)"""
_ATTRIBUTE = re.compile(rb"([^\s/>][^\s/>=]*+)(?:" + _VALUE + rb")?")
_MARKUP = re.compile(
    rb"""<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?+   # a comment, also one that never ends
      | <[!/?][^>a-zA-Z][^>]*+                     # a declaration or a bogus comment
      | <(/?[a-zA-Z][^\s/>]*+)                     # a tag: its name, its attributes, its end
        ((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?)*+)
        (>)?""",
    re.VERBOSE,
)
_META_CHARSET = re.compile(rb"""charset\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s;"'][^\s;]*+))""", re.IGNORECASE)


def decode(body: bytes, content_type: str) -> str:
    """The page as text, without NUL. Bytes that the encoding does not know become U+FFFD; nothing is raised."""
    name, skip = sniff(body, content_type)
    if name == "replacement":
        # The standard maps a handful of dangerous encodings to one that shows nothing of the page.
        return ""
    text: str = webencodings.lookup(name).codec_info.decode(body[skip:], "replace")[0]
    return text.replace("\0", "")


def sniff(body: bytes, content_type: str) -> tuple[str, int]:
    """The WHATWG name of the encoding and how many bytes of byte order mark to skip."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name, len(mark)
    declared = _from_header(content_type) or _from_meta(body[:PRESCAN_BYTES])
    if declared:
        return declared, 0
    return ("utf-8" if _is_utf8(body) else "windows-1252"), 0


def _from_header(content_type: str) -> str | None:
    found = _HEADER_CHARSET.search(content_type[:500])
    return _name_of(found[1]) if found else None


def _name_of(label: str) -> str | None:
    encoding = webencodings.lookup(label)
    return None if encoding is None else str(encoding.name)


def _from_meta(head: bytes) -> str | None:
    """The prescan of the standard: the first `<meta>` that names a known encoding."""
    for markup in _MARKUP.finditer(head):
        if markup[1] is None or markup[1].lower() != b"meta" or not markup[3]:
            continue
        name = _named_by(markup[2])
        if name:
            # A page whose <meta> could be read as ASCII is not in UTF-16, whatever it says.
            return "utf-8" if name.startswith("utf-16") else name.replace("x-user-defined", "windows-1252")
    return None


def _named_by(attributes: bytes) -> str | None:
    values: dict[bytes, bytes] = {}
    for found in _ATTRIBUTE.finditer(attributes):
        values.setdefault(found[1].lower(), found[2] or found[3] or found[4] or b"")
    if b"charset" in values:
        return _name_of(_label(values[b"charset"]))
    if values.get(b"http-equiv", b"").lower() == b"content-type":
        inside = _META_CHARSET.search(values.get(b"content", b""))
        if inside:
            return _name_of(_label(inside[1] or inside[2] or inside[3] or b""))
    return None


def _label(raw: bytes) -> str:
    return raw.strip(b"\t\n\f\r ").decode("ascii", "replace")


def _is_utf8(body: bytes) -> bool:
    """True for valid UTF-8, also when the download was cut within a character and when all is ASCII."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 3 and error.reason == "unexpected end of data"
    return True
