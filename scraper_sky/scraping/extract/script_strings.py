"""What the string expressions of a script come to: `'info' + '@' + host`, `String.fromCharCode(105, …)`, `atob('…')`.

This is no interpreter. Constants, and variables that were given constants, are joined in the order of the text, which
is all that the scripts do that hide an address. Every token is looked at once.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

LONGEST_SCRIPT = 30_000  # characters; what hides an address is short
LONGEST_VALUE = 2_000
LONGEST_SPLIT = 400  # characters of a text that is taken apart
MAX_VARIABLES = 400
MAX_ITEMS = 200  # of one array
MAX_VALUES = 300  # given back for one script

_TOKEN = re.compile(
    r"""(?P<string>"(?>(?:[^"\\\n]|\\.)*)"|'(?>(?:[^'\\\n]|\\.)*)')
      | (?P<template>`(?>(?:[^`\\]|\\.){0,2000})`)
      | (?P<codes>String\.fromCharCode\s*+\(\s*+[\d\s,]{1,1500}\))
      | (?P<call>(?:atob|unescape|decodeURIComponent|decodeURI)(?=\s*+\())
      | (?P<name>[A-Za-z_$][\w$]{0,60}+)
      | (?P<number>\d{1,7}+)
      | (?P<sign>\+=|[^\s\w"'$])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_NUMBER = re.compile(r"\d{1,7}")
_FILLED = re.compile(r"\$\{\s{0,4}+(?:([A-Za-z_$][\w$]{0,60}+)|'([^'\\}]{0,200})'|\"([^\"\\}]{0,200})\")\s{0,4}+\}")

_OPERANDS = ("string", "template", "codes", "call", "name", "sign")

_Token = tuple[str, str]  # what kind it is, and its text
_Value = str | list[str]  # a string, or an array of them


def joined_strings(script: str) -> Iterator[str]:
    """The values of string expressions that have several parts or were encoded."""
    found = [(token.lastgroup or "", token[0]) for token in _TOKEN.finditer(script[:LONGEST_SCRIPT])]
    tokens: list[_Token] = [*found, ("end", ""), ("end", ""), ("end", "")]
    known: dict[str, _Value] = {}
    index = given = 0
    while index < len(found) and given < MAX_VALUES:
        target, start = _assignment(tokens, index)
        value, end, composed = _expression(tokens, start, known)
        if end == start:
            index += 1
            continue
        if target and len(known) < MAX_VARIABLES:
            before = known.get(target, "")
            if tokens[start - 1][1] == "+=" and isinstance(value, str) and isinstance(before, str):
                value, composed = (before + value)[:LONGEST_VALUE], True
            known[target] = value
        if composed and isinstance(value, str):
            given += 1
            yield html.unescape(value)
        index = end


def _assignment(tokens: list[_Token], index: int) -> tuple[str, int]:
    """The variable that is given a value here, if any, and where the value starts."""
    if tokens[index][0] == "name" and tokens[index + 1][1] in ("=", "+="):
        return tokens[index][1], index + 2
    return "", index


def _expression(tokens: list[_Token], index: int, known: dict[str, _Value]) -> tuple[_Value, int, bool]:
    """The joined parts from `index` on, where they end, and whether there was anything to join or decode."""
    parts: list[str] = []
    length = 0
    composed = False
    while True:
        part, after, decoded = _part(tokens, index, known)
        if isinstance(part, list) and not parts:
            return part, after, False
        if not isinstance(part, str):
            break
        composed = composed or decoded or bool(parts)
        if length < LONGEST_VALUE:
            parts.append(part)
            length += len(part)
        index = after
        if tokens[index][1] != "+" or tokens[index + 1][0] not in _OPERANDS:
            break
        index += 1
    return "".join(parts)[:LONGEST_VALUE], index, composed


def _part(tokens: list[_Token], index: int, known: dict[str, _Value]) -> tuple[_Value | None, int, bool]:
    """One operand with the methods that are called on it: `'ed.emca@ofni'.split('').reverse().join('')`."""
    value, index, composed = _operand(tokens, index, known)
    while value is not None and tokens[index][1] in (".", "["):
        changed, after = _called(value, tokens, index)
        if changed is None:
            break
        value, index, composed = changed, after, True
    return value, index, composed


def _operand(tokens: list[_Token], index: int, known: dict[str, _Value]) -> tuple[_Value | None, int, bool]:
    kind, text = tokens[index]
    if kind == "string":
        plain = _unescaped(text[1:-1])
        return plain, index + 1, "@" in plain and "@" not in text
    if kind == "template":
        return _filled(text[1:-1], known), index + 1, "${" in text
    if kind == "codes":
        return _characters(text), index + 1, True
    if kind == "call" and tokens[index + 2][0] == "string":
        closes = index + 4 if tokens[min(index + 3, len(tokens) - 1)][1] == ")" else index + 3
        return _decoded(text, _unescaped(tokens[index + 2][1][1:-1])), closes, True
    if kind == "name" and text in known:
        return known[text], index + 1, False
    if text == "[" and tokens[index + 1][0] == "string":
        return _array(tokens, index + 1)
    return None, index, False


def _filled(template: str, known: dict[str, _Value]) -> str:
    """A template literal with the variables that are known put in."""

    def plain(found: re.Match[str]) -> str:
        value = known.get(found[1]) if found[1] else found[2] or found[3]
        return value if isinstance(value, str) else found[0]

    return _unescaped(_FILLED.sub(plain, template))[:LONGEST_VALUE]


def _array(tokens: list[_Token], index: int) -> tuple[_Value | None, int, bool]:
    """The strings of `['info', '@', 'acme.de']` from the first one on; None for an array of anything else."""
    items: list[str] = []
    while tokens[index][0] == "string" and len(items) < MAX_ITEMS:
        items.append(_unescaped(tokens[index][1][1:-1]))
        if tokens[index + 1][1] == "]":
            return items, index + 2, False
        if tokens[index + 1][1] != ",":
            break
        index += 2
    return None, index, False


def _called(value: _Value, tokens: list[_Token], index: int) -> tuple[_Value | None, int]:
    """What a method, or an index, makes of a value, and where the call ends; None for anything else."""
    if tokens[index][1] == "[":
        place = tokens[index + 1][1]
        inside = isinstance(value, list) and place.isdecimal() and int(place[:4]) < len(value)
        return (value[int(place)], index + 3) if inside and tokens[index + 2][1] == "]" else (None, index)
    name = tokens[index + 1][1]
    if tokens[index + 2 : index + 3] != [("sign", "(")] or name not in _METHODS:
        return None, index
    given: list[str] = []
    index += 3
    while index < len(tokens) and tokens[index][0] == "string" and len(given) < 2:
        given.append(_unescaped(tokens[index][1][1:-1]))
        index += 2 if tokens[index + 1][1] == "," else 1
    if index >= len(tokens) or tokens[index][1] != ")":
        return None, index
    return _METHODS[name](value, given), index + 1


def _joined(value: _Value, given: list[str]) -> _Value | None:
    return (given[0] if given else ",").join(value)[:LONGEST_VALUE] if isinstance(value, list) else None


def _split(value: _Value, given: list[str]) -> _Value | None:
    if not isinstance(value, str) or not given or len(value) > LONGEST_SPLIT:
        return None
    return value.split(given[0]) if given[0] else list(value)


def _reversed(value: _Value, given: list[str]) -> _Value | None:
    return value[::-1] if isinstance(value, list) else None


def _replaced(value: _Value, given: list[str]) -> _Value | None:
    return value.replace(given[0], given[1], 1)[:LONGEST_VALUE] if isinstance(value, str) and len(given) == 2 else None


def _appended(value: _Value, given: list[str]) -> _Value | None:
    return (value + "".join(given))[:LONGEST_VALUE] if isinstance(value, str) else None


_METHODS = {"join": _joined, "split": _split, "reverse": _reversed, "replace": _replaced, "concat": _appended}


def _unescaped(literal: str) -> str:
    def plain(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else found[3]

    text = _ESCAPE.sub(plain, literal) if "\\" in literal else literal
    return html.unescape(text) if "&" in text else text


def _characters(call: str) -> str:
    codes = (int(number) for number in _NUMBER.findall(call))
    return "".join(chr(code) for code in codes if 0 < code < 0xD800)


def _decoded(call: str, text: str) -> str:
    return from_base64(text) if call == "atob" else unquote(text, errors="replace")


def from_base64(text: str) -> str:
    """The text behind base64, or nothing when it is none."""
    try:
        return base64.b64decode(text[:LONGEST_VALUE], validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
