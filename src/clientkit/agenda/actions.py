"""What one can do with something on the agenda: put it off, or say that it is done."""

from datetime import date
from typing import NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.records.agenda import Snoozed
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.due import Due
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


class SaidOfDue(NamedTuple):
    """What was said of something on the agenda."""

    record: Snoozed
    item: Due


def put_off(workspace: Workspace, stamp: Stamp, item: Due, until: date, note: str | None) -> SaidOfDue:
    """Let something come up again on a later day.

    Raises:
        RefusedError: its day was promised to a client.
        UsageError: the day is not a later one.
    """
    if item.new_date:
        raise RefusedError(
            f"The client counts on it, so it cannot be put off here: {item.text[:120]}",
            f"Tell them a new date, then record it: {item.new_date}",
        )
    if until <= stamp.day:
        raise UsageError(
            f"{until} is no later day: today is {stamp.day}.", "For instance: mon, +3d, next week"
        )
    return _say(workspace, stamp, item, until, note)


def finish(workspace: Workspace, stamp: Stamp, item: Due, note: str | None) -> SaidOfDue:
    """Say that something is done of which no other record tells.

    Raises:
        RefusedError: another command ends it.
    """
    if not item.by_hand:
        raise RefusedError("That is done by a record of its own.", f"Record it: {item.do}")
    return _say(workspace, stamp, item, None, note)


def _say(workspace: Workspace, stamp: Stamp, item: Due, until: date | None, note: str | None) -> SaidOfDue:
    values = {"key": item.key, "until": until, "note": typed_text(note, "The note") if note else None}
    record = made_record(Snoozed, stamp, Subject(item.client, item.project), values)
    append_record(workspace, record)
    return SaidOfDue(record, item)
