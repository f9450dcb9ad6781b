"""What a chart holds, before anything is drawn."""

from datetime import date

import pytest

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.files.schedule import Plan
from clientkit.milestones.document import timeline_document
from clientkit.milestones.gantt.chart import DaySpan, chart_of
from support.builders import (
    a_client,
    a_forecast,
    a_forecast_milestone,
    a_plan,
    a_planned_milestone,
    a_project,
    some_settings,
)
from support.charts import a_chart

TODAY = date(2026, 11, 20)


def chart_from(dates, language="en", **parts):
    engagement = Engagement(a_project(), a_client(), parts.pop("settings", some_settings()), **parts)
    return chart_of(timeline_document(engagement, dates, TODAY), language)


def test_without_milestones_there_is_no_chart():
    assert chart_from(Plan()) is None


def test_a_chart_shows_whole_weeks_around_all_agreed_and_expected_days():
    late = a_forecast_milestone(a_planned_milestone(end=date(2026, 11, 18)), end=date(2026, 12, 1), slip=9)
    chart = chart_from(a_forecast(late), agreed_on=date(2026, 11, 1))
    assert chart.frame == DaySpan(date(2026, 11, 16), date(2026, 12, 6))
    assert chart.is_agreed
    assert chart.today == TODAY
    (row,) = chart.rows
    assert (row.start, row.end) == (date(2026, 11, 16), date(2026, 12, 1))
    assert (row.baseline_start, row.baseline_end, row.slip) == (date(2026, 11, 16), date(2026, 11, 18), 9)
    assert row.has_moved
    assert chart.shows_baseline


def test_the_weeks_end_with_the_calendar():
    planned = a_planned_milestone(end=date.max, start=date.max)
    assert chart_from(a_plan(planned)).frame == DaySpan(date(9999, 12, 27), date.max)
    first = a_planned_milestone(end=date.min, start=date.min)
    assert chart_from(a_plan(first)).frame == DaySpan(date.min, date(1, 1, 7))


def test_a_plan_stands_where_it_was_planned():
    chart = chart_from(a_plan(a_planned_milestone(owner="client")))
    assert not chart.shows_baseline
    assert not chart.is_agreed
    assert [(row.owner, row.status, row.is_point) for row in chart.rows] == [("client", "planned", False)]


@pytest.mark.parametrize(("days", "start", "is_point"), [(0, 20, True), (0, 16, False), (1, 20, False)])
def test_a_point_takes_no_day_of_its_own(days, start, is_point):
    planned = a_planned_milestone(days=days, start=date(2026, 11, start))
    assert chart_from(a_plan(planned)).rows[0].is_point is is_point


def test_weekends_are_runs_of_days_not_worked():
    chart = a_chart(working_days=("mon", "tue", "thu", "fri"))
    days = [(rest.span.first.day, rest.span.last.day) for rest in chart.weekends()]
    assert days == [(18, 18), (21, 22), (25, 25), (28, 29)]


def test_days_off_are_cut_to_the_weeks_shown():
    off = (
        DayOff(day=date(2026, 11, 1), until=date(2026, 11, 17), name="Away"),
        DayOff(day=date(2026, 11, 20), name="Founders' day"),
        DayOff(day=date(2026, 12, 24), until=date(2027, 1, 1)),
    )
    rests = [
        (rest.span.first.day, rest.span.last.day, rest.name) for rest in a_chart(days_off=off).holidays()
    ]
    assert rests == [(16, 17, "Away"), (20, 20, "Founders' day")]


def test_the_days_off_of_the_whole_last_week_are_known():
    calendar = Calendar(days_off=(DayOff(day=date(2026, 11, 21), name="Fair"),))
    chart = chart_from(a_plan(), settings=some_settings(calendar=calendar))
    assert [rest.name for rest in chart.holidays()] == ["Fair"]


def test_foreign_text_has_nothing_hidden_in_it():
    chart = chart_from(a_plan(a_planned_milestone(title="a\x1b[1m\n\u202eb\ufffe\uffff")))
    assert chart.rows[0].title == "a␛[1m �b��"
