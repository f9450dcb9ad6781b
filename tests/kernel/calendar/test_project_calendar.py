import sys
from datetime import date

import pytest

from clientkit.kernel.calendar.project_calendar import MOST_YEARS, holidays_around, working_calendar
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.files.timeline import TimelineTerms
from clientkit.milestones.queries import plan_of
from support.builders import a_milestone, a_project, some_settings

IN_INDONESIA = some_settings(calendar=Calendar(country="ID"))
NEW_YEAR = date(2027, 1, 1)


def a_dated_project(start=date(2026, 12, 21), **fields):
    return a_project(timeline=TimelineTerms(start=start), milestones=(a_milestone(**fields),))


def test_without_a_country_nothing_is_looked_up(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert holidays_around(a_dated_project(), some_settings(), (), "en") == {}


def test_without_a_date_nothing_is_looked_up():
    assert holidays_around(a_project(milestones=(a_milestone(),)), IN_INDONESIA, (), "en") == {}


def test_a_plan_steps_over_public_holidays():
    assert plan_of(a_dated_project(days=5), some_settings()).end == date(2026, 12, 25)
    assert plan_of(a_dated_project(days=5), IN_INDONESIA).end == date(2026, 12, 28)
    assert plan_of(a_dated_project(days=9), IN_INDONESIA).end == date(2027, 1, 4)


def test_holidays_reach_as_far_as_the_work_can():
    found = holidays_around(a_dated_project(days=2000), IN_INDONESIA, (), "en")
    assert plan_of(a_dated_project(days=2000), some_settings()).end.year == 2034
    assert max(found).year >= 2034


def test_days_beside_the_file_count_too():
    found = holidays_around(a_dated_project(), IN_INDONESIA, [date(2031, 3, 3)], "en")
    assert max(found) > date(2031, 3, 3)


def test_long_days_off_are_reckoned_with():
    away = DayOff(day=date(2026, 12, 22), until=date(2028, 12, 1))
    settings = some_settings(calendar=Calendar(country="ID", days_off=(away,)))
    assert (
        max(holidays_around(a_dated_project(), settings, (), "en")) > plan_of(a_dated_project(), settings).end
    )


def test_a_mistyped_year_does_not_ask_for_thousands():
    project = a_project(milestones=(a_milestone(due=date(9026, 1, 5)), a_milestone("M2", start=NEW_YEAR)))
    found = holidays_around(project, IN_INDONESIA, (), "en")
    assert max(found).year == 2027 + MOST_YEARS - 1
    assert working_calendar(project, IN_INDONESIA).is_working(date(9026, 1, 5))


def test_the_last_year_of_the_calendar_is_no_obstacle():
    project = a_project(milestones=(a_milestone(due=date(9999, 12, 1), days=1),))
    assert holidays_around(project, IN_INDONESIA, (), "en") == {}


@pytest.mark.parametrize(("language", "name"), [("en", "New Year's Day"), ("id", "Tahun Baru Masehi")])
def test_names_follow_the_language(language, name):
    assert holidays_around(a_dated_project(), IN_INDONESIA, (), language)[NEW_YEAR] == name
