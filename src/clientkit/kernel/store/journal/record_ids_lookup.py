"""The one record that a command means, and what a later record must know of it."""

from datetime import timedelta
from typing import Any

from clientkit.errors import UsageError
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.store.workspace import Workspace

LISTINGS = {"promise": "clientkit promise list --all", "log": "clientkit log"}
"""The commands that show the ids of records which are no notes of the work, by their kind."""


def one_record(
    workspace: Workspace, beginning: str, kinds: tuple[str, ...], what: str
) -> tuple[Any, list[Entry]]:
    """The one record of these kinds whose id begins so, with all records of its client.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several, or it is of another kind; `what` says what it cannot be.
    """
    from clientkit.kernel.store.journal.record_ids import records_begun

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


def origin_of(note: Entry) -> str:
    """What corrections and answers name: the first of the note's lineage, whichever of it they were made of.

    So an answer still belongs to its note after any number of corrections.
    """
    return note.replaces or note.id


def later_than(stamp: Stamp, before: Entry) -> Stamp:
    """The stamp, later than what it corrects, whatever the clock says."""
    return stamp.model_copy(update={"ts": max(stamp.ts, before.ts + timedelta(seconds=1))})
