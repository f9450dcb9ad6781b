"""What one can do with a planned step: give it another day, or drop it, each with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.progress import Done, Next, PlanDropped, PlanMoved
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_ids_lookup import one_record, origin_of
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


class PlanChange(NamedTuple):
    """A planned step that was moved or dropped, and the day it was planned for until then."""

    record: PlanMoved | PlanDropped
    plan: Next
    was: date | None


def move_plan(workspace: Workspace, stamp: Stamp, beginning: str, due: date, reason: str) -> PlanChange:
    """Give a planned step another day; the report says slipped, the new day, and why.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, is no plan, or the day is over or the one it has already.
        RefusedError: it was dropped, or carried out.
    """
    plan, records = _plan(workspace, beginning, "moved")
    was = due_of(plan, records)
    if due < stamp.day:
        raise UsageError(f"{due} is over: a step cannot be planned for it.", "Give a day to come: --due fri")
    if due == was:
        raise UsageError(f"It is planned for {due} already.", "Give another day: --due fri")
    values = {"ref": origin_of(plan), "due": due, "was": was, "reason": typed_text(reason, "The reason")}
    record = made_record(PlanMoved, stamp, Subject(plan.client, plan.project), values)
    append_record(workspace, record)
    return PlanChange(record, plan, was)


def drop_plan(workspace: Workspace, stamp: Stamp, beginning: str, reason: str) -> PlanChange:
    """Say that a planned step will not be done; the next report says so, and why.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, or is no plan.
        RefusedError: it was dropped before, or carried out.
    """
    plan, records = _plan(workspace, beginning, "dropped")
    values = {"ref": origin_of(plan), "reason": typed_text(reason, "The reason")}
    record = made_record(PlanDropped, stamp, Subject(plan.client, plan.project), values)
    append_record(workspace, record)
    return PlanChange(record, plan, due_of(plan, records))


def due_of(plan: Next, records: Sequence[Entry]) -> date | None:
    """The day a step is planned for now, moves counted."""
    latest = last_move(plan, records)
    return latest.due if latest else plan.due


def last_move(plan: Entry, records: Sequence[Entry]) -> PlanMoved | None:
    """The record that moved a step last, where one did."""
    moves = [one for one in records if isinstance(one, PlanMoved) and one.ref in {plan.id, plan.replaces}]
    return max(moves, key=lambda one: (one.day, one.ts, one.id), default=None)


def drop_of(plan: Next, records: Sequence[Entry]) -> PlanDropped | None:
    """The record that dropped a step, where one did."""
    drops = (one for one in records if isinstance(one, PlanDropped))
    return next((one for one in drops if one.ref in {plan.id, plan.replaces}), None)


def done_by(plan: Next, records: Sequence[Entry]) -> Done | None:
    """The outcome that names a step as carried out, where one does."""
    outcomes = (one for one in records if isinstance(one, Done))
    return next((one for one in outcomes if one.ref and one.ref in {plan.id, plan.replaces}), None)


def _plan(workspace: Workspace, beginning: str, what: str) -> tuple[Next, list[Entry]]:
    plan, records = one_record(workspace, beginning, ("next",), what)
    if dropped := drop_of(plan, records):
        raise RefusedError(
            f"{plan.id} was dropped on {dropped.day}: {dropped.reason}",
            f"Take that back first: clientkit progress retract {dropped.id}",
        )
    if done := done_by(plan, records):
        raise RefusedError(
            f"{plan.id} was carried out on {done.day}: {done.text}",
            f"If it was not, take that back: clientkit progress retract {done.id}",
        )
    return plan, records
