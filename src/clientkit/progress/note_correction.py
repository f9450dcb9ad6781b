"""Correcting a note of the work: a new record takes its place, for the journal is never rewritten."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.journal.record_ids import later_than, one_record, origin_of
from clientkit.kernel.store.journal.record_input import day_that_came, made_record
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.note_input import TYPED, checked_values, require_item, require_option
from clientkit.progress.rules import NOTES, kind_of, last_move, own_fields


class NoteCorrection(NamedTuple):
    """A note that was corrected: as it is now, and as it was."""

    record: Entry
    before: Entry

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that are not as they were."""
        return tuple(field for field in ("day", *own_fields(self.record)) if self._differs(field))

    def _differs(self, field: str) -> bool:
        return bool(getattr(self.record, field) != getattr(self.before, field))


def edit_note(workspace: Workspace, stamp: Stamp, beginning: str, given: Mapping[str, Any]) -> NoteCorrection:
    """Correct a note by a new record; what was not given stays, an empty value takes a field away.

    Where nothing becomes different, nothing is written.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, its kind has no such field, or a value cannot be.
        RefusedError: the day of a plan that was moved since.
    """
    note, records = one_record(workspace, beginning, (*NOTES, "hours"), "edited")
    _require_fields(note, given)
    if "due" in given:
        _require_not_moved(note, records)
    if "day" in given:
        day_that_came(given["day"], stamp.day, "a note")
    emptied = {key for key, value in given.items() if value == "" and key != "text"}
    values = note.model_dump(exclude={"id", "ts", "client", "project", "replaces", *emptied})
    values |= checked_values({key: value for key, value in given.items() if key not in emptied})
    if values.get("options") and given.keys() & {"options", "recommend"}:
        require_option(values["options"], values.get("recommend"))
    if "item" in given and "item" not in emptied:
        require_item(workspace, _project_of(note), values["item"])
    stamp = later_than(stamp, note).model_copy(update={"day": values.pop("day")})
    values["replaces"] = origin_of(note)
    record = made_record(type(note), stamp, Subject(note.client, note.project), values)
    correction = NoteCorrection(record, note)
    if not correction.changed:
        return NoteCorrection(note, note)
    append_record(workspace, record)
    return correction


def _require_fields(note: Entry, given: Mapping[str, Any]) -> None:
    """Refuse what the note's kind does not have, and a correction that corrects nothing."""
    fields = (*own_fields(note), "day")
    keys = ", ".join(TYPED.get(field, field) for field in fields)
    kind = kind_of(note)
    for field in given:
        if field not in fields:
            raise UsageError(
                f"{note.id} is of the kind '{kind}', which has no {TYPED.get(field, field)[:40]!r}.",
                f"It has {keys}",
            )
    if not given:
        raise UsageError("What to change is missing.", f"{note.id} is of the kind '{kind}', with {keys}")
    if given.get("day") == "":
        raise UsageError("A note is always about a day.", "Give one: on=yesterday")


def _require_not_moved(note: Entry, records: Sequence[Entry]) -> None:
    """Refuse to correct the day of a step that was moved since: its last move says when it is due."""
    if move := last_move(note, records):
        raise RefusedError(
            f"{note.id} was moved to {move.due} on {move.day}: its day is not what it was planned for.",
            f"Move it again: clientkit progress move {note.id} --due fri --note '…'",
        )


def _project_of(note: Entry) -> ProjectRef:
    if note.project is None:
        raise UsageError(
            f"{note.id} belongs to no project, so it can be for nothing.",
            "Take it anew for a project, and this one back with 'clientkit undo'.",
        )
    return ProjectRef(note.client, note.project)
