"""Taking a record back: it was never true, or must not be counted; it stays in the journal."""

from typing import NamedTuple

from clientkit.kernel.model.records.record import Entry, Retraction, Stamp
from clientkit.kernel.store.journal.record_ids import one_record
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


class RetractedRecord(NamedTuple):
    """A record that was taken back."""

    record: Retraction
    note: Entry


def retraction_of(stamp: Stamp, record: Entry, reason: str | None) -> Retraction:
    """The record that takes another one back.

    Raises:
        UsageError: the reason is empty or too long.
    """
    values = {"retracts": record.id, "reason": None if reason is None else typed_text(reason, "The reason")}
    return made_record(Retraction, stamp, record.about, values)


def take_back(
    workspace: Workspace, stamp: Stamp, beginning: str, kinds: tuple[str, ...], reason: str | None = None
) -> RetractedRecord:
    """Take the one record of these kinds back whose id begins so.

    Raises:
        NotFoundError: no record's id begins so.
        UsageError: it begins several, or is of another kind.
    """
    record, _ = one_record(workspace, beginning, kinds, "taken back here")
    retraction = retraction_of(stamp, record, reason)
    append_record(workspace, retraction)
    return RetractedRecord(retraction, record)
