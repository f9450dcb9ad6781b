"""Hours as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.model.values.hours import is_hours, parse_hours


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        *(("3", "3"), ("3h", "3"), ("3 jam", "3"), ("1.5", "1.5"), ("1,5", "1.5"), ("1,5h", "1.5")),
        *(
            ("1:30", "1.5"),
            ("1h30", "1.5"),
            ("1h30m", "1.5"),
            ("1H05", "1.08"),
            ("90m", "1.5"),
            ("0:20", "0.33"),
        ),
    ],
)
def test_hours_are_read_as_people_write_them(typed, hours):
    assert parse_hours(typed) == Decimal(hours)
    assert is_hours(typed)


@pytest.mark.parametrize("typed", ["", "h", "1:60", "0", "0:00", "1.234", "-1", "1e3", "three", "1001h"])
def test_what_is_no_number_of_hours_is_refused(typed):
    with pytest.raises(UsageError):
        parse_hours(typed)


@given(st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2))
def test_hours_are_exact(hours):
    assert parse_hours(f"{hours}") == hours


@given(st.text())
def test_any_text_is_hours_or_refused(text):
    try:
        hours = parse_hours(text)
    except UsageError:
        hours = None
    assert hours is None or 0 < hours <= 1000
