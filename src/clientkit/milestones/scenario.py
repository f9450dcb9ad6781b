"""What if: the dates under other facts, reckoned like all dates and never written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import Field

from clientkit.documents.dossier import agreed_plan
from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import read_agreed_project
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.actions import require_milestone
from clientkit.milestones.queries import Outlook, locate_errors, read_outlook
from clientkit.milestones.schedule.dependency_order import in_order
from clientkit.milestones.schedule.forecast import Move, Shift, by_id, last_end, shifts_between
from clientkit.milestones.schedule.plan import plan


class Delay(Model):
    """A milestone that ends so many working days later than expected now."""

    milestone: str = Field(description="id of the milestone")
    days: int = Field(description="working days")


class Scenario(Model):
    """What would be, beside what is expected now."""

    project: str = Field(description="client/project")
    late: tuple[Delay, ...] = Field(description="milestones that end later")
    without_buffer: bool = Field(description="whether all buffers are left out")
    milestones: tuple[Shift, ...] = Field(description="all milestones, as expected now and as they would be")
    end_before: date = Field(description="end of the project as expected now")
    end_after: date = Field(description="end of the project as it would be")
    days: int = Field(description="working days from one end to the other; negative when earlier")
    end_on_time: date = Field(description="end of the project as it would be if nothing were late")
    delay: int = Field(description="working days by which the late milestones alone move the end")


@dataclass(frozen=True)
class Assumptions:
    """What is changed: milestones that end later, and whether no buffer was planned."""

    late: tuple[Delay, ...] = ()
    without_buffer: bool = False


def what_if(
    workspace: Workspace, settings: Settings, name: ProjectRef, assumed: Assumptions, today: date
) -> Scenario:
    """The dates as they would be; nothing is written.

    Raises:
        NotFoundError: there is no such milestone, or none at all.
        UsageError: a milestone that was reached cannot become late.
    """
    outlook = read_outlook(workspace, settings, name, today)
    for one in assumed.late:
        require_milestone(outlook.milestones, one.milestone, name)
    if not outlook.milestones:
        hint = f'Add one: clientkit milestone add {name} "Design approved" --days 5'
        raise NotFoundError(f"{name} has no milestone yet.", hint)
    with locate_errors(workspace, name):
        now = by_id(outlook.forecast())
        changed = _without_buffers(workspace, name, outlook) if assumed.without_buffer else outlook
        on_time = last_end(by_id(changed.forecast()))
        then = by_id(_delay(changed, assumed.late).forecast())
    ends = last_end(now), last_end(then)
    return Scenario(
        project=str(name),
        late=assumed.late,
        without_buffer=assumed.without_buffer,
        milestones=shifts_between(now, then, outlook.calendar),
        end_before=ends[0],
        end_after=ends[1],
        days=outlook.calendar.count(*ends),
        end_on_time=on_time,
        delay=outlook.calendar.count(on_time, ends[1]),
    )


def _delay(outlook: Outlook, late: Sequence[Delay]) -> Outlook:
    """The outlook with milestones that end later: one after the other, as one waits for the other."""
    days = {one.milestone: one.days for one in late}
    for milestone in in_order(outlook.milestones):
        if milestone.id in days:
            row = by_id(outlook.forecast())[milestone.id]
            if row.done_on:
                raise UsageError(
                    f"{milestone.id} was reached on {row.done_on}; it cannot become late.",
                    "Name one that is still open.",
                )
            due = outlook.calendar.add(row.end, days[milestone.id])
            outlook = outlook.with_move(Move(milestone.id, due, row.baseline.owner, was=row.end))
    return outlook


def _without_buffers(workspace: Workspace, name: ProjectRef, outlook: Outlook) -> Outlook:
    """The outlook as if no buffer had been planned: fixed dates stay, everything else moves up."""
    agreed = agreed_plan(workspace, name)
    if agreed and agreed.plan.milestones:
        project = read_agreed_project(workspace, name, agreed.version)
    else:
        project = read_project(workspace, *name).value
    baseline = plan(_bare(project.planned_milestones), project.timeline.start, outlook.calendar)
    return replace(outlook, baseline=baseline, milestones=_bare(outlook.milestones))


def _bare(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    return tuple(milestone.model_copy(update={"buffer": 0}) for milestone in milestones)
