"""ISO weeks around the turn of years that have 53 of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.model.values.week import IsoWeek, weeks_in


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2020, 12, 27), "2020-W52"),
        (date(2020, 12, 28), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2026, 11, 21), "2026-W47"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2028, 1, 1), "2027-W52"),
    ],
)
def test_a_day_belongs_to_the_week_of_its_thursday(day, week):
    assert str(IsoWeek.of(day)) == week
    assert day in IsoWeek.parse(week)


@pytest.mark.parametrize(
    ("year", "weeks"),
    [(2015, 53), (2019, 52), (2020, 53), (2021, 52), (2026, 53), (2027, 52), (2032, 53), (2037, 53)],
)
def test_some_years_have_53_weeks(year, weeks):
    assert weeks_in(year) == weeks


def test_a_week_runs_from_monday_to_sunday():
    week = IsoWeek.parse("2026-W53")
    assert (week.monday, week.sunday) == (date(2026, 12, 28), date(2027, 1, 3))
    assert date(2026, 12, 27) not in week
    assert date(2027, 1, 4) not in week


@pytest.mark.parametrize("text", ["2026-W47", " 2026W47 ", "2026-w47"])
def test_a_week_is_read_with_or_without_its_dash(text):
    assert IsoWeek.parse(text) == IsoWeek(2026, 47)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "2027-W53",
            "There is no week 2027-W53: 2027 has 52 ISO weeks.",
            "The weeks near it are 2027-W52 and 2028-W01.",
        ),
        (
            "2027-W00",
            "There is no week 2027-W00: 2027 has 52 ISO weeks.",
            "The weeks near it are 2026-W53 and 2027-W01.",
        ),
        ("W47", "'W47' is not a week.", "Write a year and an ISO week, for instance 2026-W47."),
        ("2026-47", "'2026-47' is not a week.", "Write a year and an ISO week, for instance 2026-W47."),
    ],
)
def test_a_week_that_is_none_is_refused_with_what_to_write(text, message, hint):
    with pytest.raises(UsageError) as told:
        IsoWeek.parse(text)
    assert (told.value.message, told.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("week", "steps", "expected"),
    [
        ("2026-W52", 1, "2026-W53"),
        ("2026-W53", 1, "2027-W01"),
        ("2021-W01", -1, "2020-W53"),
        ("2026-W47", 0, "2026-W47"),
    ],
)
def test_weeks_are_counted_over_the_year_s_end(week, steps, expected):
    assert IsoWeek.parse(week).plus(steps) == IsoWeek.parse(expected)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 20)))
def test_every_day_is_in_its_week_and_weeks_are_ordered(day):
    week = IsoWeek.of(day)
    assert IsoWeek.parse(str(week)) == week
    assert week.sunday - week.monday == timedelta(days=6)
    assert day in week
    assert week.plus(-1) < week < IsoWeek.of(week.sunday + timedelta(days=1))
