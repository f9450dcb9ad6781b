"""Finding a record by the beginning of its id, and what a later record must know of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from clientkit.errors import ClientkitError, NotFoundError, UsageError
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.store.safe_read import open_regular
from clientkit.kernel.store.workspace import Workspace

LISTINGS = {
    "promise": "clientkit promise list --all",
    "log": "clientkit log list",
    "change": "clientkit change list --all",
    "complaint": "clientkit complaint list --all",
    "privacy_request": "clientkit agenda",
    "breach": "clientkit history",
}
"""The commands that show the ids of records which are no notes of the work, by their kind."""


def one_record(
    workspace: Workspace, beginning: str, kinds: tuple[str, ...], what: str
) -> tuple[Any, list[Entry]]:
    """The one record of these kinds whose id begins so, with all records of its client.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several, or it is of another kind; `what` says what it cannot be.
    """
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
    return stamp.model_copy(update={"ts": max(stamp.ts, before.ts + timedelta(milliseconds=1))})


def records_begun(
    workspace: Workspace, beginning: str, listing: str = "clientkit progress list"
) -> list[tuple[Entry, list[Entry]]]:
    """The records that count whose id begins so, each with all records of its client.

    An id that is the beginning itself is the only one found. Where no record that counts begins so, a
    corrected one does for its latest correction.

    Raises:
        NotFoundError: there is none; `listing` is the command that shows the ids.
    """
    from clientkit.kernel.store.journal.read import read_journal  # writing a new note reads no journal

    journals = [
        (client, read_journal(workspace, client))
        for client in workspace.clients()
        if may_hold(workspace, client, beginning)
    ]
    found = [(one, records) for _, records in journals for one in records if one.id.startswith(beginning)]
    if not found:
        found = [
            pair for client, records in journals for pair in _corrected(workspace, client, records, beginning)
        ]
    whole = [pair for pair in found if pair[0].id == beginning]
    if not found:
        raise NotFoundError(
            f"There is no record whose id begins with {beginning[:40]!r}.", f"See the ids: {listing}"
        )
    return whole or found


def _corrected(
    workspace: Workspace, client: str, records: list[Entry], beginning: str
) -> Iterator[tuple[Entry, list[Entry]]]:
    """Records that count now in place of one whose id begins so."""
    from clientkit.kernel.store.journal.read import numbered_records, origins_of

    corrects = {record.id: record.replaces for _, _, record in numbered_records(workspace, client)}
    origins = origins_of({name: before for name, before in corrects.items() if before})
    wanted = {origins.get(name, name) for name in corrects if name.startswith(beginning)}
    return ((record, records) for record in records if origins.get(record.id, record.id) in wanted)


def may_hold(workspace: Workspace, client: str, beginning: str) -> bool:
    """Whether the bytes of a client's journal hold such an id: one search is cheaper than reading records."""
    named = re.compile(rb'"id"\s*:\s*"' + re.escape(beginning).encode("utf-8", "replace"))
    for path in workspace.journal_files(client):
        try:
            with open_regular(path) as file:
                if named.search(file.read()):
                    return True
        except ClientkitError:  # told when the journal is read
            continue
    return False
