"""Weeks and money as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.model.values.money import AmbiguousAmountError, parse_typed_amount
from clientkit.kernel.model.values.week import IsoWeek, parse_week

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        *(("2026-W46", "2026-W46"), ("2026w46", "2026-W46"), ("46", "2026-W46"), ("W46", "2026-W46")),
        *(("last", "2026-W46"), ("minggu lalu", "2026-W46"), ("this", "2026-W47"), ("-1", "2026-W46")),
        *(("+1", "2026-W48"), ("2", "2027-W02"), ("30", "2026-W30")),
    ],
)
def test_weeks_are_read_as_people_write_them(typed, week):
    assert str(parse_week(typed, TODAY)) == week


@pytest.mark.parametrize("typed", ["", "0", "54", "next year", "2026-W54", "2026"])
def test_what_is_no_week_is_refused(typed):
    with pytest.raises(UsageError):
        parse_week(typed, TODAY)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_week_as_it_is_printed_is_read_again(day):
    assert parse_week(str(IsoWeek.of(day)), TODAY) == IsoWeek.of(day)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *(("12500000", "12500000"), ("12.500.000", "12500000"), ("12,500,000", "12500000")),
        *(("12,5jt", "12500000"), ("12.5 juta", "12500000"), ("1.2k", "1200"), ("750rb", "750000")),
        *(("Rp 12.500.000", "12500000"), ("1.250.000,50", "1250000.5"), ("1250.50", "1250.5")),
        *(("12,5", "12.5"), ("0", "0"), ("1,5 miliar", "1500000000")),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    assert parse_typed_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.2.3", "1e9", "12.50.000", "5m", "NaN"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(UsageError):
        parse_typed_amount(typed)


@pytest.mark.parametrize("typed", ["12.500", "12,500", "1.250jt"])
def test_what_can_be_read_in_two_ways_is_asked(typed):
    with pytest.raises(AmbiguousAmountError, match="two ways"):
        parse_typed_amount(typed)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_plain_digits_are_what_they_are(amount):
    assert parse_typed_amount(f"{amount:f}") == amount
