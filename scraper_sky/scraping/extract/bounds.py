"""Bounds on markup before it reaches the parser, so that no page can hold a processor core.

The HTML parser of libxml2 compares every attribute of a tag with all earlier ones (340 KiB in one tag take seconds) and
its cost per tag grows with the depth. Both are cut here, by one linear scan that follows the tokenizer of the standard
(https://html.spec.whatwg.org/#tokenization) as libxml2 does from 2.14 on. It has to follow it exactly: a flood hides
wherever the two disagree on what is a tag. A test compares them on markup made for that.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

MAX_ATTRIBUTES = 200  # of one tag; real pages stay below 60
MAX_TAGS = 120_000  # opening and closing ones; the largest real pages have half of that
MAX_COMMENTS = 20_000  # and what else counts as one; lxml's walk over a tree grows with the square of their number
HARMLESS_CHARACTERS = 16_384  # what is shorter cannot hold enough attributes to matter
ROOT_CHARACTERS = 20_000  # in which the tags of html, head and body stand

# The standard knows five characters of white space, and ASCII letters; \s and [a-z] alone know more. Groups are atomic
# and not possessive: Python before 3.11.5 goes on from the wrong place behind a possessive group (gh-106052).
_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII | re.DOTALL
_ENDS_NAME = r"(?=[\t\n\f\r\x20/>])"
_NAME = r"[a-z][^\t\n\f\r\x20/>]*+"
_BETWEEN = r"[\t\n\f\r\x20/]*+"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r\x20>"'][^\t\n\f\r\x20>]*+)"""
_ATTRIBUTE = (
    rf"(?>{_BETWEEN}[^\t\n\f\r\x20/>][^\t\n\f\r\x20/>=]*+"
    rf"(?:[\t\n\f\r\x20]*+=[\t\n\f\r\x20]*+{_VALUE}?)?)"
)
_ATTRIBUTES = rf"(?>{_ATTRIBUTE}{{0,{MAX_ATTRIBUTES}}})"
_TEXT_HOLDERS = "script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext"  # no markup is read in these
_HOLDS_TEXT = rf"(?:s(?:cript|tyle)|t(?:extarea|itle)|xmp|iframe|no(?:embed|frames)|plaintext){_ENDS_NAME}"
# Nearly all tags. Classes of characters are matched several times as fast where case is not ignored.
_USUAL = (
    rf"(?-i:(?>/[a-z][a-z0-9]*+"
    rf"|(?!{_HOLDS_TEXT})[a-z][a-z0-9]*+(?>(?:\x20[a-z-]++=\"[^\"]*+\"){{0,{MAX_ATTRIBUTES}}}))>)"
)

# What stands before the next tag that must be looked at: one that holds text, has too many attributes, or has no end.
_HARMLESS = re.compile(
    rf"""[^<]*+(?:<(?>
        {_USUAL}
      | !--(?:-?>|.*?--!?>)
      | (?:!(?!--)|\?|/(?![a-z]))[^>]*+>
      | /{_NAME}{_ATTRIBUTES}{_BETWEEN}>
      | (?!(?:{_TEXT_HOLDERS}){_ENDS_NAME}){_NAME}{_ATTRIBUTES}{_BETWEEN}>
      | (?![a-z/!?])
    )[^<]*+){{0,1000}}""",
    _FLAGS,
)
_TAG = re.compile(rf"<(?P<name>/?{_NAME}){_ATTRIBUTES}", _FLAGS)
_MORE = re.compile(_ATTRIBUTES, _FLAGS)
_REST = re.compile(_BETWEEN, _FLAGS)
_TEXT_END = {name: re.compile(rf"</{name}{_ENDS_NAME}", _FLAGS) for name in _TEXT_HOLDERS.split("|")}
# A script in which a comment begins, and in that another script, ends with the second of its end tags.
_SCRIPT, _COMMENT, _SCRIPT_IN_COMMENT = (
    re.compile(rf"<!--|(?P<end></script{_ENDS_NAME})", _FLAGS),
    re.compile(rf"-->|<script{_ENDS_NAME}|(?P<end></script{_ENDS_NAME})", _FLAGS),
    re.compile(rf"-->|</script{_ENDS_NAME}", _FLAGS),
)
_COMMENT_LIKE = re.compile(r"<(?:[!?]|/(?![a-z]))", _FLAGS)
_EMPTY_ROOT = re.compile(r"(<(?:html|head|body)\b[^<>]{0,2000}?)\s?/>", re.IGNORECASE)


def bounded(html: str) -> str:
    """The same markup with at most MAX_TAGS tags, MAX_ATTRIBUTES attributes on each, and MAX_COMMENTS comments.

    What is beyond is dropped: the attributes alone, or the rest of the page.
    """
    # libxml2 takes `<html lang="de" />` for the whole document; to a browser it is an ordinary start.
    if _EMPTY_ROOT.search(html, 0, ROOT_CHARACTERS):
        html = _EMPTY_ROOT.sub(r"\1>", html[:ROOT_CHARACTERS]) + html[ROOT_CHARACTERS:]
    if len(html) <= HARMLESS_CHARACTERS:
        return html
    tags = html.count("<")
    if tags > MAX_COMMENTS:
        html = _with_few_comments(_first_tags(html) if tags > MAX_TAGS else html)
    cuts = list(_excesses(html))
    if not cuts:
        return html
    kept, position = [], 0
    for start, end in cuts:
        kept.append(html[position:start])
        position = end
    kept.append(html[position:])
    return " ".join(kept)


def _first_tags(html: str) -> str:
    rest = html.split("<", MAX_TAGS)[-1]
    return html[: len(html) - len(rest) - 1]


def _with_few_comments(html: str) -> str:
    beyond = next(itertools.islice(_COMMENT_LIKE.finditer(html), MAX_COMMENTS, None), None)
    return html[: beyond.start()] if beyond else html


def _excesses(html: str) -> Iterator[tuple[int, int]]:
    """Where tags carry attributes beyond the bound, as (start, end)."""
    position: int | None = 0
    while position is not None:
        tag = _TAG.match(html, _go_on(_HARMLESS, html, position))
        if tag is None:  # All is seen, or what follows is one comment to the parser too.
            return
        last = _go_on(_MORE, html, tag.end())
        if last > tag.end():
            yield tag.end(), last
        position = _go_on(_REST, html, last)
        name, is_empty = tag["name"].lower(), html.endswith("/", last, position)
        if name in _TEXT_END and not is_empty:
            position = _end_of_text(html, position, name)


def _go_on(what: re.Pattern[str], html: str, position: int) -> int:
    """Where `what`, matched as often as it matches, ends; a single match takes memory for each of its repetitions."""
    while (found := what.match(html, position)) is not None and found.end() > position:
        position = found.end()
    return position


def _end_of_text(html: str, position: int, name: str) -> int | None:
    """Where the end tag of the element stands that began before `position`; None when all that follows is text."""
    if name == "script":
        return _end_of_script(html, position)
    closing = None if name == "plaintext" else _TEXT_END[name].search(html, position)
    return closing.start() if closing else None


def _end_of_script(html: str, position: int) -> int | None:
    state = _SCRIPT
    while (found := state.search(html, position)) is not None:
        if state is not _SCRIPT_IN_COMMENT and found["end"]:
            return found.start()
        position = found.end()
        if state is _SCRIPT:
            state, position = _COMMENT, position - 2  # The dashes that begin a comment may be those that end it.
        elif found[0] == "-->":
            state = _SCRIPT
        else:
            state = _SCRIPT_IN_COMMENT if state is _COMMENT else _COMMENT
    return None
