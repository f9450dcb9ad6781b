"""Replanning: a milestone moved with its cause, or reached, and everything that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.files.schedule import ForecastMilestone
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.record_input import day_that_came, made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.actions import require_milestone
from clientkit.milestones.queries import Outlook, locate_errors, read_outlook
from clientkit.milestones.schedule.forecast import ForecastById, Move, Shift, by_id, last_end, shifts_between

What = Literal["moved", "reached"]

RECORDED: Mapping[str, What] = {
    "milestone_moved": "moved",
    "milestone_done": "reached",
}
"""What a kind of record says of a milestone."""


class MilestoneChange(Model):
    """What was recorded of a milestone, and what it moves."""

    id: str = Field(description="id of the record")
    project: str = Field(description="client/project")
    milestone: str = Field(description="id of the milestone")
    what: What = Field(description="moved or reached: what was recorded of it")
    cause: Cause | None = Field(description="whose days a move is; null for anything else")
    baseline_end: date = Field(description="its end as agreed or planned")
    end: date = Field(description="its end as expected now, or the day it was reached")
    slip: int = Field(description="its working days after that end; negative when early")
    slip_by_cause: dict[Cause, int] = Field(description="that slip, split by whose days they are")
    overdue: bool = Field(description="whether it was past its end; the days since then are its owner's")
    shifts: tuple[Shift, ...] = Field(description="the milestones whose expected end is another one now")
    end_before: date = Field(description="end of the project before")
    end_after: date = Field(description="end of the project after")
    days: int = Field(description="working days from one end to the other; negative when earlier")


@dataclass(frozen=True)
class Decision:
    """That a milestone ends on another day: `due`, or so many working days `later`; whose days, and why."""

    milestone: str
    cause: Cause
    reason: str
    due: date | None = None
    later: int = 0
    was: date | None = None
    """The end that was expected until now, where the days since then have the same cause."""


@dataclass(frozen=True)
class Completion:
    """A milestone, the day it was reached on, and anything to know."""

    milestone: str
    on: date
    note: str | None = None


def move_milestone(
    workspace: Workspace, stamp: Stamp, settings: Settings, name: ProjectRef, decision: Decision
) -> MilestoneChange:
    """Record that a milestone's expected end moves, and tell what moves with it.

    Raises:
        NotFoundError: there is no such milestone.
        UsageError: the new end lies in the past, or no reason was given.
        RefusedError: it was reached, ends then already, or would end before what it waits for.
    """
    reason = typed_text(decision.reason, "The reason")
    outlook, before = _before(workspace, settings, name, decision.milestone, stamp.day)
    row = before[decision.milestone]
    due = decision.due or outlook.calendar.add(row.end, decision.later)
    was = decision.was or row.end
    _require_movable(row, due, was, stamp.day, name)
    _require_after_others(outlook, before, row.baseline.id, due)
    values = {"milestone": row.baseline.id, "due": due, "was": was, "cause": decision.cause, "reason": reason}
    record = made_record(MilestoneMoved, stamp, name, values)
    after = outlook.with_move(Move(record.milestone, due, record.cause, reason, was))
    change = _change(record, record.milestone, before, after)
    append_record(workspace, record)
    return change


def finish_milestone(
    workspace: Workspace, stamp: Stamp, settings: Settings, name: ProjectRef, reached: Completion
) -> MilestoneChange:
    """Record that a milestone was reached, and tell what moves with it; the stamp's day is today.

    Raises:
        NotFoundError: there is no such milestone.
        UsageError: the day lies in the future.
        RefusedError: it was reached before.
    """
    day_that_came(reached.on, stamp.day, "a milestone that was reached")
    note = typed_text(reached.note, "The note") if reached.note is not None else None
    outlook, before = _before(workspace, settings, name, reached.milestone, stamp.day)
    _require_open(before[reached.milestone])
    own = stamp.model_copy(update={"day": reached.on})
    record = made_record(MilestoneDone, own, name, {"milestone": reached.milestone, "note": note})
    after = outlook.with_done(record.milestone, record.day)
    change = _change(record, record.milestone, before, after)
    append_record(workspace, record)
    return change


def reach_milestone(
    workspace: Workspace,
    stamp: Stamp,
    settings: Settings,
    name: ProjectRef,
    reached: tuple[str, date, str | None],
) -> MilestoneChange:
    """The same from plain values, for the rooms below: a milestone's id, its day, a note."""
    return finish_milestone(workspace, stamp, settings, name, Completion(*reached))


def _before(
    workspace: Workspace, settings: Settings, name: ProjectRef, milestone: str, today: date
) -> tuple[Outlook, ForecastById]:
    outlook = read_outlook(workspace, settings, name, today)
    require_milestone(outlook.milestones, milestone, name)
    with locate_errors(workspace, name):
        return outlook, by_id(outlook.forecast())


def _require_open(row: ForecastMilestone) -> None:
    if row.done_on:
        raise RefusedError(
            f"{row.baseline.id} was reached on {row.done_on} already.",
            "If that was a mistake, its id stands in 'clientkit history'; then: clientkit undo ID",
        )


def _require_movable(row: ForecastMilestone, due: date, was: date, today: date, project: ProjectRef) -> None:
    name = row.baseline.id
    _require_open(row)
    if due < today:
        raise UsageError(
            f"{name} cannot be expected to end on {due}: that day is over.",
            f"Where it was reached then: clientkit milestone done {project} {name} --on {due}",
        )
    if was > row.end:
        raise UsageError(
            f"{name} was not expected to end on {was}, but on {row.end}.", "Leave --was out, or correct it."
        )
    if due == was:
        raise RefusedError(f"{name} is expected to end on {due} already.", "Nothing was recorded.")


def _require_after_others(outlook: Outlook, rows: ForecastById, wanted: str, due: date) -> None:
    milestone = next(each for each in outlook.milestones if each.id == wanted)
    last = max((rows[name] for name in milestone.after), key=lambda row: row.end, default=None)
    if last and due < last.end:
        other = last.baseline.id
        raise RefusedError(
            f"{wanted} cannot end on {due}: it comes after {other}, which is expected to end on {last.end}.",
            f"Move {other} first, or choose {last.end} or later.",
        )


def _change(record: Any, milestone: str, before: ForecastById, outlook: Outlook) -> MilestoneChange:
    """What a record of a milestone makes of the dates before it."""
    after = by_id(outlook.forecast())
    row, calendar = after[milestone], outlook.calendar
    ends = last_end(before), last_end(after)
    shifts = shifts_between(before, after, calendar)
    return MilestoneChange(
        id=record.id,
        project=f"{record.client}/{record.project}",
        milestone=milestone,
        what=RECORDED[record.kind],
        cause=getattr(record, "cause", None),
        baseline_end=row.baseline.end,
        end=row.end,
        slip=row.slip,
        slip_by_cause=row.slip_by_cause,
        overdue=before[milestone].status in {"late", "waiting"},
        shifts=tuple(shift for shift in shifts if shift.before != shift.after),
        end_before=ends[0],
        end_after=ends[1],
        days=calendar.count(*ends),
    )
