"""The days that a project is planned over: your working days without your days off and public holidays."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import Calendar
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language

MOST_YEARS = 50
"""Years that public holidays are looked up for: a mistyped year must not ask for thousands."""

WEEK = 7


def working_calendar(project: Project, settings: Settings, days: Iterable[date] = ()) -> WorkingCalendar:
    """The working days around a project; see `public_holidays` for `days` and for errors."""
    return WorkingCalendar.of(
        settings.calendar, holidays_around(project, settings, days, settings.defaults.language)
    )


def holidays_around(
    project: Project, settings: Settings, days: Iterable[date], language: Language
) -> dict[date, str]:
    """Public holidays of the settings' country from a project's first year to the last it can reach.

    `days` are dates of the project that its file does not hold: today, agreed and moved ones.

    Raises:
        InvalidDataError: the settings name a country or a region that is not known.
    """
    calendar = settings.calendar
    if not calendar.country:
        return {}
    from clientkit.kernel.calendar.public_holidays import public_holidays

    known = [*_dates_in(project), *days]
    if not known:
        return {}
    first = min(known).year
    last = min(_reach(project, calendar, max(known)), first + MOST_YEARS - 1)
    return public_holidays(calendar.country, calendar.region, range(first, last + 1), language)


def _dates_in(project: Project) -> Iterator[date]:
    for milestone in project.milestones:
        yield from (day for day in (milestone.start, milestone.due, milestone.not_before) if day)
    if project.timeline.start:
        yield project.timeline.start


def _reach(project: Project, calendar: Calendar, last: date) -> int:
    """A year that no computed date can pass: all work one after the other after the last known day, twice."""
    days = sum(
        (each.days or 0) + each.buffer + (each.acceptance_days or 0) for each in project.planned_milestones
    )
    weeks = 2 * days // len(set(calendar.working_days)) + 1
    off = sum(((each.until or each.day) - each.day).days + 1 for each in calendar.days_off)
    try:
        return (last + timedelta(days=weeks * WEEK + off + 366)).year
    except OverflowError:
        return date.max.year
