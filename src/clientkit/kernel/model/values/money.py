"""Money: a decimal amount with an ISO 4217 code, never a binary float."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model

NO_DECIMALS = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "IDR",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
"""Currencies that are rounded to whole units: those without a minor unit, and the rupiah by custom."""

_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def parse_amount(value: object) -> Decimal:
    """An exact amount from a TOML integer, a TOML decimal or a text such as `12500000` or `12.50`.

    Raises:
        ValueError: anything else, `NaN`, `1_000` and `1e9` included.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("write an amount as digits, for instance 12500000 or 1250.50")  # noqa: TRY004 - pydantic reads ValueError
    text = str(value).strip()
    if not _PLAIN.fullmatch(text):
        raise ValueError(
            f"{text[:40]!r} is not an amount: write digits and one dot at most, as in 12500000 or 1250.50"
        )
    return Decimal(text)


UNITS = {"k": 3, "rb": 3, "ribu": 3, "jt": 6, "juta": 6, "mio": 6, "million": 6, "miliar": 9, "bn": 9}
"""Words behind an amount, with the zeros that they stand for."""

_TYPED = re.compile(
    rf"(?:rp\.? ?)?(?P<whole>[0-9]{{1,15}}|[0-9]{{1,3}}(?:(?P<mark>[.,])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*)"
    rf"(?:[.,](?P<part>[0-9]{{1,6}}))? ?(?P<unit>{'|'.join(UNITS)})?"
)


class AmbiguousAmountError(UsageError):
    """An amount with one point or comma before three digits: thousands, or a decimal."""


def parse_typed_amount(text: str) -> Decimal:
    """An amount as a person types it: `12500000`, `12.500.000`, `12,5jt`, `1.2k`.

    Raises:
        AmbiguousAmountError: it can be read in two ways, such as `12.500`.
        UsageError: no amount.
    """
    shown = text.strip().lower()
    match = _TYPED.fullmatch(shown)
    if not match:
        raise UsageError(f"{text[:40]!r} is not an amount.", "Write 12500000, 12.500.000, 12,5jt or 1250.50.")
    if re.fullmatch(r"[^0-9]*[0-9]{1,3}[.,][0-9]{3} ?[a-z]*", shown):
        plain = re.sub(r"[^0-9.,]", "", shown).replace(",", ".")
        raise AmbiguousAmountError(
            f"{text[:40]!r} can be read in two ways.", f"Write {plain.replace('.', '')}, or {plain}0."
        )
    number = Decimal(f"{re.sub(r'[.,]', '', match['whole'])}.{match['part'] or 0}")
    number = number.scaleb(UNITS.get(match["unit"] or "", 0))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def quantum(currency: str) -> Decimal:
    """The smallest unit that a currency is rounded to."""
    return Decimal(1) if currency in NO_DECIMALS else Decimal("0.01")


def round_money(amount: Decimal, currency: str) -> Decimal:
    """An amount rounded half up to the currency's unit: the one rounding rule of clientkit."""
    return amount.quantize(quantum(currency), rounding=ROUND_HALF_UP)


Amount = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    Field(ge=0),
    PlainSerializer(str, return_type=str, when_used="json"),
]
"""An amount of money that is not negative; JSON carries it as text, so nothing is lost."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""An ISO 4217 code such as `IDR` or `USD`."""

Percent = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    Field(ge=0, le=100),
    PlainSerializer(str, return_type=str, when_used="json"),
]
"""A share of a hundred."""


class Money(Model):
    """An amount with its currency."""

    amount: Amount = Field(description="the amount, exact")
    currency: Currency = Field(description="ISO 4217 code")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return parse_money(value).model_dump() if isinstance(value, str) else value


def parse_money(text: str) -> Money:
    """Money from what a person types: `IDR 12500000`, `12500000 IDR`, `USD 1250.50`.

    Raises:
        UsageError: no currency, no amount, or an amount that is not plain digits.
    """
    match = re.fullmatch(r"\s*(?:([A-Za-z]{3})\s*([\d.]+)|([\d.]+)\s*([A-Za-z]{3}))\s*", text)
    if not match:
        raise UsageError(
            f"{text[:40]!r} is not money with a currency.",
            "Write the code and plain digits, for instance 'IDR 12500000'.",
        )
    code, amount = (match[1], match[2]) if match[1] else (match[4], match[3])
    try:
        return Money(amount=parse_amount(amount), currency=code.upper())
    except ValueError as error:
        raise UsageError(
            f"{text[:40]!r} is not money: {error}", "Write plain digits, for instance 'IDR 12500000'."
        ) from None
