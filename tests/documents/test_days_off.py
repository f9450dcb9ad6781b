"""Days off in documents: your own runs, and the public holidays that fall on days you work."""

from datetime import date

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from support.builders import a_client, a_project, some_settings

BREAK = DayOff(day=date(2026, 12, 24), until=date(2027, 1, 1), name="Studio closed")
HOLIDAYS = {
    date(2026, 11, 30): "Saint Andrew's Day",
    date(2026, 12, 25): "Christmas Day",
    date(2027, 1, 2): "New Year Holiday",
    date(2027, 3, 26): "Good Friday",
}


def engagement(*own):
    settings = some_settings(calendar=Calendar(days_off=own))
    return Engagement(a_project(), a_client(), settings, public_holidays=HOLIDAYS)


def test_public_holidays_stand_among_the_days_off_in_order():
    found = engagement(BREAK).days_off(date(2026, 11, 2), date(2027, 1, 29))
    assert [(off.day, off.name) for off in found] == [
        (date(2026, 11, 30), "Saint Andrew's Day"),
        (date(2026, 12, 24), "Studio closed"),
    ]


def test_a_holiday_on_a_day_that_is_not_worked_is_no_day_off():
    assert engagement().days_off(date(2027, 1, 2), date(2027, 1, 3)) == ()


def test_a_holiday_outside_the_days_is_not_listed():
    assert engagement().days_off(date(2026, 12, 1), date(2026, 12, 24)) == ()


def test_the_next_open_day_is_no_holiday():
    assert engagement().next_open_day(date(2027, 3, 26)) == date(2027, 3, 29)
    assert engagement(BREAK).next_open_day(date(2026, 12, 25)) == date(2027, 1, 4)
