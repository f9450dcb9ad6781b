"""Words that promise nothing one could hold anybody to in a language, with what to write instead."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.words import words_of


class LintWords(NamedTuple):
    """What the check of an agreement looks for in a language."""

    vague: Mapping[str, str]
    """Words that promise nothing, with what to write instead."""
    exact: tuple[str, ...]
    """Phrases with a vague word in them that a figure follows: at least so many."""
    time: str
    """Signs that a sentence holds a time, as a pattern: a figure, or a word that a time follows."""


@cache
def lint_words(language: Language) -> LintWords:
    """What the check of an agreement looks for in a language."""
    return words_of(language, "lint", LintWords)


def names_a_time(text: str, language: Language) -> bool:
    """Whether a sentence says by when, in a figure or in words."""
    return re.search(lint_words(language).time, text, re.IGNORECASE) is not None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words = lint_words(language)
    longest_first = sorted((*words.vague, *words.exact), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def vague_words(text: str, language: Language) -> Iterator[tuple[int, str, str]]:
    """Every vague word of a text: its line counted from 0, the word, and what to write instead."""
    words = lint_words(language)
    for match in _pattern(language).finditer(text):
        word = match[0].lower()
        if word not in words.exact:
            yield text.count("\n", 0, match.start()), match[0], words.vague[word]
