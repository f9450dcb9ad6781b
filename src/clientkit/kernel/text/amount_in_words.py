"""An amount in words, where a language's custom has it beside the figures: `Empat puluh lima juta rupiah`."""

import re
from decimal import Decimal

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.money import round_money

_UNITS: dict[str, tuple[str, str]] = {
    "AED": ("dirham Uni Emirat Arab", "fils"),
    "AUD": ("dolar Australia", "sen"),
    "BND": ("dolar Brunei", "sen"),
    "CAD": ("dolar Kanada", "sen"),
    "CHF": ("franc Swiss", "rappen"),
    "CNY": ("yuan Tiongkok", "fen"),
    "EUR": ("euro", "sen"),
    "GBP": ("pound sterling", "penny"),
    "HKD": ("dolar Hong Kong", "sen"),
    "IDR": ("rupiah", ""),
    "INR": ("rupee India", "paisa"),
    "JPY": ("yen Jepang", ""),
    "KRW": ("won Korea Selatan", ""),
    "MYR": ("ringgit Malaysia", "sen"),
    "NZD": ("dolar Selandia Baru", "sen"),
    "PHP": ("peso Filipina", "sentimo"),
    "SAR": ("riyal Arab Saudi", "halala"),
    "SGD": ("dolar Singapura", "sen"),
    "THB": ("baht Thailand", "satang"),
    "TWD": ("dolar Taiwan", "sen"),
    "USD": ("dolar Amerika Serikat", "sen"),
    "VND": ("dong Vietnam", ""),
}
"""Currencies as Indonesian names them, with their hundredth; those rounded to whole units have none."""

_LONE_THOUSAND = re.compile(r"\b(juta|miliar|triliun|kuadriliun) satu ribu\b")


def amount_in_words(amount: Decimal | int, currency: str, language: Language) -> str:
    """An amount in the words of its language, rounded to the currency's unit.

    Empty where custom does not ask for it (only Indonesian has it under every price), and for a
    currency whose name is not known here.
    """
    if language != "id" or currency not in _UNITS:
        return ""
    rounded = round_money(Decimal(amount), currency)
    whole, hundredths = divmod(int(abs(rounded) * 100), 100)
    name, small = _UNITS[currency]
    words = f"{'minus ' if rounded < 0 else ''}{_indonesian(whole)} {name}"
    if hundredths:
        words += f" {_indonesian(hundredths)} {small}"
    return words[0].upper() + words[1:]


def same_words(one: str, other: str) -> bool:
    """Whether two wordings differ in capitals, blanks and punctuation at the most."""
    return _letters(one) == _letters(other)


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.casefold()))


def _indonesian(number: int) -> str:
    from num2words import num2words  # type: ignore[import-untyped] # it carries no type hints

    # a lone thousand is 'seribu' after millions too (1.001.000), where the library says 'satu ribu'
    return _LONE_THOUSAND.sub(r"\1 seribu", str(num2words(number, lang="id")))
