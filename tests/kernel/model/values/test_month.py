"""Calendar months: their days, and the months beside them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.values.month import Month

MONTHS = st.builds(Month, st.integers(2, 9998), st.integers(1, 12))


def test_a_month_is_written_and_read():
    assert str(Month.parse("2026-9")) == "2026-09"
    assert Month.parse(" 2026-11 ") == Month(2026, 11)


def test_february_of_a_leap_year():
    assert Month(2028, 2).last == date(2028, 2, 29)


@given(MONTHS)
def test_the_day_after_its_last_is_the_first_of_the_next(month):
    assert month.last + timedelta(days=1) == month.plus(1).first
    assert month.first in month
    assert month.last in month
    assert month.plus(1).first not in month


@given(MONTHS, st.integers(-24, 24))
def test_so_many_months_on_and_back_is_the_same(month, months):
    if 5 < month.year < 9990:
        assert month.plus(months).plus(-months) == month


@given(MONTHS)
def test_its_text_is_read_again(month):
    assert Month.parse(str(month)) == month
    assert Month.of(month.last) == month
