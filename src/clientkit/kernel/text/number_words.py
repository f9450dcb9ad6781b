"""A number in the words of a language, by the language's own table: `[numbers]` of its words file."""

from collections.abc import Sequence
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.words import words_of


class NumberWords(NamedTuple):
    """How a language says numbers."""

    small: Sequence[str]
    """0 to 19."""
    tens: Sequence[str]
    """20, 30 … 90."""
    and_unit: str
    """What stands between a ten and a unit."""
    hundred: Sequence[str]
    """One hundred; several, `{}` for how many."""
    after_hundreds: str
    scales: Sequence[Sequence[str]]
    """The same for thousand, million and so on: each a thousand times the one before."""
    between: str
    """What stands between two of them."""
    before_small: str
    """What stands there before what is less than a hundred."""


def number_in_words(number: int, language: Language) -> str:
    """A number from 0 on in words."""
    return _said(number, words_of(language, "numbers", NumberWords))


def _said(number: int, words: NumberWords) -> str:
    if number < len(words.small):
        return words.small[number]
    if number < 100:  # noqa: PLR2004 - the number itself
        ten, unit = divmod(number, 10)
        return words.tens[ten - 2] + (words.and_unit + words.small[unit] if unit else "")
    if number < 1000:  # noqa: PLR2004 - the number itself
        return _with_rest(number, 100, words.hundred, words.after_hundreds, words)
    place = min((len(str(number)) - 1) // 3, len(words.scales))
    size = 1000**place
    joint = words.before_small if number % size < 100 else words.between  # noqa: PLR2004 - the number itself
    return _with_rest(number, size, words.scales[place - 1], joint, words)


def _with_rest(number: int, size: int, names: Sequence[str], joint: str, words: NumberWords) -> str:
    count, rest = divmod(number, size)
    head = names[0] if count == 1 else names[1].format(_said(count, words))
    return head + (joint + _said(rest, words) if rest else "")
