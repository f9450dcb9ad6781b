from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from clientkit.errors import UsageError
from clientkit.kernel.model.values.money import (
    NO_DECIMALS,
    Amount,
    Currency,
    Money,
    Percent,
    parse_amount,
    parse_money,
    round_money,
)

AMOUNTS = st.decimals(0, 10**14, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (12500000, "12500000"),
        ("12.50", "12.50"),
        (" 7 ", "7"),
        (Decimal("0.10"), "0.10"),
        (0.1, "0.1"),
        ("-3", "-3"),
        ("999999999999999.999999", "999999999999999.999999"),
    ],
)
def test_amounts_are_exact(value, amount):
    assert str(parse_amount(value)) == amount


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1,5",
        "1_000",
        "1e9",
        "NaN",
        "inf",
        "+1",
        ".5",
        "5.",
        "1.2.3",
        "Rp5",
        "\uff11\uff12",
        "1" * 16,
        "0.1234567",
        "1 000",
        "0x10",
        True,
        None,
        [],
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("1E+3"),
        10**15,
        1e22,
    ],
)
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(ValueError, match="amount"):
        parse_amount(value)


@given(AMOUNTS)
def test_an_amount_comes_back_from_text_and_json(amount):
    adapter = TypeAdapter(Amount)

    assert parse_amount(str(amount)) == amount
    assert adapter.validate_json(adapter.dump_json(amount)) == amount
    assert adapter.dump_python(amount, mode="json") == str(amount)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("0.5", "IDR", "1"),
        ("1.5", "IDR", "2"),
        ("2.5", "JPY", "3"),
        ("2.4999", "IDR", "2"),
        ("0.005", "USD", "0.01"),
        ("1.005", "EUR", "1.01"),
        ("-0.005", "USD", "-0.01"),
        ("7", "USD", "7.00"),
    ],
)
def test_amounts_are_rounded_half_up_to_the_unit(amount, currency, rounded):
    assert str(round_money(Decimal(amount), currency)) == rounded


@given(AMOUNTS, st.sampled_from(["IDR", "USD"]))
def test_rounding_moves_by_half_a_unit_at_most_and_only_once(amount, currency):
    rounded = round_money(amount / 3, currency)

    assert abs(rounded - amount / 3) <= (Decimal("0.5") if currency in NO_DECIMALS else Decimal("0.005"))
    assert round_money(rounded, currency) == rounded


@pytest.mark.parametrize("text", ["IDR 12500000", "12500000 IDR", "idr12500000", " 12500000  idr "])
def test_money_is_typed_with_its_code_on_either_side(text):
    assert parse_money(text) == Money(amount=Decimal(12500000), currency="IDR")


@pytest.mark.parametrize(
    "text", ["", "IDR", "500", "IDR 1.2.3", "IDR -5", "Rupiah 5", "USD 5 IDR", "USD 1,000", "USD ."]
)
def test_what_is_no_money_is_told_with_an_example(text):
    with pytest.raises(UsageError, match="is not money") as wrong:
        parse_money(text)

    assert "IDR 12500000" in wrong.value.hint


def test_money_is_read_from_text():
    assert Money.model_validate("USD 12.50") == Money(amount="12.50", currency="USD")
    assert Money.model_validate({"amount": 1, "currency": "USD"}).model_dump(mode="json") == {
        "amount": "1",
        "currency": "USD",
    }


@pytest.mark.parametrize(
    ("kind", "value"), [(Amount, -1), (Percent, 101), (Percent, -1), (Currency, "usd"), (Currency, "US")]
)
def test_values_out_of_range_are_refused(kind, value):
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)
