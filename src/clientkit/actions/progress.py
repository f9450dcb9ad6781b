"""What one can do with notes of the work: take them, answer them, take them back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from clientkit.actions.note_values import as_kept, require_item, require_option
from clientkit.actions.typed import made_record, typed_text
from clientkit.errors import UsageError
from clientkit.model.closing import Lesson
from clientkit.model.entry import Entry, Retraction, Stamp
from clientkit.model.work import Ask, Blocked, Done, Next, Resolved, RiskNote
from clientkit.store.save import append_record
from clientkit.store.workspace import Workspace

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

TAKEN_BACK = (*NOTES, "resolved", "hours", "plan_moved", "plan_dropped", "status")
"""What is taken back in the same way: notes, what became of them, hours, and a status set worse."""

LISTINGS = {"promise": "clientkit promise list --all", "log": "clientkit log"}
"""The commands that show the ids of records which are no notes of the work, by their kind."""


class Closed(NamedTuple):
    """An ask, a block or a risk that was closed, and what had closed it before."""

    record: Resolved
    note: Entry
    before: Resolved | None


class Taken(NamedTuple):
    """A note that was taken back."""

    record: Retraction
    note: Entry


def add_note(
    workspace: Workspace, stamp: Stamp, name: tuple[str, str], kind: str, given: Mapping[str, Any]
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


def _plan_named(workspace: Workspace, name: tuple[str, str], beginning: str) -> str:
    """The id by which an outcome names the plan that it carries out."""
    plan, _ = one_note(workspace, beginning, ("next",), "carried out")
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
    note, records = one_note(workspace, beginning, OPEN_KINDS, "answered")
    if note.kind == "ask" and not text:
        raise UsageError("The answer is missing.", f'Write it: clientkit progress answer {beginning} "…"')
    words = typed_text(text, "The answer") if text else None
    before = next((r for r in records if isinstance(r, Resolved) and r.ref in {note.id, note.replaces}), None)
    values = {"ref": origin_of(note), "text": words, "replaces": before.id if before else None}
    if before:
        stamp = later_than(stamp, before)
    record = made_record(Resolved, stamp, (note.client, note.project), values)
    append_record(workspace, record)
    return Closed(record, note, before)


def retract_note(workspace: Workspace, stamp: Stamp, beginning: str, reason: str | None) -> Taken:
    """Take a note or an answer back; it stays in the journal and is not counted.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, or is no note of the work.
    """
    note, _ = one_note(workspace, beginning, TAKEN_BACK, "taken back here")
    values = {"retracts": note.id, "reason": typed_text(reason, "The reason") if reason else None}
    record = made_record(Retraction, stamp, (note.client, note.project), values)
    append_record(workspace, record)
    return Taken(record, note)


def origin_of(note: Entry) -> str:
    """What corrections and answers name: the first of the note's lineage, whichever of it they were made of.

    So an answer still belongs to its note after any number of corrections.
    """
    return note.replaces or note.id


def later_than(stamp: Stamp, before: Entry) -> Stamp:
    """The stamp, later than what it corrects, whatever the clock says."""
    return stamp.model_copy(update={"ts": max(stamp.ts, before.ts + timedelta(seconds=1))})


def one_note(
    workspace: Workspace, beginning: str, kinds: tuple[str, ...], what: str
) -> tuple[Any, list[Entry]]:
    """The one record of these kinds whose id begins so, with all records of its client.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several, or it is of another kind; `what` says what it cannot be.
    """
    from clientkit.store.record_ids import records_begun

    listing = LISTINGS.get(kinds[0], "clientkit progress list")
    if not beginning.strip():
        raise UsageError("The id is empty.", f"See the ids: {listing}")
    found: list[tuple[Any, list[Entry]]] = records_begun(workspace, beginning.strip().lower(), listing)
    fitting = [pair for pair in found if pair[0].kind in kinds]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = ", ".join(f"{record.id} ({record.kind})" for record, _ in fitting[:5])
        more = f" and {len(fitting) - 5} more" if len(fitting) > 5 else ""  # noqa: PLR2004 - a line's worth
        raise UsageError(f"'{beginning}' could be {listed}{more}.", "Write more of the id.")
    record = found[0][0]
    names = {"resolved": "answer"}
    allowed = ", ".join(names.get(kind, kind) for kind in kinds)
    raise UsageError(
        f"{record.id} is of the kind '{record.kind}', which cannot be {what}.", f"What can: {allowed}"
    )
