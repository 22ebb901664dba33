"""Paragraphs put together from the sentences of a language, ahead of time because pages need many."""

from __future__ import annotations

import functools

from tests.support.farm.dice import Dice
from tests.support.farm.locales.all import LOCALES

PARAGRAPHS = 128


@functools.cache
def paragraphs_in(language: str) -> tuple[str, ...]:
    """Templates of two to five sentences, with the same places to fill as the sentences have."""
    sentences = next(locale.sentences for locale, _ in LOCALES if locale.language == language)
    dice = Dice(0, language)
    return tuple(" ".join(dice.sample(sentences, dice.between(2, 5))) for _ in range(PARAGRAPHS))
