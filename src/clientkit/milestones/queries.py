"""A project's dates: the plan that its file gives, and the forecast that its journal makes of it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pydantic import Field

from clientkit.documents.dossier import AgreedPlan, agreed_plan, days_beside
from clientkit.errors import InvalidDataError
from clientkit.kernel.calendar.project_calendar import working_calendar
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone, MilestoneStatus, Plan
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.progress import Done, HoursSpent
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved, ProjectMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause, Party
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.baseline_comparison import row_of
from clientkit.milestones.schedule.dependency_order import ImpossibleDatesError, in_order
from clientkit.milestones.schedule.forecast import Facts, Move, forecast
from clientkit.milestones.schedule.plan import plan

BEGUN = (Acceptance, ProjectMoved, Done, HoursSpent, MilestoneDone, MilestoneMoved)
"""Records that make a plan binding, or tell of work on it: without any of them nothing is late."""


class MilestoneRow(Model):
    """A milestone in a list: as agreed or planned, and as expected today."""

    id: str = Field(description="short name of the milestone")
    title: str = Field(description="what is reached")
    owner: Party = Field(description="who does it: us or client")
    after: tuple[str, ...] = Field(description="ids of the milestones it waits for")
    baseline_start: date = Field(description="first working day as agreed or planned")
    baseline_end: date = Field(description="last working day as agreed or planned")
    start: date = Field(description="first day, done or expected")
    end: date = Field(description="last day, done or expected")
    done_on: date | None = Field(description="day it was reached")
    status: MilestoneStatus = Field(
        description="done, running, late (due, ours), waiting (due, the client's) or planned"
    )
    slip: int = Field(description="working days after the baseline's end; negative when early")
    slip_by_cause: dict[Cause, int] = Field(description="that slip, split by whose days they are")
    buffer: int = Field(description="working days of buffer after it")
    slack: int = Field(description="working days it can slip without moving the end of the project")
    critical: bool = Field(description="whether any slip moves the end of the project")


class MilestoneList(Model):
    """All milestones of a project, and where they lead."""

    project: str = Field(description="client/project")
    agreed_version: int | None = Field(description="accepted version that the baseline is of")
    baseline_end: date | None = Field(description="end of the project as agreed or planned")
    end: date | None = Field(description="end of the project as expected today")
    slip: int = Field(description="working days between the two; negative when early")
    slip_by_cause: dict[Cause, int] = Field(description="that slip, split by cause; adds up to it")
    days_left: int = Field(description="working days of milestones of ours that are not over")
    hours_left: float = Field(description="these days in hours, by the settings' hours_per_day")
    hours_per_week: float = Field(description="hours in a week, by the settings")
    milestones: tuple[MilestoneRow, ...] = Field(description="the milestones, in the order of the file")


def plan_of(project: Project, settings: Settings) -> Plan:
    """The dates that a project's file gives over the workspace's working days.

    Raises:
        InvalidDataError: the dates cannot be (a circle, an end before its start, no date at all), or the
            country of the settings is not known.
    """
    return plan(project.planned_milestones, project.timeline.start, working_calendar(project, settings))


def possible_plan(project: Project, settings: Settings) -> Plan:
    """The dates of a project's file, none where there is no day to plan from; a circle cannot be even then.

    Raises:
        InvalidDataError: see `plan_of`.
    """
    in_order(project.milestones)
    return plan_of(project, settings) if project.has_dates else Plan()


@dataclass(frozen=True)
class Outlook:
    """All that a forecast is made of; with other facts it answers what would be."""

    baseline: Plan
    milestones: tuple[Milestone, ...]
    facts: Facts
    today: date
    calendar: WorkingCalendar
    begun_on: date | None = None
    """The first day on which the plan was agreed or work was noted; before it nothing is late."""

    def forecast(self) -> Forecast:
        """The baseline beside what the facts make of it; see `schedule.forecast` for errors."""
        has_begun = self.begun_on is not None and self.begun_on <= self.today
        before = self.baseline.start and self.baseline.start - timedelta(days=1)
        day = self.today if has_begun or not before else min(before, self.today)
        found = forecast(self.baseline, self.milestones, self.facts, day, self.calendar)
        return found.model_copy(update={"has_begun": has_begun})

    def as_of(self, day: date, facts: Facts) -> "Outlook":
        """How it looked on an earlier day, with what was known then."""
        return replace(self, facts=facts, today=day)

    def with_move(self, move: Move) -> "Outlook":
        """How it looks with a milestone moved."""
        return self._begun(replace(self.facts, moves=(*self.facts.moves, move)))

    def with_done(self, milestone: str, day: date) -> "Outlook":
        """How it looks with a milestone reached."""
        return self._begun(replace(self.facts, done={**self.facts.done, milestone: day}))

    def _begun(self, facts: Facts) -> "Outlook":
        """With facts that tell of work: it has begun by now."""
        return replace(self, facts=facts, begun_on=min(self.begun_on or self.today, self.today))


def outlook_of(
    project: Project, settings: Settings, records: Sequence[Entry], today: date, agreed: AgreedPlan | None
) -> Outlook:
    """What a project's dates are made of; `records` are those of this project.

    Raises:
        InvalidDataError: see `plan_of`.
    """
    calendar = working_calendar(project, settings, days_beside(records, today, agreed))
    if agreed and agreed.plan.milestones:
        baseline = agreed.plan
    else:
        baseline = plan(project.planned_milestones, project.timeline.start, calendar)
    signs = [record.day for record in records if isinstance(record, BEGUN)]
    begun_on = min([*signs, *([agreed.on] if agreed else [])], default=None)
    facts = facts_of(records, agreed.version if agreed else 0)
    return Outlook(baseline, project.planned_milestones, facts, today, calendar, begun_on)


def facts_of(records: Iterable[Entry], version: int = 0) -> Facts:
    """What a project's records say of its milestones.

    Days that came with a change stand in the dates of the version that holds it: with a baseline of that
    `version`, or a later one, they are no slip.
    """
    records = list(records)
    return Facts(
        done={record.milestone: record.day for record in records if isinstance(record, MilestoneDone)},
        moves=[
            Move(
                record.milestone,
                record.due,
                record.cause,
                record.reason,
                record.due if 0 < (record.version or 0) <= version else record.was,
            )
            for record in records
            if isinstance(record, MilestoneMoved)
        ],
    )


def read_facts(workspace: Workspace, name: ProjectRef) -> tuple[list[Entry], AgreedPlan | None]:
    """What the workspace holds of a project's dates beside its file: its records, and what was agreed."""
    records = [record for record in read_journal(workspace, name[0]) if record.project == name[1]]
    return records, agreed_plan(workspace, name)


