"""A project's dates: the plan that its file gives, and the forecast that its journal makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.model.journal import Entry, MilestoneDone, MilestoneMoved
from clientkit.model.plan import Forecast, Plan
from clientkit.model.project import Project
from clientkit.model.workspace import Settings
from clientkit.schedule.calendar import WorkingCalendar
from clientkit.schedule.forecast import Facts, Move, forecast
from clientkit.schedule.plan import plan
from clientkit.store.agreements import Name, agreed_versions, read_agreed_plan, read_manifest
from clientkit.store.workspace import Workspace


def plan_of(project: Project, settings: Settings) -> Plan:
    """The dates that a project's file gives over the workspace's working days.

    Raises:
        InvalidDataError: the dates cannot be: a circle, an end before its start, no date at all.
    """
    return plan(project.milestones, project.timeline.start, WorkingCalendar.of(settings.calendar))


@dataclass(frozen=True)
class Agreed:
    """The last accepted version: when it was accepted, and the dates it holds."""

    version: int
    on: date
    plan: Plan


def agreed_dates(workspace: Workspace, name: Name) -> Agreed | None:
    """The last accepted version of a project; one whose files are broken becomes a notice."""
    versions = agreed_versions(workspace, name)
    if not versions:
        return None
    try:
        accepted_on = read_manifest(workspace, name, versions[-1]).value.accepted_on
        return Agreed(versions[-1], accepted_on, read_agreed_plan(workspace, name, versions[-1]))
    except (InvalidDataError, NotFoundError) as error:
        workspace.notices.add(f"passed over {error.message}")
        return None


def forecast_of(
    project: Project, settings: Settings, records: Sequence[Entry], today: date, agreed: Agreed | None
) -> Forecast:
    """The agreed dates, else the planned ones, beside what today's facts make of them.

    `records` are those of this project.
    """
    facts = Facts(
        done={record.milestone: record.day for record in records if isinstance(record, MilestoneDone)},
        moves=[
            Move(record.milestone, record.due, record.cause, record.reason, record.was)
            for record in records
            if isinstance(record, MilestoneMoved)
        ],
    )
    calendar = WorkingCalendar.of(settings.calendar)
    baseline = agreed.plan if agreed else plan_of(project, settings)
    return forecast(baseline, project.milestones, facts, today, calendar)
