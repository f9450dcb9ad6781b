"""An amount in words, where a language's custom has it beside the figures: `Empat puluh lima juta rupiah`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.money import round_money
from clientkit.kernel.text.number_words import number_in_words
from clientkit.kernel.text.words import words_of


class AmountWords(NamedTuple):
    """How a language writes amounts: no currencies where custom has no words beside the figures."""

    currencies: Mapping[str, tuple[str, str]]
    """By code: the name of a unit, and of its hundredth."""
    negative: str


def amount_in_words(amount: Decimal | int, currency: str, language: Language) -> str:
    """An amount in the words of its language, rounded to the currency's unit.

    Empty where the language's custom does not ask for it, and for a currency without a name in it.
    """
    words = words_of(language, "amount", AmountWords)
    if currency not in words.currencies:
        return ""
    rounded = round_money(Decimal(amount), currency)
    whole, hundredths = divmod(int(abs(rounded) * 100), 100)
    name, small = words.currencies[currency]
    text = f"{words.negative if rounded < 0 else ''}{number_in_words(whole, language)} {name}"
    if hundredths:
        text += f" {number_in_words(hundredths, language)} {small}"
    return text[0].upper() + text[1:]


def same_words(one: str, other: str) -> bool:
    """Whether two wordings differ in capitals, blanks and punctuation at the most."""
    return _letters(one) == _letters(other)


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.casefold()))