def read_outlook(workspace: Workspace, settings: Settings, name: ProjectRef, today: date) -> Outlook:
    """What the dates of a project of the workspace are made of.

    Raises:
        InvalidDataError: see `plan_of`; the message names the file and the line.
    """
    project = read_project(workspace, *name).value
    records, agreed = read_facts(workspace, name)
    with locate_errors(workspace, name):
        return outlook_of(project, settings, records, today, agreed)


def forecast_of(
    project: Project, settings: Settings, records: Sequence[Entry], today: date, agreed: AgreedPlan | None
) -> Forecast:
    """The agreed dates, else the planned ones, beside what today's facts make of them.

    `records` are those of this project.
    """
    return outlook_of(project, settings, records, today, agreed).forecast()


def list_milestones(workspace: Workspace, settings: Settings, name: ProjectRef, today: date) -> MilestoneList:
    """The milestones of a project with baseline, forecast, slip and slack.

    Raises:
        InvalidDataError: the dates cannot be; the message names the file and the line.
    """
    records, agreed = read_facts(workspace, name)
    with locate_errors(workspace, name):
        outlook = outlook_of(read_project(workspace, *name).value, settings, records, today, agreed)
        forecast = outlook.forecast()
    days = sum(_days_left(outlook, row) for row in forecast.milestones)
    return MilestoneList(
        project=str(name),
        agreed_version=agreed.version if agreed else None,
        days_left=days,
        hours_left=days * settings.calendar.hours_per_day,
        hours_per_week=settings.calendar.hours_per_week,
        milestones=tuple(row_of(MilestoneRow, one) for one in forecast.milestones),
        **forecast.model_dump(include={"baseline_end", "end", "slip", "slip_by_cause"}),
    )


@contextmanager
def locate_errors(workspace: Workspace, name: ProjectRef) -> Iterator[None]:
    """Name the project's file and the line of the milestone where its dates cannot be.

    Raises:
        InvalidDataError: whatever was impossible, with its place.
    """
    try:
        yield
    except ImpossibleDatesError as error:
        file = read_project(workspace, *name)
        ids = [milestone.id for milestone in file.value.milestones]
        line = line_of(file.text, ("milestones", ids.index(error.milestone))) if error.milestone in ids else 1
        place = f"{workspace.relative(file.path)}:{line}"
        raise InvalidDataError(f"{place}: {error.message}", error.hint) from None


def _days_left(outlook: Outlook, row: ForecastMilestone) -> int:
    if row.baseline.owner == "client" or row.done_on:
        return 0
    return min(row.baseline.days, outlook.calendar.within(max(row.start, outlook.today), row.end))
