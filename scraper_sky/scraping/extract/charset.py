"""Which character encoding a page is in, and its bytes as text.

The order is the one of browsers (https://html.spec.whatwg.org/#determining-the-character-encoding): byte order mark,
Content-Type header, `<meta>`; then strict UTF-8, and at last the guess of the detector that Firefox has. Labels are
looked up in the WHATWG table only: handing a name from the page to Python's own codecs would let the page choose
`utf-7`, `idna` or `unicode_escape`.
"""

from __future__ import annotations

import re

import webencodings
from chardetng_py import EncodingDetector

PRESCAN_BYTES = (
    16_384  # Browsers stop at 1,024 and start over when a later <meta> contradicts; one longer look does both.
)
GUESSED_BYTES = 32_768  # from the first byte that is not ASCII; a guess costs at most some three milliseconds

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_HEADER_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:+-]{1,40})""", re.IGNORECASE | re.ASCII)

_NOT_ASCII = re.compile(rb"[\x1b\x80-\xff]")
_PYTHON_NAMES = {"cp874": "windows-874"}  # the one name that the detector has from Python and not from the standard

_VALUE = rb"""\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)?)"""
_ATTRIBUTE = re.compile(rb"([^\s/>][^\s/>=]*+)(?:" + _VALUE + rb")?")
_MARKUP = re.compile(
    rb"""<!--[^-]*+(?>(?:-(?!->)[^-]*+)*)(?>(?:-->)?)   # a comment, also one that never ends
      | <[!/?][^>a-zA-Z][^>]*+                     # a declaration or a bogus comment
      | <(/?[a-zA-Z][^\s/>]*+)                     # a tag: its name, its attributes, its end
        ((?>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?)*))
        (>)?""",
    re.VERBOSE,
)
_META_CHARSET = re.compile(rb"""charset\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s;"'][^\s;]*+))""", re.IGNORECASE)


def decode(body: bytes, content_type: str, host: str = "") -> str:
    """The page as text, without NUL. Bytes that the encoding does not know become U+FFFD; nothing is raised.

    `host` is where the page comes from: its ending helps where nothing is declared.
    """
    name, skip = sniff(body, content_type, host)
    if name == "replacement":
        # The standard maps a handful of dangerous encodings to one that shows nothing of the page.
        return ""
    text: str = webencodings.lookup(name).codec_info.decode(body[skip:], "replace")[0]
    return text.replace("\0", "")


def sniff(body: bytes, content_type: str, host: str = "") -> tuple[str, int]:
    """The WHATWG name of the encoding and how many bytes of byte order mark to skip."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name, len(mark)
    declared = _from_header(content_type) or _from_meta(body[:PRESCAN_BYTES])
    if declared:
        return declared, 0
    # ISO-2022-JP is valid UTF-8, but nobody else writes this sequence.
    return ("utf-8" if _is_utf8(body) and b"\x1b$" not in body else _guess(body, host)), 0


def _guess(body: bytes, host: str) -> str:
    """The detector's guess. Never UTF-8, which is known by now; hardly ever wrong with a few words to go by."""
    first = _NOT_ASCII.search(body)
    start = first.start() if first else 0
    sample = body[start : start + GUESSED_BYTES]
    detector = EncodingDetector()
    # A character cut in two at the end would speak against the right encoding, so the end is not told unless it is one.
    detector.feed(sample, last=start + len(sample) == len(body))
    ending = host.rpartition(".")[2].lower()
    is_ending = 2 <= len(ending) <= 63 and ending.isascii() and ending.replace("-", "").isalnum()
    guess = str(detector.guess(tld=ending.encode() if is_ending else None, allow_utf8=False))
    return _name_of(_PYTHON_NAMES.get(guess, guess)) or "windows-1252"


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
