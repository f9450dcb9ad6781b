"""Working days, checked against a loop over days that is too slow to ship and too simple to be wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import WEEKDAYS, Calendar, DayOff

CHRISTMAS = Calendar(
    days_off=(
        DayOff(day=date(2026, 12, 25), until=date(2026, 12, 31), name="Year end"),
        DayOff(day=date(2026, 12, 3)),
    )
)
NEW_YEAR = (date(2027, 1, 1), date(2026, 12, 25), date(2026, 12, 3))


def plain():
    return WorkingCalendar.of(Calendar())


def with_holidays():
    return WorkingCalendar.of(CHRISTMAS, NEW_YEAR)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 12, 2), True),
        (date(2026, 12, 3), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 4), True),
    ],
)
def test_weekends_days_off_and_public_holidays_are_not_worked(day, working):
    assert with_holidays().is_working(day) is working


def test_the_next_working_day_lies_behind_all_days_off():
    assert with_holidays().next_working(date(2026, 12, 24)) == date(2026, 12, 24)
    assert with_holidays().next_working(date(2026, 12, 25)) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 11, 22), -1, date(2026, 11, 20)),
        (date(2026, 12, 24), 1, date(2027, 1, 4)),
        (date(2027, 1, 4), -1, date(2026, 12, 24)),
        (date(2026, 12, 2), 2, date(2026, 12, 7)),
    ],
)
def test_working_days_are_added_and_taken_away(day, n, expected):
    assert with_holidays().add(day, n) == expected


def test_days_are_counted_after_the_first_up_to_the_last():
    calendar = with_holidays()
    assert calendar.count(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert calendar.count(date(2026, 11, 23), date(2026, 11, 20)) == -1
    assert calendar.count(date(2026, 11, 20), date(2026, 11, 22)) == 0
    assert calendar.within(date(2026, 11, 20), date(2026, 11, 23)) == 2
    assert calendar.within(date(2026, 11, 23), date(2026, 11, 20)) == 0


def test_a_stretch_of_days_has_a_first_and_a_last_one():
    calendar = with_holidays()
    assert calendar.last_of(date(2026, 12, 21), 5) == date(2027, 1, 4)
    assert calendar.first_of(date(2027, 1, 4), 5) == date(2026, 12, 21)
    assert calendar.first_of(date(2026, 11, 22), 1) == date(2026, 11, 20)


def test_a_weekend_in_between_does_not_end_a_break():
    days_off = (DayOff(day=date(2026, 11, 16), until=date(2026, 11, 20)), DayOff(day=date(2026, 11, 23)))
    calendar = WorkingCalendar.of(Calendar(days_off=days_off))
    assert len(calendar.breaks) == 1
    assert calendar.next_working(date(2026, 11, 16)) == date(2026, 11, 24)


def test_years_without_a_working_day_are_refused():
    days_off = (DayOff(day=date(2026, 12, 25), until=date(2062, 12, 31)),)
    with pytest.raises(UsageError) as told:
        WorkingCalendar.of(Calendar(days_off=days_off))
    assert told.value.message == "Every day from 2026-12-25 to 2062-12-31 is a day off."
    assert told.value.hint == "Correct [[calendar.days_off]] in clientkit.toml; perhaps a year is mistyped."


def test_one_year_off_is_believed():
    days_off = (DayOff(day=date(2027, 1, 1), until=date(2027, 12, 31)),)
    calendar = WorkingCalendar.of(Calendar(days_off=days_off))
    assert calendar.next_working(date(2027, 1, 1)) == date(2028, 1, 3)


@pytest.mark.parametrize(
    ("day", "n"), [(date(9999, 12, 31), 1), (date(1, 1, 1), -1), (date(2026, 1, 1), 10**12)]
)
def test_the_calendar_ends_where_dates_do(day, n):
    with pytest.raises(UsageError, match="outside the years 1 to 9999"):
        plain().add(day, n)


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@st.composite
def calendars(draw):
    spans = draw(st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=6))
    days_off = tuple(DayOff(day=day, until=day + timedelta(days=more)) for day, more in spans)
    weekdays = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    holidays = draw(st.sets(DAYS, max_size=6))

    def works(day):
        off = any(each.day <= day <= each.until for each in days_off)
        return WEEKDAYS[day.weekday()] in weekdays and not off and day not in holidays

    return WorkingCalendar.of(Calendar(working_days=tuple(weekdays), days_off=days_off), holidays), works


@given(calendars(), DAYS, st.integers(-60, 60))
def test_arithmetic_agrees_with_a_walk_from_day_to_day(made, day, n):
    calendar, works = made
    walked, left = day, abs(n)
    while left or (n == 0 and not works(walked)):
        walked += timedelta(days=1 if n >= 0 else -1)
        left -= works(walked) if left else 0
    assert calendar.add(day, n) == walked
    assert calendar.is_working(day) is works(day)


@given(calendars(), DAYS, DAYS, DAYS)
def test_counts_add_up(made, a, b, c):
    calendar, works = made
    assert calendar.count(a, b) + calendar.count(b, c) == calendar.count(a, c)
    walked = sum(works(a + timedelta(days=n)) for n in range((b - a).days + 1))
    assert calendar.within(a, b) == walked


@given(calendars(), DAYS, st.integers(1, 60))
def test_a_stretch_holds_as_many_days_as_asked(made, day, days):
    calendar, _ = made
    assert calendar.within(day, calendar.last_of(day, days)) == days
    assert calendar.within(calendar.first_of(day, days), day) == days
    assert calendar.count(day, calendar.add(day, days)) == days
