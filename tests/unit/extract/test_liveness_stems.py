"""A stem that is missing from a list would silence the sentences it stands for: sentences are made of every pattern."""

from __future__ import annotations

import random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from scraper_sky.scraping.extract.liveness import signs

PATTERNS = sorted(name for name, value in vars(signs).items() if isinstance(value, signs.Phrases))
SENTENCES = 3_000  # of each pattern


def sentence(parsed: Any, dice: random.Random) -> str:
    """A text that the parsed pattern matches, apart from what it asks of the places around."""
    return "".join(_said(kind, value, dice) for kind, value in parsed)


def _said(kind: object, value: Any, dice: random.Random) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind in (op.NOT_LITERAL, op.ANY):
        return "x"
    if kind is op.IN:
        return _one_of(dice.choice(value))
    if kind is op.BRANCH:
        return sentence(dice.choice(value[1]), dice)
    if kind is op.SUBPATTERN:
        return sentence(value[3], dice)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, what = value
        return "".join(sentence(what, dice) for _ in range(dice.choice((low, min(high, low + 1)))))
    return ""


def _one_of(choice: tuple[object, Any]) -> str:
    kind, value = choice
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return chr(value[0])
    return " " if value is op.CATEGORY_SPACE else "-" if value is op.CATEGORY_NOT_WORD else "x"


@pytest.mark.parametrize("name", PATTERNS)
def test_every_sentence_of_a_pattern_has_one_of_its_stems(name: str) -> None:
    phrases = getattr(signs, name)
    parsed = _parser.parse(phrases.pattern.pattern, phrases.pattern.flags)
    dice = random.Random(name)
    made = {sentence(parsed, dice) for _ in range(SENTENCES)}

    said = [text for text in made if phrases.pattern.search(text)]

    assert len(said) > 15
    assert [text for text in said if phrases.first_in(text) is None] == []


def test_the_stems_are_in_lower_case_and_sentences_in_any() -> None:
    for name in PATTERNS:
        assert all(stem == stem.lower() for stem in getattr(signs, name).stems)
    assert signs.SUSPENDED.first_in("THIS ACCOUNT HAS BEEN SUSPENDED") == "ACCOUNT HAS BEEN SUSPENDED"
    assert signs.SUSPENDED.first_in("We build houses.") is None
