"""What one can do with notes of the work: take them, answer them, take them back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from clientkit.errors import UsageError
from clientkit.kernel.model.records.progress import Ask, Blocked, Done, Lesson, Next, Resolved, RiskNote
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.journal.record_ids_lookup import later_than, one_record, origin_of
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.journal.retraction import Taken, take_back
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.note_input import as_kept, require_item, require_option

NOTES: dict[str, type[Entry]] = {
    "done": Done,
    "next": Next,
    "blocked": Blocked,
    "ask": Ask,
    "risk": RiskNote,
    "lesson": Lesson,
}
"""The kinds of note by their names."""

OPEN_KINDS = ("ask", "blocked", "risk")
"""What waits until it is answered or over."""

TAKEN_BACK = (*NOTES, "resolved", "hours", "plan_moved", "plan_dropped", "status", "criterion")
"""What is taken back in one way: notes, what became of them, hours, a status set worse, trials."""


class Closed(NamedTuple):
    """An ask, a block or a risk that was closed, and what had closed it before."""

    record: Resolved
    note: Entry
    before: Resolved | None


def add_note(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, kind: str, given: Mapping[str, Any]
) -> Entry:
    """Take one note; hours, options and texts come as they were typed.

    Raises:
        UsageError: an empty text, a value that cannot be, or an item that the project does not have.
    """
    values = as_kept({key: value for key, value in given.items() if key == "text" or value not in {None, ""}})
    if "options" in values:
        require_option(values["options"], values.get("recommend"))
    if "item" in values:
        require_item(workspace, name, values["item"])
    if "plan" in values:
        values["ref"] = _plan_named(workspace, name, values.pop("plan"))
    record = made_record(NOTES[kind], stamp, name, values)
    append_record(workspace, record)
    return record


def _plan_named(workspace: Workspace, name: ProjectRef, beginning: str) -> str:
    """The id by which an outcome names the plan that it carries out."""
    plan, _ = one_record(workspace, beginning, ("next",), "carried out")
    if (plan.client, plan.project) != name:
        raise UsageError(
            f"{plan.id} is a plan of {plan.client}/{plan.project}, not of {'/'.join(name)}.",
            f"See its plans: clientkit progress list {'/'.join(name)} --kind next",
        )
    return origin_of(plan)


def close_note(workspace: Workspace, stamp: Stamp, beginning: str, text: str | None) -> Closed:
    """Record the answer to an ask, or the end of a block or a risk; a second one corrects the first.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, is no open kind, or an ask gets no answer.
    """
    note, records = one_record(workspace, beginning, OPEN_KINDS, "answered")
    if note.kind == "ask" and not text:
        raise UsageError("The answer is missing.", f'Write it: clientkit progress answer {beginning} "…"')
    words = typed_text(text, "The answer") if text else None
    before = next((r for r in records if isinstance(r, Resolved) and r.ref in {note.id, note.replaces}), None)
    values = {"ref": origin_of(note), "text": words, "replaces": before.id if before else None}
    if before:
        stamp = later_than(stamp, before)
    record = made_record(Resolved, stamp, Subject(note.client, note.project), values)
    append_record(workspace, record)
    return Closed(record, note, before)


def retract_note(workspace: Workspace, stamp: Stamp, beginning: str, reason: str | None) -> Taken:
    """Take a note of the work back, or what was recorded of one; see `take_back` for errors."""
    return take_back(workspace, stamp, beginning, TAKEN_BACK, reason)
