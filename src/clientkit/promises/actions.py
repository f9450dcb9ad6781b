"""What one can do with promises: make one, say how it ended, take it back."""

from typing import Any, Literal, NamedTuple

from clientkit.errors import UsageError
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.journal.record_ids import later_than, one_record, origin_of
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.progress.note_input import require_item

Outcome = Literal["kept", "broken"]


class PromiseEnd(NamedTuple):
    """A promise that was kept or broken, and what had been said of it before."""

    record: PromiseEnded
    promise: Promised
    before: PromiseEnded | None


def add_promise(workspace: Workspace, stamp: Stamp, subject: Subject, values: dict[str, Any]) -> Promised:
    """Write a promise down.

    Raises:
        UsageError: an empty text, due before it was made, or an item that the project lacks.
    """
    client, project = subject
    text = typed_text(values["text"], "The promise")
    if values["due"] < stamp.day:
        raise UsageError(
            f"The promise of {stamp.day} would be due before it was made, on {values['due']}.",
            "Say when it was made with --on.",
        )
    if values.get("item") is not None:
        if project is None:
            raise UsageError("A promise --for an item belongs to a project.", "Name it as client/project.")
        require_item(workspace, ProjectRef(client, project), values["item"])
    record = made_record(Promised, stamp, subject, {**values, "text": text})
    append_record(workspace, record)
    return record


def end_promise(
    workspace: Workspace, stamp: Stamp, beginning: str, outcome: Outcome, note: str | None
) -> PromiseEnd:
    """Record that a promise was kept or broken; a second word on it takes the place of the first.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, or is no promise.
    """
    promise, records = one_record(workspace, beginning, ("promise",), f"marked {outcome}")
    before = next((one for one in records if isinstance(one, PromiseEnded) and _ends(one, promise)), None)
    if before:
        stamp = later_than(stamp, before)
    values = {
        "ref": origin_of(promise),
        "outcome": outcome,
        "note": typed_text(note, "The note") if note else None,
        "replaces": before.id if before else None,
    }
    record = made_record(PromiseEnded, stamp, Subject(promise.client, promise.project), values)
    append_record(workspace, record)
    return PromiseEnd(record, promise, before)


def _ends(end: PromiseEnded, promise: Promised) -> bool:
    return end.ref in {promise.id, promise.replaces}
