"""What if: the dates under other facts, reckoned like all dates and never written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import Field

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import read_agreed_project
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.actions import require_milestone
from clientkit.milestones.queries import Outlook, agreed_dates, read_outlook, told_with_place
from clientkit.milestones.reschedule import MOST_DAYS
from clientkit.milestones.scenario_shifts import Shift, last_end, rows_of, shifts_between
from clientkit.milestones.schedule.dependency_order import in_order
from clientkit.milestones.schedule.forecast import Move
from clientkit.milestones.schedule.plan import plan


class Late(Model):
    """A milestone that ends so many working days later than expected now."""

    milestone: str = Field(description="id of the milestone")
    days: int = Field(description="working days")


class WhatIf(Model):
    """What would be, beside what is expected now."""

    project: str = Field(description="client/project")
    late: tuple[Late, ...] = Field(description="milestones that end later")
    without_buffer: bool = Field(description="whether all buffers are left out")
    milestones: tuple[Shift, ...] = Field(description="all milestones, as expected now and as they would be")
    end_before: date = Field(description="end of the project as expected now")
    end_after: date = Field(description="end of the project as it would be")
    days: int = Field(description="working days from one end to the other; negative when earlier")
    end_on_time: date = Field(description="end of the project as it would be if nothing were late")
    delay: int = Field(description="working days by which the late milestones alone move the end")


@dataclass(frozen=True)
class Question:
    """What is supposed: milestones that end later, and whether no buffer was planned."""

    late: tuple[Late, ...] = ()
    without_buffer: bool = False


def lateness(words: Sequence[str]) -> tuple[Late, ...]:
    """Late milestones from words such as `M2=3`.

    Raises:
        UsageError: a word that is not of that form, days out of range, or a milestone named twice.
    """
    found: dict[str, Late] = {}
    for word in words:
        match = re.fullmatch(r"([^=\s]{1,40})=([0-9]{1,4})", word.strip())
        days = int(match[2]) if match else 0
        if not match or not 1 <= days <= MOST_DAYS:
            raise UsageError(
                f"{word[:40]!r} is no milestone with working days.",
                f"Write --late M2=3, with 1 to {MOST_DAYS:,} days.",
            )
        if match[1] in found:
            raise UsageError(f"{match[1]} is named twice.", "Name each milestone once, with all its days.")
        found[match[1]] = Late(milestone=match[1], days=days)
    return tuple(found.values())


def what_if(
    workspace: Workspace, settings: Settings, name: ProjectRef, question: Question, today: date
) -> WhatIf:
    """The dates as they would be; nothing is written.

    Raises:
        NotFoundError: there is no such milestone, or none at all.
        UsageError: a milestone that was reached cannot become late.
    """
    outlook = read_outlook(workspace, settings, name, today)
    for one in question.late:
        require_milestone(outlook.milestones, one.milestone, name)
    if not outlook.milestones:
        hint = f'Add one: clientkit milestone add {"/".join(name)} "Design approved" --days 5'
        raise NotFoundError(f"{'/'.join(name)} has no milestone yet.", hint)
    with told_with_place(workspace, name):
        now = rows_of(outlook.forecast())
        supposed = _without_buffers(workspace, name, outlook) if question.without_buffer else outlook
        on_time = last_end(rows_of(supposed.forecast()))
        then = rows_of(_late(supposed, question.late).forecast())
    ends = last_end(now), last_end(then)
    return WhatIf(
        project="/".join(name),
        late=question.late,
        without_buffer=question.without_buffer,
        milestones=shifts_between(now, then, outlook.calendar),
        end_before=ends[0],
        end_after=ends[1],
        days=outlook.calendar.count(*ends),
        end_on_time=on_time,
        delay=outlook.calendar.count(on_time, ends[1]),
    )


def _late(outlook: Outlook, late: Sequence[Late]) -> Outlook:
    """The outlook with milestones that end later: one after the other, as one waits for the other."""
    days = {one.milestone: one.days for one in late}
    for milestone in in_order(outlook.milestones):
        if milestone.id in days:
            row = rows_of(outlook.forecast())[milestone.id]
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
    agreed = agreed_dates(workspace, name)
    if agreed and agreed.plan.milestones:
        project = read_agreed_project(workspace, name, agreed.version)
    else:
        project = read_project(workspace, *name).value
    baseline = plan(_bare(project.planned_milestones), project.timeline.start, outlook.calendar)
    return replace(outlook, baseline=baseline, milestones=_bare(outlook.milestones))


def _bare(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    return tuple(milestone.model_copy(update={"buffer": 0}) for milestone in milestones)
