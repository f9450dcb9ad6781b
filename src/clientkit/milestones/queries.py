"""A project's dates: the plan that its file gives, and the forecast that its journal makes of it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from clientkit.documents.dossier import AgreedPlan, agreed_plan, days_beside
from clientkit.errors import InvalidDataError
from clientkit.kernel.calendar.project_calendar import working_calendar
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Forecast, Plan
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.schedule.dependency_order import ImpossibleDatesError, in_order
from clientkit.milestones.schedule.forecast import Facts, Move, forecast
from clientkit.milestones.schedule.plan import plan


def plan_of(project: Project, settings: Settings) -> Plan:
    """The dates that a project's file gives over the workspace's working days.

    Raises:
        InvalidDataError: the dates cannot be (a circle, an end before its start, no date at all), or the
            country of the settings is not known.
    """
    return plan(project.planned_milestones, project.timeline.start, working_calendar(project, settings))


def possible_plan(project: Project, settings: Settings) -> Plan:
    """The same, and no dates where there is no day to plan from; a circle cannot be even then.

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

    def forecast(self) -> Forecast:
        """The baseline beside what the facts make of it; see `schedule.forecast` for errors."""
        return forecast(self.baseline, self.milestones, self.facts, self.today, self.calendar)

    def as_of(self, day: date, facts: Facts) -> "Outlook":
        """The same as it was on an earlier day, with what was known then."""
        return replace(self, facts=facts, today=day)

    def with_move(self, move: Move) -> "Outlook":
        """The same with a milestone moved."""
        return replace(self, facts=replace(self.facts, moves=(*self.facts.moves, move)))

    def with_done(self, milestone: str, day: date) -> "Outlook":
        """The same with a milestone reached."""
        return replace(self, facts=replace(self.facts, done={**self.facts.done, milestone: day}))


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
    return Outlook(baseline, project.planned_milestones, facts_of(records), today, calendar)


def facts_of(records: Iterable[Entry]) -> Facts:
    """What a project's records say of its milestones."""
    records = list(records)
    return Facts(
        done={record.milestone: record.day for record in records if isinstance(record, MilestoneDone)},
        moves=[
            Move(record.milestone, record.due, record.cause, record.reason, record.was)
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
    with told_with_place(workspace, name):
        return outlook_of(project, settings, records, today, agreed)


def forecast_of(
    project: Project, settings: Settings, records: Sequence[Entry], today: date, agreed: AgreedPlan | None
) -> Forecast:
    """The agreed dates, else the planned ones, beside what today's facts make of them.

    `records` are those of this project.
    """
    return outlook_of(project, settings, records, today, agreed).forecast()


@contextmanager
def told_with_place(workspace: Workspace, name: ProjectRef) -> Iterator[None]:
    """Have dates that cannot be told with the project's file and the line of the milestone.

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
