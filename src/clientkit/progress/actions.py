"""What one can do with notes of the work: take them, answer them, move or drop a plan, take them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.progress import Next, PlanDropped, PlanMoved, Resolved
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.journal.record_ids import later_than, one_record, origin_of
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.note_input import checked_values, require_item, require_option
from clientkit.progress.rules import NOTES, OPEN_KINDS, drop_of, due_of, outcome_of


class NoteAnswer(NamedTuple):
    """An ask, a block or a risk that was closed, and what had closed it before."""

    record: Resolved
    note: Entry
    before: Resolved | None


class PlanChange(NamedTuple):
    """A planned step that was moved or dropped, and the day it was planned for until then."""

    record: PlanMoved | PlanDropped
    plan: Next
    was: date | None


def add_note(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, kind: str, given: Mapping[str, Any]
) -> Entry:
    """Take one note; hours, options and texts come as they were typed.

    Raises:
        UsageError: an empty text, a value that cannot be, or an item that the project does not have.
    """
    values = checked_values(
        {key: value for key, value in given.items() if key == "text" or value not in {None, ""}}
    )
    if "options" in values:
        require_option(values["options"], values.get("recommend"))
    if "item" in values:
        require_item(workspace, name, values["item"])
    if "plan" in values:
        values["ref"] = _plan_id(workspace, name, values.pop("plan"))
    record = made_record(NOTES[kind], stamp, name, values)
    append_record(workspace, record)
    return record


def _plan_id(workspace: Workspace, name: ProjectRef, beginning: str) -> str:
    """The id by which an outcome names the plan that it carries out."""
    plan, _ = one_record(workspace, beginning, ("next", "log"), "carried out")
    if (plan.client, plan.project) != name:
        raise UsageError(
            f"{plan.id} is a plan of {plan.client}/{plan.project}, not of {name}.",
            f"See its plans: clientkit progress list {name} --kind next",
        )
    return origin_of(plan)


def carry_out(
    workspace: Workspace, stamp: Stamp, plan: Next | Logged, text: str | None, hours: str | None
) -> Entry:
    """Note that a planned step was carried out, or what a message asked for, in its own words or in others.

    Raises:
        RefusedError: it was dropped, or carried out.
    """
    _open_plan(workspace, plan.id, "carried out", ("next", "log"))
    if plan.project is None:
        raise RefusedError(f"{plan.id} belongs to no project.", "Note it for one: clientkit done PROJECT …")
    given = {"text": text or plan.text, "hours": hours, "item": getattr(plan, "item", None), "plan": plan.id}
    return add_note(workspace, stamp, ProjectRef(plan.client, plan.project), "done", given)


def close_note(workspace: Workspace, stamp: Stamp, beginning: str, text: str | None) -> NoteAnswer:
    """Record the answer to an ask, or the end of a block or a risk; a second one corrects the first.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, is no open kind, or an ask gets no answer.
    """
    note, records = one_record(workspace, beginning, OPEN_KINDS, "answered")
    if note.kind == "ask" and not text:
        raise UsageError("The answer is missing.", f'Write it: clientkit answer {beginning} "…"')
    words = typed_text(text, "The answer") if text else None
    before = next((r for r in records if isinstance(r, Resolved) and r.ref in {note.id, note.replaces}), None)
    values = {"ref": origin_of(note), "text": words, "replaces": before.id if before else None}
    if before:
        stamp = later_than(stamp, before)
    record = made_record(Resolved, stamp, Subject(note.client, note.project), values)
    append_record(workspace, record)
    return NoteAnswer(record, note, before)


def move_plan(workspace: Workspace, stamp: Stamp, beginning: str, due: date, reason: str) -> PlanChange:
    """Give a planned step another day; the report says slipped, the new day, and why.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, is no plan, or the day is over or the one it has already.
        RefusedError: it was dropped, or carried out.
    """
    plan, records = _open_plan(workspace, beginning, "moved")
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
    plan, records = _open_plan(workspace, beginning, "dropped")
    values = {"ref": origin_of(plan), "reason": typed_text(reason, "The reason")}
    record = made_record(PlanDropped, stamp, Subject(plan.client, plan.project), values)
    append_record(workspace, record)
    return PlanChange(record, plan, due_of(plan, records))


def _open_plan(
    workspace: Workspace, beginning: str, what: str, kinds: tuple[str, ...] = ("next",)
) -> tuple[Next, list[Entry]]:
    plan, records = one_record(workspace, beginning, kinds, what)
    if dropped := drop_of(plan, records):
        raise RefusedError(
            f"{plan.id} was dropped on {dropped.day}: {dropped.reason}",
            f"Take that back first: clientkit undo {dropped.id}",
        )
    if done := outcome_of(plan, records):
        raise RefusedError(
            f"{plan.id} was carried out on {done.day}: {done.text}",
            f"If it was not, take that back: clientkit undo {done.id}",
        )
    return plan, records
