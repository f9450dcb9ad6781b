"""A project's dates: the plan that its file gives, and the forecast that its journal makes of it."""

from collections.abc import Sequence
from datetime import date

from clientkit.model.journal import Entry, MilestoneDone, MilestoneMoved
from clientkit.model.plan import Forecast, Plan
from clientkit.model.project import Project
from clientkit.model.workspace import Settings
from clientkit.schedule.calendar import WorkingCalendar
from clientkit.schedule.forecast import Facts, Move, forecast
from clientkit.schedule.plan import plan


def plan_of(project: Project, settings: Settings) -> Plan:
    """The dates that a project's file gives over the workspace's working days.

    Raises:
        InvalidDataError: the dates cannot be: a circle, an end before its start, no date at all.
    """
    return plan(project.milestones, project.timeline.start, WorkingCalendar.of(settings.calendar))


def forecast_of(project: Project, settings: Settings, records: Sequence[Entry], today: date) -> Forecast:
    """The plan beside what today's facts make of it; `records` are those of this project."""
    facts = Facts(
        done={record.milestone: record.day for record in records if isinstance(record, MilestoneDone)},
        moves=[
            Move(record.milestone, record.due, record.cause, record.reason, record.was)
            for record in records
            if isinstance(record, MilestoneMoved)
        ],
    )
    calendar = WorkingCalendar.of(settings.calendar)
    return forecast(plan_of(project, settings), project.milestones, facts, today, calendar)
