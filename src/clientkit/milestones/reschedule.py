"""Replanning: a milestone moved with its cause, or reached, and everything that follows from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, get_args

from pydantic import Field

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.files.schedule import ForecastMilestone
from clientkit.kernel.model.files.settings import Calendar, Settings
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Cause
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.record_input import day_that_came, made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.actions import require_milestone
from clientkit.milestones.queries import Outlook, read_outlook, told_with_place
from clientkit.milestones.scenario_shifts import Rows, Shift, last_end, rows_of, shifts_between
from clientkit.milestones.schedule.forecast import Move

CAUSES: tuple[Cause, ...] = get_args(Cause)

MOST_DAYS = 2000
"""Working days that a milestone is moved at once: eight years; more is mistyped."""


What = Literal["moved", "reached", "taken-back"]

RECORDED: Mapping[str, What] = {
    "milestone_moved": "moved",
    "milestone_done": "reached",
    "retraction": "taken-back",
}
"""What a kind of record says of a milestone."""


class Replanned(Model):
    """What was recorded of a milestone, and what it moves."""

    id: str = Field(description="id of the record")
    project: str = Field(description="client/project")
    milestone: str = Field(description="id of the milestone")
    what: What = Field(description="moved, reached, or taken-back: what was recorded of it last")
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
class Reached:
    """A milestone, the day it was reached on, and anything to know."""

    milestone: str
    on: date
    note: str | None = None


def cause_of(text: str) -> Cause:
    """A cause of a slip.

    Raises:
        UsageError: it is none.
    """
    for cause in CAUSES:
        if cause == text.strip().lower():
            return cause
    close = get_close_matches(text.lower(), CAUSES, n=1)
    meant = f"Did you mean {close[0]}? " if close else ""
    raise UsageError(f"There is no cause {text[:40]!r}.", f"{meant}Causes are {', '.join(CAUSES)}.")


def working_days_of(text: str, calendar: Calendar) -> int:
    """Working days from `3`, `+3d`, `-2d` or `+1w`; a week has as many as the settings' working days.

    Raises:
        UsageError: it is none of these, no days at all, or too many.
    """
    match = re.fullmatch(r"([+-]?[0-9]{1,4}) ?([dw]?)", text.strip().lower())
    days = int(match[1]) * (len(set(calendar.working_days)) if match[2] == "w" else 1) if match else 0
    if not 0 < abs(days) <= MOST_DAYS:
        raise UsageError(
            f"{text[:40]!r} is no number of working days.",
            f"Write for instance +3d, -2d or +1w, at most {MOST_DAYS:,} days.",
        )
    return days


def move_milestone(
    workspace: Workspace, stamp: Stamp, settings: Settings, name: ProjectRef, decision: Decision
) -> Replanned:
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
    found = replanned(record, record.milestone, before, after)
    append_record(workspace, record)
    return found


def finish_milestone(
    workspace: Workspace, stamp: Stamp, settings: Settings, name: ProjectRef, reached: Reached
) -> Replanned:
    """Record that a milestone was reached, and tell what moves with it; the stamp's day is today.

    Raises:
        NotFoundError: there is no such milestone.
        UsageError: the day lies in the future.
        RefusedError: it was reached before.
    """
    day_that_came(reached.on, stamp.day, "a milestone that was reached")
    note = typed_text(reached.note, "The note") if reached.note is not None else None
    outlook, before = _before(workspace, settings, name, reached.milestone, stamp.day)
    _require_open(before[reached.milestone], name)
    own = stamp.model_copy(update={"day": reached.on})
    record = made_record(MilestoneDone, own, name, {"milestone": reached.milestone, "note": note})
    after = outlook.with_done(record.milestone, record.day)
    found = replanned(record, record.milestone, before, after)
    append_record(workspace, record)
    return found


def _before(
    workspace: Workspace, settings: Settings, name: ProjectRef, milestone: str, today: date
) -> tuple[Outlook, Rows]:
    outlook = read_outlook(workspace, settings, name, today)
    require_milestone(outlook.milestones, milestone, name)
    with told_with_place(workspace, name):
        return outlook, rows_of(outlook.forecast())


def _require_open(row: ForecastMilestone, project: ProjectRef) -> None:
    if row.done_on:
        raise RefusedError(
            f"{row.baseline.id} was reached on {row.done_on} already.",
            f"If that was a mistake: clientkit milestone retract {'/'.join(project)} {row.baseline.id}",
        )


def _require_movable(row: ForecastMilestone, due: date, was: date, today: date, project: ProjectRef) -> None:
    name = row.baseline.id
    _require_open(row, project)
    if due < today:
        raise UsageError(
            f"{name} cannot be expected to end on {due}: that day is over.",
            f"Where it was reached then: clientkit milestone done {'/'.join(project)} {name} --on {due}",
        )
    if was > row.end:
        raise UsageError(
            f"{name} was not expected to end on {was}, but on {row.end}.", "Leave --was out, or correct it."
        )
    if due == was:
        raise RefusedError(f"{name} is expected to end on {due} already.", "Nothing was recorded.")


def _require_after_others(outlook: Outlook, rows: Rows, wanted: str, due: date) -> None:
    milestone = next(each for each in outlook.milestones if each.id == wanted)
    last = max((rows[name] for name in milestone.after), key=lambda row: row.end, default=None)
    if last and due < last.end:
        other = last.baseline.id
        raise RefusedError(
            f"{wanted} cannot end on {due}: it comes after {other}, which is expected to end on {last.end}.",
            f"Move {other} first, or choose {last.end} or later.",
        )


def replanned(record: Any, milestone: str, before: Rows, outlook: Outlook) -> Replanned:
    """What a record of a milestone makes of the dates before it."""
    after = rows_of(outlook.forecast())
    row, calendar = after[milestone], outlook.calendar
    ends = last_end(before), last_end(after)
    shifts = shifts_between(before, after, calendar)
    return Replanned(
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
